"""A comma or a full stop that was typed twice becomes one; more full stops, `！！！` and `：：` say something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import model
from ..patterns import lazy_pattern
from ..spans import HAN, Spans
from .prose import in_chinese, near_han

__all__ = ["find"]

_BEFORE, _AFTER = f"[{HAN}）」』》]", f"(?=[{HAN}（「『《]|$)"
_REPEATED = {
    **{mark: lazy_pattern(f"{mark}(?<={_BEFORE}{mark}){mark}+{_AFTER}", re.MULTILINE) for mark in "，、；"},
    "。": lazy_pattern(f"。(?<={_BEFORE}。)。(?!。){_AFTER}", re.MULTILINE),
}


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    """Yield an edit for every such run.

    >>> [(edit.before, edit.after) for edit in find("你好，，世界。。再见。。。", Spans())]
    [('，，', '，'), ('。。', '。')]
    """
    for match in in_chinese(near_han(text, "repeated-marks", _REPEATED), text, spans):
        yield model.Edit(match.start(), match[0], match[0][0])
