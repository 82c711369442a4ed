"""What UTF-8 can have been where a reader left a token for two of its bytes: every character that fits, byte by byte.

The bytes of a place that is in doubt stand in a row of *slots*: known ones, and two halves for each token. A character leads over
one to four slots; it fits if its bytes are those that are known, and if the two bytes of a token, whether one character has both
or two share them, are a pair that the reader has no character for. What the reader shows for several pairs is in doubt, too: it
is two halves of which these pairs are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ...encodings import codec
from ...encodings.arrays import UNMAPPED
from ...language.scorer import Places
from ...language.slots import slots
from ..acceptance.gates import is_text
from ..channels import Reader
from ..likelihood.weighing import models_of, nats_alone

__all__ = [
    "ALONE",
    "MOST",
    "MOST_SIGNS",
    "Arc",
    "Half",
    "Lattice",
    "Row",
    "Symbols",
    "lattice",
    "lost_bytes",
    "lost_pairs",
    "token_may_be_whole",
]


class Half(NamedTuple):
    """One of two bytes: what the reader took for a lead byte, or the byte that it took with it.

    ``pairs`` are what both can be, or empty for a token: everything that the reader shows a token for.
    """

    is_second: bool
    pairs: tuple[bytes, ...] = ()


Row = Sequence[int | Half]
"""Bytes, as far as they are known."""

MOST = 800
"""Letters that may fit, the likeliest alone: of a character that lost all of its bytes, 400 leave out one as common as `頁`."""

MOST_SIGNS = 250
"""And signs of all kinds, which are rarer and yet what decorates a line."""

_CONTINUATIONS = range(0x80, 0xC0)
_LONGEST = 4  # bytes of a character
_RARE = -16.0  # nats: a character that is less likely alone than that is not what something was
_RARE_PICTURE = -19.0  # an emoji: each is rare
_EMOJI = range(0x1F000, 0x1FC00)

_Pairs = tuple[bytes, ...]
ALONE: _Pairs = (b"",)  # in place of pairs: a byte that a token stands for alone, and the one that it does not take with it
_Truths = npt.NDArray[np.bool_]


class Symbols:
    """The characters that lost bytes can have been, the likeliest first: code points, slots of the models, and their UTF-8.

    They are as likely as on a path, where both models have a say: to the one of what stands around CJK text, letters of other
    languages are likelier than many a syllable of Korean.
    """

    def __init__(self, language: str) -> None:
        models = models_of(language, "")
        points = np.array([point for ranges in _RANGES for point in ranges])
        text = "".join(map(chr, points.tolist()))
        nats = np.max([model.rows(slots(text)[:, None])[:, 0] for model in models], axis=0)
        likely = np.flatnonzero(nats >= np.where(points < _EMOJI.start, _RARE, _RARE_PICTURE))
        likely = likely[np.argsort(-nats_alone(models, slots(text)[likely]), kind="stable")]
        known = [k for k in likely.tolist() if is_text(text[k])]
        self.points: Places = points[known]
        self.slots: Places = slots("".join(text[k] for k in known))
        self.bytes = _utf8(self.points)
        self.is_letter: _Truths = np.array([text[k].isalpha() for k in known])
        self._of_length = [np.flatnonzero((self.bytes >= 0).sum(axis=1) == length) for length in range(_LONGEST + 1)]

    def of_length(self, length: int) -> Places:
        """Return the places of the characters of so many bytes."""
        return self._of_length[length]


# What stands in CJK text: not the letters of every script, of which the models know some.
_RANGES = (
    (0x09, 0x0A, 0x0D),
    range(0x20, 0x7F),
    range(0xA0, 0x400),  # Latin and Greek
    range(0x1E00, 0x2C00),  # accented Latin, punctuation, symbols
    range(0x2E80, 0xA000),
    range(0xAC00, 0xD7A4),
    range(0xF900, 0xFB00),
    range(0xFE00, 0xFFFE),  # half and full width
    _EMOJI,
)


def _utf8(points: Places) -> Places:
    """Return the bytes of characters, four each; -1 stands behind the last."""
    encoded = [chr(point).encode() for point in points.tolist()]
    return np.array([[*code, *[-1] * (_LONGEST - len(code))] for code in encoded], dtype=np.intp)


@cache
def symbols(language: str) -> Symbols:
    """Return the characters of a language, and of all that stands around it."""
    return Symbols(language)


class Arc(NamedTuple):
    """Characters that lead from one slot to another: the symbols that fit, and the pairs that are open on either side."""

    end: int
    taken: tuple[int, ...]  # the slots that its bytes stand in
    fits: Places
    closes: _Pairs | None = None  # what the pair can be that the character before has opened
    opens: _Pairs | None = None  # what the pair can be that the last byte opens, or ``ALONE``


class Lattice:
    """Which characters fit into slots that one reader left, in one language."""

    def __init__(self, reader: Reader, language: str) -> None:
        self.symbols = symbols(language)
        pairs, alone, self._last = _holes(reader)
        self._pairs: dict[_Pairs, _Truths] = {(): pairs, ALONE: alone}
        self.language = language
        self.genuine = min((code[0] for code in _codes(reader) if len(code) == 1), default=-1)  # the byte that a token is itself
        self._lasts: dict[int, _Truths] = {}
        self._fitting: dict[_Pattern, Places] = {}

    def pairs(self, codes: tuple[bytes, ...]) -> _Truths:
        """Return which two bytes the halves with these pairs can be (shape: 256 x 256)."""
        if codes not in self._pairs:
            self._pairs[codes] = _truths(codes)
        return self._pairs[codes]

    def last(self, behind: str) -> _Truths:
        """Return which bytes a token at the end of a row may stand for alone, given what stands behind it."""
        if behind[:1] in ("", "\n"):  # a return would have been taken with the lead byte
            return self._last
        byte = _first_byte(behind[0])
        if byte not in self._lasts:
            self._lasts[byte] = self._pairs[ALONE][:, byte].copy()
        return self._lasts[byte]

    def arcs(self, row: Row, at: int, last: _Truths) -> Iterator[Arc]:
        """Yield what can lead on from a slot; ``last`` are the bytes that a token at the end may stand for alone."""
        if row[at] == Half(False) and self.genuine >= 0:
            yield Arc(at + 2, (at,), self._fits(_Pattern((self.genuine,))))
        for pattern, taken, end in self._patterns(row, at, last):
            fits = self._fits(pattern)
            if len(fits):
                yield Arc(end, taken, fits, pattern.closes, pattern.opens)

    def instead(self, row: Row, taken: tuple[int, ...], bytes_: Mapping[int, int], last: _Truths) -> Places:
        """Return the symbols whose bytes can stand in the slots that a character has taken; ``bytes_`` are those of all slots."""
        end = taken[-1] + (2 if _is_first(row[taken[-1]]) and taken[-1] + 1 not in bytes_ else 1)
        pattern = _pattern(row, taken, end)
        fits = self._fits(pattern)
        first, final = self.symbols.bytes[fits, 0], self.symbols.bytes[fits, len(taken) - 1]
        fitting = np.ones(len(fits), bool)
        if pattern.closes is not None:
            fitting &= self.pairs(pattern.closes)[bytes_[taken[0] - 1], first]
        elif _is_alone(row, taken[0] - 2, bytes_):
            fitting &= self.pairs(ALONE)[bytes_[taken[0] - 2], first]
        if pattern.opens is not None:
            fitting &= self.pairs(pattern.opens)[final, bytes_[end]] if end in bytes_ else last[final]
        return fits[fitting]

    def _patterns(self, row: Row, at: int, last: _Truths) -> Iterator[tuple[_Pattern, tuple[int, ...], int]]:
        """Yield what the bytes of a character that begins at a slot can be, the slots they stand in, and the slot behind."""
        ahead: list[tuple[int, tuple[int, ...]]] = [(at, ())]
        while ahead:
            place, taken = ahead.pop()
            lead = _byte(row[taken[0]]) if taken else None
            length = _length(lead) if taken else None
            if taken and length in (None, len(taken)):
                yield _pattern(row, taken, place), taken, place
            if len(taken) == (length or _LONGEST) or place >= len(row):
                continue
            byte = _byte(row[place])
            if byte is None or (byte in _CONTINUATIONS) == bool(taken):
                ahead.append((place + 1, (*taken, place)))
            if row[place] == Half(False) and self._may_be_alone(row, place, last):
                ahead.append((place + 2, (*taken, place)))

    def _may_be_alone(self, row: Row, place: int, last: _Truths) -> bool:
        """Tell whether a token may stand for one byte only: at the end of a line, and before what some readers do not take."""
        behind = place + 2
        if behind >= len(row):
            return bool(last.any())
        byte, alone = _byte(row[behind]), self._pairs[ALONE]
        return bool(alone.any() if byte is None else alone[:, byte].any())

    def _fits(self, pattern: _Pattern) -> Places:
        """Return the places of the symbols that fit, the likeliest first."""
        found = self._fitting.get(pattern)
        if found is None:
            found = self._fitting[pattern] = self._search(pattern)
        return found

    def _search(self, pattern: _Pattern) -> Places:
        places = self.symbols.of_length(len(pattern.known))
        code = self.symbols.bytes[places]
        fits = np.ones(len(places), bool)
        for k, byte in enumerate(pattern.known):
            if byte is not None:
                fits &= code[:, k] == byte
        for k, codes in pattern.inside:
            fits &= self.pairs(codes)[code[:, k], code[:, k + 1]]
        if pattern.closes is not None:
            fits &= np.any(self.pairs(pattern.closes)[:, code[:, 0]], axis=0)
        if pattern.opens is not None:
            opened = code[:, len(pattern.known) - 1]
            fits &= np.any(self.pairs(pattern.opens)[opened], axis=1) | (pattern.opens == ALONE) & self._last[opened]
        found = places[fits]
        letters = self.symbols.is_letter[found]
        return np.sort(np.concatenate([found[letters][:MOST], found[~letters][:MOST_SIGNS]]))


class _Pattern(NamedTuple):
    """The bytes of a character as far as they are known, and where two of them in a row are a token."""

    known: tuple[int | None, ...]
    inside: tuple[tuple[int, _Pairs], ...] = ()  # the places of bytes that begin a pair which the next one closes
    closes: _Pairs | None = None  # the pair that the first byte closes
    opens: _Pairs | None = None  # the pair that the last byte opens, or ``ALONE``


def _pattern(row: Row, taken: tuple[int, ...], end: int) -> _Pattern:
    """Return what the bytes in some slots can be, given the slot behind them."""
    links = [_link(row, slot, behind) for slot, behind in pairwise((*taken, end))]
    return _Pattern(
        tuple(_byte(row[slot]) for slot in taken),
        tuple((k, codes) for k, codes in enumerate(links[:-1]) if codes is not None),
        _closed(row[taken[0]]),
        links[-1],
    )


def _link(row: Row, slot: int, behind: int) -> _Pairs | None:
    """Return what the bytes in two slots, one read behind the other, have to be together, if anything."""
    if behind == slot + 2:
        return ALONE
    return _closed(row[behind]) if behind < len(row) else None


def _is_alone(row: Row, slot: int, bytes_: Mapping[int, int]) -> bool:
    """Tell whether a token that begins at a slot stands for one byte, and not for itself."""
    return slot in bytes_ and _is_first(row[slot]) and slot + 1 not in bytes_ and bytes_[slot] >= _CONTINUATIONS.start


def _is_first(slot: int | Half) -> bool:
    return isinstance(slot, Half) and not slot.is_second


def _byte(slot: int | Half) -> int | None:
    return None if isinstance(slot, Half) else slot


def _closed(slot: int | Half) -> _Pairs | None:
    """Return what a pair can be whose second half a slot is, if it is one."""
    return slot.pairs if isinstance(slot, Half) and slot.is_second else None


def _first_byte(character: str) -> int:
    """Return the first byte of a character, or the one that is escaped since it is no text."""
    escaped = "\udc80" <= character <= "\udcff"
    return ord(character) & 0xFF if escaped else character.encode("utf-8", "surrogatepass")[0]


def _truths(pairs: Iterable[bytes]) -> _Truths:
    truths = np.zeros((0x100, 0x100), bool)
    for lead, trail in pairs:
        truths[lead, trail] = True
    return truths


def _length(lead: int | None) -> int | None:
    """Return how many bytes a character has that begins with a byte, if it is known."""
    if lead is None:
        return None
    return 1 if lead < 0x80 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4


def _codes(reader: Reader) -> tuple[bytes, ...]:
    return codec(reader.table).encode_all(reader.token)


@cache
def _holes(reader: Reader) -> tuple[_Truths, _Truths, _Truths]:
    """Return which two bytes one token stands for, which byte alone before which, and which alone at the end."""
    page = codec(reader.table)
    pairs, alone = (np.zeros((0x100, 0x100), bool) for _ in range(2))
    last = np.array([not page.at(bytes([byte]), 0)[1] for byte in range(0x100)])
    unmapped = (page.arrays.points == UNMAPPED).reshape(pairs.shape) & last[:, None]
    places = np.flatnonzero(unmapped)
    taken = np.array(list(map(page.takes(reader.policy), (bytes(divmod(place, 0x100)) + _FILLER for place in places.tolist()))))
    pairs.ravel()[places], alone.ravel()[places] = taken == _PAIR, taken == 1
    for code in _codes(reader):
        if len(code) == 2:
            pairs[code[0], code[1]] = True
    return pairs, alone, last


def lost_pairs(reader: Reader) -> list[bytes]:
    """Return which two bytes one token of a reader can stand for."""
    return list(map(bytes, np.argwhere(_holes(reader)[0]).tolist()))


def lost_bytes(reader: Reader, behind: int | None) -> list[bytes]:
    """Return which byte alone one token of a reader can stand for before the byte ``behind``, or at the end."""
    _, alone, last = _holes(reader)
    return [bytes([byte]) for byte in np.flatnonzero(last if behind is None else alone[:, behind]).tolist()]


def token_may_be_whole(reader: Reader) -> bool:
    """Tell whether a token of a reader can stand for bytes of UTF-8 beside which all others are whole characters.

    So it can if it has a code beyond ASCII, or if the reader has no character for some two bytes that are one.

    >>> from ..channels import CHANNELS
    >>> [token_may_be_whole(CHANNELS[f"utf8-as-{reader}"].reader) for reader in ("gbk", "euc-kr", "shift-jis")]
    [False, True, True]
    """
    pairs, alone, _ = _holes(reader)
    return not reader.token.isascii() or bool((pairs | alone)[0xC2:0xE0, 0x80:0xC0].any())


_PAIR = 2  # bytes
_FILLER = b"AA"  # two bytes that end nothing


@cache
def lattice(reader: Reader, language: str) -> Lattice:
    """Return the lattice of a reader in a language, one of ``languages.MODELS``."""
    return Lattice(reader, language)
