"""Simplified and Traditional Chinese: which script a text is in, and what has to be converted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .decide import Script, of_line, of_text, sign_of_strays

if TYPE_CHECKING:
    from .choices import alternatives
    from .convert import exact, find, number_of_places

__all__ = ["Script", "alternatives", "exact", "find", "number_of_places", "of_line", "of_text", "sign_of_strays"]


def __getattr__(name: str) -> Any:
    """Import the conversion when it is first asked for, which text in one script never does."""
    if name not in ("alternatives", "exact", "find", "number_of_places"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import choices, convert

    return choices.alternatives if name == "alternatives" else getattr(convert, name)
