"""The readings that the injecting script writes, one for each character it may annotate."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ...encodings.alike import codes_of

__all__ = ["Reading", "by_code", "by_sound", "readings", "sounds"]


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
    return {
        character: Reading(character, codes_of("cp936", character)[0], sound, character in seen)
        for sound, characters, seen in _rows()
        for character in characters
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
    """Return character -> toned syllable, in a tenth of the time: most texts with a note have none that a script wrote.

    >>> sounds()["經"]
    'jīng'
    """
    return {character: sound for sound, characters, _ in _rows() for character in characters}


def _rows() -> Iterator[list[str]]:
    with open(os.path.join(os.path.dirname(__file__), "data", "readings.tsv"), encoding="utf-8") as file:
        yield from (line.rstrip("\n").split("\t") for line in file if not line.startswith("#"))


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
