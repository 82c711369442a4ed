"""Lists of words, one a line: they are for programs, which find each as it is written, in the other script or in full width.

Who asks for a script means them, too; what rules do unasked, they do not do there.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..patterns import lazy_pattern

__all__ = ["is_word_list"]

_WORD_ALONE = lazy_pattern(r"""^[^\x00-\x08\n,.:;!?，。：；！？、…"'=<>{}|]{1,16}\r?$""", re.MULTILINE)
_LONGEST = 16  # characters
_MANY, _NEARLY_ALL = 50, 0.95  # words, and the share of all lines that they are


@lru_cache(maxsize=2)
def is_word_list(text: str) -> bool:
    r"""Tell whether nearly all lines of a text are short and have no mark.

    >>> is_word_list("账号\n账號\n" * 25), is_word_list("账号，\n账號。\n" * 25)
    (True, False)
    """
    lines = text.count("\n") + 1
    if lines < _MANY or len(text) > lines * _LONGEST:
        return False
    return sum(1 for _ in _WORD_ALONE.finditer(text)) >= max(_MANY, _NEARLY_ALL * lines)
