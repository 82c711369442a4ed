"""Bytes to text: which encoding it is, and why."""

from __future__ import annotations

from .decode import SURE, decode
from .detect import detect

__all__ = ["SURE", "decode", "detect"]
