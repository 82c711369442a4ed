"""Damaged text: what it costs to restore it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from statistics import median

from mojibake_fix import fix_text

from .damaged import DAMAGED, Damaged
from .figures import Figure, Row
from .rounds import affordable, patiently
from .run import Run

__all__ = ["restoring"]

_LEAST = {
    "UTF-8 as GBK, nothing lost": 10.0,
    "UTF-8 as GBK, 27 holes in 1,000 characters": 1.0,
    "UTF-8 as Big5, dense holes": 0.2,
    "UTF-8 as EUC-KR, dense holes": 0.2,
    "UTF-8 as Shift-JIS, dense holes": 0.2,
    "pages with injected pinyin": 2.0,
}

_repair = partial(fix_text, profile="repair")


def restoring(run: Run) -> Iterator[Row]:
    """Yield the rows about damaged text. None of the peers restores any of it, so the package is alone."""
    for name, least in _LEAST.items():
        yield _restored(name, least, run)


def _restored(name: str, least: float, run: Run) -> Row:
    make = DAMAGED[name]
    size = affordable(lambda size: _took(make(size))[0], run.size)
    speeds, right, lines, amount = [], 0, 0, 0
    for damaged in patiently(make(size) for _ in range(run.rounds)):
        seconds, restored = _took(damaged)
        speeds.append(damaged.size / 1e6 / seconds)
        right, lines, amount = right + _right(damaged, restored), lines + len(damaged.clean), amount + damaged.size
    figures = (
        Figure(median(speeds), "MB/s", at_least=least),
        Figure(100 * right / max(1, lines), "% of the lines right"),
        Figure(amount / len(speeds) / 1e6, "MB at once"),
    )
    return Row("restoring", f"fix_text, repair: {name}", figures)


def _took(damaged: Damaged) -> tuple[float, list[str]]:
    began = time.perf_counter()
    restored = [_repair(text) for text in damaged.texts]
    return time.perf_counter() - began, restored


def _right(damaged: Damaged, restored: list[str]) -> int:
    found = Counter(line for text in restored for line in text.splitlines())
    return (found & Counter(damaged.clean)).total()
