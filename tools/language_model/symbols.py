"""Decide what the symbols of a model are: a character, the characters that fold to one, or a class of rare ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mojibake_fix.language.cache import BREAK
from mojibake_fix.language.slots import SLOTS, slot, slots

__all__ = ["CLASSES", "CharacterClass", "Symbols", "choose", "class_of"]


@dataclass(frozen=True, slots=True)
class CharacterClass:
    """Characters that a model does not tell apart from context, with the share of text that they are if a source shows none.

    ``in_words`` tells whether they stand beside each other for the most part.
    """

    name: str
    ranges: tuple[tuple[int, int], ...]
    share: float
    in_words: bool = False


_OTHER_LETTERS = (
    (0x0250, 0x1DFF),  # from the phonetic letters to their supplement: Hebrew, Arabic, the scripts of India, Thai, Georgian
    (0x2C00, 0x2DFF),  # Glagolitic to Ethiopic Extended
    (0xA000, 0xABFF),  # Yi to Meetei Mayek
    (0xFB00, 0xFDFF),  # ligatures and forms of Hebrew and Arabic
    (0xFE70, 0xFEFE),
)
_SYMBOLS = (
    (0x00A0, 0x00BF),
    (0x00D7, 0x00D7),  # ×
    (0x00F7, 0x00F7),  # ÷
    (0x2000, 0x2BFF),  # punctuation, arrows, mathematics, boxes, dingbats
    (0x3000, 0x33FF),  # CJK punctuation, letters in circles, units
    (0xFE10, 0xFE6F),  # forms for vertical lines, small forms
    (0xFF01, 0xFFE6),  # full-width forms
)

# The first that has a character is its class. Shares are estimates, not counts, of what ordinary documents hold; what appears
# in text mostly because something broke has next to nothing. Private use has more than any document: damage that was done
# twice is weighed by the layer between, too, and half of such layers hold some.
CLASSES: tuple[CharacterClass, ...] = (
    CharacterClass("nothing", ((0xD800, 0xDFFF), (0xFDD0, 0xFDEF), (0xFFF0, 0xFFFF)), 3e-7),
    CharacterClass("control", ((0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x9F)), 3e-7),
    CharacterClass("capital", ((0x41, 0x5A),), 3e-3, in_words=True),
    CharacterClass("small", ((0x61, 0x7A),), 1e-2, in_words=True),
    CharacterClass("digit", ((0x30, 0x39),), 3e-3, in_words=True),
    CharacterClass("ascii", ((0x09, 0x0D), (0x20, 0x7E)), 1e-2),
    CharacterClass("latin", ((0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x24F), (0x1E00, 0x1EFF)), 3e-4, in_words=True),
    CharacterClass("greek", ((0x386, 0x3CE), (0x1F00, 0x1FFF)), 5e-5, in_words=True),
    CharacterClass("cyrillic", ((0x400, 0x52F),), 1e-4, in_words=True),
    CharacterClass("kana", ((0x3041, 0x30FF),), 5e-4, in_words=True),
    CharacterClass("narrow kana", ((0xFF66, 0xFF9F),), 3e-6, in_words=True),
    CharacterClass("hangul", ((0xAC00, 0xD7A3), (0x3131, 0x318E)), 1e-4, in_words=True),
    CharacterClass("han", ((0x4E00, 0x9FFF), (0x3007, 0x3007)), 5e-4),
    CharacterClass("rarest han", ((0x3400, 0x4DBF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)), 1e-5),
    CharacterClass("bopomofo", ((0x3100, 0x312F),), 1e-5, in_words=True),
    CharacterClass("selector", ((0xFE0E, 0xFE0F), (0x200D, 0x200D)), 3e-4),
    CharacterClass("emoji", ((0x1F000, 0x1FBFF),), 1e-3),
    CharacterClass("private", ((0xE000, 0xF8FF),), 1e-3),
    CharacterClass("other letters", _OTHER_LETTERS, 3e-5, in_words=True),
    CharacterClass("number in a circle", ((0x2460, 0x24FF), (0x2776, 0x2793)), 3e-5, in_words=True),
    CharacterClass("block", ((0x2580, 0x259F),), 1e-4, in_words=True),
    CharacterClass("drawing", ((0x2500, 0x257F), (0x25A0, 0x25FF)), 3e-4, in_words=True),  # boxes, shapes
    CharacterClass("symbol", _SYMBOLS, 3e-3),
    CharacterClass("elsewhere", ((0, 0x10FFFF),), 3e-7),
)  # fmt: skip


_NEVER_OWN = frozenset({"nothing", "control", "private", "elsewhere"})


def class_of(code: int) -> int:
    """Return the place in CLASSES of a code point.

    >>> [CLASSES[class_of(ord(c))].name for c in "Aé字😀"]
    ['capital', 'latin', 'han', 'emoji']
    """
    return next(k for k, kind in enumerate(CLASSES) if any(first <= code <= last for first, last in kind.ranges))


@dataclass(frozen=True)
class Symbols:
    """The symbol of each slot (shape: SLOTS), and how many symbols there are; symbol 0 breaks text into pieces."""

    table: npt.NDArray[np.uint16]
    count: int

    def __len__(self) -> int:
        return self.count

    def of(self, text: str) -> npt.NDArray[np.uint16]:
        """Return the symbol of each character."""
        return self.table[slots(text)]

    def of_class(self, k: int) -> int:
        """Return the symbol of a class."""
        return k + 1


def choose(seen: Mapping[str, float], least: float, fold: Mapping[str, str], classes: frozenset[str]) -> Symbols:
    """Return the symbols for characters seen so often, after folding, in a text.

    Every character with a count of at least ``least`` has a symbol of its own, unless its class is among ``classes``, which
    are symbols as a whole. The classes come first (1, 2, ...), then the characters in code order.
    """
    counts: Counter[str] = Counter()
    for character, count in seen.items():
        counts[fold.get(character, character)] += count  # type: ignore[assignment]
    own = sorted(
        character
        for character, count in counts.items()
        if count >= least and CLASSES[class_of(ord(character))].name not in classes | _NEVER_OWN
    )
    number = {character: k for k, character in enumerate(own, len(CLASSES) + 1)}
    table = np.zeros(SLOTS, np.uint16)
    for code in _representatives():
        character = chr(code)
        table[slot(code)] = number.get(fold.get(character, character), class_of(code) + 1)
    table[slot(ord(BREAK))] = 0
    return Symbols(table, len(CLASSES) + 1 + len(own))


def _representatives() -> list[int]:
    """Return a code point for each slot."""
    return [*range(0x10000), *range(0x1F000, 0x1FC00), 0x20000, 0x10FFFF]
