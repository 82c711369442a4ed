"""The characters of text that no gate looks at twice, and those that words are made of, as tables of the BMP."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from ..encodings import codec
from ..encodings.arrays import UNMAPPED
from .evidence.utf8_shapes import BMP

__all__ = ["letters_of", "ordinary"]

_Truths = npt.NDArray[np.bool_]

# What no gate looks at twice behind a reader of two bytes, and behind one of single bytes.
_ORDINARY_BESIDE_CJK = ((0xA0, 0xA1), (0xB7, 0xB8), (0x2010, 0x2028), (0x2030, 0x2040), (0x2100, 0x2400), (0x2460, 0x2800))
_ORDINARY_CJK = ((0x3000, 0x3130), (0x3200, 0x3400), (0x4E00, 0xA000), (0xFE30, 0xFE50), (0xFF01, 0xFF5F), (0xFFE0, 0xFFE7))
_ORDINARY_LETTERS = ((0xA0, 0x250), (0x374, 0x460), (0x531, 0x600), (0x60C, 0x1D00), (0x1E00, 0x2000), (0x20A0, 0x20C0))
_SUPERSCRIPTS = (0xB2, 0xB3, 0xB9)  # and what else stands behind something only
_SOFT_HYPHEN = 0xAD


@cache
def ordinary(wide: bool) -> _Truths:
    """Return which characters of the BMP are ordinary text behind a reader of two bytes, or behind one of single bytes."""
    found = np.zeros(BMP, bool)
    found[[0x09, 0x0A, 0x0D, *range(0x20, 0x7F)]] = True
    for first, last in (*_ORDINARY_BESIDE_CJK, *_ORDINARY_CJK, *(() if wide else _ORDINARY_LETTERS)):
        found[first:last] = True
    found[0xAC00:0xD7A4] = codec("euc-kr").arrays.codes[0xAC00:0xD7A4] != UNMAPPED
    found[[*_SUPERSCRIPTS, _SOFT_HYPHEN]] = False
    return found


_HAN, _KANA, _HANGUL = (0x4E00, 0xA000), (0x3041, 0x3100), (0xAC00, 0xD7A4)
_OWN_LETTERS = {"gbk": (_HAN,), "big5": (_HAN,), "shift-jis": (_HAN, _KANA), "euc-jp": (_HAN, _KANA), "euc-kr": (_HANGUL,)}


@cache
def letters_of(written: str) -> _Truths:
    """Return which characters of the BMP are letters, of a legacy encoding those that it was made for."""
    if written not in _OWN_LETTERS:
        return np.array([chr(point).isalpha() for point in range(BMP)])
    found = np.zeros(BMP, bool)
    for first, last in _OWN_LETTERS[written]:
        found[first:last] = True
    return found
