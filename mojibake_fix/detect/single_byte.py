"""Single-byte encodings: charset-normalizer's answers, of which the one is taken that reads with the fewest faults.

Its measures tell languages apart, but not neighbours of one family on short text; faults do: letters of two scripts in a
word, a sign between letters, a capital behind a small letter. Where answers differ and nothing tells them apart, the
detection says so by its confidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import category

from ..model import Detection
from .sample import SAMPLE, is_valid

__all__ = ["single_byte"]

# What charset-normalizer may answer. Left out are pages for mainframes and pages nobody has stored text in for decades.
_WESTERN = "cp1252"
_OTHERS = (
    *(_WESTERN, "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "iso8859_8", "iso8859_9", "iso8859_15"),
    *("koi8_r", "koi8_u", "cp866", "cp437", "cp850", "cp852", "mac_roman", "mac_cyrillic", "tis_620"),
)
# Of these, the ones of DOS and the old Macintosh, where text is found less often than in a Windows page.
_OLD = frozenset({"cp866", "cp437", "cp850", "cp852", "mac_roman", "mac_cyrillic"})

_KNOWN = 0.5  # share of letters and marks that text beyond ASCII has at least, in any language with a single-byte encoding
_MOST_FAULTS = 0.1  # faults for each character beyond ASCII that names and formulas may have
_CLEAR = 0.02  # by how much charset-normalizer's coherence has to be better to decide
_SURE, _DOUBTFUL = 0.95, 0.5

_MARKS = frozenset("€£§©®°«»·¿¡–—‘’‚“”„…•™\xa0")
_APOSTROPHES = frozenset("’·\xad")

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff]")
_ACCENTED = re.compile("[\u00c0-\u024f]")
_ASCII_LETTER = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class _Reading:
    encoding: str
    text: str
    coherence: float
    language: str | None

    @property
    def faults(self) -> tuple[int, bool, bool]:
        """Return what speaks against this reading: the fewest come first."""
        return _faults(self.text), self.encoding in _OLD, _shouts(self.text)


def single_byte(data: bytes) -> Detection:
    """Return the encoding that charset-normalizer finds and that reads best; with confidence 0 if none reads as text.

    >>> single_byte("Я помню чудное мгновенье".encode("koi8-r")).encoding
    'koi8_r'
    """
    readable = [reading for reading in _readings(data) if _is_readable(reading.text)]
    if not readable:
        return Detection("utf-8", 0.0, evidence="text in no encoding this program knows")
    fewest = min(reading.faults for reading in readable)
    ranked = sorted(readable, key=lambda r: (r.faults, -r.coherence, r.encoding != _WESTERN))
    best = ranked[0]
    rivals = [r for r in ranked[1:] if r.faults == fewest and r.text != best.text and best.coherence - r.coherence < _CLEAR]
    return Detection(
        best.encoding,
        _DOUBTFUL if rivals else _SURE,
        best.language,
        tuple(reading.encoding for reading in ranked[1:]),
        "charset-normalizer, and the fewest faults in words",
    )


def _readings(data: bytes) -> list[_Reading]:
    import charset_normalizer  # 40 ms, for the files that are neither UTF-8 nor CJK

    sample = data[:SAMPLE]
    matches = charset_normalizer.from_bytes(sample, cp_isolation=list(_OTHERS))
    found = [
        _Reading(m.encoding, sample.decode(m.encoding), m.coherence, m.language if m.language != "Unknown" else None)
        for m in matches
        if is_valid(data, m.encoding)
    ]
    if is_valid(data, _WESTERN) and all(reading.encoding != _WESTERN for reading in found):
        found.append(_Reading(_WESTERN, sample.decode(_WESTERN), max((r.coherence for r in found), default=0.0), None))
    return found


def _is_readable(text: str) -> bool:
    """Tell whether what stands beyond ASCII are mostly letters and marks, with few faults and no control characters."""
    from ftfy.badness import is_bad

    beyond = [character for character in text if character > "\x7f"]
    known = sum(category(character)[0] in "LM" or character in _MARKS for character in beyond)
    controls = any("\x80" <= character < "\xa0" for character in beyond)
    return not controls and known > _KNOWN * len(beyond) and _faults(text) <= _MOST_FAULTS * len(beyond) and not is_bad(text)


def _faults(text: str) -> int:
    """Count what text read in a neighbour's page is full of."""
    signs = sum(_is_fault(*three) for three in zip(text, text[1:], text[2:] + " ", strict=False))
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    latin = sum(bool(_ACCENTED.search(word)) for word in words)
    other = sum(bool(_OTHER_SCRIPT.search(word)) for word in words)
    return signs + sum(map(_is_faulty_word, words)) + min(latin, other)


def _is_fault(before: str, character: str, after: str) -> bool:
    """Tell whether a character is a capital within or without words, or a sign between letters."""
    if character <= "\x7f":
        return False
    if character.isupper():
        return before.islower() or not (before.isalpha() or after.isalpha())
    return category(character)[0] not in "LM" and character not in _APOSTROPHES and before.isalpha() and after.isalpha()


def _is_faulty_word(word: str) -> bool:
    """Tell whether a word mixes scripts, or is Latin without one letter of ASCII."""
    latin = bool(_LATIN.search(word))
    if latin and _OTHER_SCRIPT.search(word):
        return True
    return latin and len(word) > 2 and not _ASCII_LETTER.search(word)


def _shouts(text: str) -> bool:
    """Tell whether most letters beyond ASCII are capitals, as in KOI8 read as Windows-1251 or the reverse."""
    beyond = [character for character in text if character > "\x7f"]
    return sum(character.isupper() for character in beyond) > sum(character.islower() for character in beyond)
