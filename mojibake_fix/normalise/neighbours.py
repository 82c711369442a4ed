"""Which marks stand beside what in a text: by that the compiled core rules out in one pass most rules for Chinese."""

from __future__ import annotations

from array import array
from functools import cache
from typing import Any

__all__ = [
    "BRACKET",
    "DOUBLED_MARK",
    "FULL_STOPS",
    "HYPHENS",
    "MARK_BEHIND",
    "POINTS",
    "POINT_BEHIND",
    "QUOTE_BEFORE",
    "SPACE_BESIDE",
    "neighbours_in",
]

MARK_BEHIND, BRACKET, POINT_BEHIND, POINTS, FULL_STOPS, HYPHENS, QUOTE_BEFORE, DOUBLED_MARK, SPACE_BESIDE = (
    1 << k for k in range(9)
)
"""What is noticed: marks beside characters beyond ASCII, one after its like, spaces beside full-width marks."""

_KINDS = 16
# Each kind with its characters. All else in ASCII is of kind 0, all else beyond of kind 1.
_MARKS = (",:;!?", "(", ")", ".", "-", '"', " ", "，", "、", "；", "。", "：！？", "“‘「『（《〈【〔")
_BEYOND = 1
_MARK, _OPENING, _CLOSING, _POINT, _HYPHEN, _QUOTE, _SPACE, _COMMA, _PAUSE, _SEMICOLON, _STOP, _OTHERS, _OPENED = range(2, 15)
_FULL_WIDTH = (_COMMA, _PAUSE, _SEMICOLON, _STOP, _OTHERS)
_FIRST_PLANE = 0x10000


def neighbours_in(text: str) -> int:
    """Return what of the above may be in a text, at least all that is; without the core, all of it.

    >>> neighbours_in("你好,世界") & MARK_BEHIND > 0
    True
    """
    if (function := _function()) is None:
        return -1
    found: int = function(text.encode("utf-32", "surrogatepass"), len(text), *_tables())
    return found


@cache
def _function() -> Any:
    import ctypes  # with what few texts are long enough for

    from ..native import core

    if (library := core()) is None:
        return None
    function = library.neighbours
    function.argtypes = ctypes.c_char_p, ctypes.c_int64, ctypes.c_char_p, ctypes.c_char_p
    function.restype = ctypes.c_uint32
    return function


@cache
def _tables() -> tuple[bytes, bytes]:
    """Return the kind of each character of the first plane, and of all others, and what any two kinds say."""
    kinds = bytearray(0x80) + bytes([_BEYOND]) * (_FIRST_PLANE + 1 - 0x80)
    for kind, characters in enumerate(_MARKS, _MARK):
        for character in characters:
            kinds[ord(character)] = kind
    said = [0] * _KINDS**2
    beyond = (_BEYOND, *_FULL_WIDTH, _OPENED)
    for before in range(_KINDS):
        said[before * _KINDS + _OPENING] |= BRACKET
        said[before * _KINDS + _CLOSING] |= BRACKET
    for kind in beyond:
        said[kind * _KINDS + _MARK] |= MARK_BEHIND
        said[_MARK * _KINDS + kind] |= MARK_BEHIND
        said[kind * _KINDS + _POINT] |= POINT_BEHIND
        said[_QUOTE * _KINDS + kind] |= QUOTE_BEFORE
    for kind in _FULL_WIDTH:
        said[_SPACE * _KINDS + kind] |= SPACE_BESIDE
        said[kind * _KINDS + _SPACE] |= SPACE_BESIDE
    for kind in (_COMMA, _PAUSE, _SEMICOLON, _STOP):
        said[kind * _KINDS + kind] |= DOUBLED_MARK
    said[_MARK * _KINDS + _SPACE] |= MARK_BEHIND
    said[_POINT * _KINDS + _POINT] |= POINTS
    said[_STOP * _KINDS + _STOP] |= FULL_STOPS
    said[_HYPHEN * _KINDS + _HYPHEN] |= HYPHENS
    return bytes(kinds), array("I", said).tobytes()
