"""Characters that a text shows beside what they are to become: a table of variants, `ＡＢＣ -> ABC`, is about the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .. import model
from ..patterns import lazy_pattern

__all__ = ["not_shown"]

_BETWEEN = r"[^\w\n]{1,6}"  # an arrow, a tab, a mark
_BEFORE, _BEHIND = lazy_pattern(rf"{_BETWEEN}\Z"), lazy_pattern(_BETWEEN)
_FAR = 6


def not_shown(text: str, edits: Iterable[model.Edit]) -> Iterator[model.Edit]:
    """Yield the edits of what does not stand beside its own result, with nothing but a few marks between.

    >>> [edit.start for edit in not_shown("Ａ→A，Ｂ", [model.Edit(0, "Ａ", "A"), model.Edit(4, "Ｂ", "B")])]
    [4]
    """
    for edit in edits:
        before = _BEFORE.search(text, max(0, edit.start - _FAR), edit.start)
        behind = _BEHIND.match(text, edit.end)
        stands_before = before is not None and text.endswith(edit.after, 0, before.start())
        stands_behind = behind is not None and text.startswith(edit.after, behind.end())
        if not (stands_before or stands_behind):
            yield edit
