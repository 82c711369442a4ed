"""Undo a channel without choosing: the text it was, beside the damaged one, cut wherever both begin a character.

Damaged text becomes bytes by the table of the reader, and those are read as they were written. Between two places at which a
character begins in both there is a unit: it is sound if all of its bytes are text. What the reader cannot have given is a unit of
its own, and not sound.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from ..encodings import codec
from ..language.mixture import any_language
from ..patterns import lazy_pattern
from .channels import Channel, table_written
from .holes import KNOWN, Choice, Doubt, Piece, choose

__all__ = ["Unit", "align", "may_have_read"]

_LOST = "\udcff"  # what is shown for a byte that is no text
_NO_BYTE = b"\xff"  # one that is none in any encoding, but a private-use character in GBK

_AROUND = 5  # characters on either side that are read with one
_CLEAR = 2.0  # nats by which one code must be likelier than the next
_NO_TEXT = -20.0  # nats


class Sized(NamedTuple):
    """A text of pieces: where each ends in it, by where it ends among the bytes that all of them are."""

    text: str
    ends: Mapping[int, int]

    @classmethod
    def of(cls, pieces: Sequence[str], lengths: Iterable[int]) -> Sized:
        """Return the same, given the pieces and how many bytes each is."""
        ends = range(1, len(pieces) + 1) if isinstance(pieces, str) else accumulate(map(len, pieces))
        return cls("".join(pieces), dict(zip(accumulate(lengths), ends, strict=True)))


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

    >>> from .channels import channels_of
    >>> [unit[:2] for unit in align(channels_of("utf8-as-gbk"), "鍥炬爣，锛宔") if unit.sound]
    [('鍥炬爣', '图标'), ('锛宔', '，e')]
    """
    units = _undone(channels[-1], text, behind, document)
    return units if len(channels) == 1 else _composed(units, align(channels[:-1], "".join(unit.after for unit in units)))


def may_have_read(channel: Channel, text: str) -> bool:
    """Tell whether a reader can have given some of a text: what is a character alone, or begins one that another one ends.

    >>> from .channels import CHANNELS
    >>> [may_have_read(CHANNELS["utf8-as-latin-1"], text) for text in ("中文", "·中", "é·中")]
    [False, False, True]
    """
    if channel.reader.table in _UNICODE or _sequences(channel.reader.table):
        return True
    before = 0
    worth = _worth(channel.reader.table, channel.written)
    for character in text:
        found = worth[character]
        if found & _ENDS and (before & _BEGINS or found & _ALONE):
            return True
        before = found
    return False


# What the bytes of a character may do: begin another character, end one that the bytes before have begun, be one by themselves.
_BEGINS, _ENDS, _ALONE = 1, 2, 4
_ASCII, _LEAD = 0x80, 0xC0  # the first byte that is none, and in UTF-8 the first one that begins what more bytes end


class _Worth(dict[str, int]):
    """What the bytes may do that a character was read from, by the encoding that they were written in."""

    def __init__(self, table: str, written: str) -> None:
        super().__init__()
        self._codes, self._read, self._is_unicode = _codes(table, written), _reading(written), written in _OF_UNICODE
        pairs = () if self._is_unicode else codec(table_written(written)).pairs()
        self._ascii = _ENDS if any(code[1] < _ASCII for code, _ in pairs) else 0

    def __missing__(self, character: str) -> int:
        codes = self._codes[character]
        if character <= "\x7f":
            found = self._ascii
        elif any(not _UNSOUND.search(self._read(code).text) for code in codes):
            found = _ENDS | _ALONE
        elif self._is_unicode:
            found = _BEGINS * any(max(code) >= _LEAD for code in codes) | _ENDS * any(code[0] < _LEAD for code in codes)
        else:
            found = _BEGINS | _ENDS if codes else 0
        self[character] = found
        return found


@cache
def _worth(table: str, written: str) -> _Worth:
    return _Worth(table, written)


def _undone(channel: Channel, text: str, behind: str | None, document: str) -> list[Unit]:
    read = _reading(channel.written)
    pieces = _pieces(channel.reader.table, text)
    possible = _possible(channel, pieces, is_filled=behind is not None)
    units: list[Unit] = []
    first = at = 0
    strangers = [place for place, codes in enumerate(possible) if codes is _STRANGER]
    for last in (*([] if channel.written == "utf8" and behind is None else strangers), len(pieces)):
        shown = pieces[first:last]
        at += sum(map(len, shown))
        doubts: dict[int, Doubt] = {}
        if behind is None or channel.reader.token not in [*shown]:
            chosen = _chosen(possible[first:last], read)
        else:
            before = "".join([unit.after if unit.sound else unit.before for unit in units])
            run = _of_one_length(list(zip(shown, possible[first:last], strict=True)), read)
            choices = _filled(channel, run, before, f"{text[at:]}{behind}", document)
            chosen = [choice.code for choice in choices]
            starts = accumulate(map(len, chosen), initial=0)
            doubts = {start: choice.doubt for start, choice in zip(starts, choices, strict=False) if choice.doubt is not KNOWN}
        if chosen:
            units += _units(Sized.of(shown, map(len, chosen)), read(b"".join(chosen)), doubts)
        units += [Unit(piece, _LOST, sound=False) for piece in pieces[last : last + 1]]
        first, at = last + 1, at + sum(map(len, pieces[last : last + 1]))
    return units


_STRANGER = (_NO_BYTE,)  # the code of what the reader cannot have given; in UTF-8 it is no part of any character


def _possible(channel: Channel, pieces: Sequence[str], *, is_filled: bool) -> list[tuple[bytes, ...]]:
    """Return the codes that each piece can have been read from; a token is filled in, or stands for bytes that nobody knows."""
    codes, token = _codes(channel.reader.table, channel.written), channel.reader.token
    possible = [codes[piece] or _STRANGER for piece in pieces]
    if (is_filled or not token.isascii()) and token in pieces:
        of_token = codes[token] if is_filled else _STRANGER
        possible = [of_token if piece == token else each for piece, each in zip(pieces, possible, strict=True)]
    return possible


_UNKNOWN = Doubt(0.0)  # nothing fits

_Run = Sequence[tuple[str, tuple[bytes, ...]]]  # pieces, each with the codes that it can have been read from


def _filled(channel: Channel, run: _Run, before: str, behind: str, document: str) -> list[Choice]:
    """Return one code for each piece of a run with tokens."""
    token = channel.reader.token
    pieces = [Piece(shown, () if shown == token else possible) for shown, possible in run]
    choices = choose(channel, pieces, before, behind, document)
    return [
        choices.get(place) or Choice(possible[0] if possible else _NO_BYTE, _UNKNOWN if pieces[place].in_doubt else KNOWN)
        for place, (_, possible) in enumerate(run)
    ]


def _of_one_length(run: _Run, read: Callable[[bytes], Sized]) -> _Run:
    """Return a run in which each piece has codes of two bytes, or one code: of several lengths, the likeliest code alone.

    To browsers, `€` is one byte in GBK, and two.
    """
    mixed = [len({len(code) for code in possible}) > 1 for _, possible in run]
    chosen = _chosen(
        [possible if several else possible[:1] or (_NO_BYTE,) for (_, possible), several in zip(run, mixed, strict=True)], read
    )
    return [
        (shown, (code,) if several else possible) for (shown, possible), code, several in zip(run, chosen, mixed, strict=True)
    ]


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
    lost = sum("\udc80" <= character <= _LOST for character in read.text)
    return lost * _NO_TEXT + any_language().score(read.text)


def _units(before: Sized, after: Sized, doubts: Mapping[int, Doubt]) -> list[Unit]:
    """Return what lies between the places that end a piece on both sides; ``doubts`` are by the bytes that pieces begin at."""
    shown, read, others = before.text, after.text, after.ends
    cuts = [end for end in before.ends if end in others]
    ends, untils = [before.ends[cut] for cut in cuts], [others[cut] for cut in cuts]
    sound = [True] * len(cuts)
    for found in _UNSOUND.finditer(read):
        sound[bisect_right(untils, found.start())] = False
    units = [*map(Unit, _between(shown, ends), _between(read, untils), sound)]
    for start, doubt in doubts.items():
        k = bisect_right(cuts, start)
        units[k] = units[k]._replace(doubt=min(units[k].doubt, doubt))
    return units


def _between(text: str, ends: Sequence[int]) -> Iterator[str]:
    """Yield the parts of a text, given their ends."""
    return map(text.__getitem__, map(slice, [0, *ends[:-1]], ends))


_UNSOUND = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffd\ufffe\uffff]")


def _composed(outer: list[Unit], inner: list[Unit]) -> list[Unit]:
    """Return the units of two layers as one: cut where both are cut."""
    starts = accumulate((len(unit.after) for unit in outer), initial=0)
    return _units(
        Sized.of([unit.before for unit in outer], [len(unit.after) for unit in outer]),
        Sized.of([unit.after for unit in inner], [len(unit.before) for unit in inner]),
        {start: unit.doubt for start, unit in zip(starts, outer, strict=False) if unit.doubt is not KNOWN},
    )


def _pieces(table: str, text: str) -> Sequence[str]:
    """Return what the reader gives at once: characters, and in Big5-HKSCS a few sequences of two."""
    sequences = _sequences(table)
    if sequences is None or not sequences.search(text):
        return text
    return [piece for part in sequences.split(text) for piece in ([part] if sequences.fullmatch(part) else part)]


@cache
def _sequences(table: str) -> re.Pattern[str] | None:
    sequences = () if table in _UNICODE else codec(table).sequences
    return re.compile(f"({'|'.join(sequences)})") if sequences else None


_UNICODE: dict[str, Callable[[str], bytes]] = {
    "utf-16-le": lambda piece: piece.encode("utf-16-le", "surrogatepass"),
    "utf8": lambda piece: piece.encode("utf-8", "surrogatepass"),
}


class _Codes(dict[str, tuple[bytes, ...]]):
    """Which bytes a character can have been read from."""

    def __init__(self, codes: Callable[[str], Iterable[bytes]], never: bytes) -> None:
        super().__init__()
        self._codes = codes
        self._never = never

    def __missing__(self, piece: str) -> tuple[bytes, ...]:
        possible = (code for code in self._codes(piece) if not any(byte in self._never for byte in code)) if piece else ()
        self[piece] = found = tuple(possible)
        return found


@cache
def _codes(table: str, written: str) -> _Codes:
    if table in _UNICODE:
        encode = _UNICODE[table]
        return _Codes(lambda piece: (encode(piece),), b"")
    return _Codes(codec(table).encode_all, _NEVER.get(written, b""))


_NEVER = {"utf8": bytes([0xC0, 0xC1, *range(0xF5, 0x100)])}


def _utf8(data: bytes) -> Sized:
    text = data.decode("utf-8", "surrogateescape")
    return Sized.of(text, [_LENGTHS[character] for character in text])


class _Lengths(dict[str, int]):
    """How many bytes of UTF-8 each character is; an escaped byte is one."""

    def __missing__(self, character: str) -> int:
        is_one = character < "\x80" or "\udc80" <= character <= "\udcff"
        self[character] = found = 1 if is_one else 2 if character < "\u0800" else 3 if character < "\U00010000" else 4
        return found


_LENGTHS = _Lengths()

_HALVES = lazy_pattern(rb"\xed([\xa0-\xaf][\x80-\xbf])\xed([\xb0-\xbf][\x80-\xbf])")


def _cesu8(data: bytes) -> Sized:
    """Return CESU-8 read: a character beyond the BMP is two halves of three bytes each, and cannot be four bytes."""
    pieces: list[str] = []
    lengths: list[int] = []
    at = 0
    for found in (*_HALVES.finditer(data), None):
        for character in data[at : found.start() if found else len(data)].decode("utf-8", "surrogateescape"):
            length = _LENGTHS[character]
            pieces += [character] if length < 4 else [_LOST] * length
            lengths += [length] if length < 4 else [1] * length
        if found:
            pieces.append(found[0].decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass").decode("utf-16-le"))
            lengths.append(len(found[0]))
            at = found.end()
    return Sized.of(pieces, lengths)


@cache
def _reading(written: str) -> Callable[[bytes], Sized]:
    """Return how bytes are read as they were written; a byte that begins no character is shown as one that is no text."""
    if written in _OF_UNICODE:
        return _OF_UNICODE[written]
    page = codec(table_written(written))
    longest = 4 if page.layout.four else 2 if page.layout.prefix is None else 3

    @lru_cache(maxsize=_REMEMBERED)
    def first(data: bytes) -> tuple[str, int]:
        character, length = page.at(data, 0)
        if character is not None and page.encoded(character) != data[:length]:
            return _LOST, length  # a code that this encoding is not written with: the channel would not give it again
        return (_LOST, 1) if character is None else (character, length)

    def read(data: bytes) -> Sized:
        pieces: list[str] = []
        lengths: list[int] = []
        place = 0
        while place < len(data):
            piece, length = first(data[place : place + longest])
            pieces.append(piece)
            lengths.append(length)
            place += length
        return Sized.of(pieces, lengths)

    return read


_REMEMBERED = 1 << 14  # characters

_OF_UNICODE: dict[str, Callable[[bytes], Sized]] = {"utf8": _utf8, "cesu8": _cesu8}
