"""How likely the text of one injected page is: the language model, Traditional script, and the page's own vocabulary."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from functools import lru_cache

from ...language.models import chinese

__all__ = ["PageModel"]

_OWN_WORDS = 0.15  # weight of pairs that the same page uses elsewhere (research: 0.1 to 0.2 is best)
_FOREIGN = -6.0  # a character that Traditional Chinese text does not have: Simplified, kana
_MARKUP = -4.0  # nats: ASCII, of which the model of Chinese has not seen what stands in pages


class PageModel:
    """Score characters of one page, given its text without notes."""

    def __init__(self, text: str) -> None:
        self._pairs = Counter(itertools.pairwise(text))
        self._characters = Counter(text)
        self.logp = lru_cache(maxsize=1 << 16)(self._logp)

    def _logp(self, before: str, character: str) -> float:
        """Return log P(character | two characters before, this page) in nats."""
        price = _MARKUP if character < "\x80" else chinese().logp(before, character) - _forms(character) + _script(character)
        last = before[-1:]
        own = self._pairs[last, character] / self._characters[last] if self._characters[last] else 0.0
        return math.log((1 - _OWN_WORDS) * math.exp(price) + _OWN_WORDS * own)

    def score(self, text: str, before: str) -> float:
        """Return log P(text | characters before, this page) in nats."""
        whole = before + text
        places = range(len(before), len(whole))
        return sum(self.logp(whole[max(0, place - 2) : place], whole[place]) for place in places)


@lru_cache(maxsize=1 << 13)
def _forms(character: str) -> float:
    """Return log P(a character | those that fold like it) in nats."""
    return chinese().forms(character)


@lru_cache(maxsize=1 << 13)
def _script(character: str) -> float:
    """Return the price of kana, or of a Simplified character: one that Big5, the other half of the world, does not have."""
    if "\u3040" <= character <= "\u30ff":
        return _FOREIGN
    if character < "\u3400" or character > "\u9fff":
        return chinese("hans").forms(character)  # the marks of these pages are the mainland's
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return _FOREIGN
    return 0.0
