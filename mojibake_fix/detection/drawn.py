"""What is drawn and listed: boxes, lines and tables of letters, which say less of an encoding than words do."""

from __future__ import annotations

from ..patterns import lazy_pattern
from .sample import ascii_count

__all__ = ["is_lone", "without_frames", "without_lists", "without_lone", "without_rows"]

_DRAWN = lazy_pattern(rb"([\x80-\xff][\x40-\xff])\1{2,}")
# The upper or the lower side of a box, with its corners: a table has several in a row.
_FRAME = lazy_pattern(rb"(?<![A-Za-z\x80-\xff])(?:[\x80-\xff]?([\x80-\xff])\1{7,})+[\x80-\xff]?(?![A-Za-z\x80-\xff])")
_ALONE = lazy_pattern(rb"(?<![A-Za-z\x80-\xff])[\x80-\xff](?![A-Za-z\x80-\xff])")
_FEWEST_ALONE = 16  # different ones: text has fewer words of one letter, and signs, and rules fewer letters of one language
_IN_WORD, _WORDS_BESIDE = lazy_pattern(rb"[A-Za-z][\x80-\xff]|[\x80-\xff](?=[A-Za-z])"), 3
_ROW = lazy_pattern(rb"[\x80-\xff]{4,}")  # "créée" has two


def without_rows(data: bytes) -> bytes:
    """Return some bytes with no sign more than twice in a row: lines and boxes are drawn so, and repeat what one of them says.

    >>> without_rows("━━━━━━ 二二".encode("euc_jp")).decode("euc_jp")
    '━━ 二二'
    """
    return _DRAWN.sub(rb"\1\1", data)


def without_frames(data: bytes) -> bytes:
    """Return some bytes without the sides of boxes, of which the models know little, if more than that is beyond ASCII.

    >>> without_frames("╔════════╗ menù".encode("cp850")), without_frames("════════".encode("cp850")) == b"\\xcd" * 8
    (b' men\\x97', True)
    """
    rest = _FRAME.sub(b"", data)
    return data if rest.isascii() else rest


def is_lone(data: bytes) -> bool:
    """Tell whether all bytes beyond ASCII stand alone, and are many different ones: a table of letters.

    >>> is_lone(" ".join("äöüéèêëàâáñçíìîï").encode("cp1252")), is_lone("à la carte, été".encode("cp1252"))
    (True, False)
    """
    found = _ALONE.findall(data)
    return len(set(found)) >= _FEWEST_ALONE and len(found) == len(data) - ascii_count(data)


def without_lone(data: bytes) -> bytes:
    """Return some bytes without letters that stand alone, if those are many, as in tables, and words are left.

    >>> table = " ".join("äöüéèêëàâáñçíìîï") + " für Bücher, Tür und Gemüse"
    >>> without_lone(table.encode("cp1252")).split(b" f\\xfcr")[0].isspace()
    True
    """
    if len(set(_ALONE.findall(data))) < _FEWEST_ALONE:
        return data
    rest = _ALONE.sub(b"", data)
    return rest if len(_IN_WORD.findall(rest)) >= _WORDS_BESIDE else data


def without_lists(data: bytes) -> bytes:
    """Return some bytes without rows of different bytes beyond ASCII: lists of letters, where words have ASCII as well.

    >>> without_lists(b"[a-z\\xe6\\xf8\\xe5\\xe4\\xf6] bl\\xe5b\\xe6r")
    b'[a-z] bl\\xe5b\\xe6r'
    """
    return _ROW.sub(lambda row: b"" if len(set(row[0])) == len(row[0]) else row[0], data)
