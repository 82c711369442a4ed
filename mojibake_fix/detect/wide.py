"""UTF-16 without a byte order mark: by the NULs of its ASCII, or because it reads as text."""

from __future__ import annotations

import re
from unicodedata import category

from ..model import Detection
from .cjk import PLAUSIBLE, price
from .sample import SAMPLE, is_valid

__all__ = ["wide"]

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_ASCII_SHARE = 0.3  # of the pairs that have a NUL on one side, and none on the other, in text with much ASCII
_NO_TEXT = frozenset({"Cn", "Co", "Cs"})


def wide(data: bytes) -> Detection | None:
    """Return which UTF-16 some bytes with control characters are, or None if they are no text.

    >>> wide("text".encode("utf-16-le")).encoding, wide("二〇二六年一月".encode("utf-16-be")).encoding
    ('utf-16-le', 'utf-16-be')
    >>> wide(bytes(range(64))) is None
    True
    """
    for encoding, zeros, others in (("utf-16-le", data[1::2], data[0::2]), ("utf-16-be", data[0::2], data[1::2])):
        if zeros.count(0) > _ASCII_SHARE * len(zeros) and not others.count(0) and _is_text(data, encoding):
            return Detection(encoding, 0.95, evidence="every second byte is NUL where the text is ASCII")
    likely = [(each, encoding) for encoding in ("utf-16-le", "utf-16-be") if (each := _price(data, encoding)) > PLAUSIBLE]
    if likely:
        each, encoding = max(likely)
        return Detection(encoding, 0.95, evidence=f"reads as text: {each:.1f} nats a character")
    return None


def _price(data: bytes, encoding: str) -> float:
    """Return what a character beyond ASCII costs in this encoding, in nats; minus infinity if the bytes are no text in it."""
    if not data or not _is_text(data, encoding):
        return -float("inf")
    return price(data[:SAMPLE].decode(encoding, "ignore"))[1]


def _is_text(data: bytes, encoding: str) -> bool:
    if not is_valid(data, encoding):
        return False
    text = data.decode(encoding)
    return not _CONTROL.search(text) and not any(category(character) in _NO_TEXT for character in set(text))
