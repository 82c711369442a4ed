"""How much of a file is looked at, what is valid, and what it says."""

from __future__ import annotations

import codecs
from functools import cache
from typing import NamedTuple

from ..encodings import Policy, codec, euc_tw
from ..patterns import lazy_pattern
from .shapes import SHAPES

__all__ = [
    *("ASCII", "COMMAS", "EBCDIC", "MOST_ERRORS", "Lenient"),
    *(
        "as_known",
        "ascii_count",
        "characters_of",
        "beyond_count",
        "has_cedillas",
        "is_valid",
        "may_be_ebcdic",
        "read_leniently",
        "telling",
        "text_of",
        "with_rare_around",
    ),
]

# Read by our own tables: what Python does not have, and Microsoft's pages with their private-use characters, for Taiwan with
# the characters of ETEN, which files from there mean where Microsoft has private use.
_OUR_OWN = {"cp936": "cp936", "cp950": "big5-eten", "viscii": "viscii", "tcvn": "tcvn"}
_PAGES_OF_OUR_OWN = frozenset({"viscii", "tcvn"})  # one byte a character
_PYTHONS = {
    "cp936": "gbk",
    "euc-tw": "gb2312",
}  # where Python knows as well what is the beginning of a character, and calls it otherwise

EBCDIC = ("cp037", "cp500", "cp273", "cp1026", "cp424", "cp875")
"""The pages of IBM's mainframes: of the West (two), of Germany, Turkey, Israel and Greece."""

_NOT_AS_PYTHON = frozenset({*_OUR_OWN, "euc-tw", *EBCDIC})

_NEXT_LINE = "\x85"  # what lines end with there

_ERROR = "\ufffd"
_LONGEST = 4  # bytes of a character
_LOWEST = 0x30  # what pairs and fours have of ASCII begins with the digits
_CUT = 0.7  # of an error: the end of a file or a sample may be anywhere, but most files end where a character ends
ASCII, _BEYOND_ASCII = bytes(range(0x80)), bytes(range(0x80, 0x100))
_RECORD = 16  # bytes: nobody keeps less on a mainframe
_BLANK = (b"@", b"%", b"\x15")  # the blank of EBCDIC, and its line ends
_BLANKS = 0.03  # of the bytes of a text in an alphabet, as good as always: one is a seventh, in tables less
MOST_ERRORS = 0.1  # of the characters beyond ASCII: what has more costs too much in any case

# A byte of ASCII after one beyond may be the second of a pair.
_RUN = rb"[\x80-\xff](?:[\x00-\x7f]?[\x80-\xff])*"
_PIECE = lazy_pattern(rb"[\x00-\x7f]{0,4}" + _RUN + rb"[\x00-\x7f]?(?=([0-9]{4}|[A-Za-z]{0,3}))")
_WORD = lazy_pattern(rb"[A-Za-z]*" + _RUN + rb"[A-Za-z]?")
_AROUND_RARE = 16  # bytes on either side
_RARE_EACH, _LONG_LINE = 3, 400  # places that are looked at for each byte, and bytes of a line on either side of it


def ascii_count(data: bytes) -> int:
    """Count the bytes that are ASCII.

    >>> ascii_count("été".encode("cp1252"))
    1
    """
    return len(data.translate(None, _BEYOND_ASCII))


def beyond_count(text: str) -> int:
    """Count the characters that are beyond ASCII.

    >>> beyond_count("été")
    2
    """
    return len(text) - len(text.encode("ascii", "ignore"))


def text_of(data: bytes, encoding: str) -> str:
    """Return the text of ``data``; ``cp936`` and ``cp950`` are Microsoft's, with private-use characters.

    Raises UnicodeDecodeError if not all of it is valid.

    >>> text_of(b"100 \\x80", "cp936"), text_of(b"\\xfa\\x40\\xc6\\xe7", "cp950")
    ('100 €', '\\ue000ぁ')
    """
    if encoding not in _NOT_AS_PYTHON:
        return data.decode(encoding)
    if encoding in _OUR_OWN:
        return codec(_OUR_OWN[encoding]).read(data)
    return euc_tw.read(data) if encoding == "euc-tw" else data.decode(encoding).replace(_NEXT_LINE, "\n")


@cache
def as_known(encoding: str) -> tuple[str, ...]:
    """Return the character of each byte as the models know it.

    >>> as_known("iso8859-2")[0xFE], as_known("iso8859-9")[0xFE], as_known("cp866")[0xF7], as_known("cp864")[0xC9]
    ('ț', 'ş', 'в', 'ة')
    """
    known = _UNSEEN | SHAPES | (COMMAS if has_cedillas(encoding) else {})
    return tuple(character.translate(known) for character in characters_of(encoding))


# Belarusian has the letter where Russian and Ukrainian, which the models have seen, have a в or л; KOI8 and DOS have no other
# bullet.
_UNSEEN = str.maketrans("Ўў∙", "Вв•")

COMMAS = str.maketrans("ŞşŢţ", "ȘșȚț")
"""What Romanian has today where it was written with cedillas."""


@cache
def has_cedillas(encoding: str) -> bool:
    """Tell whether a single-byte encoding is one that Romanian was written in with cedillas."""
    return "ţ" in characters_of(encoding)


@cache
def characters_of(encoding: str) -> tuple[str, ...]:
    """Return the character of each byte in a single-byte encoding, "" for those that have none.

    >>> characters_of("cp1252")[0xE9], characters_of("cp1252")[0x81]
    ('é', '')
    """
    every = bytes(range(0x100))
    own = _OUR_OWN.get(encoding)
    text = every.decode(encoding, "replace") if own is None else codec(own).decode(every, Policy.WHATWG, _ERROR)
    return tuple("" if character == _ERROR else character for character in text)


def is_valid(data: bytes, encoding: str) -> bool:
    """Tell whether all of ``data`` is valid in an encoding.

    >>> is_valid("中".encode(), "utf-8"), is_valid(b"\\xd6", "utf-8")
    (True, False)
    """
    try:
        text_of(data, encoding)
    except UnicodeDecodeError:
        return False
    return True


def may_be_ebcdic(data: bytes) -> bool:
    """Tell whether EBCDIC is worth a look: it has the blank where ASCII has the commercial at, and no line end of ASCII.

    >>> may_be_ebcdic("a text of old times".encode("cp500")), may_be_ebcdic(b"a text of old times")
    (True, False)
    """
    has_blanks = len(data) >= _RECORD and sum(map(data.count, _BLANK)) > _BLANKS * len(data)
    return has_blanks and b" " not in data and b"\n" not in data


class Lenient(NamedTuple):
    """A text without the bytes that have no character in the encoding, and how many those are; a cut character counts in part."""

    text: str
    errors: float


def read_leniently(data: bytes, encoding: str) -> Lenient | None:
    """Return what an encoding makes of some bytes, or None if many of them have no character in it.

    >>> read_leniently("中文".encode("gbk")[:-1], "gb18030")
    Lenient(text='中', errors=0.7)
    >>> read_leniently(b"a\\xff\\xd6\\xd0" * 9, "gb18030") is None
    True
    """
    if encoding in _PAGES_OF_OUR_OWN:
        return _with_errors(data, "".join([characters_of(encoding)[byte] or _ERROR for byte in data]))
    if encoding in _OUR_OWN:  # which takes less to read with errors than to find the first
        text = codec(_OUR_OWN[encoding]).decode(data, Policy.WHATWG, _ERROR)
        if text.endswith(_ERROR) and text.count(_ERROR) == 1 and _is_cut(data[-1:], encoding):
            return Lenient(text[:-1], _CUT) if len(text) > 1 else None
        return _with_errors(data, text)
    try:
        return Lenient(text_of(data, encoding), 0)
    except UnicodeDecodeError as error:
        if len(data) - error.start < _LONGEST and _is_cut(data[error.start :], encoding):
            return Lenient(text_of(data[: error.start], encoding), _CUT) if error.start else None
    return _with_errors(data, euc_tw.read(data, _ERROR) if encoding == "euc-tw" else data.decode(encoding, "replace"))


def _with_errors(data: bytes, text: str) -> Lenient | None:
    errors = text.count(_ERROR)
    if errors > 1 + MOST_ERRORS * (len(text) - ascii_count(data)):
        return None
    return Lenient(text.replace(_ERROR, "") if errors else text, errors)


def _is_cut(end: bytes, encoding: str) -> bool:
    """Tell whether some bytes are the beginning of a character, which has no blank or line end."""
    if min(end) < _LOWEST and not encoding.startswith("utf-16"):
        return False
    try:
        codecs.getincrementaldecoder(_PYTHONS.get(encoding, encoding))().decode(end)
    except UnicodeDecodeError:
        return False
    return True


def telling(data: bytes, least: int) -> bytes:
    """Return what stands beyond ASCII with a little of what stands around, one piece a line and each word once, until it is
    ``least`` bytes, or all there is.

    What a file repeats says nothing new. No piece begins or ends within a character of an encoding that leaves ASCII alone.

    >>> telling(b"import os\\n# \\xd6\\xd0 \\xce\\xc4\\n! \\xd6\\xd0 \\xce\\xc4.", 100)
    b's\\n# \\xd6\\xd0 \\xce\\xc4\\n\\n'
    """
    pieces: dict[bytes, bytes] = {}
    size = 0
    for found in _PIECE.finditer(data):
        piece, word = found[0] + found[1], _WORD.search(found[0])
        if word is not None and word[0] not in pieces:
            pieces[word[0]] = piece
            size += len(piece)
            if size >= least:
                break
    return b"".join(map(_as_line, pieces.values()))


def with_rare(data: bytes, sample: bytes) -> bytes:
    """Return a sample of some bytes with pieces that have those beyond ASCII that it lacks: a rare letter tells pages apart.

    >>> with_rare(b"\\xe9t\\xe9\\n" * 9 + b"\\xb9koda\\n", b"\\xe9t\\xe9\\n")
    b'\\xe9t\\xe9\\n\\xb9koda\\n'
    """
    pieces: dict[bytes, None] = {}
    for byte in set(data.translate(None, ASCII)).difference(sample):
        at = data.find(byte)
        for _ in range(_RARE_EACH):
            if at < 0:
                break
            start, end = data.rfind(b"\n", max(0, at - _LONG_LINE), at) + 1, data.find(b"\n", at, at + _LONG_LINE)
            line = data[start or max(0, at - _LONG_LINE) : end if end >= 0 else at + _LONG_LINE]
            pieces.update((found[0] + found[1], None) for found in _PIECE.finditer(line) if byte in found[0])
            at = data.find(byte, end if end >= 0 else at + _LONG_LINE)
    return b"".join((sample, *map(_as_line, pieces)))


def _as_line(piece: bytes) -> bytes:
    """Return a piece with a line end: what it ends with is not the beginning of a character that was cut."""
    return piece + b"\n"


def with_rare_around(data: bytes, least: int) -> bytes:
    """Return the first ``least`` bytes of a text without ASCII, and what stands around those that are not among them.

    >>> with_rare_around("a text of old times, and old times only!".encode("cp500"), 24).decode("cp500")
    'a text of old times, andd old times only!nd old times only!'
    """
    sample = data[:least]
    parts = [sample]
    for byte in sorted(set(data).difference(sample)):
        at = data.find(byte)
        for _ in range(_RARE_EACH):
            if at < 0:
                break
            parts.append(data[max(0, at - _AROUND_RARE) : at + _AROUND_RARE])
            at = data.find(byte, at + _AROUND_RARE)
    return b"".join(parts)
