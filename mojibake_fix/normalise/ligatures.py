"""Latin ligatures, which a typesetter or a PDF left behind, become letters: ﬁle is file."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from .. import model
from ..patterns import lazy_pattern
from ..spans import Spans
from .signs import LIGATURES

__all__ = ["find"]

_LATIN = "A-Za-zÀ-ɏ"
_IN_WORD = lazy_pattern(f"(?<=[{_LATIN}])[{LIGATURES}]+|[{LIGATURES}]+(?=[{_LATIN}])")


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    r"""Yield an edit for every ligature in a word; one that stands alone is spoken of.

    >>> [edit.after for edit in find("e\ufb03cient \ufb01les, \ufb01", Spans())]
    ['ffi', 'fi']
    """
    for match in _IN_WORD.finditer(text):
        for at, ligature in enumerate(match[0], match.start()):
            if not spans.covers(at):
                yield model.Edit(at, ligature, normalize("NFKC", ligature))
