#!/usr/bin/env python3
"""Build mojibake_fix/language/data/chinese.bigrams from tools/data/smartcn_*.tsv.xz and OpenCC's character table.

    python tools/build_language.py [--check]

The format is described in mojibake_fix/language/data/README.md; `mojibake_fix.language.chinese` reads it.
"""

from __future__ import annotations

import argparse
import itertools
import lzma
import math
import struct
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import opencc

HERE = Path(__file__).parent
TARGET = HERE.parent / "mojibake_fix/language/data/chinese.bigrams"

STEP = 14  # stored values are round(nats * STEP), so that one byte holds 18.2 nats in steps of 1/14 nat
MIN_COUNT = 3  # pairs seen less often are noise of the word list; dropping them costs a twentieth of the rows
DISCOUNT = 0.8  # absolute discount of bigram counts (research: best for this source)
UNSEEN = 0.5  # the count of a listed character that the words never show


SENTENCE_BEGINS, SENTENCE_ENDS = "始##始", "末##末"  # as the word segmenter marks them


def rows(name: str) -> Iterator[list[str]]:
    """Yield the fields of a table, without broken characters."""
    with lzma.open(HERE / "data" / name, "rt", encoding="utf-8") as source:
        for line in source:
            fields = line.rstrip("\n").split("\t")
            if all(fields) and "\N{REPLACEMENT CHARACTER}" not in line:
                yield fields


def count() -> tuple[Counter[str], dict[str, Counter[str]]]:
    """Return how often each character and each pair of characters occurs within and between words."""
    characters: Counter[str] = Counter()
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    begins: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    for word, seen in rows("smartcn_words.tsv.xz"):
        if "##" not in word:  # the segmenter's classes: a number, a name, ...
            for character in word:
                characters[character] += int(seen)
            for first, second in itertools.pairwise(word):
                pairs[first][second] += int(seen)
    for left, right, seen in rows("smartcn_word_bigrams.tsv.xz"):
        if left == SENTENCE_BEGINS and "##" not in right:
            begins[right[0]] += int(seen)
        elif right == SENTENCE_ENDS and "##" not in left:
            ends[left[-1]] += int(seen)
        elif "##" not in left + right:
            pairs[left[-1]][right[0]] += int(seen)
    for last, sentences in ends.items():  # one sentence follows another
        for first, share in begins.items():
            pairs[last][first] += round(sentences * share / begins.total())
    return characters, pairs


def folds() -> dict[str, str]:
    """Return the Simplified character for each Traditional one of the Basic Multilingual Plane."""
    convert = opencc.OpenCC("t2s").convert
    pairs = ((chr(code), convert(chr(code))) for code in range(0x3400, 0xA000))
    return {character: simple for character, simple in pairs if simple != character and len(simple) == 1 and simple < "\uffff"}


def byte(nats: float) -> int:
    return min(255, max(0, round(nats * STEP)))


def rows_of(
    vocabulary: list[str], unigram: dict[str, float], pairs: dict[str, Counter[str]]
) -> tuple[bytearray, array[int], array[int], bytearray]:
    """Return the back-off of each character, where its row starts, and the followers and costs of all rows."""
    index = {character: k for k, character in enumerate(vocabulary)}
    backoff, starts, followers, costs = bytearray(), array("I", [0]), array("H"), bytearray()
    for first in vocabulary:
        row = {c: n for c, n in pairs[first].items() if n >= MIN_COUNT and c in index}
        mass = sum(row.values())
        left_over = DISCOUNT * len(row) / mass if row else 1.0
        backoff.append(byte(-math.log(left_over)))  # interpolated: what a listed pair has on top is in its own cost
        for second in sorted(row):
            followers.append(index[second])
            costs.append(byte(-math.log((row[second] - DISCOUNT) / mass + left_over * unigram[second])))
        starts.append(len(followers))
    return backoff, starts, followers, costs


def packed() -> bytes:
    """Return the file: a header of three counts, then eight columns, all little-endian."""
    characters, pairs = count()
    vocabulary = sorted(character for character in characters if character < "\uffff")
    total = sum(max(characters[c], UNSEEN) for c in vocabulary)
    unigram = {c: max(characters[c], UNSEEN) / total for c in vocabulary}
    backoff, starts, followers, costs = rows_of(vocabulary, unigram, pairs)
    fold = folds()
    if sys.byteorder == "big":
        starts.byteswap()
        followers.byteswap()
    columns = [
        "".join(vocabulary).encode("utf-16-le"),
        bytes(byte(-math.log(unigram[c])) for c in vocabulary),
        bytes(backoff),
        starts.tobytes(),
        followers.tobytes(),
        bytes(costs),
        "".join(fold).encode("utf-16-le"),
        "".join(fold.values()).encode("utf-16-le"),
    ]
    return struct.pack("<3I", len(vocabulary), len(followers), len(fold)) + b"".join(columns)


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the language model of Chinese.")
    parser.add_argument("--check", action="store_true", help="only compare the committed file")
    made = packed()
    if parser.parse_args().check:
        return 0 if TARGET.read_bytes() == made else 1
    TARGET.write_bytes(made)
    print(f"{TARGET.name}: {len(made)} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
