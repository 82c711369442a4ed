"""Undo a channel at once in all lines that it has left whole: what the search would find in each, a hundred times as fast.

What went through a channel mostly did so from end to end. Once a part of a text proves a channel beyond doubt, most of the other
lines need no search: their bytes are text without exception, which has none of the characters that a gate looks at twice, and
they gain, character by character, more than twice what the channel costs there. All this is done in arrays, and
the proof is the same: the forward model gives exactly what was observed. Whatever lacks one of these is left to the search,
which knows then what was restored around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..encodings import codec
from ..encodings.arrays import lengths, to_bytes
from ..patterns import lazy_pattern
from .acceptance.gates import LEAST, TWO_SCRIPTS, own_script
from .acceptance.writing import FEW, ORDINARY, is_writing
from .channels import Channel, corrupt
from .considered import WholeLines
from .evidence.utf8_shapes import BMP
from .likelihood import prices
from .lost_bytes.lattice import token_may_be_whole
from .mention import names_of_damage
from .ordinary import letters_of, ordinary
from .sides import Changes, Points, Side, Truths, UnitsOfLines, codes_of, lines_of, points_of, read

__all__ = ["can_be_whole", "whole_lines"]

_Nats = npt.NDArray[np.float64]

_BLOCK = 1 << 16  # code points worked on at once: the arrays stay in the cache
_LONGEST = 1 << 20  # code points of a block without a mark: the arrays would need too much room

_GAIN = 5.0  # nats: twice what it costs to open a channel of which the document leaves no doubt, and more
_GAIN_OF_FEW = 10.0  # where a character or two more would make up for all of it
_LEAST = -10.5  # nats of a restored character beyond ASCII, on average: what the gate asks of legacy encodings
_ORDINARY = ORDINARY + 2.5  # nats of each, where there are two: what the gate asks, where one of four languages alone has it
_SMALL = 2  # the steps from a code to the next in the order of a table
_FEW = 2  # restored letters: fewer are left to the search, and of legacy encodings so many, which two bytes are soon
_MOST_LINES = 0.9  # of those beyond ASCII: where so many went through the channel, those of two rare characters did as well
_UNEXPECTED = -11.5  # nats: the least that anything observed is taken to cost, for dictionaries have nothing but rare characters

_LINE = 2000  # code points of a line that is undone as a whole
_PIECE = 200  # about so many are undone together of longer ones
_MARK = lazy_pattern("[\n !-/:-=]")  # where such a line can be cut

_AMID_ASCII = lazy_pattern("[\x00-\x7f]{0,2}[^\x00-\x7f](?:.*[^\x00-\x7f])?[\x00-\x7f]{0,2}")
_LINE_FEED = 0x0A
_ASCII = 0x80


def can_be_whole(channel: Channel) -> bool:
    """Tell whether lines that went through a channel can be told to be whole: by one table, and a token for what was lost.

    >>> from .channels import CHANNELS
    >>> [can_be_whole(CHANNELS[f"utf8-as-{reader}"]) for reader in ("gbk", "big5-hkscs", "utf-16-le")]
    [True, False, False]
    """
    unicode = channel.reader.table in ("utf8", "utf-16-le") or channel.written == "cesu8"
    return not unicode and bool(channel.reader.token) and not codec(channel.reader.table).sequences


def whole_lines(text: str, channel: Channel) -> WholeLines:
    """Return the lines, or pieces of long ones, that a channel has left whole, each from its first change to its last.

    >>> from .channels import CHANNELS
    >>> [(span.start, span.restored) for span in whole_lines("# 鍥炬爣 and 鏂囦欢\\n图标", CHANNELS["utf8-as-gbk"])]
    [(2, '图标 and 文件')]
    """
    spoken = names_of_damage(text)
    found: list[_Lines] = []
    at = 0
    while at < len(text):
        end = _end_of_block(text, at + _BLOCK)
        if end - at <= _LONGEST and not (block := text[at:end]).isascii():
            found += _Block(block, at, channel, [place - at for place in spoken if at <= place < end]).whole()
        at = end
    return WholeLines(
        channel.name,
        _GAIN,
        [start for lines in found for start in lines.starts],
        [end for lines in found for end in lines.ends],
        [was for lines in found for was in lines.restored],
        [gain for lines in found for gain in lines.gains],
        UnitsOfLines([lines.changes for lines in found]),
    )


def _end_of_block(text: str, start: int) -> int:
    """Return behind which line a block ends, or behind which mark of a line that is too long."""
    line = text.find("\n", start, start + _LINE)
    if line >= 0:
        return line + 1
    mark = _MARK.search(text, start)
    return mark.end() if mark else len(text)


class _Block:
    """Some lines of a text, and what a channel makes of them backwards."""

    def __init__(self, text: str, at: int, channel: Channel, spoken: list[int]) -> None:
        self._channel, self._spoken = channel, spoken
        points = _in_lines(points_of(text))
        self._places = np.arange(at, at + len(points))
        codes, self._unmapped = codes_of(channel.reader.table, points)
        self._shown = Side(points, lengths(codes), lines_of(points))
        self._observed = codes
        self._restored = read(channel.written, to_bytes(codes))
        self._count = int(self._shown.lines[-1]) + 1 if len(points) else 0
        self._damageable = int(self._any(self._shown, self._shown.beyond).sum())

    def whole(self) -> Iterator[_Lines]:
        """Yield the lines that are whole, from the first change to the last, if there are any."""
        if not self._count or int(self._restored.lines[-1]) + 1 != self._count:
            return
        kept = self._is_text()
        kept &= self._sums(self._shown, self._shown.lengths) == self._sums(self._restored, self._restored.lengths)
        if not kept.any():
            return
        self._leave_out(~kept)
        gains = self._gains()
        kept &= self._is_language(gains)
        kept &= self._is_reproduced(kept)
        if kept.any():
            yield self._lines(kept, gains)

    def _leave_out(self, lines: Truths) -> None:
        """Forget the characters of some lines: of a text of which few are damaged, most of what there is."""
        chosen = ~lines[self._shown.lines]
        self._places, self._observed = self._places[chosen], self._observed[chosen]
        self._shown, self._restored = self._shown.of(~lines), self._restored.of(~lines)

    def _any(self, side: Side, characters: Truths) -> Truths:
        """Tell which lines have one of some characters."""
        found = np.zeros(self._count, bool)
        found[side.lines[characters]] = True
        return found

    def _sums(self, side: Side, values: npt.NDArray[np.generic]) -> _Nats:
        """Return the sum of some values over each line."""
        sums: _Nats = np.bincount(side.lines, values, self._count).astype(float)
        return sums

    def _is_text(self) -> Truths:
        """Tell which lines are text throughout, once they are undone, that no gate has to look at."""
        shown, restored, wide = self._shown, self._restored, self._channel.reader.is_wide
        refused = self._any(shown, self._unmapped) | self._any(restored, _beside_backticks(restored.points))
        if wide and (self._channel.written != "utf8" or token_may_be_whole(self._channel.reader)):
            refused |= self._any(shown, shown.points == ord(self._channel.reader.token))
        refused |= self._any(restored, ~ordinary(wide).take(np.minimum(restored.points, BMP - 1)))
        if not wide:
            for found in TWO_SCRIPTS.finditer(restored.text):
                refused[restored.lines[found.start()]] = True
        for place in self._spoken:
            line = int(shown.lines[place])
            refused[max(0, line - 1) : line + 2] = True
        return ~refused

    def _is_language(self, gains: _Nats) -> Truths:
        """Tell which lines have words rather than what chance gives, or what goes through a table in order."""
        is_legacy = self._channel.written != "utf8"
        restored, beyond = self._restored, self._restored.beyond
        letters = letters_of(self._channel.written).take(np.minimum(restored.points, BMP - 1)) & beyond
        together = np.zeros(len(letters), bool)
        together[1:] = letters[1:] & letters[:-1]
        together[:-1] |= together[1:]
        many, pairs, all_ = (self._sums(restored, each) for each in (letters, together, beyond))
        found = (many >= _FEW) & (2 * many >= all_) & (gains >= np.where(many > _FEW, _GAIN, _GAIN_OF_FEW))
        rare = prices.alone_in_clean_text().take(np.minimum(restored.points, BMP - 1)) < _ORDINARY
        known = (self._nats(restored) >= _LEAST * all_) & ((all_ > FEW) | ~self._any(restored, beyond & rare))
        if is_legacy:
            return found & known & (2 * pairs >= many) & (many > _FEW) & ~self._is_in_order()
        found &= ~self._is_in_order()
        if int((found & known).sum()) >= _MOST_LINES * self._damageable:
            return found
        return found & (known | self._are_words(found & ~known))

    def _are_words(self, lines: Truths) -> Truths:
        """Tell which of some lines are words together, as the gates ask of them, though characters are rare by themselves."""
        found = np.zeros(self._count, bool)
        which = np.flatnonzero(lines)
        shown = [_words(line) for line in self._restored.of(lines).text.split("\n")[: len(which)]]
        each = prices.of_a_character(shown, [prices.languages_of(self._channel.written)] * len(shown)) if shown else []
        own = own_script(self._channel.name)
        found[which] = [nats >= LEAST and is_writing(line, "", own, proven=True) for line, nats in zip(shown, each, strict=True)]
        return found

    def _is_in_order(self) -> Truths:
        """Tell which lines go through the table of the reader, or repeat one character."""
        beyond = self._shown.beyond
        codes, lines = self._observed[beyond].astype(np.int64), self._shown.lines[beyond]
        inside = lines[1:] == lines[:-1]
        steps, lines = np.diff(codes)[inside], lines[1:][inside]
        every, none, small = (
            np.bincount(lines[each], minlength=self._count)
            for each in (steps == steps, steps == 0, (steps > 0) & (steps <= _SMALL))
        )
        found: Truths = (2 * small > every) | ((none == every) & (every > 0))
        return found

    def _nats(self, side: Side, least: float = -np.inf) -> _Nats:
        """Return log P of the characters of each line beyond ASCII, one by one."""
        nats = np.maximum(prices.alone_in_clean_text().take(np.minimum(side.points, BMP - 1)), least)
        return self._sums(side, np.where(side.beyond, nats, 0.0))

    def _gains(self) -> _Nats:
        """Return what each line gains by being undone."""
        return self._nats(self._restored) - self._nats(self._shown, _UNEXPECTED)

    def _is_reproduced(self, kept: Truths) -> Truths:
        """Tell which lines the channel damages to exactly what was observed."""
        found = np.zeros(self._count, bool)
        which = np.flatnonzero(kept)
        shown, restored = self._shown.of(kept).text, self._restored.of(kept).text
        again = corrupt(self._channel, restored)
        if again == shown:
            found[which] = True
        else:
            for line, one, other in zip(which.tolist(), again.split("\n"), shown.split("\n"), strict=False):
                found[line] = one == other
        return found

    def _lines(self, kept: Truths, gains: _Nats) -> _Lines:
        """Return the lines that are kept, each of which has characters beyond ASCII on both sides."""
        changes = Changes(self._shown.of(kept), self._restored.of(kept))
        places = self._places[kept[self._shown.lines]]
        begins, ends, since, until = changes.edges()
        was = changes.restored.text
        return _Lines(
            places[begins].tolist(),
            (places[ends - 1] + 1).tolist(),
            [was[start:end] for start, end in zip(since.tolist(), until.tolist(), strict=True)],
            gains[kept].tolist(),
            changes,
        )


class _Lines(NamedTuple):
    """Lines of a block that are whole: where each is, what it was, what it gains, and what changes in them."""

    starts: list[int]
    ends: list[int]
    restored: list[str]
    gains: list[float]
    changes: Changes


def _words(line: str) -> str:
    """Return what is beyond ASCII in a line, with two characters on either side: so much of it is looked at."""
    found = _AMID_ASCII.search(line)
    return found[0] if found else ""


def _in_lines(points: Points) -> Points:
    """Return characters with line feeds in place of some marks of a line that is too long to be whole, such as one of a dump.

    No encoding has these marks in the code of another character, and no change reaches over one.
    """
    ends = np.append(np.flatnonzero(points == _LINE_FEED), len(points))
    if np.diff(ends, prepend=0).max() <= _LINE:
        return points
    places = np.flatnonzero(_marks().take(np.minimum(points, _ASCII)))
    places = places[np.unique(places // _PIECE, return_index=True)[1]]
    following = np.searchsorted(ends, places)
    begins = np.append(0, ends)[following]
    broken = points.copy()
    broken[places[ends[following] - begins > _LINE]] = _LINE_FEED
    return broken


def _beside_backticks(points: Points) -> Truths:
    """Tell which backticks stand beside what is beyond ASCII, which is shown on purpose then, and as it is."""
    beyond = points >= _ASCII
    beside = np.zeros(len(points), bool)
    beside[1:] = beyond[:-1]
    beside[:-1] |= beyond[1:]
    found: Truths = (points == ord("`")) & beside
    return found


@cache
def _marks() -> Truths:
    """Return which characters of ASCII are marks where a line can be cut."""
    return np.array([bool(_MARK.match(chr(point))) for point in range(_ASCII + 1)])
