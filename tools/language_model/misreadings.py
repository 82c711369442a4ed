"""Count what is left of text that was read in a wrong encoding, character by character."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import numpy as np
from corpus import training_text

from mojibake_fix.language.misreadings import READERS
from mojibake_fix.language.slots import SLOTS, slot
from mojibake_fix.restore.channels import CHANNELS, Channel, corrupt

from .estimate import Estimate
from .pack import packed
from .symbols import Symbols

__all__ = ["FILE", "misreadings"]

FILE = "misreadings.ngrams"

# Whose text is lost to a reader of its neighbour's or its own encoding: languages by what the bytes are. Those of India leave
# ordinary Chinese (苦, 多) to a reader of GBK, which verse would be taken for.
_WRITTEN = {
    "utf8": (
        *("zh-hans", "zh-hant", "ja", "ko", "fr", "de", "es", "pl", "tr", "ru", "uk", "el", "vi"),
        *("ar", "fa", "he", "hy", "ka", "th"),
    ),
    "gbk": ("zh-hans",),
    "big5": ("zh-hant",),
    "shift-jis": ("ja",),
    "euc-jp": ("ja",),
    "euc-kr": ("ko",),
}
# Legacy encodings in those of two bytes that are counted. What the others leave, tools/build_oddity.py works out.
_CROSSED = ("gbk-as-big5", "big5-as-gbk", "shift-jis-as-gbk", "gbk-as-shift-jis", "euc-kr-as-gbk", "gbk-as-euc-kr")
_LINES = 4_000  # of each language: more adds characters that are one in a million
_UNSEEN = 1e-3  # the count of a character that none of them leaves


def misreadings() -> bytes:
    """Return the file of the model: one symbol for all characters, and in each variant what a reader makes of text."""
    lines = {language: _lines(language) for written in _WRITTEN.values() for language in written}
    costs = []
    for reader in READERS:
        counts = np.full(SLOTS, _UNSEEN)
        for written, languages in _WRITTEN.items():
            if (layers := _layers(written, reader)) is not None:
                for character, count in _left(layers, [line for language in languages for line in lines[language]]).items():
                    counts[slot(ord(character))] += count
        costs.append(-np.log(counts / counts.sum()))
    alone = Estimate(np.zeros(1, np.uint64), np.zeros(1), np.zeros(1))
    return packed(Symbols(np.zeros(SLOTS, np.uint16), 1), costs, [alone])


def _layers(written: str, reader: str) -> tuple[Channel, ...] | None:
    """Return the channels from what is written to a reader, who may be several one after the other; None if there is no row."""
    first, *others = reader.split("+")
    names = [f"{written}-as-{first}", *(f"utf8-as-{other}" for other in others)]
    if not all(name in CHANNELS for name in names):
        return None
    channels = tuple(CHANNELS[name] for name in names)
    is_counted = written == "utf8" or not channels[0].reader.is_wide or names[0] in _CROSSED
    return channels if is_counted else None


def _lines(language: str) -> list[str]:
    """Return the first lines of the sources of a language, from each the same number."""
    sources = [source for source in training_text.LINES if source.language == language]
    return [line for source in sources for line in islice(source.read(), _LINES // len(sources))]


def _left(layers: tuple[Channel, ...], lines: list[str]) -> Counter[str]:
    """Return the characters that damage leaves of the lines that can be written."""
    left: Counter[str] = Counter()
    for line in lines:
        try:
            left.update(corrupt(layers, line + "\n"))
        except UnicodeEncodeError:  # a line that nobody saved in this encoding
            continue
    return left
