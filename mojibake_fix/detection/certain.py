"""What the structure of bytes proves: marks, escapes, NULs, strict UTF-8."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence
from dataclasses import replace

from ..model import Detection
from .binary import kind
from .candidates import among, named
from .detected import MOST, detected, detected_mixture
from .escapes import shifted
from .joined import appended, continued
from .known import SURE, Examined
from .looks import UTF16
from .mixed import AND, mixture
from .price import likelihood
from .sample import beyond_count, is_valid, may_be_ebcdic, text_of
from .tongue import tongue
from .utf7 import as_utf7
from .wide import wide
from .windows import looked_at

__all__ = ["BOMS", "certain"]

# Longest first: the mark of UTF-32 begins with that of UTF-16.
BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SAMPLE = 3000  # bytes by which the script of a text in UTF-16 is told
# All letters of one page of EBCDIC are ASCII. Text costs 2.7 nats a letter, and one line in two hundred more than that.
_OF_HEBREW, _FEWEST_OF_HEBREW, _HEBREW_EACH = "cp424", 16, -4.5
_EAST = frozenset({"zh", "ja", "ko"})


def certain(data: bytes, languages: Sequence[str] | None, detect: Callable[[bytes], Detection]) -> Examined | None:
    """Return what the structure of the bytes proves, or None; ``detect`` tells what stands beside UTF-16 in one file.

    >>> certain("é".encode(), None, detect=lambda data: Detection(None, 0.0)).detection.evidence
    'valid UTF-8'
    >>> certain("é".encode("cp1252"), None, detect=lambda data: Detection(None, 0.0)) is None
    True
    """
    for bom, encoding in BOMS:
        if not data.startswith(bom):
            continue
        body = data[len(bom) :]
        if (joined := _with_continuation(body, encoding, detect)) is not None:
            return Examined(replace(joined, bom=bom))
        if is_valid(body, encoding) and "\0" not in (text := body.decode(encoding)):
            return Examined(detected(encoding, 1.0, text, "byte order mark", bom=bom), text)
        if (
            encoding in UTF16
            and len(body) % 2
            and is_valid(body[:-1], encoding)
            and "\0" not in (text := body[:-1].decode(encoding))
        ):
            return Examined(detected(encoding, MOST, text, "byte order mark, and a character that is cut at the end", bom=bom))
    if data.isascii() and (seven := _of_seven_bits(data)) is not None:
        return seven
    if b"\0" in data:
        for encoding in ("utf-16-le", "utf-16-be"):
            if (joined := _with_continuation(data, encoding, detect)) is not None:
                return Examined(joined)
        if (told := wide(data)) is not None:
            name, why = told
            return Examined(detected(name, 0.99, data[:_SAMPLE].decode(name, "ignore"), why))
        return _with_appended(data, detect)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if kind(looked_at(data)) is not None or _contradicts(text, languages):
        return None
    if b"\x1b" in data and (mixed := mixture(data, among())) is not None:
        return Examined(detected_mixture(mixed))
    return Examined(detected("utf-8", 1.0, text, "ASCII" if text.isascii() else "valid UTF-8"), text)


def _of_seven_bits(data: bytes) -> Examined | None:
    """Return what bytes in ASCII are that say more than ASCII by escapes or by base64, or None if they do not."""
    if (b"\x1b" in data or b"~{" in data) and (name := shifted(data)) is not None:
        text = data.decode(name)
        return Examined(detected(name, 0.99, text, "escapes between sets of characters"), text)
    if (hebrew := _hebrew_of_mainframes(data)) is not None:
        return Examined(detected(_OF_HEBREW, 0.99, hebrew, "Hebrew, whose letters are at the places of those of ASCII"), hebrew)
    if (text_of_base64 := as_utf7(data)) is not None:
        return Examined(detected("utf-7", 0.99, text_of_base64, "text in base64 behind each plus"), text_of_base64)
    return None


def _hebrew_of_mainframes(data: bytes) -> str | None:
    """Return the text of bytes that are all ASCII, but a text in the page of EBCDIC for Hebrew, or None if they are none."""
    if not may_be_ebcdic(data) or not is_valid(data, _OF_HEBREW):
        return None
    text = text_of(data, _OF_HEBREW)
    letters = beyond_count(text)
    is_text = letters >= max(_FEWEST_OF_HEBREW, len(text) / 2) and likelihood(text, "any") > _HEBREW_EACH * letters
    return text if is_text else None


def _with_continuation(data: bytes, encoding: str, detect: Callable[[bytes], Detection]) -> Detection | None:
    """Return what UTF-16 with other text behind it is, or None if the bytes are not that."""
    end = continued(data, encoding) if encoding in UTF16 else None
    tail = None if end is None else detect(data[end:])
    if end is None or tail is None or tail.encoding is None or tail.confidence < SURE or tail.encoding in UTF16:
        return None
    text = data[: min(end, _SAMPLE)].decode(encoding, "ignore")
    evidence = f"UTF-16, and from byte {end:,} on {tail.evidence}"
    return detected(f"{encoding}{AND}{tail.encoding}", min(0.99, tail.confidence), text, evidence)


def _with_appended(data: bytes, detect: Callable[[bytes], Detection]) -> Examined | None:
    """Return what text with UTF-16 behind it is, or None if the bytes are not that."""
    place = appended(data)
    if place is None:
        return None
    start, encoding = place
    head = detect(data[:start])
    if head.encoding is None:
        return None
    evidence = f"{head.evidence}, and UTF-16 from byte {start:,} on"
    return Examined(replace(head, encoding=f"{head.encoding}{AND}{encoding}", evidence=evidence, label=None))


def _contradicts(text: str, languages: Sequence[str] | None) -> bool:
    """Tell whether a text that should be Chinese, Japanese or Korean has something beyond ASCII, and it is another script."""
    return bool(languages) and named(languages or ()) <= _EAST and not text.isascii() and tongue(text)[0] not in _EAST
