"""A codec's tables as numpy arrays, and decoding and encoding of long data with them.

Where characters begin would be the work of a state machine, byte after byte. But how many bytes go together at a place depends
on the next few bytes only, so that is looked up for every place at once. If it is never more than two, a place is a beginning
unless the one before it is and takes two: in a stretch of places that would each take two, every second one is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .four_bytes import BEYOND, number, unpaired
from .policy import Policy, taken
from .tables import NO_CHARACTER, NO_CODE, Table

__all__ = ["UNMAPPED", "Arrays", "lengths", "to_bytes"]

UNMAPPED = 0xFFFFFFFF
"""What stands in both tables for a code without a character, and for a character without a code."""

_Words = npt.NDArray[np.uint32]
_Bytes = npt.NDArray[np.uint8]
_Pairs = npt.NDArray[np.uint16]
_Truths = npt.NDArray[np.bool_]

_BLOCK = 1 << 18  # bytes or characters worked on at once: the arrays stay in the cache
_LONGEST = 4  # bytes of a code
_SEQUENCE = 0x110000  # beyond Unicode: the first of the numbers for codes that are two code points
_LOOK_FURTHER = 0  # in a table of lengths: two bytes do not say


def to_bytes(codes: _Words) -> bytes:
    """Return codes, each a number, as the bytes that they are.

    >>> to_bytes(np.array([0x61, 0xD6D0], np.uint32))
    b'a\\xd6\\xd0'
    """
    width = _LONGEST if codes.max(initial=0) > 0xFFFF else 2
    every = codes.astype(f">u{width}").view(np.uint8).reshape(-1, width)
    kept = np.ones(every.shape, bool)
    for column in range(width - 1):
        kept[:, column] = codes >= 1 << 8 * (width - 1 - column)
    return every[kept].tobytes()


def lengths(codes: _Words) -> npt.NDArray[np.intp]:
    """Return how many bytes each code is.

    >>> lengths(np.array([0x61, 0xD6D0], np.uint32)).tolist()
    [1, 2]
    """
    found = np.ones(len(codes), np.intp)
    for more in range(1, _LONGEST):
        found += codes >= 1 << 8 * more
    return found


class _Read(NamedTuple):
    """What some bytes are: whether a character begins at each place, the code points (or UNMAPPED), how many bytes that was."""

    begins: _Truths
    points: _Words
    length: int


class Arrays:
    """The tables of one codec for work on arrays.

    ``points[code]`` is the code point of a code of one or two bytes, read as a number; ``codes[point]`` is the code of a code
    point below ``len(codes)``, of one to four bytes, as a number. Both are uint32, and UNMAPPED where there is none.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._lengths: dict[Policy, _Bytes] = {}

    @cached_property
    def points(self) -> _Words:
        """Return code -> code point for codes of one and two bytes."""
        return self._points(b"")

    @cached_property
    def _prefixed(self) -> _Words:
        """Return pair -> code point for pairs behind the prefix."""
        return self._points(bytes([self._table.layout.prefix or 0]))

    def _points(self, prefix: bytes) -> _Words:
        points = np.full(1 << 16, UNMAPPED, np.uint32)
        known, sequences, length = self._table.characters, self._table.sequences, len(prefix) + 2
        pairs = [code for code in known if len(code) == length and code.startswith(prefix)]
        characters = [known[code] for code in pairs]
        places = np.frombuffer(b"".join(pairs), np.uint8).reshape(-1, length)[:, -2:].copy().view(">u2").ravel()
        firsts = "".join([character[0] for character in characters] if sequences else characters)
        points[places] = np.frombuffer(firsts.encode("utf-32-le", "surrogatepass"), "<u4")
        for place, character in zip(places.tolist(), characters, strict=True) if sequences else ():
            if character in sequences:
                points[place] = _SEQUENCE + sequences.index(character)
        for byte in () if prefix else range(0x100):
            if single := known.get(bytes([byte])):
                points[byte] = ord(single)
        return points

    @cached_property
    def _fours(self) -> _Words:
        """Return number -> code point for the codes of four bytes that are not arithmetic alone."""
        points = np.frombuffer(unpaired().encode("utf-32-le"), "<u4").astype(np.uint32)
        for code, character in self._table.characters.items():
            place = number(code)
            if place is not None and place < len(points):
                points[place] = ord(character) if character else UNMAPPED
        return points

    @cached_property
    def codes(self) -> _Words:
        """Return code point -> code, as a number; of several codes the one that is written."""
        written = {ord(character): code for character, code in self._table.written.items() if len(character) == 1}
        codes = np.full(max(max(written) + 1, 1 << 16), UNMAPPED, np.uint32)
        if self._table.layout.four:
            codes = self._codes_of_four()
        codes[np.fromiter(written, np.intp, len(written))] = [int.from_bytes(code, "big") for code in written.values()]
        return codes

    def _codes_of_four(self) -> _Words:
        """Return code point -> code for what arithmetic gives, in the whole of Unicode."""
        codes = np.full(0x110000, UNMAPPED, np.uint32)
        plane = np.frombuffer(unpaired().encode("utf-32-le"), "<u4")
        for points, first in ((plane, 0), (np.arange(0x10000, 0x110000), BEYOND)):
            place = np.arange(first, first + len(points))
            place, fourth = np.divmod(place, 10)
            place, third = np.divmod(place, 126)
            lead, second = np.divmod(place, 10)
            codes[points] = (0x81 + lead) << 24 | (0x30 + second) << 16 | (0x81 + third) << 8 | (0x30 + fourth)
        moved = [int.from_bytes(code, "big") for code in self._table.characters if len(code) == _LONGEST]
        codes[np.isin(codes, moved)] = UNMAPPED
        return codes

    def decode(self, data: bytes, policy: Policy, token: str) -> str:
        """Return the text of any bytes: what ``Codec.decode`` promises."""
        return "".join(self._text(read.points, token) for read in self._blocks(data, policy))

    def read(self, data: bytes) -> str:
        """Return the text of valid bytes; raises as ``Codec.read`` does."""
        done, parts = 0, []
        for read in self._blocks(data, Policy.PAIR):
            unmapped = np.flatnonzero(read.points == UNMAPPED)
            if len(unmapped):
                place = done + int(np.flatnonzero(read.begins)[unmapped[0]])
                end = place + taken(Policy.PAIR, self._table, data, place)
                raise UnicodeDecodeError(self._table.name, data, place, end, NO_CHARACTER)
            done += read.length
            parts.append(self._text(read.points, ""))
        return "".join(parts)

    def encode(self, text: str) -> bytes:
        """Return the bytes of a text without sequences; raises as ``Codec.encode`` does."""
        return b"".join(self._bytes(text, at) for at in range(0, len(text), _BLOCK))

    def _bytes(self, text: str, at: int) -> bytes:
        points = np.frombuffer(text[at : at + _BLOCK].encode("utf-32-le", "surrogatepass"), "<u4")
        inside = points < len(self.codes)
        codes = self.codes.take(points if inside.all() else np.where(inside, points, 0))
        unmapped = np.flatnonzero((codes == UNMAPPED) | ~inside)
        if len(unmapped):
            place = at + int(unmapped[0])
            raise UnicodeEncodeError(self._table.name, text, place, place + 1, NO_CODE)
        return to_bytes(codes)

    def _blocks(self, data: bytes, policy: Policy) -> Iterator[_Read]:
        """Yield the data piece by piece; a piece ends where a character ends."""
        at = 0
        while at < len(data):
            read = self._read(data[at : at + _BLOCK], policy, is_last=at + _BLOCK >= len(data))
            yield read
            at += read.length

    def _read(self, block: bytes, policy: Policy, *, is_last: bool) -> _Read:
        """Return what a block is that begins with a character; what its end leaves open is for the next one."""
        first = np.frombuffer(block + bytes(_LONGEST), np.uint8)
        pairs: _Pairs = first[:-1] * np.uint16(0x100) + first[1:]
        length = len(block)
        lengths = self._lengths_of(policy).take(pairs[:length])
        if not lengths.all():
            self._look_further(block, pairs, lengths, policy)
        begins = _begins(lengths)
        if not is_last:  # up to the last beginning of which all that may belong to it is here
            length -= 2 * _LONGEST - int(np.flatnonzero(begins[-2 * _LONGEST : 1 - _LONGEST])[-1])
            begins, lengths = begins[:length], lengths[:length]
        points = self.points.take(np.where(lengths == 2, pairs[:length], first[:length])[begins])
        if lengths.max(initial=0) > 2:
            long = lengths > 2
            points[long[begins]] = self._longer(pairs, np.flatnonzero(long & begins))
        return _Read(begins, points, length)

    def _look_further(self, block: bytes, pairs: _Pairs, lengths: _Bytes, policy: Policy) -> None:
        """Put in the lengths that two bytes do not tell."""
        places = np.flatnonzero(lengths == _LOOK_FURTHER)
        known = self._longer(pairs, places) != UNMAPPED
        lengths[places[known]] = _LONGEST if self._table.layout.four else _LONGEST - 1
        places = places[~known]
        is_whole = places <= len(block) - _LONGEST
        for at in places[~is_whole].tolist():
            lengths[at] = taken(policy, self._table, block, at)
        places = places[is_whole]
        codes, which = np.unique(pairs[places].astype(np.uint32) << 16 | pairs[places + 2], return_inverse=True)
        asked = [taken(policy, self._table, code.to_bytes(_LONGEST, "big"), 0) for code in codes.tolist()]
        lengths[places] = np.array(asked, np.uint8)[which]

    def _longer(self, pairs: _Pairs, places: npt.NDArray[np.intp]) -> _Words:
        """Return the code points of codes of three or four bytes at some places."""
        if self._table.layout.four:
            return self._of_four(pairs.take(places), pairs.take(places + 2))
        return self._prefixed.take(pairs.take(places + 1))

    def _of_four(self, high: _Pairs, low: _Pairs) -> _Words:
        """Return the code points of codes of four bytes, given as two pairs."""
        (lead, second), (third, fourth) = (np.divmod(pair.astype(np.int64), 0x100) for pair in (high, low))
        valid = (lead > 0x80) & (lead < 0xFF) & (third > 0x80) & (third < 0xFF)
        valid &= (second >= 0x30) & (second < 0x3A) & (fourth >= 0x30) & (fourth < 0x3A)
        place = (((lead - 0x81) * 10 + second - 0x30) * 126 + third - 0x81) * 10 + fourth - 0x30
        points = np.full(len(place), UNMAPPED, np.uint32)
        plane = valid & (place < len(self._fours))
        points[plane] = self._fours.take(place[plane])
        beyond = valid & (place >= BEYOND) & (place <= BEYOND + 0xFFFFF)
        points[beyond] = place[beyond] - BEYOND + 0x10000
        return points

    def _lengths_of(self, policy: Policy) -> _Bytes:
        """Return, for each two bytes, how many bytes go together where they begin."""
        if policy not in self._lengths:
            lengths = np.where(self.points == UNMAPPED, 0, 2).astype(np.uint8)
            singles = np.repeat(self.points[:0x100] != UNMAPPED, 0x100)
            lengths[singles] = 1
            for code in np.flatnonzero(lengths == 0):
                pair = bytes(divmod(int(code), 0x100))
                lengths[code] = _LOOK_FURTHER if self._is_open(pair) else taken(policy, self._table, pair, 0)
            self._lengths[policy] = lengths
        return self._lengths[policy]

    def _is_open(self, pair: bytes) -> bool:
        """Tell whether two bytes may begin a longer code."""
        layout = self._table.layout
        return pair[0] == layout.prefix or (layout.four and 0x30 <= pair[1] <= 0x39 and pair[0] > 0x7F)

    def _text(self, points: _Words, token: str) -> str:
        """Return code points as text, with the token where there is none."""
        if points.max(initial=0) >= _SEQUENCE:
            for k, sequence in enumerate(self._table.sequences):
                points = _spelled(points, points == _SEQUENCE + k, sequence)
            points = _spelled(points, points == UNMAPPED, token)
        if points.max(initial=0) > 0xFFFF:
            return points.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
        return points.astype("<u2").tobytes().decode("utf-16-le", "surrogatepass")


def _begins(lengths: _Bytes) -> _Truths:
    """Tell for each place whether a character begins there, given how many bytes would go together; one begins at the first."""
    longest = lengths.max(initial=0)
    if longest > 2:
        return _begins_in_step(lengths)
    if longest < 2:
        return np.ones(len(lengths), bool)
    places = np.arange(len(lengths), dtype=np.int32)
    ends = np.maximum.accumulate(np.where(lengths == 2, np.int32(-1), places))  # the last place up to here that takes one
    since = places.copy()
    since[1:] -= ends[:-1] + 1  # how many places in a row, up to the one before, would take two
    begins: _Truths = since & 1 == 0
    return begins


# How many bytes are to be skipped after a byte: by four times the length of what would begin there, plus how many were before it.
_SKIPS = np.array([max(0, length - 1) if skip == 0 else skip - 1 for length in range(5) for skip in range(4)], np.uint8)


def _begins_in_step(lengths: _Bytes) -> _Truths:
    """Do the same for lengths up to four: cut the data into rows, and follow all at once from each state they may begin in."""
    width = int(len(lengths) ** 0.5) + 1
    rows = -(-len(lengths) // width)
    columns = np.ones(rows * width, np.uint8)
    columns[: len(lengths)] = lengths
    columns = (columns.reshape(rows, width).T * 4)[:, :, None]
    skips = np.empty((width + 1, rows, 4), np.uint8)
    skips[0] = range(4)
    for k in range(width):
        skips[k + 1] = _SKIPS.take(columns[k] + skips[k])
    entered = [0]
    for row in skips[width, :-1].tolist():
        entered.append(row[entered[-1]])
    begins: _Truths = skips[:width, range(rows), entered] == 0
    return begins.T.ravel()[: len(lengths)]


def _spelled(points: _Words, where: _Truths, text: str) -> _Words:
    """Return code points with a text at certain places."""
    if not where.any():
        return points
    if not text:
        return points[~where]
    places = np.flatnonzero(where)
    spelled = points.copy()
    spelled[places] = ord(text[0])
    rest = np.tile([ord(character) for character in text[1:]], len(places))
    return np.insert(spelled, np.repeat(places + 1, len(text) - 1), rest)
