"""Find UTF-8 that was read in a CJK encoding and lost bytes: what its shape still says, and the characters of damage.

A token (`?`, `・`, U+FFFD) stands for bytes that the wrong encoding has no character for. A stretch with tokens is damage if the
bytes that are left, with some bytes in place of each token, are UTF-8, and if its characters are those that damage leaves, not
those of a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from ...encodings import Codec, codec
from ...language.misreadings import llr
from ...language.mixture import any_language
from ...patterns import lazy_pattern
from ..channels import CHANNELS, Channel, corrupt
from ..mention import MOST_SHOWN, SHOWN_WITHIN, around

__all__ = ["Stretch", "may_be_left", "misread_with_losses"]

# Nats. Of the clean lines of five languages one has a stretch above 2, a list of fishes with middle dots between (3.0).
_CERTAIN = 4.0
_CERTAIN_IN_LIST = 40.0  # of rare characters, which by chance make up stretches of three or four
_LIKELY = 0.0  # in a document that has proven the reader
_PROVEN = 20.0  # of the certain stretches together
_CLOSE = 3  # characters: of one that lost bytes, no more are left
_ENOUGH = 24  # characters of a stretch, which are weighed
_NO_TOKEN = 20.0  # without a token the restoration would have seen it, or refused: something that it could not know is needed

_LONE = 2  # characters: one that many clean texts have, and a question mark

_RARE = -12.5  # nats: a character that the language model has not, or hardly, seen

_READERS = ("gbk", "big5", "big5-hkscs", "shift-jis", "euc-jp", "euc-kr")
_TOKENS = ("?", "\N{KATAKANA MIDDLE DOT}")  # theirs
_REPLACED = "\N{REPLACEMENT CHARACTER}"  # anybody's
_LEFT_BY_READERS = "\x80\ue000-\uf8ff"  # what the pages have for bytes without a character, and hardly any text

_RARE_AND_TOKEN = lazy_pattern(f"[\u3400-\u9fff\uac00-\ud7a3](?=[?・{_REPLACED}])")
_HALF_WIDTH = lazy_pattern(
    "[\uff61-\uff9f]*"
)  # to Shift-JIS most bytes alone are one; without a kanji they are no character of UTF-8
_WORD = lazy_pattern("[^\\W\x00-\x7f]+")
_ALONE = lazy_pattern("(?<![0-9A-Za-z])[^\x00-\x7f]+(?![0-9A-Za-z])")
_ONE = 2  # characters that one of UTF-8 becomes

_Runs = dict[str, list[tuple[int, str]]]


class Stretch(NamedTuple):
    """``text[start:end]`` went through ``channel``; ``lost`` tells whether bytes are missing, or only characters odd.

    ``nats`` speak for it, and make it ``certain`` if they are enough. ``shown`` tells whether what it was stands beside it.
    """

    start: int
    end: int
    channel: Channel
    lost: bool
    nats: float
    certain: bool = False
    shown: bool = False


def misread_with_losses(text: str) -> list[Stretch]:
    """Return the stretches that are UTF-8 in a CJK encoding, with bytes lost or characters that no text has.

    They are certain, or a document shows them on purpose.

    >>> [text[found.start : found.end] for text in ("# ?댁긽", "你吃鱔魚嗎?魑魅魍魎?") for found in misread_with_losses(text)]
    ['?댁긽']
    """
    runs = {token: _runs(text, token) for token in _TOKENS}
    found = [stretch for name in _READERS for stretch in _judged(text, CHANNELS[f"utf8-as-{name}"], runs)]
    apart: list[Stretch] = []
    for stretch in sorted(found, key=lambda stretch: (stretch.start, stretch.end)):
        if not apart or stretch.start >= apart[-1].end:
            apart.append(stretch)
        elif stretch.nats > apart[-1].nats:
            apart[-1] = stretch
    if len(apart) <= MOST_SHOWN:
        apart = [stretch._replace(shown=_is_shown(text, stretch)) for stretch in apart]
    return [stretch for stretch in apart if stretch.certain or stretch.shown]


def _judged(text: str, channel: Channel, runs: _Runs) -> Iterator[Stretch]:
    """Yield the stretches of one reader; certain are those of many nats, and in a document that proves the reader, all.

    Lone characters prove nothing, however many there are.
    """
    found = [stretch for start, run in runs[channel.reader.token] for stretch in _stretches(start, run, channel)]
    if all(_is_lone(text, stretch) for stretch in found):
        return
    enough = _CERTAIN
    if found and _is_list(text, found):
        enough = _CERTAIN_IN_LIST
    elif sum(stretch.nats for stretch in found if stretch.nats >= _CERTAIN) >= _PROVEN:
        enough = _LIKELY
    for stretch in found:
        yield stretch._replace(certain=stretch.nats >= enough)


def _is_lone(text: str, stretch: Stretch) -> bool:
    """Tell whether a stretch is one rare character and a mark between blanks or marks, as a question about it is."""
    beside = text[max(0, stretch.start - 1) : stretch.start] + text[stretch.end : stretch.end + 1]
    shown = text[stretch.start : stretch.end]
    return len(shown) == _LONE and shown.endswith("?") and "\u3400" <= shown[0] <= "\u9fff" and not any(map(str.isalpha, beside))


def _is_list(text: str, found: list[Stretch]) -> bool:
    """Tell whether most rare characters before a token are none of the stretches: a dictionary, a chart."""
    inside = {place for stretch in found for place in range(stretch.start, stretch.end)}
    alone = any_language().alone
    rare = [match.start() not in inside for match in _RARE_AND_TOKEN.finditer(text) if alone(match[0]) < _RARE]
    return sum(rare) * 2 > len(rare)


def may_be_left(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a rare Han character and a question mark may be all that is left of another one, a third byte of it lost.

    Alone they prove nothing, but who makes the mark full-width destroys what could be restored.

    >>> list(may_be_left("推荐工作娴?")), list(may_be_left("你好吗?"))
    ([(4, 6)], [])
    """
    alone = any_language().alone
    for mark in _MARK_BEHIND_HAN.finditer(text):
        place = mark.start() - 1
        if alone(text[place]) < _RARE and _begins_a_character(text[place]):
            yield place, place + 2


_MARK_BEHIND_HAN = lazy_pattern("\\?(?<=[\u3400-\u9fff]\\?)")
_TWO_OF_THREE = lazy_pattern(rb"[\xe0-\xef][\x80-\xbf]")


@lru_cache(maxsize=1 << 12)
def _begins_a_character(character: str) -> bool:
    """Tell whether a character is, in the encodings of Chinese, the first two bytes of one of three in UTF-8."""
    codes = (codec(name).encoded(character) for name in ("gbk", "big5"))
    return any(code is not None and _TWO_OF_THREE.fullmatch(code) for code in codes)


def _runs(text: str, token: str) -> list[tuple[int, str]]:
    """Return the runs beyond ASCII, tokens included, in which something is odd, each with its place."""
    runs: list[tuple[int, str]] = []
    pattern = re.compile(f"(?:[^\\x00-\\x7f]|{re.escape(token)})+")
    done = 0
    for odd in _odd(token).finditer(text):
        start = odd.start()
        if start < done or not (match := pattern.match(text, start)):
            continue
        while start > done and (text[start - 1] > "\x7f" or text[start - 1] == token):
            start -= 1
        done = match.end()
        if any(character not in _REPLACED + token for character in text[start:done]):
            runs.append((start, text[start:done]))
    return runs


@cache
def _odd(token: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(token)}{_REPLACED}{_LEFT_BY_READERS}]")


def _stretches(start: int, run: str, channel: Channel) -> Iterator[Stretch]:
    """Yield the stretches of a run that are longest, from the left."""
    odd = _odd(channel.reader.token)
    at = 0
    while at < len(run):
        end = _reach(run, at, channel)
        if end and (first := odd.search(run, at, end)) and (found := _likeliest(start, run, at, first.start(), channel)):
            yield found
            end = found.end - start
        at = end or at + 1


def _likeliest(start: int, run: str, at: int, first: int, channel: Channel) -> Stretch | None:
    """Return the likeliest stretch from ``at``, or from just before the ``first`` odd place.

    What stands before it may be text that was restored: by chance, or as far as it goes, that is UTF-8 in this reader as well.
    """
    begins = {at, *range(max(at, first - _CLOSE), first)}
    ends = {begin: end for begin in begins if (end := _reach(run, begin, channel)) > first}
    found = (_weighed(start + begin, run[begin:end], channel) for begin, end in ends.items())
    return max(filter(None, found), key=lambda stretch: (stretch.nats, -stretch.start), default=None)


def _weighed(start: int, stretch: str, channel: Channel) -> Stretch | None:
    """Return a stretch with its gain in nats, if it has any characters to weigh and they look like damage."""
    characters = stretch.translate({ord(channel.reader.token): None, ord(_REPLACED): None})
    if _HALF_WIDTH.fullmatch(characters) or _is_chart(characters):
        return None
    nats = -llr(characters[:_ENOUGH], channel.name.removeprefix("utf8-as-"))
    lost = not _is_whole(stretch, channel)
    return Stretch(start, start + len(stretch), channel, lost, nats) if nats > (_LIKELY if lost else _NO_TOKEN) else None


def _is_chart(characters: str) -> bool:
    """Tell whether characters are in the order of their codes."""
    steps = sum(ord(second) == ord(first) + 1 for first, second in pairwise(characters))
    return steps * 4 > len(characters) and steps > 2


# UTF-8 as an automaton. A state says which bytes may follow, one range for each byte that is missing; there are many at once,
# since a token may stand for many bytes. Of four bytes only those of emoji and rare Han are looked for.
_State = tuple[tuple[int, int], ...]
_States = frozenset[_State]
_ANY = (0x80, 0xBF)
_LEADS: tuple[tuple[int, int, _State], ...] = (
    (0x00, 0x7F, ()),
    (0xC2, 0xDF, (_ANY,)),
    (0xE0, 0xE0, ((0xA0, 0xBF), _ANY)),
    (0xE1, 0xEC, (_ANY, _ANY)),
    (0xED, 0xED, ((0x80, 0x9F), _ANY)),
    (0xEE, 0xEF, (_ANY, _ANY)),
    (0xF0, 0xF0, ((0x90, 0xBF), _ANY, _ANY)),
)
_BETWEEN: _State = ()  # characters
_START: _States = frozenset({_BETWEEN})
_EDGES = (0x00, 0x80, 0x90, 0xA0, 0xC0, 0xC2, 0xE0, 0xE1, 0xED, 0xEE, 0xF0, 0xF1)
_KINDS = bytes(max(edge for edge in _EDGES if edge <= byte) for byte in range(0x100))  # UTF-8 tells those of one kind not apart


def _after(state: _State, byte: int) -> _State | None:
    """Return the state after one more byte, or None if it cannot follow."""
    if state:
        low, high = state[0]
        return state[1:] if low <= byte <= high else None
    return next((rest for low, high, rest in _LEADS if low <= byte <= high), None)


def _through(states: _States, code: bytes) -> _States:
    """Return the states after the bytes of one character."""
    for byte in code:
        states = frozenset(rest for state in states if (rest := _after(state, byte)) is not None)
    return states


@lru_cache(maxsize=1 << 16)
def _ahead(states: _States, character: str, page: Codec, token: str) -> _States:
    """Return the states after one character, or after the bytes that a token may stand for; without a token, nothing is one."""
    codes = [*page.encode_all(character), *(_holes(page) if token and character in (token, _REPLACED) else ())]
    return frozenset(state for code in codes for state in _through(states, code))


@cache
def _holes(page: Codec) -> frozenset[bytes]:
    """Return what tokens of an encoding stand for, one of each kind that UTF-8 tells apart."""
    return frozenset(kind[:length] for kind in page.unmapped(_KINDS) for length in (1, 2))


def _reach(run: str, start: int, channel: Channel) -> int:
    """Return up to where a run is UTF-8 from ``start`` on, tokens filled in, or 0 if not a character of it."""
    page, token = codec(channel.reader.table), channel.reader.token
    states, end = _START, 0
    for place in range(start, len(run)):
        states = _ahead(states, run[place], page, token)
        if not states:
            break
        if _BETWEEN in states:
            end = place + 1
    return end


def _is_whole(stretch: str, channel: Channel) -> bool:
    """Tell whether a stretch is UTF-8 with nothing filled in: a question mark may be one."""
    page, token = codec(channel.reader.table), channel.reader.token
    states = frozenset() if token > "\x7f" and token in stretch else _START
    for character in stretch:
        states = _ahead(states, character, page, "")
    return _BETWEEN in states


def _is_shown(text: str, stretch: Stretch) -> bool:
    """Tell whether a line near a stretch, damaged in the same way, gives it; of a single character, one that stands alone.

    Lines have the same marks, and what a rule made of others would say that the damage of one is shown.
    """
    observed = text[stretch.start : stretch.end].replace(_REPLACED, stretch.channel.reader.token)
    near = around(text, stretch.start, stretch.end, SHOWN_WITHIN).split("\n")
    damaged = [part for line in near for part in _damaged(stretch.channel, line)]
    return observed in damaged if len(observed) <= _ONE else any(observed in part for part in damaged)


@lru_cache(maxsize=1 << 6)
def _damaged(channel: Channel, line: str) -> list[str]:
    """Return what becomes of a line, and of each of its words: brackets around one shift its bytes."""
    line = line.encode("utf-8", "replace").decode("utf-8")
    return [corrupt(channel, part) for part in (line, *_WORD.findall(line), *_ALONE.findall(line))]
