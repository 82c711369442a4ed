"""Gates for restored spans: what a good score does not make true.

Long texts, and lists of rare characters above all, hold spans that are UTF-8 by accident. Restored, they give characters
that belong to nobody's language.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from unicodedata import category

from ..language.mixture import any_language

__all__ = ["is_text", "is_writing", "margin"]

# Scripts that one or two characters do not prove: by chance some clean Han pairs are the UTF-8 of one Hangul syllable, and
# single characters that of a Greek letter. They count from three on, or if the document writes them anyway.
_FOREIGN = (
    ("Latin", re.compile("[\u0080-\u024f\u1e00-\u1eff]")),
    ("Greek", re.compile("[\u0386-\u03ce\u1f00-\u1fff]")),
    ("Cyrillic", re.compile("[\u0400-\u052f]")),
    ("Hangul", re.compile("[\uac00-\ud7a3]")),
    ("other", re.compile("[\u0250-\u0385\u03cf-\u03ff\u0530-\u1dff]|[\u2c00-\u2dff]|[\ua000-\uabff]")),
)
_FOREIGN_ENOUGH = 3

_FEW = 2  # characters beyond ASCII that only prove something if they are ordinary ones
_ORDINARY = -11.5  # nats, without context: Han of daily use, marks
_PICTURES = frozenset({"So", "Sm"})  # emoji, arrows, ticks: each is rare, and ordinary
_SELECTORS = "\ufe0e\ufe0f"  # which follow them

# Nats that a span must gain over "nothing happened", by what it gives.
_MARGIN = 3.0
_MARGIN_OF_ONE = 8.0  # one character, with a letter that its last byte absorbed: two rare Han in a row often give that
_MARGIN_OF_FOREIGN = 25.0  # a script that the model does not know word by word: half a dozen letters

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

_NO_TEXT = frozenset({"Cn", "Cs", "Cc"})  # unassigned, surrogate, control


@lru_cache(maxsize=1 << 14)
def is_text(character: str) -> bool:
    """Tell whether a character may stand in text at all, or in a layer of damage, as private-use characters do.

    >>> is_text("中"), is_text("\\n"), is_text("\\ue000"), is_text("\\u03a2"), is_text("\\ufffd")
    (True, True, True, False, False)
    """
    return (category(character) not in _NO_TEXT and character != "\N{REPLACEMENT CHARACTER}") or character in "\t\n\r"


def is_writing(restored: str, document: str, *, proven: bool) -> bool:
    """Tell whether restored characters belong to scripts that they, or the document, prove, and are words, not a table.

    ``proven`` tells whether the document proves the channel.

    >>> [is_writing(restored, "", proven=False) for restored in ("图标", "Привет", "Ξ", "СТУФХЦ", "РГЌЙЗБНВДА")]
    [True, True, False, False, False]
    """
    beyond = [character for character in restored if character > "\x7f"]
    if len(beyond) <= _FEW and not all(map(_is_ordinary, ["", *beyond], beyond)):
        return False
    found = [pattern.findall(restored) for _, pattern in _FOREIGN]
    scripts = [characters for characters in found if characters]
    if not scripts:
        return True
    if sum(map(_is_rare_syllable, restored)) * 5 > len(restored):
        return False
    known = len(scripts[0]) >= _FOREIGN_ENOUGH or any(character in document for character in scripts[0])
    if len(scripts) > 1 or not known or not _is_spelled(scripts[0]):
        return False
    return not _is_table(scripts[0]) and (proven or _is_worded(scripts[0]))


def _is_ordinary(before: str, character: str) -> bool:
    """Tell whether a character stands in text, or behind the one before, so often that it need not be explained."""
    if category(character) in _PICTURES or character in _SELECTORS:
        return True
    return max(any_language().alone(character), any_language().logp(before, character)) >= _ORDINARY


def _is_spelled(letters: list[str]) -> bool:
    """Tell whether Cyrillic or Greek letters are all of one language's alphabet."""
    lower = {letter.lower() for letter in letters if "\u0370" <= letter <= "\u052f"}
    return not lower or any(lower <= alphabet for alphabet in _ALPHABETS)


def _is_worded(letters: list[str]) -> bool:
    """Tell whether Cyrillic or Greek letters have the vowels that words have, and are small for the most part."""
    lower = [letter.lower() for letter in letters if "\u0370" <= letter <= "\u052f"]
    vowels = sum(letter in _VOWELS for letter in lower)
    small = sum(letter.islower() for letter in letters)
    return not lower or (_FEWEST_VOWELS * len(lower) <= vowels <= _MOST_VOWELS * len(lower) and 2 * small > len(lower))


def margin(restored: str, *, proven: bool) -> float:
    """Return how many nats a span that gives ``restored`` must gain, given whether the document proves the channel.

    >>> margin("图标", proven=False) < margin("❌R", proven=False) < margin("Привет", proven=False)
    True
    """
    if not proven and any(pattern.search(restored) for _, pattern in _FOREIGN):
        return _MARGIN_OF_FOREIGN
    return _MARGIN if sum(character > "\x7f" for character in restored) > 1 else _MARGIN_OF_ONE


@lru_cache(maxsize=1 << 14)
def _is_rare_syllable(character: str) -> bool:
    """Tell whether a character is one of the 8,822 Hangul syllables that KS X 1001 left out since words hardly have them."""
    if not "\uac00" <= character <= "\ud7a3":
        return False
    try:
        character.encode("euc_kr")
    except UnicodeEncodeError:
        return True
    return False


def _is_table(characters: list[str]) -> bool:
    """Tell whether characters stand in the order of their codes, as words do not."""
    steps = sum(ord(second) == ord(first) + 1 for first, second in pairwise(characters))
    return len(characters) > 2 and steps * 2 > len(characters) - 1
