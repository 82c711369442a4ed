"""The mainland's quotation marks become corner brackets, for those who ask: “他说‘好’” is 「他说『好』」."""

from __future__ import annotations

from collections.abc import Iterator

from .. import model
from ..spans import Spans
from .pairs import restyled

__all__ = ["find"]


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    """Yield an edit for every quotation mark of a whole pair.

    >>> [edit.after for edit in find("“他说好”", Spans())]
    ['「', '」']
    """
    return restyled(text, spans, "“”‘’", "「」『』")
