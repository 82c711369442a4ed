"""A half-width full stop at the end of a Chinese sentence becomes full-width, where it surely is one.

That is at the end of a line, an element, a cell, a comment or a string, or before a blank and Han, behind two Han characters, in
a sentence that has a comma or follows another: so no heading (`第一章.`), no label (`甲.`) and no name (`让.雅克`).
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import model
from ..patterns import lazy_pattern
from ..spans import Spans, is_han
from .lines import line_at
from .prose import BEYOND, in_chinese, near_han

__all__ = ["find"]

_END_OF_TEXT = r"""\r?\n|\r|\Z|</|<br\b|\||\*/|\\[nr]|["'`][ \t]*(?:[,;)\]}\r\n]|\Z)|(?<=[”」』])[^\x00-\x7f]"""
_END = f"(?=[”」』）]*[ \t]*(?:{_END_OF_TEXT}))"
_CANDIDATES = {".": lazy_pattern(f"\\.(?<={BEYOND}{{2}}\\.)(?:{_END}| (?={BEYOND}))")}
_BORDER = lazy_pattern(r"\||<(?:td|th|li|p|br|dt|dd|h[1-6])\b[^<>]*>")
_QUOTES = frozenset("\"'`")
_SENTENCE = lazy_pattern("[^。！？!?]*\\Z")
_MARK = lazy_pattern("[，,。！？]")
_COMMA = lazy_pattern(f"[，,](?<={BEYOND}.)")
_END_OF_ANOTHER = lazy_pattern(f"[。！？](?<={BEYOND}{{2}}.)")
_CLOSING = frozenset("）”」』")


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    """Yield an edit for every such full stop.

    >>> [edit.after for edit in find("你来了,我很高兴. 再见.", Spans())]
    ['。']
    """
    stops = (
        candidate
        for candidate in near_han(text, "full-stop", _CANDIDATES)
        if _is_between_han(text, *candidate.span()) and _ends_sentence(text, candidate.start())
    )
    for match in in_chinese(stops, text, spans):
        yield model.Edit(match.start(), match[0], "。")


def _is_between_han(text: str, start: int, end: int) -> bool:
    """Tell whether Han stand before a stop, two or one and what closes it, and behind the blank that follows it, if one does."""
    end_of_words = start
    while text[end_of_words - 1 : end_of_words] in _CLOSING:
        end_of_words -= 1
    needed = 2 if end_of_words == start else 1
    before = text[max(0, end_of_words - needed) : end_of_words]
    return len(before) == needed and all(map(is_han, before)) and (end - start == 1 or is_han(text[end : end + 1]))


def _ends_sentence(text: str, stop: int) -> bool:
    if not _MARK.search(text, line_at(text, stop)[0], stop):  # as most lines that end so
        return False
    start = _start_of_words(text, stop)
    if _END_OF_ANOTHER.search(text, start, stop):
        return True
    before = text[start:stop].rsplit(". ", 1)[-1]
    sentence = _SENTENCE.search(before)
    return sentence is not None and any(_is_comma(sentence[0], comma.start()) for comma in _COMMA.finditer(sentence[0]))


def _start_of_words(text: str, stop: int) -> int:
    """Return where the line, the cell, the element or the string begins that a stop stands in."""
    start, _ = line_at(text, stop)
    for border in _BORDER.finditer(text, start, stop):
        start = border.end()
    quote = text[stop + 1 : stop + 2]
    return text.rfind(quote, start, stop) + 1 or start if quote in _QUOTES else start


def _is_comma(sentence: str, place: int) -> bool:
    before = sentence[place - 1]
    return before in _CLOSING or is_han(before)
