"""What readers leave of signs, emoji and letters with accents, amid text in an alphabet: see ``islands.py``."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from ..patterns import lazy_pattern

__all__ = ["KINDS", "LEFT", "MARKED", "SELECTOR", "STRAIGHTENED", "WIDE", "Kind"]

MARKED = "âð"
"""What islands of most kinds have one of: the first bytes of signs and of pictures."""

WIDE = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef"
_BEYOND = "[^\x00-\x7f]"  # which compiles at once, as what it leaves out would not


class Kind(NamedTuple):
    """Channels that leave islands of a kind: what these look like, and the characters that text in an alphabet has not."""

    channels: tuple[str, ...]
    island: re.Pattern[str]
    strange: re.Pattern[str]
    post: tuple[str, ...] = ()  # what was done behind the reader, after which a mark is known by its place only
    certain: re.Pattern[str] | None = None  # what must stand around one to speak for the channel, if anything must
    sign: str = ""  # what each is, if all are one
    rival: str = ""  # what else leaves the same
    lead: float = math.inf  # nats by which it is the sign rather than that: of 27,000 dashes between words, 450 are short


# What stands by itself, and not as a literal; what is left of a picture before what selects it, whole or not, and of one whose
# last byte was a blank that does not break.
_NO_LITERAL = "\"'`/|"
_ALONE = (f"(?<![{_NO_LITERAL}].)(?<!{_BEYOND}.)", f"(?![{_NO_LITERAL}]|{_BEYOND})")
_PICTURE, _BEFORE_BLANK = f"[âð]{_ALONE[0]}{_BEYOND}{{1,3}}", f"[âð]{_ALONE[0]}{_BEYOND}{{1,2}}"

STRAIGHTENED = ("â€", "â†")
"""What stands before a mark that was straightened: the beginning of a dash, and of an arrow."""

_GOES_ON = "(?= [^\\s+,;:)\\]}=.&|%])"  # in words, and not as code behind a literal that ends here

KINDS = (
    Kind(
        ("utf8-as-gbk", "utf8-as-big5", "utf8-as-euc-kr", "utf8-as-shift-jis", "utf8-as-euc-jp"),
        lazy_pattern(f"[{WIDE}](?<!{_BEYOND}.){_BEYOND}{{0,9}}(?!\\?|{_BEYOND})"),
        lazy_pattern(f"[{WIDE}]"),
    ),
    Kind(
        ("utf8-as-cp437", "utf8-as-cp850", "utf8-as-mac-roman"),
        lazy_pattern(f"{_BEYOND}(?<![\U00010000-\U0010ffff])(?<!{_BEYOND}.){_BEYOND}{{1,9}}(?!{_BEYOND})"),
        lazy_pattern(f"{_BEYOND}(?={_BEYOND})"),
    ),
    Kind(
        ("utf8-as-latin-1",),
        lazy_pattern("â(?<=[A-Za-z].)(?=(?:[stdm]|re|ve|ll)(?![A-Za-z]))"),
        lazy_pattern("[\u00c0-\u024f](?<!â)"),
        ("c1-dropped",),
        # What English alone has; `mât` and `rămâs` are words, and in Friulian `selezionât`.
        lazy_pattern(
            r"\b(?i:ai|are|ca|could|did|does|do|had|has|have|is|might|must|need|should|was|were|wo|would)nât\b"
            r"|\b(?i:it|that|what|he|she|let|here|there|who)âs\b|\b(?i:i|you|we|they)â(?:re|ve|ll|d|m)\b"
        ),
    ),
    Kind(
        ("utf8-as-cp1252",),
        lazy_pattern(f"â€(?!{_BEYOND})"),
        lazy_pattern("â€"),
        ("c1-dropped",),
        lazy_pattern("[“„][^“„”\n]{1,300}?â€"),  # it closes what the layer before has restored
    ),
    Kind(
        ("utf8-as-cp1252",),
        lazy_pattern(f"(?:â{_ALONE[0]}[Œ†]|{_PICTURE}ï¸){_ALONE[1]}"),
        lazy_pattern("âŒ|â†|ï¸"),
        ("c1-dropped",),
    ),
    Kind(
        ("utf8-as-cp1252",),
        lazy_pattern(f"{_BEFORE_BLANK} ï¸{_ALONE[1]}"),
        lazy_pattern(" ï¸"),
        ("c1-dropped", "nbsp-to-space"),
    ),
    *(
        Kind(("utf8-as-cp1252",), lazy_pattern(island), lazy_pattern("â[€†][\"']"), ("quotes-straightened",), None, *signs)
        for island, *signs in (
            (f"â(?<!\\S.)†'{_GOES_ON}|â(?<=\\w.)†'(?=\\w)", "→", "↑", 3.0),
            (r'â(?<=\d.)€"(?=\d)', "–"),
            (f'â(?<=\\S .)€"{_GOES_ON}', "—", "–", 3.0),
            (r'â(?<=[A-Za-z].)€"(?=[A-Za-z])', "—", "–", 0.8),
        )
    ),
)
# What is left without controls, and the sign beside which others that leave the same are rare.
LEFT = {"â": "’", "â€": "”", "âŒ": "❌", "â†": "←", "â¤": "❤", "âœ": "✏"}
SELECTOR = "ï¸"  # of a picture, without the control at its end
