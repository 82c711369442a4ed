"""Ways through a row of slots: what lost bytes can have been, each way with log P, and what all of them say of each piece."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from ...language.marks import expected, unopened
from ...patterns import lazy_pattern
from .lattice import Half, Row

__all__ = ["LINE_END", "MARKS_COUNT", "NEAR", "SIGN_COUNTS", "Around", "Path", "Said", "Step", "Ways", "WaysOfPython"]

NEAR = 5.0
"""Nats: what comes so near to the likeliest may well be it."""

MARKS_COUNT = 2.0
"""How often what the marks of a line say counts: as often as what stands there, on which both models have a say."""

SIGN_COUNTS = 5.0
"""Nats by which a sign is likelier than both models have it: each knows it by itself; of a letter, one knows its script only."""

LINE_END = lazy_pattern("[\r\n]")

Step = tuple[str, tuple[int, ...]]
"""A character, and the slots that its bytes stand in."""


def is_sign(point: int) -> bool:
    """Tell whether a code point is that of a dash, a bullet, an arrow, a drawing or a picture.

    >>> [character for character in "a。—→✅😀" if is_sign(ord(character))]
    ['—', '→', '✅', '😀']
    """
    return 0x2190 <= point < 0x2C00 or point >= 0x1F000 or point in _DASH_AND_BULLET


_DASH_AND_BULLET = frozenset(map(ord, "—•"))


class Path(NamedTuple):
    """One way through a row."""

    nats: float
    steps: tuple[Step, ...]

    @property
    def text(self) -> str:
        """Return what it says."""
        return "".join(character for character, _ in self.steps)


class Around(NamedTuple):
    """What stands around a row, and which bytes a token at its end may stand for alone."""

    before: str
    behind: str
    last: npt.NDArray[np.bool_]


class Said(NamedTuple):
    """What a piece in doubt can stand for: how much speaks for each code, and how many of these are near to the likeliest."""

    shares: dict[bytes, float]
    near: int


class Ways(Protocol):
    """The likeliest ways through a row."""

    @property
    def text(self) -> str | None:
        """Return what the best one says; None if nothing fits."""

    def weighed(self, before: str, rest: str, joined: float) -> Ways:
        """Return the same with what the marks of the line say about each, and what line ends in it are worth in nats."""

    def said(self) -> list[Said]:
        """Return what the pieces in doubt can stand for, by what the ways have there, the best one first."""


class WaysOfPython:
    """The ways as Python has them."""

    def __init__(self, row: Row, paths: Iterable[Path]) -> None:
        self.paths = sorted(paths, key=lambda path: -path.nats)
        self._row = row

    @property
    def text(self) -> str | None:
        """Return what the best one says; None if nothing fits."""
        return self.paths[0].text if self.paths else None

    def weighed(self, before: str, rest: str, joined: float) -> WaysOfPython:
        """Return the same with what the marks of the line say about each, and what line ends in it are worth in nats."""
        marks = (path._replace(nats=path.nats + self._marks(path, before, rest, joined)) for path in self.paths)
        return WaysOfPython(self._row, marks)

    def _marks(self, path: Path, before: str, rest: str, joined: float) -> float:
        """Return by how many nats a path is likelier that closes what is open on its line, and opens what is closed there."""
        line, nats = before, 0.0
        for character, taken in path.steps:
            if any(isinstance(self._row[slot], Half) for slot in taken):
                nats += MARKS_COUNT * expected(line, character) + (joined if character == "\n" else 0.0)
                nats += SIGN_COUNTS if is_sign(ord(character)) else 0.0
            line += character
        behind = LINE_END.split(rest)[0]
        return nats + MARKS_COUNT * (unopened(line, behind) + expected(line + behind, "\n"))

    def said(self) -> list[Said]:
        """Return what the pieces in doubt can stand for, by what the ways have there, the best one first."""
        apart: dict[str, Path] = {}
        for path in self.paths:
            apart.setdefault(path.text, path)  # the search comes to some in more than one way
        behind = [path.nats - self.paths[0].nats for path in apart.values()]
        codes = [_codes(self._row, path) for path in apart.values()]
        return [_said(zip(each, behind, strict=True)) for each in zip(*codes, strict=True)]


def _said(codes: Iterable[tuple[bytes, float]]) -> Said:
    """Return what a piece can stand for, given the code that each way has, and by how many nats that is behind the best."""
    shares: defaultdict[bytes, float] = defaultdict(float)
    near = set()
    for code, nats in codes:
        shares[code] += math.exp(nats)
        if nats >= -NEAR:
            near.add(code)
    return Said(shares, len(near))


def _codes(row: Row, path: Path) -> list[bytes]:
    """Return the bytes that a path has in each piece in doubt of a row."""
    bytes_ = {slot: byte for character, taken in path.steps for slot, byte in zip(taken, character.encode(), strict=True)}
    firsts = (slot for slot, half in enumerate(row) if isinstance(half, Half) and not half.is_second)
    return [bytes(bytes_[slot] for slot in (first, first + 1) if slot in bytes_) for first in firsts]
