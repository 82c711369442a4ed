"""Find what a reader of two bytes made of signs, emoji and letters with accents, amid text that has none of its characters.

GBK makes `漏` of `©`, `caf茅` of `café`, `it鈥檚` of `it’s`. By itself such a character proves little: two bytes are soon
the UTF-8 of something. But text in an alphabet hardly has a character of Chinese, Japanese or Korean by itself, damage leaves
several in a document, and what they were stands where such signs stand (``places``). All of them are judged at once.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from ..encodings import codec
from ..language.mixture import any_language
from ..patterns import lazy_pattern
from ..spans import Spans
from .alignment import Unit
from .channels import CHANNELS, corrupt
from .judging import OPENING, Considered, openings
from .places import IN_PLACE, nats
from .shown import is_shown

__all__ = ["has_islands", "with_islands"]

_WIDE = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef"
_WIDE_CHARACTER = lazy_pattern(f"[{_WIDE}]")
_ISLAND = lazy_pattern(f"[{_WIDE}](?<![^\x00-\x7f].)[^\x00-\x7f]{{0,9}}(?![?\x80-\U0010ffff])")
_LEFT_OPEN = lazy_pattern(f"[{_WIDE}]+[\ufffd?]")  # of which bytes were lost
_CHANNELS = ("utf8-as-gbk", "utf8-as-big5", "utf8-as-euc-kr", "utf8-as-shift-jis", "utf8-as-euc-jp")
# Letters and signs of Latin, marks, arrows, symbols, emoji and what joins them, and the ASCII that their last byte absorbed.
_SIGNS = lazy_pattern("[\xa0-\u024f\u200b-\u200d\u2010-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]+[!-~]?")

# How often text in an alphabet has an island. 65,000 files of code and documentation that packages for Node.js, Python and Perl
# ship have 136 in those with at most 20 characters of CJK, in 334 million characters; none is what a reader makes of a sign or
# a letter of Latin-1. It is as if 50,000 characters had been seen without one, before a document has shown its own habit.
_SEEN, _WITH = 50_000.0, 0.05
_MARGIN = 3.0  # nats beyond the opening of the channel, and beyond another one, that the islands must gain together
_LEAST = 5.0  # nats that each must gain by itself
_FOREIGN, _FEW = 0.2, 8  # the share of CJK, damaged and not, in a text that is in an alphabet, and what any short one may have


class _Found(NamedTuple):
    start: int
    before: str
    after: str
    nats: float  # of what it was, in its place
    is_new: bool  # on a line that has not stood there before, which would prove the same once more

    @property
    def end(self) -> int:
        return self.start + len(self.before)

    @property
    def is_in_place(self) -> bool:
        return self.nats >= IN_PLACE * sum(character > "\x7f" for character in self.after)


def has_islands(text: str) -> bool:
    """Tell whether a text has something that may be an island, and stands where what it was would stand.

    >>> has_islands("MIT 漏 2017"), has_islands("The kanji 漏 means leak")
    (True, False)
    """
    lone = list(_ISLAND.finditer(text))
    return any(found.is_in_place for channel in _CHANNELS for found in _found(text, lone, channel))


def with_islands(text: str, considered: Sequence[Considered]) -> list[Considered]:
    """Return what was considered in a text with the islands that are damage, in order.

    They take the place of what was not accepted.

    >>> [(island.start, island.restored) for island in with_islands("Copyright 漏 2017", [])]
    [(10, '©')]
    """
    accepted = [span for span in considered if span.accepted]
    found = _likeliest(_without(text, accepted), openings(accepted))
    if not found:
        return list(considered)
    taken = Spans((island.start, island.end) for island in found)
    kept = (span for span in considered if span.accepted or not taken.covers(span.start, span.end))
    return sorted([*kept, *found], key=lambda span: span.start)


def _without(text: str, spans: Iterable[Considered]) -> str:
    """Return a text with blanks in place of spans."""
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span.start], " " * (span.end - span.start)]
        at = span.end
    return "".join([*parts, text[at:]])


def _likeliest(text: str, opened: Mapping[str, float]) -> list[Considered]:
    """Return the islands of the reader whose islands gain most, given what it costs to open the channels that are proven."""
    channels = _CHANNELS if _is_in_alphabet(text) else [channel for channel in _CHANNELS if channel in opened]
    lone = list(_ISLAND.finditer(text)) if channels else []
    judged = [_judged(text, list(_found(text, lone, channel)), channel, opened) for channel in channels]
    first, second = sorted([*judged, [], []], key=_surplus, reverse=True)[:2]
    return first if not second or _surplus(first) >= _surplus(second) + _MARGIN else []


def _is_in_alphabet(text: str) -> bool:
    return len(_WIDE_CHARACTER.findall(text)) <= max(_FEW, _FOREIGN * len(text))


def _surplus(found: Sequence[Considered]) -> float:
    return found[0].gain - found[0].needed if found else 0.0


def _found(text: str, lone: Iterable[re.Match[str]], channel: str) -> Iterator[_Found]:
    """Yield what a channel may have left, line by line: what else it left in a line is undone before each is looked at."""
    left = (match for match in lone if _undone(match[0], channel))
    lines: set[str] = set()
    for _, group in groupby(left, lambda match: text.rfind("\n", 0, match.start())):
        matches = list(group)
        at, end = text.rfind("\n", 0, matches[0].start()) + 1, text.find("\n", matches[-1].end())
        line, places = "", []
        for match in matches:
            line += text[at : match.start()]
            places.append(len(line))
            line += _undone(match[0], channel)
            at = match.end()
        line += text[at : len(text) if end < 0 else end]
        for match, place in zip(matches, places, strict=True):
            after = _undone(match[0], channel)
            yield _Found(match.start(), match[0], after, nats(line, place, place + len(after)), line not in lines)
        lines.add(line)


@lru_cache(maxsize=1 << 12)
def _undone(before: str, name: str) -> str:
    """Return the signs or letters that a channel made this of, or nothing."""
    channel = CHANNELS[name]
    try:
        after = codec(channel.reader.table).encode(before).decode("utf-8")
    except UnicodeError:
        return ""
    return after if _SIGNS.fullmatch(after) and corrupt(channel, after) == before else ""


def _judged(text: str, found: Sequence[_Found], channel: str, opened: Mapping[str, float]) -> list[Considered]:
    """Return those of the islands that a channel may have left that are damage, if they are together."""
    if not found:
        return []
    others, length = _others(text, found), len(text)
    seen: Counter[str] = Counter()
    gain, needed = 0.0, opened.get(channel, OPENING) + _MARGIN
    for each in found:
        if each.is_in_place and each.is_new:
            gain += max(0.0, each.nats - _as_it_is(each.before, seen, others, length))
        seen[each.before] += 1
    if gain < needed:
        return []
    none: Counter[str] = Counter()  # if these are damage, the document has no habit of islands
    return [
        Considered(each.start, each.end, each.after, channel, gain, needed, units=(Unit(each.before, each.after, sound=True),))
        for each in found
        if each.nats - _as_it_is(each.before, none, others, length) >= _LEAST
        and not is_shown(text, each.start, each.end, each.after, proven=channel in opened)
    ]


def _others(text: str, found: Sequence[_Found]) -> int:
    """Count the characters of CJK in a text that are neither among these nor have lost something."""
    lost = sum(len(match[0]) - 1 for match in _LEFT_OPEN.finditer(text))
    return max(0, len(_WIDE_CHARACTER.findall(text)) - lost - sum(len(each.before) for each in found))


def _as_it_is(before: str, seen: Counter[str], others: int, length: int) -> float:
    """Return log P that an island stands there as it is, given those before it."""
    rate = (others + seen.total() + _WITH) / (length + _SEEN)
    alone = math.exp(sum(any_language().alone(character) for character in before))
    return math.log(rate) + math.log((seen[before] + alone) / (seen.total() + 1))
