"""The two sides of lines that a channel has left whole, in arrays: their characters as they are shown, and as they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple, overload

import numpy as np
import numpy.typing as npt

from ..encodings import Policy, codec
from ..encodings.arrays import UNMAPPED, lengths
from ..language.slots import code_points
from .channels import table_written
from .evidence.utf8_shapes import BMP
from .inverse.alignment import Unit

__all__ = ["Changes", "Numbers", "Points", "Side", "Truths", "UnitsOfLines", "codes_of", "lines_of", "points_of", "read"]

Numbers = npt.NDArray[np.intp]
Points = npt.NDArray[np.uint32]
Truths = npt.NDArray[np.bool_]

_NO_TEXT = "\udcff"  # in place of bytes that are none
_LINE_FEED = 0x0A
_ASCII = 0x80


class Side(NamedTuple):
    """The characters of some lines: code points, how many bytes each is, and the line it stands in."""

    points: Points
    lengths: Numbers
    lines: Numbers

    @property
    def beyond(self) -> Truths:
        """Tell which characters are beyond ASCII."""
        found: Truths = self.points >= _ASCII
        return found

    @property
    def text(self) -> str:
        """Return the characters as text."""
        return self.points.tobytes().decode("utf-32-le", "surrogatepass")

    def edges(self) -> tuple[Numbers, Numbers]:
        """Return where, in bytes, the first character beyond ASCII begins in each line, and the last one ends; all have one."""
        ends, which = np.cumsum(self.lengths), np.flatnonzero(self.beyond)
        behind = np.searchsorted(which, np.flatnonzero(self.points == _LINE_FEED))  # each line end
        behind = behind[behind < len(which)]
        firsts, lasts = which[np.append(0, behind)], which[np.append(behind, len(which)) - 1]
        return ends[firsts] - self.lengths[firsts], ends[lasts]

    def around(self, begins: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
        """Return with which characters stretches of bytes begin, and behind which they end."""
        stops = np.cumsum(self.lengths)
        return np.searchsorted(stops, begins, "right"), np.searchsorted(stops, ends) + 1

    def of(self, kept: Truths) -> Side:
        """Return the characters of the lines that are kept."""
        chosen = kept[self.lines]
        return Side(self.points[chosen], self.lengths[chosen], self.lines[chosen])


class Changes(NamedTuple):
    """The characters of lines as they are shown, and as they were, which are as many bytes."""

    shown: Side
    restored: Side

    def edges(self) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """Return where the first change of each line begins and the last one ends, as the line is shown, and as it was."""
        (first, last), (first_was, last_was) = self.shown.edges(), self.restored.edges()
        begins, ends = np.minimum(first, first_was), np.maximum(last, last_was)
        return *self.shown.around(begins, ends), *self.restored.around(begins, ends)

    def units(self) -> Iterator[_Units]:
        """Yield the units of each line."""
        lines, *edges = _runs(self.shown, self.restored)
        firsts = np.flatnonzero(np.diff(lines, prepend=-1))
        runs = _Runs(self.shown.text, self.restored.text, *(each.tolist() for each in edges))
        for first, end in pairwise([*firsts.tolist(), len(lines)]):
            yield _Units(runs, first, end)


class UnitsOfLines:
    """The units of all lines in some blocks, made when they are asked for."""

    __slots__ = ("_blocks",)

    def __init__(self, blocks: list[Changes]) -> None:
        self._blocks = blocks

    def __iter__(self) -> Iterator[Sequence[Unit]]:
        return chain.from_iterable(changes.units() for changes in self._blocks)


class _Runs(NamedTuple):
    """The runs of changes in some lines: where each begins and ends in these as they are shown, and in these as they were."""

    before: str
    after: str
    begins: list[int]
    ends: list[int]
    since: list[int]
    until: list[int]


class _Units(Sequence[Unit]):
    """The units of a line: its runs of changes, and what stands between them; made when somebody asks for them."""

    __slots__ = ("_end", "_first", "_runs")

    def __init__(self, runs: _Runs, first: int, end: int) -> None:
        self._runs, self._first, self._end = runs, first, end

    def __len__(self) -> int:
        return 2 * (self._end - self._first) - 1

    @overload
    def __getitem__(self, place: int) -> Unit: ...

    @overload
    def __getitem__(self, place: slice) -> list[Unit]: ...

    def __getitem__(self, place: int | slice) -> Unit | list[Unit]:
        return list(self)[place]

    def __iter__(self) -> Iterator[Unit]:
        before, after, *edges = self._runs
        done = -1
        for begin, end, since, until in zip(*(each[self._first : self._end] for each in edges), strict=True):
            if done >= 0:
                between = before[done:begin]
                yield Unit(between, between, True)
            yield Unit(before[begin:end], after[since:until], True)
            done = end


def _runs(shown: Side, restored: Side) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
    """Return the line of each run of changes, where it begins and ends as it is shown, and where as it was."""
    plain = np.repeat(~shown.beyond, shown.lengths) & np.repeat(~restored.beyond, restored.lengths)
    edges = np.flatnonzero(np.diff(plain, prepend=True, append=True))
    begins, ends = edges[::2], edges[1::2] - 1
    before, after = (np.repeat(np.arange(len(side.lengths)), side.lengths) for side in (shown, restored))
    first = before[begins]
    return shown.lines[first], first, before[ends] + 1, after[begins], after[ends] + 1


def points_of(text: str) -> Points:
    """Return code points in the order of bytes in which they become text again."""
    return code_points(text).astype("<u4", copy=False)


def lines_of(points: Points) -> Numbers:
    """Return the line that each character stands in, the line end in the one that it ends."""
    ends = points == _LINE_FEED
    lines: Numbers = np.cumsum(ends) - ends
    return lines


def codes_of(table: str, points: Points) -> tuple[Points, Truths]:
    """Return what each character is written as, and which have no code; for these stands a code of ASCII."""
    known = codec(table).arrays.codes
    inside = points < len(known)
    codes = known.take(np.where(inside, points, 0))
    unmapped = ~inside | (codes == UNMAPPED)
    return np.where(unmapped, np.uint32(ord("?")), codes), unmapped


def read(written: str, data: bytes) -> Side:
    """Return what bytes are, read as they were written; what is no text is no character."""
    if written == "utf8":
        points = points_of(data.decode("utf-8", "surrogateescape"))
        sizes = 1 + (points >= 0x80).astype(np.intp) + (points >= 0x800) + (points >= BMP)
    else:
        points = points_of(codec(table_written(written)).decode(data, Policy.WHATWG, _NO_TEXT))
        sizes = lengths(codes_of(table_written(written), points)[0])
    return Side(points, sizes, lines_of(points))
