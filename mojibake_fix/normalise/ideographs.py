"""Second codes of one character become the first: compatibility ideographs, and Kangxi radicals in the place of Han.

They look alike and are not found by a search. Kept are the forms that Japanese names keep apart (FA10 to FA6D, in
Japanese), the twelve of that block that are no second code, radicals that stand alone, as in a book about radicals, what
stands beside its own unified form, as in a table of variants, and lists of words, as of the characters that a program reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from .. import model
from ..patterns import lazy_pattern
from ..spans import HAN, Spans, is_chinese, is_word_list, other_languages
from .shown import not_shown
from .signs import COMPATIBLE, RADICAL

__all__ = ["find"]

_CANDIDATE = lazy_pattern(f"[{COMPATIBLE}]|(?<=[{HAN}])[{RADICAL}]+|[{RADICAL}]+(?=[{HAN}])")
_OF_JAPANESE_NAMES = range(0xFA10, 0xFA6E)


def find(text: str, spans: Spans) -> Iterator[model.Edit]:
    r"""Yield an edit for every such character.

    >>> [edit.after for edit in find("\u2f64户的\ufa10", Spans())]
    ['用', '塚']
    """
    yield from not_shown(text, _second_codes(text, spans))


def _second_codes(text: str, spans: Spans) -> Iterator[model.Edit]:
    for match in _CANDIDATE.finditer(text):
        unified = normalize("NFKC", match[0])
        if unified == match[0] or spans.covers(*match.span()) or is_word_list(text):
            continue
        if ord(match[0][0]) in _OF_JAPANESE_NAMES and (other_languages(text).covers(match.start()) or not is_chinese(text)):
            continue
        yield model.Edit(match.start(), match[0], unified)
