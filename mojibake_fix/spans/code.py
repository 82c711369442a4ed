"""Comments and strings of source code, for those who ask; code itself never."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ..patterns import lazy_pattern
from .data import is_for_programs, is_notation
from .ranges import Spans

__all__ = ["CODE", "in_code", "lexer_of"]

# What of a program can be asked for, and the kinds of tokens that it is for Pygments. A documentation string is a comment.
CODE = {
    "comments": ("Token.Comment", "Token.Comment.Single", "Token.Comment.Multiline", "Token.Literal.String.Doc"),
    "strings": ("Token.Literal.String", "Token.Literal.String.Single", "Token.Literal.String.Double"),
}


def lexer_of(name: str) -> Any:
    """Return the lexer for a file of a name, or None if it is no source code that anybody knows."""
    from pygments.lexers import find_lexer_class_for_filename  # heavy

    known = find_lexer_class_for_filename(name)
    return known() if known is not None else None


# What programs read in comments: instructions, sessions and examples, fields of documentation, marks of tasks.
_INSTRUCTION = lazy_pattern(
    r"\A(?://|/\*|\#|--|;)?[ \t]*(?:\#?!|go:|\+build|nolint|noqa|type:|mypy:|pylint:|ruff:|flake8:|isort:|yapf:|fmt:|pragma"
    r"|shellcheck|eslint|prettier|@ts-|istanbul|cspell|clang-format|NOLINT|-\*-|vim?:|coding[:=])"
)
_FOR_TOOLS = lazy_pattern(
    r"^[ \t]*(?://+!?|\*|\#)?[ \t]*>>> [^\n]*(?:\n[^\n]*[^\s/*\#][^\n]*)*"
    r"|@example\b[^@]*"
    r"|^[ \t]*(?://+|\*|\#)?[ \t]*:\w[^:\n]*:(?=[ \t\n])"
    r"|\b(?:TODO|FIXME|XXX|HACK|BUG|NOTE)\([^()\n]*\):?",
    re.MULTILINE,
)
# Where a string is a key, not text: before a colon, alone in brackets, compared, or looked up in a catalogue of translations.
_LOOKED_UP = lazy_pattern(
    r"(?:[!=]=|\bcase"
    r"|(?<![\w.])(?:_|\$?t|tr|i18n\w*(?:\.t)?|n?p?gettext|translate|__|_[enx]|assert\w*|require|test)\("
    r"|\.(?:to(?:Be|Equal|StrictEqual)|equals?|indexOf|includes|contains|(?:starts|ends)[Ww]ith|querySelector\w*|getElement\w+|r?split"
    r"|match|replace|index|find|count)\()[ \t]*\Z"
)
_IS_KEY = lazy_pattern(r"[ \t]*(?::(?!:)|[!=]=|=>|\.(?:r?split|r?partition|replace)\()")
_RAW, _PREFIX = lazy_pattern(r"(?<![A-Za-z0-9_])(?:[rR][bBfF]?|[bBfF][rR])\Z"), 3
_QUOTES = "\"'`"
_NEAR = 40  # characters


def in_code(text: str, lexer: Any, asked: Collection[str]) -> Iterator[tuple[int, int]]:
    r"""Yield the comments, the strings, or both of a program.

    >>> [*in_code('x = "甲"  # 乙\n', lexer_of("a.py"), ["comments"])]
    [(9, 12)]
    """
    kinds = {kind: what for what in asked for kind in CODE.get(what, ())}
    tokens = [*_joined(text, lexer, kinds)]
    # A column is named in a list, and then looked up by its name: what is so in one place is a key wherever it stands.
    names = {text[slice(*place)].strip(_QUOTES) for place, what in tokens if what == "strings" and _is_alone(text, *place)}
    for (start, end), what in tokens:
        if what == "comments":
            if not _INSTRUCTION.match(text[start:end]):
                yield from Spans(match.span() for match in _FOR_TOOLS.finditer(text, start, end)).gaps(start, end)
        elif text[start:end].strip(_QUOTES) not in names and not _is_for_programs(text, start, end):
            yield start, end


def _joined(text: str, lexer: Any, kinds: Mapping[str, str]) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the tokens of some kinds with what was asked for, one for those that follow each other."""
    first = last = 0
    asked = ""
    for start, kind, token in lexer.get_tokens_unprocessed(text):
        what = kinds.get(str(kind), "")
        if asked and (what != asked or start != last or asked == "comments"):
            yield (first, last), asked
            asked = ""
        if what:
            first = start if not asked else first
            last = start + len(token)
            asked = what
    if asked:
        yield (first, last), asked


def _is_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a string, with its quotes, stands alone in brackets, as what is looked up does."""
    return text[start - 1 : start] == "[" and text[end : end + 1] == "]"


def _is_for_programs(text: str, start: int, end: int) -> bool:
    """Tell whether a string, with its quotes, is a key or what programs read."""
    if _IS_KEY.match(text, end) or _LOOKED_UP.search(text, max(0, start - _NEAR), start) or _is_alone(text, start, end):
        return True
    if _RAW.search(text, max(0, start - _PREFIX), start):  # a pattern, in Python
        return True
    is_whole = text[start] in _QUOTES and text[end - 1] in _QUOTES  # and not what stands beside a place for a value
    return (is_for_programs if is_whole else is_notation)(text[start:end].strip(_QUOTES))
