"""Tell what something can have been, by how it looks: UTF-8 that was read byte by byte, once or several times, then changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ...encodings import codec
from ...language.slots import code_points
from ...patterns import lazy_pattern
from ..acceptance.gates import is_text
from ..likelihood import prices
from ..post_steps import POST_STEPS

__all__ = ["Reading", "characters_shown", "possible"]

_KNOWN = -20.0  # nats: what is rarer alone is not what something was
_CHOICES = 96  # characters that something can have been, the likeliest alone
_MANY = 60  # that are nearly as likely as the likeliest: which of them something was, nobody can tell
_NEARLY = 6.0  # nats

_SEPARATOR = "\n"  # which no codec and no post-step changes
_INSTEAD = tuple("?\\\N{REPLACEMENT CHARACTER}")  # what stands for a byte that was not dropped; an escape begins with one

_LEADS = range(0xC2, 0xF5)
_CONTINUATIONS = range(0x80, 0xC0)


class Reading(NamedTuple):
    """UTF-8 was read by each of the ``tables``, the first one first, saved as UTF-8 in between, and changed by a post-step."""

    tables: tuple[str, ...]
    post: str

    def look(self, data: bytes) -> str:
        """Return how bytes look.

        >>> Reading(("cp1252", "cp1252"), "c1-dropped").look("—".encode())
        'Ã¢â‚¬â€'
        """
        text = codec(self.tables[0]).decode(data)
        for table in self.tables[1:]:
            text = codec(table).decode(text.encode())
        return POST_STEPS[self.post](text)

    def undone(self, shown: str) -> str:
        """Return what looks like that if nothing was changed or lost of it; nothing if that cannot be."""
        for table in reversed(self.tables):
            codes = [codec(table).encoded(character) for character in shown]
            try:
                shown = b"".join([code for code in codes if code]).decode("utf-8") if all(codes) else ""
            except UnicodeDecodeError:
                return ""
        return shown


def characters_shown(reading: Reading, text: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield what shows each character, and what it can have been: nothing, if it is none of UTF-8.

    >>> [(shown, can_be[:1]) for shown, can_be in characters_shown(Reading(("cp1252",), "nbsp-to-space"), "a Ã ") if shown != " "]
    [('a', ('a',)), ('Ã ', ('à',))]
    """
    leads, continuations = _shown(reading)
    longest = _looks(reading).longest * 4 // 3  # of four bytes, which are not in the table
    at = 0
    while at < len(text):
        end = at + 1
        if text[at] in leads:
            while end < len(text) and end < at + longest and text[end] in continuations:
                end += 1
            end = next((stop for stop in range(end, at, -1) if _may_end(text, stop) and possible(reading, text[at:stop])), at + 1)
            whole = end < len(text)  # or a blank would end the text
            can_be = possible(reading, text[at:end])
            if reading.post == "c1-dropped" and len(can_be) > 1 and text[end : end + 1] in _INSTEAD:
                can_be = ()
            yield text[at:end], tuple(choice for choice in can_be if whole or choice[-1] != " ")
        else:
            yield text[at], (text[at],) if text[at] < "\x80" else ()
        at = end


def _may_end(text: str, end: int) -> bool:
    """Tell whether a character can have ended there: not in the quotation mark that closes a string."""
    return not _CLOSED_STRING.match(text, end - 1)


_CLOSED_STRING = lazy_pattern("[\"'](?: ?[],;:)}>\n]|$)")


@cache
def _shown(reading: Reading) -> tuple[frozenset[str], frozenset[str]]:
    """Return what that begins with which shows a character, and what else there may be in it."""
    first = [reading.look(bytes([byte])) for byte in _LEADS]
    others = [reading.look(bytes([byte])) for byte in _CONTINUATIONS]
    return frozenset(look[0] for look in first if look), frozenset("".join([*(look[1:] for look in first), *others]))


@lru_cache(maxsize=1 << 12)
def possible(reading: Reading, shown: str) -> tuple[str, ...]:
    """Return the characters that look like that, the likeliest first; one space may have been two.

    But none stands behind one that does not break.

    >>> possible(Reading(("cp1252",), "c1-dropped"), "â€")[0], possible(Reading(("cp1252",) * 2, "c1-dropped"), "Ã¢â‚¬â€")
    ('”', ('—',))
    """
    characters = _looks(reading).of(shown) or _whole(reading, shown)
    if len(characters) > _MANY and prices.alone()[ord(characters[_MANY])] > prices.alone()[ord(characters[0])] - _NEARLY:
        return ()
    ends = ("", " ") if shown.endswith(" ") else ("",)
    can_be = (character + end for character in characters for end in ends if character + end != "\N{NO-BREAK SPACE} ")
    return tuple(islice(can_be, _CHOICES))


def _whole(reading: Reading, shown: str) -> str:
    """Return the character that has lost nothing and looks like that, however rare it is; nothing, if none does."""
    character = reading.undone(shown)
    return character if len(character) == 1 and is_text(character) else ""


class _Looks(NamedTuple):
    """How characters look, each look as a number, in order, and these characters; of those that look alike the likeliest first.

    ``longest`` is the most characters that one looks like.
    """

    numbers: npt.NDArray[np.uint64]
    characters: str
    longest: int

    def of(self, shown: str) -> str:
        """Return the characters that look like that."""
        if len(shown) > self.longest:
            return ""
        number = np.uint64(0)
        with np.errstate(over="ignore"):
            for character in shown:
                number = number * _FACTOR + np.uint64(ord(character))
        first, last = (self.numbers.searchsorted(number, side) for side in ("left", "right"))
        return self.characters[first:last]


# Looks become numbers as polynomials of their characters, modulo 2 to the power of 64: an odd factor as far from all patterns as
# the golden ratio is. That two of 100,000 looks have one number happens once in four thousand million tables.
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@lru_cache(maxsize=16)  # half a megabyte each
def _looks(reading: Reading) -> _Looks:
    """Return how what is known looks."""
    known = _known()
    codes = code_points(reading.look(_SEPARATOR.join(known).encode()) + _SEPARATOR)  # all at once: one by one is slow
    ends = np.flatnonzero(codes == ord(_SEPARATOR))
    begins = np.append(0, ends[:-1] + 1)
    longest = int((ends - begins).max())
    numbers = np.zeros(len(ends), np.uint64)
    for k in range(longest):
        here = np.minimum(begins + k, ends)
        numbers = np.where(here < ends, numbers * _FACTOR + codes[here].astype(np.uint64), numbers)
    order = np.argsort(numbers, kind="stable")
    return _Looks(numbers[order], "".join([known[k] for k in order.tolist()]), longest)


@cache
def _known() -> str:
    """Return the characters beyond ASCII that some language has, the likeliest first."""
    alone = prices.alone()
    order = np.argsort(-alone, kind="stable")
    known = order[: int((alone >= _KNOWN).sum())]
    return "".join(filter(is_text.__wrapped__, map(chr, known[known > 0x7F].tolist())))  # each is asked about this once
