"""Damage whose answer is known: characters whose third byte is lost, alone or with the ASCII byte behind it."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from mojibake_fix.language.cache import BREAK

__all__ = ["Document", "Hole", "Share", "candidates", "hole", "swallowed", "third_bytes"]

LEAD, LAST_LEAD, TRAIL = 0x81, 0xFE, 0x40  # of cp936: two bytes from LEAD..LAST_LEAD and TRAIL on are a character
AROUND = 200  # characters of text on either side that a filling is judged by


@dataclass(frozen=True)
class Hole:
    """Hold a piece of text with a gap, what stood in the gap, and the text around it."""

    before: str
    truth: str
    after: str


@dataclass(frozen=True)
class Document:
    """Hold a whole text, its language, and where characters lost their third byte and the ASCII one behind them."""

    language: str
    text: str
    places: tuple[int, ...]

    @classmethod
    def read(cls, language: str, text: str) -> Document:
        """Return a text with the places that its way through cp936 leaves."""
        return cls(language, text, tuple(swallowed(text)))

    @cached_property
    def rest(self) -> str:
        """Return what the damage leaves of the text, a noncharacter for what it took.

        >>> Document.read("zh", "文, 中文,").rest.split(BREAK)
        ['', ' 中文,']
        """
        parts, start = [], 0
        for place in self.places:
            parts.append(self.text[start:place])
            start = place + 2
        return BREAK.join([*parts, self.text[start:]])


@dataclass(frozen=True)
class Share:
    """Count how many of the cases were right."""

    right: int
    cases: int

    @property
    def share(self) -> float:
        """Return the share of the right cases, 0 where there are none."""
        return self.right / self.cases if self.cases else 0.0

    def __add__(self, other: Share) -> Share:
        """Return both together.

        >>> Share(1, 2) + Share(1, 1)
        Share(right=2, cases=3)
        """
        return Share(self.right + other.right, self.cases + other.cases)

    def __str__(self) -> str:
        """Return the share in percent and twice its standard error.

        >>> str(Share(90, 100)), str(Share(0, 0))
        ('90.0 % ± 6.0', '-')
        """
        if not self.cases:
            return "-"
        error = math.sqrt(self.share * (1 - self.share) / self.cases)
        return f"{self.share:.1%} ± {200 * error:.1f}".replace("%", " %")


def candidates(character: str) -> str:
    """Return the 64 characters whose first two UTF-8 bytes are those of this one.

    >>> candidates("一")[:4], len(candidates("一"))
    ('一丁丂七', 64)
    """
    first = ord(character) & ~0x3F
    return "".join(map(chr, range(first, first + 64)))


def hole(text: str, at: int, length: int) -> Hole:
    """Cut a gap of so many characters into a text.

    >>> hole("a文b", 1, 1)
    Hole(before='a', truth='文', after='b')
    """
    return Hole(text[max(0, at - AROUND) : at], text[at : at + length], text[at + length : at + length + AROUND])


def third_bytes(lines: Iterable[str], count: int, seed: int) -> list[Hole]:
    """Return so many holes at random, each one character of three bytes in a line that is otherwise known.

    >>> [hole.truth for hole in third_bytes(["a文b"], 1, seed=1)]
    ['文']
    """
    places = [(line, at) for line in lines for at, character in enumerate(line) if _three_bytes(character)]
    return [hole(line, at, 1) for line, at in random.Random(seed).sample(places, min(count, len(places)))]


def _three_bytes(character: str) -> bool:
    return 0x800 <= ord(character) < 0x10000


def swallowed(text: str) -> Iterator[int]:
    """Yield where cp936, reading UTF-8, takes an ASCII byte as the second of a pair and loses both.

    The pair begins with the third byte of the character there, of which the first two are known.

    >>> text = "中文, 文, (注)"
    >>> [text[at : at + 2] for at in swallowed(text)]
    ['文,', '注)']
    """
    content = text.encode("utf-8", "surrogatepass")
    byte, at, end = 0, -1, 0  # the byte, the character it belongs to, and where that ends
    while byte < len(content):
        while end <= byte:
            at += 1
            end += len(text[at].encode("utf-8", "surrogatepass"))
        if not LEAD <= content[byte] <= LAST_LEAD:
            byte += 1
            continue
        if byte + 1 < len(content) and content[byte + 1] < TRAIL and _three_bytes(text[at]) and at + 1 < len(text):
            yield at
        byte += 2
