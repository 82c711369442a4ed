"""At first sight: in which encodings some bytes may be text at all, and about how likely it is in each."""

from __future__ import annotations

import math
from collections.abc import Callable
from operator import add
from typing import NamedTuple
from unicodedata import normalize

from ..patterns import lazy_pattern
from .beside import NOTHING_BESIDE, Beside
from .candidates import Candidate, Candidates
from .letters import DENSE
from .looks import UTF16, ruled_out
from .pages import Beyond, about, beyond, by_letters, most, to_compare
from .price import CAPITALS, ERROR, LANGUAGES, around, in_any_language, likelihood
from .price import outline as outlined
from .sample import ASCII, EBCDIC, Lenient, ascii_count, beyond_count, read_leniently

__all__ = [
    *("BEHIND", "GARBAGE", "MODELS", "UNKNOWN", "WITHOUT_ASCII", "Outline"),
    *("composed", "far", "fullest", "may_lack_ascii", "outlines", "priced", "roughly"),
]

WITHOUT_ASCII = UTF16 | frozenset(EBCDIC)
"""What has no byte of ASCII where a text has one."""

MODELS = {"big5": "zh-hant", "euc-tw": "zh-hant", "big5hkscs": "zh-hant", "cp950": "zh-hant", "gb18030": "zh", "cp936": "zh"}
"""The model of each encoding that is of one language."""
MODELS |= dict.fromkeys(("cp932", "shift_jis_2004", "euc_jp", "euc_jis_2004"), "ja") | dict.fromkeys(("cp949", "johab"), "ko")

UNKNOWN = -8.0
"""Nats: of texts in the pages of a language, one in three thousand is in one that no model has seen."""

_PRIVATE = lazy_pattern("[\ue000-\uf8ff]")
_WITH_MARKS = frozenset({"cp1258", "tcvn"})
_OF_LANGUAGES = frozenset({*EBCDIC, "cp1258"})  # pages that are not priced byte by byte

# A reading is no rival if it costs so much more than the best; before what stands around is asked, and so much a character.
BEHIND, _BEHIND_EACH = 15.0, 1.5
_PAGE_BEHIND_EACH = 2.0  # of pages, before they are priced: what the models know is cheap beside what they have not seen
_LETTERS_BEHIND_EACH = 4.0  # of what letters say at the most: letters that no model has seen in such a row cost 20 nats each

# Of 8 characters or more, another reading than the right one never costs less than 9.5 nats each, the right one mostly less than
# 7.2, and by its characters alone less than 11. The kana of GB2312 have the codes of those of EUC-JP.
_NO_ACCIDENT, GARBAGE, _FEWEST = -7.5, -12.0, 8
_UNLIKE_OTHERS, _CHINESE = frozenset({"gb18030", "big5", "cp932", "cp949"}), frozenset({"gb18030", "big5"})
_KANA = lazy_pattern("[\u3041-\u30ff]")

# Lines and corners: where there is one, there are many. So are the small letters of Greek in formulas, which are these in Korea,
# and all its letters in tables of them.
_DRAWN, _DRAWN_EACH = lazy_pattern("[\u2500-\u254b]|(?<![A-Za-z])[\u03b1-\u03c9](?![A-Za-z])"), -8.0
_WITH_GREEK = lazy_pattern("[\u2500-\u254b\u0391-\u03c9]")
_GREEK_CAPITALS, _FEWEST_GREEK, _GREEK_CAPITAL = lazy_pattern("[\u0391-\u03a9]"), 12, -2.0  # nats: lines are met more
_LINES, _FEWEST_LINES = lazy_pattern("[\u2500-\u254b]"), 3
_LATIN, _LATIN_EACH = lazy_pattern("[\u00c0-\u01ff]"), -12.0  # nats: of Big5 that of Hong Kong has them, for dictionaries
_BESIDE_ERROR = 4  # characters of CJK: fewer beside a pair that is none are letters of Latin that happen to be such pairs
_RARE_EACH = -5.0  # nats a byte: pairs of bytes that cost more by themselves may be capitals of a page, which cost as much
_NO_UTF16 = 0.02  # of the characters of UTF-16, halves of pairs and private use: what is no UTF-16 has ten times as many


class Outline(NamedTuple):
    """An encoding that may be it, its weight, what it reads if that is known already, and about how likely it is."""

    encoding: str
    weight: float
    read: Lenient | None
    nats: float
    languages: frozenset[str] = frozenset()  # of a page, also of EBCDIC, those that are written in it
    spoken: frozenset[str] = frozenset()  # of these, those that the words in ASCII are of
    likelihood: float | None = None  # of a page, if it is known already
    letters: float = -math.inf  # nats of a page at the most, by the letters of its languages


def far(data: bytes, each: float = _BEHIND_EACH) -> float:
    """Return by how many nats a reading has to be behind the best to be no rival."""
    return BEHIND + each * (len(data) - ascii_count(data))


def outlines(data: bytes, candidates: Candidates, beside: Beside = NOTHING_BESIDE) -> list[Outline]:
    """Return the encodings that may be it, at first sight; to see that pages or UTF-16 cannot be it saves most of the time.

    >>> from .candidates import CANDIDATES
    >>> "koi8-u" in [outline.encoding for outline in outlines("это".encode("koi8-r"), CANDIDATES)]
    True
    """
    if (certain := _no_accident(data, candidates, beside)) is not None:
        return [certain]
    others = candidates.of_pairs(ruled_out(data, candidates))
    found = [outline for candidate in others if (outline := _outline(data, candidate, beside)) is not None]
    high = beyond(data)
    best = max((outline.nats for outline in found), default=-math.inf)
    of_pairs = max((outline.nats for outline in found if outline.encoding in MODELS), default=-math.inf)
    rare = of_pairs == best < _RARE_EACH * (len(data) - ascii_count(data))
    if rare or best - far(data) < most(high, candidates.names_of_pages) + max(beside.nats.values(), default=0.0):
        found += _outlines_of_pages(data, high, best, candidates, beside)
    return found


def _no_accident(data: bytes, candidates: Candidates, beside: Beside) -> Outline | None:
    """Return an encoding in which a text is so likely that its bytes cannot be text in another one as well, if there is any."""
    if len(data) - ascii_count(data) < _FEWEST:
        return None
    for candidate in candidates.of_pairs(frozenset()):
        encoding = candidate.encoding
        if encoding not in _UNLIKE_OTHERS:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        length, model = beyond_count(text), MODELS[encoding]
        if length < _FEWEST or outlined(text, model) < GARBAGE * length or (encoding in _CHINESE and _KANA.search(text)):
            continue
        if (nats := likelihood(text, model)) >= _NO_ACCIDENT * length:
            weight = candidate.weight + beside.nats.get(encoding, 0.0)
            return Outline(encoding, weight, Lenient(text, 0), weight + nats, likelihood=nats)
    return None


def _outlines_of_pages(data: bytes, high: Beyond, best: float, candidates: Candidates, beside: Beside) -> list[Outline]:
    """Return the pages that are not far behind the best, of those that read the bytes alike the one that is met most."""
    pages, names = candidates.pages, candidates.names_of_pages
    weights = [page.weight + beside.nats.get(page.encoding, 0.0) for page in pages] if beside.nats else candidates.weights
    places = sorted(range(len(weights)), key=weights.__getitem__, reverse=True) if beside.nats else candidates.by_weight
    every = [*map(add, weights, about(high, names))]
    letters = [*map(add, weights, by_letters(high, names, candidates.languages_of_pages))]
    likeliest = max([best, *every])
    least, least_by_letters = (likeliest - far(data, each) for each in (_PAGE_BEHIND_EACH, _LETTERS_BEHIND_EACH))
    least_by_letters -= UNKNOWN
    bytes_ = bytes(set(data.translate(None, ASCII)))
    near = [place for place in reversed(places) if every[place] >= least or letters[place] >= least_by_letters]
    every_text = to_compare(bytes_, names)
    texts = [every_text[place] for place in near]
    found = dict(zip(texts, near, strict=True))  # of those alike the last stays, which is met most
    # What has signs and few letters is no text of an alphabet, whose page may be the one that is met most.
    others = {text: place for text, place in zip(texts, near, strict=True) if not pages[place].languages <= DENSE}
    spoken = [page.languages & beside.languages for page in pages] if beside.languages else [frozenset()] * len(pages)
    return [
        Outline(names[at], weights[at], None, every[at], pages[at].languages, spoken[at], None, UNKNOWN + letters[at])
        for at in dict.fromkeys((*found.values(), *others.values()))
    ]


def _fewest(errors: float, encoding: str) -> int:
    """Return how many characters have to stand beside some errors; a cut at the end, a part of one, may be behind the first."""
    each = _BESIDE_ERROR if errors >= 1 and encoding in MODELS else 1
    return math.ceil(errors) * (2 if encoding == "utf-8" else each)


def may_lack_ascii(data: bytes, candidates: Candidates) -> bool:
    """Tell whether some bytes may be in an encoding without the bytes of ASCII.

    >>> from .candidates import CANDIDATES
    >>> may_lack_ascii("中文".encode("utf-16-le"), CANDIDATES), may_lack_ascii(b"\\x07\\xff\\xd8\\xe0", CANDIDATES)
    (True, False)
    """
    of_pairs = candidates.of_pairs(ruled_out(data, candidates))
    return any(_outline(data, candidate, NOTHING_BESIDE) for candidate in of_pairs if candidate.encoding in WITHOUT_ASCII)


def _outline(data: bytes, candidate: Candidate, beside: Beside) -> Outline | None:
    weight = candidate.weight + beside.nats.get(candidate.encoding, 0.0)
    encoding, read = fullest(data, candidate)
    if read is None or (encoding in UTF16 and read.errors + len(_PRIVATE.findall(read.text)) > _NO_UTF16 * len(read.text)):
        return None
    if read.errors and beyond_count(read.text) < _fewest(read.errors, encoding):
        return None
    nats = weight + ERROR * read.errors + _about(data, encoding, read.text)
    return Outline(encoding, weight, read, nats, candidate.languages if encoding in _OF_LANGUAGES else frozenset())


def roughly(data: bytes, encoding: str) -> float:
    """Return about log P of what is beyond ASCII in an encoding, whatever stands around and however often that is met.

    >>> roughly("中文".encode("gbk"), "gb18030") > roughly("中文".encode("gbk"), "euc_jp")
    True
    """
    read = read_leniently(data, encoding)
    if read is None:
        return ERROR * (len(data) - ascii_count(data))
    return ERROR * read.errors + _about(data, encoding, read.text)


def fullest(data: bytes, candidate: Candidate) -> tuple[str, Lenient | None]:
    """Return what an encoding reads, or one of its family that reads more, the least of it in private use."""
    read = read_leniently(data, candidate.encoding)
    if (read is not None and read.errors < 1) or len(data.translate(None, candidate.more)) == len(data):
        return candidate.encoding, read
    best, least = (candidate.encoding, read), _unread(read)
    for encoding in candidate.fuller:
        if not least:
            break
        fuller = read_leniently(data, encoding)
        if (unread := _unread(fuller)) < least:
            best, least = (encoding, fuller), unread
    return best


def _unread(read: Lenient | None) -> float:
    """Count what an encoding does not read, or reads as private use."""
    return math.inf if read is None else read.errors + len(_PRIVATE.findall(read.text))


def _about(data: bytes, encoding: str, text: str) -> float:
    if encoding in WITHOUT_ASCII:
        return max(outlined(text, language) for language in LANGUAGES) - around(data)
    if encoding == "utf-8":
        return in_any_language(text)[0]
    return priced(outlined, composed(text, encoding), MODELS.get(encoding, "any"))


def priced(price: Callable[[str, str], float], text: str, model: str) -> float:
    """Return the price of a text, and that of what is drawn in it, which the models of text hardly know, nor capitals."""
    if model == "any":
        return max(price(text, model), CAPITALS + price(text.lower(), model)) if text.isupper() else price(text, model)
    latin = len(_LATIN.findall(text)) if model == "zh-hant" else 0
    return _LATIN_EACH * latin + (_with_drawn(price, text, model) if _WITH_GREEK.search(text) else price(text, model))


def _with_drawn(price: Callable[[str, str], float], text: str, model: str) -> float:
    capitals = len(_GREEK_CAPITALS.findall(text))
    pattern, capitals = (_WITH_GREEK, capitals) if capitals >= _FEWEST_GREEK else (_DRAWN, 0)
    drawn = len(pattern.findall(text))
    if drawn and len(_LINES.findall(text)) in range(1, _FEWEST_LINES):
        drawn += 1
    return price(pattern.sub("\n", text), model) + _DRAWN_EACH * drawn + _GREEK_CAPITAL * capitals


def composed(text: str, encoding: str) -> str:
    """Return the text as the models know it: Vietnamese with one character for a letter and its tone."""
    return normalize("NFC", text) if encoding in _WITH_MARKS else text
