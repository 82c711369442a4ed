"""Cut lines out of running text that can be damaged without loss."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from . import damage
from .cells import Cell
from .store import kept
from .texts import ASCII, CJK, MAKERS, in_turn

__all__ = ["LENGTHS", "LINES", "Length", "cut", "is_telling", "lines"]

LINES = 200


@dataclass(frozen=True)
class Length:
    """How many characters a line has, at least and at most."""

    name: str
    least: int
    most: int

    def fits(self, line: str) -> bool:
        """Tell whether a line is as long as that."""
        return self.least <= len(line) <= self.most


LENGTHS = (Length("20-60", 20, 60), Length("8-19", 8, 19))

# How often every line of the text is tried, each time at a place and with a length by chance. Channels that lose something nearly
# always do not fill a cell with that: there, the shortest pieces of each line are tried at every place, until the text ends.
_TURNS = 3

_UNSPACED = ("zh-hans", "zh-hant", "ja", "th")  # elsewhere a line is cut between words
_EMOJI = "😀😂🎉🚀🔥👍🙏💡📦🐛"
_NBSP = "\xa0"


def lines(cell: Cell, length: Length, count: int = LINES) -> list[str]:
    """Return up to so many clean lines of a cell, the same each time."""
    name = f"{cell.damage}.{cell.language}.{length.name}"
    return kept(name, (*MAKERS, __file__, damage.__file__), lambda: list(islice(cut(cell, length), LINES)))[:count]


def cut(cell: Cell, length: Length) -> Iterator[str]:
    """Yield lines that suit the damage of a cell, at most one of each line of the text."""
    dice = random.Random(f"{cell.damage} {cell.language} {length.name}")
    text = dict.fromkeys(line for line in in_turn(cell.language, dice) if len(line) >= length.least)
    found, done = set[str](), set[str]()
    for line, start, wanted in _places(list(text), length, dice):
        if line in done:
            continue
        piece = _piece(line, start, wanted - cell.astral, cell.language)
        piece = _with_emoji(piece, dice) if cell.astral else piece
        if length.fits(piece) and piece not in found and is_telling(piece, cell.language) and cell.damage.suits(piece):
            done.add(line)
            found.add(piece)
            yield piece


def _places(text: Sequence[str], length: Length, dice: random.Random) -> Iterator[tuple[str, int, int]]:
    """Yield lines, each with the place where a piece may begin and how long it should be."""
    for _ in range(_TURNS):
        for line in text:
            yield line, dice.randrange(len(line) - length.least + 1), dice.randint(length.least, length.most)
    for line in text:
        yield from ((line, start, length.least) for start in range(len(line) - length.least + 1))


def _piece(line: str, start: int, length: int, language: str) -> str:
    """Return some characters from ``start`` on; where words are apart, from the next word to the end of another.

    >>> _piece("the first word", 2, 6, "en"), _piece("最初の言葉", 2, 2, "ja")
    ('first word', 'の言')
    """
    end = start + length
    if language not in _UNSPACED:
        start = start if line[start - 1 : start] in ("", " ") else line.find(" ", start) + 1 or len(line)
        end = line.find(" ", start + length)
        end = end if end >= 0 else len(line)
    return line[start:end].strip()


def _with_emoji(piece: str, dice: random.Random) -> str:
    at = dice.randrange(len(piece) + 1)
    return piece[:at] + dice.choice(_EMOJI) + piece[at:]


def is_telling(piece: str, language: str) -> bool:
    """Tell whether enough of a line is beyond ASCII: in Chinese, Japanese and Korean letters that make half of it, elsewhere two.

    >>> is_telling("中文ab", "ja"), is_telling("──，文", "ja"), is_telling("“abc”", "en"), is_telling("abc", "ascii")
    (True, False, True, True)
    """
    if language == ASCII:
        return piece.isascii()
    beyond = [character for character in piece if character > "\x7f" and character != _NBSP]
    return 2 * sum(map(str.isalpha, beyond)) >= len(piece) if language in CJK else len(beyond) >= 2
