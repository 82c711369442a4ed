"""EUC-TW, the planes of CNS 11643: for reading files only, no damage goes through it."""

from __future__ import annotations

from functools import cache

from ..patterns import lazy_pattern
from .tables import NO_CHARACTER, unpacked

__all__ = ["CELLS", "HOLE", "PLANES", "characters", "may_be", "read"]

PLANES = (1, 2)
"""The planes with what people write, all of Big5; the others hold rare characters, and would take 75 KB of the package."""

CELLS = [bytes((row, column)) for row in range(0xA1, 0xFF) for column in range(0xA1, 0xFF)]
"""The pairs of a plane; plane 1 has them as they are, every plane behind 8E and A0 with its number."""

HOLE = "\uffff"  # in the file of planes: nothing is assigned there
# Pairs, but for the rows that have no characters; GB2312, EUC-KR and EUC-JP have the most of theirs there.
_USUAL = lazy_pattern(rb"[\x00-\x7f]+|[\xa1-\xa7\xc2-\xfe][\xa1-\xfe]|\x8e[\xa1-\xb0][\xa1-\xfe]{2}")
_MOST_UNUSUAL = 0.05  # of the bytes
_UNIT = lazy_pattern(rb"[\x00-\x7f]+|[\xa1-\xfe]{2}|\x8e[\xa1-\xb0][\xa1-\xfe]{2}|[\x80-\xff]")


def may_be(data: bytes) -> bool:
    """Tell whether EUC-TW is worth a look, without its characters.

    >>> may_be("编码".encode("gb2312")), may_be(b"\\xc4\\xe3\\xa1\\xa1")
    (False, True)
    """
    return len(_USUAL.sub(b"", data)) <= _MOST_UNUSUAL * len(data)


def read(data: bytes, token: str | None = None) -> str:
    """Return the text of some bytes, with a ``token`` for each that has no character.

    Raises UnicodeDecodeError at the first such byte if there is no ``token``.

    >>> read(b"\\xc4\\xe3 = \\x8e\\xa1\\xc4\\xe3"), read(b"\\xc4", "?")
    ('中 = 中', '?')
    """
    parts: list[str] = []
    for unit in _UNIT.finditer(data):
        character = unit[0].decode() if unit[0].isascii() else characters().get(unit[0])
        if character is None and token is None:
            raise UnicodeDecodeError("euc-tw", data, unit.start(), unit.end(), NO_CHARACTER)
        parts.append(character or token or "")
    return "".join(parts)


@cache
def characters() -> dict[bytes, str]:
    """Return what each code means, a plane 1 that is named included.

    >>> characters()[b"\\xa1\\xa2"], characters()[b"\\x8e\\xa2\\xa1\\xa1"]
    ('，', '乂')
    """
    cells = unpacked("euc-tw.bin")
    found: dict[bytes, str] = {}
    for k, plane in enumerate(PLANES):
        of_plane = {cell: cells[len(CELLS) * k + n] for n, cell in enumerate(CELLS)}
        found.update((bytes((0x8E, 0xA0 + plane)) + cell, character) for cell, character in of_plane.items() if character != HOLE)
        if plane == 1:
            found.update((cell, character) for cell, character in of_plane.items() if character != HOLE)
    return found
