"""A model that has read the document: what a text has said it says again."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .scorer import Nats, Places, Scorer, distinct
from .slots import slots

__all__ = ["BREAK", "Cached"]

BREAK = "\ufdd0"
"""A noncharacter, in place of what is in doubt: no n-gram of the document reaches across it."""

_Keys = npt.NDArray[np.uint64]

# How many occurrences of a context in the document weigh as much as everything the model knows, by the length of the
# n-gram: what one character is followed by is known well enough, what three are followed by is the document's own.
_WEIGHT = {2: 100.0, 3: 20.0, 4: 5.0, 5: 2.0}

_ANYWHERE = 0.03  # of the symbols are some that the document has elsewhere, whatever stands before them
_FORMS = 3.0  # the same for the characters that share a symbol


class Cached:
    """Score as a model does, after reading a document.

    A small share of P goes to what the document has anywhere. Then, from the shortest context to the longest, P is drawn
    towards what the document shows: (count + weight * P) / (count of the context + weight). ``document`` is the text around,
    with ``BREAK`` in place of what is in doubt. ``order`` is the length of the longest n-grams counted, at most 5.

    >>> from .arrays import arrays
    >>> from .models import chinese
    >>> plain, read = arrays(chinese()), Cached(arrays(chinese()), "勇擔區域的釙勇擔")
    >>> bool(read.rows(slots("勇擔")[None, :])[0, 1] > plain.rows(slots("勇擔")[None, :])[0, 1])
    True
    """

    def __init__(self, model: Scorer, document: str, order: int | None = None) -> None:
        self.order = order or model.order
        self._model = model
        self.symbols = model.symbols
        self._base = np.uint64(model.symbols)
        symbols, known = model.of(slots(document)).astype(np.uint64), slots(document.replace(BREAK, ""))
        self._length = len(known)
        self._forms = np.unique(known, return_counts=True)
        self._counts = [
            np.unique(model.of(known).astype(np.uint64), return_counts=True),
            *(np.unique(self._keys(symbols, n), return_counts=True) for n in range(2, self.order + 1)),
        ]

    def _keys(self, symbols: _Keys, n: int) -> _Keys:
        """Return the key of the n-gram that begins at each symbol (along the last axis)."""
        width = symbols.shape[-1] - n + 1
        keys = np.zeros((*symbols.shape[:-1], max(0, width)), np.uint64)
        for k in range(n if width > 0 else 0):
            keys = keys * self._base + symbols[..., k : k + width]
        return keys

    def _seen(self, keys: _Keys, n: int) -> npt.NDArray[np.float64]:
        """Return how often n-grams occur in the document."""
        known, counts = self._counts[n - 1]
        if not len(known):
            return np.zeros(keys.shape)
        place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        return np.where(known[place] == keys, counts[place], 0).astype(np.float64)

    def of(self, rows: Places) -> npt.NDArray[np.uint16]:
        """Return the symbol of each slot."""
        return self._model.of(rows)

    def within(self, rows: Places) -> Nats:
        """Return log P of each character given its symbol: of those that share one, a document has few."""
        known, counts = self._forms
        if not len(known):
            return self._model.within(rows)
        place = np.minimum(np.searchsorted(known, rows), len(known) - 1)
        seen = np.where(known[place] == rows, counts[place], 0)
        every = self._seen(self._model.of(rows).astype(np.uint64), 1)
        nats: Nats = np.log((seen + _FORMS * np.exp(self._model.within(rows))) / (every + _FORMS))
        return nats

    def rows(self, rows: Places) -> Nats:
        """Return log P of each character of many texts of one length, given as slots (shape: texts x characters)."""
        nats = self._model.rows(rows)
        p = np.exp(nats - self._model.within(rows))
        symbols = self._model.of(rows).astype(np.uint64)
        if self._length:
            p = (1 - _ANYWHERE) * p + _ANYWHERE * self._seen(symbols, 1) / self._length
        for n in range(2, min(self.order, rows.shape[1]) + 1):
            whole = self._seen(self._keys(symbols, n), n)
            context = self._seen(self._keys(symbols[:, :-1], n - 1), n - 1)
            p[:, n - 1 :] = (whole + _WEIGHT[n] * p[:, n - 1 :]) / (context + _WEIGHT[n])
        scored: Nats = np.log(p) + self.within(rows)
        return scored

    def ahead(self, contexts: Places, fitting: Places) -> Nats:
        """Return log P of each character behind each context, both given as slots (shape: contexts x characters)."""
        first, which = distinct(self._model.of(contexts))
        contexts = contexts[first]
        before, symbols = (self._model.of(slots_).astype(np.uint64) for slots_ in (contexts, fitting))
        p = np.exp(self._model.ahead(contexts, fitting) - self._model.within(fitting))
        if self._length:
            p = (1 - _ANYWHERE) * p + _ANYWHERE * self._seen(symbols, 1) / self._length
        for n in range(2, min(self.order, contexts.shape[1] + 1) + 1):
            keys = self._keys(before[:, 1 - n :], n - 1)[:, 0]
            context = self._seen(keys, n - 1)[:, None]
            known = np.flatnonzero(context)
            whole = self._seen(keys[known, None] * self._base + symbols, n)
            p[known] = (whole + _WEIGHT[n] * p[known]) / (context[known] + _WEIGHT[n])
        nats: Nats = (np.log(p) + self.within(fitting))[which]
        return nats

    def last(self, rows: Places, choices: int) -> Nats:
        """Return log P of the last character of each text, where ``choices`` texts in a row are all that it can be.

        What the document lacks because it was lost does not count against a character then: a full stop whose line end is
        always lost is still followed by one. How likely any of the choices is, the model alone says.
        """
        nats = self._model.last(rows, choices).reshape(-1, choices)
        any_of_them = np.logaddexp.reduce(nats, axis=1, keepdims=True)
        p = np.exp(nats - any_of_them)
        symbols = self._model.of(rows).astype(np.uint64)
        for n in range(2, min(self.order, rows.shape[1]) + 1):
            seen = self._seen(self._keys(symbols[:, -n:], n)[:, 0], n).reshape(-1, choices)
            p = (seen + _WEIGHT[n] * p) / (seen.sum(axis=1, keepdims=True) + _WEIGHT[n])
        scored: Nats = (np.log(p) + any_of_them).ravel()
        return scored
