"""Where damage may be, and who may have read it: what clean text hardly ever shows and costs little to look for.

Two things are looked for. The *shape*: characters whose bytes, in the table of some reader, are a character of UTF-8, and that
are about as likely in what this reader leaves as in any language. And *strangeness*: a stretch of characters that are likelier,
one by one, in what some reader leaves than in any language, and less likely in a row than text is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ...language.arrays import arrays
from ...language.misreadings import READERS, garbled
from ...language.models import chinese, japanese, korean, western
from ...language.slots import slots
from ...language.tables import STEP
from ...patterns import lazy_pattern
from ...spans import Spans
from ..acceptance.out_of_place import PLACES
from ..likelihood.pricing import PRICING
from ..likelihood.standing import drawn_in_words
from .oddity import ORDINARY, THRICE, table
from .unusual import are_unusual, drops
from .utf8_shapes import BMP, SHAPED, shapes

if TYPE_CHECKING:
    from .utf8_shapes import Bits

__all__ = ["Stretch", "readers", "stretches"]

_Nats = npt.NDArray[np.floating[Any]]

_BLOCK = 1 << 18  # code points that are looked at at once: the arrays stay small
_LINE_FEED = 0x0A
_BEYOND_ASCII = lazy_pattern("^[^\n]*[^\x00-\x7f][^\n]*$", re.MULTILINE)  # a line that has such a character

_STRANGE, _ODD = PRICING.strange, PRICING.odd
_LIKELIER = 2.0  # nats by which two characters of a shape may be likelier in a language, and yet are looked at
_NEARLY = 0.6  # of the strangeness of the likeliest reader that others must reach
_MOST = 6  # readers
_FEWER_SHAPES = 3  # a reader with fewer shapes than one in so many of the first one's is not asked, unless it has
_ELSEWHERE = 2  # where others have none
_REMEMBERED = 512  # stretches
_LENGTH = 3  # characters of a shape, at most but for those beyond the BMP


class Stretch(NamedTuple):
    """A line, or the part of a long one, in which something hints at damage."""

    start: int
    end: int


def _halves(codes: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    """Tell where the two halves of a character stand that CESU-8 writes one by one."""
    high, low = (codes >> 10) == 0xD800 >> 10, (codes >> 10) == 0xDC00 >> 10
    found: npt.NDArray[np.bool_] = high & np.concatenate([low[1:], np.zeros(min(1, len(low)), bool)])
    return found


def _controls(codes: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    """Tell where C1 controls stand: the bytes that are marks and letters in Windows-1252, read as Latin-1."""
    found: npt.NDArray[np.bool_] = (codes >= 0x80) & (codes < 0xA0)
    return found


class _Ratios:
    """How much likelier each character of the BMP is in a language than in what each reader leaves, found as it is asked for."""

    def __init__(self) -> None:
        self._known = np.zeros(BMP, bool)
        self._known[:0x80] = True  # nobody misreads ASCII
        self.by_reader = np.zeros((len(READERS), BMP), np.float32)
        self.of_pairs = np.zeros(BMP, np.float32)  # in what one encoding of two bytes leaves of another, or in anything else odd
        self.smallest = np.zeros(BMP, np.float32)

    def learn(self, codes: npt.NDArray[np.intp]) -> None:
        """Find the ratios of some characters."""
        if self._known[codes].all():
            return
        met = np.zeros(BMP, bool)  # np.unique takes 20 ms when it is first called, for what it imports
        met[codes] = True
        new = np.flatnonzero(met & ~self._known)
        known = np.max([arrays(model()).alone(new) for model in (chinese, japanese, korean, western)], axis=0)
        ratios = known - np.stack([arrays(garbled(reader)).alone(new) for reader in READERS])
        levels = np.frombuffer(table(), np.uint8)[new].astype(np.float32)
        self.by_reader[:, new], self.of_pairs[new] = ratios, np.where(levels > THRICE, levels - ORDINARY, 0) / STEP
        self.smallest[new] = np.minimum(ratios.min(axis=0), self.of_pairs[new])
        self._known[new] = True


_ratios = cache(_Ratios)


class _Characters:
    """The ratios of the characters of a text."""

    def __init__(self, codes: npt.NDArray[np.intp]) -> None:
        self._codes = codes
        _ratios().learn(codes)

    def likeliest(self) -> _Nats:
        """Return the smallest ratio at each place."""
        found: _Nats = _ratios().smallest[self._codes]
        return found

    def of_pairs(self) -> _Nats:
        """Return the ratios for readers who take two bytes for a character, and what others who do so have written."""
        found: _Nats = _ratios().of_pairs[self._codes]
        return found

    def of(self, reader: str, where: npt.NDArray[np.intp]) -> _Nats:
        """Return the ratios for one reader at some places."""
        found: _Nats = _ratios().by_reader[READERS.index(reader)][self._codes[where]]
        return found

    def every(self) -> _Nats:
        """Return the ratios (shape: readers x places)."""
        found: _Nats = _ratios().by_reader[:, self._codes]
        return found


def _codes(text: str) -> npt.NDArray[np.intp]:
    return np.minimum(slots(text), BMP - 1)


def stretches(text: str) -> list[Stretch]:
    """Return the stretches of a text that may be damaged, in order.

    >>> stretches("clean: 中文\\nnot: 涓枃缂栫爜")
    [Stretch(start=10, end=20)]
    """
    lines = list(_BEYOND_ASCII.finditer(text))  # of most texts all, or hardly any
    beyond = "\n".join(line[0] for line in lines)
    starts = list(accumulate((len(line[0]) + 1 for line in lines), initial=0))
    return [_moved(found, starts, lines) for block in _blocks(beyond) for found in _stretches(beyond, *block)]


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a text begin and end that are worked on at once: whole lines, as far as these are not longer."""
    start = 0
    while start < len(text):
        end = start + _BLOCK
        if end < len(text):
            end = (text.rfind("\n", start, end) + 1) or (text.rfind(" ", start, end) + 1) or end
        yield start, min(end, len(text))
        start = end


def _moved(found: Stretch, starts: list[int], lines: list[re.Match[str]]) -> Stretch:
    """Return a stretch in its place in the text, given the place that it has among the lines beyond ASCII."""
    line = bisect_right(starts, found.start) - 1
    by = lines[line].start() - starts[line]
    return Stretch(found.start + by, found.end + by)


def _stretches(text: str, start: int, end: int) -> list[Stretch]:
    """Return the stretches of a part of a text, in its place."""
    text = text[start:end]
    codes = _codes(text)
    characters = _Characters(codes)
    hinted = (_likely(codes, characters) != 0) | _halves(codes) | _controls(codes)
    hinted[[found.start() for found in PLACES.finditer(text)]] = True
    shaped = np.flatnonzero(hinted).tolist()
    is_strange = (drops(characters.likeliest(), codes == _LINE_FEED) >= _STRANGE) | words_beyond_ascii(codes)
    strange = np.flatnonzero(is_strange).tolist()
    found = list(_around(text, shaped))
    taken = Spans(found)
    weak = [stretch for stretch in _around(text, strange) if not taken.covers(*stretch)]
    return [Stretch(first + start, last + start) for first, last in sorted([*found, *_unusual(text, weak)])]


def _unusual(text: str, stretches: list[Stretch]) -> Iterator[Stretch]:
    """Yield the stretches that have characters in a row which no language has like that."""
    shown = [text[stretch.start : stretch.end] for stretch in stretches]
    for stretch, is_unusual in zip(stretches, are_unusual(shown) if shown else (), strict=True):
        if is_unusual:
            yield stretch


def _likely(codes: npt.NDArray[np.intp], characters: _Characters) -> Bits:
    """Return the shapes that are likelier in what their reader leaves than in a language."""
    shaped = shapes(codes)
    where = np.flatnonzero(shaped)
    behind = np.minimum(where + 1, len(codes) - 1)
    shaped = shaped[where]
    in_words = drawn_in_words(codes)[where]
    kept = np.zeros(len(where), np.uint32)
    for k, reader in _shaping(shaped):
        likelier = in_words | (characters.of(reader, where) + characters.of(reader, behind) < _LIKELIER)
        kept |= np.where(likelier, shaped & np.uint32(1 << k), 0).astype(np.uint32)
    found = np.zeros(len(codes), np.uint32)
    found[where] = kept
    return found


def _shaping(shaped: Bits) -> list[tuple[int, str]]:
    """Return the readers that have a shape anywhere, each behind its place among all."""
    every = int(np.bitwise_or.reduce(shaped))
    return [(k, reader) for k, reader in enumerate(SHAPED) if every >> k & 1]


_MISREAD_IN = (
    (lazy_pattern("[\xa1-\xff]{4}"), ("cp1252", "latin-1")),
    (lazy_pattern("[\u0400-\u045f]{4}"), ("cp1251", "koi8-r", "cp866")),
)
_DRAWN, _DRAWN_LAST = 0x2500, 0x257F  # signs of which the same one again is a line, and no letter
_LETTERS = ((0xA1, 0xFF), (0x400, 0x45F), (_DRAWN, _DRAWN_LAST))
_WORD = 4  # letters

# What those who take two bytes for a character leave of one another's encodings, of which the models have seen little.
_ASCII, _FEW_SHAPES = 0x7F, 5  # characters for each that has by chance the shape of UTF-8
_IN_PAIRS, _OF_PAIRS = lazy_pattern("[\u3041-\ud7a3\ue000-\ufaff]{2}"), ("gbk", "big5", "euc-jp", "euc-kr", "shift-jis")

_LINE = 2000  # characters of a line that are looked at as a whole
_MARGIN = 200  # characters around a hint in a longer one


def _around(text: str, places: list[int]) -> Iterator[Stretch]:
    """Yield the lines, or parts of long ones, that ascending places lie in, each once."""
    end = -1
    for place in places:
        if place < end:
            continue
        first, last = text.rfind("\n", 0, place) + 1, _line_end(text, place)
        if last - first > _LINE:
            first, last = max(first, place - _MARGIN, end), min(last, place + _LINE)
        if first < end:
            first = end
        yield Stretch(first, last)
        end = last


def words_beyond_ascii(codes: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    """Tell where words of such letters begin: where a pattern finds them, in a tenth of the time.

    >>> np.flatnonzero(words_beyond_ascii(_codes("a Ã¤Ã¶ ════ ╨╛╨╜"))).tolist()
    [2, 12]
    """
    found = np.zeros(len(codes), bool)
    for first, last in _LETTERS:
        inside = (codes >= first) & (codes <= last)
        if first == _DRAWN:
            inside[:-1] &= codes[1:] != codes[:-1]
        begins = inside.copy()
        begins[1:] &= ~inside[:-1]
        for by in range(1, _WORD):
            begins[:-by] &= inside[by:]
            begins[-by:] = False
        found |= begins
    return found


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end - text.endswith("\r", 0, end)


def _shaped_by(found: Bits) -> Iterator[str]:
    """Yield the readers with most shapes, and those with shapes where none of these has any: what is damaged in part."""
    where = {reader: np.flatnonzero(found >> np.uint32(k) & 1) for k, reader in _shaping(found)}
    counts = {reader: len(places) for reader, places in where.items()}
    most = max(counts.values(), default=0)
    taken = np.zeros(len(found) + _LENGTH, bool)
    for count, tied in groupby(sorted(counts, key=counts.__getitem__, reverse=True), counts.__getitem__):
        asked = [reader for reader in tied if count * _FEWER_SHAPES > most or (~taken[where[reader]]).sum() >= _ELSEWHERE]
        for reader in asked:
            taken[where[reader][:, None] + np.arange(_LENGTH)] = True
        yield from asked


@lru_cache(maxsize=_REMEMBERED)  # what may have lost something of a stretch is asked as well
def readers(text: str) -> tuple[Sequence[str], Sequence[str]]:
    """Return who may have read a stretch: readers that shapes speak for, and readers that strangeness does, likeliest first.

    >>> readers("涓枃缂栫爜")[0][:1]
    ('gbk',)
    """
    codes = _codes(text)
    if not len(codes):
        return (), ()
    characters = _Characters(codes)
    found = _likely(codes, characters)
    shaped = (*_shaped_by(found), *(("utf8",) if _halves(codes).any() else ()))
    every = characters.every()
    total = np.cumsum(every, axis=1)
    highest = np.maximum.accumulate(np.concatenate([np.zeros((len(READERS), 1)), total], axis=1), axis=1)
    dropped = (highest[:, :-1] - total).max(axis=1)
    enough = max(_STRANGE, _NEARLY * float(dropped.max()))
    strange = [READERS[k].split("+")[-1] for k in np.argsort(-dropped)[:_MOST] if dropped[k] >= enough]
    is_out_of_place = PLACES.search(text) is not None
    strange += ["latin-1"] if _controls(codes).any() or is_out_of_place else []
    strange += ["cp1252"] if is_out_of_place else []
    strange += [reader for pattern, who in _MISREAD_IN for reader in who if pattern.search(text)]
    has_few_shapes = np.count_nonzero(found) * _FEW_SHAPES <= np.count_nonzero(codes > _ASCII)
    is_odd = has_few_shapes and drops(characters.of_pairs(), codes == _LINE_FEED).max() >= _ODD
    strange += _OF_PAIRS if is_odd and _IN_PAIRS.search(text) else []
    return shaped, tuple(dict.fromkeys(strange))
