"""Direction marks that hide what a line says are reported: code that reads otherwise than it runs.

Embeddings, overrides and isolates show Hebrew and Arabic in Latin text and the other way round. In a line without such
letters they direct nothing; an override, and what a line leaves open or closes twice, shows other than is written.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import model
from ..patterns import lazy_pattern
from ..spans import Spans
from .lines import line_at
from .signs import DIRECTION, ISOLATES, POP, POP_ISOLATE

__all__ = ["find"]

_OVERRIDES = "\u202d\u202e"
_DIRECTION = lazy_pattern(f"[{DIRECTION}]")
_RIGHT_TO_LEFT = lazy_pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    r"""Yield an edit for every direction mark that hides something.

    >>> [edit.start for edit in find("if x:\u202e y", Spans())]
    [5]
    >>> [*find("\u2067שלום\u2069!", Spans())]
    []
    """
    end = -1
    for match in _DIRECTION.finditer(text):
        if match.start() > end:
            start, end = line_at(text, match.start())
            yield from (model.Edit(place, text[place], "") for place in _hiding(text, start, end) if not spans.covers(place))


def _hiding(text: str, start: int, end: int) -> list[int]:
    """Return where the direction marks of a line stand that hide something."""
    if not _RIGHT_TO_LEFT.search(text, start, end):
        return [match.start() for match in _DIRECTION.finditer(text, start, end)]
    hiding: list[int] = []
    open_: list[int] = []
    for match in _DIRECTION.finditer(text, start, end):
        mark, place = match[0], match.start()
        if mark not in (POP, POP_ISOLATE):
            open_.append(place)
        elif open_ and (text[open_[-1]] in ISOLATES) == (mark == POP_ISOLATE):
            opening = open_.pop()
            if text[opening] in _OVERRIDES:
                hiding += [opening, place]
        else:
            hiding.append(place)
    return sorted(hiding + open_)
