"""How much of a file is looked at, and what is valid."""

from __future__ import annotations

__all__ = ["SAMPLE", "is_valid"]

SAMPLE = 1 << 16
"""Bytes that are enough to weigh encodings against each other."""


def is_valid(data: bytes, encoding: str) -> bool:
    """Tell whether all of ``data`` is valid in an encoding.

    >>> is_valid("中".encode(), "utf-8"), is_valid(b"\\xd6", "utf-8")
    (True, False)
    """
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
