"""Codes and characters by Python's own codecs, as far as they have them in common with the tables.

To read a table takes as long as to look through a thousand texts, and what the codecs of Python do not have, or have elsewhere,
hardly any text has: private use, the symbols that Microsoft took out of Big5 or has twice in Shift-JIS, controls of Windows.
"""

from __future__ import annotations

import re
from functools import cache

from . import codec
from .tables import TABLES

__all__ = ["characters", "codes_of", "has", "read"]

_NAMES = {
    **{"cp936": "gbk", "cp949": "cp949", "cp950": "cp950", "cp932": "cp932", "euc-jp": "euc_jp", "gb18030-2005": "gb18030"},
    **{"iso-8859-1": "latin-1", "iso-8859-2": "iso-8859-2", "koi8-r": "koi8-r", "mac-roman": "mac-roman"},
    **{name: name for name in ("cp437", "cp850", "cp866", "cp874", *(f"cp{page}" for page in range(1250, 1259)))},
}
"""The names of tables, and of the codecs of Python that have the same."""

_APART = "\ue000-\uf8ff\x80-\x9f"  # private use and controls: in all of them
# What is of private use in the table, in which ETEN has signs, kana and Cyrillic, as the codec of Python does.
_BEHIND_BIG5 = (
    "\u0401\u0414-\u041c\u0423-\u044f\u0451\u2460-\u2469\u2474-\u247d\u3005\u3041-\u3093\u309d\u309e\u30a1-\u30f6\u30fe"
)
# In the codec of Python these have no code, another one, or fewer than in the table.
_DIFFERENT = {
    "cp936": "\u20ac",
    "gb18030-2005": "\u1e3f",
    "euc-jp": "\xa5\u203e\uff5e",
    # What ETEN has behind Big5, what Big5 has twice, and what Unicode has twice.
    "cp950": f"{_BEHIND_BIG5}\xa2\xa3\xa5\u2022\u203e\u223c\u2550\u255e\u2561\u256a\u256d-\u2570\u2609\u2641\u5341\u5345\uff64",
    # What NEC has twice.
    "cp932": "\xa2\xa3\xac\u2016\u2116\u2121\u2160-\u2169\u2170-\u2179\u2212\u221a\u2220\u2229-\u222b\u2235\u2252\u2261"
    "\u22a5\u301c\u3231\uff02\uff07\uffe2\uffe4",
    "cp1255": "\u05ba",
}
_EXTENDED = {"cp932": 0xED}  # lead bytes from which on IBM's characters stand, for the second time


def codes_of(table: str, character: str) -> tuple[bytes, ...]:
    r"""Return all codes of a character in a table, the one to go back to first.

    >>> codes_of("cp936", "\u4e2d"), codes_of("cp932", "\u2252"), codes_of("cp1252", "\u4e2d")
    ((b'\xd6\xd0',), (b'\x81\xe0', b'\x87\x90'), ())
    """
    if (name := _NAMES.get(table)) and not _apart(table).match(character):
        try:
            code = character.encode(name)
        except UnicodeEncodeError:
            return ()
        if code[0] < _EXTENDED.get(table, 0x100):
            return (code,)
    return codec(table).encode_all(character)


def has(table: str, character: str) -> bool:
    r"""Tell whether a table has a character.

    >>> has("cp932", "\u4e28"), has("cp932", "\u4eec")
    (True, False)
    """
    if (name := _NAMES.get(table)) is None or _apart(table).match(character):
        return bool(codec(table).encode_all(character))
    try:
        return bool(character.encode(name))
    except UnicodeEncodeError:
        return False


def read(table: str, data: bytes, token: str) -> str:
    r"""Return the text of any bytes of a table that is named here.

    A ``token`` stands for what no text has, private use and C1 controls included, and for three signs that Python's codecs lack.
    A lead byte takes the next one with it.

    >>> read("cp936", b"\xd6\xd0\xff\xaa\xa1", "?")
    '中??'
    """
    parts: list[str] = []
    while data:
        text, known = _known(_NAMES[table], data)
        parts.append(text)
        if known < len(data):
            parts.append(token)
        data = data[known + (2 if data[known : known + 1] in _openers(table) else 1) :]
    return _no_text(table).sub(token, "".join(parts))


def _known(name: str, data: bytes) -> tuple[str, int]:
    """Return the text of those bytes at the beginning that a codec knows, and how many these are."""
    try:
        return data.decode(name), len(data)
    except UnicodeDecodeError as error:
        return data[: error.start].decode(name), error.start


@cache
def _openers(table: str) -> frozenset[bytes]:
    return frozenset(bytes([opener]) for opener in TABLES[table][1].openers)


def characters(table: str) -> frozenset[str]:
    """Return what a table of one byte has beyond ASCII, or more than that.

    >>> characters("cp437") >= {"\u2588"}, "\u0416" in characters("cp437")
    (True, False)
    """
    text = bytes(range(0x80, 0x100)).decode(_NAMES[table], "ignore")
    return frozenset(text + _CONTROLS + _DIFFERENT.get(table, ""))


_CONTROLS = "".join(map(chr, range(0x80, 0xA0)))


@cache
def _apart(table: str) -> re.Pattern[str]:
    return re.compile(f"[{_APART}{_DIFFERENT.get(table, '')}]")


@cache
def _no_text(table: str) -> re.Pattern[str]:
    return re.compile(f"[{_APART}{_BEHIND_BIG5 if table == 'cp950' else ''}]")
