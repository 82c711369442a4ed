"""No-break and thin spaces beside a full-width mark become plain ones.

There is nothing for them to hold together. Beside Latin letters and digits, and between words, they may: `第 5 章 总论`,
`10 km`, French marks.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import model
from ..patterns import lazy_pattern
from ..spans import HAN, HANGUL, KANA, Spans
from .neighbours import places_in
from .signs import ODD_SPACES

__all__ = ["find"]

_MARK = "，。、；：！？（）「」『』《》【】"
_CJK = f"{HAN}{KANA}{HANGUL}{_MARK}"
_CANDIDATE = lazy_pattern(f"[{ODD_SPACES}](?:(?<=[{_MARK}].)|(?=[{_MARK}]))")
_ODD = lazy_pattern(f"[{ODD_SPACES}](?:(?<=[{_MARK}].)(?=[{_CJK}])|(?<=[{_CJK}].)(?=[{_MARK}]))")


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    r"""Yield an edit for every such space.

    >>> [edit.start for edit in find("中\u00a0文，\u00a0字", Spans())]
    [4]
    """
    places = places_in(text, "odd-spaces")
    if places is None:
        places = [candidate.start() for candidate in _CANDIDATE.finditer(text)]
    for place in places:
        match = _ODD.match(text, place)
        if match and not spans.covers(*match.span()):
            yield model.Edit(match.start(), match[0], " ")
