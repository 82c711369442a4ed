"""Undo damage: find the channel a text went through, and what it was before."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Edit, Step
from ..spans import ignored
from . import injected, misread, single_byte, suspect
from .channels import UTF8_AS_GBK
from .misread import examples
from .proof import proves
from .risk import acceptable
from .suspect import Remains

__all__ = ["Remains", "examples", "remains", "restorations"]

SINGLE_BYTE = "single-byte"
_LAYERS = 6  # text garbled more often than that has become too long for anyone to have kept it


def restorations(text: str, max_risk: float) -> Iterator[Step]:
    """Yield the steps that undo damage, each on the result of the one before, layer by layer.

    CJK channels come first: what single-byte heuristics would do to their damage could not be undone. What a comment
    exempts is left as it is.

    >>> [step.rule for step in restorations("鍥炬爣 und schÃ¶n", max_risk=0.01)]
    ['utf8-as-gbk', 'single-byte']
    """
    for _ in range(_LAYERS):
        step = (
            _step(text, UTF8_AS_GBK.name, misread.find(text))
            or _step(text, SINGLE_BYTE, single_byte.find(text))
            or _step(text, injected.INJECTED, _injected(text, max_risk))
        )
        if step is None:
            break
        yield step
        text = step.apply(text)


def remains(text: str) -> list[Remains]:
    """Return the damage that stays in a text and that no comment exempts."""
    exempt = ignored(text)
    return [left for left in suspect.find(text) if not exempt.covers(left.start, left.end)]


def _injected(text: str, max_risk: float) -> list[Edit]:
    found = [(edit, risk) for edit, risk in injected.find(text) if proves(edit)]
    return [edit for (edit, _), allowed in zip(found, acceptable(found, max_risk), strict=True) if allowed]


def _step(text: str, rule: str, edits: list[Edit]) -> Step | None:
    exempt = ignored(text) if edits else None
    wanted = tuple(edit for edit in edits if exempt is None or not exempt.covers(edit.start, edit.end))
    return Step(rule, wanted) if wanted else None
