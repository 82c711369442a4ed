"""Stretches of a text that the rules must not touch, by the format of the file and by its languages."""

from __future__ import annotations

from .exempt import ignored
from .formats import ALSO, DOCUMENTS, PROSE, Format, format_of
from .languages import (
    FOREIGN,
    HAN,
    HANGUL,
    KANA,
    Letters,
    count_of_han,
    is_chinese,
    is_han,
    is_mostly_ascii,
    other_languages,
)
from .notes import note, noted
from .prose import protected
from .ranges import Joined, Spans
from .search import characters_of, first, found, one_is_in, one_of, stretches_of
from .words import is_word_list

__all__ = [
    "ALSO",
    "DOCUMENTS",
    "FOREIGN",
    "HAN",
    "HANGUL",
    "KANA",
    "PROSE",
    "Format",
    "Joined",
    "Letters",
    "Spans",
    "characters_of",
    "count_of_han",
    "first",
    "format_of",
    "found",
    "ignored",
    "is_chinese",
    "is_han",
    "is_mostly_ascii",
    "is_word_list",
    "note",
    "noted",
    "one_is_in",
    "one_of",
    "other_languages",
    "protected",
    "stretches_of",
]
