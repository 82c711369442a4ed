#!/usr/bin/env python3
"""Measure how much of generated damage is restored, and write the report into docs/restoration.md.

    python tools/report_restoration.py [--only PATTERN...] [--languages LANGUAGE...] [--lines N] [--failures N] [--write]

Lines of text that the language model has not seen are damaged by each channel and repaired one by one. The texts are fetched by
tools/corpus/sources.py; the lines cut out of them are kept in build/restoration/, and cutting them takes some minutes. Without
--write the scores are printed as they come, and only this package is measured; --write needs plsfix (pip install plsfix).
For a quick look at all channels: --lines 40 --spread --processes 2.

    python tools/report_restoration.py --ablation [--pairs FILE] [--write]

The other part of the document: what each part of the package carries, measured by switching it off. It takes
a quarter of an hour.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

from restoration_report.ablation import ablated, sample, table
from restoration_report.cells import CELLS, Cell
from restoration_report.document import put_under
from restoration_report.lines import LINES
from restoration_report.measure import Run, Score, measured
from restoration_report.repairers import OURS, versions
from restoration_report.tables import report
from restoration_report.texts import LANGUAGES

DOCUMENT = Path(__file__).parent.parent / "docs/restoration.md"
REPORT, ABLATION = "## Report", "## What carries it"


def chosen(patterns: Iterable[str], languages: Iterable[str]) -> list[Cell]:
    """Return the cells whose damage fits one of the patterns and whose language is wanted.

    >>> [cell.language for cell in chosen(["gbk-as-cp437"], LANGUAGES)], len(chosen(["utf8-as-*"], ["ja"])) > 20
    (['zh-hans', 'zh-hant'], True)
    """
    return [
        cell
        for cell in CELLS
        if cell.language in languages and any(fnmatchcase(str(cell.damage), pattern) for pattern in patterns)
    ]


def show(score: Score, failures: int) -> None:
    """Print a score, and some of the failures under it."""
    other = f"\t{score.other()} other" if score.other() else ""
    print(f"{score.cell.damage}\t{score.cell.language}\t{score.length.name}\t{score.right()}/{score.cases}{other}", flush=True)
    for failure in score.failures[OURS][:failures]:
        print(f"    wanted  {failure.wanted!r}\n    garbled {failure.garbled!r}")
        print(f"    got     {failure.got!r}\n" if failure.got != failure.garbled else "    left\n")


def ablate(pairs: Path | None) -> str:
    """Return the table of what each part carries; the effect of each is printed as it comes."""
    chosen = sample(pairs)
    effects = []
    for effect in ablated(chosen):
        counts = (effect.exact, effect.wrong, effect.in_files, effect.pairs, *effect.changed.values())
        print(effect.variant.name, *counts, sep="\t", flush=True)
        effects.append(effect)
    return table(effects, chosen)


def write(heading: str, report: str) -> None:
    """Put a report under a heading of the document."""
    DOCUMENT.write_text(put_under(DOCUMENT.read_text(encoding="utf-8"), heading, report), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure how much of generated damage is restored.")
    parser.add_argument("--only", nargs="+", default=["*"], metavar="PATTERN", help="what is done, such as 'utf8-as-cp125?'")
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=LANGUAGES, metavar="LANGUAGE")
    parser.add_argument("--lines", type=int, default=LINES, metavar="N", help=f"lines of each cell and length, at most {LINES}")
    parser.add_argument("--spread", action="store_true", help="N lines of each channel, shared among its languages")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="print so many failures of each cell and length")
    parser.add_argument("--processes", type=int, choices=(1, 2), default=1)
    parser.add_argument("--write", action="store_true", help=f"measure the others, too, and write {DOCUMENT.name}")
    parser.add_argument("--ablation", action="store_true", help="measure what each part of the package carries instead")
    parser.add_argument("--pairs", type=Path, metavar="FILE", help="for --ablation: damaged lines as their authors mended them")
    options = parser.parse_args()
    if options.ablation:
        carried = ablate(options.pairs)
        if options.write:
            write(ABLATION, carried)
        return 0
    if options.write and options.spread:
        parser.error("--write needs as many lines of each language: leave --spread out")
    cells = chosen(options.only, options.languages)
    run = Run(cells, options.lines, options.spread, others=options.write, processes=options.processes)
    scores = []
    for score in measured(run):
        show(score, options.failures)
        scores.append(score)
    if options.write:
        write(REPORT, f"Measured beside {versions()}.\n\n{report(scores, run.lines)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
