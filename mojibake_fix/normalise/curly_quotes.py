"""Corner brackets become the mainland's quotation marks, for those who ask: 「他說『好』」 is “他說‘好’”."""

from __future__ import annotations

from collections.abc import Iterator

from .. import model
from ..spans import Spans
from .pairs import restyled

__all__ = ["find"]


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    """Yield an edit for every corner bracket of a whole pair.

    >>> [edit.after for edit in find("「他說好」", Spans())]
    ['“', '”']
    """
    return restyled(text, spans, "「」『』", "“”‘’")
