"""One Simplified character, several Traditional ones: 发 is 發 or 髮, 里 is 裡 or 里.

OpenCC takes the longest word of its dictionary from the left: 被发送 has 被发 (with 髮) in it, and 此系统 has 此系. A
character that got an unusual form from the word on its left, and would get another from the word on its right, belongs
to the one that it holds to more, as the language model knows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from ..language.models import chinese
from ..spans import HAN
from .dictionaries import converted

__all__ = ["alternatives", "reconsidered"]

# How much more a character has to hold to the word on its right, in nats. At 3, all 51 changes in the Traditional texts that
# the language model was trained on are right; at 0, 17 of 93 are wrong.
MARGIN = 3.0

_REACH = 4  # characters of the word on the right, the one in question among them
_HAN = re.compile(f"[{HAN}]")


@cache
def _choices() -> dict[str, str]:
    table = files(__package__).joinpath("data", "choices.tsv").read_text(encoding="utf-8")
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
    doubts = [(n, k) for n, (old, new) in enumerate(zip(before, after, strict=True)) for k in _doubtful(old, new, conversion)]
    if not doubts:
        return after
    asked = converted(conversion, [before[n][k : k + _REACH] for n, k in doubts])
    results = [list(text) for text in after]
    for (n, k), answer in zip(doubts, asked, strict=True):
        if answer[0] != after[n][k] and _holds_right(before[n], k):
            results[n][k] = answer[0]
    return ["".join(characters) for characters in results]


def _doubtful(before: str, after: str, conversion: str) -> Iterator[int]:
    """Yield where a character among Han got a form that it does not get by itself."""
    if len(before) != len(after):
        return
    choices = _choices()
    for k in range(1, len(before) - 1):
        if before[k] not in choices or after[k] == _alone(before[k], conversion):
            continue
        if _HAN.match(before[k - 1]) and _HAN.match(before[k + 1]):
            yield k


@cache
def _alone(character: str, conversion: str) -> str:
    return converted(conversion, [character])[0]


def _holds_right(text: str, k: int) -> bool:
    return _attraction(text[k], text[k + 1]) - _attraction(text[k - 1], text[k]) > MARGIN


def _attraction(first: str, second: str) -> float:
    """Return how much likelier the second character is behind the first than anywhere, in nats."""
    model = chinese("hans")
    return model.logp(first, second) - model.alone(second)
