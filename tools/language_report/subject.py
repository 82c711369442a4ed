"""What is measured: the calls of mojibake_fix.language that the report needs, and nothing else of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mojibake_fix.language import holes as fillings
from mojibake_fix.language import identify, misreadings
from mojibake_fix.language.arrays import arrays
from mojibake_fix.language.cache import Cached
from mojibake_fix.language.model import Model
from mojibake_fix.language.models import chinese, japanese, korean, western
from mojibake_fix.language.scorer import Scorer

from .holes import Hole, candidates

__all__ = ["behind", "language", "likelihood", "model", "ratio", "read", "reader", "script", "thirds"]

BATCH = 256  # holes filled at once
SCRIPTS = {"zh-hans": "hans", "zh-hant": "tw", "zh-hk": "hk", "zh": None}


def model(language: str) -> Model:
    """Return the model of a language of the test texts, in its script; ``zh`` does not say which."""
    if language in SCRIPTS:
        return chinese(SCRIPTS[language])
    return japanese() if language == "ja" else korean()


def thirds(language: str, holes: Sequence[Hole]) -> list[str]:
    """Return the character that each hole is filled with, of 64."""
    found = []
    for start in range(0, len(holes), BATCH):
        batch = holes[start : start + BATCH]
        choices = [candidates(hole.truth) for hole in batch]
        befores, afters = [hole.before for hole in batch], [hole.after for hole in batch]
        nats = fillings.fill_all(arrays(model(language)), befores, choices, afters)
        found += [row[best] for row, best in zip(choices, nats.argmax(axis=1), strict=True)]
    return found


def behind(language: str, hole: Hole, document: str = "") -> str:
    """Return the two characters that a hole is filled with, by the models alone or after reading the rest of the document."""
    ours: Scorer = arrays(model(language))
    code: Scorer = arrays(western())
    if document:
        ours, code = read(language, document)
    best = fillings.swallowed(ours, code, hole.before, candidates(hole.truth[0]), hole.after)[0]
    return best.character + best.ascii


@lru_cache(maxsize=2)
def read(language: str, document: str) -> tuple[Cached, Cached]:
    """Return the models of a language and of code after reading a document."""
    return Cached(arrays(model(language)), document), Cached(arrays(western()), document)


def language(text: str) -> str:
    """Return zh, ja, ko or other."""
    return identify.likeliest(identify.languages(text))[0]


def script(text: str) -> str:
    """Return hans, tw or hk."""
    return identify.likeliest(identify.scripts(text))[0]


def reader(channel: str) -> str:
    """Return the reader, of those that the models of misreadings know, whose traces a channel leaves.

    >>> reader("utf8-as-gb18030"), reader("utf8-as-latin-1+utf8-as-gbk"), reader("big5-as-cp437")
    ('gb18030', 'latin-1+gbk', 'cp437')
    """
    readers = [layer.rsplit("-as-", 1)[1] for layer in channel.split("+")]
    several = "+".join(readers)
    return several if several in misreadings.READERS else readers[-1]


def ratio(text: str, channel: str) -> float:
    """Return log P(window | its likeliest language) - log P(window | what a channel leaves), in nats."""
    return likelihood(text) - misreadings.garbled(reader(channel)).score(text)


@lru_cache(maxsize=1 << 17)
def likelihood(text: str) -> float:
    """Return what ``misreadings.llr`` begins with, which no channel changes."""
    return max(identify.languages(text).values())
