"""Ask the engine itself how near it comes to restoring what is not damaged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mojibake_fix.restore.considered import Considered
from mojibake_fix.restore.search import considered

from .mining import Found

__all__ = ["NEAR", "near"]

NEAR = 10.0
"""Nats below acceptance from which on a span is a near miss."""


def near(lines: Iterable[Found]) -> Iterator[tuple[Found, Considered]]:
    """Yield each line in which the engine accepts a span or misses that by less than NEAR, with that span; gates do not count."""
    for found in lines:
        spans = [span for span in considered(found.text) if span.gain >= span.needed - NEAR]
        if spans:
            yield found, max(spans, key=lambda span: (span.accepted, span.gain - span.needed))
