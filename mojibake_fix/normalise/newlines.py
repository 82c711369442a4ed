"""CRLF and lone CR become LF; for corpora, where a line end carries nothing."""

from __future__ import annotations

from collections.abc import Iterator

from .. import model
from ..patterns import lazy_pattern
from ..spans import Spans

__all__ = ["find"]

_RETURN = lazy_pattern("\r\n?")


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    r"""Yield an edit for every line end that is not LF, in protected spans too: a line end is nobody's content.

    >>> [edit.before for edit in find("a\r\nb\rc\n", Spans())]
    ['\r\n', '\r']
    """
    for match in _RETURN.finditer(text):
        yield model.Edit(match.start(), match[0], "\n")
