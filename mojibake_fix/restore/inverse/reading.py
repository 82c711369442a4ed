"""What bytes a reader can have given the characters of a text for, and what these are, read as they were written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from ...encodings import codec
from ...patterns import lazy_pattern
from ..channels import Channel, table_written

__all__ = ["LOST", "UNSOUND", "Codes", "Sized", "codes_of", "is_lost", "may_have_read", "pieces_of", "reading"]

LOST = "\udcff"
"""What is shown for a byte that is no text."""

UNSOUND = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffd\ufffe\uffff]")
"""What text has not."""


class Sized(NamedTuple):
    """A text of pieces: where each ends in it, by where it ends among the bytes that all of them are."""

    text: str
    ends: Mapping[int, int]

    @classmethod
    def of(cls, pieces: Sequence[str], lengths: Iterable[int]) -> Sized:
        """Return the same, given the pieces and how many bytes each is."""
        ends = range(1, len(pieces) + 1) if isinstance(pieces, str) else accumulate(map(len, pieces))
        return cls("".join(pieces), dict(zip(accumulate(lengths), ends, strict=True)))


def pieces_of(table: str, text: str) -> Sequence[str]:
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


class Codes(dict[str, tuple[bytes, ...]]):
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
def codes_of(table: str, written: str) -> Codes:
    """Return which bytes each character can have been read from by a table, as far as text is written with them."""
    if table in _UNICODE:
        encode = _UNICODE[table]
        return Codes(lambda piece: (encode(piece),), b"")
    return Codes(codec(table).encode_all, _NEVER.get(written, b""))


_NEVER = {"utf8": bytes([0xC0, 0xC1, *range(0xF5, 0x100)])}


def is_lost(character: str) -> bool:
    """Tell whether what was read is a byte that is no text.

    >>> [is_lost(character) for character in reading("utf8")(b"a\\xff").text]
    [False, True]
    """
    return "\udc80" <= character <= LOST


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
            pieces += [character] if length < 4 else [LOST] * length
            lengths += [length] if length < 4 else [1] * length
        if found:
            pieces.append(found[0].decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass").decode("utf-16-le"))
            lengths.append(len(found[0]))
            at = found.end()
    return Sized.of(pieces, lengths)


@cache
def reading(written: str) -> Callable[[bytes], Sized]:
    """Return how bytes are read as they were written; a byte that begins no character is shown as one that is no text."""
    if written in _OF_UNICODE:
        return _OF_UNICODE[written]
    page = codec(table_written(written))
    longest = 4 if page.layout.four else 2 if page.layout.prefix is None else 3

    @lru_cache(maxsize=_REMEMBERED)
    def first(data: bytes) -> tuple[str, int]:
        character, length = page.at(data, 0)
        if character is not None and page.encoded(character) != data[:length]:
            return LOST, length  # a code that this encoding is not written with: the channel would not give it again
        return (LOST, 1) if character is None else (character, length)

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


def may_have_read(channel: Channel, text: str) -> bool:
    """Tell whether a reader can have given some of a text: what is a character alone, or begins one that another one ends.

    >>> from ..channels import CHANNELS
    >>> [may_have_read(CHANNELS["utf8-as-latin-1"], text) for text in ("中文", "·中", "é·中")]
    [False, False, True]
    """
    if channel.reader.table in _UNICODE or _sequences(channel.reader.table):
        return True
    worth = _worth(channel.reader.table, channel.written)
    parts = (text[:_SOON], text) if len(text) > _SOON else (text,)
    return any(_ENDED.search(bytes(map(worth.__getitem__, part))) for part in parts)


_SOON = 8  # characters: of legacy encodings, most two bytes are a character, and what comes behind need not be looked at


# What the bytes of a character may do: begin another character, end one that the bytes before have begun, be one by themselves.
_BEGINS, _ENDS, _ALONE = 1, 2, 4
_ENDED = lazy_pattern(rb"\x06|[\x01\x03][\x02\x03]")  # one by itself, or what ends a character behind what has begun it
_ASCII, _LEAD = 0x80, 0xC0  # the first byte that is none, and in UTF-8 the first one that begins what more bytes end


class _Worth(dict[str, int]):
    """What the bytes may do that a character was read from, by the encoding that they were written in."""

    def __init__(self, table: str, written: str) -> None:
        super().__init__()
        self._codes, self._read, self._is_unicode = codes_of(table, written), reading(written), written in _OF_UNICODE
        trails = b"" if self._is_unicode else codec(table_written(written)).layout.trails
        self._ascii = _ENDS if any(trail < _ASCII for trail in trails) else 0

    def __missing__(self, character: str) -> int:
        codes = self._codes[character]
        if character <= "\x7f":
            found = self._ascii
        elif any(not UNSOUND.search(self._read(code).text) for code in codes):
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
