"""How much of a file is looked at, what is valid, and what it says."""

from __future__ import annotations

from ..encodings import cp936

__all__ = ["SAMPLE", "is_valid", "text_of"]

SAMPLE = 1 << 16
"""Bytes that are enough to weigh encodings against each other."""


def text_of(data: bytes, encoding: str) -> str:
    """Return the text of ``data``; ``cp936`` is Microsoft's, with the euro sign and the private-use characters.

    Raises UnicodeDecodeError if not all of it is valid.

    >>> text_of(b"100 \\x80", "cp936")
    '100 €'
    """
    if encoding != "cp936":
        return data.decode(encoding)
    text = cp936.decode(data, cp936.HOLE)
    if cp936.HOLE in text:
        raise UnicodeDecodeError("cp936", data, 0, 1, "a lead byte without its trail byte")
    return text


def is_valid(data: bytes, encoding: str) -> bool:
    """Tell whether all of ``data`` is valid in an encoding.

    >>> is_valid("中".encode(), "utf-8"), is_valid(b"\\xd6", "utf-8")
    (True, False)
    """
    try:
        text_of(data, encoding)
    except UnicodeDecodeError:
        return False
    return True
