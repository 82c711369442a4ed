"""The rows: what each channel is written in, which real decoder reads it, and which others have to agree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .texts import LANGUAGES

__all__ = ["ROWS", "WRITERS", "Agreement", "Reader", "Row", "Writer"]


class Agreement(Enum):
    """What the other decoders of a row have a say in."""

    READABLE = "where another decoder can read every byte, it gives the same"
    ALL = "all decoders give the same, replacement characters included"
    LOSSLESS = "only vectors that all decoders read without loss, and alike"


@dataclass(frozen=True)
class Reader:
    """A decoder by its name in DECODERS, and the charset by the name it is asked for."""

    decoder: str
    charset: str


@dataclass(frozen=True)
class Writer:
    """The encoders that write the bytes; text is taken only where Python and Java write the same."""

    python: str
    java: str
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A channel: the readers of its last layer, the first of which makes the vectors, and the row of the layer below."""

    name: str
    written: str
    readers: tuple[Reader, ...]
    languages: tuple[str, ...]
    agreement: Agreement = Agreement.READABLE
    family: str = ""  # whose byte runs it is tried on; none if another row has them
    below: str = ""

    @property
    def layers(self) -> list[str]:
        """The rows one upon the other, the first damage first."""
        return self.name.split("+")


_CJK = ("zh-hans", "zh-hant", "ja", "ko", "symbols")
_WEST = ("zh-hans", "zh-hant", "ja", "ko", "symbols", "fr", "de", "vi")
WRITERS = {
    "utf8": Writer("utf-8", "UTF-8", LANGUAGES),
    "cesu8": Writer("", "CESU-8", ("symbols", "zh-hans", "ja")),
    "gbk": Writer("gbk", "x-mswin-936", ("zh-hans", "zh-hans", "zh-hant", "ru")),
    "big5": Writer("cp950", "x-windows-950", ("zh-hant",)),
    "shift-jis": Writer("cp932", "windows-31j", ("ja", "ja", "ja", "ru")),
    "euc-jp": Writer("euc_jp", "EUC-JP", ("ja", "ja", "ja", "ru")),
    "euc-kr": Writer("cp949", "x-windows-949", ("ko",)),
    "cp1252": Writer("cp1252", "windows-1252", ("fr", "de", "others", "symbols")),
    "cp850": Writer("cp850", "IBM850", ("fr", "de", "others", "symbols")),
    "mac-roman": Writer("mac_roman", "x-MacRoman", ("fr", "de", "others", "symbols")),
    "cp1250": Writer("cp1250", "windows-1250", ("others", "de")),
    "iso-8859-2": Writer("iso8859_2", "ISO-8859-2", ("others", "de")),
    "cp1251": Writer("cp1251", "windows-1251", ("ru",)),
    "koi8-r": Writer("koi8_r", "KOI8-R", ("ru",)),
    "cp866": Writer("cp866", "IBM866", ("ru",)),
    "cp1253": Writer("cp1253", "windows-1253", ("el",)),
    "cp1255": Writer("cp1255", "windows-1255", ("he",)),
    "cp1256": Writer("cp1256", "windows-1256", ("ar",)),
    "cp874": Writer("cp874", "x-windows-874", ("th",)),
}

# Windows' reader of each family, and those with Microsoft's table that have to agree where nothing is lost.
_WINDOWS = {
    "gbk": "wine:936 uconv:windows-936 java:x-mswin-936",
    "big5": "wine:950 uconv:windows-950 java:x-windows-950",
    "shift-jis": "wine:932 uconv:windows-932 java:windows-31j",
    "euc-kr": "wine:949 uconv:windows-949 java:x-windows-949",
}
# Families without a Windows page: only what all of these read, and alike.
_AGREED = {
    "gb18030": "python:gb18030 java:GB18030 iconv:GB18030 firefox:gb18030",
    "big5-hkscs": "python:big5hkscs java:Big5-HKSCS iconv:BIG5-HKSCS firefox:big5-hkscs",
    "euc-jp": "python:euc_jp java:EUC-JP iconv:EUC-JP firefox:euc-jp",
}
# family: what a page, a Java program, a Python program and a shell ask for.
_NAMED = {
    "gbk": ("gbk", "GBK", "gbk", "GBK"),
    "gb18030": ("gb18030", "GB18030", "gb18030", "GB18030"),
    "big5": ("big5", "Big5", "big5", "BIG5"),
    "big5-hkscs": ("big5-hkscs", "Big5-HKSCS", "big5hkscs", "BIG5-HKSCS"),
    "shift-jis": ("shift_jis", "Shift_JIS", "shift_jis", "SHIFT_JIS"),
    "euc-jp": ("euc-jp", "EUC-JP", "euc_jp", "EUC-JP"),
    "euc-kr": ("euc-kr", "EUC-KR", "euc_kr", "EUC-KR"),
}
_IMPLEMENTATIONS = (("whatwg", ("firefox", "browser")), ("java", ("java",)), ("python", ("python",)), ("iconv", ("iconv",)))
# Windows' pages as Java and Python have them, beside the families: what Java reads with on a Windows machine.
_PAGES = {
    "cp932": ("shift-jis", "windows-31j", "cp932"),
    "cp949": ("euc-kr", "x-windows-949", "cp949"),
    "cp950": ("big5", "x-windows-950", "cp950"),
}

# Single-byte readers: Microsoft's own pages by Wine, the others by several; then the languages that suffer from each.
_SINGLE = {
    "latin-1": ("python:latin-1 java:ISO-8859-1 iconv:ISO-8859-1 wine:28591", _WEST),
    "cp1250": ("wine:1250 python:cp1250 browser:windows-1250", (*_CJK, "others", "others", "de")),
    "cp1251": ("wine:1251 python:cp1251 browser:windows-1251", (*_CJK, "ru", "ru")),
    "cp1252": ("wine:1252 python:cp1252 browser:windows-1252", LANGUAGES),
    "cp1253": ("wine:1253 python:cp1253 browser:windows-1253", (*_CJK, "el", "el")),
    "cp1254": ("wine:1254 python:cp1254 browser:windows-1254", (*_CJK, "others", "fr")),
    "cp1255": ("wine:1255 python:cp1255 browser:windows-1255", (*_CJK, "others")),
    "cp1256": ("wine:1256 python:cp1256 browser:windows-1256", (*_CJK, "others", "fr")),
    "cp1257": ("wine:1257 python:cp1257 browser:windows-1257", (*_CJK, "others", "ru")),
    "cp1258": ("wine:1258 python:cp1258 browser:windows-1258", (*_CJK, "vi", "vi")),
    "cp437": ("wine:437 python:cp437 java:IBM437", _WEST),
    "cp850": ("wine:850 python:cp850 java:IBM850", _WEST),
    "cp866": ("wine:866 python:cp866 java:IBM866 browser:ibm866", (*_CJK, "ru", "ru")),
    "mac-roman": ("python:mac_roman java:x-MacRoman browser:macintosh", _WEST),
    "koi8-r": ("python:koi8_r java:KOI8-R iconv:KOI8-R browser:koi8-r", (*_CJK, "ru", "ru")),
    "iso-8859-2": ("python:iso8859_2 java:ISO-8859-2 iconv:ISO-8859-2 browser:iso-8859-2", (*_CJK, "others", "others", "de")),
}
_LEGACY = ("gbk", "big5", "shift-jis", "euc-jp", "euc-kr")
_LEGACY_READ = ("latin-1", "cp1252", "cp1250", "cp1251", "cp1254", "cp437", "cp850", "cp866", "koi8-r", "mac-roman")
_CYRILLIC = ("cp1251", "koi8-r", "cp866")
_OTHER_ALPHABETS = (*_CYRILLIC, "cp1253", "cp1255", "cp1256", "cp874")
_ALPHABETS_CROSSED = (
    *(f"{written}-as-{read}" for written in _OTHER_ALPHABETS for read in ("cp1252", "latin-1")),
    *("cp1251-as-koi8-r", "cp1251-as-cp866", "koi8-r-as-cp1251", "cp866-as-cp1251", "cp866-as-koi8-r"),
)
_CROSSED = (
    *("gbk-as-big5", "big5-as-gbk", "shift-jis-as-gbk", "gbk-as-shift-jis", "euc-kr-as-gbk", "gbk-as-euc-kr"),
    *("euc-jp-as-gbk", "euc-jp-as-big5", "euc-jp-as-shift-jis", "euc-jp-as-euc-kr"),
    *("euc-kr-as-big5", "euc-kr-as-euc-jp", "euc-kr-as-shift-jis", "gbk-as-euc-jp"),
    *("big5-as-shift-jis", "big5-as-euc-kr", "shift-jis-as-euc-kr", "shift-jis-as-big5"),
)
_LAYERED = (
    "utf8-as-gbk+utf8-as-gbk",
    "utf8-as-big5+utf8-as-big5",
    "utf8-as-shift-jis+utf8-as-shift-jis",
    "utf8-as-euc-kr+utf8-as-euc-kr",
    "utf8-as-cp949/python+utf8-as-cp949/python",
    "utf8-as-latin-1+utf8-as-latin-1",
    "utf8-as-cp1252+utf8-as-cp1252",
    "utf8-as-latin-1+utf8-as-gbk",
    "utf8-as-cp1252+utf8-as-gbk",
)


def _readers(named: str) -> tuple[Reader, ...]:
    """Return the readers that words such as "python:utf-8:surrogatepass" name."""
    return tuple(Reader(*word.split(":", 1)) for word in named.split())


def _utf8_as_cjk() -> list[Row]:
    rows = [Row(f"utf8-as-{family}", "utf8", _readers(named), _CJK, family=family) for family, named in _WINDOWS.items()]
    for family, named in _AGREED.items():
        rows.append(Row(f"utf8-as-{family}", "utf8", _readers(named), _CJK, Agreement.LOSSLESS))
    for family, charsets in _NAMED.items():
        for (implementation, decoders), charset in zip(_IMPLEMENTATIONS, charsets, strict=True):
            readers = tuple(Reader(decoder, charset) for decoder in decoders)
            rows.append(Row(f"utf8-as-{family}/{implementation}", "utf8", readers, _CJK, Agreement.ALL, family))
            if implementation == "python":
                ignoring = (Reader("python", f"{charset}:ignore"),)
                rows.append(Row(f"utf8-as-{family}/python-ignore", "utf8", ignoring, _CJK, family=family))
    for page, (family, java, python) in _PAGES.items():
        rows.append(Row(f"utf8-as-{page}/java", "utf8", (Reader("java", java),), _CJK, family=family))
        rows.append(Row(f"utf8-as-{page}/python", "utf8", (Reader("python", python),), _CJK, family=family))
    return rows


def _others() -> list[Row]:
    wide = _readers("python:utf-16-le java:UTF-16LE browser:utf-16le")
    halves = _readers("python:utf-8:surrogatepass")
    return [
        Row("utf8-as-utf-16-le", "utf8", wide, LANGUAGES, Agreement.ALL, "utf-16-le"),
        Row("cesu8-as-utf8", "cesu8", halves, WRITERS["cesu8"].languages, family="utf-8"),
        *(
            Row(f"cesu8-as-{read}", "cesu8", _readers(_SINGLE[read][0]), WRITERS["cesu8"].languages)
            for read in ("cp1252", "latin-1")
        ),
        *(
            Row(f"{written}-as-latin-1", written, _readers(_SINGLE["latin-1"][0]), WRITERS[written].languages)
            for written in ("cp1252", "cp850", "mac-roman")
        ),
        *(
            Row(f"{written}-as-cp1252", written, _readers(_SINGLE["cp1252"][0]), WRITERS[written].languages)
            for written in ("cp1250", "iso-8859-2", "cp850", "mac-roman")
        ),
    ]


def _rows() -> list[Row]:
    rows = _utf8_as_cjk()
    rows += [Row(f"utf8-as-{read}", "utf8", _readers(named), spoken, family=read) for read, (named, spoken) in _SINGLE.items()]
    for written in _LEGACY:
        for read in _LEGACY_READ:
            rows.append(Row(f"{written}-as-{read}", written, _readers(_SINGLE[read][0]), WRITERS[written].languages))
    for name in _CROSSED:
        written, read = name.split("-as-")
        if read in _AGREED:
            rows.append(Row(name, written, _readers(_AGREED[read]), WRITERS[written].languages, Agreement.LOSSLESS))
        else:
            rows.append(Row(name, written, _readers(_WINDOWS[read]), WRITERS[written].languages))
    for name in _ALPHABETS_CROSSED:
        written, read = name.split("-as-")
        rows.append(Row(name, written, _readers(_SINGLE[read][0]), WRITERS[written].languages))
    rows += _others()
    known = {row.name: row for row in rows}
    for name in _LAYERED:
        first, second = name.split("+")
        rows.append(Row(name, "utf8", known[second].readers, known[first].languages, below=first))
    return rows


ROWS = {row.name: row for row in _rows()}
"""Every row by name; a layered row comes after the rows it is made of."""
