"""Simplified and Traditional Chinese: which script a text is in, and what has to be converted."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .decide import Script, of_line, of_text, sign_of_strays

if TYPE_CHECKING:
    from .choices import alternatives
    from .convert import exact, find, number_of_places
    from .region import REGIONS, Stranger, habit, region_of, strangers
    from .strays import find_strays

__all__ = [
    "REGIONS",
    "Script",
    "Stranger",
    "alternatives",
    "exact",
    "find",
    "find_strays",
    "habit",
    "number_of_places",
    "of_line",
    "of_text",
    "region_of",
    "sign_of_strays",
    "strangers",
]

# What is imported when it is first asked for, which text in one script never does.
_LATER = {
    "alternatives": "choices",
    **dict.fromkeys(("exact", "find", "number_of_places"), "convert"),
    "find_strays": "strays",
    **dict.fromkeys(("REGIONS", "Stranger", "habit", "region_of", "strangers"), "region"),
}


def __getattr__(name: str) -> Any:
    """Import the conversion, or the regions, when they are first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_LATER[name]}", __package__), name)
