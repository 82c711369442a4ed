"""Undo a channel of which a document leaves no doubt: no other one is asked where it explains all that is beyond ASCII.

What was lost is filled in line by line, and where that leaves any doubt, once more by models that have read what that made likely
of the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple
from unicodedata import category

from ..language.cache import BREAK
from ..patterns import lazy_pattern
from .channels import Channel
from .considered import WholeLines, spliced
from .evidence.hints import Stretch
from .inverse.alignment import Unit, align
from .inverse.filling import Shown, fill_lines, filled
from .inverse.hypotheses import Undone
from .inverse.reading import codes_of, is_lost, reading
from .lost_bytes.holes import KNOWN

__all__ = ["Explained", "document", "explained"]

_KNOWN = 6.0  # nats by which what was filled in must be likelier than anything else to be taken for known
_KNOWN_SIGN = 2.0  # if it is arrows or lines of a drawing: a document has few, and where it has one, it has the same all over
_SIGNS = frozenset({"So", "Sm"})
# Tokens right before a word and behind no other character: nobody writes `??word`, and a model that has read that of damage which
# is not undone yet takes it for what the document writes.
_TOKENS = lazy_pattern(r"(?<![!-~])[?\N{KATAKANA MIDDLE DOT}\N{REPLACEMENT CHARACTER}]{2,}(?=\w)")
_HALF = 0.5  # of the characters of a line that say that the channel is its own


class Explained(NamedTuple):
    """What a channel makes of a document: stretches undone, those that it explains, and those of which it leaves something."""

    undone: list[Undone]
    known: Mapping[int, Sequence[Unit]]
    left: list[Stretch]


def document(text: str, known: Mapping[int, Sequence[Unit]], whole: Iterable[WholeLines] = ()) -> str:
    """Return what is known of a text, given units by the place of the first, and lines that channels have left whole.

    What was filled in counts if little else is likely.

    >>> document("# 鍥炬爣", {2: [Unit("鍥炬爣", "图标", True)]}), document("a ?? b ??c", {}) == f"a ?? b {BREAK}c"
    ('# 图标', True)
    """
    starts = list(known)
    ends = [start + sum([len(unit.before) for unit in units]) for start, units in known.items()]
    afters = ["".join([unit.after if unit.sound and _is_known(unit) else BREAK for unit in units]) for units in known.values()]
    for lines in whole:
        starts += lines.starts
        ends += lines.ends
        afters += lines.restored
    return _TOKENS.sub(BREAK, spliced(text, starts, ends, afters))


def _is_known(unit: Unit) -> bool:
    """Tell whether nothing was lost of a unit, or hardly anything else fits."""
    return unit.doubt is KNOWN or unit.lead >= _needed(unit.after)


def _needed(text: str) -> float:
    """Return by how many nats what was filled in must be likelier than anything else to be taken for known."""
    return _KNOWN if any(character > "\x7f" and category(character) not in _SIGNS for character in text) else _KNOWN_SIGN


def explained(
    rest: str, stretches: Sequence[Stretch], channel: Channel, known: Callable[[Mapping[int, Sequence[Unit]]], str]
) -> Explained:
    """Return what a channel makes of stretches of the rest of a text, and of all lines in it that have lost something.

    ``known`` tells what is known of the whole text, given more units by the place of the first.
    """
    shown = {stretch: Shown.of(rest, stretch) for stretch in stretches}
    asked = [stretch for stretch in stretches if _may_explain_half(channel, shown[stretch].text)]
    alone = {stretch: align([channel], shown[stretch].text) for stretch in asked}
    likely = {stretch.start: filled(shown[stretch], channel) or units for stretch, units in alone.items()}
    told = {start: units for start, units in likely.items() if _explains(units) or _share(units) >= _HALF}
    lines = dict(fill_lines(rest, channel, cache(lambda: known(told))))
    undone = [Undone(line, channel.name, (), units) for line, units in lines.items()]
    left = []
    for stretch in stretches:
        units = alone.get(stretch, [])
        if _explains(units) or _explains(lines.get(stretch, [])):
            undone.append(Undone(stretch, channel.name, (), units))
        else:
            left.append(stretch)
            told.pop(stretch.start, None)
    return Explained(undone, told, left)


def _may_explain_half(channel: Channel, shown: str) -> bool:
    """Tell whether half of what is beyond ASCII may be something else, by counting in all of its bytes, without undoing it.

    A unit that changes has a character of UTF-8, and there is a unit wherever characters end on both sides; what is in doubt may
    be anything.
    """
    if channel.written != "utf8" or channel.reader.token in shown:
        return True
    known = codes_of(channel.reader.table, channel.written)
    possible = [known[character] or _NO_CODES for character in shown]
    if any(len(codes) > 1 for codes in possible):
        return True
    codes = [code for (code,) in possible]
    read = reading(channel.written)(b"".join(codes))
    units = sum(end in read.ends for end in accumulate(map(len, codes))) - sum(map(str.isascii, shown))
    return sum(character > "\x7f" and not is_lost(character) for character in read.text) >= _HALF * units


_NO_CODES = (b"\xff",)  # in place of what the reader cannot have given, which is no part of a character


def _share(units: Iterable[Unit]) -> float:
    """Return how much of what is beyond ASCII is known to be something else."""
    every = known = 0
    for unit in units:
        if not unit.before.isascii():
            every += 1
            known += unit.sound and unit.lead >= _KNOWN and unit.before != unit.after
    return known / every if every else 0.0


def _explains(units: Sequence[Unit]) -> bool:
    return bool(units) and all(unit.before.isascii() or (unit.sound and unit.before != unit.after) for unit in units)
