"""Find every span of a text that proves through a channel: its bytes, as the reader has them, are valid in what was written.

Nothing here knows a language. A span begins and ends where a character begins or ends in both encodings; it is as long as
it can be, and restored it holds no character that no text has: controls, surrogates, private use, unassigned. Characters of ASCII
that are themselves in both encodings end a span, as they are no evidence.

All places of a text are worked on at once, and the steps from a character that was written to the next are followed in parallel.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any
from unicodedata import category

import numpy as np
import numpy.typing as npt

from mojibake_fix.encodings import codec
from mojibake_fix.encodings.arrays import UNMAPPED
from mojibake_fix.restore.channels import CHANNELS, Channel, written

__all__ = ["FAMILIES", "Proven", "proofs"]

_Array = npt.NDArray[Any]

_NO_TEXT = frozenset({"Cc", "Cs", "Co", "Cn"})
_MOST = 4  # bytes of a character in any encoding
_PREFIX = 0x8F  # of EUC-JP: a code of three bytes
_HIGHEST = 0x30000  # the code points below have all characters of these encodings

FAMILIES = {
    name: channel
    for name, channel in CHANNELS.items()
    if "/" not in name  # implementations differ in what they lose, not in what they keep
    and channel.reader.table != "utf8"  # gives lone surrogates, which no clean text has
}
"""The channels that are mined, by name."""


@dataclass(frozen=True, slots=True)
class Proven:
    """``text[start:end]`` of some text is what a channel makes of ``restored``."""

    start: int
    end: int
    restored: str


@dataclass(frozen=True, slots=True)
class _Encoded:
    """A text in the reader's bytes; ``places`` are where its characters begin, and its end; a break is a NUL byte."""

    data: _Array
    places: _Array


def proofs(channel: Channel, text: str, known: Container[str] = ()) -> Iterator[Proven]:
    """Yield the spans of a text that a channel explains, in order; some overlap, as bytes can be paired in two ways.

    Spans that read as one of ``known`` are left out.

    >>> [(found.start, found.restored) for found in proofs(CHANNELS["utf8-as-gbk"], "系统通讯")]
    [(0, 'ϵͳͨѶ')]
    >>> [found.restored for found in proofs(CHANNELS["gbk-as-latin-1"], "für ÖÄÐÎ")]
    ['黵', '帜形', '男']
    """
    encoded = _encoded(channel.reader.table, text)
    starts, ends = _spans(encoded, _steps(channel.written, encoded))
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if (observed := text[start:end]) not in known:
            restored = _read(channel.written, encoded.data[encoded.places[start] : encoded.places[end]].tobytes())
            if restored != observed:
                yield Proven(start, end, restored)


def _encoded(reader: str, text: str) -> _Encoded:
    """Return a text as the reader's bytes; what it cannot read breaks the text."""
    points = np.frombuffer(text.encode("utf-32-le", "replace"), "<u4")
    codes, widths = _utf_16(points) if reader == "utf-16-le" else _codes(reader, points)
    places = np.concatenate(([0], np.cumsum(widths)))
    data = np.zeros(places[-1] + _MOST, np.uint8)  # the end is padded, so that the last bytes have some behind them
    for k in range(_MOST):
        longer = widths > k
        data[places[:-1][longer] + k] = codes[longer] >> (8 * (widths[longer] - 1 - k)) & 0xFF
    return _Encoded(data, places)


def _codes(reader: str, points: _Array) -> tuple[_Array, _Array]:
    table = codec(reader).arrays.codes
    codes = np.where(points < len(table), table[np.minimum(points, len(table) - 1)], UNMAPPED).astype(np.int64)
    codes[codes == UNMAPPED] = 0
    return codes, np.searchsorted([1 << 8 * k for k in range(1, _MOST)], codes, "right") + 1


def _utf_16(points: _Array) -> tuple[_Array, _Array]:
    """Return the two bytes of each character of the BMP, the low one first; others break the text."""
    inside = np.where(points < 0x10000, points, 0).astype(np.int64)
    return (inside & 0xFF) << 8 | inside >> 8, np.full(len(points), 2)


def _spans(encoded: _Encoded, steps: _Array) -> tuple[_Array, _Array]:
    """Return where the longest spans start and end, as places in the text, given how many bytes each step takes."""
    places = encoded.places
    is_place = np.zeros(len(steps) + 1, bool)
    is_place[places] = True
    single = places[:-1][np.diff(places) == 1]
    steps = np.append(steps, 0)  # behind the end
    steps[single[encoded.data[single] < 0x80]] = 0
    behind, roots = _reached(steps, is_place), np.flatnonzero(is_place & (steps > 0))
    roots = roots[~behind[roots]]
    ends, at, alive = roots.copy(), roots.copy(), np.arange(len(roots))
    while len(alive):
        at = at + steps[at]
        good = is_place[at]
        ends[alive[good]] = at[good]
        onward = steps[at] > 0
        at, alive = at[onward], alive[onward]
    proven = ends > roots
    return np.searchsorted(places, roots[proven]), np.searchsorted(places, ends[proven])


def _reached(steps: _Array, is_place: _Array) -> _Array:
    """Tell for each byte whether a step from another one leads there, the first of them at a place of the text."""
    behind = np.zeros(len(steps), bool)
    at = np.flatnonzero(is_place & (steps > 0))
    while len(at):
        ahead = np.unique(at + steps[at])
        new = ahead[~behind[ahead]]
        behind[new] = True
        at = new[(steps[new] > 0) & ~is_place[new]]
    return behind


def _steps(encoding: str, encoded: _Encoded) -> _Array:
    """Return how many bytes the character that is written at each byte takes; 0 where there is none that a text may hold."""
    data = encoded.data.astype(np.int64)
    ahead = [data[k : len(data) - _MOST + k] for k in range(_MOST)]
    if encoding in ("utf8", "cesu8"):
        return _utf_8_steps(ahead)
    starts = _starts(encoding)
    steps = np.where(starts[1][ahead[0]], 1, 0)
    steps[starts[2][ahead[0] << 8 | ahead[1]]] = 2
    prefixed = starts[3][ahead[1] << 8 | ahead[2]]
    steps[prefixed & (ahead[0] == _PREFIX)] = 3
    return steps


def _utf_8_steps(ahead: list[_Array]) -> _Array:
    """Return the lengths of valid UTF-8; CESU-8 is the same up to U+FFFF, and beyond it no text was ever read."""
    first, *rest = ahead
    tails = [byte & 0xC0 == 0x80 for byte in rest]
    low = [byte & 0x3F for byte in rest]
    two = (first & 0x1F) << 6 | low[0]
    three = (first & 0x0F) << 12 | low[0] << 6 | low[1]
    four = (first & 0x07) << 18 | low[0] << 12 | low[1] << 6 | low[2]
    text = _is_text()
    steps = np.where((first < 0x80) & text[first], 1, 0)
    steps[(first & 0xE0 == 0xC0) & tails[0] & (two >= 0x80) & text[two]] = 2
    steps[(first & 0xF0 == 0xE0) & tails[0] & tails[1] & (three >= 0x800) & text[three]] = 3
    inside = (four >= 0x10000) & (four < 0x110000)
    steps[(first & 0xF8 == 0xF0) & tails[0] & tails[1] & tails[2] & inside & text[np.where(inside, four, 0)]] = 4
    return steps


@cache
def _is_text() -> _Array:
    return np.array([category(chr(point)) not in _NO_TEXT for point in range(0x110000)])


@cache
def _characters(encoding: str) -> dict[bytes, str]:
    """Return the characters of a text by their codes.

    A code that its character would not be written in again is left out: no damage with it would prove.
    """
    found: dict[bytes, str] = {}
    for point in np.flatnonzero(_is_text()[:_HIGHEST]).tolist():
        with suppress(UnicodeEncodeError):
            found[written(encoding, chr(point))] = chr(point)
    return found


@cache
def _starts(encoding: str) -> dict[int, _Array]:
    """Tell for each code of one or two bytes, and of two behind the prefix, whether it is a character's."""
    starts = {1: np.zeros(1 << 8, bool), 2: np.zeros(1 << 16, bool), 3: np.zeros(1 << 16, bool)}
    for code in _characters(encoding):
        starts[len(code)][int.from_bytes(code[-2:], "big")] = True
    return starts


def _read(encoding: str, data: bytes) -> str:
    if encoding in ("utf8", "cesu8"):
        return data.decode("utf-8")
    characters, text, at = _characters(encoding), [], 0
    while at < len(data):
        length = next(length for length in (1, 2, 3) if data[at : at + length] in characters)
        text.append(characters[data[at : at + length]])
        at += length
    return "".join(text)
