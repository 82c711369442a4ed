"""What commands share beside options: the exit code of a stop, and the form of a help text."""

from __future__ import annotations

__all__ = ["INTERRUPTED", "examples"]

INTERRUPTED = 130
"""What a shell expects of a program that Ctrl-C stopped."""


def examples(*lines: str) -> str:
    """Return the last paragraph of a help text, with its line ends kept."""
    return "\n".join(["\b", "Examples:", *(f"  mojibake-fix {line}" for line in lines)])
