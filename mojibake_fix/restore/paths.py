"""Where damage begins and ends, given what a stretch may have gone through: the best path through its units, in nats.

At each unit the text is either as it should be or inside a span of damage.
"""

from __future__ import annotations

import math
import operator
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np

from .channels import CHANNELS, channels_of, corrupt
from .inverse.alignment import Unit
from .inverse.hypotheses import Undone
from .likelihood import prices
from .likelihood.prices import Nats
from .likelihood.pricing import PRICING
from .lost_bytes.holes import KNOWN

__all__ = ["Apart", "Priced", "Span", "languages", "priced"]

_SEAM, _BESIDE = PRICING.seam, PRICING.seam_of_same
_SPARED = 8  # units at an end of a run of changes that may be part of a span although they gain nothing by themselves
_LEFT = 4.0  # clean text in the same line that looks like what was left of a character when the text was changed


@dataclass(frozen=True, eq=False)
class Span:
    """A span on the best path; ``units`` are those of the stretch that it covers, ``gains`` what each gains in nats.

    ``gain`` is what they gain together beyond the opening of the channel.
    """

    start: int
    units: tuple[Unit, ...]
    channel: str
    post: tuple[str, ...]
    gain: float
    gains: tuple[float, ...]
    wider: Span | None = None  # with what stands beside it and could be undone, too
    is_whole: bool = False  # nothing else in the line speaks against the channel
    seams: float = 0.0  # nats that its ends cost, where clean text is next to it

    @cached_property
    def before(self) -> str:
        """Return what stands there."""
        return "".join(unit.before for unit in self.units)

    @cached_property
    def after(self) -> str:
        """Return what it was before the channel."""
        return "".join(unit.after for unit in self.units)

    @cached_property
    def end(self) -> int:
        """Return the code point behind it."""
        return self.start + len(self.before)


class Apart:
    """Spans that do not overlap: each that comes is taken unless it overlaps one before it."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._taken: list[Span] = []
        self._places: dict[Span, int] = {}  # which one it was that was taken
        self._starts: list[int] = []  # in order, and the spans that begin there
        self._in_order: list[Span] = []
        for span in spans:
            self.take(span)

    def __iter__(self) -> Iterator[Span]:
        """Yield the spans as they were taken."""
        return iter(self._taken)

    def take(self, span: Span) -> Span | None:
        """Take a span; return the one that it overlaps instead, as ``first_under`` does."""
        over = self.first_under(span)
        if over:
            return over
        place = bisect_left(self._starts, span.start)
        self._starts.insert(place, span.start)
        self._in_order.insert(place, span)
        self._places[span] = len(self._taken)
        self._taken.append(span)
        return None

    def first_under(self, span: Span) -> Span | None:
        """Return the one that a span overlaps, of several the one taken first."""
        return min(self.under(span), key=self._places.__getitem__, default=None)

    def under(self, span: Span) -> list[Span]:
        """Return those that a span overlaps.

        >>> apart = Apart([Span(at, (Unit("ab", "c", True),), "utf8-as-gbk", (), 1.0, (1.0,)) for at in (4, 0, 1)])
        >>> [span.start for span in apart], [span.start for span in apart.under(next(iter(apart)))]
        ([4, 0], [4])
        """
        last = first = bisect_left(self._starts, span.end)
        while first and self._in_order[first - 1].end > span.start:
            first -= 1
        return self._in_order[first:last]


class Priced:
    """A hypothesis with what each of its units gains by being undone, in nats."""

    def __init__(self, found: Undone, gains: Sequence[float]) -> None:
        self.found = found
        self._gains = gains
        self._most = sum(gain for gain in gains if gain > 0.0)
        self._spans: dict[float, tuple[Span, ...]] = {}

    def spans(self, opening: float) -> tuple[Span, ...]:
        """Return the spans of the best path, the last one first, given what it costs to open the channel."""
        if self._most < opening - _ROUNDED:  # no part of it can gain more
            return ()
        if opening not in self._spans:
            self._spans[opening] = tuple(_path(self.found, self._gains, opening))
        return self._spans[opening]


_ROUNDED = 1e-6  # nats by which a sum of gains may depend on their order


def priced(text: str, undone: Sequence[Undone]) -> list[Priced]:
    """Return each hypothesis with what its units gain, each side in its likeliest language."""
    if not undone:
        return []
    whole = {found.stretch: text[found.stretch.start : found.stretch.end] for found in undone}
    observed = dict(zip(whole, prices.of_observed(list(whole.values())), strict=True))
    restored = prices.of_restored(["".join(unit.after for unit in found.units) for found in undone])
    return [Priced(found, _gains(found, observed[found.stretch], nats)) for found, nats in zip(undone, restored, strict=True)]


def _gains(found: Undone, observed: Nats, restored: Nats) -> list[float]:
    """Return what each unit gains: those that stay as they are nothing, whatever they cost."""
    shown, was, sounds, doubts = zip(*found.units, strict=True)
    changed = np.array(list(map(operator.ne, shown, was)))
    before = np.add.reduceat(observed, _starts(shown), axis=1)
    after = np.add.reduceat(restored, _starts(was), axis=1)
    sound = changed & np.array(sounds)
    known = languages(found.channel)
    language = known[int(after[known][:, sound].sum(axis=1).argmax())]
    nats = after[language] - before[int(before[:, changed].sum(axis=1).argmax())]
    if found.post:
        nats = nats + _LEFT * np.array([_is_soft(found, unit) for unit in found.units])
        return np.where(changed, nats, 0.0).tolist()  # type: ignore[no-any-return]
    gains = np.where(changed, nats, 0.0)
    if doubts.count(KNOWN) < len(doubts):
        # That a token is one and stands for nothing was an alternative when it was filled in: it is not asked again.
        filled = np.array([math.isfinite(doubt.lead) for doubt in doubts])
        gains = np.where(filled, np.maximum(nats + [doubt.told for doubt in doubts], 0.0), gains)
    return gains.tolist()  # type: ignore[no-any-return]


def _is_soft(found: Undone, unit: Unit) -> bool:
    """Tell whether a unit is damage only if it was changed after the channel, and would be clean text amid damage otherwise."""
    is_known = unit.sound and not unit.is_filled
    return is_known and unit.before != unit.after and corrupt(channels_of(found.channel), unit.after) != unit.before


def languages(channel: str) -> list[int]:
    """Return the languages that text in the encoding a channel begins with is in."""
    return prices.languages_of(CHANNELS[channel.partition("+")[0]].written)


def _starts(parts: Iterable[str]) -> list[int]:
    """Return where each part begins in all of them together."""
    return list(accumulate(map(len, parts), initial=0))[:-1]


def _path(found: Undone, gains: Sequence[float], opening: float) -> Iterator[Span]:
    """Yield the spans of the best path, the last one first: the units between where it opens the channel and where it leaves it.

    ``gains`` are what its units gain, ``opening`` what it costs to open the channel, all in nats.
    """
    closed: list[tuple[int, int, int]] = []  # spans that some path has: where they begin and end, and the span before
    changed = [unit.before != unit.after for unit in found.units]
    changes = [k for k, unit in enumerate(found.units) if changed[k] and unit.sound]
    if not changes:  # what was filled in at first fits no more, given the document
        return
    seams = [_seam(unit, is_changed=is_changed) for unit, is_changed in zip(found.units, changed, strict=True)]
    opens = [0.0, *(seam if seam == _SEAM or k > changes[0] else 0.0 for k, seam in enumerate(seams, 1))]
    closes = [*(seam if seam == _SEAM or k < changes[-1] else 0.0 for k, seam in enumerate(seams[1:])), 0.0]
    clean, last = 0.0, -1  # the best path that is outside: its score, its last span
    inside, opened, before = float("-inf"), 0, -1  # the best one that is inside: where it opened, the span before
    for k, (unit, gain) in enumerate(zip(found.units, gains, strict=True)):
        if not unit.sound:
            inside = float("-inf")
            continue
        entered = clean - opening - opens[k]
        if entered > inside:
            inside, opened, before = entered, k, last
        inside += gain
        if changed[k] and (left := inside - closes[k]) > clean:
            closed.append((opened, k + 1, before))
            clean, last = left, len(closed) - 1
    starts = _starts(unit.before for unit in found.units) if closed else []

    def span(begin: int, end: int, wider: Span | None = None) -> Span:
        units, nats = tuple(found.units[begin:end]), tuple(gains[begin:end])
        is_whole = all(map(_is_the_same, (*found.units[:begin], *found.units[end:])))
        start, gain = found.stretch.start + starts[begin], sum(nats) - opening
        cost = opens[begin] + closes[end - 1]
        return Span(start, units, found.channel, found.post, gain, nats, wider, is_whole, cost)

    while last >= 0:
        begin, end, last = closed[last]
        while found.units[begin].before == found.units[begin].after:
            begin += 1
        widest = _widest(found.units, begin, end)
        yield span(begin, end, span(*widest) if widest != (begin, end) else None)


def _widest(units: Sequence[Unit], begin: int, end: int) -> tuple[int, int]:
    """Return where a run of changes begins and ends of which a span has all but a few units.

    What would be the same is no end of it.
    """
    before = [begin, *_changes(units, range(begin - 1, -1, -1))]
    behind = [end - 1, *_changes(units, range(end, len(units)))]
    return before[-1] if len(before) <= _SPARED + 1 else begin, behind[-1] + 1 if len(behind) <= _SPARED + 1 else end


def _changes(units: Sequence[Unit], places: Iterable[int]) -> Iterator[int]:
    """Yield where units could be undone, up to one that could not, and would not be the same."""
    for k in places:
        if _could_be_undone(units[k]):
            yield k
        elif not _is_the_same(units[k]):
            return


def _is_the_same(unit: Unit) -> bool:
    return unit.before.isascii() or (unit.sound and unit.before == unit.after)


def _could_be_undone(unit: Unit) -> bool:
    return unit.sound and unit.before != unit.after and not unit.is_filled


def _seam(unit: Unit, *, is_changed: bool) -> float:
    """Return what it costs that a unit is clean and its neighbour is not: less, if nothing was there to undo."""
    return _BESIDE if unit.before.isascii() or (unit.sound and not is_changed) else _SEAM
