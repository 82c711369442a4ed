"""Where in a line one channel ends and another one begins.

A path knows one channel. It runs on into what another channel left if that gives it characters as well, though fewer nats.
Where two parts, each by its own channel, gain more than any channel that reaches over both, every span is cut between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from .inverse.alignment import Unit
from .paths import Span

__all__ = ["borders", "cut"]

_ANOTHER = 20.0  # nats beyond its opening that a second channel must gain over the one that reaches into it


class _Part(NamedTuple):
    """Some words of a span, from ``start`` on, behind the parts that are likeliest before them."""

    span: Span
    start: int
    before: _Part | None


def borders(spans: Iterable[Span]) -> list[int]:
    """Return the code points from which on another channel is likelier than the one that reaches over them, in order."""
    found: list[int] = []
    for overlapping in _overlapping(spans):
        parts = [*_likeliest(overlapping)][::-1]
        starts = [part.start for before, part in pairwise(parts) if _is_another(part.span, before.span)]
        found += [start for start in starts if any(span.start < start < span.end for span in overlapping)]
    return found


def cut(span: Span, borders: Iterable[int]) -> list[Span]:
    """Return the parts of a span between borders that gain something, an opening each; a unit across a border is in none.

    >>> units = tuple(Unit(each, each.upper(), True) for each in "ab,cd")
    >>> span = Span(10, units, "utf8-as-gbk", (), 22.0, (6.0, 6.0, 0.0, 5.0, 10.0))
    >>> [(part.start, part.after, part.gain) for part in cut(span, [13])], cut(span, [20]) == [span]
    ([(10, 'AB', 7.0), (13, 'CD', 10.0)], True)
    """
    within = [border for border in borders if span.start < border < span.end]
    if not within:
        return [span]
    opening = sum(span.gains) - span.gain
    ends = [*accumulate((len(unit.before) for unit in span.units), initial=span.start)]
    parts = []
    for start, end in pairwise([span.start, *within, span.end]):
        inside = [k for k in range(len(span.units)) if start <= ends[k] and ends[k + 1] <= end]
        changed = [k for k in inside if span.units[k].before != span.units[k].after]
        if changed:
            kept = slice(changed[0], changed[-1] + 1)
            gain = sum(span.gains[kept]) - opening
            parts.append(replace(span, start=ends[changed[0]], units=span.units[kept], gain=gain, gains=span.gains[kept]))
    return [part for part in parts if part.gain > 0]


def _overlapping(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Yield the spans that overlap one another."""
    together: list[Span] = []
    end = 0
    for span in sorted(spans, key=lambda span: span.start):
        if span.start >= end:
            yield together
            together = []
        together.append(span)
        end = max(end, span.end)
    yield together


def _likeliest(spans: Sequence[Span]) -> Iterator[_Part]:
    """Yield the parts that gain most together, the last one first."""
    events = sorted((at, opens, k, gain) for k, span in enumerate(spans) for at, opens, gain in _words(span))
    best, last = 0.0, None
    inside: list[tuple[float, _Part | None]] = [(float("-inf"), None) for _ in spans]
    for at, opens, k, gain in events:
        span, (total, part) = spans[k], inside[k]
        if opens:
            opening = sum(span.gains) - span.gain
            entered = best - opening - _ANOTHER * (last is not None and _is_another(span, last.span))
            if entered > total:
                inside[k] = entered, _Part(span, at, last)
        else:
            inside[k] = total + gain, part
            if total + gain > best:
                best, last = total + gain, part
    while last:
        yield last
        last = last.before


def _is_another(span: Span, other: Span) -> bool:
    """Tell whether two spans were read differently in the end: what one has under that is another matter."""
    return span.channel.rpartition("+")[2] != other.channel.rpartition("+")[2]


def _words(span: Span) -> Iterator[tuple[int, bool, float]]:
    """Yield where each word of a span begins, and where it ends with what it gains: there is no border within."""
    at = span.start
    for is_word, group in groupby(zip(span.units, span.gains, strict=True), lambda each: not _is_between_words(each[0])):
        units, gains = zip(*group, strict=True)
        end = at + sum(len(unit.before) for unit in units)
        if is_word:
            yield at, True, 0.0
            yield end, False, sum(gains)
        at = end


def _is_between_words(unit: Unit) -> bool:
    return unit.before == unit.after and unit.before.isascii() and not unit.before.isalnum()
