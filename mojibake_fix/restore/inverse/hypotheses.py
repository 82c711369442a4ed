"""What a stretch may have gone through: each channel undone, once or several times, and what was changed afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ...language.mixture import any_language
from ...patterns import lazy_pattern
from ..acceptance.writing import ORDINARY
from ..channels import CHANNELS, DROPPING, Channel, corrupt
from ..evidence.hints import Stretch, readers
from ..likelihood.pricing import PRICING
from .alignment import Unit, align, composed
from .changed import CHANGES, align_changed
from .filling import Shown, fill
from .reading import may_have_read
from .soft import POSTS, align_softly

__all__ = ["COMMON", "Undone", "undo"]

COMMON = ("utf8-as-cp1252", "utf8-as-latin-1")
"""The channels that more text goes through than through all others."""

_DEEPER = 3  # hypotheses of a layer of which another one is looked for below
_SOFTER = 2  # hypotheses after which the text may have been changed once more
_LESS = 4  # a layer that explains less than one character in so many is not gone into
_NEVER_BEFORE = ("utf-16-le", "gbk", "big5", "shift-jis", "euc-kr")  # readers of legacy text that was saved and read once more
_REMEMBERED = 1024  # stretches
_LAYERS = 4  # of several kinds: deeper damage has become too long for anyone to have kept it
_OF_ONE_KIND = 6  # layers of a common channel: what saves a file wrongly does so each time


class Undone(NamedTuple):
    """A stretch with channels and a change after them undone; ``channel`` joins their names, the first damage first."""

    stretch: Stretch
    channel: str
    post: tuple[str, ...]
    units: list[Unit]

    @property
    def is_filled(self) -> bool:
        """Tell whether something was lost of it and is filled in."""
        return any(unit.is_filled for unit in self.units)


_Hypothesis = tuple[str, tuple[str, ...], list[Unit]]  # a channel, what was changed after it, and the units


def undo(text: str, stretch: Stretch) -> Iterator[Undone]:
    """Yield a stretch with each channel undone that it may have gone through, once or several times.

    >>> [found.units[0].after for found in undo("鍥炬爣", Stretch(0, 3)) if found.channel == "utf8-as-gbk"]
    ['图标']
    """
    return (Undone(stretch, *hypothesis) for hypothesis in _hypotheses(Shown.of(text, stretch)))


@lru_cache(maxsize=_REMEMBERED)
def _hypotheses(shown: Shown) -> list[_Hypothesis]:
    """Return what a stretch may have gone through; what stays as it is in a text is asked about more than once."""
    return list(_every(shown))


def _every(shown: Shown) -> Iterator[_Hypothesis]:
    """Yield all that a stretch may have gone through."""
    text = shown.text
    seen: set[tuple[str, str]] = set()  # what was written, and what it was: of two readers that give the same, the first
    beyond = sum(character > "\x7f" for character in text)
    ahead: list[tuple[tuple[Channel, ...], str]] = [((), text)]
    while ahead:
        found = []
        for layers, middle in ahead:
            for name in _channels(middle, first=not layers):
                channels = (CHANNELS[name], *layers)
                if not layers and not may_have_read(CHANNELS[name], text):
                    continue
                units = align(channels, text)
                restored = "".join(unit.after for unit in units)
                found_before = (channels[0].written, restored) in seen
                if not found_before and any(unit.sound and unit.before != unit.after for unit in units):
                    seen.add((channels[0].written, restored))
                    yield "+".join(channel.name for channel in channels), (), units
                    found.append((channels, restored, _reach(units)))
        found.sort(key=lambda each: -each[2])
        if not ahead[0][0]:
            filled = list(fill(shown))
            yield from ((channel.name, (), units) for channel, units in filled)
            lossy = [channels[0] for channels, middle, _ in found[:_DEEPER] if _REPLACED in middle and _is_wide(channels[0])]
            for channel, units in (*filled, *((channel, align([channel], text)) for channel in lossy)):
                yield from _filled_below(channel, units, shown)
            wide = [(channels[0], reach) for channels, _, reach in found if _is_wide(channels[0])]
            is_explained = any(map(_is_whole, filled)) or any(reach >= beyond for _, reach in wide)
            for channel, reach in [] if is_explained else wide[:_SOFTER]:
                if beyond <= reach * _LESS and _is_strange(text):
                    yield from _undo_changed(channel, shown, reach)
        single = [(channels[0], reach) for channels, _, reach in found if len(channels) == 1 and _may_be_soft(channels[0])]
        for k, (channel, reach) in enumerate(single):
            if reach < beyond <= reach * _LESS:  # where nothing is left to explain, nothing else was changed
                yield from _undo_softly(channel, text, reach) if k < _SOFTER or channel.name in COMMON else ()
                yield from _undo_layers_softly(channel, text)
        if not single and not ahead[0][0] and _LEAD_IN_A_WORD.search(text):  # nothing of UTF-8 is left whole
            yield from _undo_softly(CHANNELS["utf8-as-latin-1"], text, reach=0)
        # What was damaged before was saved as text is saved today, and explains about as much as anything does.
        deeper = [each for each in found if each[0][0].written == "utf8" and each[2] * _LESS >= beyond]
        ahead = [(channels, restored) for channels, restored, _ in deeper[:_DEEPER] if _may_be_deeper(channels)]


def _may_be_deeper(channels: Sequence[Channel]) -> bool:
    """Tell whether below these layers there may be another one."""
    of_one_kind = channels[0].name in COMMON and len(set(channels)) == 1
    return len(channels) < (_OF_ONE_KIND if of_one_kind else _LAYERS)


def _filled_below(outer: Channel, units: list[Unit], shown: Shown) -> Iterator[_Hypothesis]:
    """Yield the same for what had lost something before it went through a channel, which made `锟斤拷` or the like of that."""
    middle = "".join(unit.after for unit in units)
    if _REPLACED in middle:
        for channel, below in fill(Shown(middle, shown.behind, "")):
            if channel.reader.token == _REPLACED:
                yield f"{channel.name}+{outer.name}", (), composed(units, below)


_REPLACED = "\N{REPLACEMENT CHARACTER}"

_LEAD_IN_A_WORD = lazy_pattern("(?<=[a-z])Ã(?![^\\W_A-Za-z])")


def _may_be_soft(channel: Channel) -> bool:
    """Tell whether what was changed after a channel can be told: bytes that stand for themselves, and have the form of UTF-8."""
    return channel.written == "utf8" and channel.reader.is_single_byte


def _is_whole(filled: tuple[Channel, list[Unit]]) -> bool:
    """Tell whether a channel explains all of a stretch, once what it lost is filled in."""
    return all(unit.sound for unit in filled[1])


def _is_strange(text: str) -> bool:
    """Tell whether characters that no text has often are many: three of five in what two bytes left, one of three elsewhere."""
    alone = any_language().alone
    beyond = [character for character in text if character > "\x7f"]
    return sum(alone(character) < ORDINARY for character in beyond) >= PRICING.share_of_strange * len(beyond)


def _is_wide(channel: Channel) -> bool:
    return channel.written == "utf8" and channel.reader.is_wide


def _undo_softly(channel: Channel, shown: str, reach: int) -> Iterator[_Hypothesis]:
    """Yield the same for what was changed after the channel, if that reaches further than the channel alone."""
    for post in POSTS:
        before = _read_before(post, channel, shown)
        units = align_softly([before], post, shown) if before else []
        if before and _reach(units) > reach:
            yield before.name, (post,), units


def _undo_layers_softly(channel: Channel, shown: str) -> Iterator[_Hypothesis]:
    """Yield the same for what went through one of the common channels again and again before it was changed.

    Where controls were dropped that was Windows-1252: Latin-1 leaves so many of each character that nobody can tell them.
    """
    depth = _depth(shown) if channel.name in COMMON else 1
    if depth == 1:
        return
    layers = [channel] * depth
    reach = _reach(align(layers, shown))
    for post in POSTS:
        if post.startswith("c1-") and channel.reader.table != "cp1252":
            continue
        units = align_softly(layers, post, shown)
        if _reach(units) > reach:
            yield "+".join(each.name for each in layers), (post,), units


def _depth(text: str) -> int:
    """Return how often a text went through one of the common channels, as far as what letters begin with shows."""
    shown = text.replace("\N{NO-BREAK SPACE}", " ")
    return next((depth for depth, begun in _begun() if any(each in shown for each in begun)), 1)


@cache
def _begun() -> list[tuple[int, list[str]]]:
    """Return what letters and signs of the West begin with behind several layers of the common channels, most layers first."""
    return [
        (depth, [corrupt([CHANNELS[name]] * (depth - 1), lead, ["nbsp-to-space"]) for name in COMMON for lead in _LEADS])
        for depth in range(_OF_ONE_KIND, 1, -1)
    ]


_LEADS = "ÂÃÅâ"


def _undo_changed(channel: Channel, shown: Shown, reach: int) -> Iterator[_Hypothesis]:
    """Yield the same for what was changed after a reader of two bytes, or what another one of its kind has dropped."""
    dropping = [(CHANNELS[f"{channel.name}/{implementation}"], "") for implementation in DROPPING]
    for before, post in [*((channel, post) for post in CHANGES), *dropping]:
        units = align_changed(before, post, shown)
        if sum(len(unit.before) for unit in units if unit.sound and unit.before != unit.after) > reach:
            yield before.name, (post,) if post else (), units


def _read_before(post: str, channel: Channel, shown: str) -> Channel | None:
    """Return the channel before a post-step, given one that explains what stands there.

    Controls get lost behind the common channels only. Where nothing is left that Windows-1252 has in place of one, it was
    Latin-1, of which more is lost.
    """
    if not post.startswith("c1-"):
        return channel
    if channel.name not in COMMON:
        return None
    return CHANNELS["utf8-as-cp1252" if _OF_CP1252.search(shown) else "utf8-as-latin-1"]


_OF_CP1252 = lazy_pattern("[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def _reach(units: Iterable[Unit]) -> int:
    """Return how many characters are sound, changed and known."""
    return sum(len(unit.before) for unit in units if unit.sound and unit.before != unit.after and not unit.is_filled)


def _channels(shown: str, *, first: bool) -> Iterator[str]:
    """Yield the names of channels that a text may have gone through last, likeliest first."""
    shaped, strange = readers(shown)
    for reader in sorted(shaped, key=_preference):
        yield from (name for name in (f"utf8-as-{reader}", f"cesu8-as-{reader}") if name in CHANNELS)
    for reader in strange if first else strange[:1]:
        if not first and reader in _NEVER_BEFORE:
            continue
        yield from (name for name in _read_by(reader) if CHANNELS[name].written not in ("utf8", "cesu8") or reader not in shaped)


# Of readers that give the same, the one that more text went through.
_PREFERRED = ("gbk", "cp1252", "euc-kr", "big5", "shift-jis", "latin-1")


def _preference(reader: str) -> int:
    return _PREFERRED.index(reader) if reader in _PREFERRED else len(_PREFERRED)


@cache
def _read_by(reader: str) -> tuple[str, ...]:
    return tuple(name for name in CHANNELS if name.endswith(f"-as-{reader}"))
