"""Quotation marks in pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import model
from ..patterns import lazy_pattern
from ..spans import HAN, Spans
from .lines import line_at
from .prose import in_chinese

__all__ = ["restyled"]

_HAN = lazy_pattern(f"[{HAN}]")


def restyled(text: str, spans: Spans, old: str, new: str) -> Iterator[model.Edit]:
    """Yield the edits that make quotation marks in Chinese lines others; ``old`` and ``new`` are single pairs, then double.

    A line whose marks are no whole pairs, in order, or have no Han between them, stays.
    """
    done = -1
    for match in in_chinese(re.finditer(f"[{old}]", text), text, spans):
        if match.start() <= done:
            continue
        start, done = line_at(text, match.start())
        places = [place for place in range(start, done) if text[place] in old]
        if not spans.covers(places[0], places[-1] + 1) and _are_pairs(text, places, old):
            yield from (model.Edit(place, text[place], new[old.index(text[place])]) for place in places)


def _are_pairs(text: str, places: list[int], marks: str) -> bool:
    open_: list[int] = []
    for place in places:
        kind = marks.index(text[place])
        if kind % 2 == 0:
            open_.append(place)
        elif not open_ or marks.index(text[open_[-1]]) != kind - 1 or not _HAN.search(text, open_.pop(), place):
            return False
    return not open_
