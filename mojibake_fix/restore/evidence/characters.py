"""What a character costs in the languages, and in what each reader leaves, in steps of 1/14 nat, as the models have it."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ...language import STEP
from ...language.slots import slot

if TYPE_CHECKING:
    from ...language.model import Model

__all__ = ["CJK", "LEAST", "LEAST_CJK", "MOST", "MOST_CJK", "alone", "behind", "behind_in_each", "in_language", "left"]

CJK = 0x2E80

LEAST, LEAST_CJK = -11.5, -13.0
"""Nats: something unexpected is in every clean text, below CJK and above."""

MOST, MOST_CJK = round(-LEAST * STEP), round(-LEAST_CJK * STEP)
"""The same in steps: what a character costs at most."""


@cache
def _models() -> tuple[Model, ...]:
    from ...language.models import chinese, japanese, korean, western  # and with them their files, which most text needs not

    return chinese(), japanese(), korean(), western()


@lru_cache(maxsize=1 << 14)
def alone(character: str) -> int:
    """Return what a character costs in the language that likes it best.

    >>> alone("的") < alone("楠")
    True
    """
    return min(_most(character), in_language(character))


@lru_cache(maxsize=1 << 14)
def in_language(character: str) -> int:
    """Return the same, however little the languages have seen of it.

    >>> in_language("的") == alone("的"), in_language("\ue000") > alone("\ue000")
    (True, True)
    """
    return min([model.cost(character) for model in _models()])


@lru_cache(maxsize=1 << 16)
def behind(before: str, character: str) -> int:
    """Return what a character costs behind others, in the language that likes it best there."""
    return min(behind_in_each(before, character))


@lru_cache(maxsize=1 << 16)
def behind_in_each(before: str, character: str) -> tuple[int, ...]:
    """Return what a character costs behind others in Chinese, Japanese, Korean and all other text.

    >>> chinese, _, korean, _ = behind_in_each("한", "국")
    >>> korean < chinese
    True
    """
    most = _most(character)
    return tuple(min(most, _steps(model.logp(before[1 - model.order :], character))) for model in _models())


def _most(character: str) -> int:
    return MOST if ord(character) < CJK else MOST_CJK


def _steps(nats: float) -> int:
    return round(-nats * STEP)


@lru_cache(maxsize=1 << 14)
def left(character: str) -> tuple[int, ...]:
    """Return what a character costs in what each reader leaves.

    >>> from mojibake_fix.language.misreadings import READERS
    >>> left("é")[READERS.index("latin-1")] < alone("é")
    True
    """
    from ...language.misreadings import READERS, garbled

    tables = garbled(READERS[0]).tables  # those of all
    place = slot(ord(character))
    cost = tables.levels[0].cost[tables.symbol[place]]
    return tuple([cost + within[place] for within in tables.within])
