"""A comma or a full stop that was typed twice becomes one; more full stops, `！！！` and `：：` say something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Edit
from ..spans import HAN, Spans
from .prose import in_chinese

__all__ = ["find"]

_REPEATED = re.compile(f"(?<=[{HAN}）」』》])(?:([，、；])\\1+|。。(?!。))(?=[{HAN}（「『《]|$)", re.MULTILINE)


def find(text: str, spans: Spans) -> Iterator[Edit]:
    """Yield an edit for every such run.

    >>> [(edit.before, edit.after) for edit in find("你好，，世界。。再见。。。", Spans())]
    [('，，', '，'), ('。。', '。')]
    """
    for match in in_chinese(_REPEATED, text, spans):
        yield Edit(match.start(), match[0], match[0][0])
