"""Undo a channel at once in all lines that it has left whole: what the search would find in each, a hundred times as fast.

What went through a channel mostly did so from end to end. Once a part of a text proves a channel beyond doubt, most of the other
lines need no search: their bytes are text without exception, which has none of the characters that a gate looks at twice, and
they gain, character by character, more than twice what the channel costs there. All this is done in arrays, and
the proof is the same: the forward model gives exactly what was observed. Whatever lacks one of these is left to the search,
which knows then what was restored around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple, overload

import numpy as np
import numpy.typing as npt

from ..encodings import Policy, codec
from ..encodings.arrays import UNMAPPED, lengths, to_bytes
from ..language.slots import code_points
from ..patterns import lazy_pattern
from .acceptance.gates import LEAST, TWO_SCRIPTS, own_script
from .acceptance.writing import FEW, ORDINARY, is_writing
from .channels import Channel, corrupt, table_written
from .considered import WholeLines, spliced
from .evidence.utf8_shapes import BMP
from .inverse.alignment import Unit
from .likelihood import prices
from .lost_bytes.lattice import token_may_be_whole
from .mention import names_of_damage
from .ordinary import letters_of, ordinary

__all__ = ["blanked", "can_be_whole", "whole_lines"]

_Numbers = npt.NDArray[np.intp]
_Points = npt.NDArray[np.uint32]
_Truths = npt.NDArray[np.bool_]
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
_NO_TEXT = "\udcff"  # in place of bytes that are none
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
        _UnitsOfLines([lines.changes for lines in found]),
    )


def _end_of_block(text: str, start: int) -> int:
    """Return behind which line a block ends, or behind which mark of a line that is too long."""
    line = text.find("\n", start, start + _LINE)
    if line >= 0:
        return line + 1
    mark = _MARK.search(text, start)
    return mark.end() if mark else len(text)


def blanked(text: str, starts: Sequence[int], ends: Sequence[int]) -> str:
    """Return a text of the same length with blanks on lines of their own at some places: nothing is found there, or across.

    >>> blanked("abcdef", [1], [5])
    'a\\n  \\nf'
    """
    if not starts:
        return text
    line_end = "\r\n" if "\r\n" in text else "\n"
    lengths = [end - start for start, end in zip(starts, ends, strict=True)]
    blanks = {length: _blanks(length, line_end) for length in set(lengths)}
    return spliced(text, starts, ends, [blanks[length] for length in lengths])


def _blanks(length: int, line_end: str) -> str:
    blanks = length - 2 * len(line_end)
    return f"{line_end}{' ' * blanks}{line_end}" if blanks >= 0 else "\n" * length


class _Side(NamedTuple):
    """The characters of some lines: code points, how many bytes each is, and the line it stands in."""

    points: _Points
    lengths: _Numbers
    lines: _Numbers

    @property
    def beyond(self) -> _Truths:
        """Tell which characters are beyond ASCII."""
        found: _Truths = self.points >= _ASCII
        return found

    @property
    def text(self) -> str:
        """Return the characters as text."""
        return self.points.tobytes().decode("utf-32-le", "surrogatepass")

    def edges(self) -> tuple[_Numbers, _Numbers]:
        """Return where, in bytes, the first character beyond ASCII begins in each line, and the last one ends; all have one."""
        ends, which = np.cumsum(self.lengths), np.flatnonzero(self.beyond)
        behind = np.searchsorted(which, np.flatnonzero(self.points == _LINE_FEED))  # each line end
        behind = behind[behind < len(which)]
        firsts, lasts = which[np.append(0, behind)], which[np.append(behind, len(which)) - 1]
        return ends[firsts] - self.lengths[firsts], ends[lasts]

    def around(self, begins: _Numbers, ends: _Numbers) -> tuple[_Numbers, _Numbers]:
        """Return with which characters stretches of bytes begin, and behind which they end."""
        stops = np.cumsum(self.lengths)
        return np.searchsorted(stops, begins, "right"), np.searchsorted(stops, ends) + 1

    def of(self, kept: _Truths) -> _Side:
        """Return the characters of the lines that are kept."""
        chosen = kept[self.lines]
        return _Side(self.points[chosen], self.lengths[chosen], self.lines[chosen])


class _Block:
    """Some lines of a text, and what a channel makes of them backwards."""

    def __init__(self, text: str, at: int, channel: Channel, spoken: list[int]) -> None:
        self._channel, self._spoken = channel, spoken
        points = _in_lines(_points(text))
        self._places = np.arange(at, at + len(points))
        codes, self._unmapped = _codes(channel.reader.table, points)
        self._shown = _Side(points, lengths(codes), _lines(points))
        self._observed = codes
        self._restored = _read(channel.written, to_bytes(codes))
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

    def _leave_out(self, lines: _Truths) -> None:
        """Forget the characters of some lines: of a text of which few are damaged, most of what there is."""
        chosen = ~lines[self._shown.lines]
        self._places, self._observed = self._places[chosen], self._observed[chosen]
        self._shown, self._restored = self._shown.of(~lines), self._restored.of(~lines)

    def _any(self, side: _Side, characters: _Truths) -> _Truths:
        """Tell which lines have one of some characters."""
        found = np.zeros(self._count, bool)
        found[side.lines[characters]] = True
        return found

    def _sums(self, side: _Side, values: npt.NDArray[np.generic]) -> _Nats:
        """Return the sum of some values over each line."""
        sums: _Nats = np.bincount(side.lines, values, self._count).astype(float)
        return sums

    def _is_text(self) -> _Truths:
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

    def _is_language(self, gains: _Nats) -> _Truths:
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

    def _are_words(self, lines: _Truths) -> _Truths:
        """Tell which of some lines are words together, as the gates ask of them, though characters are rare by themselves."""
        found = np.zeros(self._count, bool)
        which = np.flatnonzero(lines)
        shown = [_words(line) for line in self._restored.of(lines).text.split("\n")[: len(which)]]
        each = prices.of_a_character(shown, [prices.languages_of(self._channel.written)] * len(shown)) if shown else []
        own = own_script(self._channel.name)
        found[which] = [nats >= LEAST and is_writing(line, "", own, proven=True) for line, nats in zip(shown, each, strict=True)]
        return found

    def _is_in_order(self) -> _Truths:
        """Tell which lines go through the table of the reader, or repeat one character."""
        beyond = self._shown.beyond
        codes, lines = self._observed[beyond].astype(np.int64), self._shown.lines[beyond]
        inside = lines[1:] == lines[:-1]
        steps, lines = np.diff(codes)[inside], lines[1:][inside]
        every, none, small = (
            np.bincount(lines[each], minlength=self._count)
            for each in (steps == steps, steps == 0, (steps > 0) & (steps <= _SMALL))
        )
        found: _Truths = (2 * small > every) | ((none == every) & (every > 0))
        return found

    def _nats(self, side: _Side, least: float = -np.inf) -> _Nats:
        """Return log P of the characters of each line beyond ASCII, one by one."""
        nats = np.maximum(prices.alone_in_clean_text().take(np.minimum(side.points, BMP - 1)), least)
        return self._sums(side, np.where(side.beyond, nats, 0.0))

    def _gains(self) -> _Nats:
        """Return what each line gains by being undone."""
        return self._nats(self._restored) - self._nats(self._shown, _UNEXPECTED)

    def _is_reproduced(self, kept: _Truths) -> _Truths:
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

    def _lines(self, kept: _Truths, gains: _Nats) -> _Lines:
        """Return the lines that are kept, each of which has characters beyond ASCII on both sides."""
        changes = _Changes(self._shown.of(kept), self._restored.of(kept))
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


class _Changes(NamedTuple):
    """The characters of lines as they are shown, and as they were, which are as many bytes."""

    shown: _Side
    restored: _Side

    def edges(self) -> tuple[_Numbers, _Numbers, _Numbers, _Numbers]:
        """Return where the first change of each line begins and the last one ends, as the line is shown, and as it was."""
        (first, last), (first_was, last_was) = self.shown.edges(), self.restored.edges()
        begins, ends = np.minimum(first, first_was), np.maximum(last, last_was)
        return *self.shown.around(begins, ends), *self.restored.around(begins, ends)

    def units(self) -> Iterator[_Units]:
        """Yield the units of each line."""
        lines, *edges = _runs(self.shown, self.restored)
        firsts = np.flatnonzero(np.diff(lines, prepend=-1))
        runs = _Runs(self.shown.text, self.restored.text, *(each.tolist() for each in edges))
        for first, end in pairwise([*firsts.tolist(), len(lines)]):
            yield _Units(runs, first, end)


class _Lines(NamedTuple):
    """Lines of a block that are whole: where each is, what it was, what it gains, and what changes in them."""

    starts: list[int]
    ends: list[int]
    restored: list[str]
    gains: list[float]
    changes: _Changes


class _UnitsOfLines:
    """The units of all lines in some blocks, made when they are asked for."""

    __slots__ = ("_blocks",)

    def __init__(self, blocks: list[_Changes]) -> None:
        self._blocks = blocks

    def __iter__(self) -> Iterator[Sequence[Unit]]:
        return chain.from_iterable(changes.units() for changes in self._blocks)


class _Runs(NamedTuple):
    """The runs of changes in some lines: where each begins and ends in these as they are shown, and in these as they were."""

    before: str
    after: str
    begins: list[int]
    ends: list[int]
    since: list[int]
    until: list[int]


class _Units(Sequence[Unit]):
    """The units of a line: its runs of changes, and what stands between them; made when somebody asks for them."""

    __slots__ = ("_end", "_first", "_runs")

    def __init__(self, runs: _Runs, first: int, end: int) -> None:
        self._runs, self._first, self._end = runs, first, end

    def __len__(self) -> int:
        return 2 * (self._end - self._first) - 1

    @overload
    def __getitem__(self, place: int) -> Unit: ...

    @overload
    def __getitem__(self, place: slice) -> list[Unit]: ...

    def __getitem__(self, place: int | slice) -> Unit | list[Unit]:
        return list(self)[place]

    def __iter__(self) -> Iterator[Unit]:
        before, after, *edges = self._runs
        done = -1
        for begin, end, since, until in zip(*(each[self._first : self._end] for each in edges), strict=True):
            if done >= 0:
                between = before[done:begin]
                yield Unit(between, between, True)
            yield Unit(before[begin:end], after[since:until], True)
            done = end


def _words(line: str) -> str:
    """Return what is beyond ASCII in a line, with two characters on either side: so much of it is looked at."""
    found = _AMID_ASCII.search(line)
    return found[0] if found else ""


def _runs(shown: _Side, restored: _Side) -> tuple[_Numbers, _Numbers, _Numbers, _Numbers, _Numbers]:
    """Return the line of each run of changes, where it begins and ends as it is shown, and where as it was."""
    plain = np.repeat(~shown.beyond, shown.lengths) & np.repeat(~restored.beyond, restored.lengths)
    edges = np.flatnonzero(np.diff(plain, prepend=True, append=True))
    begins, ends = edges[::2], edges[1::2] - 1
    before, after = (np.repeat(np.arange(len(side.lengths)), side.lengths) for side in (shown, restored))
    first = before[begins]
    return shown.lines[first], first, before[ends] + 1, after[begins], after[ends] + 1


def _points(text: str) -> _Points:
    """Return code points in the order of bytes in which they become text again."""
    return code_points(text).astype("<u4", copy=False)


def _in_lines(points: _Points) -> _Points:
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


def _lines(points: _Points) -> _Numbers:
    """Return the line that each character stands in, the line end in the one that it ends."""
    ends = points == _LINE_FEED
    lines: _Numbers = np.cumsum(ends) - ends
    return lines


def _codes(table: str, points: _Points) -> tuple[_Points, _Truths]:
    """Return what each character is written as, and which have no code; for these stands a code of ASCII."""
    known = codec(table).arrays.codes
    inside = points < len(known)
    codes = known.take(np.where(inside, points, 0))
    unmapped = ~inside | (codes == UNMAPPED)
    return np.where(unmapped, np.uint32(ord("?")), codes), unmapped


def _read(written: str, data: bytes) -> _Side:
    """Return what bytes are, read as they were written; what is no text is no character."""
    if written == "utf8":
        points = _points(data.decode("utf-8", "surrogateescape"))
        sizes = 1 + (points >= 0x80).astype(np.intp) + (points >= 0x800) + (points >= BMP)
    else:
        points = _points(codec(table_written(written)).decode(data, Policy.WHATWG, _NO_TEXT))
        sizes = lengths(_codes(table_written(written), points)[0])
    return _Side(points, sizes, _lines(points))


def _beside_backticks(points: _Points) -> _Truths:
    """Tell which backticks stand beside what is beyond ASCII, which is shown on purpose then, and as it is."""
    beyond = points >= _ASCII
    beside = np.zeros(len(points), bool)
    beside[1:] = beyond[:-1]
    beside[:-1] |= beyond[1:]
    found: _Truths = (points == ord("`")) & beside
    return found


@cache
def _marks() -> _Truths:
    """Return which characters of ASCII are marks where a line can be cut."""
    return np.array([bool(_MARK.match(chr(point))) for point in range(_ASCII + 1)])
