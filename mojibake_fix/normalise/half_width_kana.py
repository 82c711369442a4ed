"""Half-width katakana become full-width, for those who ask: Japanese that uses them mostly means it."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from ..model import Edit
from ..patterns import lazy_pattern
from ..spans import Spans

__all__ = ["find"]

SIGN = "\uff61-\uff9f"
_HALF_WIDTH = lazy_pattern(f"[{SIGN}][{SIGN}]*")


def find(text: str, spans: Spans) -> Iterator[Edit]:
    """Yield an edit for every run of half-width kana and their marks.

    >>> [edit.after for edit in find("ｶﾞｲﾄﾞ｡", Spans())]
    ['ガイド。']
    """
    for match in _HALF_WIDTH.finditer(text):
        if not spans.covers(*match.span()):
            yield Edit(match.start(), match[0], normalize("NFKC", match[0]))
