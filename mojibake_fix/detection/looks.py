"""Which encodings some bytes cannot be in, as can be seen without reading them: that saves most of the time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from ..encodings import euc_tw
from ..patterns import lazy_pattern
from .candidates import Candidates
from .sample import EBCDIC, MOST_ERRORS, ascii_count, characters_of, may_be_ebcdic
from .windows import control_count

__all__ = ["ALIKE", "UTF8_CHARACTER", "UTF16", "ruled_out"]

UTF16 = frozenset({"utf-16-le", "utf-16-be"})
_PAIRS = frozenset({"utf-8", "gb18030", "big5", "euc-tw", "euc_jp", "cp949", "johab"})
_EBCDIC, _EUC_TW, _EUC = frozenset(EBCDIC), frozenset({"euc-tw"}), frozenset({"euc-tw", "euc_jp"})
_UNICODE = frozenset({"utf-8"})
ALIKE = frozenset({"cp1258"})
"""What is ruled out only where another page reads the same."""

_ALONE = lazy_pattern(rb"(?<![\x80-\xff])[\x80-\xff](?![0-9@-~\x80-\xff])")  # no second byte of any of them follows
UTF8_CHARACTER = lazy_pattern(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ISOLATED = lazy_pattern(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_SMALL = b" abcdefghijklmnopqrstuvwxyz"
_SHORT_UTF16 = 256  # bytes
_ASCII_IN_UTF16 = 0.15  # of the bytes of any text, as good as always: the script of most of them, Korean, has a quarter


def ruled_out(data: bytes, candidates: Candidates) -> frozenset[str]:
    """Return the encodings that are not worth a look, as can be seen without reading them.

    >>> from .candidates import CANDIDATES
    >>> out = ruled_out("un été".encode("cp1252"), CANDIDATES)
    >>> sorted(out & {"utf-8", "utf-16-le", "euc_jp", "gb18030", "cp932"})
    ['euc_jp', 'utf-16-le', 'utf-8']
    """
    out = frozenset().union(*[encodings for encodings, may_be in _LOOKS if not may_be(data)])
    is_alike = "cp1252" in candidates.names_of_pages and len(data.translate(None, _unlike_1252())) == len(data)
    return out | ALIKE if is_alike else out


def _may_be_utf8(data: bytes) -> bool:
    """Tell whether UTF-8 is worth a look: not if none of its characters is there."""
    return UTF8_CHARACTER.search(data) is not None


def _may_be_pairs(data: bytes) -> bool:
    """Tell whether pairs of bytes are worth a look: not if many first bytes have no second one."""
    return _are_few(len(_ALONE.findall(data)), data)


def _may_be_euc(data: bytes) -> bool:
    """Tell whether pairs of bytes beyond ASCII are worth a look."""
    return _are_few(len(_ISOLATED.findall(data)), data)


def _are_few(errors: int, data: bytes) -> bool:
    high = len(data) - ascii_count(data)
    return errors <= 1 + MOST_ERRORS * high and errors < max(1, high)


def _may_be_utf16(data: bytes) -> bool:
    """Tell whether UTF-16 is worth a look: but for short text it has controls, and a byte of ASCII in four at the least.

    Not half of its bytes are small letters and blanks, as of text in an alphabet.
    """
    if len(data) > _SHORT_UTF16:
        return control_count(data) > 0
    if len(data) % 2 or ascii_count(data) <= _ASCII_IN_UTF16 * len(data):
        return False
    return 2 * len(data.translate(None, _SMALL)) >= len(data)


_LOOKS: tuple[tuple[frozenset[str], Callable[[bytes], bool]], ...] = (
    (_UNICODE, _may_be_utf8),
    (_PAIRS, _may_be_pairs),
    (_EUC, _may_be_euc),
    (UTF16, _may_be_utf16),
    (_EBCDIC, may_be_ebcdic),
    (_EUC_TW, euc_tw.may_be),
)


@cache
def _unlike_1252() -> bytes:
    """Return the bytes that Windows-1258 reads as another character than Windows-1252, which is met more, or as none."""
    return bytes(byte for byte in range(0x80, 0x100) if characters_of("cp1258")[byte] != characters_of("cp1252")[byte])
