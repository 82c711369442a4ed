"""What a document proves of channels, and what it costs to open one: to suppose that a span went through it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import compress
from typing import NamedTuple

from .acceptance.gates import NEVER_CLEAN
from .channels import CHANNELS, DROPPING, channels_of
from .considered import Considered, Found, WholeLines
from .inverse.changed import CHANGES
from .inverse.hypotheses import COMMON, Undone
from .inverse.soft import cost
from .likelihood.pricing import OPENING, PRICING
from .paths import Span

__all__ = ["Proof", "Proven", "certain", "costs", "opening", "openings", "proofs"]

# Nats. Once the document has proven the channel, a span need only be likelier than a coincidence.
_OPENINGS = {
    **dict.fromkeys(NEVER_CLEAN, 0.0),
    **dict.fromkeys(COMMON, 7.0),  # for what happens more often than everything else
    "utf8-as-iso-8859-2": 11.0,  # which hardly anything reads in any more, unlike Windows-1250, which has most of its letters
    **{name: OPENING + 12.0 for name in CHANNELS if name.endswith(DROPPING)},  # by readers who are asked to drop
    "cp1252-as-latin-1": 5.0,  # and what leaves controls, of which programs for terminals have some, and text has none
}
_OPEN_PROVEN = 5.0
_OPEN_CERTAIN = 2.0
_PROVEN = 30.0  # the gain of the strong spans together, beyond their opening, that proves a channel
_CERTAIN = 300.0  # and that leaves no doubt
_LEAST = OPENING + 5.0  # what a span must gain to speak for the channel


class Proof(NamedTuple):
    """That a document went through a channel: what it restored elsewhere, what that gained, and what was done after it."""

    restored: str
    gain: float
    posts: frozenset[str] = frozenset()

    @property
    def is_certain(self) -> bool:
        """Tell whether it leaves no doubt."""
        return self.gain >= _CERTAIN

    @property
    def opening(self) -> float:
        """Return what it costs to open the channel once more."""
        return _OPEN_CERTAIN if self.is_certain else _OPEN_PROVEN


Proven = Mapping[str, Proof]


def proofs(spans: Iterable[Considered], whole: Iterable[WholeLines] = ()) -> Proven:
    """Return the channels that the document proves, by lines that they have left whole, and by other spans."""
    found: defaultdict[str, _Strong] = defaultdict(lambda: _Strong([], [], set()))
    for lines in whole:
        of = found[lines.channel]
        of.restored.extend(compress(lines.restored, [gain >= _LEAST for gain in lines.gains]))
        of.gains.extend([gain - OPENING for gain in lines.gains if gain >= _LEAST])
    for span in spans:
        if span.accepted and span.gain >= _LEAST:
            of = found[span.channel]
            of.restored.append(span.restored)
            of.gains.append(span.gain - OPENING)
            of.posts.update(span.post)
    every = {channel: Proof("".join(of.restored), sum(of.gains), frozenset(of.posts)) for channel, of in found.items()}
    return {channel: proof for channel, proof in every.items() if proof.gain >= _PROVEN}


class _Strong(NamedTuple):
    """What the spans that speak for a channel restored, what each gained beyond its opening, and what was done after it."""

    restored: list[str]
    gains: list[float]
    posts: set[str]


def opening(found: Undone | Span, proven: Proven) -> float:
    """Return what it costs to open a channel, and what was done after it."""
    channel = found.channel
    alone = _OPENINGS.get(channel, OPENING) if channel in NEVER_CLEAN or channel not in proven else proven[channel].opening
    posts = sum(_OPEN_CERTAIN if _is_known(post, channel, proven) else _cost(post, channel) for post in found.post)
    return alone + PRICING.layer * channel.count("+") + posts


def _cost(post: str, channel: str) -> float:
    """Return what it costs to suppose a post-step after a channel."""
    return CHANGES[post] if post in CHANGES else cost(post, [each.reader.table for each in channels_of(channel)])


def _is_known(post: str, channel: str, proven: Proven) -> bool:
    """Tell whether a document proves that a post-step was done after a channel: to all that went through it, then."""
    return channel in proven and post in proven[channel].posts


def certain(spans: Iterable[Considered]) -> list[str]:
    """Return the channels that spans prove beyond doubt, the surest first."""
    found = proofs(spans)
    return sorted((channel for channel, proof in found.items() if proof.is_certain), key=lambda each: -found[each].gain)


def openings(found: Found) -> dict[str, float]:
    """Return what it costs to open each channel once more that is proven by what was found, in nats."""
    return {channel: proof.opening for channel, proof in proofs(found.others, found.whole).items()}


def costs(proven: Proven) -> dict[str, tuple[float, frozenset[str]]]:
    """Return what it costs to open each channel once more, and which post-steps after it cost next to nothing."""
    return {channel: (proof.opening, proof.posts) for channel, proof in proven.items()}
