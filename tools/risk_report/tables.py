"""Put into tables how far a risk can be relied on, and how far what was lost can be known at all."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from language_report.markdown import percent, rows

from mojibake_fix.restore.risk import acceptable, of_filling

from .exact import at_least
from .holes import Hole

__all__ = ["ambiguity", "applied", "brier", "precision", "reliability"]

BINS = (0.0, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 1.0)
"""Where the ten bins of risk begin and end: most of what matters lies below a tenth."""


def reliability(holes: Sequence[Hole]) -> str:
    """Return ten bins: what was said to be wrong in each, and what was."""
    body = []
    risks = [of_filling(hole.unit) for hole in holes]
    for low, high in pairwise(BINS):
        inside = [(risk, hole) for risk, hole in zip(risks, holes, strict=True) if low <= risk < high or risk == high == 1.0]
        if inside:
            said = sum(risk for risk, _ in inside) / len(inside)
            found = sum(not hole.is_right for _, hole in inside) / len(inside)
            name = f"{percent(low, 1)} to {percent(high, 1)}"
            body.append((name, f"{len(inside):,}", percent(said), percent(found)))
    return rows(["risk", "filled in", "wrong, as said", "wrong, as found"], body)


def brier(holes: Sequence[Hole]) -> tuple[float, float]:
    """Return the mean square of what a risk is off by, and that of one risk for all, which is right on average."""
    wrong = [float(not hole.is_right) for hole in holes]
    mean = sum(wrong) / len(wrong)
    off = [(of_filling(hole.unit) - was) ** 2 for hole, was in zip(holes, wrong, strict=True)]
    return sum(off) / len(off), mean * (1 - mean)


def applied(holes: Iterable[Hole], max_risk: float) -> Iterator[Hole]:
    """Yield what is applied if so much risk is borne, text by text."""
    for together in _by(lambda hole: (hole.language, hole.channel, hole.text), holes).values():
        allowed = acceptable([(hole, of_filling(hole.unit)) for hole in together], max_risk)
        yield from (hole for hole, is_allowed in zip(together, allowed, strict=True) if is_allowed)


def precision(holes: Sequence[Hole], max_risk: float) -> str:
    """Return, channel by channel, how much is filled in if so much risk is borne, and how much of that is right."""
    body = []
    written = _by(_channel, applied(holes, max_risk))
    for name, group in (*sorted(_by(_channel, holes).items()), ("all", holes)):
        chosen = [hole for each in written.values() for hole in each] if name == "all" else written.get(name, [])
        right = sum(hole.is_right for hole in chosen)
        share = percent(right / len(chosen)) if chosen else "-"
        bound = percent(at_least(right, len(chosen))) if chosen else "-"
        body.append((name, f"{len(group):,}", percent(len(chosen) / len(group), 1), share, bound))
    return rows(["channel", "lost", "filled in", "right", "at least"], body)


def ambiguity(holes: Sequence[Hole]) -> str:
    """Return, channel by channel, how much is left open where something was lost, and what the best guess can be at most."""
    body = []
    for name, group in (*sorted(_by(_channel, holes).items()), ("all", holes)):
        alone = [hole for hole in group if hole.doubt.near == 1]
        body.append(
            (
                name,
                f"{len(group):,}",
                f"{sum(hole.doubt.bits for hole in group) / len(group):.2f}",
                percent(sum(_share(hole) for hole in group) / len(group), 1),
                percent(sum(hole.is_right for hole in group) / len(group), 1),
                percent(len(alone) / len(group), 1),
                percent(sum(hole.is_right for hole in alone) / len(alone), 1) if alone else "-",
            )
        )
    return rows(["channel", "lost", "bits open", "best guess, at most", "right", "one filling", "right of these"], body)


def _share(hole: Hole) -> float:
    """Return the share that the models give to what they choose."""
    return 1 / (1 + math.exp(-hole.doubt.lead))


def _channel(hole: Hole) -> str:
    return f"{hole.channel}, {hole.language}"


def _by(key: Callable[[Hole], str | tuple[str, ...]], holes: Iterable[Hole]) -> dict[str | tuple[str, ...], list[Hole]]:
    groups: defaultdict[str | tuple[str, ...], list[Hole]] = defaultdict(list)
    for hole in holes:
        groups[key(hole)].append(hole)
    return groups
