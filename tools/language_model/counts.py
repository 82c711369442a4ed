"""Count n-grams of symbols in words, pairs of words and running text, each with a weight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from mojibake_fix.language.cache import BREAK

from .symbols import Symbols

__all__ = ["BREAK", "Corpus", "Level"]

Level = tuple[npt.NDArray[np.uint64], npt.NDArray[np.float64]]
"""The n-grams of one length, as ascending keys, and their counts.

The key of the symbols (a, b, c) is (a * S + b) * S + c, where S is the number of symbols.
"""

_NEVER = 255  # more than any order: the symbol is context only


class Corpus:
    """Pieces of text as one row of symbols, each with its weight and the shortest n-gram that it ends."""

    def __init__(self, symbols: Symbols) -> None:
        self.symbols = symbols
        self._pieces: list[tuple[npt.NDArray[np.uint16], npt.NDArray[np.float32], npt.NDArray[np.uint8]]] = []

    def add_text(self, text: str, weight: float) -> None:
        """Add running text; what stands on both sides of ``BREAK`` has nothing to do with each other."""
        symbols = self.symbols.of(text + BREAK)
        self._pieces.append(
            (symbols, np.full(len(symbols), weight, np.float32), np.ones(len(symbols), np.uint8)),
        )

    def add_words(self, words: Iterable[tuple[str, float]], weight: float) -> None:
        """Add words with their counts; what stands before and behind a word is unknown."""
        spelled, seen = zip(*words, strict=True)
        symbols = self.symbols.of(BREAK.join(spelled) + BREAK)
        lengths = np.fromiter((len(word) + 1 for word in spelled), np.intp, len(spelled))
        counts = np.repeat(np.asarray(seen, np.float32) * weight, lengths)
        self._pieces.append((symbols, counts, np.ones(len(symbols), np.uint8)))

    def add_pairs(self, pairs: Iterable[tuple[str, str, float]], weight: float) -> None:
        """Add pairs of neighbouring words: only n-grams that reach from one to the other, as the words count elsewhere."""
        rows = list(pairs)
        symbols = self.symbols.of("".join(left + right + BREAK for left, right, _ in rows))
        lengths = np.fromiter((len(left) + len(right) + 1 for left, right, _ in rows), np.intp, len(rows))
        counts = np.repeat(np.asarray([seen for _, _, seen in rows], np.float32) * weight, lengths)
        shortest = np.concatenate(
            [np.r_[np.full(len(left), _NEVER), np.arange(2, len(right) + 3)] for left, right, _ in rows]
        ).astype(np.uint8)
        self._pieces.append((symbols, counts, shortest))

    def add_symbols(self, symbols: Sequence[int], weight: float) -> None:
        """Add one piece, given as symbols."""
        row = np.asarray([*symbols, self.symbols.of(BREAK)[0]], np.uint16)
        self._pieces.append((row, np.full(len(row), weight, np.float32), np.ones(len(row), np.uint8)))

    def levels(self, order: int) -> list[Level]:
        """Return the counts of all n-grams up to ``order`` symbols, shortest first."""
        symbols, weights, shortest = (np.concatenate(column) for column in zip(*self._pieces, strict=True))
        base = np.uint64(len(self.symbols))
        is_break = symbols == self.symbols.of(BREAK)[0]
        place = np.arange(len(symbols))
        run = place - np.maximum.accumulate(np.where(is_break, place, -1))  # symbols since the last break
        levels: list[Level] = []
        keys = np.zeros(len(symbols), np.uint64)
        for n in range(1, order + 1):
            keys[n - 1 :] += symbols[: len(symbols) - n + 1].astype(np.uint64) * base ** np.uint64(n - 1)
            counted = (run >= n) & (shortest <= n) & (weights > 0)
            levels.append(_summed(keys[counted], weights[counted]))
        return levels


def _summed(keys: npt.NDArray[np.uint64], weights: npt.NDArray[np.float32]) -> Level:
    if not len(keys):
        return keys, np.zeros(0)
    order = np.argsort(keys, kind="stable")
    keys, weights = keys[order], weights[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    return keys[starts], np.add.reduceat(weights.astype(np.float64), starts)
