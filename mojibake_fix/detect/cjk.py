"""Among the CJK encodings, the one in which the bytes make the likeliest text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..language.mixture import any_language
from ..model import Detection
from .sample import SAMPLE, is_valid, text_of

__all__ = ["PLAUSIBLE", "likeliest", "price"]

# Codec, language, in the order in which ties are broken.
_CODECS: tuple[tuple[str, str], ...] = (
    ("gb18030", "zh"),
    ("big5", "zh"),
    ("big5hkscs", "zh"),
    ("cp932", "ja"),
    ("euc_jp", "ja"),
    ("cp949", "ko"),
    ("cp936", "zh"),  # what GB18030 cannot read: the euro sign as 80, a lone FF
)

PLAUSIBLE = -10.5
"""Nats a character beyond ASCII: text in the right encoding costs 5 to 9, in a wrong one 11 to 16."""

# A character beyond ASCII between letters of ASCII: an accented letter with the letter behind it.
_LONELY = re.compile(r"[A-Za-z][^\x00-\x7f](?=[A-Za-z \n.,;:!?]|$)")
_MOST_LONELY = 0.5  # share of such characters

# What any single-byte text is in Shift-JIS. Real text holds it now and then, never for the most part.
_NARROW = re.compile("[\uff61-\uff9f]")
_NARROW_KANA = -11.0  # nats


@dataclass(frozen=True, slots=True)
class _Candidate:
    encoding: str
    language: str
    nats: float  # of the whole sample
    each: float  # of a character beyond ASCII


def likeliest(data: bytes, languages: Sequence[str] | None = None) -> Detection | None:
    """Return the CJK encoding in which the bytes make the likeliest text, or None if none of them makes text.

    >>> likeliest("中文编码".encode("gb18030")).encoding
    'gb18030'
    """
    candidates = sorted(_candidates(data, languages), key=lambda candidate: -candidate.nats)
    if not candidates or candidates[0].each < PLAUSIBLE:
        return None
    best, *rest = candidates
    behind = [other for other in rest if other.nats < best.nats]  # the others read the same text
    doubt = sum(math.exp(max(-700.0, other.nats - best.nats)) for other in behind)
    return Detection(
        best.encoding,
        1 / (1 + doubt),
        best.language,
        tuple(other.encoding for other in rest),
        f"likeliest text: {best.each:.1f} nats a character" + (f", next {behind[0].each:.1f}" if behind else ""),
    )


def price(text: str) -> tuple[float, float]:
    """Return what the characters of a text beyond ASCII cost in nats, together and each on average."""
    beyond = [pair for pair in zip("\n" + text, text, strict=False) if pair[1] > "\x7f"]
    nats = sum(_NARROW_KANA if _NARROW.match(pair[1]) else any_language().logp(*pair) for pair in beyond)
    return nats, nats / max(1, len(beyond))


def _head(data: bytes, encoding: str) -> str:
    """Return the text of the beginning of a file that is valid in an encoding; the last character may be cut."""
    return text_of(data, encoding)[:SAMPLE] if encoding == "cp936" else data[:SAMPLE].decode(encoding, "ignore")


def _candidates(data: bytes, languages: Sequence[str] | None) -> Iterator[_Candidate]:
    """Yield the encodings in which all of the bytes are valid, with the likelihood of a sample."""
    for encoding, language in _CODECS:
        if encoding == "cp936" and is_valid(data, "gb18030"):
            continue
        if (languages is None or language in languages) and is_valid(data, encoding):
            text = _head(data, encoding)
            beyond = sum(character > "\x7f" for character in text)
            if len(_LONELY.findall(text)) <= _MOST_LONELY * beyond:
                yield _Candidate(encoding, language, *price(text))
