"""Look beside a path for likelier ones: the search may have left them all too early."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ...language.slots import slots
from ..likelihood.weighing import REACH, START, Models, nats_in_place
from .breadth import BREADTH
from .lattice import Half, Lattice, Row
from .ways import Around, Path

__all__ = ["climbed"]


def climbed(grid: Lattice, models: Models, row: Row, around: Around, path: Path) -> list[Path]:
    """Return the paths beside one and, while one of these is likelier, those beside that: the search may have left them all."""
    beside: list[Path] = []
    likelier: Path | None = path
    for _ in range(BREADTH.climbs):
        if likelier is None:
            break
        path, found = likelier, list(_beside(grid, models, row, around, likelier))
        beside += found
        likelier = max((each for each in found if each.nats > path.nats), key=lambda each: each.nats, default=None)
    return beside


def _beside(grid: Lattice, models: Models, row: Row, around: Around, path: Path) -> Iterator[Path]:
    """Yield the paths that differ from one in a single character, the likeliest: they may have been left too early."""
    text = slots((START + around.before)[-REACH:] + path.text + (around.behind or "\n")[:REACH])
    bytes_ = {slot: byte for character, taken in path.steps for slot, byte in zip(taken, character.encode(), strict=True)}
    for k, (character, taken) in enumerate(path.steps):
        if not any(isinstance(row[slot], Half) for slot in taken) or _is_itself(row, taken, character):
            continue
        fits = grid.instead(row, taken, bytes_, around.last)
        here = np.flatnonzero(grid.symbols.points[fits] == ord(character))
        if len(fits) < 2 or not len(here):
            continue
        nats = nats_in_place(models, text[k : k + 2 * REACH + 1], grid.symbols.slots[fits])
        for other in np.argsort(-nats, kind="stable")[: BREADTH.beside].tolist():
            steps = (*path.steps[:k], (chr(grid.symbols.points[fits[other]]), taken), *path.steps[k + 1 :])
            if other != here[0]:
                yield Path(path.nats + float(nats[other] - nats[here[0]]), steps)


def _is_itself(row: Row, taken: tuple[int, ...], character: str) -> bool:
    """Tell whether a token stands for nothing but itself."""
    return character.isascii() and row[taken[0]] == Half(False)
