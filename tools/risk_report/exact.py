"""The exact bound of a share (Clopper and Pearson, 1934)."""

from __future__ import annotations

import math

__all__ = ["at_least"]

_DOUBT = 0.025  # on this side: 95 % lie between the two bounds
_HALVINGS = 40


def at_least(right: int, cases: int) -> float:
    """Return the share of right ones that is not too high to have been seen, with 95 % between this and the upper bound.

    >>> round(at_least(10, 10), 4), round(at_least(97, 100), 4), at_least(0, 5)
    (0.6915, 0.9148, 0.0)
    """
    low, high = 0.0, 1.0 if right else 0.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _chance(cases - right, cases, 1 - middle) < _DOUBT:
            low = middle
        else:
            high = middle
    return low


def _chance(most: int, cases: int, share: float) -> float:
    """Return the probability of at most so many in so many cases, each with the probability ``share``."""
    if share in (0.0, 1.0):
        return float(share == 0.0 or most >= cases)
    ways = math.lgamma(cases + 1)
    yes, no = math.log(share), math.log1p(-share)
    nats = (ways - math.lgamma(k + 1) - math.lgamma(cases - k + 1) + k * yes + (cases - k) * no for k in range(most + 1))
    return math.fsum(math.exp(each) for each in nats)
