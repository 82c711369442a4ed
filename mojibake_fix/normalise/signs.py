"""The signs of the rules, and by them which rules may find something in a text: decided at once, before any of them looks at it.

A rule that has nothing to look for is not even imported. Most texts have no sign at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..patterns import lazy_pattern
from ..spans import FOREIGN, HAN, HANGUL, KANA, characters_of, is_chinese, is_mostly_ascii, note_no_foreign, one_is_in
from .neighbours import neighbours_in
from .rule import Rule

__all__ = [
    "COMPATIBLE",
    "COMPOSITION",
    "CONTROLS",
    "DIRECTION",
    "HALF_WIDTH_HANGUL",
    "HALF_WIDTH_KANA",
    "IDEOGRAPHS",
    "INVISIBLE",
    "ISOLATES",
    "LIGATURES",
    "NEWLINES",
    "ODD_SPACES",
    "POP",
    "POP_ISOLATE",
    "PRIVATE_USE",
    "RADICAL",
    "SOFT_HYPHENS",
    "WIDTH",
    "WINDOWS_CONTROLS",
    "possible",
]

NEWLINES = "\r"
CONTROLS = "\x00-\x08\x0e-\x1a\x1c-\x1f\x7f"
INVISIBLE = f"{CONTROLS}\N{ZERO WIDTH NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{WORD JOINER}"
ISOLATES, POP, POP_ISOLATE = "\u2066\u2067\u2068", "\u202c", "\u2069"
DIRECTION = f"\u202a\u202b\u202d\u202e{ISOLATES}{POP}{POP_ISOLATE}"  # embeddings and overrides first
WINDOWS_CONTROLS = "\x80\x82\x84\x86\x87\x89\x8b\x91-\x97\x99\x9b"
SOFT_HYPHENS = "\N{SOFT HYPHEN}"
# Marks, and what composes with or decomposes into others: by blocks, in which there are others, too.
COMPOSITION = (
    "\u0300-\u036f\u0374\u037e\u0387\u0483-\u0487\u0590-\u1dff\u1f00-\u1fff"  # letters
    "\u2000\u2001\u20d0-\u20ff\u2126\u212a\u212b\u2329\u232a\u2adc"  # spaces, signs
    "\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\ua6ff\ua800-\uabff"  # marks
    "\uf900-\ufaff\ufb1d-\ufb4f\ufe20-\ufe2f\U00010000-\U0010ffff"  # compatibility forms, and all beyond the first plane
)
COMPATIBLE, RADICAL = "\uf900-\ufaff\U0002f800-\U0002fa1f", "\u2f00-\u2fd5"
IDEOGRAPHS = COMPATIBLE + RADICAL
PRIVATE_USE = "\ue000-\uf848"
LIGATURES = "\ufb00-\ufb06"
WIDTH = "０-９Ａ-Ｚａ-ｚ"
HALF_WIDTH_KANA = "\uff61-\uff9f"
HALF_WIDTH_HANGUL = "\uffa1-\uffbe\uffc2-\uffc7\uffca-\uffcf\uffd2-\uffd7\uffda-\uffdc"
ODD_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}\N{THIN SPACE}\N{HAIR SPACE}"

# Printable ASCII is a sign of nothing. It is taken away first where there is much of it, for bytes go quicker than characters.
_PLAIN = bytes(b for b in range(0x80) if chr(b).isprintable() or chr(b) in "\t\n")
_HEAD = 1000  # characters
_MUCH = 10_000  # characters times marks: in more of them a rule finds none in less time than all of them are looked for

_HAN = lazy_pattern(f"[{HAN}]")
_BEYOND = lazy_pattern("[\U00010000-\U0010ffff](?:-[\U00010000-\U0010ffff])?")


def possible(text: str, rules: Iterable[Rule]) -> list[Rule]:
    r"""Return those of some rules that may find something in a text, the others certainly do not.

    >>> from mojibake_fix.normalise import RULES
    >>> [rule.id for rule in possible("It\x92s a \ufb01le.", RULES)]
    ['windows-controls', 'ligatures', 'trailing-space']
    """
    return (_by_search if characters_of(text) is None else _one_by_one)(text, list(rules))


def _one_by_one(text: str, rules: list[Rule]) -> list[Rule]:
    """Look for the marks in a text of any length: a rule that is not asked need not be imported, either."""
    chinese = any(rule.chinese for rule in rules) and is_chinese(text)
    return [
        rule
        for rule in rules
        if (chinese or not rule.chinese)
        and (not rule.marks or any(mark in text for mark in rule.marks))
        and (not rule.sign or one_is_in(text, rule.sign_in(text)))
    ]


def _by_search(text: str, rules: list[Rule]) -> list[Rule]:
    if not rules:
        return []
    rest = _without_ascii(text)
    if any(rule.chinese for rule in rules) and FOREIGN.search(rest, 0, _HEAD) and not is_chinese(rest):
        rules = [rule for rule in rules if not rule.chinese]
    signs = tuple(rule.sign_in(rest) for rule in rules)
    seen, foreign = _seen(rest, signs)
    if not foreign:
        note_no_foreign(text)
    chinese = any(rule.chinese for rule in rules) and (is_chinese(rest) if foreign else _HAN.search(rest) is not None)
    beside = neighbours_in(text) if chinese else 0
    return [
        rule
        for rule, sign in zip(rules, signs, strict=True)
        if (chinese or not rule.chinese)
        and (not rule.marks or len(text) * len(rule.marks) > _MUCH or any(mark in text for mark in rule.marks))
        and (not rule.neighbours or any(beside & pairs == pairs for pairs in rule.neighbours))
        and (not sign or (seen and _one_of(sign).search(seen)))
    ]


def _seen(text: str, signs: tuple[str, ...]) -> tuple[str, bool]:
    """Return some stretches of a text that have all signs that are in it, and whether it may have Japanese or Korean."""
    if not any(signs):
        return "", True
    # A class of the first plane is searched for twice as fast.
    one_or_foreign, some = _all_of(signs, near=len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text))
    # Correct Chinese has no sign, nor anything of Japanese or Korean, and this is known after one pass.
    odd = one_or_foreign.search(text)
    return ("".join(set(some.findall(text, odd.start()))), True) if odd else ("", False)


@cache
def _all_of(signs: tuple[str, ...], *, near: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of one sign, or one character of Japanese or Korean, and that of some signs."""
    characters = "".join(signs)
    if near:
        characters = _BEYOND.sub("", characters)
    return _one_of(characters + KANA + HANGUL), re.compile(f"[{characters}][{characters}]*")


def _without_ascii(text: str) -> str:
    """Return a text without its printable ASCII, or the text itself where there is little of that."""
    if not is_mostly_ascii(text):
        return text
    return text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")


@cache
def _one_of(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{characters}]")
