"""What can score many characters at once: a model as arrays, with or without a document that it has read."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

__all__ = ["Nats", "Places", "Scorer"]

Nats = npt.NDArray[np.float64]
"""Natural logarithms of probabilities."""

Places = npt.NDArray[np.intp]
"""Characters as slots."""


class Scorer(Protocol):
    """A model as arrays, or one around it that has read a document."""

    @property
    def order(self) -> int:
        """Return the length of the longest n-grams."""

    @property
    def symbols(self) -> int:
        """Return how many symbols there are."""

    def of(self, rows: Places) -> npt.NDArray[np.uint16]:
        """Return the symbol of each slot."""

    def within(self, rows: Places) -> Nats:
        """Return log P of each character given its symbol."""

    def rows(self, rows: Places) -> Nats:
        """Return log P of each character of many texts of one length, given as slots (shape: texts x characters)."""

    def last(self, rows: Places, choices: int) -> Nats:
        """Return log P of the last character of each, where ``choices`` texts in a row are all that it can be."""
