"""About how likely bytes are in single-byte pages: a table for each byte, without decoding, and of all pages at once."""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from functools import cache
from string import ascii_letters
from typing import NamedTuple

from ..language.models import western
from ..language.tables import STEP
from ..patterns import lazy_pattern
from .letters import at_most
from .sample import ASCII, as_known, characters_of
from .windows import CONTROLS

__all__ = [
    "Beyond",
    "about",
    "beyond",
    "by_letters",
    "inner_capitals",
    "is_ascii_in_capitals",
    "is_in_capitals",
    "most",
    "to_compare",
]

_IN_WORDS = lazy_pattern(rb"(?<=[A-Za-z])[\x80-\xff]")
_TEXT = bytes(range(0x80)).translate(None, CONTROLS)  # what costs nothing here
_ERROR = 255  # the most that a byte holds: 18 nats
_RARE = -12.0  # nats: a letter that the model has hardly seen is one that its language uses all the time
_NO_LETTER = -24.0  # nats: what has no character, and is as good as that
_LANE = 4  # bytes
_SMALL_AMONG_CAPITALS = 0.2  # of the letters
_LETTERS = "aeinrst"
_DEAREST = bytes([_ERROR] * 0x100)


class Beyond(NamedTuple):
    """The bytes beyond ASCII, and the controls: those behind a letter of ASCII, and the others."""

    within: bytes
    outside: bytes


def beyond(data: bytes) -> Beyond:
    """Return the bytes beyond ASCII.

    >>> beyond("été".encode("cp1252"))
    Beyond(within=b'\\xe9', outside=b'\\xe9')
    """
    within = b"".join(_IN_WORDS.findall(data))
    return Beyond(within, _IN_WORDS.sub(b"", data).translate(None, _TEXT) if within else data.translate(None, _TEXT))


def about(found: Beyond, encodings: tuple[str, ...]) -> list[float]:
    """Return log P of bytes in each of some single-byte encodings, by no more than whether a letter of ASCII stands before.

    >>> western, cyrillic = about(beyond("été".encode("cp1252")), ("cp1252", "cp1251"))
    >>> western > cyrillic
    True
    """
    if not encodings:
        return []
    return _added(found, _lanes(encodings), len(encodings))


def by_letters(found: Beyond, encodings: tuple[str, ...], languages: tuple[frozenset[str], ...]) -> list[float]:
    """Return log P of bytes in each of some pages at the most, by no more than the letters that its languages write.

    >>> yes, no = by_letters(beyond("да".encode("cp1251")), ("cp1251", "cp1252"), (frozenset({"ru"}), frozenset({"fr"})))
    >>> yes > no
    True
    """
    return _added(found, _lanes_of_letters(encodings, languages), len(encodings)) if encodings else []


def _added(found: Beyond, lanes: tuple[list[int], list[int]], count: int) -> list[float]:
    """Return log P of bytes in so many encodings, by what each byte costs alone and behind a letter of ASCII."""
    alone, inside = lanes
    every = sum(map(alone.__getitem__, found.outside)) + sum(map(inside.__getitem__, found.within))
    costs = struct.unpack(f"<{count}I", every.to_bytes(_LANE * count, "little"))
    return [cost / -STEP for cost in costs]


def most(found: Beyond, encodings: tuple[str, ...]) -> float:
    """Return what ``about`` is at the most, in whatever encoding.

    >>> bytes_ = beyond("été".encode("cp1252"))
    >>> most(bytes_, ("cp1251", "cp1252")) >= max(about(bytes_, ("cp1251", "cp1252")))
    True
    """
    if not encodings:
        return -math.inf
    alone, inside = _cheapest(encodings)
    return -(sum(found.outside.translate(alone)) + sum(found.within.translate(inside))) / STEP


def to_compare(high: bytes, encodings: tuple[str, ...]) -> list[tuple[int, ...]]:
    """Return for each of some single-byte encodings what is the same where two of them have the same characters for some bytes.

    >>> western, western_too, cyrillic = to_compare(b"\\xe9", ("cp1252", "iso8859-15", "cp1251"))
    >>> western == western_too != cyrillic
    True
    """
    numbers = _numbers(encodings)
    return list(zip(*(numbers[byte] for byte in high), strict=True)) if high and encodings else [()] * len(encodings)


@cache
def _numbers(encodings: tuple[str, ...]) -> list[tuple[int, ...]]:
    """Return for each byte a number of its character in each encoding, the same for the same character."""
    return [_numbered(characters) for characters in zip(*map(characters_of, encodings), strict=True)]


def _numbered(characters: Sequence[str]) -> tuple[int, ...]:
    numbers: dict[str, int] = {}
    return tuple(numbers.setdefault(character, len(numbers)) for character in characters)


def inner_capitals(data: bytes, encoding: str) -> int:
    """Count the capitals behind a small letter that a single-byte encoding makes of some bytes.

    >>> inner_capitals("да".encode("koi8-r"), "koi8-r"), inner_capitals("Да".encode("koi8-r"), "cp1251")
    (0, 1)
    """
    return data.translate(_cases(encoding)).count(b"aA")


def is_in_capitals(data: bytes, encoding: str, of_ascii: bool) -> bool:
    """Tell whether a single-byte encoding makes capitals of nearly all letters beyond ASCII, and `of_ascii` of those of ASCII.

    >>> is_in_capitals("СОДЕРЖАНИЕ диска".encode("koi8-r"), "koi8-r", False)
    False
    >>> is_in_capitals("СОДЕРЖАНИЕ a:".encode("koi8-r"), "koi8-r", False)
    True
    """
    return _are_capitals(data.translate(_cases(encoding), b"" if of_ascii else ASCII))


def is_ascii_in_capitals(data: bytes) -> bool:
    """Tell whether nearly all letters of ASCII are capitals."""
    return _are_capitals(data.translate(_CASES_OF_ASCII))


def _are_capitals(cases: bytes) -> bool:
    small = cases.count(b"a")
    return small <= _SMALL_AMONG_CAPITALS * (small + cases.count(b"A"))


_CASES_OF_ASCII = bytes.maketrans(ascii_letters.encode(), b"a" * 26 + b"A" * 26)


@cache
def _cases(encoding: str) -> bytes:
    return b"".join(b"a" if letter.islower() else b"A" if letter.isupper() else b" " for letter in characters_of(encoding))


@cache
def _cheapest(encodings: tuple[str, ...]) -> tuple[bytes, bytes]:
    """Return what each byte costs where it is cheapest, alone and behind a letter of ASCII."""
    alone, inside = zip(*map(_costs, encodings), strict=True)
    return bytes(map(min, *alone, _DEAREST)), bytes(map(min, *inside, _DEAREST))


@cache
def _lanes(encodings: tuple[str, ...]) -> tuple[list[int], list[int]]:
    """Return for each byte one number that holds what it costs in every encoding, alone, and behind a letter of ASCII.

    To add such numbers is to add them lane by lane: none runs over for the dearest 16 million bytes.
    """
    alone, inside = zip(*map(_costs, encodings), strict=True)
    return _in_lanes(alone), _in_lanes(inside)


@cache
def _lanes_of_letters(encodings: tuple[str, ...], languages: tuple[frozenset[str], ...]) -> tuple[list[int], list[int]]:
    """Return the same for what ``by_letters`` says."""
    pages = zip(encodings, languages, strict=True)
    costs = [[_letter_cost(character, written) for character in as_known(encoding)] for encoding, written in pages]
    alone, inside = ([[cost[place] for cost in each] for each in costs] for place in (0, 1))
    return _in_lanes(alone), _in_lanes(inside)


@cache
def _letter_cost(character: str, languages: frozenset[str]) -> tuple[int, int]:
    each = at_most(character, languages) if character else (-math.inf, -math.inf)
    alone, inside = (int(-STEP * max(_NO_LETTER, nats)) for nats in each)
    return alone, inside


def _in_lanes(tables: Sequence[Sequence[int]]) -> list[int]:
    return [sum(cost << 8 * _LANE * lane for lane, cost in enumerate(costs)) for costs in zip(*tables, strict=True)]


@cache
def _costs(encoding: str) -> tuple[bytes, bytes]:
    """Return what each byte costs, in steps of 1/STEP nat, alone and behind a letter of ASCII."""
    costs = [_cost(character) for character in as_known(encoding)]
    return bytes(alone for alone, _ in costs), bytes(inside for _, inside in costs)


@cache
def _cost(character: str) -> tuple[int, int]:
    if character < " " or "\x7f" <= character < "\xa0":
        return _ERROR, _ERROR
    model = western()
    least = _RARE if character.isalpha() else -math.inf
    inside = sum(math.exp(model.logp(letter, character)) for letter in _LETTERS) / len(_LETTERS)
    return _steps(max(least, model.alone(character))), _steps(max(least, math.log(inside)))


def _steps(nats: float) -> int:
    return min(_ERROR, round(-STEP * nats))
