"""Find text that was read in the wrong encoding: which parts of it, by whom, and what it was.
Wherever something hints at damage (``hints``), each channel that may have been gone through is undone (``hypotheses``). In the
result, unit by unit, the text is either as it should be or inside a span of damage; the best path, in nats, says where the spans
are (``paths``), and what speaks for each and against it, which of them are restored (``judging``).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from ..model import Edit, Evidence, Guess
from ..patterns import lazy_pattern
from .certain import document, explained
from .channels import CHANNELS, Channel, channels_of, corrupt
from .considered import Considered, Whole
from .evidence.hints import Stretch, stretches
from .inverse.alignment import Unit
from .inverse.changed import is_all_or_nothing
from .inverse.filling import fill_lines
from .inverse.hypotheses import Undone, undo
from .islands import with_islands
from .judging import SHOWN, decide, joined
from .left import NOTHING, Left, allowed, channels_left, is_settled, left_by
from .line_ends import before_returns, has_returns_throughout, with_line_ends, without_returns
from .lost import LOST, UNCERTAIN, Remains
from .openings import certain
from .parts import parts
from .paths import Priced, priced
from .risk import candidates, of_filling
from .screen import has_traces, is_clean
from .whole import blanked, can_be_whole, whole_lines

__all__ = ["Considered", "considered", "contested", "doubtful", "examples", "find", "left", "left_open", "restored"]

_DOUBT = 12.0  # that a span may lack if another heuristic finds the same
_FEW = 100  # stretches of a text; a novel has thousands that hint at damage, and a long search before it


def find(text: str, max_risk: float = 1.0, before: Left = NOTHING) -> list[Edit]:
    """Return the edits that undo a reading in the wrong encoding wherever that explains the text better than "nothing happened".

    What was lost is filled in as far as ``max_risk`` allows; what is not, keeps its damaged form, with all its bytes. What the
    step ``before`` has left is not looked at again.

    >>> [(edit.before, edit.after) for edit in find("# 鍥炬爣 (icon), l'Ã©tÃ©")]
    [('鍥炬爣', '图标'), ('Ã©', 'é'), ('Ã©', 'é')]
    >>> find("# 图标，系统通讯, l'été")
    []
    """
    return [edit for span in _chosen(text, max_risk, before) for edit in _edits(span)]


def restored(text: str, max_risk: float = 1.0, before: Left = NOTHING) -> str:
    """Return a text with the same undone.

    >>> restored("# 鍥炬爣 (icon), l'Ã©tÃ©")
    "# 图标 (icon), l'été"
    """
    parts: list[str] = []
    at = 0
    for span in _chosen(text, max_risk, before):
        parts += text[at : span.start], span.after
        at = span.end
    return "".join([*parts, text[at:]])


def left(text: str, max_risk: float) -> Left:
    """Return what ``restored`` leaves of a text that a search of the result need not look at again.

    >>> left("鍥炬爣锛岀姸鎬?\\n" * 20, max_risk=0.0).places[:2]
    ((4, 6), (11, 13))
    """
    found = left_by(_accepted(text, NOTHING), _chosen(text, max_risk, NOTHING))
    return found if is_settled(restored(text, max_risk), found, max_risk) else NOTHING


def _accepted(text: str, before: Left) -> list[Considered]:
    return [span for span in considered(text, before) if span.accepted]


@lru_cache(maxsize=2)  # of one text it is asked what comes back, and what is left
def _chosen(text: str, max_risk: float, before: Left) -> list[Considered]:
    """Return the spans that are restored, as far as what was lost of them may be filled in."""
    accepted = _accepted(text, before)
    if not any(span.is_filled for span in accepted):
        return accepted
    may = iter(allowed(text, accepted, max_risk))
    stays = channels_left(text, accepted, max_risk)
    return [_kept(span, may, stays) if span.is_filled else span for span in accepted]


def _kept(span: Considered, may_be: Iterator[bool], stays: Collection[str]) -> Considered:
    """Return a span that leaves what is filled in as it was where that is not allowed, or all of it if its channel ``stays``.

    Where no token shows that, all of it stays then: what is left would look like other text beside what is restored.
    """
    may = [not unit.is_filled or next(may_be) for unit in span.units]
    if is_all_or_nothing(span.channel, span.post):
        token = channels_of(span.channel)[-1].reader.token
        if not all(each or (token and token in unit.before) for unit, each in zip(span.units, may, strict=True)):
            may = [False] * len(may)
    if span.channel in stays:
        may = [False] * len(may)
    return span._replace(units=tuple(unit if each else unit.as_it_was() for unit, each in zip(span.units, may, strict=True)))


def left_open(text: str, max_risk: float) -> list[Remains]:
    """Return what ``find`` does not fill in since that would exceed ``max_risk``, each with what it may have been.

    >>> [(left.start, left.before, left.guesses[0].candidates[0][0]) for left in left_open("鐘舵€?", max_risk=0.0)]
    [(0, '鐘舵€?', '状态')]
    """
    found = []
    for span, made in zip(_accepted(text, NOTHING), _chosen(text, max_risk, NOTHING), strict=True):
        if made is span:
            continue
        message = f"{channels_of(span.channel)[-1].culprit}; {UNCERTAIN}"
        at = span.start
        for unit, then in zip(span.units, made.units, strict=True):
            if unit.is_filled and then != unit:
                found.append(Remains(LOST, at, unit.before, message, (Guess(unit.before, tuple(_possible(span, unit))),)))
            at += len(unit.before)
    return found


def _possible(span: Considered, unit: Unit) -> Iterator[tuple[str, float]]:
    """Yield the candidates of a unit that look like it when they are damaged: some have swallowed a line end, and others not."""
    for text, probability in candidates(unit):
        if text == unit.after or corrupt(channels_of(span.channel), text, span.post) == unit.before:
            yield text, probability


def _edits(span: Considered) -> Iterator[Edit]:
    """Yield an edit for each run of a span that the channel changes: the ASCII between stays as it is."""
    lossless = Evidence(span.channel, span.gain, span.rivals, post=span.post)
    at = span.start
    if isinstance(span, Whole):  # whose units are the runs, and what stands between them
        for before, after, *_ in span.units:
            if before != after:
                yield Edit(at, before, after, lossless)
            at += len(before)
        return
    run: list[Unit] = []
    for unit in (*span.units, _NOTHING):
        if unit.before != unit.after:
            run.append(unit)
            continue
        if run:
            filled = [of_filling(unit) for unit in run if unit.is_filled]
            risk = 1 - math.prod(1 - each for each in filled)
            before, after = joined(run)
            yield Edit(at, before, after, replace(lossless, filled=len(filled), risk=risk) if filled else lossless)
            at += len(before)
            run = []
        at += len(unit.before)


_NOTHING = Unit("", "", sound=True)


def doubtful(text: str) -> list[Edit]:
    """Return the edits that pass every gate and gain something, but not enough.

    >>> [edit.after for edit in doubtful("DOS AÃ‘OS")], find("DOS AÃ‘OS")
    (['Ñ'], [])
    """
    lacking = (
        span for span in considered(text, NOTHING) if not span.accepted and not span.refused and span.gain > span.needed - _DOUBT
    )
    return [edit for span in lacking for edit in _edits(span) if edit.evidence and not edit.evidence.filled]


def contested(text: str) -> list[tuple[int, int]]:
    """Return where a text is damaged and two channels explain it about as well: which of them it was, no heuristic knows.

    >>> contested("pĂĽ, Ă¤")
    [(1, 7)]
    """
    return [
        (span.start, span.end) for span in considered(text, NOTHING) if span.rivals and not span.accepted and not span.refused
    ]


def examples(text: str) -> list[tuple[int, int]]:
    """Return where a text shows damage on purpose.

    >>> examples("鍥炬爣 is what 图标 looks like"), examples("# 鍥炬爣")
    ([(0, 3)], [])
    """
    return [(span.start, span.end) for span in considered(text, NOTHING) if span.refused == SHOWN]


@lru_cache(maxsize=2)  # the same text is asked about more than once: what is damage in it, and what it shows on purpose
def considered(text: str, before: Left = NOTHING) -> tuple[Considered, ...]:
    """Return the spans that were looked at more closely, in order and without overlap, accepted or not.

    What was left ``before`` is none of them, but says what the text went through.

    >>> [(span.restored, span.channel, span.accepted) for span in considered("# 鍥炬爣 (icon)")]
    [('图标', 'utf8-as-gbk', True)]
    """
    if has_returns_throughout(text):
        places = without_returns(text, before.places)
        return tuple(before_returns(text, _considered(text.replace("\r\n", "\n"), places, before.spans)))
    return tuple(_considered(text, before.places, before.spans))


def _considered(text: str, places: Sequence[tuple[int, int]], before: Sequence[Considered]) -> list[Considered]:
    text = blanked(_LONE_RETURN.sub("\n", text), places)  # a line end as any other
    whole, channels = _whole(text)
    return with_line_ends(text, with_islands(text, _in_order([*whole, *_searched(text, whole, channels, before)])))


def _whole(text: str) -> tuple[list[Considered], list[Channel]]:
    """Return the lines that channels have left whole of which a part of the text is proof, and these channels."""
    for part in parts(text):
        if not is_clean(part):
            channels = [channel for channel in _certain(_searched(part, [], [])) if can_be_whole(channel)]
            if channels:
                found: list[Considered] = []
                for channel in channels:
                    found = _in_order([*found, *whole_lines(blanked(text, _places(found)), channel)])
                return found, channels
    return [], []


def _certain(spans: Iterable[Considered]) -> list[Channel]:
    """Return the channels that spans prove beyond doubt, the surest first; not several one upon the other."""
    return [CHANNELS[name] for name in certain(spans) if name in CHANNELS]


def _searched(text: str, whole: list[Considered], channels: list[Channel], before: Sequence[Considered] = ()) -> list[Considered]:
    """Return the spans that were looked at more closely in the rest of a text, in which some channels are beyond doubt.

    Spans of the text as it was ``before`` prove channels as well.
    """
    proof = [*whole, *before]
    rest = blanked(text, _places(whole))
    undone, waiting = _explained(text, rest, whole, channels)
    likely = _with_traces(rest, waiting, frozenset())
    hypotheses = priced(rest, [*undone, *_undone(rest, likely)])
    decided = decide(rest, hypotheses, proof) if hypotheses else []
    if channels or any(span.accepted for span in decided):  # what says little by itself says more beside that
        looked_at, gone_through = frozenset(likely), _gone_through([*proof, *decided])
        others = [stretch for stretch in _with_traces(rest, waiting, gone_through) if stretch not in looked_at]
        if more := priced(rest, [*_undone(rest, others)]):
            hypotheses += more
            decided = decide(rest, hypotheses, proof)
    read = {channel.name for channel in channels}
    filled = {span.channel for span in decided if span.is_filled and not span.post and span.channel in CHANNELS}
    lossy = {channel for channel in filled if not is_all_or_nothing(channel, ())} - read
    if not lossy or "\n" not in text.strip():
        return decided
    if (known := document(text, _known(text, [*whole, *decided]))) != text:
        lines = [
            Undone(line, channel, (), units)
            for channel in sorted(lossy)
            for line, units in fill_lines(rest, CHANNELS[channel], known)
        ]
        decided = decide(rest, [*_not_filled(hypotheses, lossy), *priced(rest, lines)], proof)
    return decided


def _explained(text: str, rest: str, whole: list[Considered], channels: list[Channel]) -> tuple[list[Undone], list[Stretch]]:
    """Return what channels beyond doubt explain of the stretches of a text, and those in which they leave something."""
    known, waiting = _known(text, whole), stretches(rest)
    undone: list[Undone] = []
    for channel in channels if waiting else ():
        found = explained(text, rest, known, waiting, channel)
        undone += found.undone
        known, waiting = {**known, **found.known}, found.left
    return undone, waiting


def _undone(text: str, waiting: Iterable[Stretch]) -> Iterator[Undone]:
    """Yield stretches with what they may have gone through, by any channel."""
    for stretch in waiting:
        yield from undo(text, stretch)


def _gone_through(spans: Iterable[Considered]) -> frozenset[str]:
    """Return the channels that some of a text is known to have gone through."""
    return frozenset(channel for joined in {span.channel for span in spans if span.accepted} for channel in joined.split("+"))


def _with_traces(text: str, hinted: list[Stretch], proven: frozenset[str]) -> list[Stretch]:
    """Return the stretches that have anything to undo: of many, of which most are rare words; few are all looked at."""
    if len(hinted) <= _FEW:
        return hinted
    return [stretch for stretch in hinted if _has_traces(text[stretch.start : stretch.end], proven)]


@lru_cache(maxsize=1 << 12)  # of a text of which some was restored, the rest is asked about again
def _has_traces(shown: str, proven: frozenset[str]) -> bool:
    return has_traces(shown, proven)


def _not_filled(hypotheses: Iterable[Priced], channels: Collection[str]) -> list[Priced]:
    """Return the hypotheses without those that fill in what some channels lost, which is filled in anew."""
    return [each for each in hypotheses if each.found.channel not in channels or each.found.post or not each.found.is_filled]


def _known(text: str, spans: Iterable[Considered]) -> dict[int, Sequence[Unit]]:
    """Return the units of what is restored, by the places of the first of each span; a line that was left whole is one."""
    return {
        span.start: (Unit(text[span.start : span.end], span.restored, True),) if isinstance(span, Whole) else span.units
        for span in spans
        if span.accepted
    }


def _places(spans: Iterable[Considered]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _in_order(spans: Iterable[Considered]) -> list[Considered]:
    return sorted(spans, key=lambda span: span.start)


_LONE_RETURN = lazy_pattern("\r(?!\n)")
