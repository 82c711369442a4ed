"""What stands around what was filled in: how likely it is there, and how far the text around it is as any text is.

The search weighs what lost bytes can be against each other. That all of it is unlikely, it does not say: a word that no model
knows, a line in which much is lost, a bracket that nothing closes. These are what makes the likeliest of all candidates wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from ...language.cache import Cached
from ...language.compiled import nats_from
from ...language.marks import unbalanced
from ...language.scorer import Places, Scorer
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
    the end of its line: see ``line_ends.py``.
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
    ends = _lengths(text).cumsum()
    before, lines = before[-_NEAR:], _Lines(before.rpartition("\n")[2], text + behind)
    whole = before + text + behind[:_BEHIND]
    places = slots(START + whole)
    nats = nats_from(model.compiled, places, len(START)) if core() else model.rows(places[None, :])[0, len(START) :]
    starts = [0, *accumulate(map(len, codes))]
    spans = {
        place: (
            len(before) + int(ends.searchsorted(starts[place], "right")),
            len(before) + int(ends.searchsorted(starts[place + 1] - 1, "right")) + 1,
        )
        for place in doubts
    }
    known = places[len(START) :] > 0x7F
    usual = known[: len(before) + len(text)].copy()
    for first, end in spans.values():
        usual[first:end] = False
    count = int(usual.sum())
    mean = (float(nats[: len(usual)][usual].sum()) + _FEW * _USUAL) / (count + _FEW)
    return {
        place: Surroundings(
            float(nats[first:end].sum()),
            float(nats[end : end + _BEHIND].sum()),
            mean,
            int(known[first:end].sum()),
            lines.unbalanced(first - len(before)),
            whole[end : end + 1].strip("\r\n"),
            isinstance(model, Cached),
            count,
        )
        for place, (first, end) in spans.items()
    }


_FEW = 3  # characters, for fewer of which a mean says little


def _lengths(text: str) -> Places:
    """Return how many bytes of UTF-8 each character is; an escaped byte is one."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    lengths: Places = 1 + (codes >= 0x80).astype(np.intp) + (codes >= 0x800) + (codes >= 0x10000)
    lengths[(codes >= 0xDC80) & (codes <= 0xDCFF)] = 1
    return lengths


class _Lines:
    """The lines of a text, the first of which begins ``before`` it, and the marks in them."""

    def __init__(self, before: str, text: str) -> None:
        first, *others = text.split("\n")
        self._lines = [before + first, *others]
        self._ends = np.cumsum([len(line) + 1 for line in (first, *others)])
        self._unbalanced: dict[int, int] = {}

    def unbalanced(self, at: int) -> int:
        """Return how many marks are not closed, or not opened, in the line of a place."""
        number = int(self._ends.searchsorted(at, "right"))
        if number not in self._unbalanced:
            self._unbalanced[number] = unbalanced(self._lines[number][:_LONGEST])
        return self._unbalanced[number]


_LONGEST = 2000  # characters of a line whose marks are looked at
