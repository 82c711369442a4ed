"""Tell at the speed of reading that nothing in a text is damage: most text is clean.

What has a row of odd characters in a line that the search finds damaged, or is said to be damage by something else, goes to the
search as a whole. The longer a text, the odder a row has to be, since by chance there are more of them. What passes is not looked
at again; docs/how-it-decides.md says what that costs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from ..language import STEP
from ..patterns import lazy_pattern
from ..spans import first
from .evidence.oddity import FEWEST, NOTE, TOO_MANY, Row, is_no_trace, is_worth_core, odd_rows

if TYPE_CHECKING:
    from .evidence.glance import Glance

__all__ = ["ENOUGH", "has_traces", "is_clean", "traced_lines"]

# Steps of 1/14 nat. In 1,500,000 characters of clean Chinese, Japanese and Korean 5 rows reach 8 nats in their context. Of words
# of two Han characters that went through UTF-8 as GBK one in 30 stays below 6.5 nats and none below 4.5, of words of four none
# below 9.
_LINE = 30  # characters beyond ASCII
_IN_A_LINE = 4.5 * STEP
_BY_LENGTH = 0.6 * STEP  # more for each power of e that there are more of them
ENOUGH = 12 * STEP
"""How odd a row is in a text of any length."""

_SHORT = 500  # characters: a text that is looked at as a whole
_PART = 1 << 10, 1 << 16  # characters that are looked at once: few, to skip what is ASCII, or many
_OVERLAP = 64  # characters, of rows that two parts share
# Rows that are weighed, or one in so many characters: a text with more of them is in a language that no model knows.
_MOST, _ONE_IN = 300, 10
_FAR = 40  # characters of a long line before and behind a row that are searched with it: what decides over a span, and more
_AROUND = 400  # characters around a sign, as far as a mention of it may be, and more
_SEARCHED = 0.5  # of a text: where a line is more than that, the text is searched as well
_MOST_LINES = 8  # which are searched by themselves


def is_clean(text: str) -> bool:
    """Tell whether nothing in a text hints at damage; if something does, it is for the search to say whether it is any.

    >>> [is_clean(text) for text in ("# 验证计划：完成", "# 楠岃瘉璁″垝:完成", "Le garçon", "Le garÃ§on")]
    [True, False, True, False]
    """
    if len(text) < _SHORT and (not _has_signs(text) if text.isascii() else _says_nothing(text)):
        return True
    for known, clean in _answers:
        if known is text:
            return clean
    glance = _glance(text) if len(text) >= _SHORT else None
    if glance is not None:
        clean = not _shows_anything(text, glance)
    else:
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


def _says_nothing_yet(_: str) -> bool:
    """Tell the same of a text as what looks at short ones, which is asked instead once it is worth to open the core for it."""
    global _says_nothing
    if is_worth_core(0):
        from .evidence.glance import look_at_lines

        enough = [0, *map(_enough_among, range(1, _MOST_BEYOND * _SHORT))]
        _says_nothing = look_at_lines(enough, _SPARED, _ONE_IN_ALPHABET, _has_islands)
    return False


_says_nothing: Callable[[str], bool] = _says_nothing_yet  # a no of it may be wrong
_MOST_BEYOND = 3  # bytes of a character of UTF-8 beyond one


def _glance(text: str) -> Glance | None:
    """Return a look at a text by the core; None without it, for a first short one, or where it cannot look at texts."""
    if not is_worth_core(len(text)):
        return None
    from .evidence.glance import Glance

    try:
        return Glance(text, _enough(text))
    except ValueError:
        return None


def _shows_anything(text: str, glance: Glance) -> bool:
    """Tell the same as ``_shows_damage`` and ``_hints_at_damage``, looking only where the core sees something."""
    from .evidence.glance import BEFORE, ISLANDS, MARKS, NOTES, ROWS, SPELLED

    enough, is_in_alphabet = _enough(text), _is_in_alphabet(text)
    wanted = MARKS | SPELLED if text.isascii() else MARKS | SPELLED | NOTES | ROWS | (ISLANDS if is_in_alphabet else 0)
    of_all = {MARKS: _has_question_marks, NOTES: _has_habit}
    spelled: list[str] = []  # lines
    while sight := glance.next(wanted):
        place, what = sight
        if what == ROWS:
            if _seen_in(text[max(0, place - BEFORE) : glance.end + _OVERLAP], enough, len(text)) is _Seen.DAMAGE:
                return True
            glance.pass_over(what, glance.end)
        elif what == SPELLED:
            if spells := _spells_at(text, place):
                spelled.append(text[text.rfind("\n", 0, place) + 1 : _line_end(text, place)])
            glance.pass_over(what, _line_end(text, place) if spells else place + 1)
        elif what == ISLANDS and not _is_island(text, place):
            glance.pass_over(what, place + 1)
        elif what not in of_all or of_all[what](text):
            return True
        else:
            wanted &= ~what
    return bool(spelled) and _spells_damage("\n".join(spelled))


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def _is_island(text: str, place: int) -> bool:
    """Tell whether an island may begin at a place, amid text in an alphabet, and what stands in its line may be islands."""
    if not _is_in_alphabet(text[max(0, place - _NEAR) : place + _NEAR]):
        return False
    from .islands import begins_island

    if not begins_island(text, place):
        return False
    start = max(text.rfind("\n", 0, place) + 1, place - _AROUND)
    return _has_islands(text[start : min(_line_end(text, place), place + _AROUND)])


_NEAR = 1 << 8  # characters before and behind an island that tell whether it is amid text in an alphabet


def _spells_at(text: str, place: int) -> bool:
    """Tell whether a reference begins at a place, or an escape, before which no backslash makes text of it."""
    from .notations import spells

    begin = place
    while begin > 0 and text[begin - 1] == "\\":
        begin -= 1
    return spells(text, begin, place + 1)


_WINDOW = 1 << 19  # characters that all signs of ASCII are looked for in, one after the other: they stay in the processor's cache
_MARKS, _ESCAPE = "????", "\\u"


def _shows_damage(text: str) -> bool:
    """Tell whether question marks hint at damage, or what a text spells in references or escapes."""
    if len(text) < _SHORT and not _has_signs(text):
        return False
    marked = spelled = False
    for start in range(0, len(text), _WINDOW):
        end = start + _WINDOW
        marked = marked or first(text, _MARKS, start, end) >= 0
        spelled = spelled or _spells(text, start, end)
    return (marked and _has_question_marks(text)) or (spelled and _spells_damage(text))


def _has_signs(text: str) -> bool:
    """Tell whether a short text has any of the signs of ASCII that hint at damage."""
    return _MARKS in text or _ESCAPE in text or ("&" in text and _refers(text, 0, len(text)))


_REFERENCE = lazy_pattern("&[#A-Za-z][0-9A-Za-z]*;")


def _spells(text: str, start: int, end: int) -> bool:
    if not _refers(text, start, end) and first(text, _ESCAPE, start, end) < 0:
        return False
    from .notations import spells

    return spells(text, start, end)


def _refers(text: str, start: int, end: int) -> bool:
    at = text.find("&", start, end)
    while at >= 0 and not _REFERENCE.match(text, at):
        at = text.find("&", at + 1, end)
    return at >= 0


def _has_question_marks(text: str) -> bool:
    from .lost import question_marks

    return any(True for _ in question_marks(text))


def _spells_damage(text: str) -> bool:
    from .notations import readings

    return any(not spelled.isascii() and _hints_at_damage(spelled) for spelled in readings(text))


def _hints_at_damage(text: str) -> bool:
    """Tell whether a text has a row of odd characters, a sign, islands, or a habit of notes."""
    enough, is_in_alphabet = _enough(text), _is_in_alphabet(text)
    has_notes = False
    for part in (text,) if len(text) < _SHORT else _parts(text):
        if not part.isascii():
            seen = _seen_in(part, enough, len(text))
            if seen is _Seen.DAMAGE or (is_in_alphabet and _is_in_alphabet(part) and _has_islands(part)):
                return True
            has_notes = has_notes or seen is _Seen.NOTES
    return has_notes and _has_habit(text)


_HEAD = 1 << 12  # characters from which it is told whether a text is in an alphabet
_ONE_IN_ALPHABET, _SPARED = 5, 12  # bytes beyond one for each character: one in so many characters, or a few


def _is_in_alphabet(text: str) -> bool:
    head = text[:_HEAD]
    return len(head.encode("utf-8", "surrogatepass")) - len(head) <= max(_SPARED, len(head) // _ONE_IN_ALPHABET)


def _has_islands(text: str) -> bool:
    """Tell whether a part of a text in an alphabet has what a reader may have made of signs and letters of Latin."""
    if not _ISLAND.search(text):
        return False
    from .islands import has_islands

    return has_islands(text)


def _enough(text: str) -> int:
    """Return how odd a row has to be in a text: a long one is taken to be beyond ASCII throughout, a short one is counted."""
    if len(text) >= _SHORT:
        return _enough_among(2 * len(text))
    return _enough_among(len(text.encode("utf-8", "surrogatepass")) - len(text))


@lru_cache(maxsize=4 * _SHORT)
def _enough_among(bytes_: int) -> int:
    """Return the same for characters beyond ASCII that take so many bytes more than others: two, most of them."""
    return math.ceil(min(max(FEWEST, _IN_A_LINE + _BY_LENGTH * math.log(bytes_ / 2 / _LINE)), ENOUGH))


class _Seen(Enum):
    """What is seen in a part of a text."""

    NOTHING = 0
    NOTES = 1
    DAMAGE = 2  # a row that a channel left, or a sign, as far as what stands around it shows


def _seen_in(text: str, enough: int, length: int) -> _Seen:
    """Return what is seen in a part of a text of a ``length``."""
    until = looked_at = 0
    for row in odd_rows(text, enough, max(_MOST, len(text) // _ONE_IN)):
        if row is TOO_MANY:
            return _Seen.DAMAGE
        if row is NOTE:
            return _Seen.NOTES
        if row.end > until and (not row.readers or _are_traces(text, row, enough)):
            looked_at += 1
            if _are_beyond_doubt(text, row):
                return _Seen.DAMAGE
            begin, until = _line(text, row) if row.readers else _lines(text, row)
            if until - begin > _SEARCHED * length or looked_at > _MOST_LINES or _is_damaged(text[begin:until]):
                return _Seen.DAMAGE
    return _Seen.NOTHING


def has_traces(line: str, proven: frozenset[str] = frozenset()) -> bool:
    """Tell whether a line has anything that the search could undo: of channels that the document has ``proven``, however little.

    >>> gbk = frozenset({"utf8-as-gbk"})
    >>> [has_traces(line, gbk) for line in ("山节藻梲，何如其知也？", "涓枃")], has_traces("涓枃")
    ([False, True], False)
    """
    from .evidence.traces import are_little_traces, are_traces

    return any(
        row is TOO_MANY
        or (row is not NOTE and (not row.readers or are_traces(line, row, FEWEST)))
        or (row is not NOTE and bool(proven) and are_little_traces(line, row, _LITTLE, proven))
        for row in odd_rows(line, FEWEST, _MOST)
    )


_LITTLE = 2 * STEP  # as much as a channel opens for that is beyond doubt
_LOOKED_AT = 50  # rows of a text, of which hardly any is a rare word if there is much damage


def traced_lines(text: str) -> Iterator[str]:
    """Yield lines of a long text, or parts of long ones, that have what the search could undo: of the first odd rows in it.

    >>> list(traced_lines("图标\\n# 楠岃瘉璁″垝\\n计划"))
    ['# 楠岃瘉璁″垝']
    """
    looked_at = 0
    for part in _parts(text):
        until = 0
        for row in () if part.isascii() else odd_rows(part, ENOUGH, _MOST):
            if row.start < until or row in (TOO_MANY, NOTE):
                continue
            looked_at += 1
            if looked_at > _LOOKED_AT:
                return
            if not row.readers or _are_traces(part, row, ENOUGH):
                begin, until = _line(part, row)
                yield part[begin:until]


def _line(text: str, row: Row) -> tuple[int, int]:
    """Return where the line of a row begins and ends, or the part of a long one."""
    begin, end = text.rfind("\n", 0, row.start) + 1, text.find("\n", row.start)
    return max(begin, row.start - _FAR), min(len(text) if end < 0 else end, row.start + _FAR)


def _lines(text: str, sign: Row) -> tuple[int, int]:
    """Return where the lines around a sign begin and end, which say whether it is shown on purpose."""
    begin, end = max(0, sign.start - _AROUND), min(len(text), sign.end + _AROUND)
    last = text.rfind("\n", sign.end, end)
    return max(begin, text.find("\n", begin, sign.start)), end if last < 0 else last


def _are_traces(text: str, row: Row, enough: int) -> bool:
    if is_no_trace(text, row, enough):
        return False
    from .evidence.traces import are_traces  # and with it the tables of the readers, which most text needs not

    return are_traces(text, row, enough)


def _are_beyond_doubt(text: str, row: Row) -> bool:
    from .evidence.traces import are_beyond_doubt

    return are_beyond_doubt(text, row)


def _is_damaged(line: str) -> bool:
    from .restoration import is_damaged

    return is_damaged(line)


def _parts(text: str) -> Iterator[str]:
    """Yield the parts of a text, overlapping: small ones as long as most of it is ASCII, which is told at once."""
    least, most = _PART
    at, size = 0, least
    while at < len(text):
        part = text[at : at + size + _OVERLAP]
        yield part
        at += size
        size = least if part[:least].isascii() else min(2 * size, most)


_ISLAND = lazy_pattern("[^\x00-\x7f](?:(?<=[^\x00-\u2e7f\ufff0-\U0010ffff])|(?=[^\x00-\x7f])|(?<=[A-Za-z]â)(?=[dlmrstv]))")


def _has_habit(text: str) -> bool:
    from .injected.habit import annotated

    return bool(annotated(text))
