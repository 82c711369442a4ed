"""Cut windows out of running text and ask in which language and script each is."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable

__all__ = ["confusion", "windows"]

LETTER = re.compile(r"[^\W\d_]")
EAST = {
    "zh": r"[\u3400-\u9fff\uf900-\ufaff]",
    "ja": r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]",
    "ko": r"[\u3400-\u9fff\uac00-\ud7a3]",
}


def windows(text: str, length: int, count: int, seed: int, language: str = "other") -> list[str]:
    """Return up to so many windows of running text at random places, no two overlapping.

    At least half of a window are letters; in Chinese, Japanese and Korean half of these are of the language's own script.

    >>> windows("abcde 1234567", 4, 9, seed=1)
    ['abcd']
    """
    starts = list(range(0, len(text) - length + 1, length))
    random.Random(seed).shuffle(starts)
    own = re.compile(EAST.get(language[:2], LETTER.pattern))
    found: list[str] = []
    for start in starts:
        window = text[start : start + length]
        letters = len(LETTER.findall(window))
        if 2 * letters >= length and 2 * len(own.findall(window)) >= letters:
            found.append(window)
            if len(found) == count:
                break
    return found


def confusion(decide: Callable[[str], str], texts: Iterable[str]) -> Counter[str]:
    """Count the answers for some windows."""
    return Counter(decide(text) for text in texts)
