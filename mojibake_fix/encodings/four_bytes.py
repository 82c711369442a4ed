"""The arithmetic of GB18030's codes of four bytes: every code point that two bytes do not have, in order.

Each is a number in which the first and third byte count from 81 and the second and fourth from 30. The first 39,420 are the Basic
Multilingual Plane, less surrogates and what the edition of 2000 writes in one or two bytes; from 90308130 on follow the others.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import chain, compress

__all__ = ["BEYOND", "four_byte_character", "four_byte_code", "number", "unpaired"]

BEYOND = 189_000
"""The number of 90308130, which is U+10000."""

_LAST = BEYOND + 0x10FFFF - 0x10000


@cache
def unpaired() -> str:
    """Return the characters of the Basic Multilingual Plane that have four bytes, in order of their codes.

    >>> len(unpaired()), unpaired()[0], unpaired()[-1]
    (39420, '\\x80', '\\uffff')
    """
    from .tables import HOLE, table  # which asks this module for what its rows do not have

    unpaired = bytearray(b"\1") * 0x10000
    unpaired[:0x80], unpaired[0xD800:0xE000] = bytes(0x80), bytes(0x800)
    known = table("gb18030-2000")
    for character in chain(known.cells.replace(HOLE, ""), known.others.values()):
        unpaired[ord(character)] = 0
    return "".join(map(chr, compress(range(0x10000), unpaired)))


def number(code: bytes) -> int | None:
    """Return the number of four bytes, or None if they are no such code.

    >>> number(bytes.fromhex("81308130")), number(bytes.fromhex("90308130")), number(b"\\x810A0")
    (0, 189000, None)
    """
    if len(code) < 4:
        return None
    first, second, third, fourth = code[0] - 0x81, code[1] - 0x30, code[2] - 0x81, code[3] - 0x30
    if not (0 <= first < 126 and 0 <= second < 10 and 0 <= third < 126 and 0 <= fourth < 10):
        return None
    return ((first * 10 + second) * 126 + third) * 10 + fourth


def four_byte_character(code: bytes) -> str | None:
    """Return the character of four bytes as the edition of 2000 has it, or None.

    >>> four_byte_character(bytes.fromhex("9439fc36"))
    '😀'
    """
    place = number(code)
    if place is None:
        return None
    if place < len(unpaired()):
        return unpaired()[place]
    return chr(0x10000 + place - BEYOND) if BEYOND <= place <= _LAST else None


def four_byte_code(character: str) -> bytes | None:
    """Return the four bytes of a character, or None if it has two, or is a surrogate.

    >>> four_byte_code("😀").hex(), four_byte_code("中")
    ('9439fc36', None)
    """
    if character > "\uffff":
        place = BEYOND + ord(character) - 0x10000
    else:
        place = bisect_left(unpaired(), character)  # a string is a sequence in order of its code points
        if unpaired()[place : place + 1] != character:
            return None
    place, fourth = divmod(place, 10)
    place, third = divmod(place, 126)
    first, second = divmod(place, 10)
    return bytes((0x81 + first, 0x30 + second, 0x81 + third, 0x30 + fourth))
