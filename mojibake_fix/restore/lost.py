"""Find what is gone for certain: U+FFFD, U+FFFD that was read once more, memory nobody wrote to, and question marks for words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..encodings import codec
from ..model import Guess
from ..patterns import lazy_pattern
from ..spans import first
from .channels import CHANNELS, Channel, Reader, channels_of, corrupt
from .mention import is_chart, is_mention, speaks_of_damage

__all__ = ["LOST", "UNCERTAIN", "Remains", "fills", "gone", "question_marks", "units"]

LOST = "lost-bytes"
UNCERTAIN = "bytes were lost, and what they were is not certain"

_REPLACED = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Remains:
    """Damage at ``start`` that stays, why, and what it may have been."""

    rule: str
    start: int
    before: str
    message: str
    guesses: tuple[Guess, ...] = ()

    @property
    def end(self) -> int:
        """Return the code point behind the damage."""
        return self.start + len(self.before)


def gone(text: str) -> Iterator[Remains]:
    """Yield what is gone for certain, each with a message that says what happened and what to do.

    >>> [remains.before for remains in gone("内容 \\ufffd\\ufffd 结束，锟斤拷锟斤拷")]
    ['��', '锟斤拷锟斤拷']
    >>> [remains.before for remains in gone("name: 烫烫烫烫\\n'?????? ?? ???????????'")]
    ['烫烫烫烫', '?????? ?? ???????????']
    """
    yield from _replaced(text)
    yield from _escaped(text)
    yield from _read_again(text)
    yield from _memory(text)
    yield from question_marks(text)


# U+FFFD itself. Between them stand the few characters that bytes of another encoding happened to be in UTF-8: of two bytes.
_REPLACEMENTS = lazy_pattern(f"{_REPLACED}+(?:[\x80-\u07ff]{{1,3}}{_REPLACED}+)*")


def _replaced(text: str) -> Iterator[Remains]:
    if _REPLACED not in text:
        return
    for match in _REPLACEMENTS.finditer(text):
        tokens = match[0].count(_REPLACED)
        if not is_mention(text, *match.span(), single=tokens == 1) and not is_chart(text, *match.span()):
            yield Remains(LOST, match.start(), match[0], _counted(tokens))


def _counted(tokens: int) -> str:
    if tokens == 1:
        return "a byte that is no UTF-8, or more, was replaced by U+FFFD and is gone; look for an older copy"
    return f"at least {tokens} bytes of another encoding were replaced by U+FFFD and are gone; look for an older copy"


# U+FFFD as JSON and HTML write it. In code it stands for itself; in a value, more than one or inside a word, it was a word.
_ESCAPED = lazy_pattern(r"(?:\\u[fF]{3}[dD])+|(?:&#(?:65533|[xX][fF]{3}[dD]);)+")
_ONE_ESCAPE = lazy_pattern(r"\\u....|&[^;]*;")
_IN_MEMBER = lazy_pattern(r'"[ \t]*:[ \t]*"(?:[^"\\\n]|\\.)*$')
_VALUE_LENGTH = 300  # characters
_LETTER = lazy_pattern(r"[^\W_]")


def _escaped(text: str) -> Iterator[Remains]:
    if not any(escape in text for escape in ("fffd", "FFFD", "65533")):
        return
    for match in _ESCAPED.finditer(text):
        line = _line_before(text, match.start())
        tokens = len(_ONE_ESCAPE.findall(match[0]))
        beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        if (match[0][0] == "&" or _IN_MEMBER.search(line)) and (tokens > 1 or _LETTER.search(beside)):
            yield Remains(LOST, match.start(), match[0], _counted(tokens))


def _line_before(text: str, start: int) -> str:
    """Return what stands before a place in its line, as far as a value of data reaches."""
    return text[max(0, start - _VALUE_LENGTH) : start].rpartition("\n")[2]


# U+FFFD is EF BF BD in UTF-8. What every reader makes of that, row upon row, is a word of its own: `锟斤拷`, `ï¿½`.
_ODD_ENOUGH = 3  # characters in a unit that nobody writes; a shorter one, or one with a middle dot, has to come twice
_LAYERED = 2  # other characters of three bytes in a run that make it one more layer, and U+FFFD a hole in it


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a reader makes of U+FFFD, repeated until the bytes come out even."""

    characters: str
    channels: tuple[Channel, ...]
    pattern: re.Pattern[str]

    @property
    def is_word(self) -> bool:
        """Tell whether people call it by its three characters, as they do in Chinese and Korean."""
        return all(character > "\u2e7f" for character in self.characters)


@cache
def units() -> tuple[_Unit, ...]:
    """Return the units of all readers, each once, under the first channel that makes it."""
    found: dict[str, _Unit] = {}
    twice = ["utf8-as-latin-1+utf8-as-gbk", "utf8-as-gbk+utf8-as-gbk", "utf8-as-euc-kr+utf8-as-euc-kr"]
    for name in [*(name for name, channel in CHANNELS.items() if channel.written == "utf8" and "/" not in name), *twice]:
        channels = channels_of(name)
        unit = _unit(channels)
        if unit and unit not in found:
            found[unit] = _Unit(unit, channels, _repeated(unit))
    return tuple(found.values())


def _unit(channels: tuple[Channel, ...]) -> str:
    """Return the shortest thing that more of U+FFFD repeats, if it is nothing but characters."""
    for count in range(1, 5):
        made = corrupt(channels, _REPLACED * count)
        if corrupt(channels, _REPLACED * (2 * count)) == made * 2:
            return "" if _REPLACED in made or "?" in made else made
    return ""


@cache
def _any_unit() -> re.Pattern[str]:
    return re.compile("|".join(unit.characters for unit in units()))


def _repeated(unit: str) -> re.Pattern[str]:
    """Return a pattern for a unit in a row, which may be entered and left in its middle."""
    least = 1 if len(unit) >= _ODD_ENOUGH and "・" not in unit else 2
    head = "|".join(re.escape(unit[k:]) for k in range(1, len(unit)))
    tail = "|".join(re.escape(unit[:k]) for k in range(len(unit) - 1, 0, -1))
    return re.compile(f"(?:{head})?(?:{re.escape(unit)}){{{least},}}(?:{tail})?\\??")


def _read_again(text: str) -> Iterator[Remains]:
    if text.isascii() or not _any_unit().search(text):
        return
    for unit in units():
        for match in unit.pattern.finditer(text):
            if not _is_word(unit, text, match):
                yield Remains(LOST, match.start(), match[0], _read_again_as(unit, text, match))


def _is_word(unit: _Unit, text: str, match: re.Match[str]) -> bool:
    """Tell whether a unit is spoken of; in Chinese and Korean prose it is when it stands alone between words."""
    if _is_layer(unit, text, match):
        return False
    single = match[0] == unit.characters
    return (single and unit.is_word and _in_prose(text, match)) or is_mention(text, *match.span(), single=single)


def _read_again_as(unit: _Unit, text: str, match: re.Match[str]) -> str:
    read = unit.channels[-1].culprit.removeprefix("UTF-8 ")
    if _is_layer(unit, text, match):
        return f"bytes were lost here before the text was {read}; what stood here is gone even where that can be undone"
    return f"U+FFFD, which stood for lost bytes, {read}; what was there is gone, look for an older copy"


def _is_layer(unit: _Unit, text: str, match: re.Match[str]) -> bool:
    """Tell whether what stands around is UTF-8 in this reader as well: the text is damaged twice, and this a hole below."""
    table = unit.channels[-1].reader.table
    if table == "utf-16-le":  # in which nearly everything is UTF-8 of something
        return False
    page = codec(table)
    start, end = match.span()
    run = _beyond_ascii_before(text, start) + match[0].rstrip("?") + _beyond_ascii_behind(text, end)
    code = b"".join(page.encoded(character) or b"\xff" for character in run)
    return sum("\u0800" <= character != _REPLACED for character in code.decode("utf-8", "replace")) >= _LAYERED


_RUN = lazy_pattern(r"[^\x00-\x7f]*")
_RUN_AT_END = lazy_pattern(r"[^\x00-\x7f]*\Z")
_NEAR = 100  # characters


def _beyond_ascii_before(text: str, start: int) -> str:
    match = _RUN_AT_END.search(text[max(0, start - _NEAR) : start])
    return match[0] if match else ""


def _beyond_ascii_behind(text: str, end: int) -> str:
    match = _RUN.match(text, end, end + _NEAR)
    return match[0] if match else ""


_PROSE = lazy_pattern("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u3001\u3002\uff01\uff0c\uff1f]")


def _in_prose(text: str, match: re.Match[str]) -> bool:
    """Tell whether a run stands between words, or a word and a mark, of Chinese, Japanese or Korean."""
    beside = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    return any(map(_PROSE.match, beside)) and not any(map(str.isascii, filter(str.strip, beside)))


# Memory that nobody wrote to, by the bytes that a debugging allocator fills it with, and the encodings it is seen in. In others
# it is letters, laughter or boxes: `ﾌﾌﾌ`, `МММ`, `╠╠╠`.
_FILLS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("CC", "the stack of a program", ("gbk", "big5", "euc-kr", "utf-16-le")),
    ("CD", "memory just allocated", ("gbk", "big5", "euc-kr", "utf-16-le")),
    ("DD", "memory given back", ("gbk", "big5", "euc-kr")),
    ("EEFE", "memory given back", ("gbk", "big5")),
)
_FEWEST = 3
_FEWEST_IN_PROSE = 8  # 烫 is a word, and may be cried out more than once


@cache
def fills() -> dict[str, str]:
    """Return what each fill looks like, with a message."""
    seen: dict[str, str] = {}
    for fill, what, readers in _FILLS:
        for name in readers:
            reader: Reader = CHANNELS[f"utf8-as-{name}"].reader
            character = reader.read(bytes.fromhex(fill * 2))[0]
            seen.setdefault(character, f"no text was ever here: {what} that nobody wrote to (bytes {fill}); mend the program")
    return seen


@cache
def _filled() -> re.Pattern[str]:
    return re.compile(f"([{''.join(fills())}])\\1{{{_FEWEST - 1},}}")


def _memory(text: str) -> Iterator[Remains]:
    if text.isascii():
        return
    for match in _filled().finditer(text):
        cried = len(match[0]) < _FEWEST_IN_PROSE and _in_prose(text, match)
        if not cried and not is_mention(text, *match.span(), single=len(match[0]) == _FEWEST):
            yield Remains(LOST, match.start(), match[0], fills()[match[1]])


# A program that writes text in an encoding without its characters puts a question mark for each. A value of nothing else is words
# if it has their spaces, if it is a long value of data, or if others in the document have other lengths; a mask repeats itself.
_MARKS = "????"
_VALUE = lazy_pattern(
    r"""(?P<open>["'>|])(?P<value>[ \t]*\?[? \t,.!]*\?[ \t,.!]*)(?=["'<|])"""
    r"|^[ \t]*(?://|\#+|--|\*|;)[ \t]*(?P<comment>\?[? \t,.!]*\?)[ \t]*$",
    re.MULTILINE,
)
_GROUP = lazy_pattern(r"\?+")
_WORDS = 3  # groups of which two differ in length
_MANY = 10  # marks in all
_LONG = 8  # marks of one group in data, alone
_LENGTHS = 3  # different lengths of values in a document, none shorter than two


def question_marks(text: str) -> Iterator[Remains]:
    """Yield the values of nothing but question marks that were words.

    >>> [remains.before for remains in question_marks("name: '?????? ?? ???????????'")]
    ['?????? ?? ???????????']
    """
    if first(text, _MARKS) < 0:
        return
    if not any(_is_value(text, *line) for line in _lines_with(text, "??")):
        return
    lines = [line for line in _lines_with(text, "?") if text.count("?", *line) > 1]
    found = [match for line in lines for match in _VALUE.finditer(text, *line)]
    lengths = {len(_marks(match)) for match in found if "??" in _marks(match)}
    for match in found:
        value = _marks(match)
        start = match.start() + match[0].index(value)
        if len(lengths) < _LENGTHS and not _are_words(value) and not (len(value) >= _LONG and _is_data(text, match)):
            continue
        if not speaks_of_damage(text, start, start + len(value)):
            yield Remains(LOST, start, value, "letters that an encoding lacks became question marks; look for an older copy")


def _is_value(text: str, start: int, end: int) -> bool:
    """Tell whether a line of a text has a value, or is a comment, of nothing but question marks."""
    return _VALUE.search(text, start, end) is not None


def _lines_with(text: str, marks: str) -> Iterator[tuple[int, int]]:
    """Yield where lines begin and end that have some question marks: in all others the pattern is slow."""
    at = first(text, marks)
    while at >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield text.rfind("\n", 0, at) + 1, end
        at = first(text, marks, end)


def _marks(match: re.Match[str]) -> str:
    return (match["value"] or match["comment"]).strip()


def _are_words(value: str) -> bool:
    groups = [len(group) for group in _GROUP.findall(value)]
    return len(groups) >= _WORDS and len(set(groups)) > 1 and sum(groups) >= _MANY


def _is_data(text: str, match: re.Match[str]) -> bool:
    """Tell whether a value is a cell, what stands in a tag, or a member of JSON: not an argument in code."""
    return match["open"] in (">", "|") or bool(_IN_MEMBER.search(_line_before(text, match.start() + 1)))
