"""Fill in what was lost, and compare it with what was there."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate, count
from typing import NamedTuple

from mojibake_fix.encodings import codec
from mojibake_fix.encodings.policy import taken
from mojibake_fix.encodings.tables import table
from mojibake_fix.restore.channels import CHANNELS, Channel, corrupt
from mojibake_fix.restore.inverse.alignment import Unit
from mojibake_fix.restore.lost_bytes.holes import Doubt
from mojibake_fix.restore.search import considered

from .passages import Source

__all__ = ["MAIN", "OTHERS", "Hole", "holes", "passages"]

# Who reads what: mostly those who write in the language, and now and then another implementation, or another country.
MAIN = {"zh-hans": "utf8-as-gbk", "zh-hant": "utf8-as-big5", "ja": "utf8-as-shift-jis", "ko": "utf8-as-euc-kr"}
_FAMILIES = {"zh-hans": ("gbk", "gb18030"), "zh-hant": ("big5", "big5-hkscs"), "ja": ("shift-jis", "euc-jp"), "ko": ("euc-kr",)}
OTHERS = {
    language: (
        *(f"utf8-as-{families[0]}/{each}" for each in ("whatwg", "java", "python")),
        *(f"utf8-as-{family}" for family in families[1:]),
        *(("utf8-as-gbk",) if language != "zh-hans" else ("utf8-as-euc-kr", "utf8-as-shift-jis")),
    )
    for language, families in _FAMILIES.items()
}
_MAIN = 0.7  # of the passages go through the main channel
_DOCUMENTS = 0.35  # of them are read as a whole, the rest line by line
_CRLF = 0.3  # of the documents have line ends of two characters
_TAKEN_APART = 0.5  # of the documents are read line by line when they are damaged: then some lines are two


_LINE_END, _LINE_ENDS = "\n", "\r\n"


class Hole(NamedTuple):
    """A unit that was filled in: where it comes from, what it is, what it was filled in with, and what was there."""

    source: str
    register: str
    language: str
    channel: str
    text: str  # the name of the line: all holes with it are borne together
    before: str
    after: str
    truth: str
    doubt: Doubt

    @property
    def is_right(self) -> bool:
        """Tell whether it was filled in with what was there."""
        return self.after == self.truth

    @property
    def unit(self) -> Unit:
        """Return it as the search knows it."""
        return Unit(self.before, self.after, True, self.doubt)


def lengths(channel: Channel, data: bytes) -> Iterator[int]:
    """Yield how many bytes each character that the reader shows was read from.

    >>> channel = CHANNELS["utf8-as-gbk"]
    >>> channel.reader.read("态 -".encode()), list(lengths(channel, "态 -".encode()))
    ('鎬?-', [2, 2, 1])
    """
    reader = channel.reader
    page, known, at = codec(reader.table), table(reader.table), 0
    while at < len(data):
        character, length = page.at(data, at)
        shown = reader.token if character is None else character
        length = length or taken(reader.policy, known, data, at)
        yield length
        yield from [0] * (len(shown) - 1)
        at += length


def holes(source: Source, channel: Channel, text: str, name: str) -> Iterator[Hole]:
    """Yield what the search would fill in, were the text of a source damaged by a channel."""
    garbled = corrupt(channel, text)
    if channel.reader.token not in garbled:
        return
    data = text.encode()
    bounds = [0, *accumulate(lengths(channel, data))]
    for span in considered(garbled):
        at = span.start
        for unit in span.units if span.accepted else ():
            end = at + len(unit.before)
            if unit.is_filled:
                truth = data[bounds[at] : bounds[end]].decode(errors="backslashreplace")
                if not garbled[end:].strip(_LINE_ENDS) and not unit.after.endswith(_LINE_END):
                    truth = truth.rstrip(_LINE_ENDS)  # nobody can know what a text ends with
                line = f"{name}, line {garbled.count(_LINE_END, 0, at)}"
                where = (source.name, source.register, source.language, channel.name, line)
                yield Hole(*where, unit.before, unit.after, truth, unit.doubt._replace(others=()))
            at = end


def apart(channel: Channel, text: str) -> Iterator[str]:
    """Yield what was each line of a text once it is damaged: two lines, where a line end was swallowed.

    >>> list(apart(CHANNELS["utf8-as-gbk"], "状态\\n正常\\n好了\\n"))
    ['状态\\n正常', '好了']
    """
    garbled, data = corrupt(channel, text), text.encode()
    bounds = [0, *accumulate(lengths(channel, data))]
    at = 0
    for line in garbled.split(_LINE_END):
        end = at + len(line)
        was = data[bounds[at] : bounds[end]].decode().removesuffix("\r")
        if was and corrupt(channel, was) == line.removesuffix("\r"):
            yield was
        at = end + 1


def damaged(source: Source, dice: random.Random, name: str) -> Iterator[Hole]:
    """Yield the holes of some lines in a row of a source, read as a whole or one by one, as the dice have it."""
    lines = source.passage(dice)
    is_main = dice.random() < _MAIN
    channel = CHANNELS[MAIN[source.language] if is_main else dice.choice(OTHERS[source.language])]
    if dice.random() < _DOCUMENTS:
        end = "\r\n" if dice.random() < _CRLF else "\n"
        text = "".join(line + end for line in lines)
        if dice.random() < _TAKEN_APART:
            for number, line in enumerate(apart(channel, text)):
                yield from holes(source, channel, line, f"{name}, alone behind {number}")
        else:
            yield from holes(source, channel, text, f"{name}, {end!r}")
    else:
        for number, line in enumerate(lines):
            yield from holes(source, channel, line, f"{name}, alone {number}")


def passages(sources: Sequence[Source], seed: int, first: int = 0) -> Iterator[list[Hole]]:
    """Yield the holes of one passage of each source in turn, without an end, from the passage with some number on."""
    for number in count(first):
        turn, which = divmod(number, len(sources))
        name = f"{sources[which].name} {sources[which].language} {turn}"
        yield list(damaged(sources[which], random.Random(f"{seed} {name}"), name))
