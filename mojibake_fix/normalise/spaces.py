"""A space beside a full-width mark of Chinese goes: the mark has its own.

So does one between such a mark and a word or code. Kept are the ideographic space, one before an address, spaces around
brackets and quotation marks, behind a colon (`姓名： 张三` is a form), and runs of spaces, which align something.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Edit
from ..patterns import lazy_pattern
from ..spans import HAN, Spans
from .prose import in_chinese, near_han

__all__ = ["find"]

_BESIDE = {" ": lazy_pattern(" (?:(?=[，。、；：！？])|(?<=[，。、；！？] ))")}
_HAN, _ADDRESS = lazy_pattern(f"[{HAN}]"), lazy_pattern("[a-z]+://")


def find(text: str, spans: Spans) -> Iterator[Edit]:
    """Yield an edit for every space that a mark makes superfluous.

    >>> [edit.start for edit in find("你好 ， 世界", Spans())]
    [2, 4]
    """
    for match in in_chinese(near_han(text, "spaces", _BESIDE), text, spans):
        if _is_superfluous(text, match.start()):
            yield Edit(match.start(), " ", "")


def _is_superfluous(text: str, place: int) -> bool:
    """Tell whether what a space separates from a mark has none beside it.

    No pattern says so: its classes of Han take longer to compile than a small file takes to be checked.
    """
    before, behind = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    if not before or not behind:
        return False
    if behind in "，。、；：！？":
        is_short = behind in "，。、；"  # words and code are set off from the others
        return before in _CLOSING or (is_short and (_is_word(before) or before in "%)")) or _is_han(before)
    if before in "！？":
        return _is_han(behind)
    return _is_han(behind) or (_is_word(behind) and not _ADDRESS.match(text, place + 1))


_CLOSING = "）」』》】"


def _is_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "`")


def _is_han(character: str) -> bool:
    return character > "\u3000" and _HAN.match(character) is not None
