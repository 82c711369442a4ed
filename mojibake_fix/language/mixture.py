"""How likely a text is before its language is known: all models together."""

from __future__ import annotations

import math
from functools import cache, lru_cache

from .model import Model
from .models import chinese, japanese, korean, western

__all__ = ["Mixture", "any_language"]


class Mixture:
    """Score by several models at once: P is the sum of theirs, each with its weight. All is in nats."""

    def __init__(self, *models: tuple[Model, float]) -> None:
        self._models = models
        self._reach = max(model.order for model, _ in models) - 1
        self.logp = lru_cache(maxsize=1 << 16)(self._logp)
        self.alone = lru_cache(maxsize=1 << 14)(self._alone)

    def _alone(self, character: str) -> float:
        """Return log P(character) without context."""
        return math.log(sum(weight * math.exp(model.alone(character)) for model, weight in self._models))

    def _logp(self, before: str, character: str) -> float:
        """Return log P(character | characters before).

        >>> model = any_language()
        >>> model.logp("經", "濟") > model.logp("經", "河"), model.logp("니", "다") > model.logp("經", "다")
        (True, True)
        """
        return math.log(sum(weight * math.exp(model.score(character, before)) for model, weight in self._models))

    def score(self, text: str, before: str = "") -> float:
        """Return log P(text | characters before).

        >>> any_language().score("Привет") > any_language().score("袩褉懈胁械褌")
        True
        """
        whole = before + text
        places = range(len(before), len(whole))
        return sum(self.logp(whole[max(0, place - self._reach) : place], whole[place]) for place in places)


@cache
def any_language() -> Mixture:
    """Return what is believed before a document has said anything: most of what is damaged is Chinese.

    >>> any_language().score("中文") > any_language().score("涓枃")
    True
    """
    return Mixture((chinese(), 0.7), (japanese(), 0.1), (korean(), 0.1), (western(), 0.1))
