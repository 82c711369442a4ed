"""Rows of odd characters, by the compiled core: the same as ``oddity.rows`` gives, and many times faster."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from ...language.mapped import CModel
from ...language.misreadings import READERS, garbled
from ...language.models import chinese, japanese, korean, western
from ...native import core
from .oddity import LIMITS, NOTE, TOO_MANY, Limits, Row, table

__all__ = ["address_of_screen", "costs_by_core", "rows_by_core"]

_NONE, _TOO_MANY = -1, -2
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


def address_of_screen() -> ctypes.c_void_p:
    """Return where stands what the core looks into; it stays there."""
    return ctypes.c_void_p(ctypes.addressof(_screen().screen))


class _Functions(NamedTuple):
    """What finds the next row, what tells its readers, whether there are notes, and costs; what most of them look into.

    Bytes and numbers that fit into an int go to C as they are; types of arguments would cost more than the call.
    """

    next_row: Any
    readers: Any
    has_note: Any
    costs: Any
    screen: ctypes.c_void_p


@cache
def _functions() -> _Functions:
    library = core()
    assert library is not None
    next_row, readers, costs = library.next_odd_row, library.row_readers, library.part_costs
    next_row.restype, readers.restype, costs.restype = ctypes.c_int64, ctypes.c_uint32, None
    return _Functions(next_row, readers, library.has_note, costs, address_of_screen())


def rows_by_core(text: str, enough: int, most: int) -> Iterator[Row]:
    """Return what ``oddity.odd_rows`` promises.

    >>> [(row.start, row.end) for row in rows_by_core("# 楠岃瘉", 60, 9)]
    [(2, 5)]
    """
    noted = "(" in text
    if _FEW < len(text) <= _ROOM:
        return _rows_in_room(text, enough, most, noted=noted)
    points = text.encode("utf-32", "surrogatepass")  # with a mark, which is eight times as fast as without it
    functions = _functions()
    found = functions.next_row(functions.screen, points, len(text), 0, enough, most)
    return _rows(points, len(text), enough, most, found, noted=noted) if found != _NONE or noted else _NO_ROWS


_NO_ROWS: Iterator[Row] = iter(())

# Characters of a text that is copied into a room that is there already: new memory takes longer than all that is done in it. Few
# are sooner encoded than copied.
_FEW, _ROOM = 1 << 11, (1 << 16) + (1 << 6)
_MARK = 4  # bytes
_rooms: list[ctypes.Array[ctypes.c_uint32]] = []  # that nobody uses


def _rows_in_room(text: str, enough: int, most: int, *, noted: bool) -> Iterator[Row]:
    room = _rooms.pop() if _rooms else (ctypes.c_uint32 * (_ROOM + 1))()
    functions = _functions()
    try:
        ctypes.pythonapi.PyUnicode_AsUCS4(ctypes.py_object(text), ctypes.byref(room, _MARK), _ROOM, 0)
        found = functions.next_row(functions.screen, room, len(text), 0, enough, most)
        yield from _rows(room, len(text), enough, most, found, noted=noted)
    finally:
        _rooms.append(room)


def _rows(
    points: bytes | ctypes.Array[ctypes.c_uint32], length: int, enough: int, most: int, found: int, *, noted: bool
) -> Iterator[Row]:
    """Yield the rows of a text from what was ``found`` first on, given its code points behind a mark."""
    next_row, readers, has_note, _, screen = _functions()
    while found >= 0:
        start, end = found >> 32, found & (_IS_SIGN - 1)
        yield Row(start, end, 0 if found & _IS_SIGN else readers(screen, points, start, end, enough))
        found = next_row(screen, points, length, end, enough, most)
    if found == _TOO_MANY:
        yield TOO_MANY
    elif noted and has_note(points, length):
        yield NOTE


def costs_by_core(text: str, start: int, end: int) -> list[int]:
    """Return what ``oddity.costs`` promises.

    >>> costs_by_core("中文", 0, 2)[1] < costs_by_core("文", 0, 1)[0]
    True
    """
    functions, length = _functions(), end - start
    found = _parts.pop() if length <= _PART and _parts else (ctypes.c_int32 * max(length, _PART))()
    before = max(0, start - LIMITS.reach)
    functions.costs(functions.screen, text[before:end].encode("utf-32", "surrogatepass"), start - before, end - before, found)
    known = found[:length]
    if length <= _PART:
        _parts.append(found)
    return known


_PART = 64  # characters, as most parts have at most
_parts: list[ctypes.Array[ctypes.c_int32]] = []  # rooms for what these cost, that nobody uses
