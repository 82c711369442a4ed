"""Which encodings some bytes may be in, and how probable each is: the likelier the text, the likelier the encoding."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from unicodedata import normalize

from ..encodings import euc_tw
from ..patterns import lazy_pattern
from .candidates import Candidate
from .letters import inventory
from .pages import about, beyond, most
from .price import ERROR, LANGUAGES, around, in_any_language, likelihood, mixed_alphabets, unexplained, whole
from .price import outline as outlined
from .sample import EBCDIC, Lenient, ascii_count, may_be_ebcdic, read_leniently
from .windows import control_count

__all__ = ["NOTHING", "UTF16", "WITHOUT_ASCII", "Reading", "ranked", "roughly"]

NOTHING = ""
"""The encoding of a reading that explains nothing."""

_NOTHING = -6.0  # nats: files of text in no encoding that this program knows, to all files of text that it looks at

_BEYOND = lazy_pattern(r"[^\x00-\x7f]")
_PRIVATE = lazy_pattern("[\ue000-\uf8ff]")
UTF16 = frozenset({"utf-16-le", "utf-16-be"})
WITHOUT_ASCII = UTF16 | {*EBCDIC}
"""What has no byte of ASCII where a text has one."""

_WITH_MARKS = frozenset({"cp1258", "tcvn"})
NO_BONUS: Mapping[str, float] = {}
_MODELS = {"big5": "zh-hant", "euc-tw": "zh-hant", "big5hkscs": "zh-hant", "cp950": "zh-hant", "gb18030": "zh", "cp936": "zh"}
_MODELS |= dict.fromkeys(("cp932", "shift_jis_2004", "euc_jp", "euc_jis_2004"), "ja") | dict.fromkeys(("cp949", "johab"), "ko")

# A reading is no rival if it costs so much more than the best, before what stands around is asked: this, and so much a character.
_BEHIND, _BEHIND_EACH = 15.0, 1.5

# The first bytes of a text cost less to rank than all of it, and leave the few readings that are not so far behind.
_FIRST, _CLOSE, _MANY = 500, 100.0, 8

_UNSEEN = -9.0  # nats a character beyond ASCII: the text is in a language that the models have not seen, or it is none

_SHORT_UTF16 = 256  # bytes
_NO_UTF16 = 0.02  # of the characters of UTF-16, halves of pairs and private use: what is no UTF-16 has ten times as many
_ASCII_IN_UTF16 = 0.15  # of the bytes of any text, as good as always: the script of most of them, Korean, has a quarter

_TRUST = 0.6
"""How much of a difference in nats to believe. The models know what they were counted from; of other text they are too sure. No
fit: docs/detection.md shows under "Confidence" what answers are worth at this."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One encoding, the text in it, how likely that is in nats, and its share of the probability.

    ``language`` is set if the encoding tells one; ``length`` counts the characters beyond ASCII. ``by_letters`` is how likely
    the text is in a language that no model has seen.
    """

    encoding: str
    text: str
    nats: float
    language: str | None = None
    length: int = 0
    share: float = 0.0
    by_letters: float = -math.inf


@dataclass(frozen=True, slots=True)
class _Outline:
    """An encoding that may be it, its weight, what it reads if that is known already, and about how likely it is."""

    encoding: str
    weight: float
    read: Lenient | None
    nats: float
    languages: frozenset[str] = frozenset()  # of a page, those that are written in it


def ranked(data: bytes, candidates: Collection[Candidate], bonus: Mapping[str, float] = NO_BONUS) -> list[Reading]:
    """Return the readings of some bytes, the most probable first, one of them being that they are in none of the candidates.

    ``bonus`` are nats that speak for an encoding beside its text. Of encodings that read the same text, one is named. Of a long
    text the beginning is enough if it leaves one encoding only, and that not a page, which rare characters tell from others.

    >>> from .candidates import CANDIDATES
    >>> [reading.encoding for reading in ranked("中文编码".encode("gb18030"), CANDIDATES)][0]
    'gb18030'
    """
    if len(data) > _FIRST:
        first = data[:_FIRST]
        readings = ranked(first, candidates, bonus)
        candidates = _left(first, readings, candidates)
        if len(candidates) == 1 and not any(candidate.single for candidate in candidates):
            return readings
    return _ranked(data, candidates, bonus)


def _ranked(data: bytes, candidates: Collection[Candidate], bonus: Mapping[str, float]) -> list[Reading]:
    readings = [Reading(NOTHING, "", _NOTHING + unexplained(data)), *_readings(data, _outlines(data, candidates, bonus))]
    best = max(readings, key=lambda reading: reading.nats)
    if best.nats < _UNSEEN * max(1, best.length):
        readings = [replace(reading, nats=max(reading.nats, reading.by_letters)) for reading in readings]
    readings.sort(key=lambda reading: -reading.nats)
    odds = [math.exp(max(-700.0, _TRUST * (reading.nats - readings[0].nats))) for reading in readings]
    every = sum(odds)
    return [replace(reading, share=odd / every) for reading, odd in zip(readings, odds, strict=True)]


def _left(first: bytes, readings: list[Reading], candidates: Collection[Candidate]) -> Collection[Candidate]:
    """Return the candidates that the first bytes of a text leave; of pages those that read them alike, too."""
    best, *others = readings
    texts = {best.text, *(other.text for other in others if other.nats > best.nats - _CLOSE)}
    if len(texts) > _MANY or "" in texts:
        return candidates
    return [candidate for candidate in candidates if (read := _fullest(first, candidate)[1]) and read.text in texts]


def _readings(data: bytes, outlines: list[_Outline]) -> Iterator[Reading]:
    """Yield the readings that are not far behind the best, of those with the same text the weightiest."""
    outlines.sort(key=lambda outline: (-outline.nats, -outline.weight))
    texts: set[str] = set()
    for outline in outlines:
        if outline.nats < outlines[0].nats - _far(data):
            break
        read = outline.read or read_leniently(data, outline.encoding)
        if read is not None and read.text not in texts:
            texts.add(read.text)
            yield _reading(data, outline, read)


def _far(data: bytes) -> float:
    """Return by how many nats a reading has to be behind the best to be no rival."""
    return _BEHIND + _BEHIND_EACH * (len(data) - ascii_count(data))


def _outlines(data: bytes, candidates: Collection[Candidate], bonus: Mapping[str, float]) -> list[_Outline]:
    """Return the encodings that may be it, at first sight; to see that pages or UTF-16 cannot be it saves most of the time."""
    out = _ruled_out(data)
    of_pairs = [candidate for candidate in candidates if not (candidate.single or candidate.encoding in out)]
    outlines = [outline for candidate in of_pairs if (outline := _outline(data, candidate, bonus)) is not None]
    high, best = beyond(data), max((outline.nats for outline in outlines), default=-math.inf)
    if best - _far(data) < most(high) + max(bonus.values(), default=0.0):
        for candidate in candidates:
            if candidate.single:
                weight = candidate.weight + bonus.get(candidate.encoding, 0.0)
                nats = weight + about(high, candidate.encoding)
                outlines.append(_Outline(candidate.encoding, weight, None, nats, candidate.languages))
    return outlines


def _ruled_out(data: bytes) -> set[str]:
    """Return the encodings that are not worth a look, as can be seen without reading them."""
    looks = ((UTF16, _may_be_utf16), (EBCDIC, may_be_ebcdic), (["euc-tw"], euc_tw.may_be))
    return {encoding for encodings, may_be in looks if not may_be(data) for encoding in encodings}


def _may_be_utf16(data: bytes) -> bool:
    """Tell whether UTF-16 is worth a look: but for short text it has controls, and a byte of ASCII in four at the least."""
    if len(data) > _SHORT_UTF16:
        return control_count(data) > 0
    return len(data) % 2 == 0 and ascii_count(data) > _ASCII_IN_UTF16 * len(data)


def _outline(data: bytes, candidate: Candidate, bonus: Mapping[str, float]) -> _Outline | None:
    weight = candidate.weight + bonus.get(candidate.encoding, 0.0)
    encoding, read = _fullest(data, candidate)
    if read is None or (encoding in UTF16 and read.errors + len(_PRIVATE.findall(read.text)) > _NO_UTF16 * len(read.text)):
        return None
    if encoding == "utf-8" and len(_BEYOND.findall(read.text)) < 2 * math.ceil(read.errors):
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
    if (read is not None and read.errors < 1) or not candidate.fuller:
        return candidate.encoding, read
    family = {encoding: read_leniently(data, encoding) for encoding in candidate.fuller}
    readings = [(candidate.encoding, read), *family.items()]
    return min(
        readings, key=lambda found: math.inf if found[1] is None else found[1].errors + len(_PRIVATE.findall(found[1].text))
    )


def _about(data: bytes, encoding: str, text: str) -> float:
    if encoding in WITHOUT_ASCII:
        return max(outlined(text, language) for language in LANGUAGES) - around(data)
    return in_any_language(text)[0] if encoding == "utf-8" else outlined(_composed(text, encoding), _MODELS.get(encoding, "any"))


def _composed(text: str, encoding: str) -> str:
    """Return the text as the models know it: Vietnamese with one character for a letter and its tone."""
    return normalize("NFC", text) if encoding in _WITH_MARKS else text


def _reading(data: bytes, outline: _Outline, read: Lenient) -> Reading:
    length = len(_BEYOND.findall(read.text))
    if outline.encoding == "utf-8":
        return Reading(outline.encoding, read.text, outline.nats, None, length)
    nats = outline.weight + ERROR * read.errors
    if outline.encoding in WITHOUT_ASCII:
        return Reading(outline.encoding, read.text, nats + whole(read.text) - around(data), None, len(read.text))
    model = _MODELS.get(outline.encoding, "any")
    text = _composed(read.text, outline.encoding)
    by_letters = nats + inventory(text, outline.languages) if outline.languages else -math.inf
    nats += likelihood(text, model)
    if model == "any":
        nats += mixed_alphabets(read.text)
    language = None if model == "any" else model.split("-")[0]
    return Reading(outline.encoding, read.text, nats, language, length, by_letters=by_letters)
