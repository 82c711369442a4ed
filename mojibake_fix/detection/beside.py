"""What speaks for encodings beside the text in them: declarations, files beside it, line ends, the language of words in ASCII."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ..patterns import lazy_pattern
from .candidates import Candidate, Candidates
from .declared import Declaration, declared_language
from .references import referenced
from .sample import read_leniently
from .words import Spoken, spoken

__all__ = ["NOTHING_BESIDE", "Beside", "claimed", "with_language", "with_line_ends", "with_rows"]

_DECLARED = 8.0  # nats: one declaration in three thousand is wrong about text that two encodings explain equally well
_NEIGHBOUR = 4.0  # nats: of files in one folder, one in fifty is in another encoding than the one beside it
_SPOKEN = 8.0  # nats: of texts whose words in ASCII are of a language, one in three thousand is in a page without its letters
_GUEST = -3.0  # nats: of texts in a language, one in twenty is in a page that was made for others
_EACH_WORD, _NOT_SPOKEN = -2.0, -40.0  # nats of each such word against a page without its letters, and of all at the most
_OF_MAC, _LINE_ENDS = "mac-", 5.0  # nats: half of what old Macs wrote ends its lines as they do, of all else one file in 300
_LANGUAGE_DECLARED, _EVERYWHERE = 4.0, "en"  # nats: of pages, one in fifty is in another; templates in any language say English
_ROW, _LETTERS_IN_A_ROW = lazy_pattern(rb"([\x80-\xff])\1{7}"), -24.0  # nats of a letter that somebody wrote eight times

_VIETNAMESE = frozenset({"vi"})  # whose page of Windows is not priced byte by byte


class Beside(NamedTuple):
    """Nats that speak for encodings, and the languages that the words in ASCII are of, if they tell."""

    nats: Mapping[str, float] = {}
    languages: frozenset[str] = frozenset()

    def plus(self, encoding: str, nats: float) -> Beside:
        """Return the same with more nats for an encoding.

        >>> NOTHING_BESIDE.plus("cp1252", 2.0).nats
        {'cp1252': 2.0}
        """
        return self._replace(nats={**self.nats, encoding: self.nats.get(encoding, 0.0) + nats})


NOTHING_BESIDE = Beside()


def claimed(claims: Sequence[Declaration], neighbours: Sequence[str]) -> Beside:
    """Return what declarations and files beside it say.

    >>> claimed([Declaration("koi8-r", "caller")], ["koi8-r"]).nats
    {'koi8-r': 12.0}
    """
    if not claims and not neighbours:
        return NOTHING_BESIDE
    found = {name: _NEIGHBOUR + math.log(count) for name, count in Counter(neighbours).items()}
    for claim in claims:
        found[claim.encoding] = found.get(claim.encoding, 0.0) + _DECLARED
    return Beside(found)


def with_line_ends(beside: Beside, data: bytes, candidates: Candidates) -> Beside:
    """Return the same with what line ends say: those of old Macs, and no other ones, speak for their pages.

    >>> from .candidates import among
    >>> with_line_ends(NOTHING_BESIDE, b"one\\rtwo\\r", among(encodings=["mac-roman", "cp1252"])).nats
    {'mac-roman': 5.0}
    """
    if b"\r" not in data or b"\n" in data:
        return beside
    of_mac = (name for name in candidates.names_of_pages if name.startswith(_OF_MAC))
    return beside._replace(nats={**beside.nats, **{name: beside.nats.get(name, 0.0) + _LINE_ENDS for name in of_mac}})


def with_rows(beside: Beside, data: bytes, candidates: Candidates) -> Beside:
    """Return the same with what long rows of one byte say, which lines and boxes are drawn with: it is no letter.

    >>> from .candidates import among
    >>> with_rows(NOTHING_BESIDE, "╔════════╗".encode("cp850"), among(encodings=["cp850", "cp1251"])).nats
    {'cp850': 0.0, 'cp1251': -24.0}
    """
    drawn = {row[0] for row in _ROW.findall(data)}
    if not drawn:
        return beside
    found = dict(beside.nats)
    for encoding in (candidate.encoding for candidate in candidates):
        letters = sum(_are_letters(byte, encoding) for byte in drawn)
        found[encoding] = found.get(encoding, 0.0) + _LETTERS_IN_A_ROW * letters
    return beside._replace(nats=found)


@cache
def _are_letters(byte: int, encoding: str) -> bool:
    """Tell whether two of a byte are letters in an encoding, or one character that is a letter."""
    read = read_leniently(bytes((byte, byte)), encoding)
    return read is not None and read.text.isalpha()


def with_language(beside: Beside, data: bytes, candidates: Candidates) -> Beside:
    """Return the same with the language that the words in ASCII are of: it speaks for its encodings, and against other pages.

    Where they are too few, a language that is declared speaks for its encodings.
    """
    (languages, words), nats_of_own = _told_by(data)
    if not languages:
        return beside
    nats_of_others = max(_NOT_SPOKEN, _EACH_WORD * words)
    found = dict(beside.nats)
    for candidate in candidates:
        nats = _of_language(candidate, languages, nats_of_own, nats_of_others)
        found[candidate.encoding] = found.get(candidate.encoding, 0.0) + nats
    return Beside(found, languages)


def _told_by(data: bytes) -> tuple[Spoken, float]:
    """Return which languages something tells, and how many words do, and the nats that it speaks for their encodings with."""
    if (found := spoken(data)).languages:
        return found, _SPOKEN
    if b"&" in data:
        letters = referenced(data)
        if letters.is_alphabet and letters.touching:
            return Spoken(letters.languages, letters.touching), _SPOKEN
        if letters.languages:
            return Spoken(letters.languages, 0), _LANGUAGE_DECLARED
    language = declared_language(data)
    if language is None or language == _EVERYWHERE:
        return found, 0.0
    return Spoken(frozenset({language}), 0), _LANGUAGE_DECLARED


def _of_language(candidate: Candidate, languages: frozenset[str], own: float, others: float) -> float:
    is_page = candidate.single or candidate.languages == _VIETNAMESE
    if candidate.languages & languages:
        return own if not is_page or candidate.languages - candidate.guests & languages else own + _GUEST
    return others if is_page else 0.0
