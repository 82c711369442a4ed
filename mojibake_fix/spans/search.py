"""Search a long text at the speed of C.

The engine of ``re`` skips to the next place where a pattern can match only if the pattern begins with one literal
character (fastest) or with one class of characters of the first plane. So a pattern here begins with the rarest
character of what it looks for, and asks about its neighbours behind that, with lookbehinds that reach over it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from itertools import chain

__all__ = ["found", "one_of"]


def one_of(characters: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of one of many characters.

    A class in which characters beyond the first plane stand beside others is walked one by one: they are asked about only
    at such.

    >>> one_of("a𠀀").findall("a, 𠀀, 𠀁")
    ['a', '𠀀']
    """
    near = "".join(sorted(character for character in characters if character <= "\uffff"))
    far = "".join(sorted(character for character in characters if character > "\uffff"))
    return re.compile(f"[{near}\U00010000-\U0010ffff](?<=[{near}{far}])" if far else f"[{near}]")


def found(text: str, patterns: Mapping[str, re.Pattern[str]], start: int = 0, end: int = sys.maxsize) -> list[re.Match[str]]:
    """Return the matches of several patterns in a stretch of a text, in order; each is filed under the character it begins with.

    >>> [match[0] for match in found("b, a; c", {";": re.compile(";"), ",": re.compile(",")})]
    [',', ';']
    """
    matches = (pattern.finditer(text, start, end) for first, pattern in patterns.items() if text.find(first, start, end) >= 0)
    return sorted(chain.from_iterable(matches), key=re.Match.start)
