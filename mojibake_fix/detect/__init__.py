"""Bytes to text: which encoding it is, and why."""

from __future__ import annotations

from .decode import decode, named
from .detect import SURE, Around, Known, detect, examined

__all__ = ["SURE", "Around", "Known", "decode", "detect", "examined", "named"]
