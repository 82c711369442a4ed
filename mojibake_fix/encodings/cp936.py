"""Microsoft's code page 936 as it really is: every pair has a character, and decoding never fails.

Python's ``gbk`` agrees with it wherever it has a character, but leaves 2,149 pairs out. Microsoft fills them with the
private-use characters U+E000 to U+E864; 80 is the euro sign and FF is U+F8F5. Real damage is full of all of these. So
Python's codec does what it can, in C, and ``data/cp936.bin`` has the rest.
"""

from __future__ import annotations

import codecs
import re
import zlib
from contextlib import suppress
from functools import cache
from itertools import product

__all__ = ["HOLE", "LEADS", "TOKEN", "TRAILS", "decode", "encode", "encoded", "pairs"]

LEADS = bytes(range(0x81, 0xFF))
TRAILS = bytes([*range(0x40, 0x7F), *range(0x80, 0xFF)])
TOKEN = "?"  # what Windows writes for two bytes that have no character
HOLE = "\N{REPLACEMENT CHARACTER}"  # a token that no bytes of cp936 decode to

_SINGLES = {0x80: "€", 0xFF: "\uf8f5"}  # the bytes above ASCII that are no lead byte
_BEYOND_GBK = re.compile("[€\ue000-\ue864\uf8f5]")  # what cp936 has and Python's gbk has not
_HANDLER = "mojibake_fix.cp936"


@cache
def pairs() -> str:
    """Return the characters of all 23,940 pairs in code order: for each of ``LEADS`` all ``TRAILS``.

    >>> pairs()[LEADS.index(0xD6) * len(TRAILS) + TRAILS.index(0xD0)]
    '中'
    """
    from importlib.resources import files  # costs more to import than this module

    return zlib.decompress((files(__package__) / "data" / "cp936.bin").read_bytes()).decode("utf-16-le")


@cache
def _all_codes() -> dict[int, bytes]:
    """Return code point -> bytes for every character of cp936, as ``codecs.charmap_encode`` wants it."""
    table = {code: bytes([code]) for code in range(0x80)}
    table.update({ord(character): bytes([byte]) for byte, character in _SINGLES.items()})
    table.update(zip(map(ord, pairs()), map(bytes, product(LEADS, TRAILS)), strict=True))
    return table


@cache
def _pairs_beyond_gbk() -> dict[bytes, str]:
    """Return pair -> character for the pairs that Python's gbk leaves out."""
    codes = _all_codes()
    return {codes[ord(character)]: character for character in _BEYOND_GBK.findall(pairs())}


def _fill(error: UnicodeError) -> tuple[str, int]:
    """Decode the bytes at which Python's gbk gives up, as cp936 does: the error handler of ``decode``."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    start = error.start
    pair = error.object[start : start + 2]
    character = _pairs_beyond_gbk().get(pair)
    if character is not None:
        return character, start + 2
    if pair[0] in _SINGLES:
        return _SINGLES[pair[0]], start + 1
    return HOLE, start + len(pair)


codecs.register_error(_HANDLER, _fill)


def encode(text: str) -> bytes:
    """Return the bytes of ``text`` in cp936.

    Raises UnicodeEncodeError for a character outside it.

    >>> encode("中€\\ue147").hex(" ")
    'd6 d0 80 ad ce'
    """
    with suppress(UnicodeEncodeError):
        return text.encode("gbk")  # eight times as fast as the table
    return codecs.charmap_encode(text, "strict", _all_codes())[0]


def encoded(character: str) -> bytes | None:
    """Return the one or two bytes of a character, or None if cp936 does not have it.

    >>> encoded("聯"), encoded("\\N{HANGUL SYLLABLE HAN}")
    (b'\\xc2\\x93', None)
    """
    return _all_codes().get(ord(character))


def decode(data: bytes, token: str = TOKEN) -> str:
    """Return what Windows reads when it takes ``data`` for cp936; every input has an answer.

    A lead byte takes the next byte with it, whatever that is. If the two have no character, one ``token`` stands for
    both; so it does for a lead byte at the end.

    >>> decode("态 -".encode()), decode(b"\\xc2\\x93(\\xc2"), decode(b"\\xc2(")
    ('鎬?-', '聯(?', '?')
    """
    text = data.decode("gbk", _HANDLER)
    return text if token == HOLE else text.replace(HOLE, token)
