"""The models that the package ships, each mapped into memory once per process."""

from __future__ import annotations

from functools import cache

from .model import Model
from .tables import open_tables

__all__ = ["SCRIPTS", "chinese", "japanese", "korean", "western"]

SCRIPTS = ("hans", "tw", "hk")
"""The scripts of Chinese: Simplified, and Traditional as Taiwan and Hong Kong write it."""


@cache
def chinese(script: str | None = None) -> Model:
    """Return the model of Chinese in a script, one of SCRIPTS, or without knowing which.

    Forms of one character share their contexts; what differs between scripts is how likely each form is.

    >>> chinese("tw").alone("經") > chinese("tw").alone("经"), chinese("hans").alone("經") < chinese("hans").alone("经")
    (True, True)
    """
    return Model(open_tables("chinese.ngrams"), len(SCRIPTS) if script is None else SCRIPTS.index(script))


@cache
def japanese() -> Model:
    """Return the model of Japanese.

    >>> japanese().score("日本語です") > japanese().score("譌･譛ｬ隱槭〒縺")
    True
    """
    return Model(open_tables("japanese.ngrams"))


@cache
def korean() -> Model:
    """Return the model of Korean.

    >>> korean().score("한국어입니다") > korean().score("?쒓뎅?댁엯?덈떎")
    True
    """
    return Model(open_tables("korean.ngrams"))


@cache
def western() -> Model:
    """Return the model of everything else: words of alphabets, numbers, code, and what stands between them and CJK text.

    >>> western().logp('= "文', '"') > western().logp('= "文', "!")
    True
    """
    return Model(open_tables("western.ngrams"))
