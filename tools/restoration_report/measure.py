"""Damage lines, have them repaired one by one, and count what came back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from multiprocessing import Pool

from .cells import Cell
from .distance import distance
from .lines import LENGTHS, Length, lines
from .repairers import OURS, Repairer, ours, peers, restored

__all__ = ["LEFT", "MIXED_LINES", "Failure", "Run", "Score", "measured"]

LEFT = "left as it is"  # a repairer that does nothing
MIXED_LINES = 50  # of a cell with a mixture


@dataclass(frozen=True)
class Failure:
    """A line that did not come back: what was wanted, what there was to see, and what was made of it."""

    wanted: str
    garbled: str
    got: str


@dataclass(frozen=True)
class Score:
    """How a cell went: how many lines and characters there were, and the lines in which each repairer failed."""

    cell: Cell
    length: Length
    cases: int
    characters: int
    failures: dict[str, list[Failure]]

    def right(self, repairer: str = OURS) -> int:
        """Return how many lines a repairer restored exactly."""
        return self.cases - len(self.failures[repairer])

    def other(self, repairer: str = OURS) -> int:
        """Return how many lines it made something else of, neither what was wanted nor what there was."""
        return sum(failure.got != failure.garbled for failure in self.failures[repairer])

    @cached_property
    def errors(self) -> dict[str, int]:
        """Return how many characters are not as they were, by repairer."""
        return {name: sum(distance(each.got, each.wanted) for each in failed) for name, failed in self.failures.items()}


@dataclass(frozen=True)
class Run:
    """Say what is measured: which cells, how many lines of each, and whether the others are asked, too.

    With ``spread``, all languages of a channel together have so many lines.
    """

    cells: Sequence[Cell]
    lines: int
    spread: bool = False
    others: bool = False
    processes: int = 1


Task = tuple[Cell, Length, int, bool]


def measured(run: Run) -> Iterator[Score]:
    """Yield the scores in the order of the cells: of long lines and of short ones, with a mixture of long ones only."""
    tasks = list(_tasks(run))
    if run.processes == 1:
        yield from map(_score, tasks)
        return
    with Pool(run.processes) as pool:
        yield from pool.imap(_score, tasks)


def _tasks(run: Run) -> Iterator[Task]:
    languages = Counter(cell.damage for cell in run.cells)
    for cell in run.cells:
        count = -(-run.lines // languages[cell.damage]) if run.spread else run.lines
        if cell.damage.mixture:
            yield cell, LENGTHS[0], min(count, MIXED_LINES), run.others
        else:
            yield from ((cell, length, count, run.others) for length in LENGTHS)


def _score(task: Task) -> Score:
    cell, length, count, others = task
    cases = [(line, cell.damage.do(line)) for line in lines(cell, length, count)]
    repairers: dict[str, Repairer] = {OURS: ours, LEFT: str, **(peers() if others else {})}
    failures = {name: list(_failures(repairer, cases)) for name, repairer in repairers.items()}
    return Score(cell, length, len(cases), sum(len(line) for line, _ in cases), failures)


def _failures(repairer: Repairer, cases: Sequence[tuple[str, str]]) -> Iterator[Failure]:
    for wanted, garbled in cases:
        got = restored(repairer, garbled)
        if got != wanted:
            yield Failure(wanted, garbled, got)
