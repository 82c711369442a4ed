"""The names of encodings, as users, programs and pages write them."""

from __future__ import annotations

import codecs
from contextlib import suppress
from encodings.aliases import aliases
from functools import cache

from ..errors import UsageError, unknown_name
from .tables import TABLES

__all__ = ["codec_if_known", "codec_of", "table_of"]

# For reading files: names that Python does not know, or knows for a smaller table than files are written in. What is called
# GBK is read as GB18030, which has its characters where Microsoft has private use.
_AS_WRITTEN = {
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "euc-cn", "gb-2312", "chinese"), "gb18030"),
    **dict.fromkeys(("gb18030", "gb18030-2000", "gb18030-2005", "gb18030-2022", "cp54936"), "gb18030"),
    **dict.fromkeys(("cp936", "ms936", "windows-936", "x-mswin-936"), "cp936"),
    **dict.fromkeys(("cp950", "ms950", "windows-950", "x-windows-950", "big5-eten", "x-big5"), "cp950"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms932", "windows-932", "mskanji"), "cp932"),
    **dict.fromkeys(("euc-kr", "euc_kr", "euckr", "ks_c_5601-1987", "ms949", "uhc", "windows-949", "x-windows-949"), "cp949"),
    **dict.fromkeys(("x-euc-jp", "cp51932", "ujis"), "euc_jp"),
    **dict.fromkeys(("utf8", "utf-8-sig", "utf8mb4", "cp65001", "unicode-1-1-utf-8"), "utf-8"),
    **dict.fromkeys(("latin-1", "latin1", "iso-8859-1", "iso8859-1"), "cp1252"),  # as MySQL and browsers mean it
    **dict.fromkeys(("windows-874", "x-windows-874", "ms874"), "cp874"),
    **dict.fromkeys(("x-mac-cyrillic", "x-mac-ukrainian"), "mac_cyrillic"),
    **dict.fromkeys(("x-mac-roman", "mac"), "mac_roman"),
    **dict.fromkeys(("x-mac-centraleurroman", "x-mac-ce", "mac-centeuro", "mac-centraleurope"), "mac_latin2"),
    **dict.fromkeys(("euc-tw", "x-euc-tw", "cseuctw", "cns11643", "cp964"), "euc-tw"),
    **dict.fromkeys(("viscii", "csviscii", "viscii1.1-1"), "viscii"),
    **dict.fromkeys(("tcvn", "tcvn-5712", "tcvn5712-1", "tcvn5712-1:1993", "tcvn3", "x-viet-tcvn5712"), "tcvn"),
    **dict.fromkeys(("utf-16le", "ucs-2", "ucs-2-le", "unicode"), "utf-16-le"),
}

# What is read by our own tables, not by a codec of Python.
_OWN = frozenset({"cp936", "cp950", "euc-tw", "viscii", "tcvn"})

# Tables by what else they are called. What Python calls them, and spelling without strokes, is known anyway.
_TABLE_NAMES = {
    "cp936": "gbk gb2312 gb-2312-80 x-gbk ms936 x-mswin-936 euc-cn csgb2312",
    "gb18030-2005": "gb18030 54936 windows-54936",
    "gb18030-2022": "",
    "gbk/whatwg": "gb18030/whatwg",
    "cp950": "big5 ms950 x-windows-950 x-x-big5 csbig5 cn-big5",
    "big5/whatwg": "big5-hkscs/whatwg",
    "big5-hkscs": "cp951 ms950-hkscs big5-hkscs-2008 big5hk",
    "cp932": "shift-jis sjis x-sjis ms932 windows-31j cswindows31j ms-kanji mskanji",
    "shift_jis": "shift-jis/iconv jis-x-0208",
    "euc-jp": "eucjp ujis x-euc-jp cseucpkdfmtjapanese 51932",
    "cp949": "uhc ms949 x-windows-949 ks-c-5601-1987 ksc5601 korean",
    "euc-kr": "euckr 51949 cseuckr wansung",
    "cp1252": "mysql-latin1 ansi-1252 ibm-1252",
    "cp858": "ibm00858",
    "iso-8859-11": "thai8",
    "iso-8859-1": "latin-1",
    "tis-620": "tis620-0 iso-ir-166",
    "mac-roman": "mac x-mac-roman macintosh",
    "mac-centeuro": "mac-latin2 mac-ce x-mac-ce x-mac-centraleurroman x-maccentraleurope mac-centraleurope",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
}
_PAGE_PREFIXES = ("cp", "windows", "xwindows", "win", "ibm", "ms", "dos", "codepage", "csibm", "pc", "")

# What to offer for a mistyped name: the names above and Python's codecs, but for those that are no text encodings.
_NO_TEXT = {"base64_codec", "bz2_codec", "hex_codec", "mbcs", "quopri_codec", "rot_13", "uu_codec", "zlib_codec"}
_KNOWN = {*_AS_WRITTEN, *(name.replace("_", "-") for name in {*aliases.values()} - _NO_TEXT)}
_ANSI = {"ansi", "oem", "acp", "mbcs", "default"}


def codec_of(name: str) -> str:
    """Return the name of the codec by which files in an encoding are read, from its name as users write it.

    It is the name of a codec of Python, or that of a page which ``detect`` reads by our own tables, such as ``cp936``. Raises
    UsageError, with the nearest name, for one nobody knows, and for "ANSI", which is another encoding on every other computer.

    >>> codec_of("GB2312"), codec_of("Big5"), codec_of("UTF8"), codec_of("936"), codec_of("Windows-31J")
    ('gb18030', 'big5', 'utf-8', 'cp936', 'cp932')
    >>> codec_of("big6")
    Traceback (most recent call last):
        ...
    mojibake_fix.errors.UsageError: unknown encoding 'big6'; did you mean 'big5'?
    """
    codec = codec_if_known(name)
    if codec is None:
        raise _ansi(name) if _key(name) in _ANSI else unknown_name("encoding", name, _KNOWN)
    return codec


def codec_if_known(name: str) -> str | None:
    """Return what ``codec_of`` does, or None where that raises: to look for the nearest name takes longer than to detect it.

    >>> codec_if_known("GB2312"), codec_if_known("big6"), codec_if_known("ANSI")
    ('gb18030', None, None)
    """
    key = _key(name)
    if key in _ANSI:
        return None
    plain = _files().get(key) or _files().get(f"cp{key}") or name.strip()
    if plain in _OWN:
        return plain
    codec = _text_codec(plain) or _text_codec(_tables().get(key, ""))
    return None if codec is None else _files().get(_key(codec), codec)


def table_of(name: str) -> str:
    """Return the name of the table that an encoding as users write it has, exactly as Windows or the standard mean it.

    Raises UsageError, with the nearest name, for one that there is no table for.

    >>> table_of("GB2312"), table_of("Big5"), table_of("SJIS"), table_of("euckr"), table_of("1252"), table_of("macintosh")
    ('cp936', 'cp950', 'cp932', 'euc-kr', 'cp1252', 'mac-roman')
    """
    if name in TABLES:
        return name
    key = _key(name)
    if key in _ANSI:
        raise _ansi(name)
    if key not in _tables():
        with suppress(LookupError, ValueError):
            key = _key(codecs.lookup(name.strip()).name)
    if key not in _tables():
        raise unknown_name("encoding", name, {*TABLES, *" ".join(_TABLE_NAMES.values()).split()})
    return _tables()[key]


def _key(name: str) -> str:
    """Return a name without what writers of names do not agree on."""
    return name.strip().lower().translate(dict.fromkeys(map(ord, "-_ .:")))


def _ansi(name: str) -> UsageError:
    return UsageError(
        f"{name!r} is whatever code page a computer is set to; name the page: cp936 in China, cp950 in Taiwan, "
        "cp932 in Japan, cp949 in Korea, cp1252 in the West"
    )


def _text_codec(name: str) -> str | None:
    """Return how Python calls a text encoding, or None if it has none of that name."""
    try:
        codec = codecs.lookup(name)
        with suppress(UnicodeDecodeError):  # four blanks are not UTF-32
            b"    ".decode(name)  # LookupError for what is no text encoding, such as rot13
    except (LookupError, ValueError):  # ValueError for a name with a NUL in it
        return None
    return codec.name


@cache
def _files() -> dict[str, str]:
    """Return key -> the codec for reading files."""
    return {_key(name): codec for name, codec in _AS_WRITTEN.items()}


@cache
def _tables() -> dict[str, str]:
    """Return key -> table."""
    found = {_key(name): name for name in reversed(TABLES)}
    for name in TABLES:
        if name.startswith("cp") and name[2:].isdigit():
            found.update((prefix + name[2:], name) for prefix in _PAGE_PREFIXES)
    for name, others in _TABLE_NAMES.items():
        found.update((_key(other), name) for other in others.split())
    return found
