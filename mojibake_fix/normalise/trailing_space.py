"""Blanks at the end of a line, for those who ask; two spaces behind words stay, for they break a line in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from .. import model
from ..patterns import lazy_pattern
from ..spans import Spans

__all__ = ["find"]

_BLANKS = "\t \N{IDEOGRAPHIC SPACE}"
_TRAILING = lazy_pattern(f"(?<![{_BLANKS}])[{_BLANKS}]+(?=\r?\n|\r|\\Z)")
_BREAK = "  "


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    r"""Yield an edit for the blanks at the end of each line.

    >>> [edit.start for edit in find("a \nb  \n\t\n", Spans())]
    [1, 7]
    """
    for match in _TRAILING.finditer(text):
        start, end = match.span()
        words = start > 0 and text[start - 1] not in "\r\n"
        if not (words and match[0] == _BREAK) and not spans.covers(max(0, start - 1), end + 1):
            yield model.Edit(start, match[0], "")
