"""What tokens stand for: the likeliest paths through the lattice of what damaged text can have been.

Between tokens UTF-8 is read as it is: where each character begins is known. So a token is solved with the few bytes around it
that are no character yet, and with other tokens that stand too close to be told apart from it; they are a *cluster*. A path is
weighed by the model of the language and by the one of what stands around it, beside the marks that are open on the line.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from ...language.scorer import Scorer
from ..channels import Channel
from ..likelihood.languages import language_of_document, likeliest_language
from ..likelihood.line_starts import begins_line
from ..likelihood.surroundings import Surroundings, surroundings
from ..likelihood.weighing import models_of
from . import compiled
from .clusters import FAR, Piece, clusters, said
from .lattice import lattice
from .ways import Said

__all__ = ["FAR", "KNOWN", "Choice", "Doubt", "Other", "Piece", "choose"]

_JOINED = -2.0  # nats: what the models learnt from has shorter lines, so that a line end is too likely to them
_JOINED_ALONE = -4.0  # and a text of a single line seldom was two
_OTHERS = 3  # codes that are kept beside the likeliest
_SURE = 30.0  # nats: the search leaves what is further behind


class Other(NamedTuple):
    """Bytes that a piece may stand for instead of those chosen, and how likely that is, by the models alone (0 to 1)."""

    chosen: bytes
    instead: bytes
    share: float


class Doubt(NamedTuple):
    """How sure it is what a piece stands for.

    ``lead`` is by how many nats it is likelier than everything else together; ``near`` counts what comes within 5 nats of the
    likeliest, which is among them; ``crowd`` the pieces in doubt that stand too close together to be solved one by one. ``bits``
    is the entropy of what it can be; ``others`` are the likeliest codes that the bytes of a token can be instead; ``around`` says
    how it stands in its text. ``told`` is by how many nats it is likelier than the models have it, for what is drawn around it.
    """

    lead: float
    near: int = 1
    crowd: int = 1
    bits: float = 0.0
    others: tuple[Other, ...] = ()
    around: Surroundings = Surroundings()
    told: float = 0.0


KNOWN = Doubt(math.inf)
"""Nothing was lost."""


class Choice(NamedTuple):
    """The bytes that a piece stands for, and how sure that is."""

    code: bytes
    doubt: Doubt = KNOWN


def choose(channel: Channel, pieces: Sequence[Piece], before: str, behind: str, document: str = "") -> dict[int, Choice]:
    """Return what the pieces in doubt stand for, by their places; those that nothing fits are missing.

    ``before`` and ``behind`` are what stands around the pieces, with the line end if it is there; ``document`` is what is known
    of the text that they are from.
    """
    line = clusters(tuple(pieces), behind)
    language = language_of_document(document) or likeliest_language(line.known, channel.reader.table)
    models = models_of(language, document)
    ending = _JOINED if behind else _JOINED_ALONE

    def joined(rest: str) -> float:
        return ending + begins_line(document, rest)

    search = compiled.said if compiled.is_there() else said
    crowds = {place: len(cluster.places) for cluster in line.each for place in cluster.places}
    choices: dict[int, Choice] = {}
    for place, each in search(lattice(channel.reader, language), models, line, before, joined):
        choices[place] = _without_doubt(pieces[place], _choice(each, crowds[place]))
    return _placed(models.language, pieces, choices, before, behind)


def _without_doubt(piece: Piece, choice: Choice) -> Choice:
    """Return a choice as known where a piece was not lost and of the codes that it can stand for no other one fits."""
    return Choice(choice.code) if piece and choice.doubt.lead >= _SURE else choice


def _placed(model: Scorer, pieces: Sequence[Piece], choices: dict[int, Choice], before: str, behind: str) -> dict[int, Choice]:
    """Return choices that say, too, how what was lost stands in its text."""
    lost = [place for place, choice in choices.items() if choice.doubt is not KNOWN]
    if not lost:
        return choices
    codes = [piece[0] if piece else _NO_BYTE for piece in pieces]
    for place, choice in choices.items():
        codes[place] = choice.code
    around = surroundings(model, codes, lost, before, behind)
    return {
        place: choice._replace(doubt=choice.doubt._replace(around=around[place])) if place in around else choice
        for place, choice in choices.items()
    }


_NO_BYTE = b"\xff"


def _choice(said: Said, crowd: int) -> Choice:
    """Return what a piece stands for, the first of what it can, and how sure that is."""
    shares = said.shares
    code = next(iter(shares))
    total = 0.0
    for share in shares.values():  # one by one: what ``sum`` gives depends on the version of Python
        total += share
    bits = 0.0
    for share in shares.values():
        bits -= share / total * math.log2(share / total) if share else 0.0
    rest = total - shares[code]
    lead = min(_SURE, math.log(shares[code] / rest)) if rest > 0 else _SURE
    likeliest = sorted((other for other in shares if other != code), key=shares.__getitem__, reverse=True)[:_OTHERS]
    others = (Other(code, other, shares[other] / total) for other in likeliest)
    return Choice(code, Doubt(lead, said.near, crowd, bits, tuple(others)))
