#!/usr/bin/env python3
"""Measure the language model and write the report into docs/language-model.md.

    python tools/report_language_model.py --clean FOLDER [--share 0.01] [--only SECTION] [--write]

FOLDER holds the clean texts (zh_hans.txt.xz and so on), which are not part of the repository; all else is fetched by
tools/corpus/sources.py. Without --write the report is only printed. The whole of it takes some minutes.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from language_report import markdown
from language_report.detected import detected
from language_report.identified import languages, scripts
from language_report.restored import recovered, swallowed
from language_report.section import Section, Settings
from language_report.timings import timed

DOCUMENT = Path(__file__).parent.parent / "docs/language-model.md"

SECTIONS: dict[str, Callable[[Settings], Section]] = {
    "recovered": recovered,
    "swallowed": swallowed,
    "languages": languages,
    "scripts": scripts,
    "detected": detected,
    "timed": timed,
}


def report(sections: list[Section]) -> str:
    """Return the summary, then each section."""
    summary = markdown.rows(["what", "must reach", "reached", "met"], [row for section in sections for row in section.summary])
    return "\n".join([summary, *(f"## {section.title}\n\n{section.text}" for section in sections)])


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the language model.")
    parser.add_argument("--clean", type=Path, required=True, metavar="FOLDER", help="the folder with the clean texts")
    parser.add_argument("--share", type=float, default=1.0, help="how much of the cases is measured")
    parser.add_argument("--only", choices=SECTIONS, action="append", help="measure this section only")
    parser.add_argument("--write", action="store_true", help=f"write the report into {DOCUMENT.name}")
    options = parser.parse_args()
    settings = Settings(options.clean, options.share)
    sections = []
    for name in options.only or SECTIONS:
        start = time.monotonic()
        sections.append(SECTIONS[name](settings))
        print(f"{name}: {time.monotonic() - start:.0f} s", file=sys.stderr)
    text = report(sections)
    if options.write:
        DOCUMENT.write_text(markdown.put(DOCUMENT.read_text(encoding="utf-8"), text), encoding="utf-8")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
