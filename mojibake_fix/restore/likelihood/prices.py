"""What texts cost: log P of each character in each language, for many texts at once, and of a text whose language is not known.

The models learnt from prose and code. What else text does is added here, since clean text would look like damage without it:
it repeats characters, goes through alphabets and tables in order, is set in capitals, has letters of a language that the models
hardly know, and now and then something that nobody expects.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from ...language.arrays import arrays
from ...language.models import chinese, japanese, korean, western
from ...language.slots import slots
from .pricing import PRICING
from .standing import (
    ALPHABETS_END,
    CJK,
    Codes,
    Truths,
    amid_letters,
    amid_two_letters,
    among,
    behind_small_letters,
    drawn_in_words,
    final_graves,
    in_small_letters,
    letters,
    pictures,
    strange,
)

__all__ = [
    "LANGUAGES",
    "Nats",
    "alone",
    "alone_in_clean_text",
    "languages_of",
    "observed_at_least",
    "of_a_character",
    "of_observed",
    "of_restored",
    "of_unknown_language",
]

Nats = npt.NDArray[np.float64]
"""Nats of the characters of a text (shape: languages x code points)."""

_MODELS = {"zh": chinese, "ja": japanese, "ko": korean, "other": western}
LANGUAGES = tuple(_MODELS)
"""The languages, in the order of their rows; the last stands for all that write alphabets, and for code."""

_OWN, _REPEATED, _NEXT = PRICING.own, PRICING.repeated, PRICING.next
_FEW = 12
_LETTER = -9.5  # nats: a small letter beyond ASCII in a word, or a capital before one, in a language that the models hardly know
_COMMON_LETTER = -7.5  # one of those that large languages have
_FINAL = -11.0  # a vowel with a grave accent at the end of a word, which names have where no model expects it
_PICTURE = -9.0  # nats: an emoji, a tick, an arrow; each is rare, and ordinary
_MARK = -8.5  # nats: a mark that good typography has and code has not
_BOX = -7.5  # nats: a line of a table, which is full of them
_CAPITAL = -1.0  # nats by which a word in capitals is less likely than in small letters, for each letter

_CURLY = -1.0  # nats by which an apostrophe is less likely than a straight one, which the models know from code and from mails
_NO_BREAK = -3.0  # nats by which a space that does not break is less likely than one that does

_UNEXPECTED = -11.5  # nats: the least that anything in clean text can be, for something always is
_UNEXPECTED_CJK = -13.0  # of which there are more
_IN_A_LAYER = -12.0  # the same for private use, which half of all layers of damage have, and some fonts of signs
_CONTROL = -18.0  # and for C1 controls, which no text has
_NO_TEXT = -25.0  # and in a text that is said to be whole again
_HALF_WIDTH = -9.0  # the most that a half-width katakana is there: any byte is one in Shift-JIS


def of_observed(texts: Sequence[str]) -> list[Nats]:
    """Return log P of the characters of each text as clean text: Chinese, Japanese, Korean or other, each quoting the rest.

    >>> [array.shape for array in of_observed(["中文", "abc"])]
    [(4, 2), (4, 3)]
    """
    joined = _APART.join(texts)
    codes = slots(joined)
    nats = _habits(joined, codes, _languages(joined))
    nats = np.maximum(nats, _least(codes))
    nats[:, drawn_in_words(codes)] = _UNEXPECTED
    nats[:, strange(codes)] = _IN_A_LAYER
    nats[:, (codes >= 0x80) & (codes < 0xA0)] = _CONTROL
    return _apart(nats, texts)


def observed_at_least(texts: Sequence[str]) -> list[npt.NDArray[np.float64]]:
    """Return what ``of_observed`` gives each character of each text at least, in the language that likes it best.

    That takes one model instead of four: it quotes, and has habits, and what habits make likelier is not asked for here.

    >>> bool((of_observed(["中文编码"])[0].max(axis=0) >= observed_at_least(["中文编码"])[0]).all())
    True
    """
    codes = slots(_APART.join(texts))
    likeliest = max(_MODELS.values(), key=lambda model: arrays(model()).rows(codes[None, :_SAMPLE]).sum())
    nats = arrays(likeliest()).rows(codes[None, :])[0] + math.log(_OWN) + math.log1p(-_REPEATED - _NEXT)
    nats = np.maximum(nats, _least(codes))
    drawn = (codes >= _BOXES.start) & (codes < _BOXES_END)
    nats[drawn | strange(codes) | (codes == _NO_BREAK_SPACE)] = _NEVER
    return [each[0] for each in _apart(nats[None, :], texts)]


def _least(codes: Codes) -> npt.NDArray[np.float64]:
    """Return how little each character of clean text is expected at least: no bound where no language has it."""
    least = np.where(codes < CJK, _UNEXPECTED, _UNEXPECTED_CJK)
    return np.where(amid_letters(codes) | behind_small_letters(codes), -np.inf, least)


_SAMPLE = 2000  # characters that tell which model likes texts best
_NEVER = -100.0  # nats: less than anything is priced


def of_restored(texts: Sequence[str]) -> list[Nats]:
    """Return the same for texts that are said to be what was there before the damage.

    >>> [observed], [restored] = of_observed(["\\ue000"]), of_restored(["\\ue000"])
    >>> bool((restored < observed).all())
    True
    """
    joined = _APART.join(texts)
    codes, languages = slots(joined), _languages(joined)
    nats = _habits(joined, codes, languages)
    final = final_graves(codes)
    if final.any():
        nats[:, final] = np.maximum(languages[:, final], _FINAL)
    nats[:, strange(codes)] = _NO_TEXT
    signs = among(codes, _SIGNS)
    nats[:, signs] = np.maximum(nats[:, signs], _UNEXPECTED)
    half = (codes >= 0xFF61) & (codes <= 0xFF9F)
    nats[:, half] = np.minimum(nats[:, half], _HALF_WIDTH)
    return _apart(nats, texts)


# What is written in an encoding that has the characters of other languages, too.
_WRITTEN_IN = {
    "gbk": ("zh", "other"),
    "big5": ("zh", "other"),
    "shift-jis": ("ja", "other"),
    "euc-jp": ("ja", "other"),
    "euc-kr": ("ko", "other"),
}


def languages_of(written: str) -> list[int]:
    """Return the rows of the languages that text in an encoding is in.

    >>> [LANGUAGES[row] for row in languages_of("big5")], len(languages_of("utf8"))
    (['zh', 'other'], 4)
    """
    return [LANGUAGES.index(language) for language in _WRITTEN_IN.get(written, LANGUAGES)]


def of_a_character(restored: Sequence[str], languages: Sequence[list[int]]) -> list[float]:
    """Return log P of a character beyond ASCII, on average, in the likeliest of some languages; of all if it is ASCII.

    This is told of each of some texts, given its languages; nothing is known of what stands before it.
    """
    *known, _ = of_restored([*restored, ""])  # which has habits at its end, though all be ASCII
    return [_of_a_character(*each) for each in zip(restored, languages, known, strict=True)]


def _of_a_character(restored: str, languages: list[int], nats: Nats) -> float:
    beyond = [k for k, character in enumerate(restored) if character > "\x7f"] or list(range(len(restored)))
    return float(nats[languages][:, beyond].sum(axis=1).max()) / len(beyond)


def of_unknown_language(nats: Nats) -> float:
    """Return log P of a text, given that of its characters by language: it is in one language, all being equally likely.

    >>> [clean, damaged] = map(of_unknown_language, of_observed(["中文编码", "涓枃缂栫爜"]))
    >>> clean > damaged
    True
    """
    if not nats.size:
        return 0.0
    return float(np.logaddexp.reduce(nats.sum(axis=1)) - math.log(len(nats)))


@cache
def alone() -> npt.NDArray[np.float64]:
    """Return log P of each character of the BMP without context, in the language that likes it best, by code point.

    >>> bool(alone()[ord("的")] > alone()[ord("釙")])
    True
    """
    every = np.arange(0x10000)
    found: npt.NDArray[np.float64] = np.max([arrays(model()).alone(every) for model in _MODELS.values()], axis=0)
    return found


@cache
def alone_in_clean_text() -> npt.NDArray[np.float64]:
    """Return the same as far as clean text goes: good typography has its marks, and hardly anything has private use.

    >>> bool(alone_in_clean_text()[ord("–")] >= alone()[ord("–")])
    True
    """
    nats = alone().copy()
    every = np.arange(len(nats))
    marks = among(every, _MARKS)
    nats[marks] = np.maximum(nats[marks], _MARK)
    of_pictures, of_layers = pictures(every), strange(every)
    nats[of_pictures] = np.maximum(nats[of_pictures], _PICTURE)
    nats[of_layers] = np.minimum(nats[of_layers], _IN_A_LAYER)
    nats[_BOXES] = np.maximum(nats[_BOXES], _BOX)
    return nats


def _apart(nats: Nats, texts: Sequence[str]) -> list[Nats]:
    found, at = [], 0
    for text in texts:
        found.append(nats[:, at : at + len(text)])
        at += len(text) + len(_APART)
    return found


def _languages(text: str) -> Nats:
    """Return what each language gives, with what it quotes."""
    return _languages_of(slots(text))


def _languages_of(codes: Codes) -> Nats:
    return _quoting(np.stack([arrays(model()).rows(codes[None, :])[0] for model in _MODELS.values()]))


def _quoting(each: Nats) -> Nats:
    quoted = np.logaddexp.reduce(each, axis=0) - math.log(len(_MODELS))
    nats: Nats = np.logaddexp(each + math.log(_OWN), quoted + math.log(1 - _OWN))
    return nats


def _languages_at(places: Truths, codes: Codes) -> Nats:
    """Return what each language gives at some places of a text: only what the models look at is looked up."""
    seen = places.copy()
    for back in range(1, _REACH + 1):
        seen[:-back] |= places[back:]
    return _languages_of(codes[seen])[:, places[seen]]


def _habits(text: str, codes: Codes, nats: Nats) -> Nats:
    """Return nats that know, beside the models, what text does in any language."""
    beyond = codes > 0x7F
    if not beyond.any():
        return nats
    nats = nats.copy()
    fixed = codes == _NO_BREAK_SPACE
    if fixed.any():
        nats[:, fixed] = _languages_at(fixed, np.where(fixed, _BLANK, codes)) + _NO_BREAK
    apostrophes = amid_two_letters(codes, _APOSTROPHE)
    if apostrophes.any():
        places = _with_behind(apostrophes)
        straight = _languages_at(places, np.where(codes == _APOSTROPHE, _STRAIGHT, codes))
        nats[:, places] = np.maximum(nats[:, places], straight + np.where(apostrophes, _CURLY, 0.0)[places])
    nats[:, pictures(codes)] = np.maximum(nats[:, pictures(codes)], _PICTURE)
    nats = _with_letters(codes, nats)
    small = slots(in_small_letters(text))
    capital = small != codes
    if capital.any():
        nats[:, capital] = np.maximum(nats[:, capital], _languages_at(capital, small) + _CAPITAL)
    lines = codes + (np.cumsum(among(codes, _ENDS)) << 21)  # the same character of another line is another one
    repeated, in_order = np.zeros(len(lines)), np.zeros(len(lines))
    for back in range(1, _FEW + 1):
        repeated[back:] += lines[back:] == lines[:-back]
    repeated /= _FEW
    step = np.abs(lines[1:] - lines[:-1])
    in_order[1:] = (step == 1) | (step == 0x20)
    habit = _REPEATED * np.where(codes >= ALPHABETS_END, repeated, 0.0) + _NEXT * np.where(beyond, in_order, 0.0)
    with np.errstate(divide="ignore"):
        known: Nats = np.logaddexp(nats + np.log1p(-_REPEATED - _NEXT), np.log(habit))
    return known


_MARKS = "«»‹›“”„‘‚–—…•©®™°€£§½¼¾²³×÷¿¡"
_SIGNS = "´·ªºµ±¬¶¹¥¢"  # which text has, if seldom
_LOW_MARKS = "‚„"  # which open a quotation: behind no letter, before no blank
_BOXES, _BOXES_END = slice(0x2500, 0x2580), 0x25A0
_APOSTROPHE, _STRAIGHT = ord("’"), ord("'")
_REACH = 4  # characters that the models look back
_NOTHING = "\ufdd0"  # a noncharacter, which no model has seen: what stands behind it stands behind nothing that is known
_APART = _NOTHING * _REACH  # between texts
_ENDS = f"\n{_NOTHING}"
_NO_BREAK_SPACE = 0xA0
_BLANK = 0x20

_ACCENTS = (
    "\u0300\u0301\u0302\u0303\u0306\u0307\u0308\u0309\u030a\u030b\u030c\u031b\u0323\u0327\u0328"  # on the letter before them
)
_WORDS = "àèé"  # by themselves
_BLANKS = f" {_ENDS}\xa0'’"  # or what elides a vowel
_COMMON_LETTERS = "àáâãäåæçèéêëíîïñòóôõöøùúûüßąćęłńśżžščřěůőűğışăț"


def _with_letters(codes: Codes, nats: Nats) -> Nats:
    """Return nats by which letters beyond ASCII are not dearer, in their places in words, than in any language."""
    letter, small = letters(codes)
    behind, before = _behind(small), _before(letter)
    accents = among(codes, _ACCENTS)
    capital = _behind(letter & ~small)
    inside = (small | accents & before) & (before | behind) & ~capital  # no word goes on in capitals
    initial = letter & ~small & ~before & behind
    blank = among(codes, _BLANKS)
    blank_before, blank_behind = _before(blank, True), _behind(blank, True)
    word = among(codes, _WORDS) & blank_before & blank_behind
    least = np.where(inside | initial | word, np.where(among(codes, _COMMON_LETTERS), _COMMON_LETTER, _LETTER), -np.inf)
    marks = among(codes, _MARKS) & ~(before & _behind(letter)) | (codes == _APOSTROPHE)
    marks &= ~(among(codes, _LOW_MARKS) & (before | blank_behind))
    least = np.maximum(least, np.where(marks, _MARK, -np.inf))
    known: Nats = np.maximum(nats, np.where(codes > 0x7F, least, -np.inf))
    return known


def _behind(which: Truths, none: bool = False) -> Truths:
    """Return what holds behind each place; ``none`` is what holds behind the last one."""
    found = np.empty_like(which)
    found[:-1], found[-1:] = which[1:], none
    return found


def _before(which: Truths, none: bool = False) -> Truths:
    """Return what holds before each place; ``none`` is what holds before the first one."""
    found = np.empty_like(which)
    found[1:], found[:1] = which[:-1], none
    return found


_BEHIND = 3  # characters behind one that are more or less likely for it


def _with_behind(places: Truths) -> Truths:
    """Tell the same of what stands behind, as far as the models look back."""
    found = places.copy()
    for by in range(1, _BEHIND + 1):
        found[by:] |= places[:-by]
    return found
