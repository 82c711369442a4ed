"""How much of a file is looked at, what is valid, and what it says."""

from __future__ import annotations

from ..encodings import codec

__all__ = ["SAMPLE", "is_valid", "text_of"]

SAMPLE = 1 << 16
"""Bytes that are enough to weigh encodings against each other."""


# Read by our own tables, which have Microsoft's private-use characters: the page, and for Taiwan with the characters of ETEN,
# which files from there mean where Microsoft has private use.
_OUR_OWN = {"cp936": "cp936", "cp950": "big5-eten"}


def text_of(data: bytes, encoding: str) -> str:
    """Return the text of ``data``; ``cp936`` and ``cp950`` are Microsoft's, with private-use characters, the others Python's.

    Raises UnicodeDecodeError if not all of it is valid.

    >>> text_of(b"100 \\x80", "cp936"), text_of(b"\\xfa\\x40\\xc6\\xe7", "cp950")
    ('100 €', '\\ue000ぁ')
    """
    return codec(_OUR_OWN[encoding]).read(data) if encoding in _OUR_OWN else data.decode(encoding)


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
