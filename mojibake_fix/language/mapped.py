"""A model for the compiled core by where its tables are mapped: numpy, which has addresses too, takes longer to import than most
texts take to read.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from ..native import core
from .slots import SLOTS
from .tables import LONGEST, Tables

__all__ = ["NO_CODE", "CModel", "Mapped", "address_of", "mapped"]

NO_CODE = 0x7FFFFFFF
_UTF32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"


class _CBuffer(ctypes.Structure):
    """What Python says of a buffer: ``Py_buffer``."""

    _fields_ = (
        *(("buf", ctypes.c_void_p), ("obj", ctypes.c_void_p), ("len", ctypes.c_ssize_t), ("itemsize", ctypes.c_ssize_t)),
        *(("readonly", ctypes.c_int), ("ndim", ctypes.c_int), ("format", ctypes.c_char_p)),
        *((name, ctypes.c_void_p) for name in ("shape", "strides", "suboffsets", "internal")),
    )


def address_of(column: Sequence[int]) -> int | None:
    """Return where a column begins, which has to stay for as long as it is read there; None if it is empty."""
    if not len(column) or isinstance(column, range):
        return None
    buffer = _CBuffer()
    ctypes.pythonapi.PyObject_GetBuffer(ctypes.py_object(column), ctypes.byref(buffer), 0)
    address: int = buffer.buf
    ctypes.pythonapi.PyBuffer_Release(ctypes.byref(buffer))
    return address


class _CLevel(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_void_p) for name in ("symbol", "cost", "backoff", "starts"))


class CModel(ctypes.Structure):
    """A model: ``Model`` in native/ngrams.h."""

    _fields_ = (
        ("order", ctypes.c_int32),
        ("symbols", ctypes.c_int32),
        ("symbol", ctypes.c_void_p),
        ("within", ctypes.c_void_p),
        ("level", _CLevel * LONGEST),
    )

    @classmethod
    def of(cls, tables: Tables, within: Sequence[int]) -> CModel:
        """Return the model of some tables; ``within`` is what each slot costs given its symbol."""
        levels = tables.levels
        columns = [_CLevel(*map(address_of, (level.symbol, level.cost, level.backoff, level.starts))) for level in levels]
        return cls(len(levels), len(levels[0].cost), address_of(tables.symbol), address_of(within), (_CLevel * LONGEST)(*columns))


class Mapped:
    """What the core says of texts: costs, as ``Level`` has them."""

    def __init__(self, library: ctypes.PyDLL, model: CModel) -> None:
        self._model = model  # it has to stay
        self._at = ctypes.addressof(model)
        self._text_cost = _function(library.text_cost, ctypes.c_int64)
        self._beyond = _function(library.cost_beyond_ascii, ctypes.c_int32)
        self._last = _function(library.last_costs, ctypes.c_int64, ctypes.c_void_p)
        self._alone = _function(library.cost_alone, ctypes.c_int32)
        self._pages = _function(library.page_costs, ctypes.c_char_p, *_PAGES)
        self._fill = library.costs_alone

    def text_cost(self, text: str, begin: int) -> int:
        """Return what the characters of a text cost from ``begin`` on, those before being known."""
        cost: int = self._text_cost(self._at, _codes(text), len(text), begin)
        return cost

    def last_costs(self, texts: Sequence[str]) -> ctypes.Array[ctypes.c_int32]:
        """Return what the last character of each of some texts of one length costs."""
        costs, text = (ctypes.c_int32 * len(texts))(), "".join(texts)
        self._last(self._at, _codes(text), len(text), len(text) // len(texts), costs)
        return costs

    def beyond_ascii(self, text: str, control: int) -> int:
        """Return what stands beyond ASCII costs, with the character behind each run of it, and ``control`` for each control."""
        cost: int = self._beyond(self._at, _codes(text), len(text), control)
        return cost

    def pages(self, data: bytes, pages: Sequence[bytes], control: int) -> list[tuple[int, int]]:
        """Return what some bytes cost by that in each of some pages, and how many of them have no character there.

        A page is the code points of 256 bytes, as 32 bits each; NO_CODE stands for none.
        """
        many = ctypes.c_int64 * len(pages)
        costs, errors, room = many(), many(), (ctypes.c_uint32 * (_PAGE_ROOM * len(data)))()
        self._pages(self._at, b"".join(pages), len(pages), data, len(data), control, room, costs, errors)
        return list(zip(costs, errors, strict=True))

    def alone(self, text: str, control: int) -> int:
        """Return what stands beyond ASCII costs whatever stands around, a control ``control``."""
        cost: int = self._alone(self._costs, _codes(text), len(text), control)
        return cost

    @cached_property
    def _costs(self) -> ctypes.Array[ctypes.c_uint16]:
        """Return what each slot costs, which lies together: to look a character up in three tables takes three times as long."""
        costs = (ctypes.c_uint16 * SLOTS)()
        self._fill(ctypes.byref(self._model), costs)
        return costs


_PAGE_ROOM = 2 + LONGEST + 2  # native/ngrams.h
_PAGES = (ctypes.c_int64, ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


def _function(function: Any, *rest: type[Any]) -> Any:
    """Return a function of the core; its arguments are a table, bytes, how many there are, and others."""
    function.argtypes, function.restype = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int64, *rest), ctypes.c_int64
    return function


def _codes(text: str) -> bytes:
    return text.encode(_UTF32, "surrogatepass")


def mapped(tables: Tables, within: Sequence[int]) -> Mapped | None:
    """Return a model for the compiled core, or None if there is no core.

    >>> from .models import chinese
    >>> tables = chinese().tables
    >>> found = mapped(tables, tables.within[0])
    >>> found is None or found.text_cost("中文", 0) < found.text_cost("涓枃", 0)
    True
    """
    library = core()
    return None if library is None else Mapped(library, CModel.of(tables, within))
