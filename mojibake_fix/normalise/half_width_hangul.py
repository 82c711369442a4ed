"""Half-width Hangul letters become the ordinary ones: ﾡ is ㄱ."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import decomposition

from ..model import Edit
from ..patterns import lazy_pattern
from ..spans import Spans
from .signs import HALF_WIDTH_HANGUL

__all__ = ["find"]

_HALF_WIDTH = lazy_pattern(f"[{HALF_WIDTH_HANGUL}][{HALF_WIDTH_HANGUL}]*")


def find(text: str, spans: Spans) -> Iterator[Edit]:
    """Yield an edit for every run of half-width Hangul letters.

    >>> [edit.after for edit in find("ﾡﾢ", Spans())]
    ['ㄱㄲ']
    """
    for match in _HALF_WIDTH.finditer(text):
        if not spans.covers(*match.span()):
            yield Edit(match.start(), match[0], "".join(map(_ordinary, match[0])))


def _ordinary(letter: str) -> str:
    return chr(int(decomposition(letter).removeprefix("<narrow> "), 16))
