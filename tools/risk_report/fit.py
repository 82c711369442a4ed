"""Fit the weights of a risk to what turned out to be wrong."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from mojibake_fix.restore.inverse.alignment import Unit
from mojibake_fix.restore.risk import WEIGHTS, kind, reasons

__all__ = ["fitted"]

Reasons = npt.NDArray[np.float64]

_ROUNDS = 100
_STILL = 1e-6  # a step that moves no weight by more is the last
_PRIOR = 0.5  # that a weight is about 0: what hardly ever happens says nothing


def fitted(units: Sequence[Unit], is_wrong: Sequence[bool]) -> dict[str, tuple[float, ...]]:
    """Return the weights under which what was seen is likeliest, by the kind of the units.

    >>> from mojibake_fix.restore.lost_bytes.holes import Doubt
    >>> units = [Unit("?", "中", True, Doubt(lead)) for lead in (0.0, 2.0, 4.0, 6.0)] * 50
    >>> fitted(units, [k % 4 == 0 or k % 20 == 1 for k in range(200)])["alone"][1] < 0
    True
    """
    found = np.array([reasons(unit) for unit in units], np.float64)
    wrong, kinds = np.array(is_wrong, np.float64), np.array([kind(unit) for unit in units])
    return {name: _weights(found[kinds == name], wrong[kinds == name]) for name in WEIGHTS if name in kinds}


def _weights(found: Reasons, wrong: Reasons) -> tuple[float, ...]:
    """Return the weights of what was found, by Newton's method; a lead makes nothing likelier wrong, whatever chance says."""
    used = np.full(found.shape[1], True)
    weights = _likeliest(found, wrong)
    for k in _LEADS:
        if weights[k] > 0:
            used[k] = False
    weights[used] = _likeliest(found[:, used], wrong)
    weights[~used] = 0.0
    return tuple(round(float(weight), 3) for weight in weights)


def _likeliest(found: Reasons, wrong: Reasons) -> Reasons:
    scale = np.maximum(np.abs(found).max(axis=0), _LEAST)
    found = found / scale
    weights = np.zeros(found.shape[1])
    for _ in range(_ROUNDS):
        risk = 1 / (1 + np.exp(-(found @ weights)))
        gradient = found.T @ (wrong - risk) - _PRIOR * weights
        step = np.linalg.solve((found * (risk * (1 - risk))[:, None]).T @ found + _PRIOR * np.eye(len(weights)), gradient)
        step *= min(1.0, _FARTHEST / np.abs(step).max())
        weights += step
        if np.abs(step).max() < _STILL:
            break
    result: Reasons = weights / scale
    return result


_LEADS = (1, 2)  # among the reasons
_LEAST = 1e-3  # of what a reason is measured by: some never come up
_FARTHEST = 2.0  # of a step
