"""How likely the text of one injected page is: the language model, Traditional script, and the page's own vocabulary."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from functools import lru_cache

from ...language.chinese import chinese

__all__ = ["PageModel"]

_OWN_WORDS = 0.15  # weight of pairs that the same page uses elsewhere (research: 0.1 to 0.2 is best)
_FOREIGN = -6.0  # a character that Traditional Chinese text does not have: Simplified, kana


class PageModel:
    """Score characters of one page, given its text without notes."""

    def __init__(self, text: str) -> None:
        self._pairs = Counter(itertools.pairwise(text))
        self._characters = Counter(text)
        self.logp = lru_cache(maxsize=1 << 16)(self._logp)

    def _logp(self, before: str, character: str) -> float:
        """Return log P(character | character before, this page) in nats."""
        price = chinese().logp(before, character) + _script(character)
        own = self._pairs[before, character] / self._characters[before] if self._characters[before] else 0.0
        return math.log((1 - _OWN_WORDS) * math.exp(price) + _OWN_WORDS * own)


@lru_cache(maxsize=1 << 13)
def _script(character: str) -> float:
    """Return the price of kana, or of a Simplified character: one that Big5, the other half of the world, does not have."""
    if "\u3040" <= character <= "\u30ff":
        return _FOREIGN
    if character < "\u3400":
        return 0.0
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return _FOREIGN
    return 0.0
