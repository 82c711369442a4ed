"""Which rules may find something in a text: decided for the whole of it at once, before any of them looks at it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..patterns import lazy_pattern
from ..spans import FOREIGN, HAN, HANGUL, KANA, is_chinese, is_mostly_ascii
from .rule import Rule

__all__ = ["possible"]

# Printable ASCII is a sign of nothing. It is taken away first where there is much of it, for bytes go quicker than characters.
_PLAIN = bytes(b for b in range(0x80) if chr(b).isprintable() or chr(b) in "\t\n")
_HEAD = 1000  # characters

_HAN = lazy_pattern(f"[{HAN}]")
_BEYOND = lazy_pattern("[\U00010000-\U0010ffff](?:-[\U00010000-\U0010ffff])?")


def possible(text: str, rules: Iterable[Rule]) -> list[Rule]:
    r"""Return those of some rules that may find something in a text, the others certainly do not.

    >>> from mojibake_fix.normalise import RULES
    >>> [rule.id for rule in possible("It\x92s a \ufb01le.", RULES)]
    ['windows-controls', 'ligatures', 'trailing-space']
    """
    if not (rules := list(rules)):
        return []
    rest = _without_ascii(text)
    if any(rule.chinese for rule in rules) and FOREIGN.search(rest, 0, _HEAD) and not is_chinese(rest):
        rules = [rule for rule in rules if not rule.chinese]
    sign = {rule.id: rule.sign if isinstance(rule.sign, str) else rule.sign(rest) for rule in rules}
    seen, foreign = _seen(rest, "".join(sign.values()))
    chinese = any(rule.chinese for rule in rules) and (is_chinese(rest) if foreign else _HAN.search(rest) is not None)
    return [
        rule
        for rule in rules
        if (chinese or not rule.chinese) and (not sign[rule.id] or _one_of(sign[rule.id]).search(seen) is not None)
    ]


def _seen(text: str, signs: str) -> tuple[str, bool]:
    """Return some stretches of a text that have all signs that are in it, and whether it may have Japanese or Korean."""
    if not signs:
        return "", True
    if len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        signs = _BEYOND.sub("", signs)  # a class of the first plane is searched for twice as fast
    # Correct Chinese has no sign, nor anything of Japanese or Korean, and this is known after one pass.
    odd = _one_of(signs + KANA + HANGUL).search(text)
    return ("".join(set(_some_of(signs).findall(text, odd.start()))), True) if odd else ("", False)


def _without_ascii(text: str) -> str:
    """Return a text without its printable ASCII, or the text itself where there is little of that."""
    if not is_mostly_ascii(text):
        return text
    return text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")


@cache
def _one_of(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{characters}]")


@cache
def _some_of(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{characters}][{characters}]*")
