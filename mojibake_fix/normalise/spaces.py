"""A space beside a full-width mark of Chinese goes: the mark has its own.

So does one between such a mark and a word or code. Kept are the ideographic space, one before an address, spaces around
brackets and quotation marks, behind a colon (`姓名： 张三` is a form), and runs of spaces, which align something. The space that
a colon or bracket had as long as it was half-width goes with its width (``punctuation``).
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import model
from ..patterns import lazy_pattern
from ..spans import Spans, is_han
from .prose import in_chinese, near_han

__all__ = ["find"]

_BESIDE = {" ": lazy_pattern(" (?:(?=[，。、；：！？])|(?<=[，。、；！？] ))")}
_ADDRESS = lazy_pattern("[a-z]+://")


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    """Yield an edit for every space that a mark makes superfluous.

    >>> [edit.start for edit in find("你好 ， 世界", Spans())]
    [2, 4]
    """
    superfluous = (space for space in near_han(text, "spaces", _BESIDE) if _is_superfluous(text, space.start()))
    for match in in_chinese(superfluous, text, spans):
        yield model.Edit(match.start(), " ", "")


def _is_superfluous(text: str, place: int) -> bool:
    """Tell whether what a space separates from a mark has none beside it."""
    before, behind = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    if not before or not behind:
        return False
    if behind in "，。、；：！？":
        is_short = behind in "，。、；"  # words and code are set off from the others
        return before in _CLOSING or (is_short and (_is_word(before) or before in "%)")) or is_han(before)
    if before in "！？":
        return is_han(behind)
    return is_han(behind) or (_is_word(behind) and not _ADDRESS.match(text, place + 1))


_CLOSING = "）」』》】"


def _is_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "`")
