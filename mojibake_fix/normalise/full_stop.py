"""A half-width full stop at the end of a Chinese sentence becomes full-width, where it surely is one.

That is at the end of a line, or before a blank and Han, behind two Han characters, in a sentence that has a comma: so no
heading (`第一章.`), no label (`甲.`) and no name (`让.雅克`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Edit
from ..spans import HAN, Spans, found
from .lines import line_at
from .prose import in_chinese

__all__ = ["find"]

_STOP = {".": re.compile(f"\\.(?<=[{HAN}]{{2}}\\.)(?:(?=[”」』）]*[ \t]*(?:\r?\n|\r|\\Z))| (?=[{HAN}]))")}
_SENTENCE = re.compile("[^。！？!?]*\\Z")
_COMMA = re.compile(f"[{HAN}）”」』][，,]")


def find(text: str, spans: Spans) -> Iterator[Edit]:
    """Yield an edit for every such full stop.

    >>> [edit.after for edit in find("你来了,我很高兴. 再见.", Spans())]
    ['。']
    """
    for match in in_chinese(found(text, _STOP), text, spans):
        start, _ = line_at(text, match.start())
        before = text[start : match.start()].rsplit(". ", 1)[-1]
        sentence = _SENTENCE.search(before)
        if sentence and _COMMA.search(sentence[0]):
            yield Edit(match.start(), match[0], "。")
