"""What is measured: each channel with each language whose text goes through it without loss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .damage import Damage
from .texts import ASCII, CJK, WEST

__all__ = ["CELLS", "FAMILIES", "Cell"]


@dataclass(frozen=True)
class Cell:
    """A damage and a language; ``family`` is the heading it stands under."""

    damage: Damage
    language: str
    family: str

    @property
    def astral(self) -> bool:
        """Tell whether only characters beyond the basic plane are damaged in a way that UTF-8 does not know."""
        return self.damage.channels[0].written == "cesu8"


_DOUBLE_BYTE = ("gbk", "gb18030", "big5", "big5-hkscs", "shift-jis", "euc-jp", "euc-kr")
_SINGLE_BYTE = (
    *("latin-1", "iso-8859-2", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("cp437", "cp850", "cp866", "mac-roman", "koi8-r"),
)
_LEGACY_AS = ("latin-1", "cp1252", "cp1250", "cp1251", "cp1254", "cp437", "cp850", "cp866", "koi8-r", "mac-roman")
_CARRIED = {"gbk": ("zh-hans", "zh-hant"), "big5": ("zh-hant",), "shift-jis": ("ja",), "euc-jp": ("ja",), "euc-kr": ("ko",)}
_ALPHABETS = {
    **dict.fromkeys(("cp1251", "koi8-r", "cp866"), ("ru", "uk")),
    **{"cp1253": ("el",), "cp1255": ("he",), "cp1256": ("ar",), "cp874": ("th",)},
}
_CYRILLIC_CROSSED = ("cp1251-as-koi8-r", "cp1251-as-cp866", "koi8-r-as-cp1251", "cp866-as-cp1251", "cp866-as-koi8-r")
_CROSSED = (
    *("gbk-as-big5", "big5-as-gbk", "shift-jis-as-gbk", "gbk-as-shift-jis", "euc-kr-as-gbk", "gbk-as-euc-kr"),
    *("euc-jp-as-gbk", "euc-jp-as-big5", "euc-jp-as-shift-jis", "euc-jp-as-euc-kr"),
    *("euc-kr-as-big5", "euc-kr-as-euc-jp", "euc-kr-as-shift-jis", "gbk-as-euc-jp"),
    *("big5-as-shift-jis", "big5-as-euc-kr", "shift-jis-as-euc-kr", "shift-jis-as-big5"),
)
_OF_THE_WEST = ("fr", "de", "es", "pt", "sv")  # that the pages of DOS and of the Mac can write
_OF_CP1252 = ("en", "fr", "de", "es", "pt", "sv")  # that Windows-1252 can write, and whose quotation marks Latin-1 has not

# Whose text is garbled twice, besides that of CJK: three alphabets say what all of them would.
_TWICE = (*CJK, "fr", "de", "ru")

# What UTF-8 read as Windows-1252 is laid over: each family that two bytes are a character in, each legacy encoding once, and
# single-byte pages of three systems.
_OVER = (
    *(f"utf8-as-{family}" for family in _DOUBLE_BYTE),
    *(f"{written}-as-cp1252" for written in _CARRIED),
    *("utf8-as-cp1251", "utf8-as-cp437", "utf8-as-mac-roman"),
)

_MIXED = (*CJK, "fr", "de", "ru", "en")

FAMILIES = {
    "double": "UTF-8 read in an encoding of two bytes a character",
    "single": "UTF-8 read as a single-byte encoding",
    "legacy": "Legacy encodings read as a single-byte encoding",
    "crossed": "Legacy encodings read as one another",
    "alphabets": "Pages of other alphabets read as those of the West, or as one another",
    "units": "UTF-16 and CESU-8",
    "layers": "Garbled twice",
    "mixed": "Half of a line, and what happens to garbled text afterwards",
}
"""The headings of the report."""


def _carried(channel: str) -> tuple[str, ...]:
    """Return the languages that the encoding a channel starts from can write, and somebody does."""
    written, read = channel.split("-as-")
    return _CARRIED.get(written) or (CJK if read in _DOUBLE_BYTE else _TWICE)


def _rows() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the family, the channel and the languages."""
    yield from (("double", f"utf8-as-{read}", CJK) for read in _DOUBLE_BYTE)
    yield from (("single", f"utf8-as-{read}", (*CJK, *WEST)) for read in _SINGLE_BYTE)
    yield from (("legacy", f"{written}-as-{read}", _CARRIED[written]) for written in _CARRIED for read in _LEGACY_AS)
    yield "legacy", "cp1252-as-latin-1", _OF_CP1252
    yield from (("legacy", f"{page}-as-latin-1", _OF_THE_WEST) for page in ("cp850", "mac-roman"))
    yield from (("legacy", f"{page}-as-cp1252", _OF_THE_WEST) for page in ("cp850", "mac-roman"))
    yield from (("legacy", f"{page}-as-cp1252", ("pl",)) for page in ("cp1250", "iso-8859-2"))
    yield from (("crossed", channel, _carried(channel)) for channel in _CROSSED)
    yield from (("alphabets", f"{page}-as-{read}", _ALPHABETS[page]) for page in _ALPHABETS for read in ("latin-1", "cp1252"))
    yield from (("alphabets", channel, ("ru", "uk")) for channel in _CYRILLIC_CROSSED)
    yield "units", "utf8-as-utf-16-le", (ASCII, *CJK, *WEST)
    yield from (("units", channel, (*CJK, "en", "ru")) for channel in ("cesu8-as-utf8", "cesu8-as-cp1252", "cesu8-as-latin-1"))
    yield from (("layers", f"utf8-as-{read}+utf8-as-{read}", CJK) for read in _DOUBLE_BYTE)
    yield from (("layers", f"utf8-as-{read}+utf8-as-{read}", _TWICE) for read in _SINGLE_BYTE)
    yield from (("layers", f"utf8-as-{read}+utf8-as-gbk", CJK) for read in ("latin-1", "cp1252"))
    yield from (("layers", f"{channel}+utf8-as-cp1252", _carried(channel)) for channel in _OVER)


def _mixed() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the mixture, the channel and the languages: only where the mixture can make a difference."""
    for half in ("first-half", "second-half"):
        yield from ((half, f"utf8-as-{read}", _MIXED) for read in ("latin-1", "cp1252"))
        yield half, "utf8-as-gbk", CJK
    yield from (("nbsp-to-space", f"utf8-as-{read}", _MIXED) for read in ("latin-1", "cp1252"))
    yield "c1-dropped", "utf8-as-latin-1", _MIXED
    yield "c1-to-cp1252", "utf8-as-latin-1", _MIXED
    yield "unmapped-replaced", "utf8-as-cp1252", _MIXED
    yield "quotes-straightened", "utf8-as-cp1252", _MIXED
    yield "private-use-dropped", "utf8-as-gbk", CJK
    yield "width-folded", "utf8-as-gbk", CJK
    yield "nfc", "utf8-as-euc-kr", CJK  # the one reader with many compatibility ideographs, which NFC changes


CELLS = (
    *(Cell(Damage(channel), language, family) for family, channel, languages in _rows() for language in languages),
    *(Cell(Damage(channel, name), language, "mixed") for name, channel, languages in _mixed() for language in languages),
)
"""Every cell, in the order of the report."""
