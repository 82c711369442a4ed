"""What can score many characters at once: a model as arrays, with or without a document that it has read."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

from .compiled import CScorer

__all__ = ["Nats", "Places", "Scorer", "Shares", "distinct"]

Nats = npt.NDArray[np.float64]
"""Natural logarithms of probabilities."""

Shares = npt.NDArray[np.float64]
"""Probabilities."""

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

    @property
    def compiled(self) -> CScorer:
        """Return the same for the compiled core."""

    def of(self, rows: Places) -> npt.NDArray[np.uint16]:
        """Return the symbol of each slot."""

    def within(self, rows: Places) -> Nats:
        """Return log P of each character given its symbol."""

    def rows(self, rows: Places) -> Nats:
        """Return log P of each character of many texts of one length, given as slots (shape: texts x characters)."""

    def ahead(self, contexts: Places, fitting: Places) -> Nats:
        """Return log P of each character behind each context, both given as slots (shape: contexts x characters).

        ``contexts`` has a row for each, of at most ``order - 1`` characters.
        """

    def symbols_ahead(self, contexts: Places, symbols: npt.NDArray[np.uint16]) -> Nats:
        """Return log P of each of some ascending symbols behind each context (shape: contexts x symbols)."""

    def shares(self, rows: Places) -> Shares:
        """Return P of the symbol of each character of many texts of one length (shape: texts x characters)."""

    def shares_ahead(self, contexts: Places, symbols: npt.NDArray[np.uint16]) -> Shares:
        """Return P of each of some ascending symbols behind each context (shape: contexts x symbols)."""

    def last(self, rows: Places, choices: int) -> Nats:
        """Return log P of the last character of each, where ``choices`` texts in a row are all that it can be."""


def distinct(contexts: npt.NDArray[np.uint16]) -> tuple[Places, Places]:
    """Return where each context of at most four symbols stands first, and for each which of these it is.

    >>> [places.tolist() for places in distinct(np.array([[7, 8], [1, 2], [7, 8]], np.uint16))]
    [[1, 0], [1, 0, 1]]
    """
    shift = np.arange(contexts.shape[1], dtype=np.uint64) * np.uint64(16)
    _, first, which = np.unique((contexts.astype(np.uint64) << shift).sum(axis=1), return_index=True, return_inverse=True)
    return first, which
