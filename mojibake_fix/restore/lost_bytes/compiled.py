"""The likeliest ways through a row of slots, by the compiled core: the same as in beam.py, and many times faster."""

from __future__ import annotations

import ctypes
import struct
import sys
import weakref
from array import array
from functools import cache, lru_cache
from itertools import groupby

import numpy as np
import numpy.typing as npt

from ...language.compiled import CScorer, address
from ...language.marks import LONG_STRING, MARKS, TWO_IN_LONG_STRING
from ...language.slots import slot
from ...native import core
from ..likelihood.weighing import REACH, START, Models, models_of
from .breadth import BREADTH, Breadth
from .lattice import ALONE, MOST, MOST_SIGNS, Half, Lattice, Row
from .ways import LINE_END, MARKS_COUNT, NEAR, SIGN_COUNTS, Around, Said

__all__ = ["WaysOfCore", "is_there"]

_SAID = struct.Struct("=iiiid")  # piece, its bytes, whether that is near, its share
_POINTS = f"utf-32-{sys.byteorder[0]}e"


class _CReader(ctypes.Structure):
    _fields_ = (
        ("symbols", ctypes.c_int32),
        *((name, ctypes.c_void_p) for name in ("point", "slot", "code", "is_letter", "language", "around", "last")),
        *((name, ctypes.c_int32) for name in ("genuine", "most_letters", "most_signs", "kinds")),
        ("pairs", ctypes.c_void_p),
    )


class _CModels(ctypes.Structure):
    _fields_ = (("language", ctypes.c_void_p), ("around", ctypes.c_void_p))


class _CBeam(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_double if name in ("margin", "far") else ctypes.c_int32) for name in Breadth._fields)


class _CRow(ctypes.Structure):
    _fields_ = (("length", ctypes.c_int32), ("slot", ctypes.c_void_p), ("last", ctypes.c_void_p))


class _CAround(ctypes.Structure):
    _fields_ = (("before", ctypes.c_int32 * REACH), ("behind", ctypes.c_int32 * REACH), ("behinds", ctypes.c_int32))


class _CMark(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_uint32) for name in ("closing", "opening")),
        *((name, ctypes.c_double) for name in ("if_open", "if_closed", "ends_within", "again")),
    )


class _CMarks(ctypes.Structure):
    _fields_ = (
        ("count", ctypes.c_int32),
        ("string", ctypes.c_uint32),
        ("mark", ctypes.c_void_p),
        ("two_in_long", ctypes.c_double),
        ("sign", ctypes.c_double),
    )


class _CLine(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int64) for name in ("before", "behind")),
        *((name, ctypes.c_char_p) for name in ("front", "rest")),
        ("joined", ctypes.c_double),
    )


class _CPath(ctypes.Structure):
    _fields_ = (("nats", ctypes.c_double), ("first", ctypes.c_int64), ("steps", ctypes.c_int64))


class _CPaths(ctypes.Structure):
    _fields_ = (
        ("count", ctypes.c_int64),
        ("path", ctypes.c_void_p),
        ("saids", ctypes.c_int64),
        ("said", ctypes.c_void_p),
        ("text", ctypes.c_void_p),
    )


@cache
def _library() -> ctypes.PyDLL:
    """Return the core with the types of what is called here."""
    library = core()
    assert library is not None
    pointer, number = ctypes.c_void_p, ctypes.c_int
    for name, result, arguments in (
        ("grid_new", pointer, [pointer]),
        ("grid_free", None, [pointer]),
        ("search_new", pointer, [pointer, number]),
        ("search_paths", pointer, [pointer] * 5),
        ("paths_weigh", number, [pointer] * 5),
        ("paths_say", number, [pointer, pointer, pointer, ctypes.c_double]),
        ("paths_free", None, [pointer]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


@cache
def _search() -> int:
    """Return the room for searches, of which there is one at a time."""
    return _called("search_new", ctypes.addressof(_BEAM), MOST + MOST_SIGNS)


def _called(name: str, *arguments: object) -> int:
    """Return what a function of the core gives; raise MemoryError if it gives nothing."""
    made = getattr(_library(), name)(*arguments)
    if not made:
        raise MemoryError
    return made  # type: ignore[no-any-return]


_BEAM = _CBeam(*BREADTH)
_MARK = (_CMark * len(MARKS))(
    *(_CMark(ord(mark.closing), ord(mark.opening), *(MARKS_COUNT * nats for nats in mark[2:])) for mark in MARKS)
)
_MARKS = _CMarks(len(MARKS), ord(LONG_STRING[0]), ctypes.addressof(_MARK), MARKS_COUNT * TWO_IN_LONG_STRING, SIGN_COUNTS)


class _Grid:
    """A lattice as the core has it. Of the models it knows which symbols these have, which no document changes."""

    def __init__(self, lattice: Lattice, language: CScorer, around: CScorer) -> None:
        self._lattice = lattice
        self._pairs: list[npt.NDArray[np.bool_]] = []
        self._kinds: dict[tuple[bytes, ...], int] = {}
        symbols = lattice.symbols
        self._columns = [np.ascontiguousarray(column, np.int64) for column in (symbols.points, symbols.slots, symbols.bytes)]
        self._reader = _CReader(
            len(symbols.points),
            *map(address, (*self._columns, symbols.is_letter)),
            language.symbols,
            around.symbols,
            address(lattice.last("")),
            lattice.genuine,
            MOST,
            MOST_SIGNS,
        )
        self.reader = ctypes.addressof(self._reader)
        for codes in ((), ALONE):
            self._add(codes)
        self.pointer = _called("grid_new", self.reader)
        weakref.finalize(self, _library().grid_free, self.pointer)

    def _add(self, codes: tuple[bytes, ...]) -> None:
        """Let the core know what a pair can be."""
        self._kinds[codes] = len(self._pairs)
        self._pairs.append(self._lattice.pairs(codes))
        self._addresses = (ctypes.c_void_p * len(self._pairs))(*map(address, self._pairs))
        self._reader.pairs, self._reader.kinds = ctypes.addressof(self._addresses), len(self._pairs)

    def row(self, row: Row) -> array[int]:
        """Return slots as the core has them: bytes, and numbers below 0 for halves."""
        return array("i", [each if isinstance(each, int) else self._half(each) for each in row])

    def _half(self, half: Half) -> int:
        if half.pairs not in self._kinds:
            self._add(half.pairs)
        return -1 - 2 * self._kinds[half.pairs] - half.is_second


@lru_cache(maxsize=64)
def _grid(lattice: Lattice) -> _Grid:
    models = models_of(lattice.language, "")
    return _Grid(lattice, models.language.compiled, models.around.compiled)


class WaysOfCore:
    """The ways as the core has them."""

    def __init__(self, grid: _Grid, weighed_by: _CModels, row: Row, around: Around) -> None:
        self._grid = grid
        self._slots, self._last = grid.row(row), around.last
        self._row = _CRow(len(row), self._slots.buffer_info()[0], address(around.last))
        before, behind = (START + around.before)[-REACH:], (around.behind or "\n")[:REACH]
        beside = _CAround(_slots(before), _slots(behind), len(behind))
        structures = map(ctypes.addressof, (weighed_by, self._row, beside))
        self._pointer = _called("search_paths", _search(), grid.pointer, *structures)
        self._paths = _CPaths.from_address(self._pointer)

    @classmethod
    def of(cls, lattice: Lattice, models: Models, row: Row, around: Around) -> WaysOfCore:
        """Return the likeliest ways through a row of slots; none if nothing fits."""
        language, beside = models.language.compiled, models.around.compiled
        return cls(_grid(lattice), _CModels(ctypes.addressof(language), ctypes.addressof(beside)), row, around)

    def __del__(self) -> None:
        if hasattr(self, "_pointer"):
            _library().paths_free(self._pointer)

    @property
    def text(self) -> str | None:
        """Return what the best one says; None if nothing fits."""
        if not self._paths.count:
            return None
        steps = _CPath.from_address(self._paths.path).steps
        return ctypes.string_at(self._paths.text, 4 * steps).decode(_POINTS, "surrogatepass")

    def weighed(self, before: str, rest: str, joined: float) -> WaysOfCore:
        """Return the same with what the marks of the line say about each, and what line ends in it are worth in nats."""
        front, behind = (text.encode(_POINTS, "surrogatepass") for text in (before, LINE_END.split(rest)[0]))
        line = _CLine(len(front) // 4, len(behind) // 4, front, behind, joined)
        structures = (ctypes.addressof(each) for each in (self._grid._reader, self._row, _MARKS, line))
        _called("paths_weigh", self._pointer, *structures)
        return self

    def said(self) -> list[Said]:
        """Return what the pieces in doubt can stand for, by what the ways have there, the best one first."""
        _called("paths_say", self._pointer, ctypes.addressof(self._row), self._grid.reader, NEAR)
        if not self._paths.saids:
            return []
        said: list[Said] = []
        data = ctypes.string_at(self._paths.said, _SAID.size * self._paths.saids)
        for _, group in groupby(_SAID.iter_unpack(data), lambda each: each[0]):
            codes = [(bytes((first,) if second < 0 else (first, second)), share, near) for _, first, second, near, share in group]
            said.append(Said({code: share for code, share, _ in codes}, sum(near for *_, near in codes)))
        return said


def _slots(text: str) -> ctypes.Array[ctypes.c_int32]:
    return (ctypes.c_int32 * REACH)(*(slot(ord(character)) for character in text))


def is_there() -> bool:
    """Tell whether the core can be asked."""
    return core() is not None
