"""Simplified and Traditional Chinese: which script a text is in, and what has to be converted."""

from __future__ import annotations

from .choices import alternatives
from .convert import exact, find
from .decide import Script, of_line, of_text, sign_of_strays

__all__ = ["Script", "alternatives", "exact", "find", "of_line", "of_text", "sign_of_strays"]
