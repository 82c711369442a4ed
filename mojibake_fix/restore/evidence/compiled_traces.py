"""What the compiled core looks into to tell of most rows that no channel left them; of the rest ``traces`` is asked.

The core knows all readers but that of Big5-HKSCS, by tables that are mapped into memory.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache

from ...language.mapped import address_of
from ...native import core
from ..likelihood.pricing import PRICING
from .bounds import ASCII, BESIDE, FEWEST, LAYER, LEAST, LIKELIER, LONE, MORE_OF_LEGACY, QUOTED, Least
from .compiled_rows import address_of_screen
from .oddity import BMP, LIMITS, Row
from .stored import legacy, utf8_shapes

__all__ = ["address_of_tables", "is_no_trace_to_core"]


class _CTables(ctypes.Structure):
    """What the core is given: ``Tables`` in native/traces.h."""

    _fields_ = (
        ("legacy", ctypes.c_void_p),
        ("shapes", ctypes.c_char_p),
        ("code", ctypes.POINTER(ctypes.c_uint16)),
        *((name, ctypes.c_int32) for name in ("beside", "ascii", "likelier", "quoted", "fewest")),
        *((name, ctypes.c_int32) for name in (*Least._fields, "layer")),
        *((name, ctypes.c_double) for name in ("more", "lone")),
        *((name, ctypes.c_double) for name in PRICING._fields),
    )


@cache
def _tables() -> _CTables | None:
    """Return the tables; None where the numbers in the file are not those of this machine."""
    if sys.byteorder == "big":
        return None
    library, file, codes = core(), address_of(legacy()), (ctypes.c_uint16 * (_PAGES * BMP))()
    assert library is not None
    library.codes_of_pages(ctypes.c_void_p(file), codes)
    return _CTables(
        file,
        utf8_shapes(),
        codes,
        *(BESIDE, ASCII, LIKELIER, QUOTED, FEWEST),
        *(*LEAST, LAYER),
        *(MORE_OF_LEGACY, LONE),
        *PRICING,
    )


def address_of_tables() -> int | None:
    """Return where stands what the core looks into; it stays there. None where it is not for this machine."""
    found = _tables()
    return None if found is None else ctypes.addressof(found)


def is_no_trace_to_core(text: str, row: Row, enough: int) -> bool:
    """Return what ``oddity.is_no_trace`` promises.

    >>> from .oddity import rows
    >>> [[is_no_trace_to_core(text, row, 60) for row in rows(text, 60, 9)] for text in ("楠岃瘉", "山节藻梲")]
    [[False], [True]]
    """
    if (tables := address_of_tables()) is None:
        return False
    begin, end = max(0, row.start - BESIDE - LIMITS.reach), row.end + BESIDE + 1
    points = text[begin:end].encode("utf-32", "surrogatepass")
    library = core()
    assert library is not None
    start, stop, length = row.start - begin, row.end - begin, len(points) // _POINT - 1
    screen, known = address_of_screen(), ctypes.c_void_p(tables)
    return bool(library.is_no_trace(screen, known, points, length, start, stop, ctypes.c_uint32(row.readers), enough))


_POINT = 4  # bytes
_PAGES = 5
