"""Two hyphens between Chinese words become the Chinese dash: 他--我的朋友 is 他——我的朋友. Those of an option stay."""

from __future__ import annotations

from collections.abc import Iterator

from .. import model
from ..patterns import lazy_pattern
from ..spans import HAN, Spans
from .prose import BEYOND, in_chinese, near_han

__all__ = ["find"]

_CANDIDATES = {"-": lazy_pattern(f"-(?<={BEYOND}-)-(?={BEYOND})")}
# Said to be an option, by what stands before it or behind its name: 参数--名称, 加上--名称参数, 写--名称=值.
_OPTION = "选项|選項|参数|參數|开关|開關"
_DASH = lazy_pattern(
    f"-(?<=[{HAN}”」』）》，。！？]-)(?<!(?:{_OPTION})-)-(?=[{HAN}“「『（《])(?![{HAN}]{{1,8}}(?:=|(?<=..)(?:{_OPTION})))"
)


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    """Yield an edit for every such dash.

    >>> [edit.start for edit in find("他--我的朋友，用 --help 看 a--b", Spans())]
    [1]
    """
    dashes = (dash for candidate in near_han(text, "dashes", _CANDIDATES) if (dash := _DASH.match(text, candidate.start())))
    for match in in_chinese(dashes, text, spans):
        yield model.Edit(match.start(), match[0], "——")
