"""What a frame that is drawn in text says of the signs of it that were lost.

`│` before a space, and `┐` at the end of a line, have lost the byte that tells them from 62 other signs, in some readers all of
them. To the models one is as good as another. To who draws a frame it is not: a rule that begins with `┌` ends in `┐`, and up to
the one that begins with `└` each line begins and ends with `│`, as often as frames stand in one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ...patterns import lazy_pattern
from ..channels import Channel, corrupt
from ..lost_bytes.holes import KNOWN, Doubt
from .alignment import Unit

__all__ = ["Frames"]


class _Style(NamedTuple):
    """The signs that one kind of frame is drawn with: its corners and tees on the left, those on the right, its bar."""

    left: str
    right: str
    bar: str


_STYLES = (
    _Style("┌├└", "┐┤┘", "│"),
    _Style("╭├╰", "╮┤╯", "│"),
    _Style("┏┣┗┠", "┓┫┛┨", "┃"),
    _Style("╔╠╚╟", "╗╣╝╢", "║"),
)
_CLOSING = {left: right for style in _STYLES for left, right in zip(style.left, style.right, strict=True)}
_BARS = {style.left[0]: style.bar for style in _STYLES}  # by the corner that a frame begins with
_CORNERS = frozenset("┌└╭╰┏┗╔╚")
_DRAWN = frozenset(map(chr, range(0x2500, 0x2580)))
_LINES = "─━═┬┴┼┳┻╋╦╩╬╤╧╪╥╨╫"

_SIGNS = frozenset(_LINES)

_BEGUN = lazy_pattern(f"([{''.join(_CLOSING)}])[{_LINES}▼▲]{{3,}}\\Z")  # two lines before a name are a branch of a tree
_TOP = lazy_pattern(f"([┌╭┏╔])[{_LINES}▼▲]{{3,}}[┐╮┓╗]")
_BOTTOM = lazy_pattern(f"[└╰┗╚][{_LINES}▼▲]{{3,}}[┘╯┛╝]")
_RULE = lazy_pattern(f"[{_LINES}]{{2,}}")
_MOST = 3  # characters that are left of a bar
_LONGEST = 1000  # characters of a line: what is longer is no drawing
_WORD = lazy_pattern(r"\w")

# Of what the frame says hardly anything else was lost, and there, it is no rare sign, as it is to the models.
_TOLD = Doubt(6.0, told=8.0)


class Frames:
    """The frames that are open on a line of a document, which is read line by line, as one channel has left it."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._bars: list[str] = []  # of each that is open, the outermost first

    @property
    def is_open(self) -> bool:
        """Tell whether the next line stands in a frame."""
        return bool(self._bars)

    def leave(self) -> None:
        """Forget what is open: a line has come that has nothing drawn."""
        self._bars.clear()

    def read(self, units: Sequence[Unit], line_end: str) -> list[Unit]:
        """Return the units of the next line with the signs that the frames around it tell, given the line end that it lost."""
        units = self._with_drawn(units)
        text = "".join(unit.after for unit in units)
        if len(text) > _LONGEST or not (self._bars or _RULE.search(text)):
            return units
        drawn = list(self._with_ends(list(self._with_beginnings(self._with_bars(self._with_rules(units), line_end)))))
        text = "".join(unit.after for unit in drawn)
        if top := _TOP.search(text):
            self._bars.append(_BARS[top[1]])
        elif self._bars and _BOTTOM.search(text):
            self._bars.pop()
        return drawn

    def _with_drawn(self, units: Sequence[Unit]) -> list[Unit]:
        """Return units of which many in a row that are one letter to the models are the sign of rules that looks like it."""
        drawn: list[Unit] = []
        for (before, after), run in groupby(units, key=lambda unit: (unit.before, unit.after)):
            same = list(run)
            if len(same) >= _LONG and after.isalpha():
                signs = [sign for sign in _LINES if corrupt(self._channel, 2 * sign) == 2 * before]
                same = [Unit(before, signs[0], True, _doubt([unit])) for unit in same] if len(signs) == 1 else same
            drawn += same
        return drawn

    def _with_rules(self, units: Sequence[Unit]) -> list[Unit]:
        """Return units that begin the line as a long rule behind a title looks with the sign of that: `── Title ────────`."""
        if not (rule := _long_rule(units)):
            return list(units)
        first = end = next((k for k, unit in enumerate(units) if not unit.before.isascii()), rule)
        while end < rule and units[end].before == units[rule].before:
            end += 1
        title = "".join(unit.after for unit in units[end:rule])
        if not title.startswith(" ") or title.isspace():
            return list(units)
        sign = [units[rule].after]
        told = (self._with_one_of(units[k], sign, units[k + 1]) if units[k].is_filled else units[k] for k in range(first, end))
        return [*units[:first], *told, *units[end:]]

    def _with_bars(self, units: list[Unit], line_end: str) -> list[Unit]:
        """Return units of which the first and the last, as many as frames are open, are their bars, if they can have been."""
        at = 0
        for number, bar in enumerate(self._bars):
            while at < len(units) and units[at].after.isspace():
                at += 1
            if _begins_rule(units[at : at + 2]):
                break
            if not (found := self._bar(units, at, bar, (" ", ""))):
                if number == 0:
                    self.leave()
                break
            units[at : at + found.units] = [found.unit]
            at += 1
        end = len(units)
        for number, bar in enumerate(self._bars):
            while end > at and units[end - 1].after.isspace():
                end -= 1
            ends = (line_end, "") if number == 0 else (" ", "")
            starts = range(max(at, end - _MOST), end)
            able = (self._bar(units, start, bar, ends) for start in starts)
            ending = (each for start, each in zip(starts, able, strict=True) if each and start + each.units == end)
            if not (found := next(ending, None)):
                break
            end -= found.units
            units[end : end + found.units] = [found.unit]
        return units

    def _bar(self, units: Sequence[Unit], at: int, bar: str, swallowed: Sequence[str]) -> _Found | None:
        """Return the units from some place on that a bar, and what it has swallowed, can have been, if any can."""
        if at < len(units) and units[at].after[:1] == bar:
            return _Found(1, units[at])
        for after in (bar + each for each in swallowed):
            length = len(corrupt(self._channel, after))
            shown, count = "", 0
            while at + count < len(units) and len(shown) < length:
                shown += units[at + count].before
                count += 1
            told = Unit(shown, after, True, _doubt(units[at : at + count]))
            behind = units[at + count] if at + count < len(units) else None
            if any(map(_is_open, units[at : at + count])) and self._is_damaged(told, behind):
                return _Found(count, told)
        return None

    def _is_damaged(self, unit: Unit, behind: Unit | None) -> bool:
        """Tell whether the channel gives what a unit is of what it was, before what stands behind it."""
        if behind and not behind.sound:  # of which nobody knows what it was
            return False
        before, after = (unit.before + behind.before, unit.after + behind.after) if behind else unit[:2]
        return corrupt(self._channel, after) == before

    def _with_beginnings(self, units: Sequence[Unit]) -> Iterator[Unit]:
        """Yield units in which each rule begins with a corner or a tee, if what was lost there can have been one only."""
        for unit, behind in zip(units, (*units[1:], None), strict=True):
            begin = unit.after.rstrip(_LINES)
            rule = unit.after[len(begin) :] + (behind.after if behind else "")
            if unit.is_filled and begin[-1:].isalpha() and _RULE.match(rule):
                texts = (begin[:-1] + sign + unit.after[len(begin) :] for sign in _CLOSING)
                yield self._with_one_of(unit, texts, behind)
            else:
                yield unit

    def _with_ends(self, units: Sequence[Unit]) -> Iterator[Unit]:
        """Yield units in which each rule ends in the corner, or the tee, that it began with."""
        text, at, line = "".join(unit.after for unit in units), 0, ""
        for unit, behind in zip(units, (*units[1:], None), strict=True):
            rest = text[at + len(unit.after) :]
            told = self._with_end(unit, behind, line, rest) if unit.is_filled else unit
            at += len(unit.after)
            line += told.after
            yield told

    def _with_end(self, unit: Unit, behind: Unit | None, line: str, rest: str) -> Unit:
        """Return a unit with what ends the rule that the line has come to, if no word and no more of the rule follows."""
        end = len(unit.after) - len(unit.after.lstrip(_LINES))
        if _WORD.search(unit.after[end + 1 :] + rest) or (end == len(unit.after) and rest[:1] in _LINES and rest):
            return unit
        for at in (end, end - 1):
            rule = _BEGUN.search(line + unit.after[:at]) if 0 <= at < len(unit.after) else None
            if rule and (self._bars or rule[1] in _CORNERS):  # lines branch off from a frame with a tee as well
                lost = _swallowed(unit.after[at + 1 :], line, rest)
                told = self._with_one_of(unit, [unit.after[:at] + _CLOSING[rule[1]] + lost], behind)
                if told is not unit:
                    return told
        return unit

    def _with_one_of(self, unit: Unit, texts: Iterable[str], behind: Unit | None) -> Unit:
        """Return a unit with the one of some texts that it can have been; as it is if several can, or none."""
        able = [told for text in texts if self._is_damaged(told := Unit(unit.before, text, True, _doubt([unit])), behind)]
        return able[0] if len(able) == 1 and able[0].after != unit.after else unit


_OF_SENTENCES = frozenset(".,:;!")


class _Found(NamedTuple):
    """How many units are one, and which."""

    units: int
    unit: Unit


def _swallowed(after: str, line: str, behind: str) -> str:
    """Return what a corner has swallowed on a line: a blank where more is drawn behind it, but not as the next line would be.

    What a syllable in its place would have had is no part of a frame.

    >>> _swallowed("\\n", "└──┘", "   └──┘"), _swallowed("'", "┌──┐", ");"), _swallowed(".", "┌──┐", "")
    (' ', "'", '')
    """
    more = behind.lstrip(" ")
    if after in _OF_SENTENCES and not more:
        return ""
    if len(after) != 1 or not more or more[0] not in _DRAWN:
        return after
    is_next = len(behind) - len(more) == len(line) - len(line.lstrip(" "))
    return after if after == "\n" and is_next else " "


def _long_rule(units: Sequence[Unit]) -> int:
    """Return which unit begins a long rule on a line; 0 if none does that is not the first."""
    at = 0
    for (_, sign), run in groupby(units, key=lambda unit: (unit.before, unit.after)):
        many = len(list(run))
        if many >= _LONG and sign in _SIGNS:
            return at
        at += many
    return 0


_LONG = 8  # signs of a rule


def _begins_rule(units: Sequence[Unit]) -> bool:
    """Tell whether units begin with a corner or a tee: with one that was filled in only if a line goes on from it."""
    drawn = "".join(unit.after for unit in units)
    return drawn[:1] in _CLOSING and not (units[0].is_filled and drawn[1:2] not in _SIGNS)


def _is_open(unit: Unit) -> bool:
    """Tell whether a unit has lost something, or is as it was, as tokens are that may stand for themselves."""
    return unit.is_filled or unit.before == unit.after


def _doubt(units: Sequence[Unit]) -> Doubt:
    """Return how sure it is what units are together that the frame tells, which stand where they stood."""
    filled = [unit.doubt for unit in units if unit.doubt is not KNOWN]
    return _TOLD._replace(around=filled[0].around) if filled else _TOLD
