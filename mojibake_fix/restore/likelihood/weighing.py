"""What a path is weighed by: the model of its language, and the one of what stands around CJK text."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from ...language.arrays import arrays
from ...language.cache import BREAK, Cached
from ...language.models import western
from ...language.scorer import Nats, Places, Scorer
from ...language.slots import slots
from .languages import MODELS

__all__ = ["REACH", "START", "Models", "models_of", "nats_ahead", "nats_alone", "nats_behind", "nats_in_place"]

REACH = 4
"""How many characters before and behind the models look at."""

START = BREAK * (REACH - 1) + "\n"
"""What stands before a line, as far as the models look."""

_ASCII = 0x7F


class Models(NamedTuple):
    """What a path is weighed by: the model of the language, and the one of what stands around it."""

    language: Scorer
    around: Scorer


@lru_cache(maxsize=4)
def models_of(language: str, document: str) -> Models:
    """Return the models, which have read a document if there is one."""
    models = Models(arrays(MODELS[language]()), arrays(western()))
    return Models(*(Cached(model, document) for model in models)) if document else models


def nats_ahead(models: Models, context: Places, fitting: Places) -> Nats:
    """Return log P of each symbol that fits behind each path (shape: paths x symbols)."""
    language = models.language.ahead(context[:, 1 - models.language.order :], fitting)
    # The other model tells few symbols of CJK apart: each is asked for once.
    symbols, of = np.unique(models.around.of(fitting), return_inverse=True)
    around = models.around.symbols_ahead(context, symbols)[:, of]
    # What is neither CJK nor ASCII, such as an arrow, it knows one by one, and better than the model of the language does.
    known = (fitting > _ASCII) & (models.around.within(fitting) == 0)
    nats: Nats = np.where(known, np.maximum(language, around), language) + around
    return nats


def nats_alone(models: Models, fitting: Places) -> Nats:
    """Return log P of each symbol, whatever stands before it."""
    alone, within = fitting[:, None], models.around.within(fitting)
    language, around = models.language.rows(alone)[:, 0], models.around.rows(alone)[:, 0] - within
    nats: Nats = np.where((fitting > _ASCII) & (within == 0), np.maximum(language, around), language) + around
    return nats


def nats_behind(models: Models, context: Places, behind: str) -> Nats:
    """Return log P of what stands behind, given how each path ends."""
    known = slots(behind[:REACH])
    rows = np.concatenate([context, np.repeat(known[None, :], len(context), axis=0)], axis=1)
    near = models.language.order - 1
    language = models.language.rows(rows[:, REACH - near : REACH + near])[:, near:]
    return _total(language) + _total(models.around.rows(rows)[:, REACH:])


def nats_in_place(models: Models, text: Places, fitting: Places) -> Nats:
    """Return log P of each symbol in place of the one that begins behind the reach of the models, and of what follows it."""
    rows = np.repeat(text[None, :], len(fitting), axis=0)
    rows[:, REACH] = fitting
    near = models.language.order - 1
    nats: Nats = nats_ahead(models, text[None, :REACH], fitting)[0]
    nats += _total(models.language.rows(rows[:, REACH - near : REACH + near + 1])[:, near + 1 :])
    _, first, of = np.unique(models.around.of(fitting), return_index=True, return_inverse=True)
    nats += _total(models.around.rows(rows[first])[:, REACH + 1 :])[of]
    return nats


def _total(nats: Nats) -> Nats:
    """Return the sum of each row, taken from its first figure to its last, as in the compiled core."""
    total: Nats = nats.cumsum(axis=1)[:, -1]
    return total
