"""Spans that were looked at more closely, accepted or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from ..model import Candidate
from .inverse.alignment import Unit
from .lost_bytes.holes import KNOWN

__all__ = ["Considered", "Found", "Whole", "WholeLines", "blanked", "in_order", "places", "spliced"]


class Considered(NamedTuple):
    """``text[start:end]`` may be what ``channel`` left of ``restored``.

    ``gain`` is its gain over "nothing happened" in nats, ``needed`` what it would have to gain; ``refused`` names the gate that
    it does not pass, if any. ``rivals`` are what other channels make of it; ``post`` was done after the channel; ``units`` are
    cut where a character begins both before and after.
    """

    start: int
    end: int
    restored: str
    channel: str
    gain: float
    needed: float
    refused: str = ""
    rivals: tuple[Candidate, ...] = ()
    post: tuple[str, ...] = ()
    units: Sequence[Unit] = ()

    @property
    def accepted(self) -> bool:
        """Tell whether it is restored."""
        return not self.refused and self.gain >= self.needed

    @property
    def is_filled(self) -> bool:
        """Tell whether it is restored, and something in it was lost and is filled in."""
        return self.accepted and any(unit.is_filled for unit in self.units if unit.doubt is not KNOWN)

    @property
    def after(self) -> str:
        """Return what stands there once it is restored, as far as its units are."""
        return "".join([unit.after for unit in self.units])


class Whole(Considered):
    """A line that a channel has left whole: it is restored, and nothing of it was lost, without a look at each of its units."""

    __slots__ = ()

    accepted = True
    is_filled = False

    @property
    def after(self) -> str:
        """Return what stands there once it is restored."""
        return self.restored


@dataclass(frozen=True, slots=True)
class WholeLines:
    """The lines that a channel has left whole, in order: a long text has thousands, and a line is made for whom it matters only.

    ``units`` has those of each, and is read when they are asked for.
    """

    channel: str
    needed: float
    starts: list[int]
    ends: list[int]
    restored: list[str]
    gains: list[float]
    units: Iterable[Sequence[Unit]]

    def __iter__(self) -> Iterator[Whole]:
        rows = zip(self.starts, self.ends, self.restored, self.gains, self.units, strict=True)
        for start, end, was, gain, units in rows:
            yield Whole(start, end, was, self.channel, gain, self.needed, units=units)

    def moved(self, starts: list[int], ends: list[int]) -> WholeLines:
        """Return the same lines in other places."""
        return replace(self, starts=starts, ends=ends)


class Found(NamedTuple):
    """What was looked at more closely in a text, without overlap: lines that channels have left whole, and other spans."""

    whole: Sequence[WholeLines]
    others: Sequence[Considered]

    @property
    def every(self) -> list[Considered]:
        """Return all of it in order, one by one."""
        return in_order([*chain.from_iterable(self.whole), *self.others])


def in_order(spans: Iterable[Considered]) -> list[Considered]:
    """Return spans in the order in which they stand in a text."""
    return sorted(spans, key=lambda span: span.start)


def places(found: Found) -> tuple[list[int], list[int]]:
    """Return where all that was found begins and ends; in no order."""
    starts = [*chain.from_iterable(lines.starts for lines in found.whole), *(span.start for span in found.others)]
    return starts, [*chain.from_iterable(lines.ends for lines in found.whole), *(span.end for span in found.others)]


def spliced(text: str, starts: Sequence[int], ends: Sequence[int], afters: Sequence[str]) -> str:
    """Return a text with something else in some places, which are in no order.

    >>> spliced("abcdef", [4, 1], [5, 3], ["E", "BC"])
    'aBCdEf'
    """
    if not starts:
        return text
    order = sorted(range(len(starts)), key=starts.__getitem__)
    parts = [""] * (2 * len(order) + 1)
    between = zip([0, *map(ends.__getitem__, order)], [*map(starts.__getitem__, order), len(text)], strict=True)
    parts[::2] = [text[start:end] for start, end in between]
    parts[1::2] = map(afters.__getitem__, order)
    return "".join(parts)


def blanked(text: str, starts: Sequence[int], ends: Sequence[int]) -> str:
    """Return a text of the same length with blanks on lines of their own at some places: nothing is found there, or across.

    >>> blanked("abcdef", [1], [5])
    'a\\n  \\nf'
    """
    if not starts:
        return text
    line_end = "\r\n" if "\r\n" in text else "\n"
    lengths = [end - start for start, end in zip(starts, ends, strict=True)]
    blanks = {length: _blanks(length, line_end) for length in set(lengths)}
    return spliced(text, starts, ends, [blanks[length] for length in lengths])


def _blanks(length: int, line_end: str) -> str:
    blanks = length - 2 * len(line_end)
    return f"{line_end}{' ' * blanks}{line_end}" if blanks >= 0 else "\n" * length
