"""A model that has read the document: what a text has said it says again."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from .compiled import CScorer, Document
from .logs import logs
from .scorer import Nats, Places, Scorer, Shares, distinct
from .slots import SLOTS, slots

__all__ = ["BREAK", "Cached"]

BREAK = "\ufdd0"
"""A noncharacter, in place of what is in doubt: no n-gram of the document reaches across it."""

_Keys = npt.NDArray[np.uint64]

# How many occurrences of a context in the document weigh as much as everything the model knows, by the length of the
# n-gram: what one character is followed by is known well enough, what three are followed by is the document's own.
_WEIGHT = {2: 100.0, 3: 20.0, 4: 5.0, 5: 2.0}

_ANYWHERE = 0.03  # of the symbols are some that the document has elsewhere, whatever stands before them
_FORMS = 3.0  # the same for the characters that share a symbol


def _counted(numbers: Places, most: int) -> tuple[Places, Places]:
    """Return the numbers below ``most`` that occur, ascending, and how often each does, without sorting all of them."""
    often = np.bincount(numbers, minlength=most)
    found = np.flatnonzero(often)
    return found, often[found]


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
        self._forms = _counted(known, SLOTS)
        often, counts = _counted(model.of(known).astype(np.intp), model.symbols)
        self._counts = [
            (often.astype(np.uint64), counts),
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
        nats: Nats = self._nats_within[rows]
        return nats

    @cached_property
    def _often(self) -> npt.NDArray[np.float64]:
        """Return how often each symbol occurs in the document."""
        known, counts = self._counts[0]
        often = np.zeros(self.symbols)
        often[known.astype(np.intp)] = counts
        return often

    @cached_property
    def _nats_within(self) -> Nats:
        """Return the same for every slot."""
        every, nats = np.arange(SLOTS), self._model.within(np.arange(SLOTS))
        known, counts = self._forms
        if not len(known):
            return nats
        seen, of_symbol = np.zeros(SLOTS), self._often[self._model.of(every)]
        seen[known] = counts
        shared = np.flatnonzero(of_symbol)
        nats[shared] = np.log((seen[shared] + _FORMS * np.exp(nats[shared])) / (of_symbol[shared] + _FORMS))
        return nats

    @cached_property
    def _anywhere(self) -> Shares:
        """Return the share of P that each symbol gets wherever it stands."""
        shares: Shares = _ANYWHERE * self._often / self._length
        return shares

    @cached_property
    def compiled(self) -> CScorer:
        """Return the same for the compiled core, which has no document upon another one."""
        anywhere = self._anywhere if self._length else None
        document = Document(anywhere, 1 - _ANYWHERE, self._nats_within, self._counts, _WEIGHT)
        return self._model.compiled.that_has_read(document)

    def rows(self, rows: Places) -> Nats:
        """Return log P of each character of many texts of one length, given as slots (shape: texts x characters)."""
        return logs(self.shares(rows)) + self.within(rows)

    def shares(self, rows: Places) -> Shares:
        """Return P of the symbol of each character of many texts of one length (shape: texts x characters)."""
        p = self._model.shares(rows)
        symbols = self._model.of(rows).astype(np.uint64)
        if self._length:
            p = (1 - _ANYWHERE) * p + self._anywhere[symbols]
        for n in range(2, min(self.order, rows.shape[1]) + 1):
            whole = self._seen(self._keys(symbols, n), n)
            context = self._seen(self._keys(symbols[:, :-1], n - 1), n - 1)
            p[:, n - 1 :] = np.where(context > 0, (whole + _WEIGHT[n] * p[:, n - 1 :]) / (context + _WEIGHT[n]), p[:, n - 1 :])
        return p

    def ahead(self, contexts: Places, fitting: Places) -> Nats:
        """Return log P of each character behind each context, both given as slots (shape: contexts x characters)."""
        symbols, of = np.unique(self.of(fitting), return_inverse=True)
        nats: Nats = self.symbols_ahead(contexts, symbols)[:, of] + self.within(fitting)
        return nats

    def symbols_ahead(self, contexts: Places, symbols: npt.NDArray[np.uint16]) -> Nats:
        """Return log P of each of some ascending symbols behind each context (shape: contexts x symbols)."""
        return logs(self.shares_ahead(contexts, symbols))

    def shares_ahead(self, contexts: Places, symbols: npt.NDArray[np.uint16]) -> Shares:
        """Return P of each of some ascending symbols behind each context (shape: contexts x symbols)."""
        first, which = distinct(self.of(contexts))
        before = self.of(contexts[first])
        p = self._model.shares_ahead(contexts[first], symbols)
        if self._length:
            p = (1 - _ANYWHERE) * p + self._anywhere[symbols]
        for n in range(2, min(self.order, before.shape[1] + 1) + 1):
            keys = self._keys(before[:, 1 - n :].astype(np.uint64), n - 1)[:, 0]
            context = self._seen(keys, n - 1)[:, None]
            known = np.flatnonzero(context)
            whole = self._seen(keys[known, None] * self._base + symbols, n)
            p[known] = (whole + _WEIGHT[n] * p[known]) / (context[known] + _WEIGHT[n])
        return p[which]

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
