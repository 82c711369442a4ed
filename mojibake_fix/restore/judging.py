"""Decide which of the spans that may be damage are, each by its gain, its rivals, its gates and what the document proves.

A span has to beat "nothing happened", and every other channel, by a margin, to pass the gates (``gates``), and to reproduce
exactly what was observed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ..model import Candidate
from ..patterns import lazy_pattern
from .acceptance.data import Unexplained
from .acceptance.gates import NO_WORDS, Gate
from .acceptance.writing import FEW
from .borders import borders, cut
from .channels import channels_of, corrupt
from .considered import Considered, Found
from .disagreement import are_of_one_reader, doubted
from .inverse.alignment import Unit
from .likelihood import prices
from .likelihood.prices import Nats
from .openings import Proven, costs, opening, proofs
from .paths import Apart, Priced, Span, languages
from .shown import is_shown, is_spoken_of

__all__ = ["SHOWN", "decide", "joined", "runs"]

SHOWN = "shown on purpose"
DATA = "data"  # numbers that are written as characters
NOTHING_KEPT = "nothing kept"  # U+FFFD stands for lost bytes of every kind: what has lost none must speak for the channel

_MOSTLY = 8  # characters beyond ASCII that lost nothing themselves, of which chance does not make the bytes of a text
_OF_TOKENS = 2  # tokens for each, at most
_WHOLE = 3.0  # that one channel left all of a line but for a character or two is less likely than that it left these, too
_RIVAL = 3.0  # by which a span must be likelier than what another channel makes of it
_RIVALS = 3  # of a span that are looked at more closely
_LONG = 4  # characters that are known of a span, and do not stand near it by chance

_ASCII_WORD = lazy_pattern("[0-9A-Za-z]")
_LINE_END = lazy_pattern("[\r\n]")
# What says nothing of a span, and rules may take away.
_INVISIBLE = lazy_pattern("[\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_BEFORE, _AFTER = 24, 5  # characters around a span that are scored with it: what decides its language, and its n-grams


def decide(text: str, priced: Sequence[Priced], known: Found) -> list[Considered]:
    """Return what is likeliest where, given hypotheses, and what is known already."""
    rescored = _Rescored(text)

    def judged(proven: Proven) -> list[Considered]:
        return _judged(text, [span for each in priced for span in each.spans(opening(each.found, proven))], proven, rescored)

    given = proofs(known.others, known.whole)
    first = judged(given)
    proven = proofs([*known.others, *first], known.whole)
    return judged(proven) if proven and not (given and costs(proven) == costs(given)) else first


def _judged(text: str, spans: Sequence[Span], proven: Proven, rescored: _Rescored) -> list[Considered]:
    """Return the spans that are the likeliest where they are, each with its gain, what it needs, and its rivals."""
    between = borders(spans)
    spans = [part for span in spans for part in cut(span, between)]
    gate = Gate(
        text,
        [(span.start, span.end) for span in Apart(sorted(spans, key=_by_gain))],
        {k: proof.restored for k, proof in proven.items()},
    )
    gate.prepare(spans)
    chosen, refused, rivals = _chosen(spans, gate)
    wider = {span: span.wider for span in chosen if span.wider and chosen.under(span.wider) == [span]}
    exact, likelihood = rescored([*chosen, *wider.values(), *(rival for each in rivals.values() for rival in each)])
    judged = []
    for span in chosen:
        able = [span, *(rival for rival in rivals.get(span, []) if not refused[rival])]
        net = {each: _ahead(each, span, exact, likelihood, proven) - opening(each, proven) for each in able}
        best = _as_deep_as_is_sure(max(able, key=net.__getitem__), net, gate)
        if best is span and span in wider and _is_better(wider[span], span, exact) and not gate.refuses(wider[span]):
            best = wider[span]
        if any(other is not span for other in chosen.under(best)):
            best = span
        others = [
            each
            for each in (span, *rivals.get(span, []))
            if each is not best and each.wider is not best and not _is_layer_of(each, best)
        ]
        ahead = {rival: _ahead(best, rival, exact, likelihood, proven) for rival in others}
        judged.append(_judge(text, best, exact, ahead, proven, gate, refused.get(best, "")))
    return _without_data(text, sorted(judged, key=lambda span: span.start))


def _without_data(text: str, spans: list[Considered]) -> list[Considered]:
    """Return spans of which those are refused that stand amid controls that nothing explains."""
    unexplained = Unexplained.of(text, [(span.start, span.end) for span in spans if span.accepted])
    if not unexplained.places:
        return spans
    return [
        span._replace(refused=DATA) if span.accepted and unexplained.are_around(span.start, span.end) else span for span in spans
    ]


def _chosen(spans: Sequence[Span], gate: Gate) -> tuple[Apart, dict[Span, str], dict[Span, list[Span]]]:
    """Return the likeliest spans where they are, those that a gate refuses last; what gates say; and the rivals of those chosen.

    What is a part of a span that is chosen already, as what was left between losses is, is neither, and no gate looks at it.
    """
    chosen = Apart()
    refused: dict[Span, str] = {}
    rivals: dict[Span, list[Span]] = {}

    def take(span: Span) -> None:
        over = chosen.take(span)
        if over and _is_rival(span, over, refused[span]) and len(rivals.setdefault(over, [])) < _RIVALS:
            rivals[over].append(span)

    for span in sorted(spans, key=_by_gain):
        over = chosen.first_under(span)
        if over and not _is_other(span.after, over.after):
            continue
        refused[span] = gate.refuses(span)
        if not refused[span]:
            take(span)
    for span in [span for span, gates in refused.items() if gates]:
        take(span)
    return chosen, refused, rivals


def _as_deep_as_is_sure(span: Span, net: Mapping[Span, float], gate: Gate) -> Span:
    """Return a span without those of its first layers that gain less, beyond their opening, than a span has to by itself."""
    above = [each for each in net if _is_layer_of(each, span) and net[span] - net[each] < gate.margin(span)]
    return _as_deep_as_is_sure(max(above, key=net.__getitem__), net, gate) if above else span


def _is_layer_of(span: Span, deeper: Span) -> bool:
    """Tell whether a span is what another one is before its first layers are undone."""
    return deeper.channel.endswith(f"+{span.channel}") and (span.start, span.end) == (deeper.start, deeper.end)


def _ahead(span: Span, rival: Span, gains: Mapping[Span, float], likelihood: Mapping[Span, float], proven: Proven) -> float:
    """Return by how many nats a span is likelier than another: in the same place, given all that the text then is.

    Where only that speaks for it, and not what changes by itself, it counts for less.
    """
    changed = gains[span] - gains[rival]
    if span is rival or (span.start, span.end) != (rival.start, rival.end):
        return changed
    speaks = changed - opening(span, proven) + opening(rival, proven) >= _RIVAL
    return likelihood[span] - likelihood[rival] - (0.0 if speaks else _RIVAL)


def _is_better(wider: Span, span: Span, gains: Mapping[Span, float]) -> bool:
    """Tell whether a span is likelier with what stands beside it, of which the path knew no more than each unit by itself."""
    return gains[wider] - wider.seams + wider.is_whole * _WHOLE > gains[span] - span.seams


def _is_rival(span: Span, chosen: Span, refused: str) -> bool:
    """Tell whether a span contradicts the one that was chosen in its place, or would if it were not refused."""
    return (not refused or _is_sibling(span, chosen, refused)) and _is_other(span.after, chosen.after)


def _is_sibling(span: Span, chosen: Span, refused: str) -> bool:
    """Tell whether a span that is no writing of its language is a rival still: the same reader, of another encoding."""
    return refused in NO_WORDS and span.channel.partition("-as-")[2] == chosen.channel.partition("-as-")[2]


def _by_gain(span: Span) -> float:
    return -span.gain


def _is_other(first: str, second: str) -> bool:
    """Tell whether two restorations contradict each other: one may be a part of the other."""
    return first not in second and second not in first


def _judge(
    text: str,
    span: Span,
    gains: Mapping[Span, float],
    rivals: Mapping[Span, float],
    proven: Proven,
    gate: Gate,
    refused: str,
) -> Considered:
    opens = opening(span, proven)
    is_certain = span.channel in proven and proven[span.channel].is_certain
    margin = 0.0 if is_certain else gate.margin(span)
    units, rivals = _doubted(span, rivals)
    behind = (gains[span] - ahead + _RIVAL - opening(rival, proven) for rival, ahead in rivals.items())
    needed = opens + max([margin, *behind])
    if not refused and _kept(span) < _fewest_kept(span, proven=span.channel in proven) and not _is_mostly_kept(span):
        refused = NOTHING_KEPT
    if not refused and _is_shown(text, span, proven=span.channel in proven):
        refused = SHOWN
    if not refused and corrupt(channels_of(span.channel), span.after, span.post) != span.before:
        refused = "not reproduced"
    candidates = tuple(Candidate(rival.after, gains[rival]) for rival in rivals)
    net = gate.net(gains[span], span)
    return Considered(span.start, span.end, span.after, span.channel, net, needed, refused, candidates, span.post, units)


def _doubted(span: Span, rivals: Mapping[Span, float]) -> tuple[tuple[Unit, ...], dict[Span, float]]:
    """Return the units of a span, in doubt where another implementation of its reader says otherwise, and its other rivals."""
    others = {}
    for rival, ahead in rivals.items():
        of_one = are_of_one_reader(span.channel, rival.channel) and span.post == rival.post
        units = doubted(span, rival, ahead) if of_one else None
        if units is None:
            others[rival] = ahead
        else:
            span = replace(span, units=units)
    return span.units, others


def _fewest_kept(span: Span, *, proven: bool) -> int:
    """Return how many characters must come back of what has lost nothing: an emoji alone fits in many places."""
    if "/" in span.channel:
        return 1 if proven else FEW
    is_emoji = any(character > "\uffff" for character in span.after) and not any(map(str.isalpha, span.after))
    return int(is_emoji and not proven and any(unit.is_filled for unit in span.units))


def _kept(span: Span) -> int:
    """Count the characters beyond ASCII that come back of what has lost nothing."""
    known = (unit for unit in span.units if unit.sound and unit.before != unit.after and not unit.is_filled)
    return sum(character > "\x7f" for unit in known for character in unit.after)


def _is_mostly_kept(span: Span) -> bool:
    """Tell whether most of the bytes of a span are known, though hardly a character has all of its own.

    Python's code page 949 loses the first byte of most syllables, and keeps the other two.
    """
    token = channels_of(span.channel)[-1].reader.token
    shown = "".join(unit.before for unit in span.units if unit.before != unit.after)
    tokens = shown.count(token)
    kept = sum(character > "\x7f" for character in shown) - tokens
    return "/" in span.channel and kept >= _MOSTLY and _OF_TOKENS * kept >= tokens


def _is_shown(text: str, span: Span, *, proven: bool) -> bool:
    """Tell whether most words of a span, or the longest part of what is known of it, are shown on purpose."""
    if any(unit.is_filled for unit in span.units):  # which may be a wrong guess, and not what is shown
        at, before, after = _longest_known(span)
        if len(after) >= _LONG and is_shown(text, at, at + len(before), after, proven=proven):
            return True
    if not _ASCII_WORD.search(span.before) and is_spoken_of(text, span.start, span.end, span.after, proven=proven):
        return True
    words = [is_shown(text, at, at + len(before), after, proven=proven) for at, before, after in _words(span)]
    return 2 * sum(words) > len(words)  # one of two comes once more, right, in many a line of which a half is damaged


def _words(span: Span) -> Iterator[tuple[int, str, str]]:
    """Yield each word from the first to the last change in it: where that starts, what it is, and what it was."""
    start = span.start
    for _, group in groupby(span.units, lambda unit: unit.before != unit.after or unit.before.isalpha()):
        parts = list(runs(start, group))
        changed = [k for k, (_, run) in enumerate(parts) if run[0].before != run[0].after]
        if changed:
            word = parts[changed[0] : changed[-1] + 1]
            yield word[0][0], *joined([unit for _, run in word for unit in run])
        start += sum(len(unit.before) for _, run in parts for unit in run)


def _longest_known(span: Span) -> tuple[int, str, str]:
    """Return the longest run of a span of which nothing was lost: where it starts, what it is, and what it was."""
    at, known = span.start, [(span.start, "", "")]
    for is_known, group in groupby(span.units, lambda unit: unit.before != unit.after and not unit.is_filled):
        before, after = joined(list(group))
        if is_known:
            known.append((at, before, after))
        at += len(before)
    return max(known, key=lambda run: len(run[2]))


def runs(start: int, units: Iterable[Unit]) -> Iterator[tuple[int, list[Unit]]]:
    """Yield the runs of units that change and of those that do not, and where each starts."""
    for _, group in groupby(units, lambda unit: unit.before != unit.after):
        run = list(group)
        yield start, run
        start += sum(len(unit.before) for unit in run)


def joined(run: Sequence[Unit]) -> tuple[str, str]:
    """Return what a run is, and what it was."""
    if len(run) == 1:
        return run[0].before, run[0].after
    return "".join([unit.before for unit in run]), "".join([unit.after for unit in run])


class _Rescored:
    """The gain of each span exactly, in its place, where what stands behind it is likelier or not, too.

    And log P of all of it as it was: of what does not change, how likely it is behind what does. What was asked about together
    before a channel was proven is asked about once more when it is, and known then.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: tuple[list[tuple[str, str]], list[Nats], list[Nats]] = [], [], []

    def __call__(self, spans: Sequence[Span]) -> tuple[dict[Span, float], dict[Span, float]]:
        """Return the gain of each span, and log P of what it gives."""
        places = [self._place(span) for span in spans]
        observed, restored = self._priced(
            [
                (before + span.before + behind, before + span.after + behind)
                for span, (before, behind) in zip(spans, places, strict=True)
            ]
        )
        gains, likelihood = {}, {}
        for span, (before, behind), old, new in zip(spans, places, observed, restored, strict=True):
            known = new[languages(span.channel)]
            gains[span] = prices.of_unknown_language(
                known[:, _changed(span, before, behind, "after")]
            ) - prices.of_unknown_language(old[:, _changed(span, before, behind, "before")])
            gains[span] += sum(unit.doubt.told for unit in span.units)
            likelihood[span] = prices.of_unknown_language(known[:, len(before) :])
        return gains, likelihood

    def _place(self, span: Span) -> tuple[str, str]:
        """Return what stands before a span and behind it in its line, as far as it matters, and where the line begins."""
        ahead = _INVISIBLE.sub("", self._text[max(0, span.start - _BEFORE) : span.start])
        _, begin, before = (f"\n{ahead}" if span.start < _BEFORE else ahead).rpartition("\n")
        behind = _INVISIBLE.sub("", self._text[span.end : span.end + 2 * _AFTER])[:_AFTER]
        return begin + before, _LINE_END.split(behind)[0]

    def _priced(self, texts: list[tuple[str, str]]) -> tuple[list[Nats], list[Nats]]:
        """Return what the characters of texts cost, as they are and as they were."""
        if texts != self._known[0]:
            observed, restored = (list(side) for side in zip(*texts, strict=True)) if texts else ([], [])
            self._known = texts, prices.of_observed(observed), prices.of_restored(restored)
        return self._known[1:]


def _changed(span: Span, before: str, behind: str, side: str) -> list[int]:
    """Return the places of the characters that the span changes, and of those behind it."""
    at = len(before)
    places: list[int] = []
    for unit in span.units:
        length = len(getattr(unit, side))
        if unit.before != unit.after:
            places += range(at, at + length)
        at += length
    return [*places, *range(at, at + len(behind))]
