"""Tables of letters: in which page each stands beside the letter of ASCII that it is made of, or beside its name."""

from __future__ import annotations

import math
import unicodedata
from functools import cache

from ..patterns import lazy_pattern
from .candidates import Candidates
from .sample import characters_of

__all__ = ["page_of_table"]

_LINE = lazy_pattern(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
_ALONE = lazy_pattern(rb"(?<![A-Za-z\x80-\xff])[\x80-\xff](?![A-Za-z\x80-\xff])")
_LETTER_ALONE = lazy_pattern(rb"(?<![A-Za-z\x80-\xff])[A-Za-z](?![A-Za-z\x80-\xff])")
_NAME = lazy_pattern(r"(SMALL )?LETTER (?:[A-Z]+ )*?([A-Z])[A-Z]*(?: WITH .*)?$")
_LONGEST_LINE, _LOOKED_AT = 400, 1 << 16  # bytes
_LINES_EACH = 16  # of each letter: more say the same

_FEWEST, _MOST_MISSED = 12, 0.35  # different letters, and the share of those that stand beside none
_EACH = 2.0  # nats: of the letters in a table nine in ten stand beside theirs, of those of another page one in ten


def page_of_table(data: bytes, candidates: Candidates, trust: float) -> tuple[str, float] | None:
    """Return the page in which most letters of a table stand beside those of ASCII, and how sure that is, or None if too few do.

    >>> from .candidates import CANDIDATES
    >>> table = "".join(f"{letter} = {base}\\n" for base, letter in zip("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ"))
    >>> page_of_table(table.encode("cp850"), CANDIDATES, 0.5)[0], page_of_table(table[:20].encode("cp850"), CANDIDATES, 0.5)
    ('cp850', None)
    """
    beside = _beside(data[:_LOOKED_AT])
    hits = {
        page.encoding: sum(_is_beside(byte, lines, page.encoding) for byte, lines in beside.items()) for page in candidates.pages
    }
    most = max(hits.values(), default=0)
    if most < max(_FEWEST, (1 - _MOST_MISSED) * len(beside)):
        return None
    nats = {page.encoding: trust * (page.weight + _EACH * (hits[page.encoding] - most)) for page in candidates.pages}
    best = max(nats, key=nats.__getitem__)
    return best, math.exp(nats[best]) / math.fsum(map(math.exp, nats.values()))


def _beside(data: bytes) -> dict[int, list[tuple[bytes, bytes]]]:
    """Return the lines in which each byte stands alone, with the letters of ASCII that do."""
    found: dict[int, list[tuple[bytes, bytes]]] = {}
    for line in _LINE.findall(data):
        if len(line) <= _LONGEST_LINE and (alone := _ALONE.findall(line)):
            letters = b"".join(_LETTER_ALONE.findall(line))
            for byte in {each[0] for each in alone}:
                if len(lines := found.setdefault(byte, [])) < _LINES_EACH:
                    lines.append((line, letters))
    return found


def _is_beside(byte: int, lines: list[tuple[bytes, bytes]], encoding: str) -> bool:
    """Tell whether what a page has for a byte stands beside its letter of ASCII, or its name, in half of the lines or more."""
    base, name = _base_and_name(characters_of(encoding)[byte])
    count = sum(bool(name) and ((bool(base) and base in letters) or name in line) for line, letters in lines)
    return 2 * count >= len(lines)


@cache
def _base_and_name(character: str) -> tuple[bytes, bytes]:
    """Return the letter of ASCII that a letter beyond is written with, by its name, and the name.

    >>> _base_and_name("è"), _base_and_name("Я")[0], _base_and_name("§")[0]
    ((b'e', b'LATIN SMALL LETTER E WITH GRAVE'), b'Y', b'')
    """
    name = unicodedata.name(character, "") if character else ""
    found = _NAME.search(name)
    if found is None:
        return b"", name.encode()
    return (found[2].lower() if found[1] else found[2]).encode(), name.encode()
