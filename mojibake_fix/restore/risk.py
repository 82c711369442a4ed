"""How likely what was filled in is wrong, and how much of that a file bears."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from .alignment import Unit  # numpy: 100 ms, for text beyond ASCII only

__all__ = ["acceptable", "of_filling"]

_AT_NO_LEAD = 0.85  # logit of the risk of what is no likelier than something else
_BY_LEAD = -0.45  # by which it changes with each nat that it is likelier
_OF_SWALLOWED = 0.7  # and if ASCII is among it, which many things can stand in for


def of_filling(unit: Unit) -> float:
    """Return the probability (0 to 1) that what was filled in for lost bytes is not what was there; 0 if nothing was lost.

    >>> from .alignment import Unit
    >>> from .holes import Doubt
    >>> of_filling(Unit("鎬?", "态 ", True, Doubt(9.0))) < of_filling(Unit("鎬?", "态 ", True, Doubt(1.0)))
    True
    """
    if math.isinf(unit.lead):
        return 0.0
    swallowed = any(character < "\x80" for character in unit.after)
    return 1 / (1 + math.exp(-(_AT_NO_LEAD + _BY_LEAD * unit.lead + _OF_SWALLOWED * swallowed)))


_Guess = TypeVar("_Guess")

_TOSS = 0.5


def acceptable(edits: Sequence[tuple[_Guess, float]], max_risk: float) -> list[bool]:
    """Return for each edit, or part of one, whether it may be applied, given the risk (0 to 1) that it is wrong.

    The safest come first, as long as the expected share of wrong ones among all that are applied stays within ``max_risk``.
    What is no likelier right than wrong has to stand that test alone.

    >>> note, guess, toss = "經", "模", "。"
    >>> acceptable([(note, 0.0), (guess, 0.3), (toss, 0.5)], max_risk=0.2)
    [True, True, False]
    >>> acceptable([(note, 0.0), (guess, 0.3), (toss, 0.5)], max_risk=0)
    [True, False, False]
    """
    allowed = [False] * len(edits)
    expected_wrong = 0.0
    for count, k in enumerate(sorted(range(len(edits)), key=lambda k: edits[k][1]), 1):
        risk = edits[k][1]
        expected_wrong += risk
        allowed[k] = expected_wrong <= max_risk * count and (risk < _TOSS or risk <= max_risk)
    return allowed
