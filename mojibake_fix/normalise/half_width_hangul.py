"""Half-width Hangul letters become the ordinary ones: ﾡ is ㄱ."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import decomposition

from .. import model
from ..patterns import lazy_pattern
from ..spans import Spans
from .shown import not_shown
from .signs import HALF_WIDTH_HANGUL

__all__ = ["find"]

_HALF_WIDTH = lazy_pattern(f"[{HALF_WIDTH_HANGUL}][{HALF_WIDTH_HANGUL}]*")


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    """Yield an edit for every run of half-width Hangul letters.

    >>> [edit.after for edit in find("ﾡﾢ", Spans())]
    ['ㄱㄲ']
    """
    runs = (match for match in _HALF_WIDTH.finditer(text) if not spans.covers(*match.span()))
    yield from not_shown(text, (model.Edit(run.start(), run[0], "".join(map(_ordinary, run[0]))) for run in runs))


def _ordinary(letter: str) -> str:
    return chr(int(decomposition(letter).removeprefix("<narrow> "), 16))
