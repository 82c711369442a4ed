"""The natural logarithm by additions and multiplications alone, which the compiled core has to the last bit, as no other is."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

__all__ = ["INVERSE", "LOG", "logs"]

_STEPS = 1024
_MIDDLES = (np.arange(_STEPS) + 0.5) / _STEPS

LOG: npt.NDArray[np.float64] = np.log(_MIDDLES)
"""The logarithm of the middle of each step from 0 to 1."""

INVERSE: npt.NDArray[np.float64] = 1 / _MIDDLES
"""One through each middle."""


def logs(p: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the natural logarithms of positive numbers, exact to 12 places or more.

    A number is 2 to some power times one from a half to 1, and that is off the middle of its step by little.

    >>> logs(np.array([1.0, math.e])).round(12).tolist()
    [0.0, 1.0]
    """
    mantissa, exponent = np.frexp(p)
    step = (mantissa * _STEPS).astype(np.intp)
    off = mantissa * INVERSE[step] - 1.0
    found: npt.NDArray[np.float64] = exponent * math.log(2) + (LOG[step] + off * (1.0 - off * (0.5 - off * (1.0 / 3.0))))
    return found
