"""The readings that the injecting script writes, one for each character it may annotate."""

from __future__ import annotations

import os
import zlib
from functools import cache
from itertools import compress
from typing import NamedTuple

__all__ = ["CODES", "Reading", "by_code", "by_sound", "readings", "sounds"]

_TRAILS = [trail for trail in range(0x40, 0xFF) if trail != 0x7F]  # the second bytes of cp936
CODES = sorted(
    [
        *(bytes((lead, trail)) for lead in range(0x81, 0xA1) for trail in _TRAILS),
        *(bytes((lead, trail)) for lead in range(0xAA, 0xFF) for trail in _TRAILS if trail < 0xA1),
        bytes.fromhex("d6f8"),
    ]
)
"""The codes that may be annotated: GBK/3 and GBK/4, which are the Han characters outside GB2312, and 著."""


class Reading(NamedTuple):
    """A character, its two bytes in cp936, the toned syllable, and whether real pages were seen to annotate it."""

    character: str
    code: bytes
    sound: str
    seen: bool


@cache
def readings() -> dict[str, Reading]:
    """Return character -> reading for every character that may be annotated (data/README.md says where they come from).

    >>> readings()["經"].sound
    'jīng'
    """
    codes, numbers, names, seen = _table()
    characters = _characters(codes)
    return {
        character: Reading(character, code, names[number], character in seen)
        for code, character, number in zip(codes, characters, numbers, strict=True)
    }


@cache
def by_code() -> dict[bytes, Reading]:
    """Return the two bytes of each character in cp936 -> its reading.

    >>> by_code()["經".encode("gbk")].sound
    'jīng'
    """
    return {reading.code: reading for reading in readings().values()}


@cache
def sounds() -> dict[str, str]:
    """Return character -> toned syllable, without an object for each: most texts with a note have none that a script wrote.

    >>> sounds()["經"]
    'jīng'
    """
    codes, numbers, names, _ = _table()
    return dict(zip(_characters(codes), map(names.__getitem__, numbers), strict=True))


def _characters(codes: list[bytes]) -> str:
    """Return the characters of codes that have one: of these Python's decoder says what ours says."""
    return b"".join(codes).decode("gbk")


def _table() -> tuple[list[bytes], list[int], list[str], str]:
    """Return the codes that have a reading and the numbers of these, the readings, and the characters that were seen."""
    with open(os.path.join(os.path.dirname(__file__), "data", "readings.bin"), "rb") as file:
        names, seen, halves = zlib.decompress(file.read()).split(b"\n", 2)
    numbers = [low + 256 * high for low, high in zip(halves[: len(CODES)], halves[len(CODES) :], strict=True)]
    return list(compress(CODES, numbers)), list(filter(None, numbers)), ["", *names.decode().split("\t")], seen.decode()


@cache
def by_sound() -> dict[str, tuple[Reading, ...]]:
    """Return toned syllable -> the characters that it may annotate.

    >>> "經" in [reading.character for reading in by_sound()["jīng"]]
    True
    """
    table: dict[str, list[Reading]] = {}
    for reading in readings().values():
        table.setdefault(reading.sound, []).append(reading)
    return {sound: tuple(found) for sound, found in table.items()}
