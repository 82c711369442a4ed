"""The compiled core: what is looked up and searched for most, in C, if a compiler was there when the package was built.

It is optional. What it does, language/ and restore/ do with numpy as well, and come to the same, many times slower.
"""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache

__all__ = ["LIBRARY", "PURE", "SOURCES", "core", "digest"]


LIBRARY = os.path.join(os.path.dirname(__file__), "core.so")
"""What hatch_build.py compiles SOURCES to."""

SOURCES = (
    *("ngrams.h", "lattice.h", "paths.h", "search.h", "lost.h", "largest.h", "beam.h", "points.h", "glance.h"),
    *("odd_rows.h", "traces.h", "openings.h"),
    *("ngrams.c", "nats.c", "lattice.c", "paths.c", "largest.c", "climb.c", "arc.c", "search.c", "lost.c"),
    *("odd_rows.c", "traces.c", "utf8_gains.c", "weighed.c", "undone.c", "openings.c"),
    *("notes.c", "survey.c", "glance.c", "line.c"),
)
"""The code, the headers first."""

PURE = "MOJIBAKE_FIX_PURE"
"""The environment variable that turns the core off, if it is set to anything."""


def digest() -> str:
    """Return what tells this code from any other: a library that was compiled from another one is not used.

    Raises FileNotFoundError where the code is not, as in a wheel.
    """
    code = b"".join(map(_read, SOURCES))
    import zlib  # hashlib takes longer to import than the core to open, and nobody is to be kept from lying

    return f"{zlib.crc32(code):08x}{zlib.adler32(code):08x}{len(code):x}"


def _read(name: str) -> bytes:
    with open(os.path.join(os.path.dirname(__file__), name), "rb") as file:
        return file.read()


@cache
def core() -> ctypes.PyDLL | None:
    """Return the compiled core; None if it is not there, damaged, of another version, or turned off.

    It keeps the lock of the interpreter: its calls are short, and a search has one room for all.

    >>> core() is core()
    True
    """
    if os.environ.get(PURE) or sys.maxsize < 1 << 32:  # what numpy counts with has 64 bits in the code
        return None
    try:
        library = ctypes.PyDLL(str(LIBRARY))
        compiled = ctypes.c_char_p.in_dll(library, "core_digest").value
    except (OSError, ValueError):
        return None
    return library if _is_of_this_code(compiled) else None


def _is_of_this_code(compiled: bytes | None) -> bool:
    """Tell whether a digest is that of the code; a wheel has only the library, which was compiled for it."""
    try:
        return compiled == digest().encode()
    except FileNotFoundError:
        return True
