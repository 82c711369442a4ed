"""Pages with injected pinyin: what the damage is, which pages have it, and how to read their broken runs back into step."""

from __future__ import annotations

__all__ = ["INJECTED"]

INJECTED = "injected-pinyin"
"""The name of this channel in evidence, findings and reports."""
