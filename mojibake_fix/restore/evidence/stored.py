"""The tables beside this module that the compiled core reads as they are; data/README.md describes them."""

from __future__ import annotations

import mmap
import os
import zlib
from functools import cache

__all__ = ["legacy", "utf8_shapes"]


@cache
def utf8_shapes() -> bytes:
    """Return the columns of the table of shapes one behind the other."""
    with open(os.path.join(os.path.dirname(__file__), "data", "utf8_shapes.bin"), "rb") as file:
        return zlib.decompress(file.read())


@cache
def legacy() -> memoryview:
    """Return the table of legacy encodings, mapped into memory.

    >>> hex(legacy()[0xD6D0])  # the lower byte of 中, by its code in code page 936
    '0x2d'
    """
    with open(os.path.join(os.path.dirname(__file__), "data", "legacy.bin"), "rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
