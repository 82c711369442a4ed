"""What two implementations of one reader disagree about: not the damage, but what was lost at some places of it.

Java and Python, both asked for code page 949, differ in how many bytes they give up at once, and each, taken for the other, fills
in much the same. Where they do not, it is open what was there, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from .channels import PAGES
from .inverse.alignment import Unit
from .paths import Span

__all__ = ["are_of_one_reader", "doubted"]


def are_of_one_reader(first: str, second: str) -> bool:
    """Tell whether two channels are the same reader of the same encoding, as two implementations have it.

    >>> are_of_one_reader("utf8-as-cp949/java", "utf8-as-euc-kr/whatwg"), are_of_one_reader("utf8-as-euc-kr", "utf8-as-gbk")
    (True, False)
    """
    return _family(first) == _family(second)


def _family(channel: str) -> tuple[str, str]:
    before, _, reader = channel.rpartition("-as-")
    table = reader.partition("/")[0]
    return before, PAGES.get(table, table)


def doubted(span: Span, other: Span, ahead: float) -> tuple[Unit, ...] | None:
    """Return the units of a span, of which those that another one fills in otherwise lead by no more than it is behind.

    ``ahead`` says how far that is, in nats. None if they disagree about what was not lost.
    """
    units = list(span.units)
    for first, end, after in _parts(span, other):
        part = units[first:end]
        if "".join(unit.after for unit in part) == after:
            continue
        if any(unit.before != unit.after and not unit.is_filled for unit in part):
            return None
        units[first:end] = [_doubted(unit, ahead) for unit in part]
    return tuple(units)


def _doubted(unit: Unit, ahead: float) -> Unit:
    if not unit.is_filled:
        return unit
    return unit._replace(doubt=unit.doubt._replace(lead=min(unit.lead, max(0.0, ahead))))


def _parts(span: Span, other: Span) -> Iterator[tuple[int, int, str]]:
    """Yield the units between two places where units of both begin, and what the other one makes of them."""
    mine, its = _starts(span.start, span.units), _starts(other.start, other.units)
    both = sorted(mine.keys() & its.keys())
    for start, end in pairwise(both):
        yield mine[start], mine[end], "".join(unit.after for unit in other.units[its[start] : its[end]])


def _starts(at: int, units: Sequence[Unit]) -> dict[int, int]:
    """Return where units begin, and behind the last one, each with its number."""
    places = accumulate((len(unit.before) for unit in units), initial=at)
    return {place: number for number, place in enumerate(places)}
