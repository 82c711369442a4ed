"""Undo damage: find the channel a text went through, and what it was before."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Edit, Step
from . import injected, misread, single_byte
from .channels import UTF8_AS_GBK
from .proof import proves
from .risk import acceptable
from .suspect import Remains
from .suspect import find as remains

__all__ = ["Remains", "remains", "restorations"]

SINGLE_BYTE = "single-byte"
_LAYERS = 6  # text garbled more often than that has become too long for anyone to have kept it


def restorations(text: str, max_risk: float) -> Iterator[Step]:
    """Yield the steps that undo damage, each on the result of the one before, layer by layer.

    CJK channels come first: what single-byte heuristics would do to their damage could not be undone.
    """
    for _ in range(_LAYERS):
        step = _misread(text) or _single_byte(text)
        if step is None:
            break
        yield step
        text = step.apply(text)
    if step := _injected(text, max_risk):
        yield step


def _misread(text: str) -> Step | None:
    return _step(UTF8_AS_GBK.name, misread.find(text))


def _single_byte(text: str) -> Step | None:
    return _step(SINGLE_BYTE, single_byte.find(text))


def _injected(text: str, max_risk: float) -> Step | None:
    found = [(edit, risk) for edit, risk in injected.find(text) if proves(edit)]
    allowed = acceptable(found, max_risk)
    return _step(injected.INJECTED, [edit for (edit, _), allow in zip(found, allowed, strict=True) if allow])


def _step(rule: str, edits: list[Edit]) -> Step | None:
    return Step(rule, tuple(edits)) if edits else None
