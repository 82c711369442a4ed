"""Decide which encoding some bytes are in: what rules out comes first, what is likely last.

A byte order mark or strict UTF-8 ends it. Bytes with NULs or control characters are no text. Among the CJK encodings the
likelier text wins; what no CJK encoding explains well goes to charset-normalizer, restricted to encodings that files are
really found in.
"""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import category

from ..encodings.names import codec_of
from ..language.chinese import chinese
from ..model import Detection
from .mixed import detect_mixed

__all__ = ["BOMS", "detect", "likeliest"]

# Longest first: the mark of UTF-32 begins with that of UTF-16.
BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Codec, language, in the order in which ties are broken.
_CJK: tuple[tuple[str, str], ...] = (
    ("gb18030", "zh"),
    ("big5", "zh"),
    ("big5hkscs", "zh"),
    ("cp932", "ja"),
    ("euc_jp", "ja"),
    ("cp949", "ko"),
)

# What charset-normalizer may answer. Left out are pages for mainframes and pages nobody has stored text in for decades.
_OTHERS = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "iso8859_8", "iso8859_9", "iso8859_15"),
    *("koi8_r", "koi8_u", "cp866", "cp437", "cp850", "cp852", "mac_roman", "mac_cyrillic", "tis_620"),
)

# Of these, the ones of DOS and the old Macintosh, where text is found less often than in a Windows page.
_OLD = frozenset({"cp866", "cp437", "cp850", "cp852", "mac_roman", "mac_cyrillic"})

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # what no text has; ESC stands in logs
_SAMPLE = 1 << 16  # bytes that are enough to weigh encodings against each other
_PLAUSIBLE = -10.5  # nats a character beyond ASCII: text in the right encoding costs 5 to 9, in a wrong one 11 to 16
_KNOWN = 0.5  # share of letters and marks that text beyond ASCII has at least, in any language with a single-byte encoding
_MOST_FAULTS = 0.1  # faults for each character beyond ASCII that names and formulas may have
_MARKS = frozenset("€£§©®°«»·¿¡–—‘’‚“”„…•™\xa0")
_APOSTROPHES = frozenset("’·\xad")
_WIDE_SHARE = 0.7  # share of NULs on one side of the pairs that makes UTF-16 of mostly ASCII text


@dataclass(frozen=True, slots=True)
class _Candidate:
    encoding: str
    language: str
    nats: float  # of the whole sample
    each: float  # of a character beyond ASCII


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
        if data.startswith(bom) and _valid(data[len(bom) :], encoding):
            return Detection(encoding, 1.0, evidence="byte order mark", bom=bom)
    if declared is not None and _valid(data, codec := codec_of(declared)):
        return Detection(codec, 1.0, evidence="declared, and valid")
    if _CONTROL.search(data):
        return _wide(data) or Detection(None, 1.0, evidence="control characters: no text")
    if _valid(data, "utf-8"):
        return Detection("utf-8", 1.0, evidence="ASCII" if data.isascii() else "valid UTF-8")
    return detect_mixed(data, likeliest) or _mostly_utf8(data) or likeliest(data, languages) or _other(data)


def _valid(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _wide(data: bytes) -> Detection | None:
    """Recognise UTF-16 without a byte order mark by the NULs of its ASCII."""
    pairs = len(data) // 2
    for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        others = data.count(0) - zeros.count(0)
        if pairs and not others and zeros.count(0) > (1 - _WIDE_SHARE) * pairs and _valid(data, encoding):
            text = data.decode(encoding)
            if not _CONTROL.search(text.encode("utf-8")):
                return Detection(encoding, 0.95, evidence="every second byte is NUL where the text is ASCII")
    return None


def _mostly_utf8(data: bytes) -> Detection | None:
    """Recognise UTF-8 with some bytes that are not: two encodings in one file, or a character that was cut."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}") - data.count("\N{REPLACEMENT CHARACTER}".encode())
    whole = sum(1 for character in text if character > "\x7f") - broken
    if whole > 2 * broken:
        return Detection("utf-8", whole / (whole + broken), evidence=f"UTF-8, but for {broken} places that are not")
    return None


def likeliest(data: bytes, languages: Sequence[str] | None = None) -> Detection | None:
    """Return the CJK encoding in which the bytes make the likeliest text, or None if none of them makes text.

    >>> likeliest("中文编码".encode("gb18030")).encoding
    'gb18030'
    """
    candidates = sorted(_candidates(data, languages), key=lambda candidate: -candidate.nats)
    if not candidates or candidates[0].each < _PLAUSIBLE:
        return None
    best, *rest = candidates
    rivals = [other for other in rest if other.nats > best.nats - 1e-9] or rest[:1]
    doubt = sum(math.exp(max(-700.0, other.nats - best.nats)) for other in rest if other.nats < best.nats)
    return Detection(
        best.encoding,
        1 / (1 + doubt),
        best.language,
        tuple(other.encoding for other in rest),
        f"likeliest text: {best.each:.1f} nats a character" + (f", next {rivals[0].each:.1f}" if rivals else ""),
    )


def _candidates(data: bytes, languages: Sequence[str] | None) -> Iterator[_Candidate]:
    """Yield the CJK encodings in which all of the bytes are valid, with the likelihood of a sample."""
    for encoding, language in _CJK:
        if (languages is None or language in languages) and _valid(data, encoding):
            text = data[:_SAMPLE].decode(encoding, "ignore")
            beyond = [(before, character) for before, character in zip("\n" + text, text, strict=False) if character > "\x7f"]
            nats = sum(chinese().logp(before, character) for before, character in beyond)
            yield _Candidate(encoding, language, nats, nats / max(1, len(beyond)))


def _other(data: bytes) -> Detection:
    """Ask charset-normalizer, and take of its answers the one that reads with the fewest faults."""
    import charset_normalizer  # 40 ms, for the files that are neither UTF-8 nor CJK

    sample = data[:_SAMPLE]
    matches = charset_normalizer.from_bytes(sample, cp_isolation=list(_OTHERS))
    texts = ((match, sample.decode(match.encoding)) for match in matches if _valid(data, match.encoding))
    readable = [(_faults(text), match.encoding in _OLD, _shouts(text), match) for match, text in texts if _readable(text)]
    if not readable:
        return Detection("utf-8", 0.0, evidence="text in no encoding this program knows")
    ranked = [match for *_, match in sorted(readable, key=lambda item: item[:3])]
    return Detection(
        ranked[0].encoding,
        max(0.0, 1 - ranked[0].chaos),
        ranked[0].language if ranked[0].language != "Unknown" else None,
        tuple(match.encoding for match in ranked[1:]),
        "charset-normalizer",
    )


def _readable(text: str) -> bool:
    """Tell whether what stands beyond ASCII are mostly letters and marks, with few faults and no control characters."""
    from ftfy.badness import is_bad

    beyond = [character for character in text if character > "\x7f"]
    known = sum(category(character)[0] in "LM" or character in _MARKS for character in beyond)
    controls = any("\x80" <= character < "\xa0" for character in beyond)
    return not controls and known > _KNOWN * len(beyond) and _faults(text) <= _MOST_FAULTS * len(beyond) and not is_bad(text)


def _faults(text: str) -> int:
    """Count capitals within or without words, and signs between letters: what text read in a neighbour's page is full of."""
    return sum(_is_fault(*three) for three in zip(text, text[1:], text[2:] + " ", strict=False))


def _shouts(text: str) -> bool:
    """Tell whether most letters beyond ASCII are capitals, as in KOI8 read as Windows-1251 or the reverse."""
    beyond = [character for character in text if character > "\x7f"]
    return sum(character.isupper() for character in beyond) > sum(character.islower() for character in beyond)


def _is_fault(before: str, character: str, after: str) -> bool:
    if character <= "\x7f":
        return False
    if character.isupper():
        return before.islower() or not (before.isalpha() or after.isalpha())
    return category(character)[0] not in "LM" and character not in _APOSTROPHES and before.isalpha() and after.isalpha()
