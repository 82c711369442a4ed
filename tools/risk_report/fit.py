"""Fit the weights of a risk to what turned out to be wrong."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mojibake_fix.restore.alignment import Unit
from mojibake_fix.restore.risk import reasons

__all__ = ["fitted"]

_ROUNDS = 100
_STILL = 1e-6  # a step that moves no weight by more is the last
_PRIOR = 0.5  # that a weight is about 0: what hardly ever happens says nothing


def fitted(units: Sequence[Unit], is_wrong: Sequence[bool]) -> tuple[float, ...]:
    """Return the weights under which what was seen is likeliest, by Newton's method.

    >>> from mojibake_fix.restore.holes import Doubt
    >>> units = [Unit("?", "中", True, Doubt(lead)) for lead in (0.0, 2.0, 4.0, 6.0)] * 50
    >>> fitted(units, [k % 4 == 0 or k % 20 == 1 for k in range(200)])[1] < 0
    True
    """
    found = np.array([reasons(unit) for unit in units], np.float64)
    scale = np.maximum(np.abs(found).max(axis=0), _LEAST)
    found /= scale
    wrong = np.array(is_wrong, np.float64)
    weights = np.zeros(found.shape[1])
    for _ in range(_ROUNDS):
        risk = 1 / (1 + np.exp(-(found @ weights)))
        gradient = found.T @ (wrong - risk) - _PRIOR * weights
        step = np.linalg.solve((found * (risk * (1 - risk))[:, None]).T @ found + _PRIOR * np.eye(len(weights)), gradient)
        step *= min(1.0, _FARTHEST / np.abs(step).max())
        weights += step
        if np.abs(step).max() < _STILL:
            break
    return tuple(round(float(weight), 3) for weight in weights / scale)


_LEAST = 1e-3  # of what a reason is measured by: some never come up
_FARTHEST = 2.0  # of a step
