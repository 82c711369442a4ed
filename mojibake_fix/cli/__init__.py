"""The command line: options become a Config, the runner works, the output speaks. Nothing is decided here."""

from __future__ import annotations

from .app import main

__all__ = ["main"]
