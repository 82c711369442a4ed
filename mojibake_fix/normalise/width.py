"""Full-width Latin letters and digits become ASCII: ＡＢＣ１２３ is ABC123 typed in the wrong input mode.

Two uses are deliberate and stay. In a Japanese line a single full-width character next to a word is a convention of
the language (Ｔシャツ, Ｗ杯, １つ). In a drawing made of box characters every character holds its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Edit
from ..spans import FOREIGN, Spans
from .lines import line_at

__all__ = ["find"]

_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_BOX_DRAWING = re.compile("[\u2500-\u257f]")
# Full-width forms lie at one distance from ASCII.
_TO_ASCII = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}


def find(text: str, spans: Spans) -> Iterator[Edit]:
    """Yield an edit for every run of full-width letters and digits.

    >>> [edit.after for edit in find("ＡＢＣ－１２３", Spans())]
    ['ABC', '123']
    """
    if text.isascii():
        return
    end = 0
    japanese = drawing = False
    for match in _FULL_WIDTH.finditer(text):
        if match.start() >= end:
            line, end = line_at(text, match.start())
            japanese = FOREIGN.search(text, line, end) is not None
            drawing = _BOX_DRAWING.search(text, line, end) is not None
        if drawing or (japanese and len(match[0]) == 1) or spans.covers(*match.span()):
            continue
        yield Edit(match.start(), match[0], match[0].translate(_TO_ASCII))
