"""One Simplified character, several Traditional ones: 发 is 發 or 髮, 里 is 裡 or 里.

OpenCC takes the longest word of its dictionary from the left: 被发送 has 被发 (with 髮) in it, and 此系统 has 此系. A
character that got an unusual form from the word on its left, and would get another from the word on its right, belongs
to the one that it holds to more, as the language model knows it. One that got it from the word on its right, 只影 (with
隻) in 只影响, stands alone if the other character of that word holds to the next one more.
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
from .made import Made

__all__ = ["alternatives", "choices", "reconsider"]

# How much more a character has to hold to the word on its right, in nats. At 3, all 51 changes in the Traditional texts that
# the language model was trained on are right; at 0, 17 of 93 are wrong.
MARGIN = 3.0

# The same of a character that is to lose its word altogether. At 4, none of 13 changes in texts that no table has seen is
# wrong; at 3, one of 18 is: 邊欄註記我們檢視的.
MARGIN_ALONE = 4.0

_REMEMBERED = 1 << 14  # stretches of text, with what they ask for
_REACH = 4  # characters of the word on the right, the one in question among them
_AMONG_HAN = lazy_pattern(f"[{HAN}].[{HAN}]")
_THREE_HAN = lazy_pattern(f"[{HAN}]{{3}}")
_OF_HONG_KONG = "枱枴冲"  # forms that OpenCC's words of Hong Kong have beside those of the table


@cache
def choices() -> dict[str, str]:
    """Return the Simplified characters with several Traditional forms, with these.

    >>> choices()["后"]
    '後后'
    """
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
        for form in choices().get(character, "")
        if form != after[k]
    ]


def reconsider(made: Made, conversion: str) -> None:
    """Give characters the forms that the words on their right ask for.

    >>> made = Made("被发送", "被髮送")
    >>> reconsider(made, "s2t")
    >>> made.after
    '被發送'
    """
    made.replace(_changes(made, conversion))


def _changes(made: Made, conversion: str) -> Iterator[tuple[int, str]]:
    """Yield where a character among Han got a form that it does not get by itself, and the one that it should have."""
    unusual, known = _unusual(conversion), _known(conversion)
    padded = f"\n{made.before}"
    for start, end, shift in made.stretches:
        for match in unusual.finditer(made.after, start, end):
            k = match.start()
            place = k - shift + 1
            around = padded[place - 1 : place + _REACH], match[0]
            if (form := known.get(around)) is None:
                if len(known) == _REMEMBERED:
                    known.clear()
                form = known[around] = _asked(conversion, *around)
            if form:
                yield k, form


@cache
def _known(conversion: str) -> dict[tuple[str, str], str]:
    """Return what was asked for: some characters with the form of the second, and the form that it should have."""
    return {}


def _asked(conversion: str, around: str, form: str) -> str:
    """Return the form that the word on its right asks for the second of some characters, nothing if it is to keep its own."""
    alone = _alone(conversion).get(around[1], form)
    if alone == form:
        return ""
    if _falls_apart(around[1:4]):
        behind, ahead = converted(conversion, [around[:2], around[1:3]])
        if behind[-1] == alone and ahead[0] == form:
            return alone
    if not _AMONG_HAN.match(around) or _attraction(*around[1:3]) - _attraction(*around[:2]) <= MARGIN:
        return ""
    asked = converted(conversion, [around[1:]])[0][0]
    return asked if asked != form else ""


def _falls_apart(ahead: str) -> bool:
    """Tell whether the second of three Han holds to the third, and not to the first."""
    return _THREE_HAN.match(ahead) is not None and _attraction(*ahead[1:]) - _attraction(*ahead[:2]) > MARGIN_ALONE


@cache
def _unusual(conversion: str) -> re.Pattern[str]:
    """Return the pattern of the forms that characters get in some words only."""
    alone = _alone(conversion)
    forms = {form for character, forms in choices().items() for form in forms if form != alone[character]}
    return one_of({*forms, *_OF_HONG_KONG})


@cache
def _alone(conversion: str) -> dict[str, str]:
    """Return what each character with several forms gets by itself."""
    characters = [*choices()]
    return dict(zip(characters, converted(conversion, characters), strict=True))


@lru_cache(maxsize=_REMEMBERED)
def _attraction(first: str, second: str) -> float:
    """Return how much likelier the second character is behind the first than anywhere, in nats."""
    model = chinese("hans")
    return model.logp(first, second) - model.alone(second)
