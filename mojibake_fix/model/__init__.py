"""The words every layer speaks: Edit, Step, Plan, Evidence, Finding, Detection, Outcome.

A *Finding* is what is wrong, an *Edit* one replacement, a *Step* all edits of one rule in one pass, a *Plan* the ordered
steps, an *Outcome* what became of a text. Everything is frozen; positions count code points from 0, lines from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .outcome import Detection, Outcome, Plan

if TYPE_CHECKING:
    from .edits import Edit, Step
    from .findings import Alternative, Candidate, Evidence, Finding, Guess, Splice

__all__ = ["Alternative", "Candidate", "Detection", "Edit", "Evidence", "Finding", "Guess", "Outcome", "Plan", "Splice", "Step"]


def __getattr__(name: str) -> Any:
    """Import what only a text that is not fine needs when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name in ("Edit", "Step"):
        from . import edits

        globals().update(Edit=edits.Edit, Step=edits.Step)
    else:
        from . import findings

        globals().update((each, getattr(findings, each)) for each in findings.__all__)
    return globals()[name]
