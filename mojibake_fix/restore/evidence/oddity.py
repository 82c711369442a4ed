"""Find rows of characters that are likelier in what some reader leaves than in any language, and weigh them in their context.

A table says of each character by how much, its *oddity* (data/README.md tells how it is made). Along a line it adds up, and falls
back to nothing where ordinary characters follow. The language models know more: in their context rare characters are ordinary.
All is counted in steps of 1/14 nat, as the tables have it, so that the compiled core comes to the same.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from ...language import STEP
from ...patterns import lazy_pattern
from ...records import NamedTuple
from ..acceptance.out_of_place import OUT_OF_PLACE
from .characters import CJK, MOST, MOST_CJK, alone, behind, left

__all__ = [
    "BMP",
    "FEWEST",
    "LIMITS",
    "LINE_END",
    "NOTE",
    "ORDINARY",
    "SIGN",
    "THRICE",
    "TOO_MANY",
    "Row",
    "costs",
    "costs_one_by_one",
    "is_no_trace",
    "is_worth_core",
    "less_likely",
    "odd_rows",
    "rows",
    "table",
]

BMP = 0x10000

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


class Limits(NamedTuple):
    """What decides over a row, in characters and steps."""

    behind: int = 24  # characters behind the place where a row becomes odd enough, which are weighed with it
    reach: int = 4  # characters before another one that the models look at, at most
    few: int = 12  # characters: one of the last few stands there once more,
    again: int = 5 * STEP  # which costs no more than that
    hardly: int = 10  # steps: nearly as likely in damage as in text
    close: int = 3  # characters: nearer to each other than that
    least: int = MOST  # what a character costs at most, below CJK
    least_cjk: int = MOST_CJK  # and above
    cjk: int = CJK
    half_width: int = 0xFF00
    drawn: int = 0x2500  # signs for drawing, which stand behind one another in drawings, and in what pages of DOS leave as well:
    drawn_end: int = 0x25A0  # there is nothing ordinary about the next one
    most_less: int = 5 * STEP // 2  # steps


LIMITS = Limits()


class Row(NamedTuple):
    """``text[start:end]`` is odd in its context, for the ``readers`` that may have left it: a bit for each of READERS.

    A sign is a row by itself, and needs no reader.
    """

    start: int
    end: int
    readers: int


TOO_MANY = Row(0, 0, 0)
"""What stands for more rows in vain than any text has that a model knows."""

NOTE = Row(-1, -1, 0)
"""What stands for notes of pinyin, injected or by an author, behind Han characters; comes last."""


@cache
def table() -> bytes:
    """Return the level of each character of the BMP."""
    with open(os.path.join(os.path.dirname(__file__), "data", "oddity.bin"), "rb") as file:
        return file.read()


_ENOUGH_TEXT = 1 << 14  # characters, after which it is worth to import ctypes, which opens the core
_seen = 0  # characters so far


class _Ways(NamedTuple):
    """How rows are found and told to be nothing, and what characters cost: with the core, or without."""

    rows: Callable[[str, int, int], Iterator[Row]]
    costs: Callable[[str, int, int], list[int]]
    is_no_trace: Callable[[str, Row, int], bool]


def odd_rows(text: str, enough: int, most: int) -> Iterator[Row]:
    """Return the rows that are ``enough`` steps odd in their context, and the signs between them.

    ``most`` rows may be weighed in vain, one behind the other; for more of them stands TOO_MANY, and nothing comes after it.
    If there are notes, NOTE comes last.

    >>> list(odd_rows("# 楠岃瘉", 60, 9)) == list(rows("# 楠岃瘉", 60, 9))
    True
    """
    return _ways(len(text)).rows(text, enough, most)


def costs(text: str, start: int, end: int) -> list[int]:
    """Return what each character of a part costs behind those before it, in the language that likes it best there.

    >>> costs("中文", 0, 2)[1] < costs("文", 0, 1)[0]
    True
    """
    return _ways(0).costs(text, start, end)


def is_no_trace(text: str, row: Row, enough: int) -> bool:
    """Tell whether a row of a text is certain to be no trace; a no says nothing, and without the core that is all there is.

    >>> is_no_trace("楠岃瘉", Row(0, 3, 1), 60)
    False
    """
    return _ways(0).is_no_trace(text, row, enough)


def _ways(length: int) -> _Ways:
    """Return the ways for a text of a length: the core's, as soon as it is worth to open the tables for it."""
    global _seen
    if _seen < _ENOUGH_TEXT:
        _seen += length
        if "ctypes" not in sys.modules:
            return _WITHOUT_CORE
    return _with_core()


def is_worth_core(length: int) -> bool:
    """Tell whether a text of a length is looked at by the core, if that is there."""
    return _ways(length) is not _WITHOUT_CORE


@cache
def _with_core() -> _Ways:
    from ...native import core

    if not core():
        return _WITHOUT_CORE
    from .compiled_rows import costs_by_core, rows_by_core
    from .compiled_traces import is_no_trace_to_core

    return _Ways(rows_by_core, costs_by_core, is_no_trace_to_core)


_LETTERS = "[a-z\u00e0-\u01f9\u1e3f]{1,6} ?\\)"
_NOTE = lazy_pattern(f"\\((?<=[\u3400-\u9fff\uf900-\ufaff]\\(){_LETTERS}")  # pinyin, injected or by an author
_LIKE_NOTE = lazy_pattern(f"\\((?<=[^\x00-\x7f]\\(){_LETTERS}")  # which compiles at once
_ODD = lazy_pattern("[\x02-\x7f]")
_SIGNS = lazy_pattern("\x00|\x01{3}")

# What every row has that is odd enough: a character that alone gives half of it, or two odd ones with nothing between them that
# makes up for the first.
_HALF = FEWEST // 2
_ODDER, _MADE_UP = re.escape(chr(ORDINARY - _HALF)), re.escape(chr(ORDINARY + _HALF))
_ROW = lazy_pattern(f"[\x00-{_ODDER}]|[\x02-\x7f][\x80-{_MADE_UP}\U00010000-\U0010ffff]*[\x02-\x7f]|\x01{{3}}")


def rows(text: str, enough: int, most: int) -> Iterator[Row]:
    """Yield the same without the core.

    >>> [(row.start, row.end) for row in rows("# 楠岃瘉", 60, 9)]
    [(2, 5)]
    """
    levels = text.translate(table())  # what is beyond the BMP stays as it is
    at = 0 if _ROW.search(levels) else len(text)
    while at < len(text):
        sign = _SIGNS.search(levels, at)
        row = _next_row(text, levels, slice(at, sign.end() - 1 if sign else len(text)), enough, most)
        if row is None and sign:
            row = Row(*sign.span(), 0)
        if row is not None:
            yield row
        if row is TOO_MANY:
            return
        at = len(text) if row is None else row.end
    if _LIKE_NOTE.search(text) and _NOTE.search(text):
        yield NOTE


def _next_row(text: str, levels: str, part: slice, enough: int, most: int) -> Row | None:
    """Return the first row in a part, if it has one and that ends in it, or TOO_MANY."""
    at = part.start
    for _ in range(most):
        if not (found := _next_by_table(levels, at, part.stop, enough)):
            return None
        readers, at = in_context(text, *found, enough)
        if readers:
            return Row(found[0], at, readers) if at <= part.stop else None
    return TOO_MANY if _next_by_table(levels, at, part.stop, enough) else None


def _next_by_table(levels: str, at: int, end: int, enough: int) -> tuple[int, int] | None:
    """Return where the next row begins that is odd enough by the table, and where it is that; each character by itself."""
    while found := _ODD.search(levels, at, end):
        start, odd, at = found.start(), 0, end
        for place in range(start, end):
            level = ord(levels[place])
            odd += ORDINARY - level if THRICE < level <= LINE_END else 0
            if odd <= 0:
                at = place + 1
                break
            if odd >= enough and THRICE < level < ORDINARY:
                return start, place
    return None


def in_context(text: str, start: int, place: int, enough: int) -> tuple[int, int]:
    """Return the readers that may have left a row, with each character weighed in its context, and where it was seen to end.

    If there are any, that is behind the character that makes it oddest.

    Damage is two odd characters close together, or one and a token or a letter; far apart they are signs and rare words. And all
    of it was left by one reader, which is looked into only if the likeliest of all for each character would be odd enough.
    """
    most = odd = 0
    oddest, last, is_row = start, -LIMITS.close, False
    end = min(place + LIMITS.behind, len(text))
    for at in range(start, end):
        added = _oddity_in_context(text, at)
        if text[at] in _TOKENS or (added > -LIMITS.hardly and not text[at].isascii()):
            is_row, last = is_row or at - last < LIMITS.close or _is_in_word(text, at), at
        odd += added
        if odd <= 0:
            if at > place:
                end = at
                break
            odd, is_row = 0, False
        elif is_row and odd > most:
            most, oddest = odd, at
    readers = _left_by(text, start, oddest + 1, enough) if most >= enough else 0
    return readers, oddest + 1 if readers else end


def _left_by(text: str, start: int, end: int, enough: int) -> int:
    """Return the readers that a row is odd enough for."""
    from ...language.misreadings import READERS

    odd = nothing = (0,) * len(READERS)
    found = 0
    for at in range(start, end):
        added = _oddity_in_context(text, at)
        less = nothing if text[at].isascii() else less_likely(text[at])
        odd = tuple(max(0, each + added - by) for each, by in zip(odd, less, strict=True))
        for k, each in enumerate(odd):
            found |= (each >= enough) << k
    return found


def _is_in_word(text: str, place: int) -> bool:
    """Tell whether a character of CJK stands beside a small letter of ASCII: it may have swallowed one.

    Or a capital or a sign behind one, where a page of DOS or of the Mac has a mark or a letter.
    """
    if text[place] in OUT_OF_PLACE:
        return _is_small(text[max(0, place - 1) : place])
    beside = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
    return CJK <= ord(text[place]) < LIMITS.half_width and any(map(_is_small, beside))


def _is_small(letter: str) -> bool:
    return letter.isascii() and letter.islower()


_TOKENS = "?\N{KATAKANA MIDDLE DOT}"  # which stand for bytes that were lost


def _oddity_in_context(text: str, place: int) -> int:
    character = text[place]
    level = table()[ord(character)] if ord(character) < BMP else ORDINARY
    if character.isascii() or level in (THRICE, LINE_END):
        return min(ORDINARY - level, 0)
    cost = behind(text[max(0, place - LIMITS.reach) : place], character)
    if character in text[max(0, place - LIMITS.few) : place]:
        cost = min(cost, LIMITS.again)
    added = ORDINARY - level + cost - alone(character)
    return max(added, 0) if level < ORDINARY and _is_no_less_odd(text, place) else added


def _is_no_less_odd(text: str, place: int) -> bool:
    """Tell whether what stands before a character does not make it ordinary, although it is often followed by such.

    A sign for drawing; or a second capital beyond ASCII, as `ĂĽ`, which Windows-1250 makes of ü: models that hardly know either
    know that rare letters stand together.
    """
    character = text[place]
    return LIMITS.drawn <= ord(character) < LIMITS.drawn_end or (
        place > 0 and _is_extended_capital(character) and (_is_extended_capital(text[place - 1]) or text[place - 1] in _CAPITALS)
    )


_CAPITALS = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ"


def _is_extended_capital(character: str) -> bool:
    return "\u0100" <= character <= "\u017f" and character.isupper()


@lru_cache(maxsize=1 << 14)
def less_likely(character: str) -> tuple[int, ...]:
    """Return by how many steps a character is less likely in what each reader leaves than in what the likeliest one does.

    A model that has not seen a character says little.

    >>> from mojibake_fix.language.misreadings import READERS
    >>> less_likely("é")[READERS.index("latin-1")] < less_likely("é")[READERS.index("gbk")]
    True
    """
    costs = left(character)
    return tuple(min(cost - min(costs), LIMITS.most_less) for cost in costs)


def costs_one_by_one(text: str, start: int, end: int) -> list[int]:
    """Return the same as ``costs`` without the core.

    >>> costs_one_by_one("中文", 0, 2) == costs("中文", 0, 2)
    True
    """
    return [behind(text[max(0, at - LIMITS.reach) : at], text[at]) for at in range(start, end)]


_WITHOUT_CORE = _Ways(rows, costs_one_by_one, lambda *_: False)
