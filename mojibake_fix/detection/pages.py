"""About how likely bytes are in single-byte pages: a table for each, without decoding."""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

from ..language.models import western
from ..language.tables import STEP
from ..patterns import lazy_pattern
from .sample import text_of
from .windows import CONTROLS

__all__ = ["Beyond", "about", "beyond", "most"]

_IN_WORDS = lazy_pattern(rb"(?<=[A-Za-z])[\x80-\xff]")
_TEXT = bytes(range(0x80)).translate(None, CONTROLS)  # what costs nothing here
_ERROR = 255  # the most that a byte holds: 18 nats
_RARE = -12.0  # nats: a letter that the model has hardly seen is one that its language uses all the time
_LETTERS = "aeinrst"
_ALPHABETS = ("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874")


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


def about(found: Beyond, encoding: str) -> float:
    """Return log P of bytes in a single-byte encoding, by no more than whether a letter of ASCII stands before.

    >>> about(beyond("été".encode("cp1252")), "cp1252") > about(beyond("été".encode("cp1252")), "cp1251")
    True
    """
    alone, inside = _costs(encoding)
    return -(sum(found.outside.translate(alone)) + sum(found.within.translate(inside))) / STEP


def most(found: Beyond) -> float:
    """Return what ``about`` is at the most, in whatever encoding.

    >>> most(Beyond(b"", b"\\xe9")) >= about(Beyond(b"", b"\\xe9"), "cp1251")
    True
    """
    alone, inside = _cheapest()
    return -(len(found.outside) * alone + len(found.within) * inside) / STEP


@cache
def _cheapest() -> tuple[int, int]:
    """Return what the cheapest character costs in any of the alphabets, alone and behind a letter of ASCII."""
    tables = [_costs(encoding) for encoding in _ALPHABETS]
    return min(min(alone[0x80:]) for alone, _ in tables), min(min(inside[0x80:]) for _, inside in tables)


@cache
def _costs(encoding: str) -> tuple[bytes, bytes]:
    """Return what each byte costs, in steps of 1/STEP nat, alone and behind a letter of ASCII."""
    costs = [_cost(bytes([byte]), encoding) for byte in range(0x100)]
    return bytes(alone for alone, _ in costs), bytes(inside for _, inside in costs)


def _cost(byte: bytes, encoding: str) -> tuple[int, int]:
    try:
        character = text_of(byte, encoding)
    except UnicodeDecodeError:
        return _ERROR, _ERROR
    if character < " " or "\x7f" <= character < "\xa0":
        return _ERROR, _ERROR
    model = western()
    least = _RARE if character.isalpha() else -math.inf
    inside = sum(math.exp(model.logp(letter, character)) for letter in _LETTERS) / len(_LETTERS)
    return _steps(max(least, model.alone(character))), _steps(max(least, math.log(inside)))


def _steps(nats: float) -> int:
    return min(_ERROR, round(-STEP * nats))
