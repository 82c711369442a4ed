"""Which encodings some bytes may be in, and how probable each is: the likelier the text, the likelier the encoding."""

from __future__ import annotations

import math
from collections.abc import Iterable

from .beside import NOTHING_BESIDE, Beside
from .candidates import Candidates
from .letters import ALPHABETS
from .looks import ALIKE, ruled_out
from .outlines import BEHIND, GARBAGE, fullest, outlines
from .pieces import alone, beside_lists
from .price import unexplained
from .rivals import UNSEEN, Reading, each_text_once, likelier_by_letters, readings_of
from .sample import is_valid

__all__ = ["NOTHING", "TRUST", "Reading", "ranked"]

NOTHING = ""
"""The encoding of a reading that explains nothing."""

_NOTHING = -6.0  # nats: files of text in no encoding that this program knows, to all files of text that it looks at

# The first bytes of a text cost less to rank than all of it, and leave the few readings that are not so far behind.
_FIRST, _CLOSE, _MANY = 500, 100.0, 8

_GARBLED = -11.0  # nats a letter: less than any word costs, even in a language that no model has seen

TRUST = 0.5
"""How much of a difference in nats to believe. The models know what they were counted from; of other text they are too sure.
Fitted on 4,785 lines, tables, titles and pages of few letters, in 50 languages: what is said with 95 to 99 % is right in 97 %,
and in 96.6 % where no more than two letters speak. By 0.6 it was 95.1 and 94.2 %; to believe one letter less than several gives
the same of those, and leaves fewer sure that are right."""


def ranked(data: bytes, candidates: Candidates, beside: Beside = NOTHING_BESIDE) -> list[Reading]:
    """Return the readings of some bytes, the most probable first, one of them being that they are in none of the candidates.

    ``beside`` is what else speaks for an encoding. Of encodings that read the same text, one is named. Of a long
    text the beginning is enough if it leaves one encoding only, and that not a page, which rare characters tell from others.

    >>> from .candidates import CANDIDATES
    >>> [reading.encoding for reading in ranked("中文编码".encode("gb18030"), CANDIDATES)][0]
    'gb18030'
    """
    if len(data) > _FIRST:
        first = data[:_FIRST]
        readings = _ranked(first, candidates, beside, _CLOSE)
        if _is_unseen(readings[0]):
            readings = _standing_alone(first, readings, candidates)
        candidates = _left(first, readings, candidates)
        is_text = readings[0].nats >= GARBAGE * readings[0].length
        if len(candidates) == 1 and is_text and not candidates.pages and is_valid(data, readings[0].encoding):
            return readings
    readings = _ranked(data, candidates, beside)
    return _of_pieces(data, candidates, beside, readings) if _is_unseen(readings[0]) else readings


def _is_unseen(best: Reading) -> bool:
    """Tell whether the likeliest reading is in a language that the models have not seen, or is no text."""
    return best.nats < UNSEEN * max(1, best.length)


def _of_pieces(data: bytes, candidates: Candidates, beside: Beside, readings: list[Reading]) -> list[Reading]:
    """Return the readings as those of a text whose characters stand alone, or among lists of letters, if that explains it."""
    readings = _standing_alone(data, readings, candidates)
    if readings[0].encoding != NOTHING:
        return readings
    if (rest := beside_lists(data)) is None:
        return readings
    of_rest = [reading._replace(by_letters=True) for reading in _ranked(rest, candidates, beside)]
    is_text = of_rest[0].encoding in candidates.names_of_pages and of_rest[0].nats >= _GARBLED * of_rest[0].length
    return of_rest if is_text else readings


def _standing_alone(data: bytes, readings: list[Reading], candidates: Candidates) -> list[Reading]:
    """Return readings as those of characters whose surroundings say nothing, where that is likelier."""
    return _with_shares(alone(data, reading, candidates) for reading in readings)


def _ranked(data: bytes, candidates: Candidates, beside: Beside, close: float = BEHIND) -> list[Reading]:
    rivals = readings_of(data, outlines(data, candidates, beside), close)
    readings = [Reading(NOTHING, "", _NOTHING + unexplained(data)), *rivals]
    is_unseen = _is_unseen(max(readings, key=_nats))
    readings = [likelier_by_letters(reading) if is_unseen or reading.languages & ALPHABETS else reading for reading in readings]
    return _with_shares(each_text_once(readings))


def _with_shares(of: Iterable[Reading]) -> list[Reading]:
    """Return readings with their shares of the probability, the most probable first."""
    readings = sorted(of, key=_nats, reverse=True)
    most = readings[0].nats
    odds = [math.exp(TRUST * (reading.nats - most)) for reading in readings]
    every = sum(odds)
    return [Reading(*reading[:-1], odd / every) for reading, odd in zip(readings, odds, strict=True)]


def _nats(reading: Reading) -> float:
    return reading.nats


def _left(first: bytes, readings: list[Reading], candidates: Candidates) -> Candidates:
    """Return the candidates that the first bytes of a text leave; of pages those that read them alike, too."""
    best, *others = readings
    texts = {best.text, *(other.text for other in others if other.nats > best.nats - _CLOSE)}
    if len(texts) > _MANY or "" in texts:
        return candidates
    out = ruled_out(first, candidates) - ALIKE
    near = (candidate for candidate in candidates if candidate.encoding not in out)
    return Candidates(candidate for candidate in near if (read := fullest(first, candidate)[1]) and read.text in texts)
