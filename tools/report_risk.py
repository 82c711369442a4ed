#!/usr/bin/env python3
"""Measure how often what was filled in is wrong, against how often it is said to be, and write docs/risk.md.

    python tools/report_risk.py [--holes N] [--fit] [--write]

Text that the models have not seen is damaged, as lines and as documents, and filled in by the search as it is; what was there
is known. Some of its sources are there to fit the weights of the risk to (restore/risk.py), the others to be measured. The texts
are fetched by tools/corpus/sources.py. Damaging and filling in so much takes a quarter of an hour, and is kept in build/risk/:
what is interrupted goes on where it was, and what is there already is used.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from language_report.markdown import percent, put, rows
from risk_report.fit import fitted
from risk_report.holes import Hole
from risk_report.passages import FITTED
from risk_report.store import distinct, generated
from risk_report.tables import ambiguity, brier, precision, reliability

from mojibake_fix.restore.risk import WEIGHTS

DOCUMENT = Path(__file__).parent.parent / "docs/risk.md"
HOLES = 200_000
MAX_RISK = 0.01


def report(holes: Sequence[Hole], measured: Sequence[Hole]) -> str:
    """Return everything that is measured."""
    off, constant = brier(measured)
    return "\n".join(
        [
            f"{len(holes):,} places were filled in, {len(measured):,} of them in the sources that are measured.\n",
            registers(measured),
            f"### Is the risk what it says?\n\n{reliability(measured)}",
            f"Brier score: {off:.4f}; of one risk for all it would be {constant:.4f}.\n",
            f"### What is filled in at a `max_risk` of {MAX_RISK}\n\n{precision(measured, MAX_RISK)}",
            f"### What can be known\n\n{ambiguity(measured)}",
        ]
    )


def registers(holes: Sequence[Hole]) -> str:
    """Return what the holes are from."""
    lost = Counter((hole.register, hole.source) for hole in holes)
    body = []
    for register in sorted({register for register, _ in lost}):
        of_it = [(source, number) for (name, source), number in lost.items() if name == register]
        wrong = sum(not hole.is_right for hole in holes if hole.register == register)
        number = sum(number for _, number in of_it)
        body.append((register, ", ".join(sorted(source for source, _ in of_it)), f"{number:,}", percent(wrong / number, 1)))
    return rows(["register", "sources", "lost", "best guess wrong"], body)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure how often what was filled in is wrong.")
    parser.add_argument("--holes", type=int, default=HOLES, metavar="N", help=f"generate so many at least (default: {HOLES:,})")
    parser.add_argument("--fit", action="store_true", help="print the weights that fit best, for restore/risk.py")
    parser.add_argument("--write", action="store_true", help=f"write {DOCUMENT.name}")
    options = parser.parse_args()
    holes = distinct(generated(options.holes))
    known = [hole for hole in holes if hole.source in FITTED]
    if options.fit:
        for name, weights in fitted([hole.unit for hole in known], [not hole.is_right for hole in known]).items():
            print(f"{name}\n  now    {WEIGHTS[name]}\n  fitted {weights}")
        return 0
    said = report(holes, [hole for hole in holes if hole.source not in FITTED])
    print(said)
    if options.write:
        DOCUMENT.write_text(put(DOCUMENT.read_text(encoding="utf-8"), said), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
