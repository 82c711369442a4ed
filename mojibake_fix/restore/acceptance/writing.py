"""Tell writing from characters that belong to somebody's script and are no words: what two bytes at a time give by chance."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from unicodedata import category

from ...language.mixture import any_language
from ...patterns import lazy_pattern
from ..likelihood.pricing import PRICING

__all__ = ["FEW", "FOREIGN", "ORDINARY", "STRANGERS", "are_signs", "are_spelled", "is_writing"]

# Scripts that one or two characters do not prove: by chance some clean Han pairs are the UTF-8 of one Hangul syllable, and
# single characters that of a Greek letter. They count from three on, or if the document writes them anyway.
FOREIGN = (
    ("Latin", lazy_pattern("[\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]")),
    ("Greek", lazy_pattern("[\u0386-\u03ce\u1f00-\u1fff]")),
    ("Cyrillic", lazy_pattern("[\u0400-\u052f]")),
    ("Hangul", lazy_pattern("[\uac00-\ud7a3]")),
    ("other", lazy_pattern("[\u0250-\u0385\u03cf-\u03ff\u0530-\u1dff]|[\u2c00-\u2dff]|[\ua000-\uabff]")),
)
_FOREIGN_ENOUGH = 3

STRANGERS = lazy_pattern(
    "[\u0180-\u019f\u01a2-\u01ae\u01b1-\u01c3\u0250-\u02ff\u0370-\u0373\u0460-\u1dff\u2c00-\u2dff\ua000-\uabff]"
)
"""Phonetic letters and those of scripts that few write: one proves no script."""

ORDINARY = PRICING.ordinary
"""Nats, without context: what Han of daily use and marks are likelier than."""

FEW = 2  # characters beyond ASCII that only prove something if they are ordinary ones
_PICTURES = frozenset({"So", "Sm"})  # emoji, arrows, ticks: each is rare, and ordinary
_SELECTORS = "\ufe0e\ufe0f"  # which follow them

_ALPHABETS = tuple(
    map(
        frozenset,
        (
            "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",  # Russian, Bulgarian
            "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",  # Ukrainian
            "абвгдеёжзійклмнопрстуўфхцчшыьэюя",  # Belarusian
            "абвгдђежзијклљмнњопрстћуфхцчџш",  # Serbian
            "абвгдѓежзѕијклљмнњопрстќуфхцчџш",  # Macedonian
            "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",  # Greek
        ),
    )
)
_VOWELS = frozenset("аеёиоуыэюяіїєαεηιουωάέήίόύώ")
_FEWEST_VOWELS = 0.25
_MOST_VOWELS = 0.65


def are_signs(restored: str) -> bool:
    """Tell whether all characters beyond ASCII are pictures, arrows, lines of drawings: each is rare behind anything.

    >>> are_signs('┌" + "─'), are_signs("▼"), are_signs("• é")
    (True, True, False)
    """
    return all(category(character) in _PICTURES or character in _SELECTORS for character in restored if character > "\x7f")


def is_writing(restored: str, document: str, own: str = "", *, proven: bool) -> bool:
    """Tell whether restored characters belong to scripts that they, or the document, prove, and are words, not a table.

    ``own`` is a script that is expected; ``proven`` tells whether the document proves the channel.

    >>> [is_writing(restored, "", proven=False) for restored in ("图标", "Привет", "Ξ", "СТУФХЦ", "РГЌЙЗБНВДА")]
    [True, True, False, False, False]
    """
    beyond = [character for character in restored if character > "\x7f"]
    if len(beyond) <= FEW and not own and not all(map(_is_ordinary, ["", *beyond], beyond, [*beyond[1:], ""])):
        return False
    found = [pattern.findall(restored) for name, pattern in FOREIGN if name != own]
    scripts = [characters for characters in found if characters]
    if not scripts:
        return True
    known = len(scripts[0]) >= _FOREIGN_ENOUGH or any(character in document for character in scripts[0])
    if len(scripts) > 1 or not known or not _is_spelled(scripts[0]):
        return False
    return not _is_table(scripts[0]) and (proven or _is_worded(scripts[0]))


def are_spelled(restored: str) -> bool:
    """Tell whether letters are no list, and Cyrillic or Greek ones are of one alphabet and have vowels.

    >>> [are_spelled(text) for text in ("Файл не найден", "фьоимьзььт", "юхлры аимсз бйнтш цяу", "no such letters")]
    [True, False, False, True]
    """
    letters = _OF_ALPHABETS.findall(restored)
    return (
        not _is_list([letter for letter in restored if letter > "\x7f" and letter.isalpha()])
        and _is_spelled(letters)
        and _have_vowels([letter.lower() for letter in letters])
        and not _SIGN_OUT_OF_PLACE.search(restored.lower())
    )


_OF_ALPHABETS = lazy_pattern("[\u0370-\u052f]")
# The soft and the hard sign stand behind consonants.
_SIGN_OUT_OF_PLACE = lazy_pattern("[ьъ]ь|ъъ|[аеёиоуыэюяіїє]ь|\\bь")


def _is_list(letters: list[str]) -> bool:
    """Tell whether letters come as often as one another, or hardly again: of words two letters in fifteen are the same."""
    counts, number = Counter(map(str.lower, letters)).values(), len(letters)
    if number < _MANY:
        return False
    is_in_both_cases = max(counts) == _TWICE and number > _BOTH_CASES * len(counts)
    again = sum(count * (count - 1) for count in counts)
    return min(counts) == max(counts) or is_in_both_cases or again < _AGAIN * number * (number - 1)


_MANY, _AGAIN = 10, 0.02  # letters, and the share of their pairs that are of one letter: in text 0.05 to 0.08
_TWICE, _BOTH_CASES = 2, 1.6  # times that a list in both cases has each letter, and nearly each


def _is_ordinary(before: str, character: str, behind: str) -> bool:
    """Tell whether a character stands in text, or next to one of those around it, so often that it need not be explained."""
    if category(character) in _PICTURES or character in _SELECTORS:
        return True
    model = any_language()
    nats = max(model.alone(character), model.logp(before, character))
    if behind:
        nats = max(nats, model.alone(character) + model.logp(character, behind) - model.alone(behind))
    return nats >= ORDINARY


def _is_spelled(letters: list[str]) -> bool:
    """Tell whether Cyrillic or Greek letters are all of one language's alphabet."""
    lower = {letter.lower() for letter in letters if "\u0370" <= letter <= "\u052f"}
    return not lower or any(lower <= alphabet for alphabet in _ALPHABETS)


def _is_worded(letters: list[str]) -> bool:
    """Tell whether Cyrillic or Greek letters have the vowels that words have, and are small for the most part."""
    lower = [letter.lower() for letter in letters if "\u0370" <= letter <= "\u052f"]
    small = sum(letter.islower() for letter in letters)
    return not lower or (_have_vowels(lower) and 2 * small > len(lower))


def _have_vowels(lower: list[str]) -> bool:
    vowels = sum(letter in _VOWELS for letter in lower)
    return _FEWEST_VOWELS * len(lower) <= vowels <= _MOST_VOWELS * len(lower)


def _is_table(characters: list[str]) -> bool:
    """Tell whether characters stand in the order of their codes, as words do not."""
    steps = sum(ord(second) == ord(first) + 1 for first, second in pairwise(characters))
    return len(characters) > 2 and steps * 2 > len(characters) - 1
