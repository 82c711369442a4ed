"""Which rules may find something in a text: decided at once, before any of them looks at it.

A rule that has nothing to look for is not even imported. Most texts have no sign at all.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from functools import cache, partial

from ..patterns import lazy_pattern
from ..records import NamedTuple
from ..spans import FOREIGN, HAN, HANGUL, KANA, Letters, characters_of, is_chinese, is_mostly_ascii, note, one_is_in
from .rule import Rule

__all__ = ["possible"]

# Printable ASCII is a sign of nothing. It is taken away first where there is much of it, for bytes go quicker than characters.
_PLAIN = bytes(b for b in range(0x80) if chr(b).isprintable() or chr(b) in "\t\n")
_HEAD = 1000  # characters
# Characters: fewer, and from there on more of a text of mostly ASCII, are searched sooner than looked at.
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
    return _chosen(text, asked, _way(text)(text, asked)) if asked else []


class _Look(NamedTuple):
    """What a look at a text says: whether it is Chinese, and whether a rule has its sign there, and its neighbours."""

    chinese: bool
    has_sign: Callable[[Rule], bool]
    asks: Callable[[Rule], bool]
    much: float = _MUCH  # characters times marks, from which on these are not looked for


def _chosen(text: str, rules: list[Rule], look: _Look) -> list[Rule]:
    return [
        rule
        for rule in rules
        if (look.chinese or not rule.chinese)
        and (not rule.marks or len(text) * len(rule.marks) > look.much or any(mark in text for mark in rule.marks))
        and (not rule.sign or look.has_sign(rule))
        and (not rule.neighbours or look.asks(rule))
    ]


def _way(text: str) -> Callable[[str, list[Rule]], _Look]:
    """Return the way to look at a text that takes least time."""
    if characters_of(text) is not None:
        return _one_by_one
    return _by_search if len(text) < _SHORT or (len(text) >= _LONG and is_mostly_ascii(text)) else _by_survey


def _one_by_one(text: str, rules: list[Rule]) -> _Look:
    """Look for each sign, and for marks in a text of any length: a rule that is not asked need not be imported, either."""
    chinese = any(rule.chinese for rule in rules) and is_chinese(text)
    return _Look(chinese, lambda rule: one_is_in(text, rule.sign_in(text)), lambda _: True, math.inf)


def _by_survey(text: str, rules: list[Rule]) -> _Look:
    from .survey import surveyed  # with what few texts are long enough for

    if (seen := surveyed(text)) is None:
        return _by_search(text, rules)
    return _Look(is_chinese(text), partial(seen.has_sign, text), seen.asks)


def _by_search(text: str, rules: list[Rule]) -> _Look:
    rest = _without_ascii(text)
    if any(rule.chinese for rule in rules) and FOREIGN.search(rest, 0, _HEAD) and not is_chinese(rest):
        rules = [rule for rule in rules if not rule.chinese]
    signs = {rule.id: rule.sign_in(rest) for rule in rules}
    seen, foreign = _seen(rest, tuple(signs.values()))
    if not foreign:
        note(text, Letters(han=None, foreign=0))
    chinese = any(rule.chinese for rule in rules) and (is_chinese(rest) if foreign else _HAN.search(rest) is not None)
    return _Look(chinese, lambda rule: _one_of(signs[rule.id]).search(seen) is not None, lambda rule: _asks(text, rule))


def _asks(text: str, rule: Rule) -> bool:
    """Tell whether a rule has its neighbours in a text, or nobody knows."""
    from .survey import surveyed

    seen = surveyed(text)
    return seen is None or seen.asks(rule)


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
