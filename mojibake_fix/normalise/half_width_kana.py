"""Half-width katakana become full-width, for those who ask: Japanese that uses them mostly means it."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from .. import model
from ..patterns import lazy_pattern
from ..spans import Spans
from .signs import HALF_WIDTH_KANA

__all__ = ["find"]

_HALF_WIDTH = lazy_pattern(f"[{HALF_WIDTH_KANA}][{HALF_WIDTH_KANA}]*")


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    """Yield an edit for every run of half-width kana and their marks.

    >>> [edit.after for edit in find("ｶﾞｲﾄﾞ｡", Spans())]
    ['ガイド。']
    """
    for match in _HALF_WIDTH.finditer(text):
        if not spans.covers(*match.span()):
            yield model.Edit(match.start(), match[0], normalize("NFKC", match[0]))
