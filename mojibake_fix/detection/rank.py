"""Which encodings some bytes may be in, and how probable each is: the likelier the text, the likelier the encoding."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from operator import add
from typing import NamedTuple
from unicodedata import normalize

from ..patterns import lazy_pattern
from .candidates import Candidate, Candidates
from .letters import ALPHABETS, INNER_CAPITAL, inventory, unlike
from .looks import UTF16, ruled_out
from .pages import Beyond, about, beyond, by_letters, inner_capitals, most, to_compare
from .price import (
    ERROR,
    LANGUAGES,
    around,
    in_any_language,
    in_words,
    likelihood,
    likelihoods,
    mixed_alphabets,
    unexplained,
    whole,
)
from .price import outline as outlined
from .sample import (
    ASCII,
    COMMAS,
    EBCDIC,
    Lenient,
    ascii_count,
    beyond_count,
    has_cedillas,
    read_leniently,
    without_lists,
)

__all__ = ["NOTHING", "NO_BONUS", "TRUST", "UTF16", "WITHOUT_ASCII", "Reading", "may_lack_ascii", "ranked", "roughly"]

NOTHING = ""
"""The encoding of a reading that explains nothing."""

_NOTHING = -6.0  # nats: files of text in no encoding that this program knows, to all files of text that it looks at

_PRIVATE = lazy_pattern("[\ue000-\uf8ff]")
WITHOUT_ASCII = UTF16 | frozenset(EBCDIC)
"""What has no byte of ASCII where a text has one."""

_WITH_MARKS = frozenset({"cp1258", "tcvn"})
NO_BONUS: Mapping[str, float] = {}
_MODELS = {"big5": "zh-hant", "euc-tw": "zh-hant", "big5hkscs": "zh-hant", "cp950": "zh-hant", "gb18030": "zh", "cp936": "zh"}
_MODELS |= dict.fromkeys(("cp932", "shift_jis_2004", "euc_jp", "euc_jis_2004"), "ja") | dict.fromkeys(("cp949", "johab"), "ko")

# A reading is no rival if it costs so much more than the best; before what stands around is asked, and so much a character.
_BEHIND, _BEHIND_EACH = 15.0, 1.5
_PAGE_BEHIND_EACH = 2.0  # of pages, before they are priced: what the models know is cheap beside what they have not seen
_LETTERS_BEHIND_EACH = 4.0  # of what letters say at the most: letters that no model has seen in such a row cost 20 nats each

# The first bytes of a text cost less to rank than all of it, and leave the few readings that are not so far behind.
_FIRST, _CLOSE, _MANY = 500, 100.0, 8

# Of 8 characters or more, another reading than the right one never costs less than 9.5 nats each, the right one mostly less than
# 7.2, and by its characters alone less than 11. The kana of GB2312 have the codes of those of EUC-JP.
_NO_ACCIDENT, _GARBAGE, _FEWEST = -7.5, -12.0, 8
_UNLIKE_OTHERS, _CHINESE = frozenset({"gb18030", "big5", "cp932", "cp949"}), frozenset({"gb18030", "big5"})
_KANA = lazy_pattern("[\u3041-\u30ff]")

# Where nothing explains a text: a character that stands where no model has seen it. By themselves the right ones cost 7 to 10
# nats, those of wrong readings 13 and more, and two bytes of no text 12.6, and 16 for each run of them.
_ALONE_EACH, _FEWEST_ALONE = -3.0, 4
_TOUCHING = lazy_pattern("[A-Za-z](?=[^\x00-\x7f])|(?<=[^\x00-\x7f])[A-Za-z]")  # as letters with accents do
_MOST_TOUCHING = 0.2  # of the characters
# Lines and corners: where there is one, there are many. So are the small letters of Greek in formulas, which are these in Korea.
_DRAWN, _DRAWN_EACH = lazy_pattern("[\u2500-\u254b\u03b1-\u03c9]"), -8.0
_GARBLED = -11.0  # nats a letter: less than any word costs, even in a language that no model has seen
_ENOUGH_BESIDE_LISTS = 12  # bytes beyond ASCII: what is left of random bytes has fewer

_UNSEEN = -9.0  # nats a character beyond ASCII: the text is in a language that the models have not seen, or it is none

_UNKNOWN = -8.0  # nats: of texts in the pages of a language, one in three thousand is in one that no model has seen

_BEYOND_LATIN = lazy_pattern("[\u0370-\U0010ffff]")  # other alphabets and signs
_NO_UTF16 = 0.02  # of the characters of UTF-16, halves of pairs and private use: what is no UTF-16 has ten times as many

TRUST = 0.6
"""How much of a difference in nats to believe. The models know what they were counted from; of other text they are too sure. No
fit: docs/detection.md shows under "Confidence" what answers are worth at this."""


class Reading(NamedTuple):
    """One encoding, the text in it, how likely that is in nats, and its share of the probability.

    ``language`` is set if the encoding tells one; ``length`` counts the characters beyond ASCII. ``apart`` is what of the nats is
    not the text's, and ``languages`` those that are written in a page; ``by_letters`` tells that no model has seen the text's,
    and ``at_most`` how likely it can be then.
    """

    encoding: str
    text: str
    nats: float
    language: str | None = None
    length: int = 0
    apart: float = 0.0
    languages: frozenset[str] = frozenset()
    by_letters: bool = False
    at_most: float = math.inf
    share: float = 0.0


class _Outline(NamedTuple):
    """An encoding that may be it, its weight, what it reads if that is known already, and about how likely it is."""

    encoding: str
    weight: float
    read: Lenient | None
    nats: float
    languages: frozenset[str] = frozenset()  # of a page, those that are written in it
    likelihood: float | None = None  # of a page, if it is known already
    letters: float = -math.inf  # nats of a page at the most, by the letters of its languages
    reading: Reading | None = None  # if that is known already


def ranked(data: bytes, candidates: Candidates, bonus: Mapping[str, float] = NO_BONUS) -> list[Reading]:
    """Return the readings of some bytes, the most probable first, one of them being that they are in none of the candidates.

    ``bonus`` are nats that speak for an encoding beside its text. Of encodings that read the same text, one is named. Of a long
    text the beginning is enough if it leaves one encoding only, and that not a page, which rare characters tell from others.

    >>> from .candidates import CANDIDATES
    >>> [reading.encoding for reading in ranked("中文编码".encode("gb18030"), CANDIDATES)][0]
    'gb18030'
    """
    if len(data) > _FIRST:
        first = data[:_FIRST]
        readings = _ranked(first, candidates, bonus, _CLOSE)
        if _is_unseen(readings[0]):
            readings = _standing_alone(first, readings)
        candidates = _left(first, readings, candidates)
        is_text = readings[0].nats >= _GARBAGE * readings[0].length
        if len(candidates) == 1 and is_text and not candidates.pages:
            return readings
    readings = _ranked(data, candidates, bonus)
    return _of_pieces(data, candidates, bonus, readings) if _is_unseen(readings[0]) else readings


def _is_unseen(best: Reading) -> bool:
    """Tell whether the likeliest reading is in a language that the models have not seen, or is no text."""
    return best.nats < _UNSEEN * max(1, best.length)


def _of_pieces(data: bytes, candidates: Candidates, bonus: Mapping[str, float], readings: list[Reading]) -> list[Reading]:
    """Return the readings as those of a text whose characters stand alone, or among lists of letters, if that explains it."""
    readings = _standing_alone(data, readings)
    if readings[0].encoding != NOTHING:
        return readings
    rest = without_lists(data)
    if len(rest) == len(data) or len(rest) - ascii_count(rest) < _ENOUGH_BESIDE_LISTS:
        return readings
    of_rest = [reading._replace(by_letters=True) for reading in _ranked(rest, candidates, bonus)]
    is_text = of_rest[0].encoding in candidates.names_of_pages and of_rest[0].nats >= _GARBLED * of_rest[0].length
    return of_rest if is_text else readings


def _standing_alone(data: bytes, readings: list[Reading]) -> list[Reading]:
    """Return readings as those of characters whose surroundings say nothing, where that is likelier."""
    return _with_shares(_alone(data, reading) for reading in readings)


def _alone(data: bytes, reading: Reading) -> Reading:
    """Return a reading of valid pairs of bytes as one whose characters nobody has seen where they stand."""
    model = _MODELS.get(reading.encoding)
    if model is None or reading.length < _FEWEST_ALONE or len(_TOUCHING.findall(reading.text)) > _MOST_TOUCHING * reading.length:
        return reading
    if (read := read_leniently(data, reading.encoding)) is None or read.errors >= 1:
        return reading
    nats = reading.apart + _priced(outlined, reading.text, model) + _ALONE_EACH * reading.length
    return reading._replace(nats=nats, by_letters=True) if nats > reading.nats else reading


def _ranked(data: bytes, candidates: Candidates, bonus: Mapping[str, float], close: float = _BEHIND) -> list[Reading]:
    outlines = _outlines(data, candidates, bonus)
    readings = [Reading(NOTHING, "", _NOTHING + unexplained(data)), *_readings(data, _rivals(data, outlines, close))]
    best = max(readings, key=_nats)
    is_unseen = _is_unseen(best)
    readings = [_likelier_by_letters(reading) if is_unseen or reading.languages & ALPHABETS else reading for reading in readings]
    return _with_shares(_each_text_once(readings))


def _with_shares(of: Iterable[Reading]) -> list[Reading]:
    """Return readings with their shares of the probability, the most probable first."""
    readings = sorted(of, key=_nats, reverse=True)
    most = readings[0].nats
    odds = [math.exp(TRUST * (reading.nats - most)) for reading in readings]
    every = sum(odds)
    return [Reading(*reading[:-1], odd / every) for reading, odd in zip(readings, odds, strict=True)]


def _nats(of: Reading | _Outline) -> float:
    return of.nats


def _likelier_by_letters(reading: Reading) -> Reading:
    """Return a reading as text in a language that no model has seen, if that is likelier."""
    if not reading.languages or reading.at_most <= reading.nats:
        return reading
    nats = reading.apart + _UNKNOWN + inventory(_spelt(reading.text, reading.encoding), reading.languages)
    return reading._replace(nats=nats, by_letters=True) if nats > reading.nats else reading


def _left(first: bytes, readings: list[Reading], candidates: Candidates) -> Candidates:
    """Return the candidates that the first bytes of a text leave; of pages those that read them alike, too."""
    best, *others = readings
    texts = {best.text, *(other.text for other in others if other.nats > best.nats - _CLOSE)}
    if len(texts) > _MANY or "" in texts:
        return candidates
    return Candidates(candidate for candidate in candidates if (read := _fullest(first, candidate)[1]) and read.text in texts)


def _readings(data: bytes, rivals: list[_Outline]) -> list[Reading]:
    """Return the readings, those in encodings that are met most first."""
    each = (outline.reading or _reading(data, outline) for outline in sorted(rivals, key=lambda outline: -outline.weight))
    return [reading for reading in each if reading is not None]


def _each_text_once(readings: Iterable[Reading]) -> Iterable[Reading]:
    """Return the readings, of those with the same text the likeliest."""
    found: dict[str, Reading] = {}
    for reading in readings:
        if reading.text not in found or reading.nats > found[reading.text].nats:
            found[reading.text] = reading
    return found.values()


def _rivals(data: bytes, outlines: list[_Outline], close: float) -> list[_Outline]:
    """Return the outlines that are not far behind the best; of pages, which are priced for that, those that may come close."""
    best, far = max(map(_nats, outlines), default=0.0), _far(data)
    others = [outline for outline in outlines if outline.read is not None and outline.nats >= best - far]
    pages = [outline for outline in outlines if outline.read is None]
    if not pages:
        return others
    likelihood = likelihoods(data, [page.encoding for page in pages])
    priced = [page.weight + nats for page, nats in zip(pages, likelihood, strict=True)]
    best = max(priced)
    least = best - far if best >= _UNSEEN * (len(data) - ascii_count(data)) else -math.inf  # then letters will tell
    place = priced.index(best)
    likeliest = pages[place]._replace(likelihood=likelihood[place])
    reading = _reading(data, likeliest)
    close_by = -math.inf if reading is None else _likelier_by_letters(reading).nats - close
    for page, nats, own in zip(pages, priced, likelihood, strict=True):
        if nats >= least and (nats >= close_by or _by_letters(data, page, close_by)):
            known = reading if page.encoding == likeliest.encoding else None
            others.append(page._replace(likelihood=own, reading=known))
    return others


def _by_letters(data: bytes, page: _Outline, least: float) -> bool:
    """Tell whether a page may be as likely as that by the letters of its languages."""
    return page.letters >= least and page.letters + INNER_CAPITAL * inner_capitals(data, page.encoding) >= least


def _far(data: bytes, each: float = _BEHIND_EACH) -> float:
    """Return by how many nats a reading has to be behind the best to be no rival."""
    return _BEHIND + each * (len(data) - ascii_count(data))


def _outlines(data: bytes, candidates: Candidates, bonus: Mapping[str, float]) -> list[_Outline]:
    """Return the encodings that may be it, at first sight; to see that pages or UTF-16 cannot be it saves most of the time."""
    if (certain := _no_accident(data, candidates, bonus)) is not None:
        return [certain]
    of_pairs = candidates.of_pairs(ruled_out(data, candidates))
    outlines = [outline for candidate in of_pairs if (outline := _outline(data, candidate, bonus)) is not None]
    high = beyond(data)
    best = max(map(_nats, outlines), default=-math.inf)
    if best - _far(data) < most(high, candidates.names_of_pages) + max(bonus.values(), default=0.0):
        outlines += _outlines_of_pages(data, high, best, candidates, bonus)
    return outlines


def _no_accident(data: bytes, candidates: Candidates, bonus: Mapping[str, float]) -> _Outline | None:
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
        length, model = beyond_count(text), _MODELS[encoding]
        if length < _FEWEST or outlined(text, model) < _GARBAGE * length or (encoding in _CHINESE and _KANA.search(text)):
            continue
        if (nats := likelihood(text, model)) >= _NO_ACCIDENT * length:
            weight = candidate.weight + bonus.get(encoding, 0.0)
            return _Outline(encoding, weight, Lenient(text, 0), weight + nats, likelihood=nats)
    return None


def _outlines_of_pages(
    data: bytes, high: Beyond, best: float, candidates: Candidates, bonus: Mapping[str, float]
) -> list[_Outline]:
    """Return the pages that are not far behind the best, of those that read the bytes alike the one that is met most."""
    pages, names = candidates.pages, candidates.names_of_pages
    weights = [page.weight + bonus.get(page.encoding, 0.0) for page in pages] if bonus else candidates.weights
    places = sorted(range(len(weights)), key=weights.__getitem__, reverse=True) if bonus else candidates.by_weight
    every = [*map(add, weights, about(high, names))]
    letters = [*map(add, weights, by_letters(high, names, candidates.languages_of_pages))]
    likeliest = max([best, *every])
    least, least_by_letters = (likeliest - _far(data, each) for each in (_PAGE_BEHIND_EACH, _LETTERS_BEHIND_EACH))
    least_by_letters -= _UNKNOWN
    bytes_ = bytes(set(data.translate(None, ASCII)))
    near = [place for place in places if every[place] >= least or letters[place] >= least_by_letters]
    alike = to_compare(bytes_, names)
    found = {alike[place]: place for place in reversed(near)}  # the first of them stays
    return [
        _Outline(names[place], weights[place], None, every[place], pages[place].languages, letters=_UNKNOWN + letters[place])
        for place in found.values()
    ]


def may_lack_ascii(data: bytes, candidates: Candidates) -> bool:
    """Tell whether some bytes may be in an encoding without the bytes of ASCII.

    >>> from .candidates import CANDIDATES
    >>> may_lack_ascii("中文".encode("utf-16-le"), CANDIDATES), may_lack_ascii(b"\\x07\\xff\\xd8\\xe0", CANDIDATES)
    (True, False)
    """
    of_pairs = candidates.of_pairs(ruled_out(data, candidates))
    return any(_outline(data, candidate, NO_BONUS) for candidate in of_pairs if candidate.encoding in WITHOUT_ASCII)


def _outline(data: bytes, candidate: Candidate, bonus: Mapping[str, float]) -> _Outline | None:
    weight = candidate.weight + bonus.get(candidate.encoding, 0.0)
    encoding, read = _fullest(data, candidate)
    if read is None or (encoding in UTF16 and read.errors + len(_PRIVATE.findall(read.text)) > _NO_UTF16 * len(read.text)):
        return None
    if encoding == "utf-8" and beyond_count(read.text) < 2 * math.ceil(read.errors):
        return None
    return _Outline(encoding, weight, read, weight + ERROR * read.errors + _about(data, encoding, read.text))


def roughly(data: bytes, encoding: str) -> float:
    """Return about log P of what is beyond ASCII in an encoding, whatever stands around and however often that is met.

    >>> roughly("中文".encode("gbk"), "gb18030") > roughly("中文".encode("gbk"), "euc_jp")
    True
    """
    read = read_leniently(data, encoding)
    if read is None:
        return ERROR * (len(data) - ascii_count(data))
    return ERROR * read.errors + _about(data, encoding, read.text)


def _fullest(data: bytes, candidate: Candidate) -> tuple[str, Lenient | None]:
    """Return what an encoding reads, or one of its family that reads more, the least of it in private use."""
    read = read_leniently(data, candidate.encoding)
    if (read is not None and read.errors < 1) or len(data.translate(None, candidate.more)) == len(data):
        return candidate.encoding, read
    family = {encoding: read_leniently(data, encoding) for encoding in candidate.fuller}
    readings = [(candidate.encoding, read), *family.items()]
    return min(
        readings, key=lambda found: math.inf if found[1] is None else found[1].errors + len(_PRIVATE.findall(found[1].text))
    )


def _about(data: bytes, encoding: str, text: str) -> float:
    if encoding in WITHOUT_ASCII:
        return max(outlined(text, language) for language in LANGUAGES) - around(data)
    if encoding == "utf-8":
        return in_any_language(text)[0]
    return _priced(outlined, _composed(text, encoding), _MODELS.get(encoding, "any"))


def _priced(price: Callable[[str, str], float], text: str, model: str) -> float:
    """Return the price of a text, and that of what is drawn in it, which the models of text hardly know."""
    drawn = 0 if model == "any" else len(_DRAWN.findall(text))
    return price(_DRAWN.sub("\n", text), model) + _DRAWN_EACH * drawn if drawn else price(text, model)


def _composed(text: str, encoding: str) -> str:
    """Return the text as the models know it: Vietnamese with one character for a letter and its tone."""
    return normalize("NFC", text) if encoding in _WITH_MARKS else text


def _spelt(text: str, page: str) -> str:
    """Return the text of a page as its languages are written today."""
    return text.translate(COMMAS) if has_cedillas(page) else _composed(text, page)


def _reading(data: bytes, outline: _Outline) -> Reading | None:
    read = outline.read or read_leniently(data, outline.encoding)
    if read is None:
        return None
    encoding, text, length = outline.encoding, read.text, beyond_count(read.text)
    if encoding == "utf-8":
        return Reading(encoding, text, outline.nats, None, length)
    apart = outline.weight + ERROR * read.errors
    if encoding in WITHOUT_ASCII:
        return Reading(encoding, text, apart + whole(text) - around(data), None, len(text))
    model = _MODELS.get(encoding, "any")
    language = None if model == "any" else model.split("-")[0]
    if outline.likelihood is None:
        nats = apart + _priced(likelihood, _composed(text, encoding), model)
    else:
        nats = outline.weight + outline.likelihood
    if model == "any" and _BEYOND_LATIN.search(text):
        nats += mixed_alphabets(text) + in_words(text)
    if outline.languages:
        nats += unlike(_spelt(text, encoding), outline.languages)
    return Reading(encoding, text, nats, language, length, apart, outline.languages, at_most=outline.letters)
