#!/usr/bin/env python3
"""Measure the detection of encodings beside other detectors, and write the report into docs/detection.md.

    python tools/report_detection.py [--only ROW...] [--count N] [--failures N] [--alone] [--write]

The others get an environment of their own in build/detectors. The texts are those of tools/report_restoration.py, which no model
has seen; --alone asks this package only. Without --write the tables are printed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from detection_report.asking import OURS, asked
from detection_report.samples import ROWS, made
from detection_report.tables import detectors, report
from detection_report.throughput import throughput
from language_report import markdown

DOCUMENT = Path(__file__).parent.parent / "docs/detection.md"
COUNT = 300


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure the detection of encodings.")
    parser.add_argument("--only", nargs="+", choices=ROWS, default=list(ROWS), metavar="ROW", help=f"of {', '.join(ROWS)}")
    parser.add_argument("--count", type=int, default=COUNT, metavar="N", help="samples of each case of the rows about lines")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="print so many of the samples that are not right")
    parser.add_argument("--alone", action="store_true", help="leave the others out")
    parser.add_argument("--write", action="store_true", help=f"write {DOCUMENT.name}")
    options = parser.parse_args(arguments)
    answers = asked(list(made(options.only, options.count)), alone=options.alone)
    names = (OURS,) if options.alone else detectors()
    text = f"{report(answers, names)}\n## Throughput\n\n{throughput(alone=options.alone)}"
    if options.write:
        DOCUMENT.write_text(markdown.put(DOCUMENT.read_text(encoding="utf-8"), text), encoding="utf-8")
    else:
        print(text)
    failed = [(sample, every[OURS]) for sample, every in answers if not every[OURS].right]
    for sample, answer in failed[: options.failures]:
        print(f"{sample.row}, {sample.case}: {answer.encoding} ({answer.confidence:.3f})  {(sample.text or '')[:60]!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
