"""Decide how much guessing a file bears."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Edit

__all__ = ["acceptable"]


def acceptable(edits: Sequence[tuple[Edit, float]], max_risk: float) -> list[bool]:
    """Return for each edit whether it may be applied, given the risk (0 to 1) that it is wrong.

    The safest come first, as long as the expected share of wrong ones among all that are applied stays within ``max_risk``.

    >>> note, guess = Edit(0, "經(jīng)", "經"), Edit(9, "?;", "模")
    >>> acceptable([(note, 0.0), (guess, 0.3)], max_risk=0.2), acceptable([(note, 0.0), (guess, 0.3)], max_risk=0)
    ([True, True], [True, False])
    """
    allowed = [False] * len(edits)
    expected_wrong = 0.0
    for count, k in enumerate(sorted(range(len(edits)), key=lambda k: edits[k][1]), 1):
        expected_wrong += edits[k][1]
        allowed[k] = expected_wrong <= max_risk * count
    return allowed
