"""Full-width Latin letters and digits become ASCII: ＡＢＣ１２３ is ABC123 typed in the wrong input mode.

So do signs that join them, lead them or end them, as in １２：３０, －１ or ５％, for they were typed in one go.

Some uses are deliberate and stay. In a Japanese line digits, a single letter next to a word, and a sign between two are
conventions of the language (Ｔシャツ, Ｗ杯, １０歳), and so are the words of a line that has such (ＮＨＫ); a line of Han alone
is Japanese where the text is (第１節). In a drawing made of box characters every character holds its column. Beside its own
ASCII form (`Ａ -> A`) the difference is what is meant. And two fonts are found by their names as they are: ＭＳ 明朝.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import model
from ..patterns import lazy_pattern
from ..spans import FOREIGN, HAN, Spans, is_chinese, is_word_list
from .lines import line_at
from .shown import not_shown
from .signs import WIDTH

__all__ = ["find"]

_FULL_WIDTH = lazy_pattern(f"[{WIDTH}][{WIDTH}]*")
_JOINED = lazy_pattern("[－＋]?[０-９Ａ-Ｚａ-ｚ]+(?:[．－＋／＿＠＃％＆＝＊：][０-９Ａ-Ｚａ-ｚ]+)*％?")
_BOX_DRAWING = lazy_pattern("[\u2500-\u257f]")
_FONT = lazy_pattern("ＭＳ[ \u3000]?Ｐ?(?=[ \u3000]?(?:明朝|ゴシック))")
_HAN = lazy_pattern(f"[{HAN}]")
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
            yield from _in_line(text, start, end, spans, japanese=_is_japanese(text, start, end))


def _is_japanese(text: str, start: int, end: int) -> bool:
    """Tell whether a line is Japanese or Korean, by itself or, if it has nothing but Han, by its text."""
    if FOREIGN.search(text, start, end):
        return True
    return _HAN.search(text, start, end) is not None and not is_chinese(text)


_ONE_OR_DIGITS = lazy_pattern("[０-９]+|.")


def _in_line(text: str, start: int, end: int, spans: Spans, *, japanese: bool) -> Iterator[model.Edit]:
    runs = [*(_FULL_WIDTH if japanese else _JOINED).finditer(text, start, end)]
    if japanese and any(_ONE_OR_DIGITS.fullmatch(run[0]) for run in runs):
        return
    fonts = [font.span() for font in _FONT.finditer(text, start, end)]
    for match in runs:
        if not spans.covers(*match.span()) and not any(first <= match.start() < last for first, last in fonts):
            yield model.Edit(match.start(), match[0], match[0].translate(_TO_ASCII))
