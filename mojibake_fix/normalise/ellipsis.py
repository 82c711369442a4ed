"""Three points, or three full stops, in a Chinese sentence become the Chinese ellipsis: 等等...然后 is 等等……然后.

Kept are points at the end of a label (`打开...`, as menus have it), in ranges, paths and code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import model
from ..patterns import lazy_pattern
from ..spans import HAN, Spans
from .lines import line_at
from .prose import BEYOND, in_chinese, near_han

__all__ = ["find"]

_SPEECH = f"{HAN}，。！？”」』）"
# Behind points that end a label: nothing, or what closes it.
_LABEL_END = r"[.\w/\\`'\"’”」』）)\]】》]|$"
_CANDIDATES = {"。": lazy_pattern("。(?=。。)"), ".": lazy_pattern(f"\\.(?<={BEYOND}\\.)\\.{{2,}}")}
_POINTS = {
    "。": lazy_pattern(f"。(?<=[{_SPEECH}]。)(?<!。。)。{{2,}}"),
    ".": lazy_pattern(f"\\.(?:(?<=[{HAN}]\\.)\\.{{2,}}(?=[{HAN}])|(?<=[{_SPEECH}]\\.)\\.{{2,}}(?!{_LABEL_END}))", re.MULTILINE),
}
_MARK = lazy_pattern("[，。！？；、,!?]")


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    """Yield an edit for every such run, where a mark shows that the line is a sentence and no label.

    >>> [edit.after for edit in find("他说，等等...然后。。。", Spans())]
    ['……', '……']
    """
    candidates = near_han(text, "ellipsis", _CANDIDATES)
    runs = (run for candidate in candidates if (run := _POINTS[candidate[0][0]].match(text, candidate.start())))
    points = (run for run in runs if run[0][0] == "。" or _is_sentence(text, run))
    for match in in_chinese(points, text, spans):
        yield model.Edit(match.start(), match[0], "……")


def _is_sentence(text: str, match: re.Match[str]) -> bool:
    start, end = line_at(text, match.start())
    return bool(_MARK.search(text, start, match.start()) or _MARK.search(text, match.end(), end))
