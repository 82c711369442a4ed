"""The table of channels: how text gets damaged, forwards. Whatever is restored must reproduce its damage through one of these.

A channel is what the bytes are, who read them, and what was done to the text afterwards. Names are ``{written}-as-{read}``, where
``read`` is a family of encodings as Windows reads it, or ``family/implementation``. Channels one upon the other are joined by
``+``, the first damage first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from ..encodings import Policy, codec
from ..encodings.names import table_of
from ..patterns import lazy_pattern
from .post_steps import POST_STEPS

__all__ = [
    "CHANNELS",
    "CYRILLIC",
    "DROPPING",
    "PAGES",
    "UTF8_AS_GBK",
    "Channel",
    "Reader",
    "channels_of",
    "corrupt",
    "table_written",
    "written",
]

_REPLACED = "\N{REPLACEMENT CHARACTER}"
_DROPPED = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """A decoder: the table it has, how many bytes without a character it takes at once, and what it writes for them."""

    table: str
    policy: Policy = Policy.PAIR
    token: str = "?"

    @property
    def is_wide(self) -> bool:
        """Tell whether it takes two bytes of some for a character, by a table of its own."""
        return self.table not in _UNICODE and bool(codec(self.table).layout.openers)

    @property
    def is_single_byte(self) -> bool:
        """Tell whether it takes every byte for a character."""
        return self.table not in _UNICODE and not codec(self.table).layout.openers

    def read(self, data: bytes) -> str:
        """Return what it makes of any bytes."""
        if self.table in _UNICODE:
            return _UNICODE[self.table](data)
        return codec(self.table).decode(data, self.policy, self.token)


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to damage text: ``written`` in one encoding, read by ``reader``; ``culprit`` says so for a person."""

    name: str
    written: str
    reader: Reader
    culprit: str


# What bytes are written in: how people call it, and the table; UTF-8 and CESU-8 are arithmetic.
_WRITTEN: dict[str, tuple[str, str]] = {
    "utf8": ("UTF-8", ""),
    "cesu8": ("CESU-8", ""),
    "gbk": ("GBK", "cp936"),
    "big5": ("Big5", "cp950"),
    "shift-jis": ("Shift-JIS", "cp932"),
    "euc-jp": ("EUC-JP", "euc-jp"),
    "euc-kr": ("EUC-KR", "cp949"),
    "cp1252": ("Windows-1252", "cp1252"),
    "cp850": ("DOS code page 850", "cp850"),
    "mac-roman": ("Mac Roman", "mac-roman"),
    "cp1250": ("Windows-1250", "cp1250"),
    "iso-8859-2": ("ISO-8859-2", "iso-8859-2"),
    "cp1251": ("Windows-1251", "cp1251"),
    "koi8-r": ("KOI8-R", "koi8-r"),
    "cp866": ("DOS code page 866", "cp866"),
    "cp1253": ("Windows-1253", "cp1253"),
    "cp1255": ("Windows-1255", "cp1255"),
    "cp1256": ("Windows-1256", "cp1256"),
    "cp874": ("Windows code page 874", "cp874"),
}

# The families in which two bytes are a character: the table of Windows, and how people call it. Windows has no page for GB18030,
# Big5-HKSCS and EUC-JP that a lead byte alone decides in; they are read as if it had.
_FAMILIES = {
    "gbk": ("cp936", "GBK (Windows code page 936)"),
    "gb18030": ("gb18030-2005", "GB18030"),
    "big5": ("cp950", "Big5 (Windows code page 950)"),
    "big5-hkscs": ("big5-hkscs", "Big5-HKSCS"),
    "shift-jis": ("cp932", "Shift-JIS (Windows code page 932)"),
    "euc-jp": ("euc-jp", "EUC-JP"),
    "euc-kr": ("cp949", "EUC-KR (Windows code page 949)"),
}
_KATAKANA_DOT = "\N{KATAKANA MIDDLE DOT}"  # what Windows writes in Japanese for bytes without a character

_IMPLEMENTATIONS = {
    "whatwg": (Policy.WHATWG, _REPLACED, "a browser"),
    "java": (Policy.JAVA, _REPLACED, "Java"),
    "python": (Policy.PYTHON, _REPLACED, "Python"),
    "iconv": (Policy.ICONV, _DROPPED, "iconv, which drops what it cannot read"),
    "python-ignore": (Policy.PYTHON, _DROPPED, "Python, which ignores what it cannot read"),
}
DROPPING = tuple(name for name, (_, token, _) in _IMPLEMENTATIONS.items() if token == _DROPPED)
"""The implementations that drop what they cannot read, if they are asked to."""

PAGES = {"cp932": "shift-jis", "cp949": "euc-kr", "cp950": "big5"}
"""Windows' own pages by name, which programs are asked to read too, besides the family: Java's MS932, Python's cp949."""

_SINGLE_BYTE = {
    "latin-1": "ISO-8859-1",
    "iso-8859-2": "ISO-8859-2 (Central Europe)",
    "cp1250": "Windows-1250 (Central Europe)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1252": "Windows-1252 (Western Europe)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic)",
    "cp1257": "Windows-1257 (Baltic)",
    "cp1258": "Windows-1258 (Vietnamese)",
    "cp437": "DOS code page 437",
    "cp850": "DOS code page 850 (Western Europe)",
    "cp866": "DOS code page 866 (Cyrillic)",
    "mac-roman": "Mac Roman",
    "koi8-r": "KOI8-R (Cyrillic)",
}
_LEGACY = ("gbk", "big5", "shift-jis", "euc-jp", "euc-kr")
_LEGACY_AS = ("latin-1", "cp1252", "cp1250", "cp1251", "cp1254", "cp437", "cp850", "cp866", "koi8-r", "mac-roman")
CYRILLIC = ("cp1251", "koi8-r", "cp866")
"""The pages of Cyrillic that were common at the same time."""

_OTHER_ALPHABETS = (*CYRILLIC, "cp1253", "cp1255", "cp1256", "cp874")  # whose letters have the bytes of accented ones
_WITH_SIGNS = ("cp1250", "iso-8859-2", "cp850", "mac-roman")  # whose letters Windows-1252 takes for signs, among others
_PAGES_OF_THE_WEST = ("cp1252", "cp850", "mac-roman")  # whose letters and marks Latin-1 takes for controls

# Two encodings of one country or of neighbours, in files that changed hands.
_CROSSED = (
    ("gbk", "big5"),
    ("big5", "gbk"),
    ("shift-jis", "gbk"),
    ("gbk", "shift-jis"),
    ("euc-kr", "gbk"),
    ("gbk", "euc-kr"),
    ("euc-jp", "gbk"),
    ("euc-jp", "big5"),
    ("euc-jp", "shift-jis"),
    ("euc-jp", "euc-kr"),
    ("euc-kr", "big5"),
    ("euc-kr", "euc-jp"),
    ("euc-kr", "shift-jis"),
    ("gbk", "euc-jp"),
    ("big5", "shift-jis"),
    ("big5", "euc-kr"),
    ("shift-jis", "euc-kr"),
    ("shift-jis", "big5"),
)

# A page by itself, and KOI8-R in that of DOS, where all its letters are lines of frames, which most text has that has any.
_NOT_CROSSED = {*zip(CYRILLIC, CYRILLIC, strict=True), ("koi8-r", "cp866")}

_UNICODE: dict[str, Callable[[bytes], str]] = {
    "utf-16-le": lambda data: data.decode("utf-16-le", "replace"),
    "utf8": lambda data: data.decode("utf-8", "surrogatepass"),
}


@cache
def _readers() -> dict[str, tuple[Reader, str]]:
    """Return the readers and their phrases by name."""
    found: dict[str, tuple[Reader, str]] = {}
    for family, (table, phrase) in _FAMILIES.items():
        found[family] = Reader(table, token=_KATAKANA_DOT if family == "shift-jis" else "?"), phrase
    for family in (*_FAMILIES, *PAGES):
        for implementation, (policy, token, who) in _IMPLEMENTATIONS.items():
            name = f"{family}/{implementation}"
            if family in _FAMILIES or implementation in ("java", "python"):
                called = f"Windows code page {family[2:]}" if family in PAGES else _FAMILIES[family][1].partition(" (")[0]
                found[name] = Reader(table_of(name.removesuffix("-ignore")), policy, token), f"{called} by {who}"
    for page, phrase in _SINGLE_BYTE.items():
        found[page] = Reader(table_of(page)), phrase
    found["utf-16-le"] = Reader("utf-16-le"), "UTF-16"
    found["utf8"] = Reader("utf8"), "UTF-8"
    return found


def _rows() -> Iterable[tuple[str, str]]:
    """Yield what is written and who reads it, for every channel."""
    yield from (("utf8", read) for read in _readers() if read != "utf8")
    yield from ((written, read) for written in _LEGACY for read in _LEGACY_AS)
    yield from _CROSSED
    yield from (("cesu8", "utf8"), ("cesu8", "cp1252"), ("cesu8", "latin-1"))
    yield from ((written, "latin-1") for written in _PAGES_OF_THE_WEST)
    yield from ((written, "cp1252") for written in _WITH_SIGNS)
    yield from ((written, read) for written in _OTHER_ALPHABETS for read in ("cp1252", "latin-1"))
    yield from ((written, read) for written in CYRILLIC for read in CYRILLIC if (written, read) not in _NOT_CROSSED)


def _channel(written: str, read: str) -> Channel:
    reader, phrase = _readers()[read]
    return Channel(f"{written}-as-{read}", written, reader, f"{_WRITTEN[written][0]} read as {phrase}")


CHANNELS = {channel.name: channel for channel in (_channel(*row) for row in _rows())}
"""Every channel by name."""

UTF8_AS_GBK = CHANNELS["utf8-as-gbk"]


def channels_of(name: str) -> tuple[Channel, ...]:
    """Return the channels that a name joins by ``+``, the first damage first.

    Raises KeyError for a name that is not in the table.

    >>> [channel.culprit for channel in channels_of("utf8-as-latin-1+utf8-as-gbk")]
    ['UTF-8 read as ISO-8859-1', 'UTF-8 read as GBK (Windows code page 936)']
    """
    return tuple(CHANNELS[each] for each in name.split("+"))


def corrupt(channel: Channel | Iterable[Channel], text: str, post: Iterable[str] = ()) -> str:
    """Damage a text, by one channel or several in order, then by post-steps: the forward model.

    It is the specification of its inverse. Raises UnicodeEncodeError for what the channel cannot write: a lone surrogate, or a
    character that is not in the encoding.

    >>> corrupt(UTF8_AS_GBK, "中文，event")
    '涓\\ue15f枃锛宔vent'
    >>> corrupt(channels_of("utf8-as-latin-1+utf8-as-gbk"), "中", ["private-use-dropped"])
    '盲赂颅'
    """
    for layer in (channel,) if isinstance(channel, Channel) else channel:
        text = layer.reader.read(written(layer.written, text))
    for step in post:
        text = POST_STEPS[step](text)
    return text


def written(encoding: str, text: str) -> bytes:
    """Return a text in one of the encodings that channels start from.

    >>> written("cesu8", "a😀").hex(" "), written("gbk", "中").hex()
    ('61 ed a0 bd ed b8 80', 'd6d0')
    """
    table = _WRITTEN[encoding][1]
    if table:
        return codec(table).encode(text)
    if encoding == "cesu8":
        text.encode("utf-8")  # which refuses surrogates: here they are what is written for other characters
        return _BEYOND_BMP.sub(_halves, text).encode("utf-8", "surrogatepass")
    return text.encode("utf-8")


def table_written(encoding: str) -> str:
    """Return the table of a legacy encoding that channels start from; empty for UTF-8 and CESU-8, which have none.

    >>> table_written("gbk"), table_written("utf8")
    ('cp936', '')
    """
    return _WRITTEN[encoding][1]


_BEYOND_BMP = lazy_pattern("[\U00010000-\U0010ffff]")


def _halves(found: re.Match[str]) -> str:
    """Return a character as the two surrogates that UTF-16 has for it."""
    high, low = divmod(ord(found[0]) - 0x10000, 0x400)
    return chr(0xD800 + high) + chr(0xDC00 + low)
