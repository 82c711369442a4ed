"""Which rules may find something in a text: decided at once, before any of them looks at it.

A rule that has nothing to look for is not even imported. Most texts have no sign at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..patterns import lazy_pattern
from ..spans import FOREIGN, HAN, HANGUL, KANA, Letters, characters_of, is_chinese, is_mostly_ascii, note, one_is_in
from .rule import Rule

__all__ = ["possible"]

# Printable ASCII is a sign of nothing. It is taken away first where there is much of it, for bytes go quicker than characters.
_PLAIN = bytes(b for b in range(0x80) if chr(b).isprintable() or chr(b) in "\t\n")
_HEAD = 1000  # characters
# Characters of a text, Chinese or in another language, that is searched sooner than looked at.
_SHORT, _LONG = 200, 10_000
_MUCH = 10_000  # characters times marks: in more of them a rule finds none in less time than all of them are looked for

_HAN = lazy_pattern(f"[{HAN}]")
_BEYOND = lazy_pattern("[\U00010000-\U0010ffff](?:-[\U00010000-\U0010ffff])?")


def possible(text: str, rules: Iterable[Rule]) -> list[Rule]:
    r"""Return those of some rules that may find something in a text, the others certainly do not.

    >>> from mojibake_fix.normalise import RULES
    >>> [rule.id for rule in possible("It\x92s a \ufb01le.", RULES)]
    ['windows-controls', 'ligatures', 'trailing-space']
    """
    asked = list(rules)
    if characters_of(text) is not None:
        return _one_by_one(text, asked)
    is_short = len(text) < (_LONG if FOREIGN.search(text, 0, _HEAD) else _SHORT)
    return (_by_search if not asked or is_mostly_ascii(text) or is_short else _by_survey)(text, asked)


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


def _by_survey(text: str, rules: list[Rule]) -> list[Rule]:
    from .survey import surveyed  # with what few texts are long enough for

    if (seen := surveyed(text)) is None:
        return _by_search(text, rules)
    chinese = is_chinese(text)
    return [
        rule
        for rule in rules
        if (chinese or not rule.chinese)
        and (not rule.marks or len(text) * len(rule.marks) > _MUCH or any(mark in text for mark in rule.marks))
        and seen.asks(rule)
        and (not rule.sign or seen.number(rule.sign_in(text)))
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
        note(text, Letters(han=None, foreign=0))
    chinese = any(rule.chinese for rule in rules) and (is_chinese(rest) if foreign else _HAN.search(rest) is not None)
    found = [
        rule
        for rule, sign in zip(rules, signs, strict=True)
        if (chinese or not rule.chinese)
        and (not rule.marks or len(text) * len(rule.marks) > _MUCH or any(mark in text for mark in rule.marks))
        and (not sign or (seen and _one_of(sign).search(seen)))
    ]
    return _asked(text, found) if any(rule.neighbours for rule in found) else found


def _asked(text: str, rules: list[Rule]) -> list[Rule]:
    """Return those of some rules that have their neighbours in a text; all where nobody knows."""
    from .survey import surveyed

    seen = surveyed(text)
    return rules if seen is None else [rule for rule in rules if seen.asks(rule)]


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
