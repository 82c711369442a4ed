"""Measure what is decided about scripts: the region of a text, and one Traditional form of several.

    python tools/report_script.py regions      how often the region is right, and whether its probability is
    python tools/report_script.py choices      Traditional made Simplified and back: characters that are not what they were

The texts are those of `corpus.held_out_text`, of which no table has seen any. The mainland's Traditional is its Simplified,
converted by OpenCC. Left out are texts that programs made from Simplified, which say nothing of what people in Taiwan write.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import opencc
from corpus.held_out_text import TEXTS

from mojibake_fix.script.region import REGIONS, SURE, habit

WHERE = {"zh-hant": "Taiwan", "zh-hk": "Hong Kong", "zh-hans": "the mainland"}
CONVERTED = ("man-zh-hant", "reference-zh-hant", "man-zh-hans", "fortunes-zh-hans")
LENGTHS = (100, 300, 1000, 3000)  # characters
TRADITIONAL = frozenset(text.name for text in TEXTS if text.language in ("zh-hant", "zh-hk"))
WINDOWS = 150  # of each text and length
BINS = 10


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


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure what is decided about scripts.")
    parser.add_argument("what", choices=("regions",))
    parser.parse_args()
    regions()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
