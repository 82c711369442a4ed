"""Stretches of a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

__all__ = ["Spans"]


class Spans:
    """Protected stretches of a text, as code point ranges; overlapping ones are merged.

    What the ranges come from is read when the spans are first asked about: a generator does no work before.

    >>> spans = Spans([(3, 5), (4, 8)])
    >>> spans.covers(7), spans.covers(8), spans.covers(0, 4)
    (True, False, True)
    """

    __slots__ = ("_ends", "_starts", "_unread")

    def __init__(self, ranges: Iterable[tuple[int, int]] = ()) -> None:
        self._unread: Iterable[tuple[int, int]] | None = ranges
        self._starts: list[int] = []
        self._ends: list[int] = []

    def _read(self) -> None:
        if self._unread is None:
            return
        for start, end in sorted(self._unread):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            elif start < end:
                self._starts.append(start)
                self._ends.append(end)
        self._unread = None

    def __iter__(self) -> Iterator[tuple[int, int]]:
        self._read()
        yield from zip(self._starts, self._ends, strict=True)

    def covers(self, start: int, end: int | None = None) -> bool:
        """Tell whether any code point from ``start`` up to ``end`` (by default one code point) is protected."""
        self._read()
        last = start if end is None else end - 1
        k = bisect_right(self._starts, last) - 1
        return k >= 0 and self._ends[k] > start

    def gaps(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield what is free between ``start`` and ``end``, in order.

        >>> list(Spans([(3, 5)]).gaps(0, 9))
        [(0, 3), (5, 9)]
        """
        self._read()
        k = bisect_right(self._ends, start)
        while k < len(self._starts) and self._starts[k] < end:
            if start < self._starts[k]:
                yield start, self._starts[k]
            start = self._ends[k]
            k += 1
        if start < end:
            yield start, end
