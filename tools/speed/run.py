"""How a run of the benchmark goes: how large, how often, beside whom."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .figures import Figure
from .peers import Peers
from .rounds import PATIENCE, ROUNDS, Times, affordable
from .texts import fresh

__all__ = ["FULL", "OURS", "Run", "against", "environment"]

_ROOT = Path(__file__).resolve().parents[2]

OURS = "ours"
FULL = 5_000_000
"""The bytes of a text in a run that is to be quoted."""


@dataclass(frozen=True, slots=True)
class Run:
    """``size`` is that of a text in bytes, and all else in proportion; without ``peers`` the package is alone."""

    size: int = FULL
    rounds: int = ROUNDS
    peers: Peers | None = None
    large: bool = False

    def scaled(self, amount: float) -> int:
        """Return an amount that is meant for texts of full size.

        >>> Run(size=50_000).scaled(10_000)
        100
        """
        return max(1, round(amount * self.size / FULL))

    def texts(self, name: str, size: int) -> Iterator[str]:
        """Yield a text for each round, and one before them."""
        return (fresh(name, size) for _ in range(self.rounds + 1))

    def times(self, factor: int) -> Run:
        """Return a run with more rounds."""
        return replace(self, rounds=factor * self.rounds)

    def affordable(self, contender: Callable[[str], float], name: str, most: int = FULL, patience: float = PATIENCE) -> int:
        """Return the size of a text that the contender can have in every round; ``most`` is meant for texts of full size."""
        return affordable(lambda size: contender(fresh(name, size)), self.scaled(most), patience)

    def others(
        self, *names: str, way: str = "", prepared: Callable[[Any], bytes] = str.encode
    ) -> dict[str, Callable[[Any], float]]:
        """Return peers as contenders, each asked in a way that answering.py knows; none if the package is alone."""
        return {} if self.peers is None else {name: self.peers.contender(name + way, prepared) for name in names}


def environment() -> dict[str, str]:
    """Return an environment in which this checkout is what a new process imports, compiled once, as it is once installed."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, "PYTHONPATH": str(_ROOT)}


def against(times: Times, bounds: Mapping[str, float | None], name: str = OURS) -> list[Figure]:
    """Return how many times as long it took as others, each with the bound for that; who did not take part is left out."""
    return [
        Figure(times.ratio(name, other), f"times {other}", at_most=bound) for other, bound in bounds.items() if other in times
    ]
