"""How much the search for lost bytes follows, tries and keeps."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["BREADTH", "LONGEST", "Breadth"]

LONGEST = 600
"""Slots of a row: what is longer is left as it is."""


class Breadth(NamedTuple):
    """How many paths are followed at each slot and along each arc, and what is looked at once they have come to an end.

    ``kinds`` are of text, such as signs in a row: what one is worth shows later. ``if_known`` is how many times more are
    followed where the next byte is known, which costs little and says much. ``followed`` are the paths along one arc, and
    ``followed_by_signs`` among them those by signs. ``beside`` characters are tried in place of one, and ``climbs`` times a
    likelier path is looked for beside the likeliest. What is behind the best by more than ``margin`` nats is followed only for
    the pair that it opens, or as the best way to go on from another path. ``joining`` paths left at one place are paths once
    more, unless they are so ``far`` behind another one, in nats, that they are none.
    """

    paths: int = 24
    kinds: int = 12
    if_known: int = 4
    followed: int = 192
    followed_by_signs: int = 64
    joining: int = 8
    beside: int = 4
    climbs: int = 16
    margin: float = 30.0
    far: float = 12.0


BREADTH = Breadth()
"""What the search has."""
