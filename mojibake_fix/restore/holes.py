"""What tokens stand for: the likeliest paths through the lattice of what damaged text can have been.

Between tokens UTF-8 is read as it is: where each character begins is known. So a token is solved with the few bytes around it
that are no character yet, and with other tokens that stand too close to be told apart from it; they are a *cluster*. A path is
weighed by the model of the language and by the one of what stands around it, beside the marks that are open on the line.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..language.cache import BREAK
from ..language.marks import expected
from ..language.scorer import Nats, Places
from ..language.slots import slots
from ..patterns import lazy_pattern
from .channels import Channel
from .languages import language_of_document, likeliest_language
from .lattice import ALONE, Arc, Half, Lattice, Row, lattice
from .weighing import REACH, Models, models_of, nats_ahead, nats_behind, nats_in_place

__all__ = ["KNOWN", "Choice", "Doubt", "Other", "Piece", "choose"]

_APART = 3  # characters between two tokens by which they are solved one by one
_PATHS = 24
_KINDS = 12  # and the best of so many kinds, such as signs in a row: what that is worth shows later
_IF_KNOWN = 4  # times more where the next byte is known, which costs little and says much
_FOLLOWED = 192  # paths along one arc, and among them signs
_FOLLOWED_BY_SIGNS = 64
_JOINED = -2.0  # nats: what the models learnt from has shorter lines, so that a line end is too likely to them
_JOINED_ALONE = -4.0  # and a text of a single line seldom was two
_BESIDE = 4  # characters that are tried in place of one
_CLIMBS = 16  # times that a likelier path is looked for beside the likeliest
_JOINING = 8  # paths left at one place that are paths once more
_FAR = 12.0  # nats: a path so far behind another one is none
_LONGEST = 600  # slots of a cluster; what is longer is left as it is
_NEAR = 5.0  # nats: what comes so near to the likeliest may well be it
_OTHERS = 3  # codes that are kept beside the likeliest
_SURE = 30.0  # nats: the search leaves what is further behind

_START = BREAK * (REACH - 1) + "\n"


class Piece(NamedTuple):
    """What a reader shows at once, and the codes that it can stand for; none for a token, which stands for all it cannot read."""

    shown: str
    codes: tuple[bytes, ...]

    @property
    def in_doubt(self) -> bool:
        """Tell whether it can stand for several."""
        return len(self.codes) != 1


class Other(NamedTuple):
    """Bytes that a piece may stand for instead of those chosen, and how likely that is, by the models alone (0 to 1)."""

    chosen: bytes
    instead: bytes
    share: float


class Doubt(NamedTuple):
    """How sure it is what a piece stands for.

    ``lead`` is by how many nats it is likelier than everything else together; ``near`` counts what comes within 5 nats of the
    likeliest, which is among them; ``crowd`` the pieces in doubt that stand too close together to be solved one by one. ``bits``
    is the entropy of what it can be; ``others`` are the likeliest codes that the bytes of a token can be instead.
    """

    lead: float
    near: int = 1
    crowd: int = 1
    bits: float = 0.0
    others: tuple[Other, ...] = ()


KNOWN = Doubt(math.inf)
"""Nothing was lost."""


class Choice(NamedTuple):
    """The bytes that a piece stands for, and how sure that is."""

    code: bytes
    doubt: Doubt = KNOWN


def choose(channel: Channel, pieces: Sequence[Piece], before: str, behind: str, document: str = "") -> dict[int, Choice]:
    """Return what the pieces in doubt stand for, by their places; those that nothing fits are missing.

    ``before`` and ``behind`` are what stands around the pieces, with the line end if it is there; ``document`` is what is known
    of the text that they are from.
    """
    doubts = [place for place, piece in enumerate(pieces) if piece.in_doubt]
    runs = list(_runs(pieces, doubts))
    known = "".join(run.text for run in runs)
    language = language_of_document(document) or likeliest_language(known, channel.reader.table)
    models = models_of(language, document)
    grid = lattice(channel.reader, language)
    clusters = list(_clusters(pieces, doubts, runs, behind))
    solved: list[list[_Path]] = []
    line = before
    for cluster in clusters:
        line += cluster.front
        around = _Around(_known_end(line), _known_start(cluster.behind), grid.last(cluster.behind))
        solved.append(_paths(grid, models, cluster.row, around))
        line += solved[-1][0].text if solved[-1] else _UNKNOWN
    found: dict[int, Choice] = {}
    for k, (cluster, paths) in enumerate(zip(clusters, solved, strict=True)):
        if paths:
            rest = _rest(clusters[k + 1 :], solved[k + 1 :]) + runs[-1].text + behind
            joined = _JOINED if behind else _JOINED_ALONE
            paths = _with_marks(paths, cluster.row, before + _rest(clusters[:k], solved[:k]) + cluster.front, rest, joined)
            solved[k] = paths
            found |= zip(cluster.places, _choices(cluster.row, paths), strict=True)
    return {place: _without_doubt(pieces[place], choice) for place, choice in found.items()}


def _without_doubt(piece: Piece, choice: Choice) -> Choice:
    """Return a choice as known where a piece was not lost and of the codes that it can stand for no other one fits."""
    return Choice(choice.code) if piece.codes and choice.doubt.lead >= _SURE else choice


_UNKNOWN = "\udcff"  # for what nothing fits


def _rest(clusters: Sequence[_Cluster], solved: Sequence[Sequence[_Path]]) -> str:
    """Return a part of the line as it is likeliest."""
    parts = zip(clusters, solved, strict=True)
    return "".join(cluster.front + (paths[0].text if paths else _UNKNOWN) for cluster, paths in parts)


class _Around(NamedTuple):
    """What stands around a cluster, and which bytes a token at its end may stand for alone."""

    before: str
    behind: str
    last: npt.NDArray[np.bool_]


class _Cluster(NamedTuple):
    """Pieces in doubt by their places, with the slots from one place where a character begins to another.

    ``front`` is the text between the cluster before and this one, ``behind`` what is known of the text behind it.
    """

    places: Sequence[int]
    front: str
    row: Row
    behind: str


class _Run(NamedTuple):
    """The bytes between two pieces in doubt: the last ones of a character, whole characters, the first ones of another.

    ``is_whole`` tells whether nothing else stands between.
    """

    data: bytes
    front: bytes
    text: str
    back: bytes
    is_whole: bool


def _runs(pieces: Sequence[Piece], doubts: Sequence[int]) -> Iterator[_Run]:
    """Yield the runs around the pieces in doubt: one more than these are."""
    for begin, end in zip([0, *(place + 1 for place in doubts)], [*doubts, len(pieces)], strict=True):
        data = b"".join(piece.codes[0] for piece in pieces[begin:end])
        front = _FRONT.match(data) if begin else None
        back = _BACK.search(data) if end < len(pieces) else None
        first, last = front.end() if front else 0, back.start() if back else len(data)
        text = data[first:last].decode("utf-8", "surrogateescape") if first <= last else ""
        yield _Run(data, data[:first], text, data[last:], first <= last and not _NO_TEXT.search(text))


_FRONT = lazy_pattern(rb"[\x80-\xbf]{1,3}")
_BACK = lazy_pattern(rb"(?:[\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})\Z")
_NO_TEXT = lazy_pattern("[\udc80-\udcff]")


def _known_end(text: str) -> str:
    """Return what stands behind the last byte that is no text."""
    return _NO_TEXT.split(text)[-1]


def _known_start(text: str) -> str:
    """Return what stands before the first byte that is no text."""
    return _NO_TEXT.split(text)[0]


def _clusters(pieces: Sequence[Piece], doubts: Sequence[int], runs: Sequence[_Run], behind: str) -> Iterator[_Cluster]:
    """Yield the clusters in order; between those of one, no run is whole and long."""
    first = 0
    for last, run in enumerate(runs[1:], 1):
        is_last = last == len(doubts)
        if not is_last and run.is_whole and len(run.text) < _APART:
            continue
        row: list[int | Half] = [*runs[first].back]
        for k in range(first, last):
            codes = pieces[doubts[k]].codes
            row += (Half(False, codes), Half(True, codes), *(runs[k + 1].data if k + 1 < last else run.front))
        ahead = run.text + (behind if is_last and run.is_whole else "")
        yield _Cluster(doubts[first:last], runs[first].text, row, ahead)
        first = last


_Step = tuple[str, tuple[int, ...]]  # a character, and the slots that its bytes stand in


class _Path(NamedTuple):
    """One way through a cluster."""

    nats: float
    steps: tuple[_Step, ...]

    @property
    def text(self) -> str:
        return "".join(character for character, _ in self.steps)


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


def _paths(grid: Lattice, models: Models, row: Row, around: _Around) -> list[_Path]:
    """Return the likeliest paths through a row of slots, the best first; none if nothing fits.

    Of paths that look the same to the models from some slot on, one is followed. The others are paths once more at the end: they
    join the best one where they were left.
    """
    if len(row) > _LONGEST:
        return []
    none = np.full(1, -1)
    start = _Ahead(np.zeros(1), slots((_START + around.before)[-REACH:])[None, :], none, none, none, none)
    waiting: dict[int, list[_Ahead]] = {0: [start]}
    arcs: list[Arc] = []
    come = _Come(grid, arcs)
    for at in range(len(row)):
        if at not in waiting:
            continue
        here, back = come.add(models, waiting.pop(at), wider=_IF_KNOWN if isinstance(row[at], int) else 1)
        for arc in grid.arcs(row, at, around.last):
            arcs.append(arc)
            if (ahead := _followed(grid, models, here, arc, len(arcs) - 1, back)) is not None:
                waiting.setdefault(arc.end, []).append(ahead)
    if len(row) not in waiting:
        return []
    last, _ = come.add(models, waiting[len(row)], wider=1)
    last = last.at(np.flatnonzero((last.byte < 0) | around.last[last.byte]))
    if not len(last.nats):
        return []
    nats = last.nats + nats_behind(models, last.context, around.behind or "\n")
    found = [_Path(float(nats[k]), tuple(come.steps(last, k))) for k in range(len(nats))]
    best = int(nats.argmax())
    joining = come.joining(last, best, float(nats[best]))
    beside = _climbed(grid, models, row, around, found[best])
    return sorted([*found, *joining, *beside], key=lambda path: -path.nats)


def _climbed(grid: Lattice, models: Models, row: Row, around: _Around, path: _Path) -> list[_Path]:
    """Return the paths beside one and, while one of these is likelier, those beside that: the search may have left them all."""
    beside: list[_Path] = []
    likelier: _Path | None = path
    for _ in range(_CLIMBS):
        if likelier is None:
            break
        path, found = likelier, list(_beside(grid, models, row, around, likelier))
        beside += found
        likelier = max((each for each in found if each.nats > path.nats), key=lambda each: each.nats, default=None)
    return beside


def _beside(grid: Lattice, models: Models, row: Row, around: _Around, path: _Path) -> Iterator[_Path]:
    """Yield the paths that differ from one in a single character, the likeliest: they may have been left too early."""
    text = slots((_START + around.before)[-REACH:] + path.text + (around.behind or "\n")[:REACH])
    bytes_ = {slot: byte for character, taken in path.steps for slot, byte in zip(taken, character.encode(), strict=True)}
    for k, (character, taken) in enumerate(path.steps):
        if not any(isinstance(row[slot], Half) for slot in taken) or _is_itself(row, taken, character):
            continue
        fits = grid.instead(row, taken, bytes_, around.last)
        here = np.flatnonzero(grid.symbols.points[fits] == ord(character))
        if len(fits) < 2 or not len(here):
            continue
        nats = nats_in_place(models, text[k : k + 2 * REACH + 1], grid.symbols.slots[fits])
        for other in np.argsort(-nats)[:_BESIDE].tolist():
            steps = (*path.steps[:k], (chr(grid.symbols.points[fits[other]]), taken), *path.steps[k + 1 :])
            if other != here[0]:
                yield _Path(path.nats + float(nats[other] - nats[here[0]]), steps)


def _is_itself(row: Row, taken: tuple[int, ...], character: str) -> bool:
    """Tell whether a token stands for nothing but itself."""
    return character.isascii() and row[taken[0]] == Half(False)


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
        near = (into != np.arange(len(order))) & (joined.nats >= joined.nats[into] - _FAR)
        for k in np.flatnonzero(near).tolist():
            left = self._left.setdefault(self._count + int(into[k]), [])
            if len(left) < _JOINING:
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
        some = [np.arange(len(apart))[: _PATHS * wider], np.sort(first)[: _KINDS * wider], open_]
        followed: Places = apart[np.unique(np.concatenate(some))]
        return followed

    def steps(self, ahead: _Ahead, k: int) -> list[_Step]:
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

    def joining(self, ahead: _Ahead, k: int, nats: float) -> Iterator[_Path]:
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
                yield _Path(nats - behind, (*reversed(steps), *whole[place:]))
            number, place = self._at(number)[0], place - 1


def _state(models: Models, paths: _Ahead) -> npt.NDArray[np.uint64]:
    """Return a number for what the models see of each path: two characters, the classes of those before, an open pair."""
    classes = models.around.of(paths.context[:, : REACH - 2]).astype(np.uint64)
    state = (paths.byte & 0xFF).astype(np.uint64)
    for bits, column in ((8, classes[:, 0]), (19, classes[:, 1]), (30, paths.context[:, -2]), (47, paths.context[:, -1])):
        state |= column.astype(np.uint64) << np.uint64(bits)
    return state


def _top(nats: Nats, count: int) -> Places:
    """Return the places of the largest, in no order."""
    return np.argpartition(-nats, count)[:count] if len(nats) > count else np.arange(len(nats))


def _followed(grid: Lattice, models: Models, here: _Ahead, arc: Arc, number: int, back: Places) -> _Ahead | None:
    """Return the likeliest ways to follow some paths along an arc."""
    fitting = grid.symbols.slots[arc.fits]
    nats = here.nats[:, None] + nats_ahead(models, here.context, fitting)
    first, last = grid.symbols.bytes[arc.fits, 0], grid.symbols.bytes[arc.fits, len(arc.taken) - 1]
    if arc.closes is not None or np.any(here.byte >= 0):
        allowed = grid.pairs(ALONE if arc.closes is None else arc.closes)[here.byte[:, None], first[None, :]]
        nats[~allowed & (here.byte >= 0)[:, None]] = -np.inf
    signs = np.flatnonzero(~grid.symbols.is_letter[arc.fits])
    best = np.concatenate(
        [
            _top(nats.ravel(), _FOLLOWED),
            np.arange(len(nats)) * len(fitting) + nats.argmax(axis=1),
            _crossed_places(_top(nats[:, signs].ravel(), _FOLLOWED_BY_SIGNS), signs, len(fitting)),
        ]
    )
    best = np.unique(best)
    flat = nats.ravel()
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


def _with_marks(paths: Sequence[_Path], row: Row, before: str, rest: str, joined: float) -> list[_Path]:
    """Return the paths with what the marks of the line say about them, and what line ends in it are worth, the best first."""
    weighed = (path._replace(nats=path.nats + _marks(path, row, before, rest, joined)) for path in paths)
    return sorted(weighed, key=lambda path: -path.nats)


def _marks(path: _Path, row: Row, before: str, rest: str, joined: float) -> float:
    """Return by how many nats a path is likelier that closes what is open on the line, and leaves nothing open at its end."""
    line, nats = before, 0.0
    for character, taken in path.steps:
        if any(isinstance(row[slot], Half) for slot in taken):
            nats += expected(line, character) + (joined if character == "\n" else 0.0)
        line += character
    return nats + expected(line + _LINE_END.split(rest)[0], "\n")


_LINE_END = lazy_pattern("[\r\n]")


def _choices(row: Row, paths: Sequence[_Path]) -> list[Choice]:
    """Return what the best path, the first, says the pieces in doubt stand for, and how sure that is."""
    said: dict[str, tuple[list[bytes], float]] = {}
    for path in paths:
        if path.text not in said:  # the search comes to some in more than one way
            said[path.text] = _codes(row, path), path.nats - paths[0].nats
    crowd = len(said[paths[0].text][0])
    return [_choice([(codes[k], nats) for codes, nats in said.values()], crowd) for k in range(crowd)]


def _choice(said: Sequence[tuple[bytes, float]], crowd: int) -> Choice:
    """Return what a piece stands for, given what paths say, the best first, and by how many nats each is behind that."""
    code = said[0][0]
    near = {other for other, nats in said if nats >= -_NEAR}
    shares: defaultdict[bytes, float] = defaultdict(float)
    for other, nats in said:
        shares[other] += math.exp(nats)
    total = sum(shares.values())
    bits = -sum(share / total * math.log2(share / total) for share in shares.values() if share)
    rest = total - shares[code]
    lead = min(_SURE, math.log(shares[code] / rest)) if rest > 0 else _SURE
    likeliest = sorted((other for other in shares if other != code), key=shares.__getitem__, reverse=True)[:_OTHERS]
    others = (Other(code, other, shares[other] / total) for other in likeliest)
    return Choice(code, Doubt(lead, len(near), crowd, bits, tuple(others)))


def _codes(row: Row, path: _Path) -> list[bytes]:
    """Return the bytes that a path has in each piece in doubt of a row."""
    bytes_: Mapping[int, int] = {
        slot: byte for character, taken in path.steps for slot, byte in zip(taken, character.encode(), strict=True)
    }
    firsts = (slot for slot, half in enumerate(row) if isinstance(half, Half) and not half.is_second)
    return [bytes(bytes_[slot] for slot in (first, first + 1) if slot in bytes_) for first in firsts]
