"""Controls where Windows has marks become these marks: U+0093 in English text is “, as a page in Windows-1252 meant it.

Only marks and only in Latin prose: beside other controls or letters that such damage is made of, it is no lone mark but
text that was read in the wrong encoding. U+0085 is a line end.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import model
from ..patterns import lazy_pattern
from ..spans import Spans
from .signs import WINDOWS_CONTROLS

__all__ = ["find"]

_CONTROL = lazy_pattern(f"(?<![\x80-\xff])[{WINDOWS_CONTROLS}](?![\x80-\xff])")
_LETTER = lazy_pattern("[A-Za-z]")


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    r"""Yield an edit for every such control beside a letter.

    >>> [edit.after for edit in find("It\x92s \x93fine\x94", Spans())]
    ['’', '“', '”']
    """
    for match in _CONTROL.finditer(text):
        place = match.start()
        if _LETTER.search(text, max(0, place - 1), place + 2) and not spans.covers(place):
            yield model.Edit(place, match[0], match[0].encode("latin-1").decode("cp1252"))
