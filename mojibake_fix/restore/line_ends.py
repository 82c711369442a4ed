"""What a document says of its line ends: whether a reader has swallowed them, or the return before each.

A Windows reader takes one character of ASCII with a lead byte. Of a file whose lines end in LF alone that is the line end itself,
and two lines are one; of one with CRLF it is the return, and where every CRLF that was left became LF, nothing shows it. The
document tells these apart: in the one, lines go on behind tokens, and those that end in one have no empty line behind; in the
other, tokens stand at the ends of lines, before empty lines and others.

So it is where every line end is CRLF. The reader itself would have left LF alone behind each token that took a return: some
program wrote all line ends anew, PowerShell or git, and no return says that the token before it took something else.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from ..language.marks import MARKS, open_marks
from ..model import Edit
from ..patterns import lazy_pattern
from .channels import channels_of, corrupt
from .considered import Considered, Found
from .inverse.alignment import Unit

__all__ = ["before_returns", "has_returns_throughout", "with_line_ends", "with_returns", "without_returns"]

_LINE_END = "\n"
_LIKELY = 3.0  # nats by which a line end must be likelier than anything else to be counted
_HALF = 0.5  # of a line end, before any is counted
_FEWEST = 3  # line ends within lines, and for each of them so many tokens at the end of one, that rule out swallowed returns
_AT_MOST = 3.0

_CRLF = lazy_pattern("\r\n")
_LONE_FEED = lazy_pattern("(?<!\r)\n")

_CLOSING = {mark.opening: mark.closing for mark in MARKS if mark.closing.isascii()}


def has_returns_throughout(text: str) -> bool:
    """Tell whether a text has line ends, and each is CRLF.

    >>> has_returns_throughout("a\\r\\nb\\r\\n"), has_returns_throughout("a?\\nb\\r\\n"), has_returns_throughout("a")
    (True, False, False)
    """
    return "\r\n" in text and text.count("\r\n") == text.count("\n")


def before_returns(text: str, found: Found) -> Found:
    """Return what was found in a text without the returns of its line ends where it stands with these.

    >>> [(span.start, span.end) for span in before_returns("a\\r\\nb", Found((), [Considered(2, 3, "", "", 0.0, 0.0)])).others]
    [(3, 4)]
    """
    ends = [match.start() - count for count, match in enumerate(_CRLF.finditer(text))]

    def moved(place: int) -> int:
        return place + bisect_left(ends, place)

    whole = [lines.moved([*map(moved, lines.starts)], [*map(moved, lines.ends)]) for lines in found.whole]
    return Found(whole, [span._replace(start=moved(span.start), end=moved(span.end)) for span in found.others])


def without_returns(text: str, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where places of a text are in the same text without the returns of its line ends.

    >>> without_returns("a\\r\\nb", [(3, 4)])
    [(2, 3)]
    """
    ends = [match.start() for match in _CRLF.finditer(text)]
    return [(start - bisect_left(ends, start), end - bisect_left(ends, end)) for start, end in places]


def with_returns(given: str, made: str) -> Iterator[Edit]:
    """Yield an edit for each line end that came back without a return into a text that has them throughout.

    The program that wrote all line ends anew would have written this one so, had it not been swallowed before.

    >>> [edit.start for edit in with_returns("a?b\\r\\n", "a。\\nb\\r\\n")], list(with_returns("a\\n", "b\\n"))
    ([2], [])
    """
    if has_returns_throughout(given):
        yield from (Edit(match.start(), "\n", "\r\n") for match in _LONE_FEED.finditer(made))


def with_line_ends(text: str, spans: Sequence[Considered]) -> list[Considered]:
    """Return spans that were filled in, knowing how the lines of their document end.

    Where no return was swallowed, a token at the end of a line has swallowed something else: what closes the mark that is open
    there, or the line end before an empty line. Where returns were, it has swallowed no line end.
    """
    if not any(span.is_filled for span in spans):
        return list(spans)
    every = [unit for span in spans for unit in _placed(text, span)]
    joined = sum(map(_is_joined, (unit for unit, _ in every)))
    ends = sum(unit.is_filled and is_last and not _is_joined(unit) for unit, is_last in every)
    if not joined and not ends:
        return list(spans)
    gone = _are_empty_lines_gone(text, spans)
    is_sure = (joined >= _FEWEST and ends <= _AT_MOST * joined) or (joined > 0 and gone >= _CERTAIN)
    if gone <= -_CERTAIN and not any(_is_joined(unit) and not is_last for unit, is_last in every):
        spans, joined, is_sure = [_without_line_ends(text, span) for span in spans], 0, False
    return list(_told(text, spans, joined, ends, is_sure=is_sure))


def _placed(text: str, span: Considered) -> Iterator[tuple[Unit, bool]]:
    """Yield the units of a span that is restored, and whether each is the last of its line, with another line behind."""
    at = span.start
    for unit in span.units if span.accepted else ():
        at += len(unit.before)
        yield unit, text[at : at + 1] == _LINE_END and at + 1 < len(text)


def _are_empty_lines_gone(text: str, spans: Iterable[Considered]) -> float:
    """Return by how many nats it is likelier that tokens took the line ends before empty lines than that they took returns.

    Then lines that end in a token have no empty one behind, and with returns they have as many as other lines. In source code
    comments are seldom followed by empty lines, whatever they end in, and that says nothing.
    """
    others = [bool(line[1]) for line in _ENDS_BEYOND_ASCII.finditer(text)]
    share = (sum(others) + _HALF) / (len(others) + 2 * _HALF)
    kept = gone = 0
    for span in spans:
        at = span.start
        for unit in span.units if span.accepted else ():
            at += len(unit.before)
            if unit.is_filled and _ENDS_LINE.match(text, at):
                is_kept = text.startswith(2 * _LINE_END, at)
                kept, gone = kept + is_kept, gone + (not is_kept)
    return gone * math.log((1 - _TWO_EMPTY) / (1 - share)) + kept * math.log(_TWO_EMPTY / share)


_ENDS_BEYOND_ASCII = lazy_pattern("[^\x00-\x7f\N{KATAKANA MIDDLE DOT}\N{REPLACEMENT CHARACTER}]\n(\n?)(?=.)")
_ENDS_LINE = lazy_pattern("\n.", re.DOTALL)
_TWO_EMPTY = 0.02  # of the places with an empty line two are there
_CERTAIN = 8.0  # nats


def _is_joined(unit: Unit) -> bool:
    """Tell whether a unit is where two lines were one."""
    return unit.is_filled and unit.lead >= _LIKELY and unit.after.endswith(_LINE_END)


def _told(text: str, spans: Iterable[Considered], joined: int, ends: int, *, is_sure: bool) -> Iterator[Considered]:
    """Yield the spans, given how many line ends were swallowed within lines, and how many tokens stand at the ends of lines."""
    at, line = 0, _Line()
    for span in spans:
        line.add(text[at : span.start])
        at, units = span.end, []
        for unit, is_last in _placed(text, span):
            told = unit
            if unit.is_filled:
                if is_last and not unit.after.endswith(_LINE_END):
                    told = _with_what_ends(span, unit, line.text, is_sure=is_sure)
                odds = math.log((joined - _is_joined(unit) + _HALF) / (ends - (is_last and told is unit) + _HALF))
                around = told.doubt.around._replace(line_ends=odds)
                told = told._replace(doubt=told.doubt._replace(around=around))
            units.append(told)
            line.add(told.after)
        yield _with_units(span, units)


class _Line:
    """The last line of a text that grows; it is put together where a line ends only, since a text may be one line."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def add(self, text: str) -> None:
        """Add some text behind."""
        _, line_end, last = text.rpartition(_LINE_END)
        if line_end:
            self._parts.clear()
        self._parts.append(last)

    @property
    def text(self) -> str:
        """Return the line as far as it goes."""
        return "".join(self._parts)


def _with_what_ends(span: Considered, unit: Unit, line: str, *, is_sure: bool) -> Unit:
    """Return the last unit of a line with what it has swallowed there, if anything."""
    for mark in open_marks(line + unit.after)[-1:]:
        is_string = _begins_string(line, mark)
        is_first = line.lstrip().startswith(mark) and mark == '"'  # prose may have more of the quotation on the next line
        if mark in _CLOSING and (is_string or is_first or is_sure) and (closed := _with(span, unit, _CLOSING[mark])):
            around = unit.doubt.around
            around = around._replace(closes=is_string, unbalanced=max(0, around.unbalanced - 1))
            return closed._replace(doubt=unit.doubt._replace(around=around))
    return (_with(span, unit, _LINE_END) if is_sure else None) or unit


def _without_line_ends(text: str, span: Considered) -> Considered:
    """Return a span whose units swallow no line end before another one."""
    units = [
        unit._replace(after=unit.after[: -len(_LINE_END)]) if is_last and _has_line_end(span, unit) else unit
        for unit, is_last in _placed(text, span)
    ]
    return _with_units(span, units)


def _with_units(span: Considered, units: Sequence[Unit]) -> Considered:
    """Return a span with other units, if there are any."""
    return span._replace(units=tuple(units), restored="".join(unit.after for unit in units)) if units else span


def _has_line_end(span: Considered, unit: Unit) -> bool:
    """Tell whether a unit has swallowed a line end that its reader need not have been shown."""
    is_filled = unit.is_filled and unit.after.endswith(_LINE_END)
    return is_filled and corrupt(channels_of(span.channel), unit.after[: -len(_LINE_END)], span.post) == unit.before


def _with(span: Considered, unit: Unit, swallowed: str) -> Unit | None:
    """Return a unit with what it may have swallowed, or None if its reader would have shown that."""
    after = unit.after + swallowed
    return unit._replace(after=after) if corrupt(channels_of(span.channel), after, span.post) == unit.before else None


_BEFORE_STRING = lazy_pattern(r"(?:[=:(\[{,+]|msg(?:id|str)|return)\s*\Z")


def _begins_string(line: str, mark: str) -> bool:
    """Tell whether a quotation mark that is open at the end of a line begins a string, as in source code and data."""
    return mark in "\"'" and bool(_BEFORE_STRING.search(line[: line.rindex(mark)]))
