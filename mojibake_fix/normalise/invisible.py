"""Characters that show nothing and mean nothing where they stand are removed.

Never removed: joiners, variation selectors, soft hyphens and direction marks, which shape emoji, Indic, Persian and
right-to-left text; tab, line ends, vertical tab and form feed, which end something; escape, which colours terminals.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import model
from ..patterns import lazy_pattern
from ..spans import Spans
from .signs import CONTROLS, INVISIBLE

__all__ = ["find"]

_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_ALWAYS = lazy_pattern(f"[{CONTROLS}{_BYTE_ORDER_MARK}]+")
_RUN = lazy_pattern(f"[{INVISIBLE}][{INVISIBLE}]*")

# Between these a break needs no permission or has none to give. Thai, Lao, Khmer, Burmese and Tibetan, which mark their
# words with a zero-width space, are not among them.
_PLAIN = lazy_pattern(
    "[\x00-\u024f"  # Latin
    "\u2010-\u2027\u2030-\u205e"  # general punctuation, without joiners and direction marks
    "\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"  # CJK, kana, Hangul, their marks
    "\U00020000-\U0003ffff]"  # Han beyond the first plane
)
# A zero-width space here keeps a name from being called: `@<ZWSP>everyone`.
_DEFUSED = "@#"


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    r"""Yield an edit for every run of such characters; a byte order mark that opens the text stays.

    >>> [edit.start for edit in find("\ufeff中\u200b文\x00 ไทย\u200bไทย", Spans())]
    [2, 4]
    """
    for match in _RUN.finditer(text):
        start, end = match.span()
        if start == 0 and text[0] == _BYTE_ORDER_MARK:
            start = 1
        if _breaks_nothing(text, start, end):
            yield from _removed(text, start, end, spans)
        else:
            for sure in _ALWAYS.finditer(text, start, end):
                yield from _removed(text, *sure.span(), spans)


def _breaks_nothing(text: str, start: int, end: int) -> bool:
    """Tell whether what stands on both sides, if anything, needs no zero-width space between it."""
    before, after = text[start - 1 : start].strip(_BYTE_ORDER_MARK), text[end : end + 1]
    if before and before in _DEFUSED:
        return False
    return all(not side or _PLAIN.match(side) is not None for side in (before, after))


def _removed(text: str, start: int, end: int, spans: Spans) -> Iterator[model.Edit]:
    """Yield the edit unless it touches a protected span, whose bounds it could move, as in `a`<NUL>`."""
    if end > start and not spans.covers(max(0, start - 1), end + 1):
        yield model.Edit(start, text[start:end], "")
