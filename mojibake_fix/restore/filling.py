"""Fill in what wide readers lost of a line, by the channels that its shape speaks for or that the document has proven."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..patterns import lazy_pattern
from .alignment import Unit, align
from .channels import CHANNELS, Channel, corrupt
from .hints import Stretch, readers

__all__ = ["fill", "fill_lines"]

_READERS = 2  # of a line, of which what they lost is looked for
_IMPLEMENTATIONS = ("whatwg", "java", "python")  # whose token is U+FFFD
_LIKE = {"gb18030": "gbk", "big5-hkscs": "big5"}  # readers that differ little from others, which more text went through
_AHEAD = 4  # characters behind a line that the models look at

_TOKENS = frozenset(channel.reader.token for channel in CHANNELS.values()) - {""}


def fill(text: str, stretch: Stretch) -> Iterator[tuple[Channel, list[Unit]]]:
    """Yield the channels that lost something of a stretch, which is filled in, each with the units of the stretch.

    >>> [(channel.name, [unit[:2] for unit in units]) for channel, units in fill("鐘舵€?", Stretch(0, 4))]
    [('utf8-as-gbk', [('鐘舵€?', '状态')])]
    """
    shown = text[stretch.start : stretch.end]
    if not any(token in shown for token in _TOKENS):
        return
    shaped = readers(shown)[0]
    read = [reader for reader in shaped if f"utf8-as-{reader}" in CHANNELS]  # not UTF-8 itself, which CESU-8 is read as
    wide = [reader for reader in read if CHANNELS[f"utf8-as-{reader}"].reader.is_wide and _LIKE.get(reader) not in shaped]
    for reader in wide[:_READERS]:
        for name in (f"utf8-as-{reader}", *(f"utf8-as-{reader}/{implementation}" for implementation in _IMPLEMENTATIONS)):
            channel = CHANNELS[name]
            units = _units(text, stretch, channel) if channel.reader.token in shown else []
            if any(unit.is_filled for unit in units):
                yield channel, units


def fill_lines(text: str, channel: Channel, document: str) -> Iterator[tuple[Stretch, list[Unit]]]:
    """Yield each line that a channel lost something of, with its units, given what is known of the ``document``.

    Where all is ASCII, a single token cannot stand for a character of three bytes, and is left alone.
    """
    for line in _LINES.finditer(text):
        shown = line[0]
        if channel.reader.token in shown and not (shown.isascii() and 2 * channel.reader.token not in shown):
            stretch = Stretch(*line.span())
            units = _units(text, stretch, channel, document)
            if any(unit.is_filled for unit in units):
                yield stretch, units


_LINES = lazy_pattern("[^\r\n]+")


def _units(text: str, stretch: Stretch, channel: Channel, document: str = "") -> list[Unit]:
    start, end = stretch
    units = align([channel], text[start:end], text[end : end + _AHEAD], document)
    units[-1:] = [_with_line_end(channel, unit, _swallowed(text, end)) for unit in units[-1:]]
    return units


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
    return text.count("\r\n") > len(_LINE_FEED.findall(text))


_LINE_FEED = lazy_pattern(f"(?<![\r{''.join(sorted(_TOKENS))}])\n")
