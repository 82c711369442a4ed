"""Measure what is decided about scripts: the region of a text, and one Traditional form of several.

    python tools/report_script.py regions      how often the region is right, and whether its probability is
    python tools/report_script.py choices      Traditional made Simplified and back: characters that are not what they were

The texts are those of `corpus.held_out_text`, of which no table has seen any. The mainland's Traditional is its Simplified,
converted by OpenCC. Left out are texts that programs made from Simplified, which say nothing of what people in Taiwan write.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import opencc
from build_script_tables import dictionary
from corpus.held_out_text import TEXTS

from mojibake_fix.model import Step
from mojibake_fix.script.convert import find
from mojibake_fix.script.decide import Script, only_in
from mojibake_fix.script.region import REGIONS, SURE, habit
from mojibake_fix.spans import Spans

WHERE = {"zh-hant": "Taiwan", "zh-hk": "Hong Kong", "zh-hans": "the mainland"}
CONVERTED = ("man-zh-hant", "reference-zh-hant", "man-zh-hans", "fortunes-zh-hans")
LENGTHS = (100, 300, 1000, 3000)  # characters
TRADITIONAL = frozenset(text.name for text in TEXTS if text.language in ("zh-hant", "zh-hk"))
WINDOWS = 150  # of each text and length
BINS = 10
HAN = re.compile("[\u3400-\u9fff]")


class Window(NamedTuple):
    """A stretch of a text, the region that it comes from, and what was found."""

    name: str
    length: int
    region: str
    probabilities: tuple[float, ...]

    @property
    def best(self) -> float:
        """Return the probability of the likeliest region."""
        return max(self.probabilities)

    @property
    def right(self) -> bool:
        """Tell whether the likeliest region is the one that the text comes from."""
        return REGIONS[self.probabilities.index(self.best)] == self.region


def texts() -> Iterator[tuple[str, str, str]]:
    """Yield each text with its name and its region."""
    for text in TEXTS:
        if text.language in WHERE and text.name not in CONVERTED:
            yield text.name, WHERE[text.language], "\n".join(dict.fromkeys(text.read()))


def windows() -> Iterator[Window]:
    to_traditional = opencc.OpenCC("s2t").convert
    for name, region, text in texts():
        yield from drawn(name, region, text)
        if region == "the mainland":
            yield from drawn(f"{name}, converted", region, to_traditional(text))


def drawn(name: str, region: str, text: str) -> Iterator[Window]:
    """Yield stretches of a text, with what is found in each by itself."""
    for length in LENGTHS:
        chance = random.Random(length)
        for _ in range(WINDOWS):
            start = chance.randrange(max(1, len(text) - length))
            if (found := habit(text[start : start + length])) is not None:
                yield Window(name, length, region, found.probabilities)


def regions() -> None:
    seen = list(windows())
    by_text: dict[tuple[str, int], list[Window]] = defaultdict(list)
    by_bin: dict[int, list[Window]] = defaultdict(list)
    for window in seen:
        by_text[window.name, window.length].append(window)
        if window.name in TRADITIONAL or window.name.endswith(", converted"):
            by_bin[min(int(window.best * BINS), BINS - 1)].append(window)
    print(f"| text | {' | '.join(f'{length:,} characters: said, right of these' for length in LENGTHS)} |")
    for name in dict.fromkeys(window.name for window in seen):
        print(f"| {name} | {' | '.join(said(by_text[name, length]) for length in LENGTHS)} |")
    print("| probability | windows | mean | right |")
    for k, some in sorted(by_bin.items()):
        mean, right = sum(window.best for window in some) / len(some), sum(window.right for window in some) / len(some)
        print(f"| {k / BINS:.1f} to {(k + 1) / BINS:.1f} | {len(some):,} | {mean:.3f} | {right:.3f} |")


def said(some: list[Window]) -> str:
    sure = [window for window in some if window.best >= SURE]
    right = sum(window.right for window in sure)
    return f"{len(sure) / max(1, len(some)):.0%}, {right / len(sure):.1%}" if sure else "0%"


# Target -> what plain OpenCC makes of Simplified text for it.
CONVERSIONS = {"hant": "s2t", "tw": "s2tw", "hk": "s2hk"}
BLOCK = 20  # lines that are in one script together
SHARES = {"all": 0, "four fifths": 5, "half": 2}  # of a text that is Simplified, and of how many blocks one is left Traditional


class Wrong(NamedTuple):
    """How many characters are not what they were: another character, another form of the same one.

    Of the former, how many stand beside a neighbour beside which the texts write both, as 發布 and 發佈: that is habit, of which
    nothing in Simplified text tells.
    """

    characters: int
    forms: int
    habits: int

    def __add__(self, other: tuple[int, ...]) -> Wrong:  # type: ignore[override]
        return Wrong(*map(sum, zip(self, other, strict=True)))


class Written:
    """The characters that genuine texts write for a Simplified one beside each of its neighbours."""

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        """Take lines, each with what it is in Simplified characters."""
        self._forms: dict[tuple[str, str], set[str]] = defaultdict(set)
        for genuine, simplified in lines:
            for k, form in enumerate(genuine):
                for around in self._around(simplified, k):
                    self._forms[around].add(form)

    @staticmethod
    def _around(simplified: str, k: int) -> Iterator[tuple[str, str]]:
        padded = f"\n{simplified}\n"
        if HAN.match(padded[k]):
            yield "behind", padded[k : k + 2]
        if HAN.match(padded[k + 2]):
            yield "before", padded[k + 1 : k + 3]

    def are_both(self, simplified: str, k: int, one: str, other: str) -> bool:
        """Tell whether two characters are both written beside a neighbour of a place."""
        return any({one, other} <= self._forms[around] for around in self._around(simplified, k))


def same_character() -> dict[str, str]:
    """Return for each form that OpenCC takes for a regional one the character that it is a form of."""
    with TemporaryDirectory() as name:
        tables = [dictionary(table, Path(name)) for table in ("TWVariants", "HKVariants")]
    known: dict[str, str] = {}
    for table in tables:
        for form, others in table.items():
            for other in (form, *others):
                known.setdefault(other, known.get(form, form))
    return known


def wrong(rows: Iterable[tuple[str, str, str]], known: dict[str, str], written: Written) -> Wrong:
    """Count what differs in genuine lines, each with its Simplified and what became of that.

    A Simplified stray that the author left is nobody's fault.
    """
    simplified = only_in(Script.HANS)
    found = Wrong(0, 0, 0)
    for genuine, given, made in rows:
        for k, (one, other) in enumerate(zip(genuine, made, strict=True)):
            if one != other and not simplified.match(one):
                same = known.get(one, one) == known.get(other, other)
                found += (not same, same, not same and written.are_both(given, k, one, other))
    return found


def choices() -> None:
    known = same_character()
    to_simplified = opencc.OpenCC("t2s").convert
    simplified = only_in(Script.HANS)
    lines_of = {name: text.split("\n") for name, region, text in texts() if name in TRADITIONAL}
    lines_of = {name: [line for line in lines if len(to_simplified(line)) == len(line)] for name, lines in lines_of.items()}
    written = Written((line, to_simplified(line)) for lines in lines_of.values() for line in lines)
    print("| Simplified | target | text | converted characters | plain OpenCC: characters, forms, habits | here: the same |")
    for share, every in SHARES.items():
        for target, conversion in CONVERSIONS.items():
            convert = opencc.OpenCC(conversion).convert
            plain = ours = Wrong(0, 0, 0)
            for name, genuine in lines_of.items():
                given = [line if every and k // BLOCK % every == 0 else to_simplified(line) for k, line in enumerate(genuine)]
                text = "\n".join(given)
                made = Step("script", tuple(find(text, target, Spans()))).apply(text).split("\n")
                rows = [row for row in zip(genuine, given, made, strict=True) if simplified.search(row[1])]
                size = sum(len(line) for line, _, _ in rows)
                of_opencc = wrong(((line, old, convert(old)) for line, old, _ in rows), known, written)
                of_ours = wrong(rows, known, written)
                plain, ours = plain + of_opencc, ours + of_ours
                print(f"| {share} | {target} | {name} | {size:,} | {both(of_opencc)} | {both(of_ours)} |")
            fewer = 1 - ours.characters / plain.characters
            others = 1 - (ours.characters - ours.habits) / (plain.characters - plain.habits)
            together = f"together, {fewer:.0%} fewer characters, {others:.0%} without habits"
            print(f"| {share} | {target} | {together} | | {both(plain)} | {both(ours)} |")


def both(found: Wrong) -> str:
    return f"{found.characters:,}, {found.forms:,}, {found.habits:,}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure what is decided about scripts.")
    parser.add_argument("what", choices=("regions", "choices"))
    {"regions": regions, "choices": choices}[parser.parse_args().what]()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
