"""Repair text: detect encodings, reverse mojibake, take out injected pinyin, normalise, and write clean UTF-8."""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers take it for true by its name; to import typing takes longer than all of this
if TYPE_CHECKING:
    from typing import Any

    from .api import apply_plan, detect, explain, fix_bytes, fix_file, fix_text, revert_plan
    from .config import Config
    from .errors import MojibakeFixError
    from .model import Detection, Edit, Finding, Outcome, Plan, Step

__version__ = "0.1.0"

__all__ = [
    "Config",
    "Detection",
    "Edit",
    "Finding",
    "MojibakeFixError",
    "Outcome",
    "Plan",
    "Step",
    "apply_plan",
    "detect",
    "explain",
    "fix_bytes",
    "fix_file",
    "fix_text",
    "revert_plan",
]


def __getattr__(name: str) -> Any:
    """Import what is public when it is first asked for: to import it is most of the start of the command."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import api, config, errors, model

    modules = (model, errors, config, api)
    globals().update((each, getattr(module, each)) for module in modules for each in module.__all__ if each in __all__)
    return globals()[name]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
