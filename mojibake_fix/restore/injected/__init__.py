"""Pages with injected pinyin: what the damage is, which pages have it, and how to read their broken runs back into step."""

from __future__ import annotations

from .find import INJECTED, find

__all__ = ["INJECTED", "find"]
