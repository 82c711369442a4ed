"""One Simplified character, several Traditional ones: 发 is 發 or 髮, 里 is 裡 or 里.

OpenCC takes the longest word of its dictionary from the left: 被发送 has 被发 (with 髮) in it, and 此系统 has 此系. A
character that got an unusual form from the word on its left, and would get another from the word on its right, belongs
to the one that it holds to more, as the language model knows it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ..language.models import chinese
from ..patterns import lazy_pattern
from ..spans import HAN, one_of
from .dictionaries import converted

__all__ = ["alternatives", "reconsidered"]

# How much more a character has to hold to the word on its right, in nats. At 3, all 51 changes in the Traditional texts that
# the language model was trained on are right; at 0, 17 of 93 are wrong.
MARGIN = 3.0

_REACH = 4  # characters of the word on the right, the one in question among them
_AMONG_HAN = lazy_pattern(f"[{HAN}].[{HAN}]")
_OF_HONG_KONG = "枱枴冲"  # forms that OpenCC's words of Hong Kong have beside those of the table


@cache
def _choices() -> dict[str, str]:
    with open(os.path.join(os.path.dirname(__file__), "data", "choices.tsv"), encoding="utf-8") as file:
        table = file.read()
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def alternatives(before: str, after: str) -> list[str]:
    """Return what a conversion could have resulted in, one choice changed at a time.

    >>> alternatives("头发", "頭髮")
    ['頭發']
    """
    if len(before) != len(after):
        return []
    return [
        after[:k] + form + after[k + 1 :]
        for k, character in enumerate(before)
        for form in _choices().get(character, "")
        if form != after[k]
    ]


def reconsidered(before: list[str], after: list[str], conversion: str) -> list[str]:
    """Return converted texts with the forms that the words on the right ask for.

    >>> reconsidered(["被发送", "头发"], ["被髮送", "頭髮"], "s2t")
    ['被發送', '頭髮']
    """
    doubts = [
        (n, *places) for n, (old, new) in enumerate(zip(before, after, strict=True)) for places in _doubtful(old, new, conversion)
    ]
    contexts = [before[n][k : k + _REACH] for n, k, _ in doubts]
    kinds = sorted(set(contexts))
    asked = dict(zip(kinds, converted(conversion, kinds), strict=True))
    changes: dict[int, dict[int, str]] = {}
    for (n, k, place), context in zip(doubts, contexts, strict=True):
        form = asked[context][0]
        if form != after[n][place] and _holds_right(*before[n][k - 1 : k + 2]):
            changes.setdefault(n, {})[place] = form
    return [_with(text, changes[n]) if n in changes else text for n, text in enumerate(after)]


def _with(text: str, changes: dict[int, str]) -> str:
    """Return a text with other characters at some ascending places."""
    parts: list[str] = []
    done = 0
    for place, form in changes.items():
        parts += (text[done:place], form)
        done = place + 1
    return "".join(parts) + text[done:]


def _doubtful(before: str, after: str, conversion: str) -> Iterator[tuple[int, int]]:
    """Yield where, before and after, a character among Han got a form that it does not get by itself.

    A line that changed its length is passed over, for nobody knows what became what.
    """
    unusual, alone = _unusual(conversion)
    old_lines, new_lines = before.split("\n"), after.split("\n")
    if [*map(len, old_lines)] == [*map(len, new_lines)]:
        old_lines, new_lines = [before], [after]  # at once
    start = place = 0
    for old, new in zip(old_lines, new_lines, strict=True):
        for match in unusual.finditer(new) if len(old) == len(new) else ():
            k = match.start()
            if k and alone.get(old[k], new[k]) != new[k] and _AMONG_HAN.match(old, k - 1):
                yield start + k, place + k
        start += len(old) + 1
        place += len(new) + 1


@cache
def _unusual(conversion: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of the forms that characters get in some words only, and what each character gets by itself."""
    choices = _choices()
    alone = dict(zip(choices, converted(conversion, [*choices]), strict=True))
    forms = {form for character, forms in choices.items() for form in forms if form != alone[character]}
    return one_of({*forms, *_OF_HONG_KONG}), alone


@lru_cache(maxsize=1 << 12)
def _holds_right(left: str, character: str, right: str) -> bool:
    return _attraction(character, right) - _attraction(left, character) > MARGIN


def _attraction(first: str, second: str) -> float:
    """Return how much likelier the second character is behind the first than anywhere, in nats."""
    model = chinese("hans")
    return model.logp(first, second) - model.alone(second)
