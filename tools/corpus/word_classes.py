"""Write text by chance from a bigram model of word classes: what a dictionary with costs knows of how words follow each other.

A dictionary of Mozc gives each word two classes (how it looks from the left and from the right), the probability of the
word in its left class, and the probability of one class after another, learnt by its makers from web pages. The words that
such a chain writes make no sense, but their counts, and which character meets which at their borders, are those of the language.
"""

from __future__ import annotations

import math
import random
import struct
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

SEED = 20240229  # any number: the same one gives the same text, whatever the machine
COST_UNIT = 500.0  # Mozc stores -500 * ln(probability)
SCALE = 2**40  # probabilities as whole numbers: no last binary digit depends on the machine
HEADER = struct.Struct("<10I32s")  # MeCab's dictionary.h: magic, version, type, words, left, right, three sizes, 0, charset
TOKEN = struct.Struct("<HHHhII")  # MeCab's mecab.h: left class, right class, part of speech, cost, place of the feature, 0
BOUNDARY = 0  # the class before the first word and after the last; that a text ends costs nothing, so it says nothing
ENDS = frozenset("。！？!?")  # a line ends here
STEPS = 100  # from word to word until the first one is forgotten; 40 already do
LONGEST = 200  # words; where no such word comes, a line ends after so many


@dataclass(frozen=True)
class Chain:
    """Hold words by left class, as running sums of weights, and classes after classes in the same way."""

    words: dict[int, list[str]]
    right: dict[int, array[int]]
    sums: dict[int, array[int]]
    after: list[array[int]]


def weight(cost: int) -> int:
    """Return a cost as a probability, in units of 2**-40.

    >>> weight(0) == SCALE, round(weight(500) / SCALE, 3)
    (True, 0.368)
    """
    return round(math.exp(-cost / COST_UNIT) * SCALE)


def chain(dictionary: bytes, matrix: bytes) -> Chain:
    """Read MeCab's sys.dic and matrix.bin, as Mozc's words are compiled into them.

    Raises ValueError where the sizes in the header do not fit the file.
    """
    _, _, _, _, left, right, trie, tokens, features, _, _ = HEADER.unpack_from(dictionary)
    if HEADER.size + trie + tokens + features != len(dictionary):
        raise ValueError("this is not a dictionary that MeCab 0.99 compiled: its sizes do not add up")
    start = HEADER.size + trie
    words: dict[int, list[str]] = {}
    rights: dict[int, array[int]] = {}
    weights: dict[int, array[int]] = {}
    for begins, ends, _, cost, feature, _ in TOKEN.iter_unpack(dictionary[start : start + tokens]):
        place = start + tokens + feature
        word = dictionary[place : dictionary.index(b"\0", place)].decode()
        words.setdefault(begins, []).append(word)
        rights.setdefault(begins, array("H")).append(ends)
        weights.setdefault(begins, array("q")).append(weight(cost))
    sums = {begins: array("q", accumulate(row)) for begins, row in weights.items()}
    return Chain(words, rights, sums, _transitions(matrix, right, left, words))


def _transitions(matrix: bytes, rights: int, lefts: int, words: dict[int, list[str]]) -> list[array[int]]:
    """Return, for each right class, the running sums over the left classes that may follow."""
    costs = memoryview(matrix)[4:].cast("h")  # after the two sizes; row: the class that follows, column: the class before
    weights = [0] * 65536
    for cost in range(-32768, 32768):
        weights[cost] = weight(cost) if cost >= 0 else SCALE
    known = [left in words for left in range(lefts)]
    return [
        array("q", accumulate(weights[costs[right + rights * left]] if known[left] else 0 for left in range(lefts)))
        for right in range(rights)
    ]


def word_counts(model: Chain, words: int) -> Iterator[tuple[str, int]]:
    """Yield each word with the count expected in so many words, summed over its classes; a count of 0 is left out."""
    counts: dict[str, float] = {}
    for begins, share in stationary(model).items():
        before = 0
        for word, sums in zip(model.words[begins], model.sums[begins], strict=True):
            counts[word] = counts.get(word, 0.0) + share * (sums - before) / model.sums[begins][-1]
            before = sums
    for word, share in counts.items():
        if count := round(share * words):
            yield word, count


def stationary(model: Chain) -> dict[int, float]:
    """Return how often each left class stands in a long text: by taking the step to the next word until nothing moves."""
    import numpy as np

    steps = np.array([np.diff(row, prepend=0) / max(1, row[-1]) for row in model.after])  # right class -> left class
    ends = np.zeros((steps.shape[1], steps.shape[0]))  # left class -> right class
    for begins, sums in model.sums.items():
        np.add.at(ends[begins], np.frombuffer(model.right[begins], "u2"), np.diff(sums, prepend=0) / sums[-1])
    share = np.array([float(begins in model.words) for begins in range(steps.shape[1])])
    for _ in range(STEPS):
        share = (share + share @ ends @ steps) / 2  # half of it stays behind, or classes that take turns would never settle
    share /= share.sum()
    return {begins: float(share[begins]) for begins in model.words}


def sentences(model: Chain, words: int) -> Iterator[str]:
    """Yield sentences written by chance, so many words in all, the same ones on every machine.

    A frequent word stands in them as often as its makers saw it, a rare one perhaps not at all.
    """
    chance = random.Random(SEED).random
    sentence: list[str] = []
    ends = BOUNDARY
    for _ in range(words):
        begins = pick(model.after[ends], chance())
        place = pick(model.sums[begins], chance())
        sentence.append(model.words[begins][place])
        ends = model.right[begins][place]
        if sentence[-1] in ENDS or len(sentence) == LONGEST:
            yield "".join(sentence)
            sentence.clear()  # the class stays: what begins a line is what follows a full stop
    yield "".join(sentence)


def pick(sums: array[int], chance: float) -> int:
    """Return the place in running sums that a chance between 0 and 1 falls on.

    >>> pick(array("q", [3, 3, 4]), 0.5), pick(array("q", [3, 3, 4]), 0.8)
    (0, 2)
    """
    return bisect_right(sums, int(chance * sums[-1]))
