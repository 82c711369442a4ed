"""Compile regular expressions when they are first used: a run needs few, and all of them take longer than Python to start.

A class of many characters takes as long to compile as there are of them: what leaves out few is written as ``[^...]``.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

__all__ = ["lazy_pattern"]


class _Lazy:
    """Stands for a pattern, and becomes as quick as one once it is used."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._source, self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy_pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what acts as ``re.compile(source, flags)`` does, and compiles it when it is first asked for anything.

    Raises re.error at that time, if the source is none.

    >>> word = lazy_pattern("[a-z]+")
    >>> word.findall("two words"), word.pattern
    (['two', 'words'], '[a-z]+')
    """
    return cast("re.Pattern[AnyStr]", _Lazy(source, flags))
