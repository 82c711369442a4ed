"""Bytes to text: which encoding it is, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .decode import decode
from .known import SURE, Around, Known

if TYPE_CHECKING:
    from .detector import detect, examined
    from .reading import named

__all__ = ["SURE", "Around", "Known", "decode", "detect", "examined", "named"]


def __getattr__(name: str) -> Any:
    """Import the detector when it is first asked for, which plain UTF-8 never does."""
    if name not in ("detect", "examined", "named"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .detector import detect, examined
    from .reading import named

    found = {"detect": detect, "examined": examined, "named": named}
    globals().update(found)
    return found[name]
