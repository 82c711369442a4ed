"""Bytes to text: which encoding it is, and why."""

from __future__ import annotations

from .decode import decode
from .detect import detect

__all__ = ["decode", "detect"]
