"""The likeliest ways through a row of slots: a beam search, in numpy.

native/search.c does the same many times faster, where it could be compiled. Both give the same to the last bit: so where two
paths are equal, it is said which one comes first, and what is added is added in one order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ...language.scorer import Nats, Places
from ...language.slots import slots
from ..likelihood.weighing import REACH, START, Models, nats_ahead, nats_behind
from .breadth import BREADTH, LONGEST
from .climb import climbed
from .lattice import ALONE, Arc, Lattice, Row
from .ways import Around, Path, Step, WaysOfPython

__all__ = ["search"]


class _Ahead(NamedTuple):
    """Paths that have come to one slot, as arrays: score, last characters, byte of an open pair, where from, symbol, arc."""

    nats: Nats
    context: Places
    byte: Places
    back: Places
    symbol: Places
    arc: Places

    def at(self, places: Places) -> _Ahead:
        """Return some of them."""
        return _Ahead._make(column[places] for column in self)


def search(grid: Lattice, models: Models, row: Row, around: Around) -> WaysOfPython:
    """Return the likeliest paths through a row of slots; none if nothing fits.

    Of paths that look the same to the models from some slot on, one is followed. The others are paths once more at the end: they
    join the best one where they were left.
    """
    if len(row) > LONGEST:
        return WaysOfPython(row, [])
    none = np.full(1, -1)
    start = _Ahead(np.zeros(1), slots((START + around.before)[-REACH:])[None, :], none, none, none, none)
    waiting: dict[int, list[_Ahead]] = {0: [start]}
    arcs: list[Arc] = []
    come = _Come(grid, arcs)
    for at in range(len(row)):
        if at not in waiting:
            continue
        here, back = come.add(models, waiting.pop(at), wider=BREADTH.if_known if isinstance(row[at], int) else 1)
        for arc in grid.arcs(row, at, around.last):
            arcs.append(arc)
            if (ahead := _followed(grid, models, here, arc, len(arcs) - 1, back)) is not None:
                waiting.setdefault(arc.end, []).append(ahead)
    if len(row) not in waiting:
        return WaysOfPython(row, [])
    last, _ = come.add(models, waiting[len(row)], wider=1)
    last = last.at(np.flatnonzero((last.byte < 0) | around.last[last.byte]))
    if not len(last.nats):
        return WaysOfPython(row, [])
    nats = last.nats + nats_behind(models, last.context, around.behind or "\n")
    found = [Path(float(nats[k]), tuple(come.steps(last, k))) for k in range(len(nats))]
    best = int(nats.argmax())
    joining = come.joining(last, best, float(nats[best]))
    beside = climbed(grid, models, row, around, found[best])
    return WaysOfPython(row, [*found, *joining, *beside])


class _Come:
    """The paths that have come somewhere, numbered through, those that were left there among them."""

    def __init__(self, grid: Lattice, arcs: Sequence[Arc]) -> None:
        self._grid = grid
        self._arcs = arcs
        self._all: list[_Ahead] = []
        self._starts: list[int] = []
        self._left: dict[int, list[tuple[int, float]]] = {}  # by the path that was followed instead: which, and how far behind
        self._count = 0

    def add(self, models: Models, parts: Sequence[_Ahead], wider: int) -> tuple[_Ahead, Places]:
        """Return the likeliest of the paths that have come to a slot, and their numbers."""
        joined = _Ahead._make(np.concatenate(columns) for columns in zip(*parts, strict=True))
        order = np.argsort(-joined.nats, kind="stable")
        joined = joined.at(order)
        _, first, same = np.unique(_state(models, joined), return_index=True, return_inverse=True)
        followed = self._followed(models, joined, np.sort(first), wider)
        numbers = np.arange(self._count, self._count + len(order))
        into = first[same.ravel()]
        near = (into != np.arange(len(order))) & (joined.nats >= joined.nats[into] - BREADTH.far)
        for k in np.flatnonzero(near).tolist():
            left = self._left.setdefault(self._count + int(into[k]), [])
            if len(left) < BREADTH.joining:
                left.append((self._count + k, float(joined.nats[into[k]] - joined.nats[k])))
        self._all.append(joined)
        self._starts.append(self._count)
        self._count += len(order)
        return joined.at(followed), numbers[followed]

    def _followed(self, models: Models, paths: _Ahead, apart: Places, wider: int) -> Places:
        """Return which paths are followed of those that are apart, likeliest first: of each kind of text, one of the best.

        What an open pair begins with decides what can follow, and which of it can, the bytes behind say only later: so for each
        such byte, one is followed, too.
        """
        kinds = models.around.of(paths.context[apart]).astype(np.uint64)
        kind = (kinds << (np.arange(REACH, dtype=np.uint64) * np.uint64(11))).sum(axis=1)
        _, first = np.unique(kind, return_index=True)
        _, open_ = np.unique(paths.byte[apart], return_index=True)
        near = int((paths.nats[apart] >= paths.nats[apart[0]] - BREADTH.margin).sum())
        some = [np.arange(near)[: BREADTH.paths * wider], np.sort(first[first < near])[: BREADTH.kinds * wider], open_]
        followed: Places = apart[np.unique(np.concatenate(some))]
        return followed

    def steps(self, ahead: _Ahead, k: int) -> list[Step]:
        """Return the characters of a path, each with the slots that its bytes stand in."""
        steps = []
        back, symbol, arc = int(ahead.back[k]), int(ahead.symbol[k]), int(ahead.arc[k])
        while back >= 0:
            steps.append((chr(self._grid.symbols.points[symbol]), self._arcs[arc].taken))
            back, symbol, arc = self._at(back)
        return steps[::-1]

    def _at(self, number: int) -> tuple[int, int, int]:
        which = bisect_right(self._starts, number) - 1
        paths, k = self._all[which], number - self._starts[which]
        return int(paths.back[k]), int(paths.symbol[k]), int(paths.arc[k])

    def joining(self, ahead: _Ahead, k: int, nats: float) -> Iterator[Path]:
        """Yield the paths that were left where a path was followed, with the rest of it."""
        whole = self.steps(ahead, k)
        number, place = int(ahead.back[k]), len(whole) - 1
        while number >= 0:
            for left, behind in self._left.get(number, ()):
                back, symbol, arc = self._at(left)
                steps = []
                while back >= 0:
                    steps.append((chr(self._grid.symbols.points[symbol]), self._arcs[arc].taken))
                    back, symbol, arc = self._at(back)
                yield Path(nats - behind, (*reversed(steps), *whole[place:]))
            number, place = self._at(number)[0], place - 1


def _state(models: Models, paths: _Ahead) -> npt.NDArray[np.uint64]:
    """Return a number for what the models see of each path: two characters, the classes of those before, an open pair."""
    classes = models.around.of(paths.context[:, : REACH - 2]).astype(np.uint64)
    state = (paths.byte & 0xFF).astype(np.uint64)
    for bits, column in ((8, classes[:, 0]), (19, classes[:, 1]), (30, paths.context[:, -2]), (47, paths.context[:, -1])):
        state |= column.astype(np.uint64) << np.uint64(bits)
    return state


def _top(nats: Nats, count: int) -> Places:
    """Return the places of the largest, and of equal ones at the border those that come first, in no order."""
    if len(nats) <= count:
        return np.arange(len(nats))
    least = np.partition(nats, -count)[-count]
    above, equal = np.flatnonzero(nats > least), np.flatnonzero(nats == least)
    return np.concatenate([above, equal[: count - len(above)]])


def _followed(grid: Lattice, models: Models, here: _Ahead, arc: Arc, number: int, back: Places) -> _Ahead | None:
    """Return the likeliest ways to follow some paths along an arc."""
    fitting = grid.symbols.slots[arc.fits]
    nats = here.nats[:, None] + nats_ahead(models, here.context, fitting)
    first, last = grid.symbols.bytes[arc.fits, 0], grid.symbols.bytes[arc.fits, len(arc.taken) - 1]
    if arc.closes is not None or np.any(here.byte >= 0):
        allowed = grid.pairs(ALONE if arc.closes is None else arc.closes)[here.byte[:, None], first[None, :]]
        nats[~allowed & (here.byte >= 0)[:, None]] = -np.inf
    signs = np.flatnonzero(~grid.symbols.is_letter[arc.fits])
    flat = nats.ravel()
    likeliest = np.concatenate(
        [
            _top(flat, BREADTH.followed),
            _crossed_places(_top(nats[:, signs].ravel(), BREADTH.followed_by_signs), signs, len(fitting)),
        ]
    )
    likeliest = likeliest[flat[likeliest] >= flat.max() - BREADTH.margin]
    best = np.unique(np.concatenate([likeliest, np.arange(len(nats)) * len(fitting) + nats.argmax(axis=1)]))
    best = best[np.isfinite(flat[best])]
    if not len(best):
        return None
    which, symbol = np.divmod(best, len(fitting))
    context = np.concatenate([here.context[which, 1:], fitting[symbol][:, None]], axis=1)
    byte = last[symbol] if arc.opens is not None else np.full(len(best), -1)
    return _Ahead(flat[best], context, byte, back[which], arc.fits[symbol], np.full(len(best), number))


def _crossed_places(places: Places, columns: Places, width: int) -> Places:
    """Return where places of some columns of an array are in the whole of it."""
    if not len(columns):
        return columns
    row, column = np.divmod(places, len(columns))
    found: Places = row * width + columns[column]
    return found
