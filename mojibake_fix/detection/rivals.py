"""What the encodings that some bytes may be in make of them, as far as one is near enough to another to be its rival."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from ..patterns import lazy_pattern
from .letters import DENSE, INNER_CAPITAL, inventory, unlike
from .outlines import BEHIND, MODELS, UNKNOWN, WITHOUT_ASCII, Outline, composed, far, priced
from .pages import inner_capitals, is_ascii_in_capitals, is_in_capitals
from .price import (
    ERROR,
    around,
    behind,
    likelihood,
    likelihoods,
    likelihoods_of_capitals,
    whole,
)
from .sample import COMMAS, EBCDIC, ascii_count, beyond_count, characters_of, has_cedillas, read_leniently
from .shapes import OF_SHAPES, SHAPES, out_of_shape
from .signs import expected, in_words, in_words_of_latin, mixed_alphabets
from .words import spoken

__all__ = ["UNSEEN", "Reading", "each_text_once", "likelier_by_letters", "readings_of"]

UNSEEN = -9.0
"""Nats a character beyond ASCII: the text is in a language that the models have not seen, or it is none."""

# Nats a character beyond ASCII: a text in small letters of an alphabet costs less; in alphabets a word has so many characters.
_STRANGE, _FEWEST_CAPITALS = -3.5, 4
_NOT_SPOKEN = -12.0  # nats: of texts whose words in ASCII are of a language, hardly any is in another one
_SPARSE, _FEW = -6.0, 2  # nats of a text with so few letters in a language that has some in every word
_WITHOUT_LETTERS, _EVERYWHERE = (
    -4.0,
    "en",
)  # nats of one with signs and no letter in a page for others than English, which has none
_MANY = 16  # characters beyond ASCII of which more are letters
_UNBALANCED = -8.0  # nats of a bracket without another one, where a letter of the models is as dear
_WITHIN_LATIN = lazy_pattern("[a-z][\u0370-\u05ff]|[\u0370-\u05ff][a-z]")
_TWO_ALPHABETS = -4.0  # nats of a letter of Greek or Hebrew beside one of Latin
_LETTER = lazy_pattern("[^\\W\\d_]")
_LETTER_BEYOND = lazy_pattern("[^\\W\\d_\x00-\x7fªºµ]")
_BEYOND_LATIN = lazy_pattern("[^\x00-\u036f]")  # other alphabets and signs


class Reading(NamedTuple):
    """One encoding, the text in it, how likely that is in nats, and its share of the probability.

    ``spelt`` is the text of a page as its languages are written today.
    ``language`` is set if the encoding tells one; ``length`` counts the characters beyond ASCII. ``apart`` is what of the nats is
    not the text's, and ``languages`` those that are written in a page, ``spoken`` those of them
    that its words in ASCII are of; ``by_letters`` tells that no model has seen the text's,
    and ``at_most`` how likely it can be then.
    """

    encoding: str
    text: str
    nats: float
    language: str | None = None
    length: int = 0
    apart: float = 0.0
    languages: frozenset[str] = frozenset()
    spoken: frozenset[str] = frozenset()
    by_letters: bool = False
    at_most: float = math.inf
    spelt: str = ""
    share: float = 0.0


def readings_of(data: bytes, outlines: list[Outline], close: float = BEHIND) -> list[Reading]:
    """Return what the outlines read that are not far behind the best, those in encodings that are met most first.

    Of pages, those stay that are no more than ``close`` nats behind the likeliest of them.
    """
    rivals = sorted(_rivals(data, outlines, close), key=lambda rival: -rival[0].weight)
    each = (known or _reading(data, outline) for outline, known in rivals)
    readings = [reading for reading in each if reading is not None]
    return [*map(_with_behind, readings)] if len(readings) > 1 else readings


def _with_behind(reading: Reading) -> Reading:
    """Return the reading of a page with what the letters of ASCII behind others say, which is never against it."""
    if not reading.languages:
        return reading
    return reading._replace(nats=reading.nats + behind(reading.spelt))


def _rivals(data: bytes, outlines: list[Outline], close: float) -> list[tuple[Outline, Reading | None]]:
    """Return the outlines that are not far behind the best, with what they read if that is known.

    Of pages, which are priced for that, those that may come close. In EBCDIC a letter may have a byte of ASCII.
    """
    best, behind = max((outline.nats for outline in outlines), default=0.0), far(data)
    others: list[tuple[Outline, Reading | None]] = [
        (outline, None)
        for outline in outlines
        if outline.read is not None and (outline.nats >= best - behind or outline.encoding in EBCDIC)
    ]
    pages = [outline for outline in outlines if outline.read is None]
    if not pages:
        return others
    likelihood = _likelihoods(data, pages)
    priced = [page.weight + nats for page, nats in zip(pages, likelihood, strict=True)]
    best = max(priced)
    least = best - behind if best >= UNSEEN * (len(data) - ascii_count(data)) else -math.inf  # then letters will tell
    place = priced.index(best)
    likeliest = pages[place]._replace(likelihood=likelihood[place])
    reading = _reading(data, likeliest)
    close_by = -math.inf if reading is None else likelier_by_letters(reading).nats - close - expected(reading.spelt)
    enough = max(least, close_by)
    for page, nats, own in zip(pages, priced, likelihood, strict=True):
        if nats >= enough or ((nats >= least or page.spoken) and _by_letters(data, page, close_by)):
            known = reading if page.encoding == likeliest.encoding else None
            others.append((page._replace(likelihood=own), known))
    return others


def _likelihoods(data: bytes, pages: list[Outline]) -> list[float]:
    """Return log P of what is beyond ASCII in each page; where that is little in all of them, it may be in capitals in some."""
    nats = likelihoods(data, [page.encoding for page in pages])
    high = len(data) - ascii_count(data)
    if max(nats) >= _STRANGE * high or (high < _FEWEST_CAPITALS and not is_ascii_in_capitals(data)):
        return nats
    places = [place for place, page in enumerate(pages) if is_in_capitals(data, page.encoding, not page.languages <= DENSE)]
    capitals = likelihoods_of_capitals(data, [pages[place].encoding for place in places]) if places else []
    for place, likelier in zip(places, capitals, strict=True):
        nats[place] = max(nats[place], likelier + INNER_CAPITAL * inner_capitals(data, pages[place].encoding))
    return nats


def _by_letters(data: bytes, page: Outline, least: float) -> bool:
    """Tell whether a page may be as likely as that by the letters of its languages."""
    return page.letters >= least and page.letters + INNER_CAPITAL * inner_capitals(data, page.encoding) >= least


def likelier_by_letters(reading: Reading) -> Reading:
    """Return a reading as text in a language that no model has seen, if that is likelier."""
    if not reading.languages or reading.at_most + expected(reading.spelt) <= reading.nats:
        return reading
    nats = reading.apart + UNKNOWN + _likeliest(inventory, reading.spelt, reading) + _of_signs(reading.spelt)
    return reading._replace(nats=nats, by_letters=True) if nats > reading.nats else reading


def _likeliest(price: Callable[[str, frozenset[str]], float], text: str, page: Outline | Reading) -> float:
    """Return what a text costs in one of the languages of a page, or of its words in ASCII, which are seldom of another one."""
    of_any = price(text, page.languages)
    return max(price(text, page.spoken), _NOT_SPOKEN + of_any) if page.spoken else of_any


def each_text_once(readings: Iterable[Reading]) -> Iterable[Reading]:
    """Return the readings, of those with the same text the likeliest."""
    found: dict[str, Reading] = {}
    for reading in readings:
        if reading.text not in found or reading.nats > found[reading.text].nats:
            found[reading.text] = reading
    return found.values()


def _spelt(text: str, page: str) -> str:
    """Return the text of a page as its languages are written today."""
    if page in OF_SHAPES:
        return text.translate(SHAPES)
    return text.translate(COMMAS) if has_cedillas(page) else composed(text, page)


def _of_mainframe(text: str, page: str, languages: frozenset[str]) -> float:
    """Return log P of what tells the pages of EBCDIC apart, which differ in a few signs and letters.

    Where one of them has brackets, another has the exclamation mark; and words of another language speak against a page. That of
    a language with letters of its own has some of them, and those of another alphabet stand in no word of Latin.
    """
    unbalanced = sum(abs(text.count(begin) - text.count(end)) for begin, end in ("[]", "{}"))
    language = spoken(text.encode("latin-1", "replace")).languages
    nats = _UNBALANCED * unbalanced + (_NOT_SPOKEN if language and not language & languages else 0.0)
    own = _own_letters(page)
    if own and own.isdisjoint(text):
        nats += _NOT_SPOKEN
    return nats + _TWO_ALPHABETS * len(_WITHIN_LATIN.findall(text))


@cache
def _own_letters(page: str) -> frozenset[str]:
    """Return the letters of a page of EBCDIC that those of the West lack."""
    return frozenset(filter(str.isalpha, set(characters_of(page)).difference(characters_of(EBCDIC[0]))))


def _is_sparse(text: str) -> bool:
    """Tell whether a text has no more than a few letters beyond ASCII, among others of ASCII."""
    letters = "".join(_LETTER.findall(text))
    return beyond_count(letters) <= min(_FEW, len(letters) / 2)


def _of_signs(text: str) -> float:
    """Return log P of the signs of a text in an alphabet, by where they stand."""
    return in_words(text) + expected(text)


def _reading(data: bytes, outline: Outline) -> Reading | None:
    read = outline.read or read_leniently(data, outline.encoding)
    if read is None:
        return None
    encoding, text, length = outline.encoding, read.text, beyond_count(read.text)
    if encoding == "utf-8":
        return Reading(encoding, text, outline.nats, None, length)
    apart = outline.weight + ERROR * read.errors
    if length <= _MANY and outline.languages and outline.languages <= DENSE and _is_sparse(text):
        apart += _SPARSE
    elif outline.languages and _EVERYWHERE not in outline.languages and not _LETTER_BEYOND.search(text):
        apart += _WITHOUT_LETTERS
    if encoding in OF_SHAPES:
        apart += out_of_shape(text)
    if encoding in WITHOUT_ASCII:
        nats = (
            apart + whole(text) - around(data) + (_of_mainframe(text, encoding, outline.languages) if encoding in EBCDIC else 0.0)
        )
        return Reading(encoding, text, nats, None, len(text))
    model = MODELS.get(encoding, "any")
    language = None if model == "any" else model.split("-")[0]
    if outline.likelihood is None:
        nats = apart + priced(likelihood, composed(text, encoding), model)
    else:
        nats = apart + outline.likelihood
    if model == "any" and _BEYOND_LATIN.search(text):
        nats += mixed_alphabets(text)
    nats += _of_signs(text) if model == "any" else in_words_of_latin(text)
    spelt = ""
    if outline.languages:
        spelt = _spelt(text, encoding)
        nats += _likeliest(unlike, spelt, outline)
    by_words = (outline.languages, outline.spoken)
    return Reading(encoding, text, nats, language, length, apart, *by_words, at_most=outline.letters, spelt=spelt)
