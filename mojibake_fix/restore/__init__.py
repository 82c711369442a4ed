"""Undo damage: find the channel a text went through, and what it was before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .screen import is_clean

if TYPE_CHECKING:
    from .evidence.shape import may_be_left
    from .restoration import Remains, examples, left_open, remains, restorations, restored

__all__ = ["Remains", "examples", "is_clean", "left_open", "may_be_left", "remains", "restorations", "restored"]


def __getattr__(name: str) -> Any:
    """Import the search when it is first asked for, which clean text never does."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "may_be_left":
        from .evidence import shape

        return shape.may_be_left
    from . import restoration

    return getattr(restoration, name)
