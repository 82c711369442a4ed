"""Find text that was read in the wrong encoding: which parts of it, by whom, and what it was.

Wherever something hints at damage (``hints``), each channel that may have been gone through is undone (``alignment``). In the
result, unit by unit, the text is either as it should be or inside a span of damage; the best path, in nats, says where the spans
are (``prices``). A span then has to beat "nothing happened", and every other channel, by a margin, to pass the gates (``gates``),
and to reproduce exactly what was observed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

import numpy as np

from ..model import Candidate, Edit, Evidence
from . import prices
from .alignment import Unit, align
from .channels import CHANNELS, Channel, channels_of, corrupt
from .gates import NEVER_CLEAN, NO_WORDS, Gate
from .hints import Stretch, readers, stretches
from .prices import Nats
from .shown import is_shown
from .soft import POSTS, align_softly, is_single_byte

__all__ = ["Considered", "considered", "doubtful", "examples", "find"]

SHOWN = "shown on purpose"

# Nats. Opening a channel that nothing else in the document speaks for costs what about one span in 20,000 would; once the
# document has proven the channel, a span need only be likelier than a coincidence.
_OPEN = 10.0
_OPEN_COMMON = 7.0  # for what happens more often than everything else
_OPEN_PROVEN = 5.0
_OPEN_CERTAIN = 2.0
_LAYER = 6.0  # for each channel beyond the first
_POSTS = {  # for a change after the channels, by how much it leaves to guess
    "nbsp-to-space": 3.0,
    "blanks-collapsed": 3.0,
    "quotes-straightened": 3.0,
    "c1-replaced": 3.0,
    "c1-dropped": 16.0,
}
_SEAM = 6.0  # clean text next to a span without ASCII between
_BESIDE = 3.0  # clean text in the same line that could be undone, too, but is not
_PROVEN = 30.0  # the gain of the strong spans together, beyond their opening, that proves a channel
_CERTAIN = 300.0  # and that leaves no doubt
_STRONG = 5.0  # what a span must gain beyond its opening to speak for the channel
_DOUBT = 12.0  # that a span may lack if another heuristic finds the same
_RIVAL = 3.0  # by which a span must be likelier than what another channel makes of it

_RIVALS = 3  # of a span that are looked at more closely

_BEFORE, _AFTER = 24, 5  # characters around a span that are scored with it: what decides its language, and its n-grams
_DEEPER = 3  # hypotheses of a layer of which another one is looked for below
_SOFTER = 2  # hypotheses after which the text may have been changed once more
_LESS = 4  # a layer that explains less than one character in so many is not gone into
_NEVER_BEFORE = ("utf-16-le", "gbk", "big5", "shift-jis", "euc-kr")  # readers of legacy text that was saved and read once more
_LAYERS = 4  # deeper damage has become too long for anyone to have kept it


class Considered(NamedTuple):
    """``text[start:end]`` may be what ``channel`` left of ``restored``.

    ``gain`` is its gain over "nothing happened" in nats, ``needed`` what it would have to gain; ``refused`` names the gate that
    it does not pass, if any.
    """

    start: int
    end: int
    restored: str
    channel: str
    gain: float
    needed: float
    refused: str = ""
    rivals: tuple[Candidate, ...] = ()
    post: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()

    @property
    def accepted(self) -> bool:
        """Tell whether it is restored."""
        return not self.refused and self.gain >= self.needed


class _Span(NamedTuple):
    """A span on the best path; ``units`` are those of the stretch that it covers, ``gain`` what they gain beyond its opening."""

    start: int
    units: tuple[Unit, ...]
    channel: str
    post: tuple[str, ...]
    gain: float

    @property
    def before(self) -> str:
        return "".join(unit.before for unit in self.units)

    @property
    def after(self) -> str:
        return "".join(unit.after for unit in self.units)

    @property
    def end(self) -> int:
        return self.start + sum(len(unit.before) for unit in self.units)


class _Undone(NamedTuple):
    """A stretch with one channel undone, and what each unit gains."""

    stretch: Stretch
    channel: str
    post: tuple[str, ...]
    units: list[Unit]
    gains: list[float]


def find(text: str) -> list[Edit]:
    """Return the edits that undo a reading in the wrong encoding wherever that explains the text better than "nothing happened".

    >>> [(edit.before, edit.after) for edit in find("# 鍥炬爣 (icon), l'Ã©tÃ©")]
    [('鍥炬爣', '图标'), ('Ã©', 'é'), ('Ã©', 'é')]
    >>> find("# 图标，系统通讯, l'été")
    []
    """
    edits: list[Edit] = []
    for span in considered(text):
        if span.accepted:
            edits += _edits(span)
    return edits


def _edits(span: Considered) -> Iterator[Edit]:
    """Yield an edit for each run of a span that the channel changes: the ASCII between stays as it is."""
    evidence = Evidence(span.channel, span.gain, span.rivals, post=span.post)
    for at, before, after in _runs(span.start, span.units):
        if before != after:
            yield Edit(at, before, after, evidence)


def doubtful(text: str) -> list[Edit]:
    """Return the edits that pass every gate and gain something, but not enough.

    >>> [edit.after for edit in doubtful("DOS AÃ‘OS")], find("DOS AÃ‘OS")
    (['Ñ'], [])
    """
    lacking = (span for span in considered(text) if not span.accepted and not span.refused and span.gain > span.needed - _DOUBT)
    return [edit for span in lacking for edit in _edits(span)]


def examples(text: str) -> list[tuple[int, int]]:
    """Return where a text shows damage on purpose.

    >>> examples("鍥炬爣 is what 图标 looks like"), examples("# 鍥炬爣")
    ([(0, 3)], [])
    """
    return [(span.start, span.end) for span in considered(text) if span.refused == SHOWN]


@lru_cache(maxsize=2)  # the same text is asked about more than once: what is damage in it, and what it shows on purpose
def considered(text: str) -> tuple[Considered, ...]:
    """Return the spans that were looked at more closely, in order and without overlap, accepted or not.

    >>> [(span.restored, span.channel, span.accepted) for span in considered("# 鍥炬爣 (icon)")]
    [('图标', 'utf8-as-gbk', True)]
    """
    text = _LONE_RETURN.sub("\n", text)  # a line end as any other
    undone = [found for stretch in stretches(text) for found in _undo(text, stretch)]
    if not undone:
        return ()
    priced = _priced(text, undone)
    first = _judged(text, _paths(priced, {}), {})
    proven = _proven(first)
    return tuple(_judged(text, _paths(priced, proven), proven) if proven else first)


_LINE_END = re.compile("[\r\n]")
_LONE_RETURN = re.compile("\r(?!\n)")


class Proof(NamedTuple):
    """That a document went through a channel: what it restored elsewhere, and what that gained."""

    restored: str
    gain: float

    @property
    def opening(self) -> float:
        """Return what it costs to open the channel once more."""
        return _OPEN_CERTAIN if self.gain >= _CERTAIN else _OPEN_PROVEN


_Proven = Mapping[str, Proof]


def _proven(spans: Iterable[Considered]) -> _Proven:
    """Return the channels that the document proves."""
    found: dict[str, Proof] = {}
    for span in spans:
        if span.accepted and span.gain >= _OPEN + _STRONG:
            restored, gain = found.get(span.channel, Proof("", 0.0))
            found[span.channel] = Proof(restored + span.restored, gain + span.gain - _OPEN)
    return {channel: proof for channel, proof in found.items() if proof.gain >= _PROVEN}


# --- Undoing


def _undo(text: str, stretch: Stretch) -> Iterator[_Undone]:
    """Yield a stretch with each channel undone that it may have gone through, once or several times."""
    shown = text[stretch.start : stretch.end]
    seen: set[tuple[str, str]] = set()  # what was written, and what it was: of two readers that give the same, the first
    beyond = sum(character > "\x7f" for character in shown)
    ahead: list[tuple[tuple[Channel, ...], str]] = [((), shown)]
    while ahead:
        found = []
        for layers, middle in ahead:
            for name in _channels(middle, first=not layers):
                channels = (CHANNELS[name], *layers)
                units = align(channels, shown)
                restored = "".join(unit.after for unit in units)
                found_before = (channels[0].written, restored) in seen
                if not found_before and any(unit.sound and unit.before != unit.after for unit in units):
                    seen.add((channels[0].written, restored))
                    yield _Undone(stretch, "+".join(channel.name for channel in channels), (), units, [])
                    found.append((channels, restored, _reach(units)))
        found.sort(key=lambda each: -each[2])
        for k, ((channel, *deeper_ones), _, reach) in enumerate(found):
            if not deeper_ones and reach * _LESS >= beyond and (k < _SOFTER or channel.name in _COMMON):
                yield from _undo_softly(stretch, channel, shown, reach)
        # What was damaged before was saved as text is saved today, and explains about as much as anything does.
        deeper = [each for each in found if each[0][0].written == "utf8" and each[2] * _LESS >= beyond]
        ahead = [(channels, restored) for channels, restored, _ in deeper[:_DEEPER] if len(channels) < _LAYERS]


def _undo_softly(stretch: Stretch, channel: Channel, shown: str, reach: int) -> Iterator[_Undone]:
    """Yield the same for what was changed after the channel, if that reaches further than the channel alone."""
    if channel.written != "utf8" or not is_single_byte(channel):
        return
    posts = [post for post in POSTS if channel.name in _COMMON or not post.startswith("c1-")]
    if channel.name == "utf8-as-cp1252" and not _OF_CP1252.search(shown):  # rather Latin-1, of which more is lost
        posts = [post for post in posts if not post.startswith("c1-")]
    for post in posts:
        units = align_softly(channel, post, shown)
        if _reach(units) > reach:
            yield _Undone(stretch, channel.name, (post,), units, [])


_OF_CP1252 = re.compile("[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def _reach(units: Iterable[Unit]) -> int:
    """Return how many characters are sound and changed."""
    return sum(len(unit.before) for unit in units if unit.sound and unit.before != unit.after)


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


# --- Prices and paths


def _priced(text: str, undone: Sequence[_Undone]) -> list[_Undone]:
    """Return the same with what each unit gains by being undone, each side in the language in which it is likeliest."""
    whole = {found.stretch: text[found.stretch.start : found.stretch.end] for found in undone}
    observed = dict(zip(whole, prices.of_observed(list(whole.values())), strict=True))
    restored = prices.of_restored(["".join(unit.after for unit in found.units) for found in undone])
    return [
        found._replace(gains=_gains(found, observed[found.stretch], nats)) for found, nats in zip(undone, restored, strict=True)
    ]


def _gains(found: _Undone, observed: Nats, restored: Nats) -> list[float]:
    """Return what each unit gains: those that stay as they are nothing, whatever they cost."""
    units = found.units
    changed = np.array([unit.before != unit.after for unit in units])
    before = np.add.reduceat(observed, _starts(len(unit.before) for unit in units), axis=1)
    after = np.add.reduceat(restored, _starts(len(unit.after) for unit in units), axis=1)
    sound = changed & np.array([unit.sound for unit in units])
    languages = _languages(found.channel)
    language = languages[int(after[languages][:, sound].sum(axis=1).argmax())]
    gains = after[language] - before[int(before[:, changed].sum(axis=1).argmax())]
    return np.where(changed, gains, 0.0).tolist()  # type: ignore[no-any-return]


def _languages(channel: str) -> list[int]:
    """Return the languages that text in the encoding a channel begins with is in."""
    return prices.languages_of(CHANNELS[channel.partition("+")[0]].written)


def _starts(lengths: Iterable[int]) -> list[int]:
    starts, at = [], 0
    for length in lengths:
        starts.append(at)
        at += length
    return starts


def _paths(undone: Iterable[_Undone], proven: _Proven) -> list[_Span]:
    return [span for found in undone for span in _path(found, _opening(found, proven))]


def _opening(found: _Undone | _Span, proven: _Proven) -> float:
    channel = found.channel
    opening = (
        0.0
        if channel in NEVER_CLEAN
        else proven[channel].opening
        if channel in proven
        else _OPEN_COMMON
        if channel in _COMMON
        else _OPEN
    )
    return opening + _LAYER * channel.count("+") + sum(_POSTS[post] for post in found.post)


_COMMON = ("utf8-as-cp1252", "utf8-as-latin-1")


def _path(found: _Undone, opening: float) -> Iterator[_Span]:
    """Yield the spans of the best path: the units between where it opens the channel and where it leaves it."""
    closed: list[tuple[int, int, int]] = []  # spans that some path has: where they begin and end, and the span before
    changes = [k for k, unit in enumerate(found.units) if unit.sound and unit.before != unit.after]
    clean, last = 0.0, -1  # the best path that is outside: its score, its last span
    inside, opened, before = float("-inf"), 0, -1  # the best one that is inside: where it opened, the span before
    for k, (unit, gain) in enumerate(zip(found.units, found.gains, strict=True)):
        if not unit.sound:
            inside = float("-inf")
            continue
        entered = clean - opening - _seam(found.units, k - 1, beside=k > changes[0])
        if entered > inside:
            inside, opened, before = entered, k, last
        inside += gain
        left = inside - _seam(found.units, k + 1, beside=k < changes[-1])
        if unit.before != unit.after and left > clean:
            closed.append((opened, k + 1, before))
            clean, last = left, len(closed) - 1
    starts = _starts(len(unit.before) for unit in found.units)
    while last >= 0:
        begin, end, last = closed[last]
        while found.units[begin].before == found.units[begin].after:
            begin += 1
        gain = sum(found.gains[begin:end]) - opening
        yield _Span(found.stretch.start + starts[begin], tuple(found.units[begin:end]), found.channel, found.post, gain)


def _seam(units: Sequence[Unit], k: int, *, beside: bool) -> float:
    """Return what it costs that the unit at ``k`` is clean and its neighbour is not."""
    if not 0 <= k < len(units):
        return 0.0
    return _BESIDE * beside if units[k].before.isascii() else _SEAM


# --- Judgement


def _judged(text: str, spans: Sequence[_Span], proven: _Proven) -> list[Considered]:
    """Return the spans that are the likeliest where they are, each with its gain, what it needs, and its rivals."""
    gate = Gate(
        text,
        [(span.start, span.end) for span in _apart(sorted(spans, key=_by_gain))],
        {k: proof.restored for k, proof in proven.items()},
    )
    refused = {span: gate.refuses(span) for span in spans}
    chosen: list[_Span] = []
    rivals: dict[_Span, list[_Span]] = {}
    for span in sorted(spans, key=lambda span: (bool(refused[span]), _by_gain(span))):
        over = next((other for other in chosen if _overlap(other, span)), None)
        if over is None:
            chosen.append(span)
        elif _is_rival(span, over, refused[span]) and len(rivals.setdefault(over, [])) < _RIVALS:
            rivals[over].append(span)
    gains = _rescored(text, [*chosen, *(rival for each in rivals.values() for rival in each)])
    judged = []
    for span in chosen:
        able = [span, *(rival for rival in rivals.get(span, []) if not refused[rival])]
        best = max(able, key=lambda each: gains[each] - _opening(each, proven))
        if any(_overlap(best, other) for other in chosen if other is not span):
            best = span
        others = [each for each in (span, *rivals.get(span, [])) if each is not best]
        judged.append(_judge(text, best, gains, others, proven, gate, refused[best]))
    return sorted(judged, key=lambda span: span.start)


def _is_rival(span: _Span, chosen: _Span, refused: str) -> bool:
    """Tell whether a span contradicts the one that was chosen in its place, or would if it were not refused."""
    return (not refused or _is_sibling(span, chosen, refused)) and _is_other(span.after, chosen.after)


def _is_sibling(span: _Span, chosen: _Span, refused: str) -> bool:
    """Tell whether a span that is no writing of its language is a rival still: the same reader, of another encoding."""
    return refused in NO_WORDS and span.channel.partition("-as-")[2] == chosen.channel.partition("-as-")[2]


def _by_gain(span: _Span) -> float:
    return -span.gain


def _overlap(first: _Span, second: _Span) -> bool:
    return first.start < second.end and second.start < first.end


def _apart(spans: Iterable[_Span]) -> list[_Span]:
    """Return the spans that do not overlap one before them."""
    apart: list[_Span] = []
    for span in spans:
        if not any(_overlap(other, span) for other in apart):
            apart.append(span)
    return apart


def _is_other(first: str, second: str) -> bool:
    """Tell whether two restorations contradict each other: one may be a part of the other."""
    return first not in second and second not in first


def _judge(
    text: str,
    span: _Span,
    gains: Mapping[_Span, float],
    rivals: Sequence[_Span],
    proven: _Proven,
    gate: Gate,
    refused: str,
) -> Considered:
    opening = _opening(span, proven)
    is_certain = span.channel in proven and proven[span.channel].gain >= _CERTAIN
    margin = 0.0 if is_certain else gate.margin(span)
    needed = max([opening + margin, *(opening + _RIVAL + gains[rival] - _opening(rival, proven) for rival in rivals)])
    if not refused and _is_shown(text, span, proven=span.channel in proven):
        refused = SHOWN
    if not refused and corrupt(channels_of(span.channel), span.after, span.post) != span.before:
        refused = "not reproduced"
    candidates = tuple(Candidate(rival.after, gains[rival]) for rival in rivals)
    net = gate.net(gains[span], span)
    return Considered(span.start, span.end, span.after, span.channel, net, needed, refused, candidates, span.post, span.units)


def _is_shown(text: str, span: _Span, *, proven: bool) -> bool:
    """Tell whether a span, or half of its runs, are shown on purpose."""
    runs = [(at, before, after) for at, before, after in _runs(span.start, span.units) if before != after]
    if len(runs) == 1:
        return is_shown(text, span.start, span.end, span.after, proven=proven)
    shown = sum(is_shown(text, at, at + len(before), after, proven=proven) for at, before, after in runs)
    return 2 * shown >= len(runs)


def _runs(start: int, units: Iterable[Unit]) -> Iterator[tuple[int, str, str]]:
    """Yield the runs of units that change and of those that do not: where each starts, what it is, what it was."""
    for _, run in groupby(units, lambda unit: unit.before != unit.after):
        before, after = map("".join, zip(*((unit.before, unit.after) for unit in run), strict=True))
        yield start, before, after
        start += len(before)


def _rescored(text: str, spans: Sequence[_Span]) -> dict[_Span, float]:
    """Return the gain of each span exactly, in its place: what stands behind it is likelier or not, too."""
    places = [
        (
            text[max(0, span.start - _BEFORE) : span.start].rpartition("\n")[2],
            _LINE_END.split(text[span.end : span.end + _AFTER])[0],
        )
        for span in spans
    ]
    observed = prices.of_observed([before + span.before + behind for span, (before, behind) in zip(spans, places, strict=True)])
    restored = prices.of_restored([before + span.after + behind for span, (before, behind) in zip(spans, places, strict=True)])
    return {
        span: prices.of_unknown_language(new[_languages(span.channel)][:, _changed(span, before, behind, "after")])
        - prices.of_unknown_language(old[:, _changed(span, before, behind, "before")])
        for span, (before, behind), old, new in zip(spans, places, observed, restored, strict=True)
    }


def _changed(span: _Span, before: str, behind: str, side: str) -> list[int]:
    """Return the places of the characters that the span changes, and of those behind it."""
    at = len(before)
    places: list[int] = []
    for unit in span.units:
        length = len(getattr(unit, side))
        if unit.before != unit.after:
            places += range(at, at + length)
        at += length
    return [*places, *range(at, at + len(behind))]
