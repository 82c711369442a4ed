"""Tell at the speed of reading that nothing in a text is damage: most text is clean.

Damage is a row of characters that are likelier in what some reader leaves than in any language. A table says of each character
by how much, its *oddity*; along a line it adds up, and falls back to nothing where ordinary characters follow. Only a row that
is odd enough is weighed by the language models, which know more: in their context rare characters are ordinary. The longer a
text, the odder a row has to be, since by chance there are more of them.

What passes is not searched. data/README.md says how the table is made, docs/how-it-decides.md what that costs.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ..language.misreadings import READERS, garbled
from ..language.model import Model
from ..language.models import chinese, japanese, korean, western
from ..language.tables import STEP

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["BMP", "CJK", "ENOUGH", "LEAST", "LEAST_CJK", "LINE_END", "ORDINARY", "SIGN", "THRICE", "is_clean"]

BMP = 0x10000

# Levels of the table, a byte for each character of the BMP: ordinary characters are above ORDINARY, odd ones below.
SIGN = 0
"""The level of what is a sign of damage by itself."""
THRICE = 1
"""The level of what is one if three stand in a row."""
ORDINARY = 128
"""The level of what is neither more nor less likely in damage."""
LINE_END = 255
"""The level of what ends all rows."""

CJK = 0x2E80
_HALF_WIDTH = 0xFF00
LEAST, LEAST_CJK = -11.5, -13.0
"""Nats: something unexpected is in every clean text, below CJK and above."""

# Steps of 1/14 nat. In 1,500,000 characters of clean Chinese, Japanese and Korean 5 rows reach 8 nats in their context. Of words
# of two Han characters that went through UTF-8 as GBK one in 30 stays below 6.5 nats and none below 4.5, of words of four none
# below 9.
_LINE = 30  # characters beyond ASCII
_IN_A_LINE = 4.5 * STEP
_BY_LENGTH = 0.6 * STEP  # more for each power of e that there are more of them
_FEWEST = 3 * STEP
ENOUGH = 9 * STEP
"""How odd a row is in a text of any length."""

_SHORT = 2000  # characters from which numpy is faster
_LONG = 1 << 19  # characters for which it is worth importing
_PART = 1 << 10, 1 << 16  # characters that are looked at once: few, to skip what is ASCII, or many
_OVERLAP = 64  # characters, of rows that two parts share
_BEHIND = 24  # characters behind the place where a row becomes odd enough, which are weighed with it
_MOST, _MOST_PER_CHARACTER = 64, 0.01  # rows that are weighed: a text with more of them is in a language that no model knows
_REACH = 4  # characters before another one that the models look at, at most
_FEW, _AGAIN = 12, -5.0  # characters, nats: one of the last few stands there once more
_MOST_LESS = 2.5  # nats
_HARDLY = 10  # steps: nearly as likely in damage as in text
_CLOSE = 3  # characters: nearer to each other than that


def is_clean(text: str) -> bool:
    """Tell whether nothing in a text hints at damage; if something does, it is for the search to say whether it is any.

    >>> [is_clean(text) for text in ("# 验证计划：完成", "# 楠岃瘉璁″垝:完成", "Le garçon", "Le garÃ§on")]
    [True, False, True, False]
    """
    return not (_has_question_marks(text) or _spells_damage(text) or (not text.isascii() and _hints_at_damage(text)))


_MARKS = "????"


def _has_question_marks(text: str) -> bool:
    if not _has_marks(text):
        return False
    from .lost import question_marks

    return any(True for _ in question_marks(text))


def _has_marks(text: str) -> bool:
    """Tell whether four stand in a row, looking from one to the next, which is ten times as fast as for all four."""
    at = text.find("?")
    while at >= 0 and not text.startswith(_MARKS, at):
        at = text.find("?", at + 1)
    return at >= 0


def _spells_damage(text: str) -> bool:
    """Tell whether what a text spells in references or escapes hints at damage."""
    if "&" not in text and "\\" not in text:
        return False
    from .notations import readings

    return any(not spelled.isascii() and _hints_at_damage(spelled) for spelled in readings(text))


def _hints_at_damage(text: str) -> bool:
    """Tell whether a text has a row of odd characters, a sign, or a habit of notes."""
    enough = _enough(text)
    at_once = len(text) >= _SHORT and ("numpy" in sys.modules or len(text) >= _LONG)
    has_notes = False
    for part in _parts(text) if at_once else [text]:
        if part.isascii():
            continue
        try:
            if _has_row(part, enough, _rows_at_once if len(part) >= _SHORT and at_once else _rows):
                return True
        except UnicodeEncodeError:  # halves of characters, which no clean text has
            return True
        has_notes = has_notes or bool(_NOTE.search(part))
    return has_notes and _has_habit(text)


def _enough(text: str) -> float:
    """Return how odd a row has to be in a text: a long one is taken to be beyond ASCII throughout, a short one is counted."""
    beyond = len(text) if len(text) >= _SHORT else (len(text.encode("utf-8", "surrogatepass")) - len(text)) / 2
    return min(max(_FEWEST, _IN_A_LINE + _BY_LENGTH * math.log(beyond / _LINE)), ENOUGH)


def _has_row(text: str, enough: float, rows: _Rows) -> bool:
    """Tell whether a row is odd enough in its context, or there is a sign."""
    most = max(_MOST, _MOST_PER_CHARACTER * len(text))
    weighed, until = 0, 0
    for start, place in rows(text, enough):
        if place < until:
            continue
        weighed += 1
        if place == _SIGN or weighed > most:
            return True
        odd, until = _in_context(text, max(start, until), place, enough)
        if odd >= enough:
            return True
    return False


def _parts(text: str) -> Iterator[str]:
    """Yield the parts of a text, overlapping: small ones as long as most are ASCII, which is told at once."""
    least, most = _PART
    at, size = 0, least
    while at < len(text):
        part = text[at : at + size + _OVERLAP]
        yield part
        at += size
        size = least if part.isascii() else min(2 * size, most)


_NOTE = re.compile(
    "\\((?<=[\u3400-\u9fff\uf900-\ufaff]\\()[a-z\u00e0-\u01f9\u1e3f]{1,6} ?\\)"
)  # pinyin, injected or by an author


def _has_habit(text: str) -> bool:
    from .injected.habit import annotated

    return bool(annotated(text))


_SIGN = sys.maxsize
_Rows = Callable[[str, float], Iterator[tuple[int, int]]]
"""Yield where rows begin and each place at which they are odd enough, which is _SIGN for a sign."""


def _rows(text: str, enough: float) -> Iterator[tuple[int, int]]:
    """Find rows character by character."""
    levels = text.translate(_table())  # what is beyond the BMP stays as it is
    if not _ROW.search(levels):
        return
    if _SIGNS.search(levels):
        yield 0, _SIGN
    place = 0
    while found := _ODD.search(levels, place):
        start, odd = found.start(), 0
        for place in range(start, len(levels)):
            level = ord(levels[place])
            odd += ORDINARY - level if THRICE < level <= LINE_END else 0
            if odd <= 0:
                break
            if odd >= enough and THRICE < level < ORDINARY:
                yield start, place
        else:
            return


@cache
def _table() -> bytes:
    return (files(__package__) / "data" / "oddity.bin").read_bytes()


_ODD = re.compile("[\x02-\x7f]")
_SIGNS = re.compile("\x00|\x01{3}")

# What every row has that is odd enough for the shortest text: a character that alone gives half of it, or two odd ones with
# nothing between them that makes up for the first.
_HALF = int(_FEWEST / 2)
_ODDER, _MADE_UP = re.escape(chr(ORDINARY - _HALF)), re.escape(chr(ORDINARY + _HALF))
_ROW = re.compile(f"[\x00-{_ODDER}]|[\x02-\x7f][\x80-{_MADE_UP}\U00010000-\U0010ffff]*[\x02-\x7f]")


def _rows_at_once(text: str, enough: float) -> Iterator[tuple[int, int]]:
    """Find the same rows with numpy. Raises UnicodeEncodeError for halves of characters."""
    import numpy as np

    odd = _oddity().take(np.frombuffer(text.encode(_UTF_32), np.uint32), mode="clip")
    places = np.flatnonzero(odd > 0)
    found = odd[places]
    signs = found >= ORDINARY - THRICE
    if signs.any():
        if _SIGNS.search(text.translate(_table())):
            yield 0, _SIGN
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


def _in_context(text: str, start: int, place: int, enough: float) -> tuple[float, int]:
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
    odd = most = (0.0,) * len(READERS)
    for at in range(start, end):
        added = _oddity_in_context(text, at)
        less = _NOTHING if text[at].isascii() else _less_likely(text[at])
        odd = tuple(max(0.0, each + added - by) for each, by in zip(odd, less, strict=True))
        most = tuple(map(max, most, odd))
    return max(most)


_NOTHING = (0.0,) * len(READERS)


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
    nats = [garbled(reader).alone(character) for reader in READERS]
    return tuple(min(max(nats) - each, _MOST_LESS) * STEP for each in nats)
