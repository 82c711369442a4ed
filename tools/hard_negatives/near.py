"""Ask the engine itself how near it comes to restoring what is not damaged."""

from __future__ import annotations

from collections.abc import Iterable

from mojibake_fix.restore.search import considered

from .mining import Found

__all__ = ["NEAR", "near"]

NEAR = 10.0
"""Nats below acceptance within which a span is a near miss."""


def near(lines: Iterable[Found]) -> list[Found]:
    """Return those of some lines in which the engine accepts a span or misses that by less than NEAR; gates do not count."""
    return [found for found in lines if any(span.gain >= span.needed - NEAR for span in considered(found.text))]
