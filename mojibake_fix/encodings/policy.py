"""What a decoder does with bytes that have no character: how many of them one token stands for."""

from __future__ import annotations

from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from .layout import DIGITS, span

if TYPE_CHECKING:
    from collections.abc import Callable

    from .tables import Table

__all__ = ["Policy", "taken", "takes"]


class Policy(Enum):
    """How many bytes one token stands for, where a decoder finds no character.

    A byte that begins nothing is alone. What a lead byte takes with it is the difference. Where a decoder drops what it cannot
    read, the token is empty.
    """

    PAIR = "pair"
    """Windows: a lead byte takes the next byte with it, whatever that is. In EUC-JP 8F takes two; in GB18030 four bytes of the
    right kinds go together."""

    WHATWG = "whatwg"
    """Browsers, by the Encoding Standard: as ``PAIR``, but an ASCII byte stays. Of what looks like four bytes of GB18030 and is
    not, the first alone is taken."""

    JAVA = "java"
    """Java. Of two bytes the first alone is taken if the second is a character, or begins one; a lead byte is one with which
    some character begins. The decoders of GB18030, EUC-JP and Big5-HKSCS have other habits."""

    MAXIMAL_SUBPART = "maximal-subpart"
    """Unicode's recommendation: everything up to the first byte that cannot follow."""

    LEAD = "lead"
    """The lead byte alone."""

    PYTHON = "python"
    """Python's multibyte codecs with ``errors="replace"``: the lead byte alone, or all that is left if the end comes too soon."""

    ICONV = "iconv"
    """glibc's ``iconv -c``: each converter has its habit, and what is left at the end is dropped."""


def taken(policy: Policy, table: Table, data: bytes, at: int) -> int:
    """Return how many bytes from ``at`` on one token stands for; at most as many as there are.

    Nothing that ``table`` maps may begin at ``at``.

    >>> from .tables import table
    >>> [taken(policy, table("cp936"), b"\\xac(", 0) for policy in (Policy.PAIR, Policy.WHATWG, Policy.JAVA)]
    [2, 1, 1]
    """
    return min(_RULES[policy](table, data[at : at + 4]), len(data) - at)


def takes(policy: Policy, table: Table) -> Callable[[bytes], int]:
    """Return what tells the same of four bytes, for whoever asks for thousands.

    >>> from .tables import table
    >>> list(map(takes(Policy.WHATWG, table("cp936")), (b"\\xac(AA", b"\\xac\\xffAA")))
    [1, 2]
    """
    return partial(_RULES[policy], table)


# Each rule is given up to four bytes of which the first begins no character.


def _pair(table: Table, code: bytes) -> int:
    if code[0] == table.layout.prefix:
        return 3
    if code[0] not in table.layout.openers:
        return 1
    return 4 if _is_four(table, code) and _reach(table, code) == 4 else 2


def _whatwg(table: Table, code: bytes) -> int:
    if code[0] not in table.layout.openers:
        return 1
    if _is_four(table, code):
        return 4 if _reach(table, code) == len(code) else 1
    if code[0] == table.layout.prefix and _reach(table, code) > 1:
        return 3 if code[2:] == b"" or code[2] > 0x7F else 2
    return 1 if code[1:2].isascii() else 2


def _java(table: Table, code: bytes) -> int:
    if table.name in _JAVA_TAKES_ALL:
        return 3 if code[0] == table.layout.prefix else 2
    if table.layout.four:
        return _java_gb18030(table, code)
    if len(code) == 1 or code[0] not in table.leads:
        return 1
    return 1 if code[1:2] in table.characters or code[1] in table.leads else 2


# Java's decoders to which every byte beyond ASCII is a lead byte, which takes any other.
_JAVA_TAKES_ALL = frozenset({"euc-jp/java", "big5-hkscs/java"})


def _java_gb18030(table: Table, code: bytes) -> int:
    if code[0] not in table.layout.leads or (len(code) > 1 and code[1] < DIGITS[0]):
        return 1
    if not _is_four(table, code):
        return 2
    return 3 if len(code) > 2 and code[2] not in table.layout.leads else 4


def _lead(table: Table, code: bytes) -> int:
    return 1


def _python(table: Table, code: bytes) -> int:
    layout = table.layout
    if layout.four and len(code) > 1 and code[1] in DIGITS:  # to Python, 80 and FF may begin four bytes, too
        whole = 4
    elif code[0] in layout.openers:
        whole = 3 if code[0] == layout.prefix else 2
    else:
        whole = 1
    return len(code) if len(code) < whole else 1


# The lead bytes and the second bytes that go together in a converter of glibc though they have no character.
_ICONV_PAIRS = {
    "gbk/iconv": (span((0x81, 0xFE)), span((0x40, 0xFF))),
    "big5/iconv": (span((0xA1, 0xF9)), span((0x40, 0x7E), (0xA1, 0xFE))),
    "shift_jis": (span((0x81, 0x9F), (0xE0, 0xEA)), span((0x40, 0xFF))),
    "euc-kr/iconv": (span((0xA1, 0xFF)), span((0x00, 0xFF))),
}


def _iconv(table: Table, code: bytes) -> int:
    if table.layout.four:
        return _iconv_gb18030(table, code)
    leads, trails = _ICONV_PAIRS.get(table.name, (b"", b""))
    if table.name == "gbk/iconv" and code[0] == 0xFE and code[1:2] > b"\xa0":  # a row that ends at A0 there
        return 1
    return 2 if code[0] in leads and len(code) > 1 and code[1] in trails else 1


def _iconv_gb18030(table: Table, code: bytes) -> int:
    if code[0] not in table.layout.leads:
        return 1
    if not _is_four(table, code):
        return 2
    return 3 if len(code) > 2 and code[2] not in table.layout.leads else 4


def _is_four(table: Table, code: bytes) -> bool:
    """Tell whether the second byte says that there are four."""
    return table.layout.four and len(code) > 1 and code[1] in DIGITS and code[0] in table.layout.leads


def _reach(table: Table, code: bytes) -> int:
    """Return how many of the bytes could be the beginning of one character."""
    reach = 1
    for byte, kind in zip(code[1:], table.layout.kinds(code), strict=False):
        if byte not in kind:
            break
        reach += 1
    return reach


_RULES = {
    Policy.PAIR: _pair,
    Policy.WHATWG: _whatwg,
    Policy.JAVA: _java,
    Policy.MAXIMAL_SUBPART: _reach,
    Policy.LEAD: _lead,
    Policy.PYTHON: _python,
    Policy.ICONV: _iconv,
}
