"""Encodings of seven bits that shift: ISO-2022 of Japan, Korea and China, and HZ."""

from __future__ import annotations

import re

__all__ = ["shifted"]

# What designates a set of characters, and by which codec text with it is read; the first that is there and reads it all.
_DESIGNATIONS: tuple[tuple[bytes, str], ...] = (
    (rb"\x1b\$\)C", "iso2022_kr"),
    (rb"\x1b\$A|\x1b\$\(C", "iso2022_jp_2"),
    (rb"\x1b\$[@B]", "iso2022_jp"),
    (rb"\x1b\$\(D", "iso2022_jp_1"),
    (rb"\x1b\(I", "iso2022_jp_ext"),
    (rb"\x1b\$\(O", "iso2022_jp_3"),
    (rb"\x1b\$\([PQ]", "iso2022_jp_2004"),
    (rb"~\{(?:[\x21-\x77][\x21-\x7e]){1,}~\}", "hz"),
)
_FALLBACKS: dict[str, tuple[str, ...]] = {
    "iso2022_jp": ("iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_ext", "iso2022_jp_3", "iso2022_jp_2004")
}


def shifted(data: bytes) -> str | None:
    """Return the encoding of bytes that shift between ASCII and others by escapes, or None if none reads them.

    >>> shifted("日本".encode("iso2022_jp")), shifted("中文".encode("hz")), shifted(b"~{}~ and ~{1}")
    ('iso2022_jp', 'hz', None)
    """
    for designation, encoding in _DESIGNATIONS:
        if re.search(designation, data):
            for codec in (encoding, *_FALLBACKS.get(encoding, ())):
                if _reads(data, codec):
                    return codec
    return None


def _reads(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return not text.isascii()
