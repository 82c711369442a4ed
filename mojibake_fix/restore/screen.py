"""Tell at the speed of reading that nothing in a text is damage: most text is clean.

What has a row of odd characters in a line that the search finds damaged, or is said to be damage by something else, goes to the
search as a whole. The longer a text, the odder a row has to be, since by chance there are more of them. What passes is not looked
at again; docs/how-it-decides.md says what that costs.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator

from ..language import STEP
from ..patterns import lazy_pattern
from ..spans import first
from .oddity import FEWEST, SIGN_FOUND, in_context, levels, rows, rows_at_once

__all__ = ["ENOUGH", "is_clean"]

# Steps of 1/14 nat. In 1,500,000 characters of clean Chinese, Japanese and Korean 5 rows reach 8 nats in their context. Of words
# of two Han characters that went through UTF-8 as GBK one in 30 stays below 6.5 nats and none below 4.5, of words of four none
# below 9.
_LINE = 30  # characters beyond ASCII
_IN_A_LINE = 4.5 * STEP
_BY_LENGTH = 0.6 * STEP  # more for each power of e that there are more of them
ENOUGH = 12 * STEP
"""How odd a row is in a text of any length."""

_SHORT = 500  # characters from which numpy is faster
_LONG = 1 << 19  # characters for which it is worth importing
_PART = 1 << 10, 1 << 16  # characters that are looked at once: few, to skip what is ASCII, or many
_OVERLAP = 64  # characters, of rows that two parts share
_MOST, _MOST_PER_CHARACTER = 300, 0.1  # rows that are weighed: a text with more of them is in a language that no model knows
_FAR = 200  # characters of a long line before and behind a row that are searched with it
_SEARCHED = 0.5  # of a text: where a line is more than that, the text is searched as well
_MOST_LINES = 8  # which are searched by themselves


def is_clean(text: str) -> bool:
    """Tell whether nothing in a text hints at damage; if something does, it is for the search to say whether it is any.

    >>> [is_clean(text) for text in ("# 验证计划：完成", "# 楠岃瘉璁″垝:完成", "Le garçon", "Le garÃ§on")]
    [True, False, True, False]
    """
    for known, clean in _answers:
        if known is text:
            return clean
    clean = not (_shows_damage(text) or (not text.isascii() and _hints_at_damage(text)))
    if not clean or len(text) >= _SHORT:
        _remember(text, clean)
    return clean


# Every step asks about the text that it is given, and a search takes longer than all else. A text is known by its identity: to
# hash it takes longer than to look at it.
_answers: tuple[tuple[str, bool], ...] = ()
_REMEMBERED = 4


def _remember(text: str, clean: bool) -> None:
    global _answers
    _answers = ((text, clean), *_answers[: _REMEMBERED - 1])


_WINDOW = 1 << 19  # characters that all signs of ASCII are looked for in, one after the other: they stay in the processor's cache
_MARKS = "????"


def _shows_damage(text: str) -> bool:
    """Tell whether question marks hint at damage, or what a text spells in references or escapes."""
    marked = spelled = False
    for start in range(0, len(text), _WINDOW):
        end = start + _WINDOW
        marked = marked or first(text, _MARKS, start, end) >= 0
        spelled = spelled or _spells(text, start, end)
    return (marked and _has_question_marks(text)) or (spelled and _spells_damage(text))


_REFERENCE = lazy_pattern("&[#A-Za-z][0-9A-Za-z]*;")


def _spells(text: str, start: int, end: int) -> bool:
    if (text.find("&", start, end) < 0 or not _REFERENCE.search(text, start, end)) and first(text, "\\u", start, end) < 0:
        return False
    from .notations import spells

    return spells(text, start, end)


def _has_question_marks(text: str) -> bool:
    from .lost import question_marks

    return any(True for _ in question_marks(text))


def _spells_damage(text: str) -> bool:
    from .notations import readings

    return any(not spelled.isascii() and _hints_at_damage(spelled) for spelled in readings(text))


def _hints_at_damage(text: str) -> bool:
    """Tell whether a text has a row of odd characters, a sign, or a habit of notes."""
    if len(text) < _SHORT or ("numpy" not in sys.modules and len(text) < _LONG):
        found = levels(text)
        if found and _is_damage(text, rows(found, _enough(text)), _enough(text)):
            return True
        return _has_note(text) and _has_habit(text)
    return _parts_hint_at_damage(text, _enough(text))


def _parts_hint_at_damage(text: str, enough: float) -> bool:
    has_notes = False
    for part in _parts(text):
        if not part.isascii():
            try:
                if _is_damage(part, rows_at_once(part, enough), enough):
                    return True
            except UnicodeEncodeError:  # halves of characters, which no clean text has
                return True
            has_notes = has_notes or _has_note(part)
    return has_notes and _has_habit(text)


def _enough(text: str) -> float:
    """Return how odd a row has to be in a text: a long one is taken to be beyond ASCII throughout, a short one is counted."""
    beyond = len(text) if len(text) >= _SHORT else (len(text.encode("utf-8", "surrogatepass")) - len(text)) / 2
    return min(max(FEWEST, _IN_A_LINE + _BY_LENGTH * math.log(beyond / _LINE)), ENOUGH)


def _is_damage(text: str, found: Iterable[tuple[int, int]], enough: float) -> bool:
    """Tell whether one of the rows found is odd enough in its context, and its line damaged by itself, or there is a sign."""
    most = max(_MOST, _MOST_PER_CHARACTER * len(text))
    weighed = until = lines = 0
    for start, place in found:
        if place < until:
            continue
        weighed += 1
        if place == SIGN_FOUND or weighed > most:
            return True
        odd, until = in_context(text, max(start, until), place, enough)
        if odd >= enough:
            lines += 1
            begin, until = _line(text, place)
            if until - begin > _SEARCHED * len(text) or lines > _MOST_LINES or _is_damaged(text[begin:until]):
                return True
    return False


def _line(text: str, place: int) -> tuple[int, int]:
    """Return where the line of a place begins and ends, or the part of a long one."""
    begin, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    return max(begin, place - _FAR), min(len(text) if end < 0 else end, place + _FAR)


def _is_damaged(line: str) -> bool:
    from .restoration import is_damaged

    return is_damaged(line)


def _parts(text: str) -> Iterator[str]:
    """Yield the parts of a text, overlapping: small ones as long as most are ASCII, which is told at once."""
    least, most = _PART
    at, size = 0, least
    while at < len(text):
        part = text[at : at + size + _OVERLAP]
        yield part
        at += size
        size = least if part.isascii() else min(2 * size, most)


_LETTERS = "[a-z\u00e0-\u01f9\u1e3f]{1,6} ?\\)"
_NOTE = lazy_pattern(f"\\((?<=[\u3400-\u9fff\uf900-\ufaff]\\(){_LETTERS}")  # pinyin, injected or by an author
_LIKE_NOTE = lazy_pattern(f"\\((?<=[^\x00-\x7f]\\(){_LETTERS}")  # which compiles at once


def _has_note(text: str) -> bool:
    return _LIKE_NOTE.search(text) is not None and _NOTE.search(text) is not None


def _has_habit(text: str) -> bool:
    from .injected.habit import annotated

    return bool(annotated(text))
