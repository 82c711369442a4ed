"""What browsers call encodings."""

from __future__ import annotations

__all__ = ["label_of"]

# The names of the Encoding Standard, for those of its encodings that a file is detected to be in.
_LABELS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16LE",
    "utf-16-be": "UTF-16BE",
    **dict.fromkeys(("gb18030", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "cp950", "big5hkscs"), "Big5"),
    "cp932": "Shift_JIS",
    "euc_jp": "EUC-JP",
    "iso2022_jp": "ISO-2022-JP",
    "cp949": "EUC-KR",
    "cp866": "IBM866",
    **{f"iso8859-{part}": f"ISO-8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{f"cp{page}": f"windows-{page}" for page in (874, *range(1250, 1259))},
    "iso8859-9": "windows-1254",
    "koi8-r": "KOI8-R",
    "koi8-u": "KOI8-U",
    "mac-roman": "macintosh",
    "mac-cyrillic": "x-mac-cyrillic",
}


def label_of(encoding: str) -> str | None:
    """Return the WHATWG name of an encoding by the name to decode with, or None if browsers have none.

    >>> label_of("cp932"), label_of("johab")
    ('Shift_JIS', None)
    """
    return _LABELS.get(encoding)
