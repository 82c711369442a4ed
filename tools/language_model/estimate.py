"""Estimate an n-gram model from counts: absolute discounting, interpolated, then pruned and backed off as Katz did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .counts import Level

__all__ = ["Estimate", "Pruning", "estimate"]

Keys = npt.NDArray[np.uint64]
Nats = npt.NDArray[np.float64]

_LEAST = 1e-7  # probability that is always left for what a row does not list


@dataclass(frozen=True, slots=True)
class Pruning:
    """What becomes of the n-grams of one length above 1.

    An n-gram stays if it is worth ``gain`` nats over all its occurrences, or if a longer one seen ``support`` times needs it.
    """

    discount: float
    gain: float
    support: float = float("inf")


@dataclass(frozen=True, slots=True)
class Estimate:
    """The n-grams of one length that stay: keys ascending, -log P in nats, and what an unlisted continuation adds to that."""

    keys: Keys
    cost: Nats
    backoff: Nats


def estimate(levels: Sequence[Level], symbols: int, prunings: Sequence[Pruning]) -> list[Estimate]:
    """Return an estimate for each length; ``prunings`` begins with that of pairs."""
    keys, counts = levels[0]
    total = np.full(symbols, counts.min() / 2)  # a symbol that the text never shows
    total[keys.astype(np.intp)] = counts
    made = [Estimate(np.arange(symbols, dtype=np.uint64), -np.log(total / total.sum()), np.zeros(symbols))]
    for n, pruning in enumerate(prunings, 2):
        needed = levels[n] if n < len(levels) else None
        made.append(_longer(made, levels[n - 1], needed, np.uint64(symbols), pruning))
    return made


def _longer(shorter: list[Estimate], level: Level, needed: Level | None, base: np.uint64, pruning: Pruning) -> Estimate:
    """Return the estimate of the n-grams one symbol longer than ``shorter``, whose backoff is filled in."""
    keys, counts = level
    keys, counts, parents = _children(shorter[-1].keys, keys, counts, base)
    taken = np.minimum(counts, pruning.discount)
    seen = np.bincount(parents, counts, len(shorter[-1].keys))
    freed = np.bincount(parents, taken, len(shorter[-1].keys)) / np.maximum(seen, 1e-30)
    lower = np.exp(-_cost(shorter, keys % base ** np.uint64(len(shorter)), base))
    p = (counts - taken) / np.maximum(seen[parents], 1e-30) + freed[parents] * lower
    stays = counts * np.log(p / (freed[parents] * lower)) > pruning.gain
    if needed is not None:
        stays |= np.isin(keys, np.unique(needed[0][needed[1] >= pruning.support] // base))
    keys, parents, p, lower = keys[stays], parents[stays], p[stays], lower[stays]
    left = 1 - np.bincount(parents, p, len(shorter[-1].keys))
    left_below = 1 - np.bincount(parents, lower, len(shorter[-1].keys))
    shorter[-1].backoff[:] = -np.log(np.clip(left, _LEAST, 1) / np.clip(left_below, _LEAST, 1))
    return Estimate(keys, -np.log(p), np.zeros(len(keys)))


def _children(contexts: Keys, keys: Keys, counts: Nats, base: np.uint64) -> tuple[Keys, Nats, npt.NDArray[np.intp]]:
    """Return the n-grams whose context stays, with their counts and the place of that context."""
    parents, found = _places(contexts, keys // base)
    return keys[found], counts[found], parents[found]


def _places(among: Keys, keys: Keys) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
    """Return where keys stand among ascending ones, and whether they do."""
    if not len(among):
        return np.zeros(len(keys), np.intp), np.zeros(len(keys), np.bool_)
    places = np.minimum(np.searchsorted(among, keys), len(among) - 1)
    return places, among[places] == keys


def _cost(made: Sequence[Estimate], keys: Keys, base: np.uint64) -> Nats:
    """Return -log P of the last symbol of each n-gram, given those before it, in the model made so far."""
    n = len(made)
    if n == 1:
        return made[0].cost[keys.astype(np.intp)]
    places, found = _places(made[-1].keys, keys)
    context, known = _places(made[-2].keys, keys // base)
    added = np.where(known, made[-2].backoff[context], 0.0)
    return np.where(found, made[-1].cost[places], added + _cost(made[:-1], keys % base ** np.uint64(n - 1), base))
