"""Where Chinese prose is: the lines, and the clauses of lines, whose marks follow Chinese habits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from ..patterns import lazy_pattern
from ..spans import HAN, Spans, count_of_han, found, is_chinese, is_mostly_ascii, is_word_list, other_languages
from .lines import line_at
from .neighbours import places_in

__all__ = ["BEYOND", "in_chinese", "is_chinese_prose", "is_row", "is_statement", "near_han"]

BEYOND = "[^\x00-\x7f]"
"""Beyond ASCII: what is looked for first instead of Han, a class that takes as long to compile as to look through a file."""

_HAN = lazy_pattern(f"[{HAN}]")
_ASCII_WORD = lazy_pattern("[A-Za-z]{2,}")
# Lines that are no prose though they have more Han than words: statements, and entries of a bibliography, to which
# GB/T 7714 gives half-width marks.
_NO_PROSE = lazy_pattern(
    r"\)[ \t]*\{|;[ \t]*\}|\(\);"
    r"|\b(?:SELECT\b.{1,999}\bFROM|INSERT INTO|UPDATE\b.{1,99}\bSET|DELETE FROM|(?:CREATE|ALTER|DROP) (?:TABLE|VIEW|INDEX))\b"
    r"|\[(?:[MCGNJDRSPAZ]|DB|CP|EB)(?:/(?:MT|DK|CD|OL))?\](?:\.|//).{0,200}\b(?:1[89]|20)[0-9]{2}\b",
    re.IGNORECASE,
)
# A line that is a statement of Python throughout, as comments keep it: if 甲 not in 乙:, 甲 = str(乙), 甲.append(乙).
_REST = "[^，。！？：；\n]*"
_OF_PYTHON = lazy_pattern(
    r"[ \t]*(?:#[ \t]*)?(?:"
    rf"(?:(?:def|class) \w+\({_REST}\)|(?:if|elif|while|for|with|except) {_REST} (?:not|in|is|and|or|as|[=!<>]=|[<>]) {_REST}):"
    rf"|(?:(?:return|raise|yield|await|assert) |\w+(?:, ?\w+)* ?= ?)[\w.]+\({_REST}\)"
    rf"|\w+\.[A-Za-z_]\w*\({_REST}\)|print\({_REST}\)"
    r")"
)
_GLOSS = lazy_pattern(r"(?<=[A-Za-z])[*_`]{0,3} \([^()，。；：\n]*\)")
_MARK = lazy_pattern("[。！？；：…!?]")
_COMMA = lazy_pattern("[,，]")
_QUOTED = lazy_pattern("""(?<=["'`])[^"'`\\n]+(?=["'`])""")  # a list for a program may stand in a line that is none
_FEW = 100  # lines
_SOME, _OF_TWO = 3, 2  # nor in fewer of two characters, as a verse does in three
_MANY, _SHORT = 5, 16  # a sentence does not go on in that many clauses of so few characters without another mark
_RECORD = lazy_pattern("(?:[^,，、:：\\s][^,，、:：]{0,99},){2,}-?[0-9.]+")  # New Year,元旦,1
_SENTENCE_END = lazy_pattern("[。！？；…!?;]|, ")


def in_chinese(matches: Iterable[re.Match[str]], text: str, spans: Spans) -> Iterator[re.Match[str]]:
    r"""Yield those of ascending matches that are in Chinese prose: outside protected spans, other languages, rows of a table.

    >>> text = "你好,这是很长的一行文字\n\n東京,はい"
    >>> [match.start() for match in in_chinese(re.finditer(",", text), text, Spans())]
    [2]
    """
    end = -1
    prose = False
    for match in matches:
        if end < 0 and not is_chinese(text):
            return
        if match.start() > end:
            start, end = line_at(text, match.start())
            prose = is_chinese_prose(text, start, end, spans) and not is_statement(text, start, end, spans)
        if prose and not other_languages(text).covers(*match.span()) and not spans.covers(*match.span()):
            yield match


def near_han(
    text: str, rule: str, patterns: Mapping[str, re.Pattern[str]], done: Callable[[], int] = lambda: -1
) -> Iterator[re.Match[str]]:
    r"""Yield the matches of the patterns of a rule (see ``found``), ascending, at least all those in lines that have Han.

    What stands up to where all is ``done`` may be left out.

    >>> text = "f(x),\n你好,\n" + "g(y),\n" * 9
    >>> [match.start() for match in near_han(text, "punctuation", {",": re.compile(",")})]
    [8]
    """
    if (places := places_in(text, rule)) is not None:
        yield from (match for place in places if place > done() and (match := patterns[text[place]].match(text, place)))
        return
    for start, end in _with_han(text):
        yield from found(text, patterns, start, end)


@lru_cache(maxsize=2)
def _with_han(text: str) -> list[tuple[int, int]]:
    """Return the lines that have Han if they are few in a text of ASCII; else the whole text, which then is as quick."""
    lines: list[tuple[int, int]] = []
    if is_mostly_ascii(text):
        end = -1
        while len(lines) < _FEW and (match := _HAN.search(text, end + 1)):
            start, end = line_at(text, match.start())
            lines.append((start, end))
    return lines if 0 < len(lines) < _FEW else [(0, len(text))]


def is_chinese_prose(text: str, start: int, end: int, spans: Spans) -> bool:
    """Tell whether a line is Chinese, not another language that quotes some, and not a row of a table.

    Only what is not protected counts where the line as a whole would be neither: `参考: https://...` is Chinese, and commas
    between the strings of a program part nothing.
    """
    if is_word_list(text) or next(other_languages(text).gaps(start, end), None) is None:
        return False
    line = text[start:end]
    if not _has_more_han(line) and not _has_more_han(_visible(text, start, end, spans)):
        return False
    if " (" in line and _is_glossed(line):
        return False
    return not is_row(text, start, end) or not _is_visible_row(text, start, end, spans)


def _has_more_han(words: str) -> bool:
    return count_of_han(words) >= max(1, len(_ASCII_WORD.findall(words)))


def _is_glossed(line: str) -> bool:
    """Tell whether a line is English that only says in brackets behind its words what they are in Chinese.

    >>> _is_glossed("- Heavenly Stem (天干): 10 elements (甲乙丙丁) "), _is_glossed("- Access Token (访问令牌) 的用法")
    (True, False)
    """
    rest = _GLOSS.sub("", line)
    return rest.isascii() and len(_ASCII_WORD.findall(rest)) > 1


def _visible(text: str, start: int, end: int, spans: Spans) -> str:
    """Return a line without what is protected."""
    return " ".join(text[first:last] for first, last in spans.gaps(start, end))


def _is_visible_row(text: str, start: int, end: int, spans: Spans) -> bool:
    """Tell whether a line is a row of a table, or a list, by what is not protected in it and in the lines beside it."""
    around = (line_at(text, start - 1) if start else (0, 0), (start, end), line_at(text, end + 1) if end < len(text) else (0, 0))
    lines = [_visible(text, *line, spans) for line in around]
    first = len(lines[0]) + 1
    return is_row("\n".join(lines), first, first + len(lines[1]))


def is_statement(text: str, start: int, end: int, spans: Spans) -> bool:
    """Tell whether a line is a statement of a language of programs, or an entry of a bibliography, outside of protected spans.

    >>> is_statement("if(甲){乙,丙;}", 0, 11, Spans()), is_statement("张三,李四.题目[J].学报,2020", 0, 20, Spans())
    (True, True)
    """
    match = _NO_PROSE.search(text, start, end)
    if match is None and text.endswith((")", ":"), start, end):
        match = _OF_PYTHON.fullmatch(text, start, end)
    return match is not None and not spans.covers(match.start())


def is_row(text: str, start: int, end: int) -> bool:
    """Tell whether a line is a row of comma-separated values, or a list of short names for a program.

    A row looks like one (commas, none followed by a blank, no mark that ends a sentence) and so does a line beside it with
    as many commas. A single comma is how couplets are written, so there a field without Han has to speak for a table.
    """
    row = text[start:end]
    if any(map(_is_list, (row, *_QUOTED.findall(row)))):
        return True
    commas = _commas_of_row(row)
    if not commas:
        return False
    above = text[slice(*line_at(text, start - 1))] if start else ""
    below = text[slice(*line_at(text, end + 1))] if end < len(text) else ""
    alike = [line for line in (above, below) if _commas_of_row(line) == commas]
    fields = (field for line in (row, *alike) for field in _without_last(line).split(","))
    return bool(alike) and (commas > 1 or any(not _HAN.search(field) for field in fields))


def _is_list(line: str) -> bool:
    """Tell whether a line is a list: keywords that each end in a semicolon, many short names between commas, or values.

    >>> _is_list("图像;设计;绘画;"), _is_list("甲乙,丙丁,戊己,庚辛,壬癸,子丑")
    (True, True)
    """
    if _MARK.search(line):
        return False
    if line.count(";") > 1 and line.rstrip().endswith(";"):
        return True
    if _RECORD.fullmatch(line):
        return True
    names = _COMMA.split(line)
    longest = max(map(len, names))
    return (len(names) > _MANY and longest <= _SHORT) or (len(names) > _SOME and longest <= _OF_TWO)


def _commas_of_row(line: str) -> int:
    return 0 if "," not in line or _SENTENCE_END.search(line) else _without_last(line).count(",")


def _without_last(line: str) -> str:
    """Return a line without the comma at its end, where a sentence may go on in the next line."""
    return line.rstrip().removesuffix(",")
