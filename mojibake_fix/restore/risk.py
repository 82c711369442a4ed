"""Decide how much guessing a file bears."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Edit

__all__ = ["acceptable"]


_TOSS = 0.5


def acceptable(edits: Sequence[tuple[Edit, float]], max_risk: float) -> list[bool]:
    """Return for each edit whether it may be applied, given the risk (0 to 1) that it is wrong.

    The safest come first, as long as the expected share of wrong ones among all that are applied stays within ``max_risk``.
    What is no likelier right than wrong has to stand that test alone.

    >>> note, guess, toss = Edit(0, "經(jīng)", "經"), Edit(9, "?;", "模"), Edit(20, "?,", "。")
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
