"""The readings that the injecting script writes, one for each character it may annotate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ...encodings import codec

__all__ = ["Reading", "by_sound", "readings"]

_CP936 = codec("cp936")


@dataclass(frozen=True, slots=True)
class Reading:
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
    table: dict[str, Reading] = {}
    for line in (files(__package__) / "data" / "readings.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            character, sound, _, seen = line.split("\t")
            table[character] = Reading(character, _CP936.encode(character), sound, seen == "1")
    return table


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
