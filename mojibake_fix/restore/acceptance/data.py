"""What is restored amid data, which are no text: programs write numbers as characters, one for each, whatever that is called."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from ...patterns import lazy_pattern
from ...spans import Spans

__all__ = ["Unexplained"]

_CONTROL = lazy_pattern("[\x80-\x9f]")
_BESIDE = 400  # characters of a line on either side of a span
_MANY = 4  # controls: a line of several channels, or with lost bytes, leaves a few unexplained


class Unexplained(NamedTuple):
    """The C1 controls of a text, and how many of the first so many are part of what may be restored.

    What a reader left is nearly all explained by what it was. Of data, such as the outlines of a map, of which each number is
    a character, any two or three are text in some encoding, and the others nothing.
    """

    text: str
    places: list[int]
    explained: list[int]

    @classmethod
    def of(cls, text: str, spans: Sequence[tuple[int, int]]) -> Unexplained:
        """Return the controls of a text, some ``spans`` of which may be restored."""
        places = [match.start() for match in _CONTROL.finditer(text)]
        if len(places) < _MANY:
            return cls(text, [], [0])
        restored = Spans(spans)
        return cls(text, places, list(accumulate((restored.covers(place, place + 1) for place in places), initial=0)))

    def are_around(self, start: int, end: int) -> bool:
        """Tell whether a span stands amid controls most of which nothing explains.

        >>> coded = "@@a\x83S\x89ra}Á\x80y\x8fix±Üe\x88`lè\x93ßÓǏok\x91ćiµVZģ¡co\x9c\x91TSË"
        >>> Unexplained.of(coded, [(3, 5)]).are_around(3, 5), Unexplained.of(coded, [(0, 50)]).are_around(0, 50)
        (True, False)
        """
        if not self.places:
            return False
        first = max(start - _BESIDE, self.text.rfind("\n", 0, start) + 1)
        line_end = self.text.find("\n", end)
        last = min(end + _BESIDE, len(self.text) if line_end < 0 else line_end)
        low, high = bisect_left(self.places, first), bisect_right(self.places, last)
        explained = self.explained[high] - self.explained[low]
        return high - low - explained >= max(_MANY, explained + 1)
