#!/usr/bin/env python3
"""Measure what the work of the package costs, beside other tools, and say whether it is what it must be.

    python tools/bench.py [--only PART...] [--size MB] [--large] [--alone] [--write]
    python tools/bench.py detect [OPTION...]    what tools/report_detection.py measures

The texts are real ones that no model has seen, fetched once into build/sources; the peers get an environment of their own in
build/peers. --write makes docs/speed.json, and of it docs/speed.md and its plots.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy
import report_detection
from language_report import markdown
from speed import peers
from speed.clean import clean
from speed.figures import Curve, Measured, Row
from speed.growth import growth
from speed.plots import PLOTS, drawn
from speed.processes import files, large, starts
from speed.restoring import restoring
from speed.run import FULL, Run
from speed.tables import report, table

import mojibake_fix

DOCS = Path(__file__).parent.parent / "docs"

PARTS: dict[str, Callable[[Run], Iterator[Row | Curve] | Iterator[Row]]] = {
    "clean": clean,
    "restoring": restoring,
    "starts": starts,
    "files": files,
    "large": large,
    "growth": growth,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts that are asked for."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given[:1] == ["detect"]:
        return report_detection.main(given[1:])
    options = parsed(given)
    with ExitStack() as stack:
        others = None if options.alone else stack.enter_context(peers.Peers(peers.python()))
        run = Run(size=round(options.size * 1e6), peers=others, large=options.large)
        measured = Measured.of(circumstances(given, run), (each for part in options.only for each in said(PARTS[part](run))))
    print(report(measured), end="")
    if options.write:
        (DOCS / "speed.json").write_text(measured.written(), encoding="utf-8")
        for path, text in documents(measured).items():
            path.write_text(text, encoding="utf-8")
    return 0


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure speed beside other tools, and what it must be.")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--size", type=float, default=5.0, metavar="MB", help="of a text (default: 5); all else in proportion")
    parser.add_argument("--large", action="store_true", help="also what takes a file of 1 GB and several GB of memory")
    parser.add_argument("--alone", action="store_true", help="leave the peers out")
    parser.add_argument("--write", action="store_true", help="write docs/speed.json, docs/speed.md and its plots")
    options = parser.parse_args(arguments)
    if options.write and set(options.only) != set(PARTS):
        parser.error("--write needs all parts, for the document is about all of them")
    return options


def said(found: Iterator[Row | Curve] | Iterator[Row]) -> Iterator[Row | Curve]:
    """Hand on what is found, and say each row as soon as it is there: the whole table takes a while."""
    for each in found:
        if isinstance(each, Row):
            print(table((each,)).splitlines()[-1], file=sys.stderr, flush=True)
        yield each


def circumstances(arguments: Sequence[str], run: Run) -> dict[str, str]:
    """Return where and how it is measured."""
    return {
        "command": " ".join(("python tools/bench.py", *arguments)),
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
        "machine": f"{processor()}, {os.cpu_count()} processors, {platform.system()}",
        "Python": platform.python_version(),
        "numpy": numpy.__version__,
        "mojibake-fix": mojibake_fix.__version__,
        "peers": "none" if run.peers is None else ", ".join(f"{name} {version}" for name, version in peers.PACKAGES.items()),
        "texts": f"{run.size / 1e6:g} MB at most" + (", **too small for figures to be quoted**" if run.size < FULL else ""),
        "rounds": f"{run.rounds} at most, the median of them",
    }


def processor() -> str:
    """Return the name of the processor, where the system has it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def documents(measured: Measured) -> dict[Path, str]:
    """Return the documents that are made of what was measured, by their paths."""
    page = DOCS / "speed.md"
    plots = {
        DOCS / f"speed-{name}.svg": drawn(plot, [curve for curve in measured.curves if curve.plot == name])
        for name, plot in PLOTS.items()
    }
    return {page: markdown.put(page.read_text(encoding="utf-8"), report(measured)), **plots}


if __name__ == "__main__":
    sys.exit(main())
