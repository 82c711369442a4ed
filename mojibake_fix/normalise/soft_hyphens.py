"""Soft hyphens go, for corpora: they say where a word may break, and hide the word from whoever looks for it."""

from __future__ import annotations

from collections.abc import Iterator

from .. import model
from ..patterns import lazy_pattern
from ..spans import Spans
from .signs import SOFT_HYPHENS

__all__ = ["find"]

_SOFT_HYPHEN = lazy_pattern(rf"(?<=\w){SOFT_HYPHENS}+(?=\w)")


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    r"""Yield an edit for the soft hyphens in each word.

    >>> [edit.start for edit in find("co\u00adoperate, \u00ad", Spans())]
    [2]
    """
    for match in _SOFT_HYPHEN.finditer(text):
        if not spans.covers(*match.span()):
            yield model.Edit(match.start(), match[0], "")
