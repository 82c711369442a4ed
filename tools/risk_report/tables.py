"""Put into tables how far a risk can be relied on, and how far what was lost can be known at all."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from language_report.markdown import percent, rows

from mojibake_fix.restore.risk import borne, of_filling

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
    """Yield what is applied if a line bears so much risk."""
    for line in _lines(holes):
        yield from _borne(line, max_risk)


def _borne(line: Sequence[Hole], max_risk: float) -> list[Hole]:
    """Return what is applied of the holes of a line."""
    allowed = borne([(0, of_filling(hole.unit)) for hole in line], max_risk)
    return [hole for hole, is_allowed in zip(line, allowed, strict=True) if is_allowed]


def _lines(holes: Iterable[Hole]) -> Iterable[list[Hole]]:
    return _by(lambda hole: (hole.language, hole.channel, hole.text), holes).values()


def precision(holes: Sequence[Hole], max_risk: float) -> str:
    """Return, channel by channel, how much is filled in if a line bears so much risk, and how much of that is right."""
    body = []
    for name, group in (*sorted(_by(_channel, holes).items()), ("all", holes)):
        lines = [(line, _borne(line, max_risk)) for line in _lines(group)]
        chosen = [hole for _, filled in lines for hole in filled]
        whole = [line for line, filled in lines if len(line) == len(filled)]
        body.append(
            (
                *(name, f"{len(group):,}", percent(len(chosen) / len(group), 1)),
                *_right([hole.is_right for hole in chosen]),
                *(f"{len(lines):,}", percent(len(whole) / len(lines), 1)),
                *_right([all(hole.is_right for hole in line) for line in whole]),
            )
        )
    return rows(["channel", "lost", "filled in", "right", "at least", "lines", "whole", "right", "at least"], body)


def _right(were: Sequence[bool]) -> tuple[str, str]:
    """Return the share of those that were right, and its bound."""
    if not were:
        return "-", "-"
    return percent(sum(were) / len(were)), percent(at_least(sum(were), len(were)))


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
