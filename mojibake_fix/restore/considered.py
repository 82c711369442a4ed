"""Spans that were looked at more closely, accepted or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..model import Candidate
from .inverse.alignment import Unit
from .lost_bytes.holes import KNOWN

__all__ = ["Considered", "Whole"]


class Considered(NamedTuple):
    """``text[start:end]`` may be what ``channel`` left of ``restored``.

    ``gain`` is its gain over "nothing happened" in nats, ``needed`` what it would have to gain; ``refused`` names the gate that
    it does not pass, if any. ``rivals`` are what other channels make of it; ``post`` was done after the channel; ``units`` are
    cut where a character begins both before and after.
    """

    start: int
    end: int
    restored: str
    channel: str
    gain: float
    needed: float
    refused: str = ""
    rivals: tuple[Candidate, ...] = ()
    post: tuple[str, ...] = ()
    units: Sequence[Unit] = ()

    @property
    def accepted(self) -> bool:
        """Tell whether it is restored."""
        return not self.refused and self.gain >= self.needed

    @property
    def is_filled(self) -> bool:
        """Tell whether it is restored, and something in it was lost and is filled in."""
        return self.accepted and any(unit.is_filled for unit in self.units if unit.doubt is not KNOWN)

    @property
    def after(self) -> str:
        """Return what stands there once it is restored, as far as its units are."""
        return "".join([unit.after for unit in self.units])


class Whole(Considered):
    """A line that a channel has left whole: it is restored, and nothing of it was lost, without a look at each of its units."""

    __slots__ = ()

    accepted = True
    is_filled = False

    @property
    def after(self) -> str:
        """Return what stands there once it is restored."""
        return self.restored
