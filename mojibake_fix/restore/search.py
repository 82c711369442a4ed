"""Find text that was read in the wrong encoding: which parts of it, by whom, and what it was.
Wherever something hints at damage (``hints``), each channel that may have been gone through is undone (``hypotheses``). In the
result, unit by unit, the text is either as it should be or inside a span of damage; the best path, in nats, says where the spans
are (``paths``), and what speaks for each and against it, which of them are restored (``judging``).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import chain

from ..model import Edit, Evidence, Guess
from ..patterns import lazy_pattern
from .certain import document, explained
from .channels import CHANNELS, Channel, channels_of, corrupt
from .considered import Considered, Found, Whole, WholeLines, blanked, in_order, places, spliced
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
from .openings import certain, proofs
from .parts import parts
from .paths import Priced, priced
from .risk import candidates, of_filling
from .screen import has_traces, is_clean
from .whole import can_be_whole, whole_lines

__all__ = ["Considered", "considered", "contested", "doubtful", "examples", "find", "left", "left_open", "looked_at", "restored"]

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
    return [edit for span in _chosen(text, max_risk, before).every for edit in _edits(span)]


def restored(text: str, max_risk: float = 1.0, before: Left = NOTHING) -> str:
    """Return a text with the same undone.

    >>> restored("# 鍥炬爣 (icon), l'Ã©tÃ©")
    "# 图标 (icon), l'été"
    """
    chosen = _chosen(text, max_risk, before)
    starts, ends = places(chosen)
    afters = [*chain.from_iterable(lines.restored for lines in chosen.whole), *(span.after for span in chosen.others)]
    return spliced(text, starts, ends, afters)


def left(text: str, max_risk: float) -> Left:
    """Return what ``restored`` leaves of a text that a search of the result need not look at again.

    >>> left("鍥炬爣锛岀姸鎬?\\n" * 20, max_risk=0.0).places[:2]
    ((4, 6), (11, 13))
    """
    accepted, chosen = _accepted(text, NOTHING), _chosen(text, max_risk, NOTHING)
    if accepted.others == chosen.others:
        return NOTHING
    whole = [*chain.from_iterable(accepted.whole)]
    found = left_by(in_order([*whole, *accepted.others]), in_order([*whole, *chosen.others]))
    return found if is_settled(restored(text, max_risk), found, max_risk) else NOTHING


def _accepted(text: str, before: Left) -> Found:
    whole, others = _found(text, before)
    return Found(whole, [span for span in others if span.accepted])


@lru_cache(maxsize=2)  # of one text it is asked what comes back, and what is left
def _chosen(text: str, max_risk: float, before: Left) -> Found:
    """Return the spans that are restored, as far as what was lost of them may be filled in."""
    accepted = _accepted(text, before)
    if not any(span.is_filled for span in accepted.others):
        return accepted
    every = accepted.every
    may = iter(allowed(text, every, max_risk))
    stays = channels_left(text, every, max_risk)
    return Found(accepted.whole, [_kept(span, may, stays) if span.is_filled else span for span in accepted.others])


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
    accepted, chosen = _accepted(text, NOTHING), _chosen(text, max_risk, NOTHING)
    for span, made in zip(accepted.others, chosen.others, strict=True):
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
    others = _found(text, NOTHING).others
    lacking = (span for span in others if not span.accepted and not span.refused and span.gain > span.needed - _DOUBT)
    return [edit for span in lacking for edit in _edits(span) if edit.evidence and not edit.evidence.filled]


def contested(text: str) -> list[tuple[int, int]]:
    """Return where a text is damaged and two channels explain it about as well: which of them it was, no heuristic knows.

    >>> contested("pĂĽ, Ă¤")
    [(1, 7)]
    """
    others = _found(text, NOTHING).others
    return [(span.start, span.end) for span in others if span.rivals and not span.accepted and not span.refused]


def examples(text: str) -> list[tuple[int, int]]:
    """Return where a text shows damage on purpose.

    >>> examples("鍥炬爣 is what 图标 looks like"), examples("# 鍥炬爣")
    ([(0, 3)], [])
    """
    return [(span.start, span.end) for span in _found(text, NOTHING).others if span.refused == SHOWN]


def considered(text: str) -> list[Considered]:
    """Return the spans that were looked at more closely, in order and without overlap, accepted or not.

    >>> [(span.restored, span.channel, span.accepted) for span in considered("# 鍥炬爣 (icon)")]
    [('图标', 'utf8-as-gbk', True)]
    """
    return looked_at(text).every


def looked_at(text: str, before: Left = NOTHING) -> Found:
    """Return the same as it is found: what was left ``before`` is not part of it, but says what the text went through."""
    if has_returns_throughout(text):
        without = without_returns(text, before.places)
        return before_returns(text, _looked_at(text.replace("\r\n", "\n"), without, before.spans))
    return _looked_at(text, before.places, before.spans)


_found = lru_cache(maxsize=2)(looked_at)  # of one text it is asked more than once: what is damage in it, what it shows on purpose


def _looked_at(text: str, places_before: Sequence[tuple[int, int]], before: Sequence[Considered]) -> Found:
    starts, ends = [start for start, _ in places_before], [end for _, end in places_before]
    text = blanked(_LONE_RETURN.sub("\n", text), starts, ends)  # a lone return is a line end as any other
    whole, channels = _whole(text)
    searched = Found(whole, in_order(_searched(text, whole, channels, before)))
    found = with_islands(text, searched)
    if proof := _new_proof(searched, found):  # what lacked little by itself does not beside it
        searched = Found(whole, in_order(_searched(text, whole, channels, [*before, *proof])))
        found = with_islands(text, searched)
    if not any(span.is_filled for span in found.others):
        return found
    return Found(whole, [span for span in with_line_ends(text, found.every) if not isinstance(span, Whole)])


def _new_proof(searched: Found, found: Found) -> list[Considered]:
    """Return an island, which has the gain of all, of each channel that islands prove together, and nothing else has proven."""
    known = {span.start for span in searched.others if span.accepted}
    islands = {span.channel: span for span in found.others if span.accepted and span.start not in known}
    proven = proofs(islands.values()).keys()
    return [islands[channel] for channel in sorted(proven - proofs(searched.others, searched.whole).keys())] if proven else []


def _whole(text: str) -> tuple[list[WholeLines], list[Channel]]:
    """Return the lines that channels have left whole of which a part of the text is proof, and these channels."""
    for part in parts(text):
        if not is_clean(part):
            channels = [channel for channel in _certain(_searched(part, [], [])) if can_be_whole(channel)]
            if channels:
                found: list[WholeLines] = []
                for channel in channels:
                    found.append(whole_lines(_blanked(text, found), channel))
                return found, channels
    return [], []


def _blanked(text: str, whole: Sequence[WholeLines]) -> str:
    return blanked(text, *places(Found(whole, ())))


def _certain(spans: Iterable[Considered]) -> list[Channel]:
    """Return the channels that spans prove beyond doubt, the surest first; not several one upon the other."""
    return [CHANNELS[name] for name in certain(spans) if name in CHANNELS]


def _searched(
    text: str, whole: Sequence[WholeLines], channels: list[Channel], before: Sequence[Considered] = ()
) -> list[Considered]:
    """Return the spans that were looked at more closely in the rest of a text, in which some channels are beyond doubt.

    Spans of the text as it was ``before`` prove channels as well.
    """
    proof = Found(whole, before)
    rest = _blanked(text, whole)
    undone, waiting = _explained(text, rest, whole, channels)
    likely = _with_traces(rest, waiting, frozenset())
    hypotheses = priced(rest, [*undone, *_undone(rest, likely)])
    decided = decide(rest, hypotheses, proof) if hypotheses else []
    if channels or any(span.accepted for span in decided):  # what says little by itself says more beside that
        looked_at, gone_through = frozenset(likely), _gone_through(Found(whole, [*before, *decided]))
        others = [stretch for stretch in _with_traces(rest, waiting, gone_through) if stretch not in looked_at]
        if more := priced(rest, [*_undone(rest, others)]):
            hypotheses += more
            decided = decide(rest, hypotheses, proof)
    read = {channel.name for channel in channels}
    filled = {span.channel for span in decided if span.is_filled and not span.post and span.channel in CHANNELS}
    lossy = {channel for channel in filled if not is_all_or_nothing(channel, ())} - read
    if not lossy or "\n" not in text.strip():
        return decided
    if (known := document(text, {span.start: span.units for span in decided if span.accepted}, whole)) != text:
        lines = [
            Undone(line, channel, (), units)
            for channel in sorted(lossy)
            for line, units in fill_lines(rest, CHANNELS[channel], lambda: known)
        ]
        decided = decide(rest, [*_not_filled(hypotheses, lossy), *priced(rest, lines)], proof)
    return decided


def _explained(text: str, rest: str, whole: Sequence[WholeLines], channels: list[Channel]) -> tuple[list[Undone], list[Stretch]]:
    """Return what channels beyond doubt explain of the stretches of a text, and those in which they leave something."""
    known: dict[int, Sequence[Unit]] = {}
    waiting = stretches(rest)
    undone: list[Undone] = []
    for channel in channels if waiting else ():
        found = explained(rest, waiting, channel, partial(_with, text, whole, known))
        undone += found.undone
        known, waiting = {**known, **found.known}, found.left
    return undone, waiting


def _with(text: str, whole: Sequence[WholeLines], known: Mapping[int, Sequence[Unit]], more: Mapping[int, Sequence[Unit]]) -> str:
    """Return what is known of a text, with more units."""
    return document(text, {**known, **more}, whole)


def _undone(text: str, waiting: Iterable[Stretch]) -> Iterator[Undone]:
    """Yield stretches with what they may have gone through, by any channel."""
    for stretch in waiting:
        yield from undo(text, stretch)


def _gone_through(found: Found) -> frozenset[str]:
    """Return the channels that some of a text is known to have gone through."""
    every = {lines.channel for lines in found.whole} | {span.channel for span in found.others if span.accepted}
    return frozenset(channel for joined in every for channel in joined.split("+"))


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


_LONE_RETURN = lazy_pattern("\r(?!\n)")
