"""Bytes to text: which encoding it is, and why."""

from __future__ import annotations

from .decode import decode
from .detect import SURE, detect

__all__ = ["SURE", "decode", "detect"]
