"""Say what encoding a file is in, how sure that is, and why."""

from __future__ import annotations

from ..model import Alternative, Detection
from .human import written_encoding
from .visible import visible

__all__ = ["describe", "percent"]

_SHOWN = 3  # alternatives
LANGUAGES = {"zh": "Chinese", "ja": "Japanese", "ko": "Korean", "el": "Greek", "he": "Hebrew", "th": "Thai"}
_SCRIPTS = {"Hans": "Simplified Chinese", "Hant": "Traditional Chinese"}
_ALPHABETS = {"Latn": "Latin letters", "Cyrl": "Cyrillic letters", "Arab": "Arabic letters", "Deva": "Devanagari"}


def describe(path: str, detection: Detection) -> str:
    """Return one line about the encoding of a file.

    >>> describe("a.txt", Detection("gb18030", 0.98, "zh", (Alternative("big5", 0.02),), "likeliest text", script="Hans"))
    'a.txt: GB18030 (98 % sure), Simplified Chinese: likeliest text; could also be Big5 (2 %)'
    >>> describe("b.txt", Detection(None, 0.7, None, (Alternative("cp1252", 0.2),), "text in no encoding this program knows"))
    'b.txt: not known: text in no encoding this program knows; could also be Windows-1252 (20 %)'
    """
    if detection.encoding is None:
        line = f"{path}: {'binary' if detection.binary else 'not known'}"
    else:
        mark = " with a byte order mark" if detection.bom else ""
        line = f"{path}: {written_encoding(detection.encoding)}{mark} ({percent(detection.confidence)} sure)"
        line += "".join(f", {words}" for words in (_language(detection),) if words)
    if detection.evidence:
        line += f": {detection.evidence}"
    if detection.alternatives:
        line += f"; could also be {', '.join(map(_alternative, detection.alternatives[:_SHOWN]))}"
    return visible(line)


def _language(detection: Detection) -> str:
    """Return the language, with the script of Chinese, or what letters the text has."""
    if detection.language is None:
        return _ALPHABETS.get(detection.script or "", "")
    return _SCRIPTS.get(detection.script or "", LANGUAGES.get(detection.language, detection.language))


def _alternative(other: Alternative) -> str:
    return f"{written_encoding(other.encoding)} ({percent(other.confidence)})"


def percent(share: float) -> str:
    """Return a share in percent, never rounded to certainty.

    >>> percent(0.9999), percent(1), percent(0.25)
    ('99 %', '100 %', '25 %')
    """
    return "100 %" if share == 1 else f"{min(max(round(share * 100), 1), 99)} %"
