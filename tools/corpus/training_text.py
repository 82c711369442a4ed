"""Name what the language model is trained on: words with counts, and lines of text, by language.

    cd tools; python -m corpus.training_text [NAME...]      fetch and say how large each is

Nothing here is used in a test, and nothing that a test uses is here.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from .sources import fetch, members
from .training_messages import CATALOGUES, ELECTRON, electron
from .training_words import jieba_words, jionlp_words, mozc_sentences, mozc_words, pypinyin_phrases, smartcn_words, thai_words

LETTERS = re.compile(r"[^\W\d_]")
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")


@dataclass(frozen=True)
class Words:
    """Name a list of words with counts; ``read`` yields (word, count)."""

    name: str
    language: str
    read: Callable[[], Iterator[tuple[str, int]]]


@dataclass(frozen=True)
class Lines:
    """Name a body of text; ``read`` yields its lines or messages, which may hold line ends, `{0}` and tags."""

    name: str
    language: str
    register: str
    read: Callable[[], Iterator[str]]


def ctcpc() -> Iterator[str]:
    """Yield Cantonese sentences (CC0), the words joined."""
    for _, content in members(fetch("pycantonese"), "pycantonese/data/ctcpc/sents.json"):
        yield from json.loads(content)


WORDS: tuple[Words, ...] = (
    Words("smartcn", "zh-hans", smartcn_words),
    Words("jionlp", "zh-hans", jionlp_words),
    Words("jieba", "zh-hans", jieba_words),
    Words("pypinyin", "zh-hans", pypinyin_phrases),
    Words("mozc", "ja", mozc_words),
    Words("tnc", "th", thai_words),
)

LINES: tuple[Lines, ...] = (
    Lines("ctcpc", "zh-hk", "conversation", ctcpc),
    Lines("mozc-by-chance", "ja", "by chance", mozc_sentences),
    *(Lines(f"electron-{language}", language, "documentation", partial(electron, language)) for language in ELECTRON),
    *(
        Lines(f"{name}-{language}", language, "software", partial(catalogue.read, language))
        for name, catalogue in CATALOGUES.items()
        for language in catalogue.languages
    ),
)


def sizes(strings: Iterable[str]) -> str:
    """Say how many strings there are, how many characters, letters, and Han, kana or Hangul among these.

    >>> sizes(["1 文", "a"])
    '2 lines, 4 characters, 2 letters, 1 CJK'
    """
    lines = list(strings)
    text = "".join(lines)
    return (
        f"{len(lines):,} lines, {len(text):,} characters, {len(LETTERS.findall(text)):,} letters, {len(CJK.findall(text)):,} CJK"
    )


def main() -> int:
    wanted = sys.argv[1:]
    for words in WORDS:
        if not wanted or words.name in wanted:
            rows = list(words.read())
            print(f"{words.name}\t{words.language}\twords\t{len(rows):,} words, {sum(count for _, count in rows):,} in all")
    for lines in LINES:
        if not wanted or lines.name in wanted:
            print(f"{lines.name}\t{lines.language}\t{lines.register}\t{sizes(lines.read())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
