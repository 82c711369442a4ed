"""How likely the text of one injected page is: the language model, Traditional script, and the page's own vocabulary."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ...language.models import chinese

__all__ = ["PageModel"]

_OWN_WORDS = 0.15  # weight of pairs that the same page uses elsewhere (research: 0.1 to 0.2 is best)
_FOREIGN = -6.0  # a character that Traditional Chinese text does not have: Simplified, kana
_REMEMBERED = 1 << 12  # pairs of characters, of which what stands behind them is remembered
_MARKUP = -4.0  # nats: ASCII, of which the model of Chinese has not seen what stands in pages


class PageModel:
    """Score characters of one page, given its text without notes."""

    def __init__(self, text: str) -> None:
        self._pairs = Counter(itertools.pairwise(text))
        self._characters = Counter(text)
        self._known: defaultdict[str, dict[str, float]] = defaultdict(dict)

    def logp(self, before: str, character: str) -> float:
        """Return log P(character | two characters before, this page) in nats."""
        known = self._known[before].get(character)
        return self.each(before, (character,))[0] if known is None else known

    def each(self, before: str, characters: Sequence[str]) -> list[float]:
        """Return the same of several characters behind the same two, which takes less time than one after the other."""
        known = self._remembered()[before]
        if new := [(before, character) for character in characters if character not in known]:
            self._learn(new)
        return [known[character] for character in characters]

    def learn(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Find the same of pairs of two characters and the one behind them, of which the first are equally many."""
        known = self._remembered()
        self._learn(list(dict.fromkeys(pair for pair in pairs if pair[1] not in known[pair[0]])))

    def _remembered(self) -> dict[str, dict[str, float]]:
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        return self._known

    def _learn(self, pairs: Sequence[tuple[str, str]]) -> None:
        prices = iter(chinese().last([before + character for before, character in pairs if character > "\x7f"]))
        for before, character in pairs:
            if character > "\x7f":
                forms, script = _apart(character)
                price = next(prices) - forms + script
            else:
                price = _MARKUP
            known, last = self._known[before], before[-1:]
            if together := self._pairs.get((last, character)):
                known[character] = math.log(_of_others(price) + _OWN_WORDS * (together / self._characters[last]))
            else:
                known[character] = _alone(price)

    def score(self, text: str, before: str) -> float:
        """Return log P(text | characters before, this page) in nats."""
        whole = before + text
        places = range(len(before), len(whole))
        return sum(self.logp(whole[max(0, place - 2) : place], whole[place]) for place in places)


def _of_others(price: float) -> float:
    """Return what P is of a character that a page has nowhere else behind the one before it."""
    return (1 - _OWN_WORDS) * math.exp(price)


@lru_cache(maxsize=1 << 14)  # prices are few: what n-grams cost, in steps
def _alone(price: float) -> float:
    """Return log P of such a character."""
    return math.log(_of_others(price))


@lru_cache(maxsize=1 << 15)
def _apart(character: str) -> tuple[float, float]:
    """Return log P(a character | those that fold like it), which says nothing here, and what its script costs, both in nats."""
    return chinese().forms(character), _script(character)


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
