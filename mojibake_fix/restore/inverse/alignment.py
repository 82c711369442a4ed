"""Undo a channel without choosing: the text it was, beside the damaged one, cut wherever both begin a character.

Damaged text becomes bytes by the table of the reader, and those are read as they were written. Between two places at which a
character begins in both there is a unit: it is sound if all of its bytes are text. What the reader cannot have given is a unit of
its own, and not sound.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from ...language.mixture import any_language
from ..channels import Channel
from ..lost_bytes.holes import FAR, KNOWN, Doubt, choose
from .reading import LOST, UNSOUND, Sized, codes_of, pieces_of, reading

__all__ = ["Unit", "align", "composed", "solved"]

_NO_BYTE = b"\xff"  # one that is none in any encoding, but a private-use character in GBK

_AROUND = 5  # characters on either side that are read with one
_CLEAR = 2.0  # nats by which one code must be likelier than the next
_NO_TEXT = -20.0  # nats


class Unit(NamedTuple):
    """``before`` is damaged text, ``after`` what it was; ``sound`` tells whether it can have been.

    ``doubt`` says how sure it is what was lost of it, or that nothing was; of several losses, how sure the least sure one is.
    """

    before: str
    after: str
    sound: bool
    doubt: Doubt = KNOWN

    @property
    def lead(self) -> float:
        """Return by how many nats what was lost of it is likelier this than anything else; infinite if nothing was."""
        return self.doubt.lead

    @property
    def is_filled(self) -> bool:
        """Tell whether bytes of it were lost and are filled in."""
        return self.doubt.lead < math.inf and self.sound and self.before != self.after

    def as_it_was(self) -> Unit:
        """Return the same left as it is."""
        return self._replace(after=self.before)


def align(channels: Sequence[Channel], text: str, behind: str | None = None, document: str = "") -> list[Unit]:
    """Return the units of a text that went through ``channels``, the first damage first.

    Tokens are what they seem to be, or nothing; with ``behind``, what follows the text, they are what the last channel can have
    lost there, given what is known of the ``document``.

    >>> from ..channels import channels_of
    >>> [unit[:2] for unit in align(channels_of("utf8-as-gbk"), "鍥炬爣，锛宔") if unit.sound]
    [('鍥炬爣', '图标'), ('锛宔', '，e')]
    """
    units = _undone(channels[-1], text, behind, document)
    return units if len(channels) == 1 else composed(units, align(channels[:-1], "".join(unit.after for unit in units)))


def _undone(channel: Channel, text: str, behind: str | None, document: str) -> list[Unit]:
    pieces = pieces_of(channel.reader.table, text)
    if behind is None and channel.written != "utf8":
        return _as_they_seem(channel, pieces)
    read = reading(channel.written)
    possible = _possible(channel, pieces, is_filled=behind is not None)
    units: list[Unit] = []
    first = at = 0
    before, whole = "", f"{text}{behind}"
    strangers = [place for place, codes in enumerate(possible) if codes is _STRANGER]
    for last in (*([] if behind is None else strangers), len(pieces)):
        shown = pieces[first:last]
        at += len(shown) if isinstance(shown, str) else sum(map(len, shown))
        known = len(units)
        doubts: dict[int, Doubt] = {}
        if behind is None or channel.reader.token not in shown:
            chosen = _chosen(possible[first:last], read)
        else:
            run = _of_one_length(possible[first:last], read)
            lost = [piece == channel.reader.token for piece in shown]
            chosen, doubts = _filled(channel, run, lost, (before, whole[at : at + FAR]), document)
        if chosen:
            units += _units(Sized.of(shown, map(len, chosen)), read(b"".join(chosen)), doubts)
        if last == len(pieces):
            break
        units.append(Unit(pieces[last], LOST, sound=False))
        before = (before + "".join([unit.after if unit.sound else unit.before for unit in units[known:]]))[-FAR:]
        first, at = last + 1, at + len(pieces[last])
    return units


def _as_they_seem(channel: Channel, pieces: Sequence[str]) -> list[Unit]:
    """Return the units of pieces of which none is filled in, between those that the reader cannot have given.

    Of a line, most is what the reader has not, or ASCII before anything else: all of that is the same wherever it stands.
    """
    table, written = channel.reader.table, channel.written
    alone = _alone(table, written, channel.reader.token)
    each = list(map(alone.__getitem__, pieces))
    units: list[Unit] = []
    at = 0
    while None in each[at:]:
        begin = end = each.index(None, at)
        while end < len(each) and not _is_strange(each[end]):
            end += 1
        first = begin  # what stands before tells which of several codes something was read from
        while first > at and not _is_strange(each[first - 1]):
            first -= 1
        units += filter(None, each[at:begin])
        between = _between_strangers if end - first <= _FEW else _between_strangers.__wrapped__
        units += between(table, written, tuple(pieces[first:end]), begin - first)
        at = end
    return [*units, *filter(None, each[at:])]


_FEW = 16  # pieces: words and notes, which stand there again and again


@lru_cache(maxsize=1 << 12)
def _between_strangers(table: str, written: str, pieces: tuple[str, ...], begin: int) -> list[Unit]:
    """Return the units of pieces from one on, of which each can have been read by a table."""
    codes, read = codes_of(table, written), reading(written)
    chosen = _chosen([codes[piece] for piece in pieces], read)[begin:]
    return _units(Sized.of(pieces[begin:], map(len, chosen)), read(b"".join(chosen)), {})


def _is_strange(unit: Unit | None) -> bool:
    """Tell whether a unit is what a reader cannot have given."""
    return unit is not None and unit.after == LOST


class _Alone(dict[str, "Unit | None"]):
    """The units of pieces that are the same wherever they stand: what a reader cannot have given, and ASCII behind ASCII alone.

    None is kept of all others.
    """

    def __init__(self, table: str, written: str, token: str) -> None:
        super().__init__()
        self._codes, self._read, self._token = codes_of(table, written), reading(written), token

    def __missing__(self, piece: str) -> Unit | None:
        codes, found = self._codes[piece], None
        if not codes or (piece == self._token and not piece.isascii()):  # which stands for bytes that nobody knows
            found = Unit(piece, LOST, sound=False)
        elif piece.isascii() and codes == (piece.encode(),) and self._read(codes[0]).text == piece:
            found = Unit(piece, piece, sound=not UNSOUND.search(piece))
        self[piece] = found
        return found


@cache
def _alone(table: str, written: str, token: str) -> _Alone:
    return _Alone(table, written, token)


_STRANGER = (_NO_BYTE,)  # the code of what the reader cannot have given; in UTF-8 it is no part of any character


def _possible(channel: Channel, pieces: Sequence[str], *, is_filled: bool) -> list[tuple[bytes, ...]]:
    """Return the codes that each piece can have been read from; a token is filled in, or stands for bytes that nobody knows."""
    codes, token = codes_of(channel.reader.table, channel.written), channel.reader.token
    possible = [codes[piece] or _STRANGER for piece in pieces]
    if (is_filled or not token.isascii()) and token in pieces:
        of_token = codes[token] if is_filled else _STRANGER
        possible = [of_token if piece == token else each for piece, each in zip(pieces, possible, strict=True)]
    return possible


_UNKNOWN = Doubt(0.0)  # nothing fits

_Run = Sequence[tuple[bytes, ...]]  # the codes that each piece can have been read from


def solved(channel: Channel, pieces: Sequence[tuple[str, tuple[bytes, ...]]], behind: str) -> list[Unit]:
    """Return the units of pieces, some of which show nothing, each with the codes that it can stand for; none if it was lost."""
    run = [codes for _, codes in pieces]
    chosen, doubts = _filled(channel, run, [not codes for codes in run], ("", behind), "")
    before = Sized.of([shown for shown, _ in pieces], map(len, chosen))
    return _with_shown(_units(before, reading(channel.written)(b"".join(chosen)), doubts))


def _with_shown(units: Iterable[Unit]) -> list[Unit]:
    """Return units of which each shows something: what shows nothing belongs to the one before it, or to the first."""
    found: list[Unit] = []
    for unit in units:
        if found and not (unit.before and found[-1].before):
            unit = _as_one(found.pop(), unit)
        found.append(unit)
    return found


def _as_one(first: Unit, second: Unit) -> Unit:
    return Unit(
        first.before + second.before, first.after + second.after, first.sound and second.sound, min(first.doubt, second.doubt)
    )


def _filled(
    channel: Channel, run: _Run, lost: Sequence[bool], around: tuple[str, str], document: str
) -> tuple[list[bytes], dict[int, Doubt]]:
    """Return one code for each piece of a run of which some are ``lost``, and what is in doubt, by the byte it begins at."""
    pieces = [() if is_lost else codes for codes, is_lost in zip(run, lost, strict=True)]
    choices = choose(channel, pieces, *around, document)
    chosen = [codes[0] if codes else _NO_BYTE for codes in run]
    for place, choice in choices.items():
        chosen[place] = choice.code
    starts = list(accumulate(map(len, chosen), initial=0))
    in_doubt = [place for place, codes in enumerate(pieces) if len(codes) != 1]
    doubts = ((starts[place], choices[place].doubt if place in choices else _UNKNOWN) for place in in_doubt)
    return chosen, {start: doubt for start, doubt in doubts if doubt is not KNOWN}


def _of_one_length(run: _Run, read: Callable[[bytes], Sized]) -> _Run:
    """Return a run in which each piece has codes of two bytes, or one code: of several lengths, the likeliest code alone.

    To browsers, `€` is one byte in GBK, and two.
    """
    mixed = [len(codes) > 1 and len({*map(len, codes)}) > 1 for codes in run]
    if not any(mixed):
        return run
    chosen = _chosen([codes if several else codes[:1] or (_NO_BYTE,) for codes, several in zip(run, mixed, strict=True)], read)
    return [(code,) if several else codes for codes, code, several in zip(run, chosen, mixed, strict=True)]


def _chosen(possible: Sequence[tuple[bytes, ...]], read: Callable[[bytes], Sized]) -> list[bytes]:
    """Return one code for each character of a run: of several, the one that with those around it gives the likeliest text.

    If two are about as likely, nobody can tell: then it is a byte that is none.
    """
    chosen = [codes[0] for codes in possible]
    for k in [k for k, codes in enumerate(possible) if len(codes) > 1]:
        before, behind = _last_characters(b"".join(chosen[:k]), read), b"".join(chosen[k + 1 : k + 1 + _AROUND])
        nats = {code: _likelihood(read(before + code + behind)) for code in possible[k]}
        best, second = sorted(nats, key=nats.__getitem__, reverse=True)[:2]
        chosen[k] = best if nats[best] - nats[second] >= _CLEAR else _NO_BYTE
    return chosen


def _last_characters(data: bytes, read: Callable[[bytes], Sized]) -> bytes:
    """Return the bytes of the last characters: where characters begin, only what stands before them tells in many encodings."""
    return data[[0, *read(data).ends][-_AROUND - 1 :][0] :]


def _likelihood(read: Sized) -> float:
    """Return log P of what was read, in nats; bytes that are no text are dearer than any text."""
    lost = sum("\udc80" <= character <= LOST for character in read.text)
    return lost * _NO_TEXT + any_language().score(read.text)


def _units(before: Sized, after: Sized, doubts: Mapping[int, Doubt]) -> list[Unit]:
    """Return what lies between the places that end a piece on both sides; ``doubts`` are by the bytes that pieces begin at."""
    shown, read, others = before.text, after.text, after.ends
    cuts = [end for end in before.ends if end in others]
    ends, untils = [before.ends[cut] for cut in cuts], [others[cut] for cut in cuts]
    sound = [True] * len(cuts)
    for found in UNSOUND.finditer(read):
        sound[bisect_right(untils, found.start())] = False
    units = [*map(_KNOWN_UNITS.__getitem__, zip(_between(shown, ends), _between(read, untils), sound, strict=True))]
    for start, doubt in doubts.items():
        k = bisect_right(cuts, start)
        units[k] = units[k]._replace(doubt=min(units[k].doubt, doubt))
    return units


class _KnownUnits(dict[tuple[str, str, bool], Unit]):
    """Units of which nothing was lost: most of a text are a few hundred, which each line would have anew."""

    def __missing__(self, parts: tuple[str, str, bool]) -> Unit:
        if len(self) >= _MOST_UNITS:
            self.clear()
        self[parts] = unit = Unit(*parts)
        return unit


_MOST_UNITS = 1 << 14
_KNOWN_UNITS = _KnownUnits()


def _between(text: str, ends: Sequence[int]) -> Iterator[str]:
    """Yield the parts of a text, given their ends."""
    return map(text.__getitem__, map(slice, [0, *ends[:-1]], ends))


def composed(outer: list[Unit], inner: list[Unit]) -> list[Unit]:
    """Return the units of two layers as one: cut where both are cut."""
    sides = [unit.after for unit in outer], [unit.before for unit in inner]  # both are the text between the layers
    doubts: dict[int, Doubt] = {}
    for units, middle in zip((outer, inner), sides, strict=True):
        for start, unit in zip(accumulate(map(len, middle), initial=0), units, strict=False):
            if unit.doubt is not KNOWN:
                doubts[start] = min(unit.doubt, doubts.get(start, KNOWN))
    return _units(
        Sized.of([unit.before for unit in outer], map(len, sides[0])),
        Sized.of([unit.after for unit in inner], map(len, sides[1])),
        doubts,
    )
