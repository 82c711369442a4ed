"""How the codes of each family of encodings are laid out: which bytes begin a character, and which may follow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

__all__ = ["ASCII", "BIG5", "CP932", "CP949", "EUC_JP", "GB18030", "GBK", "SINGLE", "Layout", "span"]


def span(*spans: tuple[int, int]) -> bytes:
    """Return the bytes from the first to the last of each pair of limits."""
    return bytes(byte for first, last in spans for byte in range(first, last + 1))


ASCII = span((0x00, 0x7F))
DIGITS = span((0x30, 0x39))
"""What the second and fourth byte of four are in GB18030."""


_BEYOND = 1 << 20  # cells of any layout


@dataclass(frozen=True)
class Layout:
    """The bytes of one family: a character is one byte, or one of ``leads`` and one of ``trails``.

    ``prefix`` is the byte in front of a pair that makes three of it (8F in EUC-JP), ``kana`` the one in front of a single
    katakana (8E there); ``four`` tells whether two pairs of a lead byte and a digit make one character (GB18030).
    """

    leads: bytes = b""
    trails: bytes = b""
    prefix: int | None = None
    kana: int | None = None
    four: bool = False

    @cached_property
    def openers(self) -> frozenset[int]:
        """Return the bytes that take others with them."""
        return frozenset(self.leads) | {byte for byte in (self.prefix, self.kana) if byte is not None}

    @cached_property
    def pairs(self) -> list[bytes]:
        """Return every pair in code order.

        >>> CP949.pairs[0], len(CP949.pairs)
        (b'\\x81A', 22428)
        """
        trails = [bytes([trail]) for trail in self.trails]
        return [lead + trail for lead in (bytes([lead]) for lead in self.leads) for trail in trails]

    def follow(self, code: bytes, count: int) -> list[bytes]:
        """Return ``count`` codes from ``code`` on, in the order of the layout: of pairs, of three bytes, or of single ones.

        >>> GBK.follow(b"\\xa1\\x7e", 2), SINGLE.follow(b"\\x80", 2)
        ([b'\\xa1~', b'\\xa1\\x80'], [b'\\x80', b'\\x81'])
        """
        front, start = self.place(code)
        if len(front) == len(code) - 1:
            return [front + bytes([start + k]) for k in range(count)]
        return [front + self._pair(start + k) for k in range(count)]

    def between(self, first: bytes, last: bytes) -> list[bytes]:
        """Return the codes from ``first`` to ``last``, both with them."""
        return self.follow(first, self.place(last)[1] - self.place(first)[1] + 1)

    def place(self, code: bytes) -> tuple[bytes, int]:
        """Return the bytes in front of what counts in a code, and its number there: of codes that follow each other, by one more.

        >>> GBK.place(b"\\x81\\x41"), EUC_JP.place(b"\\x8f\\xa1\\xa2"), SINGLE.place(b"\\x80")
        ((b'', 1), (b'\\x8f', 1), (b'', 128))
        """
        if len(code) in (1, 4) or code[0] == self.kana:  # of four bytes, only the last one ever counts
            return code[:-1], code[-1]
        return code[:-2], self.leads.index(code[-2]) * len(self.trails) + self.trails.index(code[-1])

    def cell(self, code: bytes) -> int:
        """Return the number of a pair in code order, or that of one behind the prefix, which follow; of another code, beyond all.

        >>> GBK.cell(b"\\x81\\x41"), EUC_JP.cell(b"\\x8f\\xa1\\xa2") - EUC_JP.cell(b"\\xfe\\xfe"), SINGLE.cell(b"ab") > 1 << 16
        (1, 2, True)
        """
        if len(code) == 2 or (len(code) == 3 and code[0] == self.prefix):
            row, column = self.leads.find(code[-2]), self.trails.find(code[-1])
            if row >= 0 and column >= 0:
                return ((len(code) - 2) * len(self.leads) + row) * len(self.trails) + column
        return _BEYOND

    def code(self, cell: int) -> bytes:
        """Return the code that has a number."""
        pairs = len(self.leads) * len(self.trails)
        return self._pair(cell) if cell < pairs else bytes([self.prefix or 0]) + self._pair(cell - pairs)

    def kinds(self, code: bytes) -> tuple[bytes, ...]:
        """Return what may follow the first byte of a code, place by place, given how it begins.

        >>> EUC_JP.kinds(b"\\x8f") == (EUC_JP.trails, EUC_JP.trails), GBK.kinds(b"\\x80"), len(GB18030.kinds(b"\\x810"))
        (True, (), 3)
        """
        if code[0] == self.kana:
            return (span((0xA1, 0xDF)),)
        if code[0] == self.prefix:
            return self.trails, self.trails
        if code[0] not in self.leads:
            return ()
        if self.four and len(code) > 1 and code[1] in DIGITS:
            return DIGITS, self.leads, DIGITS
        return (self.trails,)

    def _pair(self, place: int) -> bytes:
        row, column = divmod(place, len(self.trails))
        return bytes((self.leads[row], self.trails[column]))


SINGLE = Layout()
GBK = Layout(span((0x81, 0xFE)), span((0x40, 0x7E), (0x80, 0xFE)))
GB18030 = Layout(GBK.leads, GBK.trails, four=True)
BIG5 = Layout(span((0x81, 0xFE)), span((0x40, 0x7E), (0xA1, 0xFE)))
CP932 = Layout(span((0x81, 0x9F), (0xE0, 0xFC)), span((0x40, 0x7E), (0x80, 0xFC)))
CP949 = Layout(span((0x81, 0xFE)), span((0x41, 0x5A), (0x61, 0x7A), (0x81, 0xFE)))
EUC_JP = Layout(span((0xA1, 0xFE)), span((0xA1, 0xFE)), prefix=0x8F, kana=0x8E)
