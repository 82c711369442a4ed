"""A character bigram model of Chinese, folded to Simplified, with constants for everything that is not Chinese.

The data file is built by tools/build_language.py; its origin and format stand in data/README.md.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from struct import calcsize, unpack_from

__all__ = ["Chinese", "chinese"]

_STEP = 14  # stored bytes are nats * 14

# Nats for a character the word list does not have, by range: (first, last, log P). What stands in ordinary documents next
# to Chinese is cheap; what appears in text mostly because something broke is dear.
_ELSEWHERE: tuple[tuple[int, int, float], ...] = (
    (0x00, 0x08, -18.0),  # C0 controls, but for the blanks
    (0x09, 0x0D, -4.0),
    (0x0E, 0x1F, -18.0),
    (0x20, 0x7E, -4.0),  # ASCII
    (0x7F, 0x9F, -18.0),  # DEL and C1 controls
    (0xA0, 0xFF, -9.0),  # Latin-1: degree, middle dot, plus-minus, accented letters
    (0x100, 0x24F, -11.0),  # Latin Extended: names, pinyin
    (0x250, 0x36F, -13.0),
    (0x370, 0x3FF, -9.0),  # Greek
    (0x400, 0x4FF, -9.0),  # Cyrillic
    (0x500, 0x1FFF, -15.0),
    (0x2000, 0x206F, -8.0),  # general punctuation
    (0x2070, 0x218F, -10.0),
    (0x2190, 0x21FF, -8.0),  # arrows
    (0x2200, 0x22FF, -9.0),  # mathematics
    (0x2300, 0x23FF, -10.0),
    (0x2460, 0x24FF, -8.0),  # numbers in circles
    (0x2500, 0x257F, -8.0),  # box drawing
    (0x2580, 0x25FF, -8.0),
    (0x2600, 0x27BF, -8.5),  # symbols and dingbats: ✅ ✗ ⚠
    (0x2E80, 0x2FFF, -15.0),
    (0x3000, 0x303F, -8.0),  # CJK punctuation that the word list lacks
    (0x3041, 0x30FF, -6.5),  # kana
    (0x3100, 0x312F, -10.0),  # bopomofo
    (0x3200, 0x33FF, -11.0),
    (0x3400, 0x4DBF, -18.0),  # Han, Extension A
    (0x4E00, 0x9FFF, -15.5),  # Han that the word list lacks
    (0xAC00, 0xD7A3, -8.5),  # Hangul
    (0xE000, 0xF8FF, -12.0),  # private use: half of all damaged lines have some
    (0xFE00, 0xFE0F, -5.0),  # variation selectors follow their symbol
    (0xFE10, 0xFE6F, -11.0),
    (0xFF01, 0xFF5E, -8.0),  # full-width forms that the word list lacks
    (0xFF61, 0xFFEF, -11.0),
    (0x1F000, 0x1FAFF, -9.0),  # emoji
)
_NOWHERE = -18.0  # everything else, U+FFFD among it

# Nats for a character behind another of its script: such characters come in words.
_IN_WORD: tuple[tuple[int, int, float], ...] = (
    (0x370, 0x3FF, -4.5),  # Greek
    (0x400, 0x4FF, -4.5),  # Cyrillic
    (0x3041, 0x30FF, -5.0),  # kana
    (0xAC00, 0xD7A3, -7.0),  # Hangul
)
_LAST = [last for _, last, _ in _ELSEWHERE]


class Chinese:
    """Score Chinese text, character by character.

    Traditional characters are folded to their Simplified form first, so one table serves both scripts.
    """

    def __init__(self, packed: bytes) -> None:
        characters, pairs, folds = unpack_from("<3I", packed)
        sizes = [
            calcsize("<3I"),
            2 * characters,
            characters,
            characters,
            4 * characters + 4,
            2 * pairs,
            pairs,
            2 * folds,
        ]
        cuts = list(accumulate(sizes))
        vocabulary, unigram, backoff, starts, followers, costs, complex_, simple = (
            packed[start:end] for start, end in zip(cuts, [*cuts[1:], None], strict=True)
        )
        self._index = {character: k for k, character in enumerate(vocabulary.decode("utf-16-le"))}
        self._unigram = unigram
        self._backoff = backoff
        self._starts = _integers("I", starts)
        self._followers = _integers("H", followers)
        self._costs = costs
        self._fold = dict(zip(complex_.decode("utf-16-le"), simple.decode("utf-16-le"), strict=True))
        self.logp = lru_cache(maxsize=1 << 16)(self._logp)

    def fold(self, character: str) -> str:
        """Return the Simplified form of a character, or the character itself.

        >>> chinese().fold("經"), chinese().fold("水")
        ('经', '水')
        """
        return self._fold.get(character, character)

    def alone(self, character: str) -> float:
        """Return log P(character) in nats, without context."""
        k = self._index.get(self.fold(character))
        return _elsewhere(ord(character)) if k is None else -self._unigram[k] / _STEP

    def _logp(self, before: str, character: str) -> float:
        """Return log P(character | character before) in nats; ``before`` may be empty.

        >>> model = chinese()
        >>> model.logp("經", "濟") > model.logp("經", "河")
        True
        """
        second = self._index.get(self.fold(character))
        if second is None:
            return _elsewhere(ord(character)) if not before else _behind(ord(before), ord(character))
        first = self._index.get(self.fold(before)) if before else None
        if first is None:
            return -self._unigram[second] / _STEP
        end = self._starts[first + 1]
        k = bisect_left(self._followers, second, self._starts[first], end)
        if k < end and self._followers[k] == second:
            return -self._costs[k] / _STEP
        return -(self._backoff[first] + self._unigram[second]) / _STEP

    def score(self, text: str, before: str = "") -> float:
        """Return log P(text | character before) in nats.

        >>> model = chinese()
        >>> model.score("中文") > model.score("涓枃")
        True
        """
        return sum(map(self.logp, [before, *text], text))


def _integers(kind: str, packed: bytes) -> array[int]:
    numbers = array(kind, packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


@cache
def _elsewhere(code: int) -> float:
    k = bisect_left(_LAST, code)
    return _ELSEWHERE[k][2] if k < len(_ELSEWHERE) and _ELSEWHERE[k][0] <= code else _NOWHERE


@cache
def _behind(before: int, code: int) -> float:
    for first, last, price in _IN_WORD:
        if first <= before <= last and first <= code <= last:
            return price
    return _elsewhere(code)


@cache
def chinese() -> Chinese:
    """Return the model, read once per process (about 0.7 MB, 3 ms)."""
    return Chinese((Path(__file__).parent / "data" / "chinese.bigrams").read_bytes())
