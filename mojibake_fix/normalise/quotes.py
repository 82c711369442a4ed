"""Straight double quotation marks around Chinese become those that the text uses, or its script: “ ” or 「 」.

Only all pairs of a line together, and only around words: what stands behind `=`, `:` or `(` is code or data, and an odd
mark may be inches. A text in neither script keeps its straight marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import model
from ..patterns import lazy_pattern
from ..script.decide import Script, of_text
from ..spans import Spans, is_han
from .lines import line_at
from .prose import BEYOND, in_chinese, near_han

__all__ = ["find"]

_STRAIGHT = lazy_pattern('"')
_OPENING = {'"': lazy_pattern(f'"(?={BEYOND})')}
# What stands on either side of a quotation, where it is not Han.
_BEFORE = frozenset("，。、；：！？（“「》）\n")
_AFTER = frozenset("，。、；：！？）”」《（\n")
_HABIT = 3  # pairs: fewer, where more are straight, may set off the label of a button, or quote another text


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    """Yield an edit for every straight quotation mark of a pair around Chinese.

    >>> [edit.after for edit in find('他说"你好"，这是简体', Spans())]
    ['“', '”']
    """
    done = -1
    style: str | None = None
    for match in in_chinese(_quotations(text), text, spans):
        if match.start() <= done:
            continue
        start, done = line_at(text, match.start())
        places = [mark.start() for mark in _STRAIGHT.finditer(text, start, done)]
        if not spans.covers(places[0], places[-1] + 1):
            style = _style(text, spans) if style is None else style
            yield from (model.Edit(place, '"', style[k % 2]) for k, place in enumerate(places) if style)


def _quotations(text: str) -> Iterator[re.Match[str]]:
    """Yield the straight marks of the lines in which all of them are whole pairs around Chinese, in Chinese."""
    end = -1
    for match in near_han(text, "quotes", _OPENING):
        if match.start() > end:
            start, end = line_at(text, match.start())
            marks = [*_STRAIGHT.finditer(text, start, end)]
            if _are_quotations(text, [mark.start() for mark in marks]):
                yield from marks


def _are_quotations(text: str, places: list[int]) -> bool:
    return len(places) % 2 == 0 and all(
        _stands_in_words(text[max(0, opening - 2) : opening][::-1], _BEFORE)
        and _stands_in_words(text[closing + 1 : closing + 3], _AFTER)
        and _has_han(text, opening + 1, opening + 2)
        and _has_han(text, max(0, closing - 2), closing)
        for opening, closing in zip(places[::2], places[1::2], strict=True)
    )


def _stands_in_words(beside: str, marks: frozenset[str]) -> bool:
    """Tell whether what is beside a quotation, from it on, is Han or one of some marks, or Han behind a single space."""
    if not beside or beside[0] in marks or is_han(beside[0]):
        return True
    return beside[0] == " " and is_han(beside[1:])


def _has_han(text: str, start: int, end: int) -> bool:
    return any(map(is_han, text[start:end]))


def _style(text: str, spans: Spans) -> str:
    """Return the pair that a text uses most, or that its script does; nothing where nobody can tell."""
    curly, corner = text.count("“"), text.count("「")
    used = ("“”" if curly > corner else "「」") if curly != corner else ""
    if used and max(curly, corner) >= min(_HABIT, text.count('"') // 2):
        return used
    return {Script.HANS: "“”", Script.HANT: "「」"}.get(of_text(text, spans), used)
