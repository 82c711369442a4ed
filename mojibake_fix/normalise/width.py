"""Full-width Latin letters and digits become ASCII: ＡＢＣ１２３ is ABC123 typed in the wrong input mode.

So do signs that join them, lead them or end them, as in １２：３０, －１ or ５％, for they were typed in one go.

Three uses are deliberate and stay. In a Japanese line digits, a single letter next to a word, and a sign between two are
conventions of the language (Ｔシャツ, Ｗ杯, １０歳), and so are the words of a line that has such (ＮＨＫ). In a drawing made of
box characters every character holds its column. Beside its own ASCII form (`Ａ -> A`) the difference is what is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import model
from ..patterns import lazy_pattern
from ..spans import FOREIGN, Spans, is_word_list
from .lines import line_at
from .shown import not_shown
from .signs import WIDTH

__all__ = ["find"]

_FULL_WIDTH = lazy_pattern(f"[{WIDTH}][{WIDTH}]*")
_JOINED = lazy_pattern("[－＋]?[０-９Ａ-Ｚａ-ｚ]+(?:[．－＋／＿＠＃％＆＝＊：][０-９Ａ-Ｚａ-ｚ]+)*％?")
_BOX_DRAWING = lazy_pattern("[\u2500-\u257f]")
# Full-width forms lie at one distance from ASCII.
_TO_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    """Yield an edit for every run of full-width letters and digits.

    >>> [edit.after for edit in find("ＡＢＣ－１２３，４", Spans())]
    ['ABC-123', '4']
    """
    if not text.isascii() and not is_word_list(text):
        yield from not_shown(text, _found(text, spans))


def _found(text: str, spans: Spans) -> Iterator[model.Edit]:
    end = 0
    while match := _FULL_WIDTH.search(text, end):
        start, end = line_at(text, match.start())
        if not _BOX_DRAWING.search(text, start, end):
            yield from _in_line(text, start, end, spans, japanese=FOREIGN.search(text, start, end) is not None)


_ONE_OR_DIGITS = lazy_pattern("[０-９]+|.")


def _in_line(text: str, start: int, end: int, spans: Spans, *, japanese: bool) -> Iterator[model.Edit]:
    runs = [*(_FULL_WIDTH if japanese else _JOINED).finditer(text, start, end)]
    if japanese and any(_ONE_OR_DIGITS.fullmatch(run[0]) for run in runs):
        return
    for match in runs:
        if not spans.covers(*match.span()):
            yield model.Edit(match.start(), match[0], match[0].translate(_TO_ASCII))
