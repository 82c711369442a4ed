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

_WORD = "A-Za-z0-9`"  # or code
_SPACE = {
    " ": lazy_pattern(
        f" (?:(?=[，。、；])(?<=[{HAN}）」』》】{_WORD}%)] )|(?=[：！？])(?<=[{HAN}）」』》】] )"
        f"|(?=[{HAN}])(?<=[，。、；！？] )|(?=[{_WORD}])(?<=[，。、；] )(?![a-z]+://))"
    )
}


def find(text: str, spans: Spans) -> Iterator[Edit]:
    """Yield an edit for every space that a mark makes superfluous.

    >>> [edit.start for edit in find("你好 ， 世界", Spans())]
    [2, 4]
    """
    for match in in_chinese(near_han(text, "spaces", _SPACE), text, spans):
        yield Edit(match.start(), " ", "")
