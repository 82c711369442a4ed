"""The likeliest ways through a row of slots, by the compiled core: the same as in beam.py, and many times faster."""

from __future__ import annotations

import ctypes
import struct
import sys
import weakref
from array import array
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from ...language.compiled import CScorer, address
from ...language.marks import LONG_STRING, MARKS, TWO_IN_LONG_STRING
from ...native import core
from ..likelihood.weighing import Models, models_of
from .breadth import BREADTH, Breadth
from .clusters import FAR, REMEMBERED, Clusters
from .lattice import ALONE, MOST, MOST_SIGNS, Half, Lattice, Row
from .ways import MARKS_COUNT, NEAR, SIGN_COUNTS, Said

__all__ = ["is_there", "said"]

_SAID = struct.Struct("=iiiid")  # piece, its bytes, whether that is near, its share
_POINTS, _WIDTH = f"utf-32-{sys.byteorder[0]}e", 4


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


class _CLost(ctypes.Structure):
    _fields_ = (
        ("clusters", ctypes.c_int32),
        *((name, ctypes.c_void_p) for name in ("slot", "row")),
        ("text", ctypes.c_char_p),
        ("begin", ctypes.c_void_p),
        ("known", ctypes.c_int32),
        ("last", ctypes.c_void_p),
    )


class _CSolved(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int64) for name in ("before", "length")),
        *((name, ctypes.c_void_p) for name in ("text", "rest")),
        ("saids", ctypes.c_int64),
        ("said", ctypes.c_void_p),
    )


@cache
def _library() -> ctypes.PyDLL:
    """Return the core with the types of what is called here."""
    library = core()
    assert library is not None
    pointer, number, text, count = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int64
    for name, result, arguments in (
        ("grid_new", pointer, [pointer]),
        ("grid_free", None, [pointer]),
        ("search_new", pointer, [pointer, number]),
        ("lost_search", pointer, [pointer] * 4 + [text, count]),
        ("lost_say", number, [pointer] * 5 + [count, ctypes.c_double]),
        ("solved_free", None, [pointer]),
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

    def last(self, behind: str) -> npt.NDArray[np.bool_]:
        """Return which bytes a token at the end of a row may stand for alone, given what stands behind it."""
        return self._lattice.last(behind)

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


class _Line:
    """The clusters of a line as one grid has them."""

    def __init__(self, grid: _Grid, line: Clusters) -> None:
        slots, rows, begins = array("i"), array("i", [0]), array("i", [0])
        for cluster in line.each:
            slots += grid.row(cluster.row)
            rows.append(len(slots))
            begins.append(begins[-1] + len(cluster.front))
        known = begins[-1] + len(line.each[-1].behind)
        begins.append(begins[-1] + len(line.end))
        lasts = [grid.last(cluster.behind) for cluster in line.each]
        addresses = (ctypes.c_void_p * len(lasts))(*map(address, lasts))
        text = _points("".join([*(cluster.front for cluster in line.each), line.end]))
        self._kept = slots, rows, begins, lasts, addresses, text
        begin = (numbers.buffer_info()[0] for numbers in (slots, rows, begins))
        self._lost = _CLost(len(lasts), next(begin), next(begin), text, next(begin), known, ctypes.addressof(addresses))
        self.pointer = ctypes.addressof(self._lost)
        self.places = [place for cluster in line.each for place in cluster.places]


@lru_cache(maxsize=REMEMBERED)
def _line(grid: _Grid, line: Clusters) -> _Line:
    return _Line(grid, line)


def said(
    lattice: Lattice, models: Models, line: Clusters, before: str, joined: Callable[[str], float]
) -> Iterator[tuple[int, Said]]:
    """Yield what the pieces in doubt can be, by their places, as ``clusters.said`` does."""
    if not line.each:
        return
    grid = _grid(lattice)
    lost = _line(grid, line)
    language, around = (ctypes.addressof(model.compiled) for model in models)
    weighed_by = _CModels(language, around)
    known = _points(before)
    pointer = _called(
        "lost_search", _search(), grid.pointer, ctypes.addressof(weighed_by), lost.pointer, known, len(known) // _WIDTH
    )
    try:
        solved = _CSolved.from_address(pointer)
        text = ctypes.string_at(solved.text, _WIDTH * solved.length).decode(_POINTS, "surrogatepass")
        rests = (ctypes.c_int64 * len(line.each)).from_address(solved.rest)
        nats = (ctypes.c_double * len(line.each))(*(joined(text[rest : rest + FAR]) for rest in rests))
        _called("lost_say", pointer, lost.pointer, grid.reader, ctypes.addressof(_MARKS), ctypes.addressof(nats), FAR, NEAR)
        found = ctypes.string_at(solved.said, _SAID.size * solved.saids) if solved.saids else b""
    finally:
        _library().solved_free(pointer)
    for piece, group in groupby(_SAID.iter_unpack(found), itemgetter(0)):
        shares: dict[bytes, float] = {}
        near = 0
        for _, first, second, is_near, share in group:
            shares[bytes((first,) if second < 0 else (first, second))] = share
            near += is_near
        yield lost.places[piece], Said(shares, near)


def _points(text: str) -> bytes:
    return text.encode(_POINTS, "surrogatepass")


def is_there() -> bool:
    """Tell whether the core can be asked."""
    return core() is not None
