"""What a repair leaves since too much risk would be borne, and what that is to the next look at the text, within a run or later.

What its line bore was weighed once, with all that was lost in it. Beside what was restored it looks surer than it was: the rest
of the text, and what was filled in there, speaks for one of the candidates, right or wrong, and has nothing new to say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..patterns import lazy_pattern
from .risk import borne, of_filling

if TYPE_CHECKING:
    from .considered import Considered  # numpy: 100 ms, for text beyond ASCII only

__all__ = ["NOTHING", "USUAL_RISK", "Left", "allowed", "channels_left", "is_settled", "left_by"]

USUAL_RISK = 0.01
"""What users bear who ask for nothing else: who bears no more fills in nothing that a repair has left."""

_MANY = 20  # places: fewer are searched again, which costs little
_RIGHT = 0.3  # characters for each place: a repair restores more than that of a text, be it damaged as densely as Korean
_SOUND = 0.1  # characters for each place: what is left has none; of lines that are all damaged one in ten has less


@dataclass(frozen=True, eq=False)
class Left:
    """Places that a step has left, in the text that it made, and the spans that these stood in, which went through a channel."""

    places: tuple[tuple[int, int], ...] = ()
    spans: tuple[Considered, ...] = ()


NOTHING = Left()


def allowed(text: str, accepted: Sequence[Considered], max_risk: float) -> list[bool]:
    """Return for each unit that is filled in whether it may be; what a repair has left bears no more than a place by itself.

    At the usual risk it bears nothing.
    """
    ends = [match.start() for match in _LINE_END.finditer(text)]
    left = _channels(text, accepted) if any(span.is_filled for span in accepted) else frozenset()
    filled: list[tuple[int, float]] = []
    is_left: list[bool] = []
    for span in accepted:
        at = span.start
        for unit in span.units if span.is_filled else ():
            if unit.is_filled:
                filled.append((bisect_left(ends, at), of_filling(unit)))
                is_left.append(span.channel in left)
            at += len(unit.before)
    whole = borne(filled, max_risk)
    most = max_risk if max_risk > USUAL_RISK else 0.0
    return [each and (risk <= most or not alone) for each, (_, risk), alone in zip(whole, filled, is_left, strict=True)]


def channels_left(text: str, accepted: Iterable[Considered], max_risk: float) -> frozenset[str]:
    """Return the channels of which spans with something lost stay as they are, at the usual risk: what a repair has left.

    What stands there that was not lost would have come back the first time.
    """
    return _channels(text, accepted) if max_risk <= USUAL_RISK else frozenset()


def _channels(text: str, accepted: Iterable[Considered]) -> frozenset[str]:
    """Return the channels of which a text has hardly anything but what was lost, beside more that is right: that was left."""
    lost, sound = Counter[str](), Counter[str]()
    right = len(_BEYOND_ASCII.findall(text))
    for span in accepted:
        right -= len(_BEYOND_ASCII.findall("".join([unit.before for unit in span.units if unit.before != unit.after])))
        lost[span.channel] += sum(unit.is_filled for unit in span.units)
        sound[span.channel] += sum(len(unit.after) for unit in span.units if not unit.is_filled and unit.before != unit.after)
    return frozenset(channel for channel, places in lost.items() if sound[channel] < _SOUND * places and right > _RIGHT * places)


def left_by(accepted: Sequence[Considered], kept: Sequence[Considered]) -> Left:
    """Return what is left where ``accepted`` spans are restored as far as they are ``kept``."""
    places: list[tuple[int, int]] = []
    shift = 0
    for span, made in zip(accepted, kept, strict=True):
        at = span.start + shift
        for unit, then in zip(span.units, made.units, strict=True) if made is not span else ():
            if then != unit:
                places.append((at, at + len(unit.before)))
            at += len(then.after)
        shift += len(made.after) - (span.end - span.start)
    return Left(tuple(places), tuple(span for span, made in zip(accepted, kept, strict=True) if made is not span))


def is_settled(text: str, left: Left, max_risk: float) -> bool:
    """Tell whether what was left of a text need not be looked at again: it stays, and is more than a look costs next to nothing.

    Below several layers of damage, there may be others.

    >>> is_settled("图标状鎬?", Left(((3, 5),)), 0.01), is_settled("图标状鎬?" * 20, Left(((3, 5),) * 20), 0.01)
    (False, True)
    """
    count = len(left.places)
    if max_risk > USUAL_RISK or count < _MANY or any("+" in span.channel for span in left.spans):
        return False
    right = len(_BEYOND_ASCII.findall(text)) - sum(len(_BEYOND_ASCII.findall(text, *place)) for place in left.places)
    return right > _RIGHT * count


_LINE_END = lazy_pattern("[\r\n]")
_BEYOND_ASCII = lazy_pattern("[^\x00-\x7f]")
