"""Whose Chinese a text is: Taiwan's, Hong Kong's or the mainland's, by forms of characters and by words.

裡 is Taiwan's, 裏 more likely Hong Kong's, or what a conversion left; Taiwan says 軟體 and 網路, the others 軟件 and 網絡. Each
form is weighed beside the others that could have stood there, so what a text is about does not matter.
"""

from __future__ import annotations

import math
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ..spans import Joined, Spans, is_chinese, one_of, other_languages
from .decide import Script, of_text
from .dictionaries import converted
from .kanji import kanji_lines

__all__ = [
    "REGIONS",
    "STEP",
    "SURE",
    "Habit",
    "Stranger",
    "Table",
    "forms_of_one",
    "habit",
    "not_written",
    "region_of",
    "strangers",
]

REGIONS = ("Taiwan", "Hong Kong", "the mainland")

# How often text of each region is met, before anything is read: in Traditional characters, and in Simplified ones, in which
# Hong Kong does not write, and Taiwan only what was converted for the mainland, words and all.
_PRIOR = {Script.HANT: (0.55, 0.25, 0.2), Script.HANS: (0.02, 0.0, 0.98)}

# The nats are brought to so much of their size: what a text writes once it writes again, and its words come together. With it
# the probabilities are what they say (docs/normalisation.md).
_TRUST = 0.3

SURE = 0.9  # below this probability the region is not known
_LOOKED_AT = 100_000  # characters: what is not told by then will not be
_SHOWN = 5  # forms that decided most

# The target that a region's characters are, and how unlikely a form must be there, in nats, to be none of its own.
_REGION_OF = {"tw": 0, "twp": 0, "hk": 1}
_STRANGE = -2.0

STEP = 0.2  # nats: what a 1 in the file stands for, whose digits go up to f

Nats = tuple[float, float, float]


class Habit(NamedTuple):
    """How probable each region is, in the order of REGIONS, and the forms that told most, each with how often it occurs."""

    script: Script
    probabilities: tuple[float, ...]
    evidence: tuple[tuple[str, int], ...]

    @property
    def region(self) -> str | None:
        """Return the region, or None if it is not known."""
        best = max(self.probabilities)
        return REGIONS[self.probabilities.index(best)] if best >= SURE else None


class Stranger(NamedTuple):
    """A form that a region does not write: where it stands first, what is written instead, and how often it occurs."""

    place: int
    form: str
    own: str
    number: int


class Table:
    """Sets of forms and words that mean the same, with how likely each is in each region beside the others of its set."""

    def __init__(self, sets: Iterable[Mapping[str, Nats]]) -> None:
        self.sets = list(sets)
        self.nats = {form: nats for one in self.sets for form, nats in one.items()}
        self._lengths: dict[str, list[int]] = {}
        for form in self.nats:
            lengths = self._lengths.setdefault(form[0], [])
            if len(form) not in lengths:
                lengths.append(len(form))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)
        self._first = one_of(self._lengths)

    def counts(self, text: str) -> Counter[str]:
        """Return how often each form occurs, the longest that begins at a place, none within another.

        >>> sorted(Table([{"軟體": (0, 0, 0)}, {"體": (0, 0, 0)}]).counts("軟體").items())
        [('軟體', 1)]
        """
        found: Counter[str] = Counter()
        done = 0
        for match in self._first.finditer(text):
            start = match.start()
            if start < done:
                continue
            for length in self._lengths[match[0]]:
                if (form := text[start : start + length]) in self.nats:
                    found[form] += 1
                    done = start + length
                    break
        return found


@cache
def _table() -> Table:
    with open(os.path.join(os.path.dirname(__file__), "data", "regions.tsv"), encoding="utf-8") as file:
        rows = [line.split() for line in file if not line.startswith("#")]
    return Table({form: _nats(values) for form, values in zip(row[::2], row[1::2], strict=True)} for row in rows)


def _nats(values: str) -> Nats:
    taiwan, hong_kong, mainland = (-STEP * int(value, 16) for value in values)
    return taiwan, hong_kong, mainland


@cache
def _own_of(region: int) -> dict[str, str]:
    """Return the characters that a region does not write, each with the one that it writes instead."""
    found: dict[str, str] = {}
    for one in _table().sets:
        own = max(one, key=lambda form: one[form][region])
        found |= {form: own for form, nats in one.items() if len(form) == len(own) == 1 and nats[region] <= _STRANGE}
    return found


@cache
def _stranger_to(region: int) -> re.Pattern[str]:
    return one_of(_own_of(region))


def habit(text: str) -> Habit | None:
    """Return how probable each region is as the home of a text; None if it is not Chinese, or its characters tell no script.

    >>> found = habit("這個軟體透過網路把檔案儲存在伺服器裡，使用者可以在螢幕上檢視資料夾，用滑鼠點選圖示開啟程式")
    >>> found.region, ("裡", 1) in found.evidence
    ('Taiwan', True)
    """
    text = text[:_LOOKED_AT]
    script = of_text(text)
    if script not in _PRIOR:
        return None
    traditional = text if script is Script.HANT else converted("s2t", [text])[0]
    found = _table().counts(traditional)
    if script is Script.HANS:  # its forms tell nothing, and are OpenCC's here
        found = Counter({form: number for form, number in found.items() if len(form) > 1})
    nats = [math.log(share) if share else -math.inf for share in _PRIOR[script]]
    for form, number in found.items():
        for region, value in enumerate(_table().nats[form]):
            nats[region] += _TRUST * value * _weight(number)
    best = max(nats)
    shares = [math.exp(value - best) for value in nats]
    probabilities = tuple(share / sum(shares) for share in shares)
    return Habit(script, probabilities, tuple(_decisive(found, probabilities)))


def _weight(number: int) -> float:
    """Return how much repeated evidence counts, once being 1."""
    return 1 + math.log(number)


def _decisive(found: Counter[str], probabilities: tuple[float, ...]) -> Iterator[tuple[str, int]]:
    """Yield the forms that speak most for the likeliest region against the next one, most first."""
    first, second = sorted(range(len(REGIONS)), key=lambda region: -probabilities[region])[:2]

    def gain(form: str) -> float:
        nats = _table().nats[form]
        return (nats[first] - nats[second]) * _weight(found[form])

    for form in sorted(found, key=lambda form: (-gain(form), form))[:_SHOWN]:
        if gain(form) > 0:
            yield form, found[form]


def region_of(target: str) -> str:
    """Return the region whose characters a target asks for; ``target`` is one of ``tw``, ``twp`` and ``hk``.

    >>> region_of("hk")
    'Hong Kong'
    """
    return REGIONS[_REGION_OF[target]]


@cache
def forms_of_one() -> list[tuple[str, ...]]:
    """Return the sets of characters that are forms of one character, each region's own.

    >>> ("裏", "裡") in forms_of_one()
    True
    """
    sets = (tuple(form for form in one if len(form) == 1) for one in _table().sets)
    return [forms for forms in sets if len(forms) > 1]


def not_written(target: str) -> frozenset[str]:
    """Return the characters that the region of a target does not write; none if it is of no region.

    >>> "裏" in not_written("tw"), not_written("hant")
    (True, frozenset())
    """
    return frozenset(_own_of(_REGION_OF[target])) if target in _REGION_OF else frozenset()


def strangers(text: str, target: str, held: Spans) -> Iterator[Stranger]:
    """Yield the forms of characters that the region of a target does not write, of a Traditional text, outside of some spans.

    >>> [(found.form, found.own) for found in strangers("他在家裏學習", "tw", Spans())]
    [('裏', '裡')]
    """
    if target not in _REGION_OF or not is_chinese(text):
        return
    region = _REGION_OF[target]
    own, pattern = _own_of(region), _stranger_to(region)
    if not pattern.search(text):
        return
    others = other_languages(text)
    spans = Joined(held, others, Spans(kanji_lines(text, others)))
    places: dict[str, list[int]] = {}
    for match in pattern.finditer(text):
        if not spans.covers(match.start()):
            places.setdefault(match[0], []).append(match.start())
    for form, where in sorted(places.items(), key=lambda item: item[1]):
        yield Stranger(where[0], form, own[form], len(where))
