"""Stretches of a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

__all__ = ["Joined", "OfLines", "Spans"]


class Spans:
    """Protected stretches of a text, as code point ranges; overlapping ones are merged.

    What the ranges come from is read when the spans are first asked about: a generator does no work before.

    >>> spans = Spans([(3, 5), (4, 8)])
    >>> spans.covers(7), spans.covers(8), spans.covers(0, 4)
    (True, False, True)
    """

    __slots__ = ("_ends", "_starts", "_unread")

    def __init__(self, ranges: Iterable[tuple[int, int]] = ()) -> None:
        self._unread: Iterable[tuple[int, int]] | None = ranges or None
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

    def is_empty(self) -> bool:
        """Tell whether it is known already that nothing is protected."""
        return self._unread is None and not self._starts

    def covers(self, start: int, end: int | None = None) -> bool:
        """Tell whether any code point from ``start`` up to ``end`` (by default one code point) is protected."""
        self._read()
        last = start if end is None else end - 1
        k = bisect_right(self._starts, last) - 1
        return k >= 0 and self._ends[k] > start

    def within(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches that reach into the one from ``start`` to ``end``, in order.

        >>> list(Spans([(3, 5), (6, 9)]).within(0, 6))
        [(3, 5)]
        """
        self._read()
        k = bisect_right(self._ends, start)
        while k < len(self._starts) and self._starts[k] < end:
            yield self._starts[k], self._ends[k]
            k += 1

    def gaps(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield what is free between ``start`` and ``end``, in order.

        >>> list(Spans([(3, 5)]).gaps(0, 9))
        [(0, 3), (5, 9)]
        """
        for first, last in self.within(start, end):
            if start < first:
                yield start, first
            start = last
        if start < end:
            yield start, end


class Joined(Spans):
    """What any of some spans protects; each is asked by itself until somebody wants to see them all.

    >>> [*Joined(Spans([(3, 5)]), Spans([(4, 8)]))], Joined(Spans([(3, 5)]), Spans([(7, 8)])).covers(5, 7)
    ([(3, 8)], False)
    """

    __slots__ = ("_parts",)

    def __init__(self, *parts: Spans) -> None:
        super().__init__(chain.from_iterable(parts))
        self._parts: list[Spans] = []
        for part in parts:
            self._parts += part._parts if isinstance(part, Joined) else () if part.is_empty() else (part,)

    def covers(self, start: int, end: int | None = None) -> bool:
        """Tell whether any code point from ``start`` up to ``end`` (by default one code point) is protected."""
        if self._unread is None:
            return super().covers(start, end)
        return any(part.covers(start, end) for part in self._parts)

    def within(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches that reach into the one from ``start`` to ``end``, in order."""
        if self._unread is None:
            return super().within(start, end)
        return iter(Spans(chain.from_iterable(part.within(start, end) for part in self._parts)))


class OfLines(Spans):
    r"""Spans that never reach across a line feed: of a few lines they are looked for in these lines only.

    >>> spans = OfLines("a (b)\n(c)", lambda text: [match.span() for match in re.finditer(r"\(.\)", text)], re.compile(r"\("))
    >>> spans.covers(2), spans.covers(6, 9), spans.covers(1)
    (True, True, False)
    """

    A_LINE = 2500
    """Characters of a text that are looked through together in the time that a single line takes."""

    def __init__(self, text: str, find: Callable[[str], Iterable[tuple[int, int]]], signs: re.Pattern[str]) -> None:
        """Look for spans by ``find``, in lines that have one of their ``signs``."""
        super().__init__(_late(find, text))
        self._text = text
        self._find = find
        self._signs = signs
        self._known: dict[tuple[int, int], Spans] = {}  # of lines that were looked at by themselves
        self._left = len(text) // self.A_LINE + 1  # lines, until it is quicker to look for all

    def covers(self, start: int, end: int | None = None) -> bool:
        """Tell whether any code point from ``start`` up to ``end`` (by default one code point) is protected."""
        if self._unread is None or not self._left:
            return super().covers(start, end)
        return any(True for _ in self.within(start, start + 1 if end is None else end))

    def within(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches that reach into the one from ``start`` to ``end``, in order."""
        if self._unread is None or not self._left:
            yield from super().within(start, end)
            return
        begin = self._text.rfind("\n", 0, start) + 1
        for first, last in self._of_lines(begin, self._text.find("\n", end - 1) + 1 or len(self._text)):
            if begin + first < end and begin + last > start:
                yield begin + first, begin + last

    def _of_lines(self, start: int, end: int) -> Spans:
        """Return what is found in some whole lines, from where they begin."""
        if (start, end) not in self._known:
            if self._signs.search(self._text, start, end):
                self._known[start, end] = Spans(self._find(self._text[start:end]))
                self._left = max(0, self._left - 1 - (end - start) // self.A_LINE)
            else:
                self._known[start, end] = Spans()
        return self._known[start, end]


def _late(find: Callable[[str], Iterable[tuple[int, int]]], text: str) -> Iterator[tuple[int, int]]:
    yield from find(text)
