"""The names of encodings, as users write them."""

from __future__ import annotations

import codecs
from contextlib import suppress
from encodings.aliases import aliases

from ..errors import unknown_name

__all__ = ["codec_of"]

# Names that Python does not know, or knows for a smaller table than files are written in.
_AS_WRITTEN = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ms936": "gb18030",
    "windows-936": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "euc_kr": "cp949",
    "euckr": "cp949",
    "utf8": "utf-8",
    "utf-8-sig": "utf-8",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-1": "cp1252",
}


# What to offer for a mistyped name: the names above and Python's codecs, but for those that are no text encodings.
_NO_TEXT = {"base64_codec", "bz2_codec", "hex_codec", "mbcs", "quopri_codec", "rot_13", "uu_codec", "zlib_codec"}
_KNOWN = {*_AS_WRITTEN, *(name.replace("_", "-") for name in {*aliases.values()} - _NO_TEXT)}


def codec_of(name: str) -> str:
    """Return the name of Python's codec for an encoding as users write it.

    Raises UsageError, with the nearest name, for one nobody knows.

    >>> codec_of("GB2312"), codec_of("Big5"), codec_of("UTF8")
    ('gb18030', 'big5', 'utf-8')
    >>> codec_of("big6")
    Traceback (most recent call last):
        ...
    mojibake_fix.errors.UsageError: unknown encoding 'big6'; did you mean 'big5'?
    """
    plain = _AS_WRITTEN.get(name.strip().lower(), name.strip())
    try:
        codec = codecs.lookup(plain)
        with suppress(UnicodeDecodeError):  # four blanks are not UTF-32
            b"    ".decode(plain)  # LookupError for what is no text encoding, such as rot13
    except (LookupError, ValueError):  # ValueError for a name with a NUL in it
        raise unknown_name("encoding", name, _KNOWN) from None
    return codec.name
