"""Letters and signs of Latin-1 where no text has them, and the pages of DOS and of the Mac have marks and letters.

Some of what these pages write becomes C1 controls in Latin-1, the rest letters and signs: `don’t` is `donÕt`, `sección` is
`secci¢n`, `“yes”` is `ÒyesÓ`. A capital in a word in small letters, a sign of money in one, a pair of capitals around words
are as telling as a control.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns import lazy_pattern

if TYPE_CHECKING:
    from .restored import Restored

__all__ = ["OUT_OF_PLACE", "PLACES", "are_out_of_place"]

OUT_OF_PLACE = "ÃÕÓÒÔÈÇÊ¡¢£¤¯ÿ³¹¿º±¶‚„†‡ˆ‰ŠŽŸ"
"""What hardly ever stands behind a small letter of ASCII, and does where marks and letters of such a page do.

Ã is what is left of ß in UTF-8 where controls were dropped.
"""

_BESIDE = 400  # characters of a line that are looked at around a span
_FEWEST = 2  # signs amid letters: one may be a joke, or a slip of the key
_FEWEST_CAPITALS = 3  # Š and Ž, with which somebody may have let go of a key too late

_OPENS, _INSIDE, _CLOSES = r"(?<![^\W\d_])", r"(?=[\w%{{<$])[^\n{marks}]{{1,80}}?(?<=[a-z0-9%}}>)])", r"(?![^\W\d_])"


def _pair(first: str, last: str, blank: str = "") -> str:
    """Return a pattern for words in a pair of what was marks, and what was a blank within them."""
    inside = _INSIDE.format(marks=first + last)
    return f"{_OPENS}{first}{blank}{inside}{blank}{last}{_CLOSES}"


_OF_MAC = lazy_pattern(
    "|".join(
        (
            "(?<=[a-z])Õ(?:[stdm]|re|ve|ll)(?![a-z])",  # an apostrophe, of English
            r"(?<![^\W\d_])(?:[cdjlmnst]|qu|[ld]ell|all|nell|sull|un)Õ(?=[a-z])",  # and of French or Italian
            *(_pair(*each) for each in ("ÒÓ", "ÔÕ", "ãÒ", "ÈÇ", "ÇÈ")),
            _pair("Ç", "È", blank="Ê"),
        )
    )
)
_OF_DOS = lazy_pattern("|".join((_pair("®", "¯", blank="ÿ"), _pair("®", "¯"), _pair("¯", "®"))))
_AMID_LETTERS, _BEHIND_A_LETTER = lazy_pattern("(?<=[a-z])[¡¢£¤](?=[a-z])"), lazy_pattern("(?<=[a-z])[¡¢£¤\xa0]")

# What stands behind a letter in clean text, too, such as m³, but not between two: letters of other pages in Windows-1252.
_AMID_LETTERS_IN = {
    "cp1250-as-cp1252": lazy_pattern("(?<=[a-z])[³¹¿º](?=[a-zœæêñó])"),
    "iso-8859-2-as-cp1252": lazy_pattern("(?<=[a-z])[³±¿¶](?=[a-zæêñó])"),
    "cp850-as-cp1252": lazy_pattern("(?<=[A-Za-z])(?:[„†\x81¡¢£¤](?=[a-z])|‚(?![A-Z]))"),
    "mac-roman-as-cp1252": lazy_pattern("(?<=[A-Za-z])(?:[‰‡ˆ\x8d\x8f\x90](?=[a-z])|[ŠŽŸ](?![A-Z]))"),
}

_CAPITAL_WITHIN = lazy_pattern("[a-z][A-Z]")  # where names, or jokes, have capitals in words, Š and Ž may be such
# Such words are joined in languages that have Š and Ž: eŠkola, menoŽiaka. None begins with another sign, ends where it begins, or
# is a consonant or two.
_NOT_JOINED = lazy_pattern(
    "(?<=[a-z])(?:Ÿ|[‰‡ˆ\x8d\x8f\x90](?=[a-z])|[ŠŽ](?:[a-z]+[ŠŽ](?![^\\W\\d_])|[b-df-hj-np-tv-xz]{1,2}[ŠŽ]))"
)

PLACES = lazy_pattern("(?<=[a-z])(?:[ÃÕÓÒÔÈÇÊ¡¢£¤¯ÿ‚ŠŽŸ]|[³¹¿º±¶„†‡ˆ‰](?=[a-zœæêñó]))")
"""What may be out of place: a hint, not more."""


def are_out_of_place(text: str, span: Restored, *, proven: bool) -> bool:
    """Tell whether what a span changes, or what stands with it in a line, is where no text has it.

    In a document that proves the channel one sign behind a letter is enough.
    """
    start, end = max(0, span.start - _BESIDE), span.end + _BESIDE
    first = text.rfind("\n", start, span.start) + 1 or start
    last = text.find("\n", span.end, end)
    line = text[first : last if last >= 0 else end]
    if span.channel == "mac-roman-as-latin-1":
        return _finds(_OF_MAC, line, span.start - first, span.end - first) > 0
    if span.channel == "cp850-as-latin-1":
        signs = _finds(_BEHIND_A_LETTER if proven else _AMID_LETTERS, line, span.start - first, span.end - first)
        return signs >= (1 if proven else _FEWEST) or _finds(_OF_DOS, line, span.start - first, span.end - first) > 0
    if (amid := _AMID_LETTERS_IN.get(span.channel)) is not None and not _CAPITAL_WITHIN.search(line):
        has_capitals = span.channel == "mac-roman-as-cp1252"
        if has_capitals and not (proven or _NOT_JOINED.search(line)):
            return False
        fewest = _FEWEST_CAPITALS if has_capitals else _FEWEST
        return _finds(amid, line, span.start - first, span.end - first) >= (1 if proven else fewest)
    return False


def _finds(pattern: re.Pattern[str], line: str, start: int, end: int) -> int:
    """Return how many matches lie in a part of a line, or reach into it."""
    return sum(found.start() < end and start < found.end() for found in pattern.finditer(line))
