"""What a conversion made of a text, and what became what in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from ..patterns import lazy_pattern

__all__ = ["Made", "Stretch", "keeps_lines", "replaced"]


class Stretch(NamedTuple):
    """Lines that kept their lengths: where they begin and end after a conversion, and how much further that is than before."""

    start: int
    end: int
    shift: int


class Made:
    r"""A text and what was made of it.

    >>> [Made("头\n软件", "頭\n軟體啊").stretches, Made("头\n发", "頭\n髮").stretches]
    [[Stretch(start=0, end=2, shift=0), Stretch(start=5, end=5, shift=1)], [Stretch(start=0, end=3, shift=0)]]
    """

    def __init__(self, before: str, after: str) -> None:
        self.before = before
        self.after = after

    @cached_property
    def stretches(self) -> list[Stretch]:
        """What is known place by place; of a line that changed its length nobody knows what became what."""
        if keeps_lines(self.before, self.after):
            return [Stretch(0, len(self.after), 0)]
        found: list[Stretch] = []
        start = place = begin = 0
        for old, new in zip(self.before.split("\n"), self.after.split("\n"), strict=True):
            if len(old) != len(new):
                found.append(Stretch(begin, place, place - start))
                begin = place + len(new) + 1
            start += len(old) + 1
            place += len(new) + 1
        return [*found, Stretch(min(begin, len(self.after)), len(self.after), place - start)]

    def replace(self, changes: Iterable[tuple[int, str]]) -> None:
        """Put other characters at some ascending places of what was made."""
        self.after = replaced(self.after, changes)


def keeps_lines(before: str, after: str) -> bool:
    r"""Tell whether a conversion changed the length of no line.

    >>> keeps_lines("头\n发", "頭\n髮"), keeps_lines("软\n件件", "軟體\n件")
    (True, False)
    """
    if len(before) != len(after):
        return False
    ends = [*map(re.Match.start, _LINE_FEED.finditer(before))]
    return after.count("\n") == len(ends) and all(after[end] == "\n" for end in ends)


_LINE_FEED = lazy_pattern("\n")


def replaced(text: str, changes: Iterable[tuple[int, str]]) -> str:
    """Return a text with other characters at some ascending places.

    >>> replaced("被髮送", [(1, "發")])
    '被發送'
    """
    parts: list[str] = []
    done = 0
    for place, form in changes:
        parts += (text[done:place], form)
        done = place + 1
    return "".join((*parts, text[done:])) if parts else text
