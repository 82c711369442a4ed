"""What is known of bytes before they are looked at, and what comes of that."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Detection
from ..records import NamedTuple
from .declared import Declaration

__all__ = ["SURE", "Around", "Examined", "Known"]

SURE = 0.95
"""The confidence below which nothing is rewritten."""


class Around(NamedTuple):
    """What lies around a file says of its encoding: what declares it, and the encodings of the files beside it."""

    declared: Sequence[Declaration] = ()
    neighbours: Sequence[str] = ()


class Known(NamedTuple):
    """What is known of bytes before anybody looks at them, as ``detect`` takes it."""

    languages: Sequence[str] | None = None
    candidates: Sequence[str] | None = None
    around: Around = Around()


class Examined(NamedTuple):
    """What was detected, and the text behind the byte order mark, if that was read."""

    detection: Detection
    text: str | None = None
