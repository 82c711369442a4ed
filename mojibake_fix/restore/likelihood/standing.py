"""Which characters of a text are of a kind, and which stand where words have them, or have not: for many characters at once."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from ...patterns import lazy_pattern

__all__ = [
    "ALPHABETS_END",
    "CJK",
    "Codes",
    "Truths",
    "amid_letters",
    "amid_two_letters",
    "among",
    "behind_small_letters",
    "drawn_in_words",
    "final_graves",
    "in_small_letters",
    "letters",
    "pictures",
    "strange",
]

Codes = npt.NDArray[np.intp]
"""The code points of a text, or the slots of the models."""

Truths = npt.NDArray[np.bool_]
"""What is true of each of them."""

CJK = 0x2E80
"""From here on characters are CJK."""

ALPHABETS_END = 0x2000
"""Below stand the letters of alphabets."""


def among(codes: Codes, characters: str) -> Truths:
    """Tell which characters are among some."""
    found: Truths = _table(characters).take(codes, mode="clip")
    return found


@cache
def _table(characters: str) -> Truths:
    """Return which code points are those of some characters, up to one that is not."""
    points = [*map(ord, characters)]
    table = np.zeros(max(points) + 2, bool)
    table[points] = True
    return table


@cache
def _kinds() -> tuple[Truths, Truths]:
    """Return which of the characters below U+2000 are letters, and which are letters but no capitals."""
    characters = [*map(chr, range(ALPHABETS_END))]
    every, capitals = (np.array([*map(kind, characters)]) for kind in (str.isalpha, str.isupper))
    return every, every & ~capitals


def letters(codes: Codes) -> tuple[Truths, Truths]:
    """Tell which characters are letters of an alphabet, and which of these are no capitals."""
    letter, small = (kind[np.minimum(codes, ALPHABETS_END - 1)] & (codes < ALPHABETS_END) for kind in _kinds())
    return letter, small


_GRAVES = "àèìòù"


def final_graves(codes: Codes) -> Truths:
    """Tell which characters are vowels with a grave accent that end a word: Italian has them there, and the models know which."""
    letter, _ = letters(codes)
    found: Truths = among(codes, _GRAVES) & np.append(False, letter[:-1]) & ~np.append(letter[1:], False)
    return found


def amid_two_letters(codes: Codes, character: int) -> Truths:
    """Tell where a character stands between two letters of an alphabet."""
    letter, _ = letters(codes)
    found: Truths = (codes == character) & np.append(False, letter[:-1]) & np.append(letter[1:], False)
    return found


def amid_letters(codes: Codes) -> Truths:
    """Tell which characters are CJK with a letter of ASCII on either side, where no language has them."""
    latin = ((codes | 0x20) >= ord("a")) & ((codes | 0x20) <= ord("z"))
    found = np.zeros(len(codes), bool)
    found[1:-1] = latin[:-2] & latin[2:] & (codes[1:-1] >= CJK)
    return found


def behind_small_letters(codes: Codes) -> Truths:
    """Tell which characters are capitals beyond ASCII that follow a small letter, where no word has them."""
    letter, small = letters(codes)
    cased = among(codes, _cased())
    found: Truths = letter & ~small & (codes > 0x7F) & np.append(False, cased[:-1])
    return found


def drawn_in_words(codes: Codes) -> Truths:
    """Tell which characters are signs for drawing, with another one behind, beside a small letter: drawings stand beside words.

    >>> drawn_in_words(np.array([ord(character) for character in "f├╝r ├──"])).tolist().index(True)
    1
    """
    drawn, small = (codes >= 0x2500) & (codes < 0x25A0), (codes >= ord("a")) & (codes <= ord("z"))
    small &= np.append(True, codes[:-1] != ord("\\"))  # which makes it the end of a line, of a string that is drawn in
    beside = np.concatenate([[False], small, [False, False]])  # shifted by one
    found: Truths = drawn & np.append(drawn[1:], False) & (beside[: len(codes)] | beside[3:])
    return found


def pictures(codes: Codes) -> Truths:
    """Tell which characters are emoji and the like, or select how they look."""
    found: Truths = (
        (codes >= 0x2190) & (codes < 0x2200)
        | (codes >= 0x2600) & (codes < 0x27C0)
        | (codes >= 0x10000) & (codes < 0x10C00)
        | (codes == 0xFE0F)
    )
    return found


def strange(codes: Codes) -> Truths:
    """Tell which characters are C1 controls, surrogates or private use."""
    found: Truths = ((codes >= 0x80) & (codes < 0xA0)) | ((codes >= 0xD800) & (codes < 0xF900))
    return found


_WORD_IN_CAPITALS = lazy_pattern(r"[^\W\d_]{2,}")


def in_small_letters(text: str) -> str:
    """Return the text with its words in capitals in small letters, as far as each letter is one, and by itself one character."""
    return _WORD_IN_CAPITALS.sub(lambda word: word[0].translate(_small()) if word[0].isupper() else word[0], text)


@cache
def _small() -> dict[int, int]:
    beyond = ((code, chr(code).lower()) for code in range(0x250, 0x600))
    return {code: ord(small) for code, small in [*((c, chr(c).lower()) for c in range(0x41, 0x250)), *beyond] if len(small) == 1}


@cache
def _cased() -> str:
    """Return the small letters that have a capital."""
    return "".join(chr(small) for capital, small in _small().items() if small != capital)
