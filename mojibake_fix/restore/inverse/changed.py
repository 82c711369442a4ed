"""Undo UTF-8 that a reader of two bytes took for text and that was changed once more, or of which some was not even shown.

What the forward model makes of every code in the reader's table says what each character that is shown may have been: a bracket
of one byte, or the full-width one of two; and where private-use characters were dropped, any of their codes may stand between two
characters, and nothing shows it. Where that happened UTF-8 knows, whose characters begin and end: the likeliest changes are taken
by which all of them do. What these leave open is filled in as lost bytes are.
"""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import NamedTuple

from ...encodings import codec
from ...language.mixture import any_language
from ..channels import Channel, Reader, channels_of
from ..lost_bytes.lattice import lost_bytes, lost_pairs
from ..post_steps import POST_STEPS
from .alignment import Unit, solved
from .filling import Shown
from .reading import codes_of, pieces_of

__all__ = ["CHANGES", "align_changed", "is_all_or_nothing"]

CHANGES = {"private-use-dropped": 8.0, "width-folded": 8.0, "nfc": 8.0}
"""The post-steps that are undone behind readers of two bytes, each with what it costs to suppose it, in nats."""

# Nats: what it costs that a character was changed or is not shown, that one has bytes that nobody knows, that one is none.
_CHANGE = 5.0
_UNKNOWN = 8.0
_BROKEN = 30.0
_RARE = -20.0  # what the rarest of characters costs

_AT_ONCE = 2  # characters in a row that nothing shows
_NO_BYTE = b"\xff"


def align_changed(channel: Channel, post: str, shown: Shown) -> list[Unit]:
    """Return the units of a stretch that was UTF-8, went through a channel and then through a post-step; none if nothing changed.

    Without a post-step, what the reader drops is looked for.

    >>> from ..channels import UTF8_AS_GBK
    >>> [unit[:2] for unit in align_changed(UTF8_AS_GBK, "private-use-dropped", Shown("涓枃", "", ""))]
    [('涓枃', '中文')]
    """
    pieces = _pieces(channel, post, shown.text)
    return solved(channel, pieces, shown.behind) if pieces else []


def is_all_or_nothing(channel: str, post: Iterable[str]) -> bool:
    """Tell whether what was lost behind channels, joined by plus signs, and post-steps comes back all together or not at all.

    So it does where nothing, or something else, is shown in its place: what was left of it would look like other text.

    >>> is_all_or_nothing("utf8-as-gbk/iconv", ()), is_all_or_nothing("utf8-as-gbk", ())
    (True, False)
    """
    return not CHANGES.keys().isdisjoint(post) or not channels_of(channel)[-1].reader.token


class _Piece(NamedTuple):
    """What is shown, or nothing, and the codes that it can stand for; none, if it was lost."""

    shown: str
    codes: tuple[bytes, ...]


class _Way(NamedTuple):
    """The likeliest way to read a text up to some place: what that costs in nats, its last piece, and the way before that.

    ``open`` are the bytes of the character that has begun, or None if not all are known.
    """

    cost: float
    is_changed: bool
    open: bytes | None
    piece: _Piece
    back: _Way | None

    def pieces(self) -> Iterator[_Piece]:
        """Yield the pieces, the last one first."""
        way: _Way | None = self
        while way is not None and way.back is not None:
            yield way.piece
            way = way.back


_Ways = dict[tuple[int, bytes | None], _Way]
"""By how many bytes UTF-8 asks for, and what is open."""

_BETWEEN: tuple[int, bytes | None] = (0, b"")  # characters


def _pieces(channel: Channel, post: str, shown: str) -> list[_Piece]:
    """Return what a text shows and does not show, with the codes that each can stand for; none if nothing was changed."""
    moves = _moves(channel.reader, channel.written, post)
    if not moves.may_change(shown):
        return []
    ways: _Ways = {_BETWEEN: _Way(0.0, False, b"", _Piece("", ()), None)}
    for piece in pieces_of(channel.reader.table, shown):
        ways = _onward(_with_nothing_shown(ways, moves.nothing(moves.first(piece)[0])), piece, moves)
    ways = _with_nothing_shown(ways, moves.nothing(None))
    best = ways.get(_BETWEEN) or min(ways.values(), key=lambda way: way.cost)
    return list(best.pieces())[::-1] if best.is_changed else []


def _onward(ways: _Ways, piece: str, moves: _Moves) -> _Ways:
    """Return the ways that go on with a piece."""
    least = min(ways.values(), key=lambda way: way.cost)
    found: _Ways = {_BETWEEN: _Way(least.cost + _BROKEN, least.is_changed, b"", _Piece(piece, (moves.first(piece),)), least)}
    for (pending, _), way in ways.items():
        for move in moves[piece][pending]:
            _take(found, way, move)
    return found


def _with_nothing_shown(ways: _Ways, moves: _ByPending) -> _Ways:
    """Return the ways with those that go on where nothing is shown."""
    last = found = ways
    for _ in range(_AT_ONCE):
        further: _Ways = {}
        for (pending, _), way in last.items():
            for move in moves[pending]:
                _take(further, way, move)
        last = {key: way for key, way in further.items() if key not in found or way.cost < found[key].cost}
        found = found | last
    return found


def _take(found: _Ways, way: _Way, move: _Move) -> None:
    """Go on with a move, unless another way has come to the same for less."""
    known = None if way.open is None or move.code is None else way.open + move.code
    costs, open_ = (_UNKNOWN * move.ends, _OPEN[move.pending]) if known is None else _completed(known)
    cost = way.cost + costs + move.cost
    key = (move.pending, open_)
    if key not in found or cost < found[key].cost:
        found[key] = _Way(cost, way.is_changed or move.cost > 0, open_, move.piece, way)


_OPEN: tuple[bytes | None, ...] = (b"", None, None, None)  # where bytes are asked for, those before are not known


def _completed(known: bytes) -> tuple[float, bytes]:
    """Return what the characters cost that are whole in some bytes, and the bytes of the one that has begun."""
    whole = known.decode("utf-8", "ignore")
    return -sum(max(_RARE, any_language().alone(character)) for character in whole), known[len(whole.encode()) :]


class _Move(NamedTuple):
    """What a piece can stand for, what that costs, and its code if it can be one only.

    ``ends`` characters end in it, and behind it UTF-8 asks for some bytes.
    """

    pending: int
    ends: int
    cost: float
    piece: _Piece
    code: bytes | None


_ByPending = tuple[tuple[_Move, ...], ...]  # by how many bytes UTF-8 asks for before it


class _Moves(dict[str, _ByPending]):
    """The moves of each piece that is shown."""

    def __init__(self, reader: Reader, written: str, post: str) -> None:
        super().__init__()
        self._reader = reader
        self._as_it_is = codes_of(reader.table, written)
        self._changed = _changed(reader.table, post) if post else {}
        self._dropped: dict[int | None, _ByPending] = {}

    def may_change(self, shown: str) -> bool:
        """Tell whether anything that is shown, or nothing, can stand for something else."""
        return not self._reader.token or not self._changed.keys().isdisjoint(("", *pieces_of(self._reader.table, shown)))

    def first(self, piece: str) -> bytes:
        """Return one code of a piece."""
        return (*self._as_it_is[piece], _NO_BYTE)[0]

    def __missing__(self, piece: str) -> _ByPending:
        codes = dict.fromkeys(self._changed.get(piece, ()), _CHANGE) | dict.fromkeys(self._as_it_is[piece], 0.0)
        self[piece] = found = self._token if piece == self._reader.token else _by_pending(piece, codes)
        return found

    @cached_property
    def _token(self) -> _ByPending:
        token = self._reader.token
        codes = [*self._as_it_is[token], *lost_pairs(self._reader), *(bytes([byte]) for byte in range(0x80, 0x100))]
        return _by_pending(token, dict.fromkeys(_one_of_each(codes), 0.0), is_lost=True)

    def nothing(self, behind: int | None) -> _ByPending:
        """Return the moves of what nothing shows before some byte, or at the end."""
        if self._reader.token:
            return self._not_shown
        if behind not in self._dropped:
            alone = _by_pending("", dict.fromkeys(lost_bytes(self._reader, behind), _CHANGE), is_lost=True)
            self._dropped[behind] = tuple(map(operator.add, self._not_shown, alone))
        return self._dropped[behind]

    @cached_property
    def _not_shown(self) -> _ByPending:
        codes = self._changed.get("", ()) if self._reader.token else _one_of_each(lost_pairs(self._reader))
        return _by_pending("", dict.fromkeys(codes, _CHANGE), is_lost=not self._reader.token)


def _one_of_each(codes: Iterable[bytes]) -> Iterable[bytes]:
    """Return codes of which no two have bytes of the same kinds: what was lost can be any of those that look like one."""
    return {bytes(map(_KINDS.__getitem__, code)): code for code in codes}.values()


def _by_pending(piece: str, costs: Mapping[bytes, float], *, is_lost: bool = False) -> _ByPending:
    return tuple(tuple(_moves_from(pending, piece, costs, is_lost)) for pending in range(_LONGEST))


def _moves_from(before: int, piece: str, costs: Mapping[bytes, float], is_lost: bool) -> Iterator[_Move]:
    """Yield the moves of a piece where so many bytes are asked for, given what each of its codes costs."""
    alike: defaultdict[tuple[int, int, int], list[bytes]] = defaultdict(list)
    for code in costs:
        if (pending := _pending(before, code)) is not None:
            ends = sum(_pending(before, code[:k]) == 0 for k in range(1, len(code) + 1))
            alike[pending, ends, len(code)].append(code)
    for (pending, ends, _), codes in alike.items():
        known = codes[0] if len(codes) == 1 and not is_lost else None
        yield _Move(pending, ends, min(map(costs.__getitem__, codes)), _Piece(piece, () if is_lost else tuple(codes)), known)


@cache
def _moves(reader: Reader, written: str, post: str) -> _Moves:
    return _Moves(reader, written, post)


@cache
def _changed(table: str, post: str) -> dict[str, tuple[bytes, ...]]:
    """Return the codes of two bytes of a table that a post-step changes, by what it makes of their characters."""
    step, found = POST_STEPS[post], defaultdict(list)
    for code, character in codec(table).pairs():
        if (shown := step(character)) != character:
            found[shown].append(code)
    return {shown: tuple(codes) for shown, codes in found.items()}


_LONGEST = 4  # bytes of a character
_LEADS = (range(0x80), range(0xC2, 0xE0), range(0xE0, 0xF0), range(0xF0, 0xF5))  # by how many bytes follow
_FOLLOWING = {lead: count for count, leads in enumerate(_LEADS) for lead in leads}
_CONTINUATIONS = range(0x80, 0xC0)
_KINDS = bytes(_LONGEST if byte in _CONTINUATIONS else _FOLLOWING.get(byte, _LONGEST + 1) for byte in range(0x100))


def _pending(before: int, code: bytes) -> int | None:
    """Return how many bytes UTF-8 asks for behind a code, given how many before it; None if the code cannot stand there."""
    pending: int | None = before
    for byte in code:
        if pending:
            pending = pending - 1 if byte in _CONTINUATIONS else None
        elif pending is not None:
            pending = _FOLLOWING.get(byte)
    return pending
