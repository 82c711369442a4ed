"""The account of what was done to a text and what stays: findings, each at its place in the original."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from . import script
from .model import Finding

if TYPE_CHECKING:
    from .model import Step
    from .restore import Remains

__all__ = ["mended", "remaining", "reported", "strange"]


def mended(text: str, steps: list[Step], one_by_one: bool) -> Iterator[Finding]:
    """Yield a finding for each edit, at its place in the original."""
    for k, step in enumerate(steps):
        places = _places(text, _origins(steps[:k], [edit.start for edit in step.edits]))
        for edit, (line, column) in zip(step.edits, places, strict=True):
            number = script.number_of_places(edit) if step.rule == "script" and not one_by_one else 1
            yield Finding(step.rule, line, column, edit.before, edit.after, evidence=edit.evidence, places=number)


def remaining(text: str, steps: list[Step], remains: list[Remains], left_open: list[Remains]) -> Iterator[Finding]:
    """Yield a finding for each damage that stays, at its place in the original, with what it may have been.

    What was left open can be too little to be seen once all around it is restored: the original says more.
    """
    starts = _origins(steps, [left.start for left in remains])
    ends = _origins(steps, [left.end for left in remains])
    found = list(zip(starts, remains, strict=True))
    for left in left_open:
        k = bisect_right(ends, left.start)  # the first that ends behind where this one starts
        if k < len(starts) and starts[k] < left.end:
            found[k] = starts[k], replace(found[k][1], guesses=found[k][1].guesses + left.guesses)
        else:
            found.append((left.start, left))
    places = _places(text, [start for start, _ in found])
    for (_, left), (line, column) in zip(found, places, strict=True):
        yield Finding(left.rule, line, column, left.before, None, left.message, guesses=left.guesses)


def reported(original: str, steps: list[Step], found: Iterable[Step]) -> Iterator[Finding]:
    """Yield a finding for each edit that is only reported, which was ``found`` in what the steps made."""
    for step in found:
        places = _places(original, _origins(steps, [edit.start for edit in step.edits]))
        for edit, (line, column) in zip(step.edits, places, strict=True):
            yield Finding(step.rule, line, column, edit.before, edit.after, only_reported=True)


def strange(original: str, steps: list[Step], strangers: Iterable[script.Stranger], target: str) -> Iterator[Finding]:
    """Yield a finding for each form that a conversion leaves and its region does not write, where the form stands first."""
    found = sorted(strangers)
    places = _places(original, _origins(steps, [stranger.place for stranger in found]))
    for (_, form, own, number), (line, column) in zip(found, places, strict=True):
        message = f"{script.region_of(target)} writes {own}"
        yield Finding("script", line, column, form, own, message, only_reported=True, places=number)


def _origins(steps: list[Step], positions: list[int]) -> list[int]:
    """Return where positions in the text after ``steps`` lay in the original."""
    for step in reversed(steps):
        positions = step.origins(positions)
    return positions


def _places(text: str, positions: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield line and column, both from 1, for each position."""
    starts = [0]
    while newline := text.find("\n", starts[-1]) + 1:
        starts.append(newline)
    for position in positions:
        line = bisect_right(starts, position)
        yield line, position - starts[line - 1] + 1
