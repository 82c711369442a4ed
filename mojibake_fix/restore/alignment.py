"""Undo a channel without choosing: the text it was, beside the damaged one, cut wherever both begin a character.

Damaged text becomes bytes by the table of the reader, and those are read as they were written. Between two places at which a
character begins in both there is a unit: it is sound if all of its bytes are text. What the reader cannot have given is a unit of
its own, and not sound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..encodings import Codec, codec
from .channels import Channel, table_written

__all__ = ["Unit", "align"]

_LOST = "\udcff"  # what is shown for a byte that is no text

_Sized = Sequence[tuple[str, int]]  # pieces, each with the number of its bytes


class Unit(NamedTuple):
    """``before`` is damaged text, ``after`` what it was; ``sound`` tells whether it can have been."""

    before: str
    after: str
    sound: bool


def align(channels: Sequence[Channel], text: str) -> list[Unit]:
    """Return the units of a text that went through ``channels``, the first damage first.

    >>> from .channels import channels_of
    >>> [unit[:2] for unit in align(channels_of("utf8-as-gbk"), "鍥炬爣，锛宔") if unit.sound]
    [('鍥炬爣', '图标'), ('锛宔', '，e')]
    """
    units = _undone(channels[-1], text)
    return units if len(channels) == 1 else _composed(units, align(channels[:-1], "".join(unit.after for unit in units)))


def _undone(channel: Channel, text: str) -> list[Unit]:
    codes, read = _codes(channel.reader.table, channel.written), _reading(channel.written)
    units: list[Unit] = []
    run: list[tuple[str, bytes]] = []
    token = "" if channel.reader.token.isascii() else channel.reader.token  # it stands for bytes that nobody knows any more
    for piece in (*_pieces(channel.reader.table, text), ""):
        if (code := codes[piece]) and piece != token:
            run.append((piece, code))
            continue
        units += _units([(shown, len(code)) for shown, code in run], read(b"".join(code for _, code in run)))
        units += [Unit(piece, _LOST, sound=False)] if piece else []
        run = []
    return units


def _units(before: _Sized, after: _Sized) -> list[Unit]:
    """Return what lies between the places that begin a piece on both sides."""
    units: list[Unit] = []
    others = iter((*after, ("", 0)))
    piece, end = next(others)
    shown = read = ""
    at = 0
    for character, length in before:
        shown += character
        at += length
        while end < at:
            read += piece
            piece, more = next(others)
            end += more
        if end == at:
            read += piece
            units.append(Unit(shown, read, not _UNSOUND.search(read)))
            shown = read = ""
            piece, more = next(others)
            end += more
    return units


_UNSOUND = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffd\ufffe\uffff]")


def _composed(outer: list[Unit], inner: list[Unit]) -> list[Unit]:
    """Return the units of two layers as one: cut where both are cut."""
    return _units([(unit.before, len(unit.after)) for unit in outer], [(unit.after, len(unit.before)) for unit in inner])


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


class _Codes(dict[str, bytes | None]):
    """Which bytes a character was read from: of several codes the one that the written encoding can have."""

    def __init__(self, reader: Codec, possible: Callable[[bytes], bool]) -> None:
        super().__init__()
        self._reader = reader
        self._possible = possible

    def __missing__(self, piece: str) -> bytes | None:
        codes = self._reader.encode_all(piece)
        self[piece] = found = next(filter(self._possible, codes), codes[0] if codes else None)
        return found


class _Unicodes(dict[str, bytes | None]):
    def __init__(self, encode: Callable[[str], bytes]) -> None:
        super().__init__()
        self._encode = encode

    def __missing__(self, piece: str) -> bytes | None:
        self[piece] = code = self._encode(piece)
        return code


@cache
def _codes(table: str, written: str) -> dict[str, bytes | None]:
    if table in _UNICODE:
        return _Unicodes(_UNICODE[table])
    never = _NEVER.get(written, b"\xff")
    return _Codes(codec(table), lambda code: not any(byte in never for byte in code))


_NEVER = {"utf8": bytes([0xC0, 0xC1, *range(0xF5, 0x100)])}


def _utf8(data: bytes) -> _Sized:
    text = data.decode("utf-8", "surrogateescape")
    return [(character, _length(character)) for character in text]


def _length(character: str) -> int:
    """Return how many bytes of UTF-8 a character is; an escaped byte is one."""
    if character < "\x80" or "\udc80" <= character <= "\udcff":
        return 1
    return 2 if character < "\u0800" else 3 if character < "\U00010000" else 4


_HALVES = re.compile(rb"\xed([\xa0-\xaf][\x80-\xbf])\xed([\xb0-\xbf][\x80-\xbf])")


def _cesu8(data: bytes) -> _Sized:
    """Return CESU-8 read: a character beyond the BMP is two halves of three bytes each, and cannot be four bytes."""
    sized: list[tuple[str, int]] = []
    at = 0
    for found in _HALVES.finditer(data):
        sized += _utf8_of_bmp(data[at : found.start()])
        sized.append((found[0].decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass").decode("utf-16-le"), 6))
        at = found.end()
    return [*sized, *_utf8_of_bmp(data[at:])]


def _utf8_of_bmp(data: bytes) -> Iterator[tuple[str, int]]:
    for character, length in _utf8(data):
        if length < 4:
            yield character, length
        else:
            yield from [(_LOST, 1)] * length


@cache
def _reading(written: str) -> Callable[[bytes], _Sized]:
    """Return how bytes are read as they were written; a byte that begins no character is shown as one that is no text."""
    if written in _OF_UNICODE:
        return _OF_UNICODE[written]
    at = codec(table_written(written)).at

    def read(data: bytes) -> _Sized:
        sized: list[tuple[str, int]] = []
        place = 0
        while place < len(data):
            character, length = at(data, place)
            sized.append((_LOST, 1) if character is None else (character, length))
            place += length or 1
        return sized

    return read


_OF_UNICODE: dict[str, Callable[[bytes], _Sized]] = {"utf8": _utf8, "cesu8": _cesu8}
