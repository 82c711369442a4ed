"""Rows of odd characters, by the compiled core: the same as ``oddity.rows`` gives, and many times faster."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from ..language.mapped import CModel
from ..language.misreadings import READERS, garbled
from ..language.models import chinese, japanese, korean, western
from ..native import core
from .oddity import LIMITS, TOO_MANY, Limits, Row, table

__all__ = ["costs_by_core", "rows_by_core"]

_TOO_MANY = -2
_IS_SIGN = 1 << 31
_MODELS = chinese, japanese, korean, western


class _CScreen(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int32) for name in Limits._fields),
        ("readers", ctypes.c_int32),
        ("level", ctypes.c_char_p),
        ("language", ctypes.c_void_p * len(_MODELS)),
        ("garbled", ctypes.c_void_p),
        ("within", ctypes.c_void_p),
    )


class _Screen(NamedTuple):
    """What the core looks into, and what has to stay for that."""

    screen: _CScreen
    models: tuple[CModel, ...]


@cache
def _screen() -> _Screen:
    models = tuple(CModel.of(model.tables, model.within) for model in (*(model() for model in _MODELS), garbled(READERS[0])))
    *languages, left = map(ctypes.addressof, models)
    # What each slot costs given its symbol the file has reader by reader, the first one's first of all.
    screen = _CScreen(*LIMITS, len(READERS), table(), (ctypes.c_void_p * len(_MODELS))(*languages), left, models[-1].within)
    return _Screen(screen, models)


@cache
def _functions() -> tuple[Any, Any, Any, ctypes.c_void_p]:
    """Return what finds the next row, what tells its readers, what tells costs, and the address of what all look into.

    Bytes and numbers that fit into an int go to C as they are; types of arguments would cost more than the call.
    """
    library = core()
    assert library is not None
    next_row, readers, costs = library.next_odd_row, library.row_readers, library.part_costs
    next_row.restype, readers.restype, costs.restype = ctypes.c_int64, ctypes.c_uint32, None
    return next_row, readers, costs, ctypes.c_void_p(ctypes.addressof(_screen().screen))


def rows_by_core(text: str, enough: int, most: int) -> Iterator[Row]:
    """Yield what ``oddity.odd_rows`` promises.

    >>> [(row.start, row.end) for row in rows_by_core("# 楠岃瘉", 60, 9)]
    [(2, 5)]
    """
    next_row, readers, _, screen = _functions()
    points = text.encode("utf-32", "surrogatepass")  # with a mark, which is eight times as fast as without it
    found = next_row(screen, points, len(text), 0, enough, most)
    while found >= 0:
        start, end = found >> 32, found & (_IS_SIGN - 1)
        yield Row(start, end, 0 if found & _IS_SIGN else readers(screen, points, start, end, enough))
        found = next_row(screen, points, len(text), end, enough, most)
    if found == _TOO_MANY:
        yield TOO_MANY


def costs_by_core(text: str, start: int, end: int) -> list[int]:
    """Return what ``oddity.costs`` promises.

    >>> costs_by_core("中文", 0, 2)[1] < costs_by_core("文", 0, 1)[0]
    True
    """
    _, _, part_costs, screen = _functions()
    found = (ctypes.c_int32 * (end - start))()
    before = max(0, start - LIMITS.reach)
    part_costs(screen, text[before:end].encode("utf-32", "surrogatepass"), start - before, end - before, found)
    return list(found)
