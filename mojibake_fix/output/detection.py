"""Say what encoding a file is in, how sure that is, and why."""

from __future__ import annotations

from ..model import Detection
from .human import written_encoding
from .visible import visible

__all__ = ["LANGUAGES", "describe"]

LANGUAGES = {
    "zh": "Chinese",
    "ja": "Japanese",
    "ko": "Korean",
    "en": "English",
    "ru": "Russian",
    "fr": "French",
    "de": "German",
}


def describe(path: str, detection: Detection) -> str:
    """Return one line about the encoding of a file.

    >>> describe("a.txt", Detection("gbk", 0.98, "zh", ("big5",), "no invalid bytes"))
    'a.txt: GBK (98 % sure), Chinese: no invalid bytes; could also be Big5'
    """
    mark = " with a byte order mark" if detection.bom else ""
    line = f"{path}: {written_encoding(detection.encoding)}{mark} ({_percent(detection.confidence)} sure)"
    if detection.language is not None:
        line += f", {LANGUAGES.get(detection.language, detection.language)}"
    if detection.evidence:
        line += f": {detection.evidence}"
    if detection.alternatives:
        line += f"; could also be {', '.join(map(written_encoding, detection.alternatives))}"
    return visible(line)


def _percent(share: float) -> str:
    """Return a share in percent, never rounded up to certainty."""
    return "100 %" if share == 1 else f"{min(int(share * 100 + 0.5), 99)} %"
