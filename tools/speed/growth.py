"""How the cost grows: with the size of a text, with the share of damage in it, and where everything is against us."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from statistics import linear_regression, median

from mojibake_fix import fix_text
from mojibake_fix.restore.channels import CHANNELS, UTF8_AS_GBK, corrupt

from .damaged import with_damage
from .figures import Curve, Figure, Row
from .rounds import LONG_PATIENCE, PATIENCE, affordable, interleaved, patiently, timed
from .run import Run
from .texts import fresh

__all__ = ["BY_DAMAGE", "BY_SIZE", "growth"]

BY_SIZE, BY_DAMAGE = "size", "damage"
"""The plots."""

_SMALLEST, _STEP = 1_000, 4  # bytes, and how many times as much the next size is
_LARGEST, _ADVERSARIAL, _LARGE = 64_000_000, 4_000_000, 1_000_000_000
_BATCH = 64_000  # bytes of small texts, which would be too short to be timed one by one
_LAST = 3  # sizes; among smaller ones, what each text costs whatever its size would hide how the cost grows
_LINEAR = 1.1  # the exponent of the size that still counts as linear, caches being larger than memory is fast
_SHARES = (0.01, 0.02, 0.05, 0.1)
_MOST, _OF = 3, 0.05  # times the cost of clean text, and the share of damage for which that is asked

_repair = partial(fix_text, profile="repair")
_one = timed(_repair, str)


def growth(run: Run) -> Iterator[Row | Curve]:
    """Yield the rows and curves about growth."""
    yield from _by_size(run)
    yield from _against_us(run)
    yield from _by_damage(run)


def _by_size(run: Run) -> Iterator[Row | Curve]:
    for name in ("Chinese", "ASCII"):
        largest = run.affordable(_one, name, *((_LARGE, LONG_PATIENCE) if run.large else (_LARGEST, PATIENCE)))
        points = [(size, _cost(partial(fresh, name), size, run.rounds, min(_BATCH, largest))) for size in _sizes(largest)]
        yield Curve(BY_SIZE, f"clean {name}", tuple(points))
        yield _row(f"clean {name}", points)


def _cost(make: Callable[[int], str], size: int, rounds: int, batch: int) -> float:
    """Return the nanoseconds for each character of texts of a size."""
    costs = []
    for _ in patiently(range(rounds)):
        texts = [make(size) for _ in range(max(1, batch // size))]
        costs.append(1e9 * sum(map(_one, texts)) / sum(map(len, texts)))
    return median(costs)


def _sizes(largest: int) -> list[int]:
    """Return sizes up to the largest, each a fraction of the next: from about a kilobyte on, three at least.

    >>> _sizes(64_000_000)[:3], _sizes(400)
    ([976, 3906, 15625], [25, 100, 400])
    """
    steps = max(2, round(math.log(largest / _SMALLEST, _STEP)))
    return [largest // _STEP**step for step in range(steps, -1, -1)]


def _exponent(points: Sequence[tuple[float, float]]) -> Figure:
    """Return the power of the size that the cost grows with, 1 being linear, over the last sizes, where it shows.

    >>> round(_exponent([(1_000, 5.0), (4_000, 20.0), (16_000, 80.0)]).value, 6)
    2.0
    """
    last = points[-_LAST:]
    slope, _ = linear_regression([math.log(size) for size, _ in last], [math.log(cost) for _, cost in last])
    return Figure(1 + slope, "as exponent of the size", at_most=_LINEAR)


def _row(name: str, points: Sequence[tuple[float, float]]) -> Row:
    largest, cost = points[-1]
    figures = (_exponent(points), Figure(cost, "ns a character"), Figure(largest / 1e6, "MB at once"))
    return Row("growth", f"fix_text, repair: {name}, all sizes", figures)


def _one_line(size: int) -> str:
    return fresh("Chinese", size).replace("\n", "")


# Texts that are all suspicion: nothing in them ends a search early. A piece of real text makes each of them new.
_AGAINST_US: dict[str, Callable[[int], str]] = {
    "question marks in one line": lambda size: _one_line(100) + "?" * size,
    "replacement characters in one line": lambda size: _one_line(100) + "\N{REPLACEMENT CHARACTER}" * (size // 3),
    "what GBK makes of replacement characters": lambda size: _one_line(100) + "锟斤拷" * (size // 9),
    "UTF-8 as GBK in one line": lambda size: corrupt(UTF8_AS_GBK, _one_line(size)),
    "UTF-8 as EUC-KR in one line": lambda size: corrupt(CHANNELS["utf8-as-euc-kr"], _one_line(size)),
}


def _against_us(run: Run) -> Iterator[Row | Curve]:
    for name, make in _AGAINST_US.items():
        largest = affordable(timed(_repair, make), run.scaled(_ADVERSARIAL))
        points = [(size, _cost(make, size, run.rounds, min(_BATCH, largest))) for size in _sizes(largest)]
        yield Curve(BY_SIZE, name, tuple(points))
        yield _row(name, points)


def _by_damage(run: Run) -> Iterator[Row | Curve]:
    for lossless, name in ((True, "UTF-8 as GBK, nothing lost"), (False, "UTF-8 as GBK, with holes")):
        damages = {
            f"{share:.0%} damaged": partial(with_damage, share=share, channel=UTF8_AS_GBK, lossless=lossless) for share in _SHARES
        }
        worst = list(damages.values())[-1]
        size = run.affordable(timed(_repair, worst), "Chinese")
        contenders = {"clean text": _one, **{key: timed(_repair, damaged) for key, damaged in damages.items()}}
        times = interleaved(contenders, run.texts("Chinese", size))
        ratios = [times.ratio(key, "clean text") for key in damages]
        yield Curve(BY_DAMAGE, name, tuple((100 * share, ratio) for share, ratio in zip(_SHARES, ratios, strict=True)))
        for share, ratio in zip(_SHARES, ratios, strict=True):
            bound = _MOST if lossless and share == _OF else None
            yield Row(
                "growth",
                f"fix_text, repair: {share:.0%} of the lines {name}",
                (Figure(ratio, "times clean text", at_most=bound),),
            )
