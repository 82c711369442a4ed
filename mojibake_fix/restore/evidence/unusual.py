"""Characters in a row that no language has like that: what is strange one by one, and priced as text before it is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ...patterns import lazy_pattern
from ..likelihood import prices

__all__ = ["are_unusual", "drops"]

_Nats = npt.NDArray[np.floating[Any]]

_UNLIKELY = -8.0  # nats: a character that is less likely than that, in its place, is unusual
_LIKELY_IN_WORDS = -3.5  # the same amid words of an alphabet beyond ASCII, whose letters are few
_MORE_UNLIKELY = 8.0  # nats by which characters in a row must be less likely than that together
_REMEMBERED = 1 << 13  # lines

# Letters of another alphabet in a row, which a word may have become, or which are one.
_WORD_BEYOND_ASCII = lazy_pattern("[\xa1-\xff]{4,}|[\u0400-\u045f]{4,}|(?:([\u2500-\u257f])(?!\\1)){4,}")
_NOTHING = np.zeros(1)  # between two texts
_ROUNDING = 1e-6  # nats, where texts are added up one behind the other


def drops(ratios: _Nats, ends: npt.NDArray[np.bool_]) -> _Nats:
    """Return by how much the sum of ratios up to each place has dropped since the beginning of the line, at its most.

    The sum grows with each line: in numbers of four bytes it would have no room for nats behind a thousand of them.
    """
    total = np.cumsum(np.where(ends, 1e4, ratios), dtype=float)
    found: _Nats = np.maximum.accumulate(np.concatenate([[0.0], total]))[:-1] - total
    return found


# Letters in a row that a word of another alphabet may have become: what it was read in, and where such words begin.


class _AreUnusual:
    """Which texts have such characters: many cost less at once than one by one.

    They are remembered: of a text of which some was restored, the rest is asked about again. But the first one of some is priced
    as what nothing stands before, each time.
    """

    def __init__(self) -> None:
        self._known: dict[str, bool] = {}

    def __call__(self, texts: Sequence[str]) -> list[bool]:
        first, *others = texts
        known = self._known
        if len(known) > _REMEMBERED:
            known = self._known = {}  # another thread may be reading the old one
        new = [text for text in dict.fromkeys(others) if text not in known]
        is_first, *found = _found_unusual([first, *new])
        known.update(zip(new, found, strict=True))
        return [is_first, *(known[text] for text in others)]


are_unusual = _AreUnusual()


def _found_unusual(texts: Sequence[str]) -> list[bool]:
    """Tell which of some texts are, looking closely only where one language alone does not rule it out."""
    likely = [_LIKELY_IN_WORDS if _WORD_BEYOND_ASCII.search(text) else _UNLIKELY for text in texts]
    at_most = _most_unlikely(prices.observed_at_least(texts), likely)
    # The first one stays, for it is priced as what nothing stands before.
    possible = [k for k, drop in enumerate(at_most) if not k or drop > _MORE_UNLIKELY - _ROUNDING]
    observed = prices.of_observed([texts[k] for k in possible])
    found = [False] * len(texts)
    dropped = _most_unlikely([nats.max(axis=0) for nats in observed], [likely[k] for k in possible])
    for k, drop in zip(possible, dropped, strict=True):
        found[k] = drop >= _MORE_UNLIKELY
    return found


def _most_unlikely(texts: Sequence[_Nats], likely: Sequence[float]) -> list[float]:
    """Return for each text, given its characters and how likely one is to be, how much less likely some in a row are."""
    ends = np.cumsum([len(nats) + 1 for nats in texts])  # behind which each stands in a row of all
    is_end = np.zeros(ends[-1], bool)
    is_end[ends - 1] = True
    dropped = drops(
        np.concatenate([part for nats, each in zip(texts, likely, strict=True) for part in (nats - each, _NOTHING)]), is_end
    )
    found: list[float] = np.maximum.reduceat(dropped, np.concatenate([[0], ends[:-1]])).tolist()
    return found
