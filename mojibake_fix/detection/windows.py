"""What is looked at of many bytes: a bounded part, and the bytes in it that no text has."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["CONTROLS", "WINDOW", "control_count", "looked_at", "windows"]

WINDOW = 1 << 16
"""Bytes of each of the three windows that are looked at of what is larger than them together."""

CONTROLS = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))
"""What text has next to never; ESC stands in logs."""


def control_count(data: bytes) -> int:
    """Count the bytes that text has next to never.

    >>> control_count(b"\\a bell, \\t not"), control_count(b"\\x1b[31m")
    (1, 0)
    """
    return len(data) - len(data.translate(None, CONTROLS))


def windows(read: Callable[[int, int], bytes], size: int, width: int = WINDOW) -> bytes:
    """Return what is looked at of ``size`` bytes: all of it, or ``width`` bytes of the beginning, the middle and the end.

    ``read(start, length)`` gives bytes of it. Windows begin and end where lines do, but in UTF-16 and UTF-32, whose line ends are
    other bytes; they begin at a multiple of four, as a character there does.

    >>> lines = b"0123456\\n" * 100
    >>> windows(lambda start, length: lines[start : start + length], len(lines), 20) == lines[:8] * 5
    True
    """
    if size <= 3 * width:
        return read(0, size)
    middle, end = size // 8 * 4, (size - width) // 4 * 4
    parts = [read(0, width), read(middle, width), read(end, size - end)]
    if any(b"\0" in part for part in parts):
        return b"".join(parts)
    head, within, tail = parts
    head = head[: head.rfind(b"\n") + 1 or width]
    within = within[within.find(b"\n") + 1 : within.rfind(b"\n") + 1]
    return head + within + tail[tail.find(b"\n") + 1 :]


def looked_at(data: bytes) -> bytes:
    """Return what is looked at of some bytes: windows; the first of them that say anything if three windows have ASCII only."""
    seen = windows(lambda start, length: data[start : start + length], len(data))
    if len(seen) == len(data) or not seen.isascii():
        return seen
    try:
        data.decode("ascii")
    except UnicodeDecodeError as error:
        line = data.rfind(b"\n", 0, error.start) + 1
        return data[line : error.start + WINDOW]
    return seen
