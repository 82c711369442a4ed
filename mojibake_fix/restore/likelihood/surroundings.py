"""What stands around what was filled in: how likely it is there, and how far the text around it is as any text is.

The search weighs what lost bytes can be against each other. That all of it is unlikely, it does not say: a word that no model
knows, a line in which much is lost, a bracket that nothing closes. These are what makes the likeliest of all candidates wrong.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from ...language.cache import Cached
from ...language.compiled import nats_from
from ...language.marks import unbalanced
from ...language.scorer import Scorer
from ...language.slots import slots
from ...native import core
from .weighing import START

__all__ = ["Surroundings", "surroundings"]


class Surroundings(NamedTuple):
    """How what was filled in stands in its text; by default as most of it does.

    ``own`` is log P of the characters that have bytes in it, given those before, and ``behind`` of the two that follow, in nats;
    ``usual`` is what a character beyond ASCII has nearby of which nothing was lost. ``wide`` counts the characters beyond ASCII
    that it is part of. ``unbalanced`` counts the marks of its line that are not closed, or not opened; ``next`` is the character
    behind it, if there is one on its line; ``is_read`` tells whether the model has read the document. ``beside`` counts the
    characters beyond ASCII nearby of which nothing was lost. ``line_ends`` says how many line ends of the document were
    swallowed for each token that ends a line, as a logarithm; ``closes``, whether what it has swallowed closes a string at
    the end of its line: see ``line_ends.py``. ``begins`` tells whether nothing stands before it in its line, string or bracket.
    """

    own: float = -3.0
    behind: float = -6.0
    usual: float = -3.5
    wide: int = 1
    unbalanced: int = 0
    next: str = "字"
    is_read: bool = False
    beside: int = 100
    line_ends: float = 0.0
    closes: bool = False
    begins: bool = False


_USUAL = Surroundings().usual
_NEAR = 100  # characters before that tell what is usual
_BEHIND = 2  # characters that follow


def surroundings(
    model: Scorer, codes: Sequence[bytes], doubts: Sequence[int], before: str, behind: str
) -> dict[int, Surroundings]:
    """Return what stands around the codes in doubt, by their places, given the text ``before`` and ``behind`` all of them.

    >>> from ...language.arrays import arrays
    >>> from ...language.models import chinese
    >>> likely, unlikely = (
    ...     surroundings(arrays(chinese()), ["当前状".encode(), text.encode(), "，".encode()], [1], "", "")[1] for text in "态堍"
    ... )
    >>> likely.own > unlikely.own, likely.wide, likely.next
    (True, 1, '，')
    """
    text = b"".join(codes).decode("utf-8", "surrogateescape")
    ends = list(accumulate(len(character.encode("utf-8", "surrogateescape")) for character in text))  # among the bytes
    before, lines = before[-_NEAR:], _Lines(before.rpartition("\n")[2], text + behind)
    whole = before + text + behind[:_BEHIND]
    nats = _nats(model, whole)
    starts = [0, *accumulate(map(len, codes))]
    spans = {
        place: (
            len(before) + bisect_right(ends, starts[place]),
            len(before) + bisect_right(ends, starts[place + 1] - 1) + 1,
        )
        for place in doubts
    }
    in_doubt = {at for span in spans.values() for at in range(*span)}
    usual = [nats[at] for at in range(len(before) + len(text)) if whole[at] > "\x7f" and at not in in_doubt]
    mean = (math.fsum(usual) + _FEW * _USUAL) / (len(usual) + _FEW)
    return {
        place: Surroundings(
            math.fsum(nats[first:end]),
            math.fsum(nats[end : end + _BEHIND]),
            mean,
            sum(character > "\x7f" for character in whole[first:end]),
            lines.unbalanced(first - len(before)),
            whole[end : end + 1].strip("\r\n"),
            isinstance(model, Cached),
            len(usual),
            begins=_begins(whole[:first]),
        )
        for place, (first, end) in spans.items()
    }


def _nats(model: Scorer, text: str) -> Sequence[float]:
    """Return log P of each character of a text that begins a line."""
    if core():
        return nats_from(model.compiled, START + text, len(START))
    nats: list[float] = model.rows(slots(START + text)[None, :])[0, len(START) :].tolist()
    return nats


def _begins(before: str) -> bool:
    """Tell whether what comes next is the first of its line, or behind a mark that opens something.

    >>> _begins('f"'), _begins("（"), _begins('"确定"'), _begins("")
    (True, True, False, True)
    """
    line = before.rpartition("\n")[2]
    mark = line[-1:]
    return not mark or mark in "（「『【《“‘([" or (mark in "\"'" and line.count(mark) % 2 == 1)


_FEW = 3  # characters, for fewer of which a mean says little


class _Lines:
    """The lines of a text, the first of which begins ``before`` it, and the marks in them."""

    def __init__(self, before: str, text: str) -> None:
        first, *others = text.split("\n")
        self._lines = [before + first, *others]
        self._ends = list(accumulate(len(line) + 1 for line in (first, *others)))
        self._unbalanced: dict[int, int] = {}

    def unbalanced(self, at: int) -> int:
        """Return how many marks are not closed, or not opened, in the line of a place."""
        number = bisect_right(self._ends, at)
        if number not in self._unbalanced:
            self._unbalanced[number] = unbalanced(self._lines[number][:_LONGEST])
        return self._unbalanced[number]


_LONGEST = 2000  # characters of a line whose marks are looked at
