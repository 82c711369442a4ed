"""The n-gram tables of one model, mapped into memory: opening one reads nothing but its header.

n-grams are a trie, level by level. A node of level n is an n-gram; its continuations are neighbours in level n + 1, ascending
by symbol. data/README.md has the format.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import struct
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import add
from typing import Literal

from ..errors import FileError
from ..native import core
from ..records import NamedTuple
from . import STEP
from .slots import SLOTS

__all__ = ["ALIGN", "LONGEST", "MAGIC", "STEP", "Level", "Tables", "open_tables"]

MAGIC = b"NGR2"
ALIGN = 4
"""Bytes that every column is padded to a multiple of."""

LONGEST = 5
"""Symbols of the longest n-grams that any model has."""

_HEADER = struct.Struct("<4s3H")  # MAGIC, length of the longest n-grams, variants, 0; then how many n-grams each length has
_HIGH = 0x100  # what one in a high byte stands for
_Kind = Literal["B", "H"]
_SIZES: dict[_Kind, int] = {"B": 1, "H": 2}  # bytes in the file


@dataclass(frozen=True)
class Level:
    """The n-grams of one length.

    ``symbol`` is the last symbol of each (of pairs and longer), ``cost`` what that costs given those before it, ``backoff``
    what an unlisted continuation adds, ``low`` and ``high`` the two bytes of how many continuations each has in the next level.
    The longest n-grams have none of the last three.
    """

    symbol: Sequence[int]
    cost: Sequence[int]
    backoff: Sequence[int] = b""
    low: Sequence[int] = b""
    high: Sequence[int] = b""

    @cached_property
    def starts(self) -> Sequence[int]:
        """Return where the continuations of each begin in the next level, and last, where the last one's end.

        They are summed up when they are asked for: in a file, the sums would take three times the room when it is compressed.
        """
        if not len(self.low):
            return b""
        if (library := core()) is None:
            return array("I", accumulate(map(add, self.low, map(_HIGH.__mul__, self.high)), initial=0))
        starts = (ctypes.c_uint32 * (len(self.low) + 1))()
        library.sum_up(bytes(self.low), bytes(self.high), ctypes.c_int64(len(self.low)), starts)
        return memoryview(starts).cast("B").cast("I")


class Tables(NamedTuple):
    """A model's tables: the symbol of each slot, the cost of each slot given its symbol in each variant, and the levels."""

    symbol: Sequence[int]
    within: tuple[Sequence[int], ...]
    levels: tuple[Level, ...]


def open_tables(path: str | os.PathLike[str]) -> Tables:
    """Map a file into memory: one of ``data``, or any other by its whole path.

    Raises FileError if it is not what was installed: another file, or a part of one.

    >>> tables = open_tables("chinese.ngrams")
    >>> len(tables.levels), tables.symbol[ord("經")] == tables.symbol[ord("经")]
    (3, True)
    """
    try:
        return _tables(_mapped(path))
    except (struct.error, EOFError) as cut:
        raise FileError(f"{path}: this data file is damaged; nothing was changed; install mojibake-fix again") from cut


def _mapped(path: str | os.PathLike[str]) -> memoryview:
    with open(os.path.join(os.path.dirname(__file__), "data", path), "rb") as file:
        try:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except ValueError as empty:
            raise EOFError from empty


def _tables(view: memoryview) -> Tables:
    """Return the tables of a file; raise struct.error or EOFError where it has other bytes than its header promises."""
    magic, order, variants, _ = _HEADER.unpack_from(view)
    if magic != MAGIC:
        raise EOFError
    sizes = struct.unpack_from(f"<{order}I", view, _HEADER.size)
    columns = _Columns(view, _HEADER.size + 4 * order)
    symbol = columns.take("H", SLOTS)
    within = columns.take("B", SLOTS * variants)
    levels = []
    for n, size in enumerate(sizes, 1):
        last = columns.take("H", size) if n > 1 else range(size)
        more = 3 if n < order else 0
        levels.append(Level(last, columns.take("B", size), *(columns.take("B", size) for _ in range(more))))
    columns.close()
    return Tables(symbol, tuple(within[k * SLOTS : (k + 1) * SLOTS] for k in range(variants)), tuple(levels))


class _Columns:
    """Cut a file into its columns, one behind the other."""

    def __init__(self, view: memoryview, start: int) -> None:
        self._view = view
        self._place = start + -start % ALIGN

    def take(self, kind: _Kind, count: int) -> Sequence[int]:
        """Return the next column: ``count`` integers of a type that ``array`` knows, little-endian in the file."""
        size = count * _SIZES[kind]
        column = self._view[self._place : self._place + size]
        if len(column) < size:
            raise EOFError
        self._place += size + -size % ALIGN
        if sys.byteorder == "big":
            numbers = array(kind, column.tobytes())
            numbers.byteswap()
            return numbers
        return column.cast(kind) if size else b""

    def close(self) -> None:
        """Raise EOFError unless the columns taken are all there is."""
        if self._place != len(self._view):
            raise EOFError
