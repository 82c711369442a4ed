"""Score many characters at once, with numpy: the same figures as ``Model.score`` gives one by one."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from ..native import core
from .compiled import CScorer, P, address
from .mapped import CModel
from .model import Model
from .scorer import Nats, Places, Shares, distinct
from .slots import SLOTS, slots
from .tables import STEP

__all__ = ["Arrays", "arrays"]


class Arrays:
    """The tables of a model as arrays, without a copy where the file has them as they are needed."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.order = model.order
        self._levels = model.tables.levels
        self._symbol = _view(model.tables.symbol, np.uint16)
        self._within = _view(model.within, np.uint8)
        self.symbols = len(model.tables.levels[0].cost)

    @cached_property
    def compiled(self) -> CScorer:
        """Return the same for the compiled core."""
        return CScorer.of(self._mapped, self.within(np.arange(SLOTS)))

    @cached_property
    def _mapped(self) -> CModel:
        """Return the tables for the compiled core; what most readers leave is only ever looked up in these."""
        return CModel.of(self._model.tables, self._model.within)

    @cached_property
    def _keys(self) -> list[npt.NDArray[Any]]:
        """Return for each level above the first its n-grams as ascending keys: place of the context * symbols + symbol."""
        keys = []
        for context, level in zip(self._levels, self._levels[1:], strict=False):
            parents = np.repeat(np.arange(len(context.cost)), np.diff(_view(context.starts, np.uint32)))
            wide = np.dtype(np.uint32 if len(context.cost) * self.symbols < 1 << 32 else np.uint64)
            keys.append(parents.astype(wide) * wide.type(self.symbols) + _view(level.symbol, np.uint16))
        return keys

    def of(self, rows: Places) -> npt.NDArray[np.uint16]:
        """Return the symbol of each slot."""
        symbols: npt.NDArray[np.uint16] = self._symbol[rows]
        return symbols

    def within(self, rows: Places) -> Nats:
        """Return log P of each character given its symbol."""
        nats: Nats = self._within[rows] / float(-STEP)
        return nats

    def score(self, text: str) -> Nats:
        """Return log P of each character of a text, given those before it (shape: its code points)."""
        nats: Nats = self.rows(slots(text)[None, :])[0]
        return nats

    def rows(self, rows: Places, order: int | None = None) -> Nats:
        """Return log P of each character of many texts of one length, given as slots (shape: texts x characters).

        ``order`` is the length of the longest n-grams to use, the model's own if None.
        """
        nats: Nats = (self._costs(rows, order or len(self._levels)) + self._within[rows]) / -STEP
        return nats

    def alone(self, places: Places) -> Nats:
        """Return log P of characters without context, given as slots."""
        costs = _view(self._levels[0].cost, np.uint8)[self._symbol[places]].astype(np.int32)
        nats: Nats = (costs + self._within[places]) / -STEP
        return nats

    def shares(self, rows: Places) -> Shares:
        """Return P of the symbol of each character of many texts of one length (shape: texts x characters)."""
        return P[self._costs(rows, len(self._levels))]

    def ahead(self, contexts: Places, fitting: Places) -> Nats:
        """Return log P of each character behind each context, both given as slots (shape: contexts x characters).

        What ``rows`` gives for every context with every character, but what follows a context is looked up once for it.
        """
        symbols, of = np.unique(self.of(fitting), return_inverse=True)
        nats: Nats = self.symbols_ahead(contexts, symbols)[:, of] + self.within(fitting)
        return nats

    def symbols_ahead(self, contexts: Places, symbols: npt.NDArray[np.uint16]) -> Nats:
        """Return log P of each of some ascending symbols behind each context (shape: contexts x symbols)."""
        nats: Nats = self._costs_ahead(self.of(contexts), symbols) / -STEP
        return nats

    def shares_ahead(self, contexts: Places, symbols: npt.NDArray[np.uint16]) -> Shares:
        """Return P of each of some ascending symbols behind each context (shape: contexts x symbols)."""
        return P[self._costs_ahead(self.of(contexts), symbols)]

    def _costs_ahead(self, contexts: npt.NDArray[np.uint16], symbols: npt.NDArray[np.uint16]) -> npt.NDArray[np.int32]:
        """Return what each symbol costs behind each context, from the n-grams that the model has on, the shortest first."""
        each, which = distinct(contexts)
        before = contexts[each].astype(np.intp)
        count, width = before.shape
        column = np.full(self.symbols, -1)
        column[symbols] = np.arange(len(symbols))
        cost = np.tile(_view(self._levels[0].cost, np.uint8)[symbols].astype(np.int32), (count, 1))
        for length in range(1, min(width, len(self._levels) - 1) + 1):
            row, node = self._nodes(before[:, width - length :])
            level, longer = self._levels[length - 1], self._levels[length]
            cost[row] += _view(level.backoff, np.uint8)[node, None]
            starts = _view(level.starts, np.uint32)
            begin, many = starts[node].astype(np.intp), (starts[node + 1] - starts[node]).astype(np.intp)
            place = np.repeat(begin - np.cumsum(many) + many, many) + np.arange(many.sum())
            into = column[_view(longer.symbol, np.uint16)[place]]
            wanted = into >= 0
            cost[np.repeat(row, many)[wanted], into[wanted]] = _view(longer.cost, np.uint8)[place[wanted]]
        return cost[which]

    def _nodes(self, contexts: Places) -> tuple[Places, Places]:
        """Return which contexts the model has, and their places in the level of their length."""
        row, node = np.arange(len(contexts)), contexts[:, 0]
        for keys, symbol in zip(self._keys, contexts.T[1:], strict=False):
            wanted = node.astype(keys.dtype) * keys.dtype.type(self.symbols) + symbol[row].astype(keys.dtype)
            place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1) if len(keys) else np.zeros(len(row), np.intp)
            found = keys[place] == wanted if len(keys) else np.zeros(len(row), bool)
            row, node = row[found], place[found]
        return row, node

    def last(self, rows: Places, choices: int) -> Nats:
        """Return log P of the last character of each text; see ``Cached.last``, for which the choices matter."""
        return self.rows(rows)[:, -1]

    def _costs(self, rows: Places, order: int) -> npt.NDArray[np.int32]:
        """Return what the symbol of each character costs."""
        if library := core():
            slots_, cost = np.ascontiguousarray(rows, np.int64), np.empty(rows.shape, np.int32)
            of = (ctypes.c_int64(number) for number in (rows.size, rows.shape[1]))
            library.ngram_costs(
                ctypes.byref(self._mapped), ctypes.c_void_p(address(slots_)), *of, order, ctypes.c_void_p(address(cost))
            )
            return cost
        symbols, width = self._symbol[rows].astype(np.intp).ravel(), rows.shape[1]
        cost = _view(self._levels[0].cost, np.uint8)[symbols].astype(np.int32)
        where = np.arange(len(symbols))
        where = where[where % width > 0]  # symbols whose context is known, and its place in the level
        context = symbols[where - 1]
        for keys, shorter, level in zip(self._keys[: order - 1], self._levels, self._levels[1:], strict=False):
            cost[where] += _view(shorter.backoff, np.uint8)[context]
            if not len(keys):  # the model has none so long
                break
            wanted = context.astype(keys.dtype) * keys.dtype.type(self.symbols) + symbols[where].astype(keys.dtype)
            place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            found = keys[place] == wanted
            cost[where[found]] = _view(level.cost, np.uint8)[place[found]]
            node = np.full(len(symbols) + 1, -1)
            node[where[found]] = place[found]
            where = where[(where % width > 0) & (node[where - 1] >= 0)]
            context = node[where - 1]
        return cost.reshape(rows.shape)


def _view(column: Sequence[int], kind: type[np.generic]) -> npt.NDArray[Any]:
    return np.frombuffer(column, kind)  # type: ignore[call-overload, no-any-return]


@cache
def arrays(model: Model) -> Arrays:
    """Return the arrays of a model, made once per process.

    >>> from .models import chinese
    >>> text = "经济发展"
    >>> bool(abs(arrays(chinese()).score(text).sum() - chinese().score(text)) < 1e-4)
    True
    """
    return Arrays(model)
