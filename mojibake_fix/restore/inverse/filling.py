"""Fill in what wide readers lost of a line, by the channels that its shape speaks for or that the document has proven."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ...patterns import lazy_pattern
from ..channels import CHANNELS, PAGES, Channel, corrupt
from ..evidence.hints import Stretch, readers
from .alignment import Unit, align
from .frames import Frames
from .reading import is_lost

__all__ = ["Shown", "fill", "fill_lines", "filled"]

_REMEMBERED = 1 << 12  # stretches: in turn each is asked about again, so fewer than a long text has would be none
_READERS = 2  # of a line, of which what they lost is looked for
_IMPLEMENTATIONS = ("whatwg", "java", "python")  # whose token is U+FFFD
_LIKE = {"gb18030": "gbk", "big5-hkscs": "big5"}  # readers that differ little from others, which more text went through
_AHEAD = 4  # characters behind a line that the models look at

_TOKENS = frozenset(channel.reader.token for channel in CHANNELS.values()) - {""}


class Shown(NamedTuple):
    """A stretch as it stands there, the characters behind it, and the line end that a token at its end has swallowed, if any."""

    text: str
    behind: str
    line_end: str

    @classmethod
    def of(cls, text: str, stretch: Stretch) -> Shown:
        """Return a stretch of a text.

        >>> Shown.of("鐘舵€?\\nb\\n", Stretch(0, 4))
        Shown(text='鐘舵€?', behind='\\nb\\n', line_end='')
        """
        start, end = stretch
        return cls(text[start:end], text[end : end + _AHEAD], _swallowed(text, end))


def fill(shown: Shown) -> Iterator[tuple[Channel, list[Unit]]]:
    """Yield the channels that lost something of a stretch, which is filled in, each with the units of the stretch.

    >>> [(channel.name, [unit[:2] for unit in units]) for channel, units in fill(Shown("鐘舵€?", "", ""))]
    [('utf8-as-gbk', [('鐘舵€?', '状态')])]
    """
    if not any(token in shown.text for token in _TOKENS):
        return
    shaped = readers(shown.text)[0]
    read = [reader for reader in shaped if f"utf8-as-{reader}" in CHANNELS]  # not UTF-8 itself, which CESU-8 is read as
    wide = [reader for reader in read if CHANNELS[f"utf8-as-{reader}"].reader.is_wide and _LIKE.get(reader) not in shaped]
    for reader in wide[:_READERS]:
        for name in _channels(reader):
            if units := filled(shown, CHANNELS[name]):
                yield CHANNELS[name], units


@cache
def _channels(reader: str) -> tuple[str, ...]:
    """Return the channels of UTF-8 that a family of readers has: Windows' own, and the implementations.

    >>> _channels("euc-kr")[-2:], _channels("gbk")[-1:]
    (('utf8-as-cp949/java', 'utf8-as-cp949/python'), ('utf8-as-gbk/python',))
    """
    tables = [reader, *(page for page, family in PAGES.items() if family == reader)]
    names = (f"utf8-as-{table}/{implementation}" for table in tables for implementation in _IMPLEMENTATIONS)
    return (f"utf8-as-{reader}", *(name for name in names if name in CHANNELS))


def fill_lines(text: str, channel: Channel, document: Callable[[], str]) -> Iterator[tuple[Stretch, list[Unit]]]:
    """Yield each line that a channel lost something of, with its units, given what is known of the ``document``.

    Where the models are sure without it, the document is not asked: it can say only once more what it has said. Nor where no
    token can be anything but what it is, as most question marks of text that lost nothing.

    Where all is ASCII, a single token cannot stand for a character of three bytes, and is left alone.
    """
    frames, token, at = Frames(channel), channel.reader.token, 0
    for line in _lines_with(token, text):
        if text[at : line.start()].strip():
            frames.leave()
        at = line.end()
        if line[0].isascii() and 2 * token not in line[0]:
            frames.leave()
            continue
        stretch = Stretch(*line.span())
        shown = Shown.of(text, stretch)
        units = _filled_if_sure(shown, channel)
        if units is None:
            units = filled(shown, channel, document())
        if not units and frames.is_open:
            units = align([channel], line[0])
        drawn = frames.read(units, shown.line_end)
        if any(unit.is_filled for unit in drawn):
            yield stretch, drawn


def _lines_with(token: str, text: str) -> Iterator[re.Match[str]]:
    """Yield the lines that a token stands in: of most texts a few."""
    at, place = 0, text.find(token)
    while place >= 0 and (line := _LINES.match(text, max(text.rfind("\n", at, place), text.rfind("\r", at, place)) + 1)):
        yield line
        at = line.end()
        place = text.find(token, at)


def _filled_if_sure(shown: Shown, channel: Channel) -> list[Unit] | None:
    """Return the same without a document; None if there is anything that a document could tell.

    >>> shown = [Shown(text, "\\n", "") for text in ("褰撳墠鐘舵€?", "吗?", "鍒?")]
    >>> [len(units) if (units := _filled_if_sure(each, CHANNELS["utf8-as-gbk"])) is not None else None for each in shown]
    [2, 0, None]
    """
    units = _aligned_alone(shown, channel)
    if not any(unit.is_filled for unit in units):
        return None if any(map(_may_be_filled, units)) else []
    return units if all(unit.sound and (unit.lead == math.inf or _is_sure(unit)) for unit in units) else None


def _may_be_filled(unit: Unit) -> bool:
    """Tell whether something else fits in place of a token, and no byte beside it is left over whatever that is."""
    return bool(unit.doubt.others) and not any(map(is_lost, unit.after))


def _is_sure(unit: Unit) -> bool:
    """Tell whether little else was there, and no ASCII was swallowed: of that, the document has a habit to tell."""
    return unit.lead >= _CERTAIN and all(character > "\x7f" for character in unit.after)


_CERTAIN = 8.0  # nats by which it is likelier than anything else: a lead beyond that says little more to the risk (risk.py)


def filled(shown: Shown, channel: Channel, document: str = "") -> list[Unit]:
    """Return the units of a stretch with what the channel lost of it; none if it lost nothing."""
    if channel.reader.token not in shown.text:
        return []
    units = _aligned_given(document, shown, channel) if document else _aligned_alone(shown, channel)
    return units if any(unit.is_filled for unit in units) else []


@lru_cache(maxsize=_REMEMBERED)  # of a line of which some was restored, the rest is asked about again
def _aligned_alone(shown: Shown, channel: Channel) -> list[Unit]:
    return _aligned(shown, channel, "")


@lru_cache(maxsize=_REMEMBERED)  # lines come again, and of a document often no more is known when some of it was restored
def _aligned_given(document: str, shown: Shown, channel: Channel) -> list[Unit]:
    return _aligned(shown, channel, document)


def _aligned(shown: Shown, channel: Channel, document: str) -> list[Unit]:
    units = align([channel], shown.text, shown.behind, document)
    units[-1:] = [_with_line_end(channel, unit, shown.line_end) for unit in units[-1:]]
    return units


_LINES = lazy_pattern("[^\r\n]+")


def _with_line_end(channel: Channel, unit: Unit, line_end: str) -> Unit:
    """Return the last unit of a line with the line end that it has swallowed, if it has."""
    whole = unit.after + line_end
    return unit._replace(after=whole) if unit.is_filled and corrupt(channel, whole) == unit.before else unit


def _swallowed(text: str, end: int) -> str:
    """Return what a token at the end of a line has swallowed: a return, or what a file ends with."""
    if text.startswith("\n", end):
        return "\r" if _ends_in_returns(text) else ""
    return "\n" if end == len(text) and "\n" in text else ""


@lru_cache(maxsize=2)
def _ends_in_returns(text: str) -> bool:
    """Tell whether the lines of a text end in CR LF, as far as no token stands before LF."""
    returns = text.count("\r\n")  # of most texts none: then nothing else is counted
    return bool(returns) and returns > len(_LINE_FEED.findall(text))


_LINE_FEED = lazy_pattern(f"(?<![\r{''.join(sorted(_TOKENS))}])\n")
