"""Fit the two parts of a risk to what turned out to be wrong."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from mojibake_fix.restore.alignment import Unit
from mojibake_fix.restore.risk import Weights, reasons

__all__ = ["fitted"]

_Numbers = npt.NDArray[np.float64]

_ROUNDS = 200
_STILL = 1e-6  # a step that moves no weight by more is the last
_PRIOR = 0.01  # that a weight is about 0: what hardly ever happens says nothing
_START = Weights((0.0, -0.3, 0.0, 0.0, 0.0), (-5.0, 0.0, 0.0, 0.0, 0.0))


def fitted(units: Sequence[Unit], is_wrong: Sequence[bool]) -> Weights:
    """Return the weights under which what was seen is likeliest, by Fisher's scoring.

    >>> from mojibake_fix.restore.holes import Doubt
    >>> units = [Unit("?", "中", True, Doubt(lead)) for lead in (0.0, 2.0, 4.0, 6.0)] * 50
    >>> weights = fitted(units, [k % 4 == 0 or k % 20 == 1 for k in range(200)])
    >>> weights.another[1] < 0
    True
    """
    another, outside = (np.array(column, np.float64) for column in zip(*map(reasons, units), strict=True))
    wrong = np.array(is_wrong, np.float64)
    weights = np.concatenate([np.array(part) for part in _START])
    width = another.shape[1]
    for _ in range(_ROUNDS):
        p, q = _logistic(another @ weights[:width]), _logistic(outside @ weights[width:])
        risk = np.clip(1 - (1 - p) * (1 - q), 1e-9, 1 - 1e-9)
        slopes = np.hstack([((1 - q) * p * (1 - p))[:, None] * another, ((1 - p) * q * (1 - q))[:, None] * outside])
        variance = risk * (1 - risk)
        gradient = slopes.T @ ((wrong - risk) / variance) - _PRIOR * weights
        step = np.linalg.solve((slopes / variance[:, None]).T @ slopes + _PRIOR * np.eye(len(weights)), gradient)
        step *= min(1.0, 1 / np.abs(step).max())
        weights += step
        if np.abs(step).max() < _STILL:
            break
    found = [round(float(weight), 2) for weight in weights]
    return Weights(tuple(found[:width]), tuple(found[width:]))


def _logistic(logits: _Numbers) -> _Numbers:
    return 1 / (1 + np.exp(-logits))
