"""Look at a long text once for all that hints at damage, by the compiled core, where Python keeps it.

What is seen is more than what there is: the screen looks at each place again, as it does at all of a text without the core.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

from ...native import core
from ...native.texts import kept, layout
from .compiled_traces import address_of_tables
from .oddity import ORDINARY, table
from .stored import legacy, utf8_shapes

__all__ = ["BEFORE", "EVERYTHING", "ISLANDS", "MARKS", "NOTES", "ROWS", "SPELLED", "Glance", "Sight", "look_at_lines"]


MARKS, SPELLED, ROWS, NOTES, ISLANDS = 1, 2, 4, 8, 16
"""Values of question marks; what references and escapes spell; rows that are odd by the table, and signs; notes; islands."""

EVERYTHING = MARKS | SPELLED | ROWS | NOTES | ISLANDS

BEFORE = 1 << 8
"""The characters before a place of which a row may be odd enough there."""

_KINDS = 5  # bits
_SPOT = 1 << 8  # characters behind one that is odd by the table; in a row of such spots, twice as many each time
_ISLANDS = struct.Struct("<2I")  # whose there are, a byte or two for a character: a bit for each of SHAPED


class Sight(NamedTuple):
    """What is seen at a place of a text."""

    place: int
    what: int


class _CGlance(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_char_p) for name in ("level", "plain", "shapes")),
        *((name, ctypes.c_uint32) for name in ("single", "wide")),
    )


_LOOKED_AT = "?&(\\"  # what of ASCII is a sign, or begins one


@cache
def _tables() -> _CGlance:
    plain = bytes(0 if chr(code) in _LOOKED_AT else ORDINARY for code in range(0x80)) + table()[0x80:]
    return _CGlance(table(), plain)


def _with_shapes(tables: _CGlance) -> None:
    """Let islands be told by the shape of UTF-8: the table takes as long to read as megabytes take to be looked at."""
    tables.shapes = utf8_shapes()
    tables.single, tables.wide = _ISLANDS.unpack_from(legacy(), len(legacy()) - _ISLANDS.size)


def _screen() -> ctypes.c_void_p:
    from .compiled_rows import address_of_screen  # and with it the models, which ASCII has no need of

    return address_of_screen()


class _CLooked(ctypes.Structure):
    _fields_ = (("start", ctypes.c_int64 * _KINDS), ("end", ctypes.c_int64), ("size", ctypes.c_int64))


@cache
def _next_hint() -> Any:
    library = core()
    assert library is not None
    library.next_hint.restype = ctypes.c_int64
    return library.next_hint


class Glance:
    """A text in which the next thing that hints at damage is looked for, again and again."""

    def __init__(self, text: str, enough: int) -> None:
        """Look at a text for rows that are ``enough`` steps odd. Raises ValueError where nobody knows how texts are kept."""
        if (found := kept(text)) is None:
            raise ValueError("nobody knows where this Python keeps its texts")
        screen = None if text.isascii() else _screen()
        self._text = text  # which has to live as long as it is looked at
        self._looked = _CLooked(size=_SPOT)
        looked = ctypes.byref(self._looked)
        self._given = ctypes.byref(_tables()), screen, found.address, found.width, ctypes.c_int64(len(text)), looked
        self._enough = enough

    @property
    def end(self) -> int:
        """Return where the part ends in which rows were seen last; the next ones are to be looked for behind it."""
        return int(self._looked.end)

    def next(self, wanted: int) -> Sight | None:
        """Return what is seen first of what is wanted, and was not passed over.

        It is seen again until it is passed over or no longer wanted. Rows are weighed in their context, in the part of the text
        behind what is odd by the table.
        """
        found = _next_hint()(*self._given, wanted, self._enough)
        if found < 0:
            return None
        place, what = found >> _KINDS, found & EVERYTHING
        if what == ISLANDS and not _tables().wide:
            _with_shapes(_tables())
            return self.next(wanted)
        return Sight(place, what)

    def pass_over(self, what: int, end: int) -> None:
        """Look for something behind a place only."""
        self._looked.start[what.bit_length() - 1] = end


class _CLine(ctypes.Structure):
    _fields_ = (
        ("glance", ctypes.POINTER(_CGlance)),
        ("screen", ctypes.c_void_p),
        ("tables", ctypes.c_void_p),
        ("enough", ctypes.POINTER(ctypes.c_int32)),
        *((name, ctypes.c_int32) for name in ("head", "place", "shift", "spared", "one_in_alphabet")),
    )


def look_at_lines(
    enough: Sequence[int], spared: int, one_in_alphabet: int, has_islands: Callable[[str], bool]
) -> Callable[[str], bool]:
    """Return what tells of a short text that is not ASCII whether nothing in it hints at damage; a no may be wrong.

    By the bytes of UTF-8 that it has beyond one for each character a row has to be ``enough`` steps odd, and a text is in an
    alphabet that has few of them: those that are ``spared``, or one in so many characters. Where it has nothing but what islands
    look like, it is asked whether it ``has_islands``.

    >>> says_nothing = look_at_lines([60] * 100, 12, 5, lambda _: True)
    >>> says_nothing("# 楠岃瘉璁″垝")
    False
    """
    library, known = core(), layout()
    if library is None or known is None:
        return lambda _: False
    steps = (ctypes.c_int32 * len(enough))(*enough)
    line = _CLine(
        ctypes.pointer(_tables()), _screen(), None, steps, known.head, known.place, known.shift, spared, one_in_alphabet
    )
    given, look, an_object = ctypes.byref(line), library.says_nothing, ctypes.py_object

    def told(text: str, found: int) -> bool:
        if found == _UNKNOWN:
            _with_shapes(_tables())
            if (tables := address_of_tables()) is None:
                return False
            line.tables = tables
            found = look(given, an_object(text), len(text))
        return found == _NOTHING or (found == _AT_MOST_ISLANDS and not has_islands(text))

    return lambda text: (
        (found := look(given, an_object(text), len(text))) == _NOTHING or (found != _SOMETHING and told(text, found))
    )


_SOMETHING, _NOTHING, _UNKNOWN, _AT_MOST_ISLANDS = range(4)  # what the core says of a line, as native/line.c names it
