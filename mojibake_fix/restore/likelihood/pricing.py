"""What the search counts with where the compiled core does so as well, which looks for a bound of what that may find."""

from __future__ import annotations

from ...language.tables import STEP
from ...records import NamedTuple

__all__ = ["OPENING", "PRICING"]

OPENING = 10.0
"""What it costs to open a channel that nothing else in the document speaks for, in nats: what about one span in 20,000 would."""


class Pricing(NamedTuple):
    """What the search counts with: nats of the best path through a line, and shares of the characters of a text."""

    step: float
    opening: float
    seam: float  # that clean text next to a span costs without ASCII between
    seam_of_same: float  # clean text in the same line that could be undone, too, but is not
    own: float  # of the characters of a text its own language gives; it quotes the others for the rest
    repeated: float  # of the characters that are no letters of an alphabet are one of the last few again
    next: float  # follow the one before in the order of codes, or are its neighbour in another case
    strange: float  # by which characters are likelier in what a reader leaves than in any language, for that to be asked
    odd: float  # by which they are odd, for all to be asked that take two bytes for one
    layer: float  # that each channel beyond the first costs
    ordinary: float  # log P of a character that text has often, at least
    share_of_strange: float  # of the characters of a line, that no text has often, for changes behind a channel to be looked for
    chinese: float  # of texts, before a document has said anything
    others: float  # each of the other languages


PRICING = Pricing(
    *(STEP, OPENING),
    seam=6.0,
    seam_of_same=3.0,
    own=0.85,
    repeated=0.08,
    next=0.04,
    strange=3.0,
    odd=6.0,
    layer=6.0,
    ordinary=-11.5,
    share_of_strange=0.4,
    chinese=0.7,
    others=0.1,
)
