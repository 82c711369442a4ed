"""What a person exempted by a comment, in whatever syntax the file has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..patterns import lazy_pattern
from .ranges import Spans

__all__ = ["ignored"]


def ignored(text: str, rule: str = "mojibake") -> Spans:
    """Return what a person exempted by a comment from a rule; ``mojibake`` stands for all restoration.

    >>> [*ignored("鍥炬爣  # mojibake-fix: ignore")]
    [(0, 27)]
    >>> [*ignored("你好,  # mojibake-fix: ignore[width, quotes]", "punctuation")]
    []
    """
    return Spans(_ignored(text, rule) if _has_comments(text) else ())


_COMMENT = lazy_pattern(r"mojibake-fix:[ \t]*(off|on|ignore-next-line|ignore)\b(?:\[([\w, -]*)\])?")


def _ignored(text: str, rule: str = "") -> Iterator[tuple[int, int]]:
    """Lines and regions that a comment, in whatever syntax, exempts from all rules, or from the one that it names."""
    off: int | None = None
    line = end = 0
    for match in _COMMENT.finditer(text):
        if match[2] is not None and rule not in re.split(r"[, ]+", match[2]):
            continue
        if match.start() >= end:
            line, end = _line(text, match.start())
        word = match[1]
        if word == "off" and off is None:
            off = line
        elif word == "on" and off is not None:
            yield off, end
            off = None
        elif word == "ignore-next-line":
            yield line, _line(text, end)[1]
        elif word == "ignore":
            yield line, end
    if off is not None:
        yield off, len(text)


@lru_cache(maxsize=2)
def _has_comments(text: str) -> bool:
    return "mojibake-fix:" in text


def _line(text: str, position: int) -> tuple[int, int]:
    """Return where the line of a position begins, and where the next one does."""
    end = text.find("\n", position)
    return text.rfind("\n", 0, position) + 1, len(text) if end < 0 else end + 1
