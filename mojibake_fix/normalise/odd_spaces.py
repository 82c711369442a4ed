"""No-break and thin spaces between characters of Chinese, Japanese or Korean become plain ones.

There is nothing for them to hold together. Beside Latin letters and digits they may: `第 5 章`, `10 km`, French marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Edit
from ..spans import HAN, HANGUL, KANA, Spans

__all__ = ["find"]

_CJK = f"{HAN}{KANA}{HANGUL}\u3001-\u3003\u3008-\u301f\uff01-\uff65"
_ODD = re.compile(
    f"(?<=[{_CJK}])[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}\N{THIN SPACE}\N{HAIR SPACE}](?=[{_CJK}])"
)


def find(text: str, spans: Spans) -> Iterator[Edit]:
    r"""Yield an edit for every such space.

    >>> [edit.start for edit in find("中\u00a0文 10\u00a0km", Spans())]
    [1]
    """
    for match in _ODD.finditer(text):
        if not spans.covers(*match.span()):
            yield Edit(match.start(), match[0], " ")
