"""UTF-16 behind or before other text in one file, as the redirections of two shells leave it."""

from __future__ import annotations

from collections.abc import Iterator

from .candidates import among
from .looks import UTF16
from .rank import NOTHING, ranked
from .sample import is_valid
from .windows import control_count

__all__ = ["appended", "continued"]

_LINES_BACK = 16
_SAMPLE = 3000
_MOST_CONTROLS = 0.1  # of the bytes before the first NUL, some of which may be UTF-16 already; programs and images have more
_CLEAR = 0.98  # how sure it has to be that bytes are UTF-16, or are not


def appended(data: bytes) -> tuple[int, str] | None:
    """Return where UTF-16 begins behind other text, and which, or None if that is not so. PowerShell's ``>>`` does that to files.

    >>> appended(b"one\\n" + "two\\r\\n".encode("utf-16-le")), appended("two".encode("utf-16-le"))
    ((4, 'utf-16-le'), None)
    """
    nul = data.find(b"\0")
    if nul < 1 or control_count(data[:nul]) > _MOST_CONTROLS * nul or any(_is_utf16(data, name) for name in UTF16):
        return None
    for encoding, first in (("utf-16-le", nul - 1), ("utf-16-be", nul)):
        for start in (*_line_starts(data, first), first):
            if start > 0 and _is_utf16(data[start:], encoding) and _is_narrow(_last_line(data[:start])):
                return start, encoding
    return None


def continued(data: bytes, encoding: str) -> int | None:
    """Return where text in another encoding begins behind UTF-16, or None if it does not. The ``>>`` of other shells does that.

    >>> continued("one\\n".encode("utf-16-le") + b"two\\n", "utf-16-le"), continued("one\\n".encode("utf-16-le"), "utf-16-le")
    (8, None)
    """
    end = data.rfind(b"\n\0" if encoding == "utf-16-le" else b"\0\n") + 2
    if end < 2 or end % 2 or end == len(data) or b"\0" in data[end:]:
        return None
    return end if _is_narrow(data[end:]) and _is_utf16(data[:end], encoding) else None


def _line_starts(data: bytes, end: int) -> Iterator[int]:
    """Yield where the last lines before a place begin, going back: the byte of a line end may be half a character, too."""
    for _ in range(_LINES_BACK):
        end = data.rfind(b"\n", 0, max(0, end))
        if end < 0:
            return
        yield end + 1


def _last_line(data: bytes) -> bytes:
    return data[data.rfind(b"\n", 0, len(data) - 1) + 1 :]


def _is_narrow(data: bytes) -> bool:
    """Tell whether some bytes are text in another encoding than UTF-16."""
    return ranked(data[-_SAMPLE:], among())[0].encoding not in (NOTHING, *UTF16)


def _is_utf16(data: bytes, encoding: str) -> bool:
    if len(data) % 2 or not is_valid(data, encoding):  # bytes that are no text are not for long
        return False
    best = ranked(data[:_SAMPLE], among(encodings=["utf-16-le", "utf-16-be"]))[0]
    return best.encoding == encoding and best.share >= _CLEAR
