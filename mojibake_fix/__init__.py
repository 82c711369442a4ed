"""Repair text: detect encodings, reverse mojibake, take out injected pinyin, normalise, and write clean UTF-8."""

from __future__ import annotations

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
