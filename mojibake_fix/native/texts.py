"""Where this Python keeps the characters of a text: the core looks at them there, for to copy a long text takes longer than that.

CPython keeps them behind the head of the object, 1, 2 or 4 bytes for each, and says in the head which. How long the head is and
where in it that stands differs from version to version: it is found out by texts that are known, and where these are not kept
as expected, nobody looks.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import NamedTuple

__all__ = ["Kept", "Layout", "kept", "layout"]


class Kept(NamedTuple):
    """Where the first character of a text is kept, and how many bytes each has."""

    address: ctypes.c_void_p
    width: int


class Layout(NamedTuple):
    """The bytes of a head, of ASCII and of other texts, and where in it stands how many bytes a character has."""

    ascii_head: int
    head: int
    place: int
    shift: int  # bits


def kept(text: str) -> Kept | None:
    """Return where a text is kept as long as it lives; None where that is not known.

    >>> text = "plain"
    >>> found = kept(text)
    >>> found is None or ctypes.string_at(found.address, len(text) * found.width) == b"plain"
    True
    """
    known = layout()
    return _kept(text, known) if known else None


_COMPACT = 8  # the bit beside the three of the width: the characters stand behind the head


def _kept(text: str, layout: Layout) -> Kept | None:
    told = ctypes.c_uint32.from_address(id(text) + layout.place).value >> layout.shift & 0xF
    if told not in (_COMPACT | 1, _COMPACT | 2, _COMPACT | 4):
        return None
    head, width = layout.ascii_head if text.isascii() else layout.head, told - _COMPACT
    if sys.getsizeof(text) < head + width * (len(text) + 1):
        return None
    return Kept(ctypes.c_void_p(id(text) + head), width)


_KNOWN = ((0x61, "latin-1"), (0xE9, "latin-1"), (0x4E2D, "utf-16"), (0x1F600, "utf-32"))
_LENGTHS = (3, 17, 100)  # characters
_FIRST_PLACES = 16  # bytes of a head that count its owners and name its type


@cache
def layout() -> Layout | None:
    """Find out how texts are kept, by some of each width."""
    if sys.implementation.name != "cpython":
        return None
    order = f"-{sys.byteorder[0]}e"
    texts = [
        ("".join(chr(code + k % 9) for k in range(length)), encoding + order * encoding.startswith("utf"))
        for code, encoding in _KNOWN
        for length in _LENGTHS
    ]
    ascii_head, head = sys.getsizeof(texts[0][0]) - _LENGTHS[0] - 1, sys.getsizeof(texts[_OTHER][0]) - _LENGTHS[0] - 1
    for place in range(_FIRST_PLACES, ascii_head, 4):
        for shift in range(0, 32 - 4):
            found = Layout(ascii_head, head, place, shift)
            if all(_is_kept(text, encoding, found) for text, encoding in texts):
                return found
    return None


_OTHER = len(_LENGTHS)  # the first text that is not ASCII


def _is_kept(text: str, encoding: str, layout: Layout) -> bool:
    known = text.encode(encoding)
    found = _kept(text, layout)
    return found is not None and len(known) == found.width * len(text) and ctypes.string_at(found.address, len(known)) == known
