"""Count what the profile `clean` changes in text that is typeset well, and draw a sample of the changes to be judged.

    python tools/report_normalisation.py [NAME...]            a table by text and by rule
    python tools/report_normalisation.py --sample 300         the same, then as many changes with what stands around them

The texts are the Chinese, Japanese, Korean and English ones of `corpus.held_out_text`, documentation and messages of
Debian packages; what is in them is taken for right, so a change is good only if it mends a slip of theirs. docs/normalisation.md
has the judgement.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from corpus.held_out_text import EAST, TEXTS, pages
from corpus.training_text import Lines

from mojibake_fix import Finding, explain, fix_text

AROUND = 16  # characters on each side of a change that is to be judged
SEED = 7
# Jokes with their own ideas of typography, and a text of which half is in the clean texts that others measure on.
LEFT_OUT = ("fortunes-zh-hans", "reference-zh-hant")

ENGLISH = (
    Lines("installation-en", "en", "manual", partial(pages, "installation-guide-amd64", "*-amd64/en/*.html")),
    Lines("handbook-en", "en", "manual", partial(pages, "debian-handbook", "*/html/en-US/*.html")),
)


@dataclass(frozen=True)
class Change:
    """One change of a text, with what stands around it."""

    text: str
    finding: Finding
    before: str
    behind: str

    def row(self) -> str:
        """Return it as a line of the list to be judged."""
        after = self.finding.after or ""
        return f"{self.text}\t{self.finding.rule}\t{self.before}⟦{self.finding.before}→{after}⟧{self.behind}"


def texts() -> Iterator[Lines]:
    yield from (text for text in TEXTS if text.language in EAST and text.name not in LEFT_OUT)
    yield from ENGLISH


def changes(name: str, lines: list[str]) -> Iterator[Change]:
    """Yield every change of a text, which is taken for one document."""
    for finding in explain("\n".join(lines)).findings:
        line, place = lines[finding.line - 1], finding.column - 1
        if finding.after is not None:
            end = place + len(finding.before)
            yield Change(name, finding, line[max(0, place - AROUND) : place], line[end : end + AROUND])


def is_at_rest(text: str) -> bool:
    """Tell whether a second run finds nothing."""
    once = fix_text(text)
    return fix_text(once) == once


def sample(found: list[Change], number: int) -> Iterator[Change]:
    """Yield changes at random, of each text in turn, so that the text with most slips does not hide the others."""
    chance = random.Random(SEED)
    waiting: dict[str, list[Change]] = {}
    for change in chance.sample(found, len(found)):
        waiting.setdefault(change.text, []).append(change)
    while number and any(waiting.values()):
        for changes_left in waiting.values():
            if changes_left and number:
                number -= 1
                yield changes_left.pop()


def main() -> int:
    arguments = argparse.ArgumentParser(description="Count what the profile clean changes in text that is typeset well.")
    arguments.add_argument("names", nargs="*", metavar="NAME", help="texts; all of them if none is given")
    arguments.add_argument("--sample", type=int, default=0, metavar="N", help="print N changes, drawn at random")
    options = arguments.parse_args()
    found: list[Change] = []
    size = count = again = 0
    for text in texts():
        if options.names and text.name not in options.names:
            continue
        lines = [line for paragraph in text.read() for line in paragraph.split("\n")]
        made = list(changes(text.name, lines))
        again += bool(made) and not is_at_rest("\n".join(lines))
        found += made
        size += sum(len(line.encode()) + 1 for line in lines)
        count += len(lines)
        rules = Counter(change.finding.rule for change in made)
        said = ", ".join(f"{rule} {number}" for rule, number in rules.most_common()) or "nothing"
        print(f"| {text.name} | {len(lines):,} | {len({change.finding.line for change in made}):,} | {said} |", flush=True)
    rules = Counter(change.finding.rule for change in found)
    print(f"{size / 1e6:.1f} MB, {count:,} lines, {len(found):,} changes: {dict(rules.most_common())}")
    print(f"{again} texts in which a second run finds something")
    for change in sample(found, options.sample):
        print(change.row())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
