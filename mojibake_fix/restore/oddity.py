"""Find rows of characters that are likelier in what some reader leaves than in any language, and weigh them in their context.

A table says of each character by how much, its *oddity* (data/README.md tells how it is made). Along a line it adds up, and falls
back to nothing where ordinary characters follow; that much is found character by character without numpy, or at once with it.
The language models know more: in their context rare characters are ordinary.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ..language import STEP
from ..patterns import lazy_pattern

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from ..language.model import Model

__all__ = [
    "BMP",
    "CJK",
    "FEWEST",
    "LEAST",
    "LEAST_CJK",
    "LINE_END",
    "ORDINARY",
    "SIGN",
    "SIGN_FOUND",
    "THRICE",
    "in_context",
    "levels",
    "rows",
    "rows_at_once",
]

BMP = 0x10000
CJK = 0x2E80

# Levels of the table, a byte for each character of the BMP: ordinary characters are above ORDINARY, odd ones below.
SIGN = 0
"""The level of what is a sign of damage by itself."""
THRICE = 1
"""The level of what is one if three stand in a row."""
ORDINARY = 128
"""The level of what is neither more nor less likely in damage; from there on a level counts steps of 1/14 nat."""
LINE_END = 255
"""The level of what ends all rows."""

FEWEST = 3 * STEP
"""The least oddity that rows are looked for with, in steps."""

LEAST, LEAST_CJK = -11.5, -13.0
"""Nats: something unexpected is in every clean text, below CJK and above."""

_BEHIND = 24  # characters behind the place where a row becomes odd enough, which are weighed with it
_REACH = 4  # characters before another one that the models look at, at most
_FEW, _AGAIN = 12, -5.0  # characters, nats: one of the last few stands there once more
_MOST_LESS = 2.5  # nats
_HARDLY = 10  # steps: nearly as likely in damage as in text
_CLOSE = 3  # characters: nearer to each other than that
_HALF_WIDTH = 0xFF00

SIGN_FOUND = sys.maxsize
"""What stands for the place of a sign, wherever it is."""


@cache
def _table() -> bytes:
    with open(os.path.join(os.path.dirname(__file__), "data", "oddity.bin"), "rb") as file:
        return file.read()


def levels(text: str) -> str | None:
    """Return the level of each character, as characters, or None if they have no row; what is beyond the BMP stays as it is.

    >>> levels("验证计划"), levels("楠岃瘉") is None
    (None, False)
    """
    found = text.translate(_table())
    return found if _ROW.search(found) else None


_ODD = lazy_pattern("[\x02-\x7f]")
_SIGNS = lazy_pattern("\x00|\x01{3}")

# What every row has that is odd enough: a character that alone gives half of it, or two odd ones with nothing between them that
# makes up for the first.
_HALF = FEWEST // 2
_ODDER, _MADE_UP = re.escape(chr(ORDINARY - _HALF)), re.escape(chr(ORDINARY + _HALF))
_ROW = lazy_pattern(f"[\x00-{_ODDER}]|[\x02-\x7f][\x80-{_MADE_UP}\U00010000-\U0010ffff]*[\x02-\x7f]")


def rows(of: str, enough: float) -> Iterator[tuple[int, int]]:
    """Yield where rows begin and each place at which they are ``enough`` steps odd, given levels; first of all SIGN_FOUND.

    >>> list(rows(levels("# 楠岃瘉"), 60))
    [(2, 3), (2, 4)]
    """
    if _SIGNS.search(of):
        yield 0, SIGN_FOUND
    place = 0
    while found := _ODD.search(of, place):
        start, odd = found.start(), 0
        for place in range(start, len(of)):
            level = ord(of[place])
            odd += ORDINARY - level if THRICE < level <= LINE_END else 0
            if odd <= 0:
                break
            if odd >= enough and THRICE < level < ORDINARY:
                yield start, place
        else:
            return


def rows_at_once(text: str, enough: float) -> Iterator[tuple[int, int]]:
    """Yield the same for a text, found with numpy. Raises UnicodeEncodeError for halves of characters."""
    import numpy as np

    odd = _oddity().take(np.frombuffer(text.encode(_UTF_32), np.uint32), mode="clip")
    places = np.flatnonzero(odd > 0)
    found = odd[places]
    signs = found >= ORDINARY - THRICE
    if signs.any():
        if _SIGNS.search(levels(text) or ""):
            yield 0, SIGN_FOUND
        odd[places[signs]] = found[signs] = 0
    total = odd.cumsum(dtype=np.int32)[places]
    before = total - found
    least = np.minimum.accumulate(before)
    enough_ = np.flatnonzero((total - least >= enough) & (found > 0))
    if len(enough_):
        begins = np.maximum.accumulate(np.where(before == least, np.arange(len(places)), 0))
        yield from zip(places[begins[enough_]].tolist(), places[enough_].tolist(), strict=True)


_UTF_32 = f"utf-32-{sys.byteorder[0]}e"


@cache
def _oddity() -> npt.NDArray[np.int16]:
    """Return how odd each character of the BMP is, in steps; the last one stands for all beyond it."""
    import numpy as np

    return ORDINARY - np.frombuffer(_table(), np.uint8).astype(np.int16)


def in_context(text: str, start: int, place: int, enough: float) -> tuple[float, int]:
    """Return how odd the row around a place is, with each character weighed in its context, and where it was seen to end.

    Damage is two odd characters close together, or one and a token or a letter; far apart they are signs and rare words. And all
    of it was left by one reader, which is looked into only if the likeliest of all for each character would be odd enough.
    """
    most = odd = 0.0
    last, is_row = -_CLOSE, False
    end = min(place + _BEHIND, len(text))
    for at in range(start, end):
        added = _oddity_in_context(text, at)
        if text[at] in _TOKENS or (added > -_HARDLY and not text[at].isascii()):
            is_row, last = is_row or at - last < _CLOSE or _is_in_word(text, at), at
        odd += added
        if odd <= 0:
            if at > place:
                end = at
                break
            odd, is_row = 0.0, False
        elif is_row:
            most = max(most, odd)
    return (_left_by_one(text, start, end) if most >= enough else most), end


def _left_by_one(text: str, start: int, end: int) -> float:
    """Return how odd a row is for the reader that most likely left it."""
    from ..language.misreadings import READERS

    odd = most = nothing = (0.0,) * len(READERS)
    for at in range(start, end):
        added = _oddity_in_context(text, at)
        less = nothing if text[at].isascii() else _less_likely(text[at])
        odd = tuple(max(0.0, each + added - by) for each, by in zip(odd, less, strict=True))
        most = tuple(map(max, most, odd))
    return max(most)


def _is_in_word(text: str, place: int) -> bool:
    """Tell whether a character of CJK stands beside a small letter of ASCII: it may have swallowed one."""
    beside = text[place - 1 : place] + text[place + 1 : place + 2]
    return CJK <= ord(text[place]) < _HALF_WIDTH and any(letter.isascii() and letter.islower() for letter in beside)


_TOKENS = "?\N{KATAKANA MIDDLE DOT}"  # which stand for bytes that were lost


def _oddity_in_context(text: str, place: int) -> float:
    character = text[place]
    level = _table()[ord(character)] if ord(character) < BMP else ORDINARY
    if character.isascii() or level in (THRICE, LINE_END):
        return min(ORDINARY - level, 0)
    known = _behind(text[max(0, place - _REACH) : place], character)
    if character in text[max(0, place - _FEW) : place]:
        known = max(known, _AGAIN)
    return ORDINARY - level + (_alone(character) - known) * STEP


@cache
def _models() -> tuple[Model, ...]:
    from ..language.models import chinese, japanese, korean, western  # and with them their files, which most text needs not

    return chinese(), japanese(), korean(), western()


@lru_cache(maxsize=1 << 14)
def _alone(character: str) -> float:
    """Return log P of a character in the language that likes it best."""
    return max(_least(character), *(model.alone(character) for model in _models()))


@lru_cache(maxsize=1 << 16)
def _behind(before: str, character: str) -> float:
    """Return log P of a character behind others, in the language that likes it best there."""
    return max(_least(character), *(model.logp(before[1 - model.order :], character) for model in _models()))


def _least(character: str) -> float:
    return LEAST if ord(character) < CJK else LEAST_CJK


@lru_cache(maxsize=1 << 14)
def _less_likely(character: str) -> tuple[float, ...]:
    """Return by how many steps a character is less likely in what each reader leaves than in what the likeliest one does.

    A model that has not seen a character says little.
    """
    from ..language.misreadings import READERS, garbled

    nats = [garbled(reader).alone(character) for reader in READERS]
    return tuple(min(max(nats) - each, _MOST_LESS) * STEP for each in nats)
