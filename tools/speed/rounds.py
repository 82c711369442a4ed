"""Measure several contenders side by side: in every round each works on the text of that round, and the rounds are compared.

Whatever else the machine does meets all of them, so it is the ratio within a round that counts, and of these the median.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from statistics import median
from typing import TypeVar

__all__ = ["LONG_PATIENCE", "PATIENCE", "ROUNDS", "Times", "affordable", "interleaved", "patiently", "timed"]

ROUNDS = 5
PATIENCE, LONG_PATIENCE = 3.0, 20.0
"""The seconds that a round may take where the amount of text is free; the long ones are for what is large on purpose."""

_LEAST = 500  # bytes of such a text
_LONGEST = 30.0  # seconds of all rounds

Text = TypeVar("Text")
Given = TypeVar("Given")


class Times:
    """The seconds of each contender, round by round."""

    def __init__(self, seconds: Mapping[str, list[float]]) -> None:
        self._seconds = seconds

    def __contains__(self, name: str) -> bool:
        return name in self._seconds

    def median(self, name: str) -> float:
        """Return the median of the seconds of a contender.

        >>> Times({"ours": [1.0, 4.0, 2.0]}).median("ours")
        2.0
        """
        return median(self._seconds[name])

    def ratio(self, name: str, other: str) -> float:
        """Return the median over the rounds of what one took to what the other took.

        >>> Times({"ours": [1.0, 9.0, 2.0], "theirs": [2.0, 9.0, 4.0]}).ratio("ours", "theirs")
        0.5
        """
        return median(self._ratios(name, other))

    def worst(self, name: str, other: str) -> float:
        """Return the largest of these ratios: of clean texts, some may look damaged.

        >>> Times({"ours": [1.0, 9.0, 2.0], "theirs": [2.0, 9.0, 4.0]}).worst("ours", "theirs")
        1.0
        """
        return max(self._ratios(name, other))

    def _ratios(self, name: str, other: str) -> list[float]:
        return [one / two for one, two in zip(self._seconds[name], self._seconds[other], strict=True)]


def timed(job: Callable[[Given], object], prepared: Callable[[Text], Given]) -> Callable[[Text], float]:
    """Return a contender: the wall time in seconds of a job on what is ``prepared`` of the text, which costs nothing."""

    def seconds(text: Text) -> float:
        given = prepared(text)
        began = time.perf_counter()
        job(given)
        return time.perf_counter() - began

    return seconds


def interleaved(contenders: Mapping[str, Callable[[Text], float]], texts: Iterable[Text]) -> Times:
    """Let all contenders have each text in turn, another one first each time. The first text is there to warm up.

    >>> taken = {"ours": lambda text: len(text) * 2.0, "theirs": lambda text: len(text) * 1.0}
    >>> interleaved(taken, ["a", "bb", "ccc"]).ratio("ours", "theirs")
    2.0
    """
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    names = list(contenders)
    rest = iter(texts)
    warming = next(rest)
    for name in names:
        contenders[name](warming)
    for number, text in enumerate(patiently(rest)):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            seconds[name].append(contenders[name](text))
    return Times(seconds)


def patiently(rounds: Iterable[Text]) -> Iterator[Text]:
    """Yield what the rounds are about, until all together took too long; the first always comes.

    >>> list(patiently([1, 2, 3]))
    [1, 2, 3]
    """
    began = time.perf_counter()
    for each in rounds:
        yield each
        if time.perf_counter() - began > _LONGEST:
            return


def affordable(seconds: Callable[[int], float], most: int, patience: float = PATIENCE) -> int:
    """Return how many bytes, ``most`` at most, take no longer than our patience; ``seconds`` tells what some bytes take.

    >>> affordable(lambda size: size / 1e9, 5_000_000), affordable(lambda size: size / 1e4, 5_000_000)
    (5000000, 16000)
    """
    size = min(_LEAST, most)
    if seconds(size) > patience:  # the first to come waits for tables and models, too: it says nothing more than that
        return size
    while size < most and 2 * seconds(size) < patience:
        size = min(most, 2 * size)
    return size
