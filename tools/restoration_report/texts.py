"""The texts that get damaged, line by line: those that the language model has not seen."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from corpus import held_out_text
from corpus.held_out_text import TEXTS, pages
from corpus.training_text import Lines

from .store import kept

__all__ = ["ASCII", "CJK", "LANGUAGES", "MAKERS", "WEST", "in_turn"]

MAKERS = (__file__, held_out_text.__file__)
"""The files that say what the texts are."""

CJK = ("zh-hans", "zh-hant", "ja", "ko")
WEST = (
    *("en", "fr", "de", "es", "pt", "sv", "pl", "cs", "hu", "tr", "vi"),
    *("ru", "uk", "el", "he", "ar", "th", "hi"),
)
ASCII = "ascii"  # English without a mark that ASCII does not have
LANGUAGES = (*CJK, *WEST, ASCII)

_ENGLISH = tuple(
    Lines(name, "en", "manual", lambda source=source, pattern=pattern: pages(source, pattern))  # type: ignore[misc]
    for name, source, pattern in (
        ("installation-en", "installation-guide-amd64", "*-amd64/en/*.html"),
        ("handbook-en", "debian-handbook", "*/html/en-US/*.html"),
    )
)

# Controls, lone surrogates, private use, unassigned: no text, or text that was damaged before we came.
_NO_TEXT = ("Cc", "Cs", "Co", "Cn")


@lru_cache(maxsize=1)
def _lines(language: str) -> list[list[str]]:
    """Return the lines of each text of a language, without those that are no plain text."""
    written = "en" if language == ASCII else language
    texts = [text for text in (*TEXTS, *_ENGLISH) if text.language == written]
    return kept(f"{written}.texts", MAKERS, lambda: [list(_of(text)) for text in texts])


def _of(text: Lines) -> Iterator[str]:
    lines = dict.fromkeys(line.strip() for paragraph in text.read() for line in paragraph.split("\n"))
    return (line for line in lines if is_plain(line))


def is_plain(line: str) -> bool:
    """Tell whether a line holds nothing but assigned characters that can be seen or separate others.

    >>> is_plain("中文 text"), is_plain("a\\tb"), is_plain("\\ufffd")
    (True, False, False)
    """
    return "\ufffd" not in line and not any(unicodedata.category(character) in _NO_TEXT for character in line)


def in_turn(language: str, dice: random.Random) -> Iterator[str]:
    """Yield the lines of a language in the order that the dice have it, one of each text in turn: none outweighs the others."""
    texts = [dice.sample(lines, len(lines)) for lines in _lines(language)]
    yield from (line for lines in zip_longest(*texts) for line in lines if line is not None)
