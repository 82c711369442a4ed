"""Half-width marks in Chinese text become full-width: `你好,世界(一)` is 你好，世界（一）.

A mark `, : ; ! ?` follows what stands before it: Han, or a closing mark of Chinese text. A comma behind a word, a number
or code follows the Han behind it, if its clause has Han: `使用Rust,以达到`. A pair of brackets follows its neighbours and its
content. Quotation marks and the full stop are other questions and stay.

Left alone, because a careful editor would: paragraphs, lines and clauses in Japanese or Korean, lines that are English
but for a word, rows of a table (see `prose.is_row`), keys and values in double quotes, calls such as `f(x)`, lists such as
`[甲, 乙]`, formulas such as `x = (甲 + 乙) / 2`, intervals such as `(0,1)`, a mark that is spoken of (`以,分隔`), faces such
as `:)`, and whatever is protected. Numbers, times and ratios need no rule of their own: in `12:30`, `3:2` and `1,234` no
Han stands before the mark.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from .. import model
from ..patterns import lazy_pattern
from ..spans import HAN, Joined, Spans, count_of_han, is_chinese, is_han, other_languages
from . import notation
from .lines import line_at
from .prose import BEYOND, is_chinese_prose, is_statement, near_han

__all__ = ["find"]

# U+2019 and U+201D close English quotations too; see `_Line._closes`.
_CLOSING = "）」』》〉】〕〗｝］﹂﹄"
_SHARED_QUOTES = "\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
_FULL_WIDTH = str.maketrans("(),:;!?", "（），：；！？")

# Where a line may need something: behind Han or a closing mark, so neither behind ASCII, but for a bracket, nor another mark.
_BEFORE_MARK = "[^\x00-(*-\x7f，、。：；“‘「『（《〈【〔]"
_ENDING = "[A-Za-z0-9%`)>*+\\]]"  # ends a word, code, or what is marked up
_CANDIDATES = {
    **{mark: lazy_pattern(f"[{mark}](?<={_BEFORE_MARK}{re.escape(mark)})") for mark in ":;!?"},
    ",": lazy_pattern(f",(?:(?<={_BEFORE_MARK},)|(?<={_ENDING},) ?{BEYOND})"),
    "(": lazy_pattern(r"\("),
    ")": lazy_pattern(r"\)"),
}
_BEYOND = lazy_pattern(BEYOND)
_CANDIDATE_MARK = lazy_pattern(f"[,:;!?](?:(?<={_BEFORE_MARK}.)|(?<={_ENDING},) ?{BEYOND})")
_CLAUSE_END = lazy_pattern("[，。、；：！？,;!?]|:(?!//)")
_MARKS = lazy_pattern(f"(?<![\x00-(*-\x7f])[,:;!?]+|,(?<={_ENDING},)(?= ?{BEYOND})")  # behind what may ask for another
_BRACKET = lazy_pattern("[()（）]")
_HAN_RUN = lazy_pattern(f"[{HAN}]+")
_CHINESE_SIDE = lazy_pattern(f"[{HAN}0-9\u3001-\u303f\uff01-\uff0f\uff1a-\uff20]")

_MARKED_UP = frozenset("`)>*+]")
_CLAUSE_MARKS = frozenset(",;!?")
_A_NAME = 2  # characters

_PAIR = 2
_MANY = 16  # commas in a line: more of them mostly part names or values, which is seen sooner than what each might become
_STEADY = lazy_pattern(r"[^()（）]*(?:[(（][^\t\"#$%&'()*/<>@\[\\\]^_`{|}~（）]*[)）][^()（）]*)*")

_NO_MARK = "[^\x00-\x7f\u2010-\u2027\u3001-\u3003\u3008-\u3011\u3014-\u301b\uff01-\uff65]"  # Han and other letters

# Brackets that stay as they are: those with Latin in them and no Han beside them or a name that is called before them, a pair
# in full width, in code, and in the target of a link. No format can hide one of a pair without the other.
_LATIN = r"\([A-Za-z0-9 .,+_:;=!?*-]*(?<![:;])(?<![:;]-)\)"  # and no face, as :) is
_STAYING = lazy_pattern(
    rf"(?<!{_NO_MARK}){_LATIN}(?!{_NO_MARK})|(?<=[A-Za-z0-9_]){_LATIN}"
    r"|（[^\t\"#$%&'()*/<>@\[\\\]^_`{|}~（）]*）|`[^`]+`(?!`)|(?<=\])\([^()]*\)"
)
_OPENING_BRACKET, _CLOSING_BRACKET = lazy_pattern("[(（]"), lazy_pattern("[)）]")

# Before a bracket these make it code: \( $( %( @(.
_CODE_BEFORE = frozenset("\\$%@")
_JOINING = frozenset("_-./+")  # f_(x), toolbar-(left|right)
_CODE_INSIDE = "?"  # a group in a regular expression
_VALUES = lazy_pattern(r"""["'],|,["']""")  # between literals, as no prose has it: INSERT INTO page VALUES (1,'中文',NULL)
_NEAR = 64  # characters
_ACCELERATOR = lazy_pattern("[_&~][A-Za-z0-9]$")  # 打开(_O): what the letter is taken from has to be in ASCII
_QUOTES = frozenset({"「」", "『』", "“”", "‘’", '""', "''", "``"})
_SYMBOLS = frozenset({"c", "C", "r", "R", "tm", "TM", "p", "P"})  # (c), (R), (TM)


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    """Yield an edit for every run of marks and every bracket that has to be full-width.

    >>> [edit.after for edit in find("电话(010):12:30见?!", Spans())]
    ['（', '）：', '？！']
    """
    if not is_chinese(text):
        return
    others = other_languages(text)
    held = Joined(spans, others)
    end = -1
    barren = {"(": -1, ")": -1}  # up to where these ask for nothing

    def done() -> int:
        return end

    for match in near_han(text, "punctuation", _CANDIDATES, done):
        mark = match[0]
        if match.start() <= max(end, barren.get(mark, -1)):
            continue
        start, end_of_line = line_at(text, match.start())
        if mark in barren and not _may_ask(text, mark, max(start, match.start() - 1), end_of_line):
            barren[mark] = end_of_line
            continue
        end = end_of_line
        if _is_settled(text, start, end):
            continue
        # What is protected takes time to find. It can only take from what is found, but where it hides some of many marks.
        is_long = text.count(",", start, end) > _MANY
        if is_long and not _is_prose(text, start, end, held):
            continue
        found = any(_Line(text, start, end, others).edits())
        if not found and not (_may_read_otherwise(text, start, end) and held.covers(start, end)):
            continue
        if is_long or _is_prose(text, start, end, held):
            yield from _Line(text, start, end, held).edits()


def _has_han(words: str) -> bool:
    return not words.isascii() and any(map(is_han, words))


def _is_prose(text: str, start: int, end: int, held: Spans) -> bool:
    return is_chinese_prose(text, start, end, held) and not is_statement(text, start, end, held)


def _may_ask(text: str, bracket: str, start: int, end: int) -> bool:
    """Tell whether a bracket, the first of its kind in a line, may be a full-width one's other half, or become one."""
    return _BEYOND.search(text, start, end) is not None if bracket == "(" else "（" in text[slice(*line_at(text, start))]


def _is_settled(text: str, start: int, end: int) -> bool:
    """Tell at a glance that a line is right, as most are that have half-width brackets: in no pair one of them may change."""
    if _CANDIDATE_MARK.search(text, start, end):
        return False
    rest = _STAYING.sub("", text[start:end])
    if "`" in rest:
        return False
    opening = _OPENING_BRACKET.search(rest)
    return opening is None or ("(" not in rest and ")" not in rest) or not _CLOSING_BRACKET.search(rest, opening.end())


def _may_read_otherwise(text: str, start: int, end: int) -> bool:
    """Tell whether a line would be read otherwise if some of its marks were hidden: then its brackets would be other pairs.

    What is hidden begins and ends at signs of code or markup. Where there is none between the brackets of each pair, both are
    hidden or none.
    """
    if len(_BRACKET.findall(text, start, end)) > _PAIR and _STEADY.fullmatch(text, start, end) is None:
        return True
    return notation.may_have_lists_or_literals(text, start, end)


class _Line:
    """One line of Chinese prose: first its brackets are decided, then its marks from left to right."""

    def __init__(self, text: str, start: int, end: int, spans: Spans) -> None:
        self._text = text
        self._start = start
        self._end = end
        self._spans = spans
        self._is_free = not spans.covers(start, end)  # asked once: most lines are
        self._made: dict[int, str] = {}  # position -> full-width character
        self._paired: set[int] = set()
        self._as_they_were: list[tuple[int, int]] = []  # pairs of brackets that stay half-width
        self._kept: Spans | None = None  # these, and where clauses end, once that is asked
        self._clauses: list[int] = []
        # Where the marks of a key are protected, the format of the file is known, and so are its values.
        self._literals = notation.literals(text, start, end, spans)
        self._lists = notation.lists(text, start, end, spans)

    def edits(self) -> Iterator[model.Edit]:
        """Yield the edits of the line; neighbours become one."""
        self._decide_brackets()
        if self._made or _CANDIDATE_MARK.search(self._text, self._start, self._end):
            self._decide_marks()
        if not self._made:
            return
        self._made |= dict.fromkeys(self._superfluous_spaces(), "")
        positions = sorted(self._made)
        first = 0
        for k, position in enumerate(positions, 1):
            if k == len(positions) or positions[k] != position + 1:
                start = positions[first]
                yield model.Edit(start, self._text[start : position + 1], "".join(self._made[p] for p in positions[first:k]))
                first = k

    def _superfluous_spaces(self) -> list[int]:
        """Return the spaces that half-width colons and brackets have beside Han, and full-width ones in themselves.

        Those of a heading stay: links name it by its words, with a hyphen for each space.
        """
        if self._text.startswith("#", self._start):
            return []
        behind = (at + 1 for at, made in self._made.items() if made in ("：", "）") and is_han(self._at(at + 2)))
        before = (at - 1 for at, made in self._made.items() if made == "（" and is_han(self._at(at - 2)))
        return [at for at in (*behind, *before) if self._at(at) == " " and not self._is_held(at, at + 1)]

    def _decide_brackets(self) -> None:
        han: list[int] = []
        for opening, closing in self._pairs():
            self._paired |= {opening, closing}
            if closing - opening < _NEAR:
                has_han = _has_han(self._text[opening:closing])
            else:  # once for all pairs that may lie in each other
                han = han or [match.start() for match in _HAN_RUN.finditer(self._text, self._start, self._end)]
                k = bisect_right(han, opening)
                has_han = k < len(han) and han[k] < closing
            if self._is_prose_pair(opening, closing, has_han=has_han):
                self._made |= {k: full for k, full in ((opening, "（"), (closing, "）")) if self._text[k] != full}
            else:
                self._as_they_were.append((opening, closing))

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the brackets that belong together, of either width; one alone, in a face or protected is passed over."""
        open_: list[int] = []
        for match in _BRACKET.finditer(self._text, self._start, self._end):
            position = match.start()
            if self._is_quoted(position) or self._is_escape(position) or self._is_held(position, position + 1):
                continue
            if match[0] in "(（":
                open_.append(position)
            elif open_ and not notation.FACE_END.search(self._text, max(self._start, position - 2), position):
                yield open_.pop(), position

    def _is_held(self, start: int, end: int) -> bool:
        return (not self._is_free and self._spans.covers(start, end)) or self._literals.covers(start, end)

    def _is_quoted(self, position: int) -> bool:
        """Tell whether a bracket is spoken of: 「(」."""
        return position > 0 and self._text[position - 1] + self._text[position + 1 : position + 2] in _QUOTES

    def _is_escape(self, position: int) -> bool:
        """Tell whether a bracket is that of a string of roff, which nothing closes: `\\*(lq`."""
        return self._text.startswith("\\*(", position - 2) and position - 2 >= self._start

    def _is_prose_pair(self, opening: int, closing: int, *, has_han: bool) -> bool:
        before, after = self._at(opening - 1), self._at(closing + 1)
        content = self._text[opening + 1 : min(closing, opening + 4)]
        if (
            not content
            or before in _CODE_BEFORE
            or notation.NUMBERS.fullmatch(self._text, opening + 1, closing)
            or content.startswith(_CODE_INSIDE)
            or content in _SYMBOLS
        ):
            return False
        if has_han:
            is_tuple = before == "[" and after in (",", "]")  # of a list: [(甲, 乙), ...]
            is_prose = not is_tuple and not _VALUES.search(self._text, opening, closing)
        else:
            called = before in _JOINING or (before.isascii() and before.isalnum())
            is_prose = (is_han(before) or is_han(after)) and not called and not _ACCELERATOR.match(content)
        return is_prose and not notation.is_of_code(self._text, opening, closing, self._start, self._end)

    def _decide_marks(self) -> None:
        for match in _MARKS.finditer(self._text, self._start, self._end):
            start, end = match.span()
            prose = self._is_prose(match[0], start, end) or (match[0] == "," and self._goes_on(start))
            if not prose or self._is_held(start, end) or self._lists.covers(start, end):
                continue
            for position in range(start, end):
                self._made[position] = self._text[position].translate(_FULL_WIDTH)

    def _is_prose(self, marks: str, start: int, end: int) -> bool:
        before, after = self._at(start - 1), self._at(end)
        follows = is_han(before) or self._closes(start - 1, end) or (before in ("！", "？") and marks.strip("!?") == "")
        if not follows or notation.DOUBLED.search(marks):
            return False
        if after.isascii() and after.isalpha() and not (marks in _CLAUSE_MARKS and self._are_clauses(start, end)):
            return False
        if notation.NO_PUNCTUATION.match(self._text, end - 1, self._end):
            return False
        if notation.SPOKEN_OF.match(self._text, start, self._end) or (len(marks) > 1 and self._is_opened(marks, start)):
            return False
        face = notation.SAD_FACE.match(self._text, end - 1, self._end)
        return face is None or face.end() - 1 in self._paired

    def _is_opened(self, marks: str, start: int) -> bool:
        """Tell whether the first run of such marks in the line stands before a word: then they are markup, as !!this!! is."""
        first = self._text.find(marks, self._start, start)
        if first < 0 or (first > self._start and not self._text[first - 1].isspace()):
            return False
        return not self._text[first + len(marks)].isspace()

    def _are_clauses(self, start: int, end: int) -> bool:
        """Tell whether words with Han stand on both sides of a mark, no names of one or two characters: 修改完成,app会重启."""
        self._clauses = self._clauses or [match.start() for match in _CLAUSE_END.finditer(self._text, self._start, self._end)]
        k = bisect_left(self._clauses, start)
        behind = self._clauses[k + 1] if k + 1 < len(self._clauses) else self._end
        return all(
            count_of_han(self._text[first:last]) > _A_NAME
            for first, last in ((self._clauses[k - 1] + 1 if k else self._start, start), (end, behind))
        )

    def _goes_on(self, comma: int) -> bool:
        """Tell whether a clause that has Han ends at a comma, behind a word or a number, and Han follows."""
        before, after = self._at(comma - 1), self._at(comma + 1)
        after = self._at(comma + 2) if after == " " else after
        if not (before.isascii() and (before.isalnum() or before in _MARKED_UP or before == "%") and is_han(after)):
            return False
        self._kept = self._kept or Spans(self._as_they_were)
        goes_on = before not in _MARKED_UP and self._at(comma + 1) != " "  # an address may have a comma, but no blank
        if (goes_on and self._is_held(comma - 1, comma)) or self._kept.covers(comma):
            return False
        self._clauses = self._clauses or [match.start() for match in _CLAUSE_END.finditer(self._text, self._start, self._end)]
        k = bisect_left(self._clauses, comma)
        clause = self._spans.gaps(self._clauses[k - 1] + 1 if k else self._start, comma)
        return any(_has_han(self._text[first:last]) for first, last in clause)

    def _closes(self, position: int, end: int) -> bool:
        """Tell whether a closing mark of Chinese text stands at a position, with marks up to ``end`` behind it."""
        mark = self._at(position)
        if mark and mark in _SHARED_QUOTES:
            return _CHINESE_SIDE.match(self._at(position - 1)) is not None or is_han(self._at(end))
        return bool(mark) and mark in _CLOSING

    def _at(self, position: int) -> str:
        """Return the character at a position of the line as it will be, or nothing outside the line."""
        if not self._start <= position < self._end:
            return ""
        return self._made.get(position, self._text[position])
