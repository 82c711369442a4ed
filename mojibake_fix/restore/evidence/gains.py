"""What undoing a part of a text gains and has to: what the part costs as it is shown, and characters that it may have been.

All is counted in steps of 1/14 nat, as oddity is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ...encodings.alike import codes_of
from ...language.misreadings import READERS
from ...patterns import lazy_pattern
from .bounds import ASCII
from .characters import alone, in_language
from .oddity import LIMITS, costs

__all__ = [
    "LOST",
    "NO_CHARACTER",
    "Part",
    "cost_of_restored",
    "costs_of_restored",
    "known_codes",
    "places",
    "possible",
]

LOST = "?\N{KATAKANA MIDDLE DOT}\N{REPLACEMENT CHARACTER}"
"""What stands for bytes that nobody knows any more."""

NO_CHARACTER = "\N{REPLACEMENT CHARACTER}"
_CJK = "\u2e80"


class Part(NamedTuple):
    """What is shown in a part of a text, what each character of it costs there, and what stands before it."""

    shown: str
    costs: list[int]
    before: str

    @classmethod
    def of(cls, text: str, begin: int, end: int) -> Part:
        """Return a part of a text."""
        known = zip(text[begin:end], costs(text, begin, end), strict=True)
        observed = [ASCII if character.isascii() else cost for character, cost in known]
        for at in range(begin, end) if _LETTER.search(text, max(0, begin - 1), end + 1) else ():
            if text[at] >= _CJK and any(each.isascii() and each.isalpha() for each in text[max(0, at - 1) : at + 2]):
                observed[at - begin] = in_language(text[at])  # amid letters nothing is unexpected and clean all the same
        return cls(text[begin:end], observed, text[max(0, begin - LIMITS.reach) : begin])


_LETTER = lazy_pattern("[A-Za-z]")


@cache
def places(reader: str) -> tuple[int, ...]:
    """Return which of READERS read by a table last."""
    return tuple(place for place, name in enumerate(READERS) if name.rpartition("+")[2] == reader)


def known_codes(table: str, part: str, *, last: bool = False) -> Iterator[bytes]:
    """Yield the bytes of characters in a table, up to one that it does not have, or that stands for others.

    Of the codes of a character it is the first one that there is, or the ``last``.
    """
    for character in part:
        codes = possible(table, character)
        if not codes or character in LOST:
            return
        yield codes[-last]


@lru_cache(maxsize=1 << 16)
def possible(table: str, character: str) -> tuple[bytes, ...]:
    """Return all codes of a character in a table, the one to go back to first."""
    if table == "utf-16-le":
        return (character.encode("utf-16-le", "surrogatepass"),)
    return codes_of(table, character)


def costs_of_restored(restored: str, before: str = "") -> list[int]:
    """Return what each restored character costs; what is none costs as much each time, however often it stands there."""
    whole = before + restored
    return [cost_of_restored(*each) for each in zip(restored, costs(whole, len(before), len(whole)), strict=True)]


def cost_of_restored(character: str, cost: int) -> int:
    """Return what a restored character costs that costs so much as clean text: ASCII, about the same wherever it stands."""
    if character.isascii() and (character.isprintable() or character in "\t\n\r"):
        return ASCII
    return alone(character) if character == NO_CHARACTER else cost
