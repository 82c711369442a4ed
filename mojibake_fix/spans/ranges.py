"""Stretches of a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

__all__ = ["Spans"]


class Spans:
    """Protected stretches of a text, as code point ranges; overlapping ones are merged.

    >>> spans = Spans([(3, 5), (4, 8)])
    >>> spans.covers(7), spans.covers(8), spans.covers(0, 4)
    (True, False, True)
    """

    __slots__ = ("_ends", "_starts")

    def __init__(self, ranges: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(ranges):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            elif start < end:
                self._starts.append(start)
                self._ends.append(end)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._starts, self._ends, strict=True)

    def covers(self, start: int, end: int | None = None) -> bool:
        """Tell whether any code point from ``start`` up to ``end`` (by default one code point) is protected."""
        last = start if end is None else end - 1
        k = bisect_right(self._starts, last) - 1
        return k >= 0 and self._ends[k] > start

    def gaps(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield what is free between ``start`` and ``end``, in order.

        >>> list(Spans([(3, 5)]).gaps(0, 9))
        [(0, 3), (5, 9)]
        """
        k = bisect_right(self._ends, start)
        while k < len(self._starts) and self._starts[k] < end:
            if start < self._starts[k]:
                yield start, self._starts[k]
            start = self._ends[k]
            k += 1
        if start < end:
            yield start, end
