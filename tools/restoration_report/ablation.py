"""Measure what each part of the package carries: what comes back, and what is harmed, while it is switched off."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from pathlib import Path

from language_report import markdown

from .cells import CELLS, Cell
from .damage import Damage
from .lines import LENGTHS, lines
from .repairers import ours, restored
from .tables import share
from .texts import CJK, WEST, in_turn
from .variants import VARIANTS, Variant

__all__ = ["Effect", "Sample", "ablated", "sample", "table"]

_CASES = Path(__file__).resolve().parents[2] / "tests/cases"

_LINES = 4  # of each damage
_FILES = 3  # one damage of so many is looked at in files, too, which takes as long as all of its lines
_MINED = 3  # one mined case of so many is asked
_CLEAN = {**dict.fromkeys(CJK, 300), **dict.fromkeys(WEST, 100)}  # held-out lines

Case = tuple[str, str]  # what was there, and what there is to see


@dataclass(frozen=True)
class Sample:
    """What every variant is measured on: damaged lines alone and in files, lines that others mended, clean texts by origin."""

    damaged: Sequence[Case]
    files: Sequence[Sequence[Case]]
    pairs: Sequence[Case]
    clean: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Effect:
    """How a variant went: lines that came back, lines that became something else, clean texts that were changed, by origin."""

    variant: Variant
    exact: int
    wrong: int
    in_files: int
    pairs: int
    changed: Mapping[str, int]


def sample(pairs: Path | None = None) -> Sample:
    """Return the sample, the same each time; ``pairs`` has damaged lines as their authors mended them, one JSON object a line."""
    damaged = damaged_lines(CELLS, _LINES)
    return Sample(
        list(chain.from_iterable(damaged.values())),
        list(damaged.values())[::_FILES],
        [(row["gold"], row["garbled"]) for row in _read(pairs) if not row["lossy"]] if pairs else [],
        {"cases": _negative(), "their lines": _lines(_negative()), "mined": _mined(), "held out": list(_held_out())},
    )


def damaged_lines(cells: Iterable[Cell], count: int) -> dict[Damage, list[Case]]:
    """Return so many lines of each damage, a long one and a short one of each of its languages in turn."""
    by_damage: dict[Damage, list[Cell]] = {}
    for cell in cells:
        by_damage.setdefault(cell.damage, []).append(cell)
    found = {damage: [(line, damage.do(line)) for line in islice(_in_turn(own), count)] for damage, own in by_damage.items()}
    return {damage: cases for damage, cases in found.items() if cases}  # some damage leaves no line of any text whole


def _in_turn(cells: Sequence[Cell]) -> Iterator[str]:
    dice = random.Random(str(cells[0].damage))
    lengths = LENGTHS[:1] if cells[0].damage.mixture else LENGTHS
    columns = (lines(cell, length) for cell in dice.sample(cells, len(cells)) for length in lengths)
    return (line for row in zip_longest(*columns) for line in row if line is not None)


def _negative() -> list[str]:
    return [case["text"] for case in _read(_CASES / "negative.jsonl")]


def _mined() -> list[str]:
    path = _CASES / "mined_negatives.jsonl"
    return [case["text"] for case in _read(path)][::_MINED] if path.exists() else []


def _lines(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(line for text in texts for line in text.split("\n")))


def _held_out() -> Iterator[str]:
    for language, count in _CLEAN.items():
        yield from islice(in_turn(language, random.Random(language)), count)


def _read(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def ablated(sample: Sample, variants: Iterable[Variant] = VARIANTS) -> Iterator[Effect]:
    """Yield the effect of each variant."""
    for variant in variants:
        with variant.in_place():
            yield _effect(sample, variant)


def _effect(sample: Sample, variant: Variant) -> Effect:
    got = [(case, restored(ours, case[1])) for case in sample.damaged]
    return Effect(
        variant,
        exact=sum(found == wanted for (wanted, _), found in got),
        wrong=sum(found not in case for case, found in got),
        in_files=sum(_right_in_file(file) for file in sample.files),
        pairs=sum(restored(ours, garbled) == wanted for wanted, garbled in sample.pairs),
        changed={origin: sum(restored(ours, text) != text for text in texts) for origin, texts in sample.clean.items()},
    )


def _right_in_file(cases: Sequence[Case]) -> int:
    """Return how many lines come back where all of them are one file."""
    wanted, garbled = ("\n".join(side) for side in zip(*cases, strict=True))
    got = restored(ours, garbled)
    return sum(one == other for one, other in zip(wanted.split("\n"), got.split("\n"), strict=False))


def table(effects: Sequence[Effect], sample: Sample) -> str:
    """Return a row for each variant: shares of damage in percent, clean texts as numbers; what differs from the first is bold."""
    in_files = sum(map(len, sample.files))
    head = [
        "switched off",
        f"exact of {len(sample.damaged):,}",
        "wrong",
        f"exact of {in_files} in files",
        f"exact of {len(sample.pairs)} pairs",
        *(f"{origin}, {len(texts):,}" for origin, texts in sample.clean.items()),
    ]
    rows = [
        [
            share(effect.exact, len(sample.damaged)),
            share(effect.wrong, len(sample.damaged)),
            share(effect.in_files, in_files),
            share(effect.pairs, len(sample.pairs)),
            *(str(changed) for changed in effect.changed.values()),
        ]
        for effect in effects
    ]
    body = [[effect.variant.name, *_marked(row, rows[0])] for effect, row in zip(effects, rows, strict=True)]
    return markdown.rows(head, body)


def _marked(row: Sequence[str], first: Sequence[str]) -> list[str]:
    return [cell if cell == shipped else f"**{cell}**" for cell, shipped in zip(row, first, strict=True)]
