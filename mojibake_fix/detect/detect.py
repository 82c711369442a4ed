"""Decide which encoding some bytes are in: what rules out comes first, what is likely last.

A byte order mark or strict UTF-8 ends it. Bytes with control characters are UTF-16 or no text. Among the CJK encodings
the likelier text wins; what no CJK encoding explains well goes to charset-normalizer, restricted to encodings that files
are really found in.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from ..encodings.names import codec_of
from ..model import Detection
from .cjk import likeliest
from .mixed import detect_mixed
from .sample import is_valid
from .single_byte import single_byte
from .wide import wide

__all__ = ["BOMS", "detect"]

# Longest first: the mark of UTF-32 begins with that of UTF-16.
BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # what no text has; ESC stands in logs


def detect(data: bytes, *, languages: Sequence[str] | None = None, declared: str | None = None) -> Detection:
    """Return the encoding of ``data``, how sure that is, what else it could be, and why.

    ``languages`` (such as ``["zh", "ja"]``) restricts CJK candidates; ``declared`` is an encoding the source of the bytes
    claims, which wins if the bytes are valid in it. Raises UsageError for a declared encoding nobody knows.

    >>> detect("中文编码".encode("gb18030")).encoding, detect("漢字編碼".encode("big5")).encoding
    ('gb18030', 'big5')
    >>> detect(b"\\x89PNG\\r\\n\\x1a\\n\\0\\0").encoding is None
    True
    """
    for bom, encoding in BOMS:
        body = data[len(bom) :]
        if data.startswith(bom) and is_valid(body, encoding) and "\0" not in body.decode(encoding):
            return Detection(encoding, 1.0, evidence="byte order mark", bom=bom)
    if declared is not None and is_valid(data, codec := codec_of(declared)):
        return Detection(codec, 1.0, evidence="declared, and valid")
    if _CONTROL.search(data):
        return wide(data) or Detection(None, 1.0, evidence="control characters: no text")
    if is_valid(data, "utf-8"):
        return Detection("utf-8", 1.0, evidence="ASCII" if data.isascii() else "valid UTF-8")
    return detect_mixed(data, likeliest) or _mostly_utf8(data) or likeliest(data, languages) or single_byte(data)


def _mostly_utf8(data: bytes) -> Detection | None:
    """Recognise UTF-8 with some bytes that are not: two encodings in one file, or a character that was cut."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}") - data.count("\N{REPLACEMENT CHARACTER}".encode())
    whole = sum(1 for character in text if character > "\x7f") - broken
    if whole > 2 * broken:
        return Detection(
            "utf-8", whole / (whole + broken), evidence=f"UTF-8, but for {broken} {'place' if broken == 1 else 'places'}"
        )
    return None
