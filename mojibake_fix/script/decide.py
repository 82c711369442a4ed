"""Which script a text is in, by the characters that one script alone uses.

Most characters belong to both scripts and prove nothing; a text without any of the others is in either. Japanese and
Korean are told by kana and Hangul.
"""

from __future__ import annotations

import os
import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from itertools import accumulate, chain, islice

from ..patterns import lazy_pattern
from ..records import NamedTuple
from ..spans import FOREIGN, HANGUL, Joined, Spans, characters_of, is_chinese, noted, one_of, other_languages

__all__ = [
    "MAJORITY",
    "PROOF",
    "Counts",
    "Script",
    "Telling",
    "by_majority",
    "counts",
    "counts_of",
    "lines_of",
    "lines_of_both",
    "majority",
    "marked",
    "of_line",
    "of_text",
    "only_in",
    "places_of",
    "places_outside",
    "proven",
    "sign_of_strays",
    "signs_of_scripts",
]


class Script(Enum):
    """The script of a text; EITHER where nothing tells, which includes text without any Han."""

    HANS = "hans"
    HANT = "hant"
    EITHER = "either"
    JAPANESE = "japanese"
    KOREAN = "korean"

    __hash__ = object.__hash__  # each is there once; the one of Enum is written in Python, and lines are counted by script

    @property
    def other(self) -> Script:
        """Return the other Chinese script."""
        return Script.HANT if self is Script.HANS else Script.HANS


# How a text's script is proven, beyond the majority that decides a line: a note in one script quotes a name in the
# other, so one character proves nothing, and two to one is where a text is mixed rather than spoiled.
PROOF = 3
MAJORITY = 2

Counts = dict[Script, int]

# What a character that tells is replaced by for counting: nothing that text for interchange holds.
_MARKS = {Script.HANS: "\ufdd0", Script.HANT: "\ufdd1"}

_HANGUL = lazy_pattern(f"[{HANGUL}]")


@cache
def _tables() -> dict[Script, str]:
    with open(os.path.join(os.path.dirname(__file__), "data", "characters.tsv"), encoding="utf-8") as table:
        rows = dict(line.rstrip("\n").split("\t") for line in table if not line.startswith("#"))
    return {script: _ascending(rows[script.value]) for script in _MARKS}


def _ascending(distances: str) -> str:
    """Return the characters that the file has as distances, each from the one before.

    >>> _ascending("19975 1 3")
    '万丈下'
    """
    return "".join(map(chr, accumulate(map(int, distances.split()))))


@cache
def only_in(script: Script) -> re.Pattern[str]:
    """Return the pattern of one character that only this Chinese script uses.

    >>> [bool(only_in(Script.HANS).match(c)) for c in "闭后里"]
    [True, False, False]
    """
    return one_of(_tables()[script])


def sign_of_strays(text: str) -> str:
    """Return a class of characters, for use inside [...], of which one is in the text if it has strays.

    These are those of the other script than the one of which a character comes first.
    """
    return _signs()[_telling().get(_first_that_tells(text), Script.HANS).other]


def _first_that_tells(text: str) -> str:
    """Return the first character that only one script uses.

    In most text it comes soon, before a class of all is compiled, which takes as long as to look through a few small texts.
    """
    telling, is_apart = _telling(), characters_of(text) is not None
    for character in text if is_apart else text[:_SOON]:
        if character in telling:
            return character
    first = None if is_apart else _either().search(text, _SOON)
    return first[0] if first else ""


def signs_of_scripts() -> tuple[str, str]:
    """Return the signs of a Simplified and a Traditional stray: classes of characters, and of all beyond the first plane."""
    return _signs()[Script.HANS], _signs()[Script.HANT]


_SOON = 1000  # characters


@cache
def _telling() -> dict[str, Script]:
    hans, hant = (dict.fromkeys(only, script) for script, only in _tables().items())
    return hans | hant


@cache
def _signs() -> dict[Script, str]:
    near = {script: only[: bisect_right(only, "\uffff")] for script, only in _tables().items()}  # which ascend
    return {script: characters + "\U00020000-\U0003ffff" for script, characters in near.items()}


@cache
def _either() -> re.Pattern[str]:
    return one_of("".join(_tables().values()))


@cache
def _marking() -> dict[int, str]:
    marks: dict[int, str] = {ord(mark): " " for mark in _MARKS.values()}
    return marks | {ord(c): _MARKS[script] for script, only in _tables().items() for c in only}


def marked(text: str) -> str:
    """Return a text of the same length in which every character that tells is its script's mark; for ``counts``."""
    return text.translate(_marking())


def counts(marks: str, start: int = 0, end: int | None = None) -> Counts:
    """Return how many characters of a stretch of a marked text only the one script uses, and only the other."""
    return {script: marks.count(mark, start, end) for script, mark in _MARKS.items()}


def of_line(line: str) -> Script:
    """Return the script of one line, by the majority of the characters that tell.

    >>> of_line("在第九屆中国紹興大賽上").value, of_line("里程碑").value, of_line("国際会議の").value
    ('hant', 'either', 'japanese')
    """
    if FOREIGN.search(line):
        return Script.KOREAN if _HANGUL.search(line) else Script.JAPANESE
    return by_majority(counts(marked(line)))


def by_majority(seen: Counts, factor: int = 1) -> Script:
    """Return the script that has more than ``factor`` times the other's characters."""
    for script in (Script.HANS, Script.HANT):
        if seen[script] > factor * seen[script.other]:
            return script
    return Script.EITHER


def of_text(text: str, spans: Spans | None = None) -> Script:
    r"""Return the script of a whole text, protected spans and lines in other languages left out.

    >>> of_text("简体中文\n繁體中文\n").value
    'either'
    """
    if FOREIGN.search(text) and not is_chinese(text):
        return Script.KOREAN if _HANGUL.search(text) else Script.JAPANESE
    return majority(text, Joined(spans or Spans(), other_languages(text)))[0]


Places = dict[Script, list[int]]


def majority(text: str, held: Spans, factor: int = 1, least: int = 1) -> tuple[Script, Places]:
    """Return the script that has ``least`` characters and more than ``factor`` times the other's, outside of some spans.

    With it comes where the characters stand that tell: all of the rarer script, of which there mostly are few, of the other
    only as many as it takes.
    """
    waiting = {script: places_outside(text, script, held) for script in _MARKS}
    places: Places = {script: [] for script in _MARKS}
    number = _FIRST
    ended: set[Script] = set()
    while not ended:
        for script, following in waiting.items():
            some = [*islice(following, number)]
            places[script] += some
            ended |= {script} if len(some) < number else set()
        number *= 2
    script = max(_MARKS, key=lambda script: (script not in ended, len(places[script])))
    needed = max(factor * len(places[script.other]) + 1, least)
    places[script] += islice(waiting[script], max(0, needed - len(places[script])))
    return script if len(places[script]) >= needed else Script.EITHER, places


_FIRST = 8  # characters of each script that are looked for at once, and then twice as many, and so on


class Telling(NamedTuple):
    """How many characters of a text tell of each script at most, and where the lines begin that may have some of both."""

    most: dict[Script, int]
    mixed: list[int]


def proven(text: str, held: Spans, factor: int, least: int) -> Script:
    """Return the script that ``majority`` returns, mostly without a look at all that is held."""
    if (telling := noted(text, Telling)) is not None:
        script = max(telling.most, key=telling.most.__getitem__)
        needed = max(factor * telling.most[script.other] + 1, least)
        if any(number >= needed for number in accumulate(_numbers_outside(text, script, held))):
            return script
    return majority(text, held, factor, least)[0]


def _numbers_outside(text: str, script: Script, held: Spans) -> Iterator[int]:
    """Yield how many characters only a Chinese script uses, in one stretch outside of some spans after the other."""
    telling = only_in(script)
    yield from (len(telling.findall(text, *gap)) for gap in _outside(text, held))


def places_outside(text: str, script: Script, held: Spans) -> Iterator[int]:
    """Return where the characters stand, outside of some spans, that only a Chinese script uses; found when asked for."""
    return chain.from_iterable(places_of(text, script, *gap) for gap in _outside(text, held))


def _outside(text: str, held: Spans) -> Iterator[tuple[int, int]]:
    """Yield the stretches outside of some spans, which are asked about a part of the text at a time: often a few are enough."""
    start, size = 0, _SOON
    while start < len(text):
        end = text.find("\n", start + size) + 1 or len(text)
        yield from held.gaps(start, end)
        start, size = end, 2 * size


def places_of(text: str, script: Script, start: int = 0, end: int = sys.maxsize) -> Iterator[int]:
    """Return where the characters stand in a stretch of a text that only this Chinese script uses; found when asked for.

    >>> list(places_of("闭後闭", Script.HANS))
    [0, 2]
    """
    if characters_of(text) is None:
        return map(re.Match.start, only_in(script).finditer(text, start, end))
    telling = _telling()
    return (place for place, character in enumerate(text[start:end], start) if telling.get(character) is script)


def lines_of(text: str, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the lines that ascending places lie in, without their line feeds, each once."""
    end = -1
    for place in places:
        if place > end:
            start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
            end = len(text) if end < 0 else end
            yield start, end


def lines_of_both(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield the lines that have characters that tell of either Chinese script.

    >>> list(lines_of_both("门\n門\n门，門\n"))
    [(4, 7)]
    """
    for line in lines_of(text, _in_mixed_lines(text)):
        if all(any(True for _ in places_of(text, script, *line)) for script in _MARKS):
            yield line


def _in_mixed_lines(text: str) -> list[int]:
    """Return places in all lines that have characters of both scripts, and maybe in others."""
    if (telling := noted(text, Telling)) is not None:
        return telling.mixed
    return min(majority(text, Spans())[1].values(), key=len)  # all of the rarer script


def counts_of(text: str, pieces: list[tuple[int, int]]) -> Counts:
    """Return the counts of some stretches of a text together."""
    if characters_of(text) is not None:
        return counts(marked("".join(text[start:end] for start, end in pieces)))
    if len(pieces) == 1:
        return {script: len(only_in(script).findall(text, *pieces[0])) for script in _MARKS}
    return {script: sum(len(only_in(script).findall(text, start, end)) for start, end in pieces) for script in _MARKS}
