"""A space between Han characters and Latin words or numbers: a matter of house style, so nobody gets it unasked.

A number and the unit of a date behind it (2026年1月9日) stay together.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import model
from ..patterns import lazy_pattern
from ..spans import HAN, Spans
from .prose import in_chinese

__all__ = ["find"]

_BORDER = lazy_pattern(f"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{HAN}])")
_DATE = lazy_pattern("(?<=[0-9])(?=[年月日時时分秒号號])|(?<=[年月日時时分])(?=[0-9])")


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    """Yield an edit for every place where a space is to stand.

    >>> [edit.start for edit in find("在2026年用API接口", Spans())]
    [1, 7, 10]
    """
    for match in in_chinese(_BORDER.finditer(text), text, spans):
        place = match.start()
        if not _DATE.match(text, place) and not spans.covers(max(0, place - 1), place + 1):
            yield model.Edit(place, "", " ")
