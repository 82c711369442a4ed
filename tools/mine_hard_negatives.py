#!/usr/bin/env python3
"""Mine clean text for what proves through a channel of damage; write tests/cases/mined_negatives.jsonl and the table in docs.

    python tools/mine_hard_negatives.py [--clean FOLDER] [--only CHANNEL] [--near 1000] [--write]

FOLDER holds the clean texts (zh_hans.txt.xz and so on), which are not part of the repository; all else is fetched through the
clients of its registries. What is kept goes to build/hard-negatives/, a file for each channel, and one for what the engine nearly
restores or does restore; nothing else is changed without --write. All of it takes half an hour.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from hard_negatives.corpora import corpora
from hard_negatives.mining import LOOKED_FOR, Chunk, Family, Found, chunks, mine, save, shown
from hard_negatives.near import near
from hard_negatives.proofs import FAMILIES
from language_report import markdown

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build/hard-negatives"
CASES = ROOT / "tests/cases/mined_negatives.jsonl"
DOCUMENT = ROOT / "docs/hard-negatives.md"
DAMAGED = Path(__file__).resolve().parent / "hard_negatives/damaged.tsv"

# Corpora that are mined and counted, and of which no line is committed: under Creative Commons' Attribution-ShareAlike alone, or
# not part of any package.
NOT_QUOTED = ("cedict", "edict", "gnome-help-", "clean-")

HEAD = ("family", "distinct spans", "kept", "gain > 0", "gain > 10", "near")


def damaged() -> list[tuple[str, str]]:
    """Return the texts that are not clean, found by reading what gained most: the corpus and what stands in its line."""
    with DAMAGED.open(encoding="utf-8", newline="") as lines:
        return [(row["source"], row["text"]) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def case(found: Found, number: int) -> dict[str, str]:
    """Return a span as a case: its line, what in it proves, and what that would be."""
    label = f"{found.family} {number:02}"
    return {
        "label": label,
        "family": found.family,
        "text": found.text,
        "span": found.span,
        "restored": found.restored,
        "source": found.source,
    }


def row(family: Family, missed: int) -> list[str]:
    """Return a family's row of the table."""
    distinct = f"{family.distinct:,}" if family.distinct < LOOKED_FOR else f"{LOOKED_FOR:,}+"
    over = [sum(found.gain > limit for found in family.kept) for limit in (0, 10)]
    return [family.name, distinct, *(f"{count:,}" for count in (len(family.kept), *over, missed))]


class Miner:
    """Mine one family after the other, and show no line twice."""

    def __init__(self, texts: Sequence[Chunk], looked_at: int) -> None:
        self._texts = texts
        self._looked_at = looked_at
        self._damaged = damaged()
        self._shown: set[str] = set()

    def mine(self, name: str) -> tuple[list[str], list[dict[str, str]]]:
        """Return a family's row of the table, and its cases."""
        family = mine(name, self._texts)
        save(family, BUILD)
        missed = list(near(found for found in family.kept[: self._looked_at] if not self._is_damaged(found)))
        with (BUILD / f"{name}.near.jsonl").open("w", encoding="utf-8") as file:
            for found, span in missed:
                file.write(json.dumps({"line": found, "span": span._asdict()}, ensure_ascii=False, default=asdict) + "\n")
        examples = shown(family, [found for found, _ in missed], self._is_unwanted)
        self._shown.update(found.text for found in examples)
        return row(family, len(missed)), [case(found, number) for number, found in enumerate(examples, 1)]

    def _is_damaged(self, found: Found) -> bool:
        return any(found.source == source and text in found.text for source, text in self._damaged)

    def _is_unwanted(self, found: Found) -> bool:
        return found.text in self._shown or found.source.startswith(NOT_QUOTED) or self._is_damaged(found)


def main() -> int:
    parser = argparse.ArgumentParser(description="Mine clean text for what proves through a channel of damage.")
    parser.add_argument("--clean", type=Path, metavar="FOLDER", help="the folder with the clean texts")
    parser.add_argument("--only", choices=FAMILIES, action="append", metavar="CHANNEL", help="mine this channel only")
    parser.add_argument("--near", type=int, default=1000, metavar="N", help="show the engine the N of each that gain most")
    parser.add_argument("--write", action="store_true", help=f"write {CASES.name} and the table in {DOCUMENT.name}")
    options = parser.parse_args()
    miner = Miner(chunks(corpora(options.clean)), options.near)
    rows, cases = [], []
    for name in options.only or FAMILIES:
        start = time.monotonic()
        counts, examples = miner.mine(name)
        rows.append(counts)
        cases += examples
        print(f"{name}: {time.monotonic() - start:.0f} s", file=sys.stderr)
    table = markdown.rows(HEAD, rows)
    if options.write:
        CASES.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in cases), encoding="utf-8")
        DOCUMENT.write_text(markdown.put(DOCUMENT.read_text(encoding="utf-8"), table), encoding="utf-8")
    else:
        print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
