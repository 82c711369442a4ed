"""The encodings that text without a byte order mark may be in, and how often each is met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from ..encodings.names import codec_of
from ..errors import unknown_name
from .sample import EBCDIC

__all__ = ["CANDIDATES", "Candidate", "Candidates", "among", "family_of", "fuller_than", "named"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An encoding, the languages that are written in it, and its weight.

    ``weight`` is log P of meeting it, before a byte is read, in nats and up to a constant. The figures are no counts: a page
    that is rarer by a class costs a few nats, which two or three words outweigh.
    """

    encoding: str
    languages: frozenset[str]
    weight: float
    single: bool = False  # one byte a character
    fuller: tuple[str, ...] = ()  # pages of its family that have more characters
    more: bytes = b""  # what these begin with
    guests: frozenset[str] = frozenset()  # of the languages, those that are written in it now and then: it was made for others


class Candidates(tuple[Candidate, ...]):
    """Candidates, and what is asked of them for every text."""

    @cached_property
    def _of_pairs(self) -> dict[frozenset[str], tuple[Candidate, ...]]:
        return {}

    def of_pairs(self, out: frozenset[str]) -> tuple[Candidate, ...]:
        """Return those that are not pages of one byte a character, without those in ``out``."""
        found = self._of_pairs.get(out)
        if found is None:
            found = tuple(candidate for candidate in self if not candidate.single and candidate.encoding not in out)
            self._of_pairs[out] = found
        return found

    @cached_property
    def pages(self) -> tuple[Candidate, ...]:
        """Return those that are."""
        return tuple(candidate for candidate in self if candidate.single)

    @cached_property
    def languages_of_pages(self) -> tuple[frozenset[str], ...]:
        """Return the languages of the pages."""
        return tuple(page.languages for page in self.pages)

    @cached_property
    def weights(self) -> list[float]:
        """Return the weights of the pages."""
        return [page.weight for page in self.pages]

    @cached_property
    def by_weight(self) -> tuple[int, ...]:
        """Return the places of the pages, those that are met most first."""
        return tuple(sorted(range(len(self.pages)), key=lambda place: -self.pages[place].weight))

    @cached_property
    def names_of_pages(self) -> tuple[str, ...]:
        """Return the encodings of the pages."""
        return tuple(page.encoding for page in self.pages)


def _east(encoding: str, languages: str, weight: float, *fuller: str, more: bytes = b"") -> Candidate:
    return Candidate(encoding, frozenset(languages.split()), weight, fuller=fuller, more=more)


def _bytes(*spans: tuple[int, int]) -> bytes:
    return bytes(byte for first, last in spans for byte in range(first, last + 1))


def _pages(languages: str, also: str = "", **weights: float) -> tuple[Candidate, ...]:
    """Return the single-byte pages of some languages, in which others are written ``also``; Python's names have strokes."""
    guests = frozenset(also.split())
    spoken = frozenset(languages.split()) | guests
    return tuple(
        Candidate(encoding.replace("_", "-"), spoken, weight, True, guests=guests) for encoding, weight in weights.items()
    )


_WEST = "af br ca cy da de en es et eu fi fo fr fy ga gd gl id is it lb ms nb nl nn no oc pt sq sv"
_CENTRE = "cs hr hsb hu pl ro sk sl sr"
_EVERY = (
    "af ar be bg br ca cs cy da de el en eo es et eu fa fi fo fr fy ga gd gl he hr hsb hu id is it ja kk ko lb lt lv mk ms mt "
    "nb nl nn no oc pl pt ro ru sk sl sq sr sv tg th tr uk ur vi yi zh"
)

_OF_EBCDIC = {"cp037": _WEST, "cp500": _WEST, "cp273": "de", "cp1026": "tr", "cp424": "he yi", "cp875": "el"}
_WEIGHTS_OF_EBCDIC = (-9.0, -9.5, -12.0, -13.0, -10.0, -10.0)

_TABLE = (
    _east("utf-8", _EVERY, 0.0),
    _east("gb18030", "zh", 0.0, "cp936", more=b"\x80\xff"),  # the euro sign, and a lone FF
    # The characters of Hong Kong; those of ETEN, and private use.
    _east("big5", "zh", -1.0, "big5hkscs", "cp950", more=_bytes((0x80, 0xA0), (0xA3, 0xA3), (0xC7, 0xC8), (0xF9, 0xFF))),
    _east("euc-tw", "zh", -12.0),
    _east("cp932", "ja", -1.0, "shift_jis_2004", more=_bytes((0x81, 0x88), (0x98, 0x98), (0xEA, 0xEF), (0xFC, 0xFC))),
    _east("euc_jp", "ja", -2.0, "euc_jis_2004", more=_bytes((0x8F, 0x8F), (0xA2, 0xAF), (0xCF, 0xCF), (0xF4, 0xFE))),
    _east("cp949", "ko", -1.0),
    _east("johab", "ko", -8.0),
    _east("utf-16-le", _EVERY, -8.0),
    _east("utf-16-be", _EVERY, -9.0),
    *_pages(_WEST, cp1252=-1.0, iso8859_15=-4.5, cp850=-5.0, cp437=-6.0, mac_roman=-6.0, cp858=-7.0, hp_roman8=-11.0),
    *_pages("pt", "gl", cp860=-9.0),
    *_pages("fo is", cp861=-9.0, mac_iceland=-8.0),
    *_pages("fr", cp863=-9.0),
    *_pages("da fo nb nn no", cp865=-8.0),
    *_pages("eo mt", "tr", iso8859_3=-6.0),
    *_pages("br cy ga gd", iso8859_14=-6.5),
    *_pages("da et fi fo is lt lv nb nn no sv", iso8859_10=-10.0),
    *_pages(_CENTRE, "de sq", cp1250=-2.0, iso8859_2=-2.5, cp852=-5.0, mac_latin2=-7.0, mac_croatian=-8.5, iso8859_16=-6.8),
    *_pages("ro", mac_romanian=-8.5),
    *_pages("be bg mk ru sr uk", cp1251=-1.0, iso8859_5=-5.0, cp866=-4.0, cp855=-7.0, mac_cyrillic=-6.0, cp1125=-8.0),
    *_pages("kk tg", "ru", kz1048=-6.0, ptcp154=-8.0, koi8_t=-7.0),
    *_pages("be ru uk bg", koi8_u=-2.0, koi8_r=-2.2),
    *_pages("el", cp1253=-2.0, iso8859_7=-2.2, cp737=-5.0, cp869=-7.0, mac_greek=-7.0),
    *_pages("tr", cp1254=-2.0, iso8859_9=-2.2, cp857=-6.0, mac_turkish=-7.5),
    *_pages("he yi", cp1255=-2.0, iso8859_8=-3.0, cp862=-6.0, cp856=-8.0),
    *_pages("ar fa ur", cp1256=-2.0, iso8859_6=-4.0, cp720=-6.0, cp864=-8.0),
    *_pages("ur", cp1006=-9.0),
    *_pages("et lt lv", "fi", cp1257=-3.0, iso8859_13=-4.0, iso8859_4=-9.0, cp775=-6.0),
    *_pages("vi", viscii=-5.0, tcvn=-5.0),
    _east("cp1258", "vi", -4.0),  # not priced byte by byte: its tones are written behind the letters
    *_pages("th", cp874=-2.0),
    *(_east(encoding, _OF_EBCDIC[encoding], weight) for encoding, weight in zip(EBCDIC, _WEIGHTS_OF_EBCDIC, strict=True)),
)

CANDIDATES = Candidates(_TABLE)
"""All of them; of two that read the same text, the first is named."""


def named(languages: Sequence[str]) -> frozenset[str]:
    """Return the languages that are meant: what stands before the first stroke of each, as in ``zh-Hant``.

    Raises UsageError, with the nearest code, for a language of no candidate.

    >>> sorted(named(["zh-Hant", "ja"]))
    ['ja', 'zh']
    """
    known = frozenset().union(*(candidate.languages for candidate in CANDIDATES))
    found = {language: language.replace("_", "-").split("-")[0].lower() for language in languages}
    for language, code in found.items():
        if code not in known:
            raise unknown_name("language", language, known)
    return frozenset(found.values())


def among(languages: Sequence[str] | None = None, encodings: Sequence[str] | None = None) -> Candidates:
    """Return the candidates for some languages, or those that are named; all of them if there are none of both.

    Raises UsageError, with the nearest name, for a language or an encoding nobody knows.

    >>> [candidate.encoding for candidate in among(["ko"], ["johab", "gbk"])]
    ['johab']
    """
    return _among(tuple(languages or ()), tuple(encodings or ()))


@cache
def _among(languages: tuple[str, ...], encodings: tuple[str, ...]) -> Candidates:
    chosen = _named(encodings) if encodings else CANDIDATES
    if not languages:
        return chosen
    wanted = named(languages)
    return Candidates(candidate for candidate in chosen if candidate.languages & wanted)


def fuller_than(encoding: str) -> tuple[str, ...]:
    """Return the other pages of a family, which may have characters that an encoding lacks.

    >>> fuller_than("gb18030"), fuller_than("utf-8+gb18030")
    (('cp936',), ())
    """
    return next((candidate.fuller for candidate in CANDIDATES if candidate.encoding == encoding), ())


def family_of(encoding: str) -> frozenset[str]:
    """Return the pages of a family, which differ in a few characters.

    >>> sorted(family_of("cp950")), sorted(family_of("johab"))
    (['big5', 'big5hkscs', 'cp950'], ['johab'])
    """
    families = (frozenset((candidate.encoding, *candidate.fuller)) for candidate in CANDIDATES)
    return next((family for family in families if encoding in family), frozenset((encoding,)))


def _named(encodings: tuple[str, ...]) -> Candidates:
    """Return the candidates of these names; what is not in the table is written in any language."""
    known = {candidate.encoding: candidate for candidate in CANDIDATES}
    codecs = dict.fromkeys(codec_of(encoding) for encoding in encodings)
    return Candidates(known.get(codec) or Candidate(codec, frozenset(_EVERY.split()), 0.0) for codec in codecs)
