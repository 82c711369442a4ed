"""Which language a text is in, and which script of Chinese: the model in which it is likeliest."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from ..patterns import lazy_pattern
from .models import SCRIPTS, chinese, japanese, korean, western

__all__ = ["languages", "likeliest", "scripts"]

_CLASSES = ("[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff]", "[\u3041-\u30ff\uff66-\uff9f]", "[\uac00-\ud7a3]")
_HAN, _KANA, _HANGUL = map(lazy_pattern, _CLASSES)
_CJK = lazy_pattern("|".join(_CLASSES))
_STRANGE = -8.0  # nats: text in any other language quotes one such character in three thousand; the model is counted from code


@lru_cache(maxsize=1)  # who asks for the languages of a text asks for its script next
def scripts(text: str) -> Mapping[str, float]:
    """Return log P(text) in each script of Chinese: ``hans``, ``tw``, ``hk``, in nats.

    Only the forms of characters differ, so the scores of a text without any that tells are equal.

    >>> nats = scripts("這個軟體的設定")
    >>> max(nats, key=nats.get)
    'tw'
    """
    whole = chinese().score(text)
    forms = {script: chinese(script).forms(text) for script in SCRIPTS}
    unknown = chinese().forms(text)
    return {script: whole - unknown + cost for script, cost in forms.items()}


def languages(text: str) -> dict[str, float]:
    """Return log P(text) in Chinese, Japanese, Korean and anything else: ``zh``, ``ja``, ``ko``, ``other``, in nats.

    A language whose letters do not occur is left out.

    >>> [max(nats, key=nats.get) for nats in map(languages, ("设置已保存", "設定を保存", "설정 저장", "Réglages"))]
    ['zh', 'ja', 'ko', 'other']
    """
    nats = {"other": western().score(text) + _STRANGE * len(_CJK.findall(text))}
    if _HAN.search(text):
        nats["zh"] = max(scripts(text).values())
    if _HAN.search(text) or _KANA.search(text):
        nats["ja"] = japanese().score(text)
    if _HAN.search(text) or _HANGUL.search(text):
        nats["ko"] = korean().score(text)
    return nats


def likeliest(nats: Mapping[str, float]) -> tuple[str, float]:
    """Return the likeliest of some alternatives, and its share of the probability, all being equally likely before.

    >>> likeliest({"hans": -20.0, "tw": -30.0})[0]
    'hans'
    """
    best = max(nats, key=nats.__getitem__)
    return best, 1 / sum(math.exp(other - nats[best]) for other in nats.values())
