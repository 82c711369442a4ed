"""What tokens stand for: the likeliest paths through the lattice of what damaged text can have been.

Between tokens UTF-8 is read as it is: where each character begins is known. So a token is solved with the few bytes around it
that are no character yet, and with other tokens that stand too close to be told apart from it; they are a *cluster*. A path is
weighed by the model of the language and by the one of what stands around it, beside the marks that are open on the line.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...language.scorer import Scorer
from ...patterns import lazy_pattern
from ..channels import Channel
from ..likelihood.languages import language_of_document, likeliest_language
from ..likelihood.line_starts import begins_line
from ..likelihood.surroundings import Surroundings, surroundings
from ..likelihood.weighing import REACH, models_of
from . import beam, compiled
from .lattice import Half, Row, lattice
from .ways import Around, Said, Ways

__all__ = ["FAR", "KNOWN", "Choice", "Doubt", "Other", "Piece", "choose"]

FAR = 2000
"""Characters of a line on either side of a cluster whose marks are looked at: longer lines are no sentences."""

_APART = 3  # characters between two tokens by which they are solved one by one
_JOINED = -2.0  # nats: what the models learnt from has shorter lines, so that a line end is too likely to them
_JOINED_ALONE = -4.0  # and a text of a single line seldom was two
_OTHERS = 3  # codes that are kept beside the likeliest
_SURE = 30.0  # nats: the search leaves what is further behind


Piece = tuple[bytes, ...]
"""The codes that what a reader shows at once can stand for: of a token none, which stands for all that it cannot read."""


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
    doubts = [place for place, piece in enumerate(pieces) if len(piece) != 1]
    runs = list(_runs(pieces, doubts))
    known = "".join(run.text for run in runs)
    language = language_of_document(document) or likeliest_language(known, channel.reader.table)
    models = models_of(language, document)
    grid = lattice(channel.reader, language)
    clusters = list(_clusters(pieces, doubts, runs, behind))
    search = compiled.WaysOfCore.of if compiled.is_there() else beam.search
    ways: list[Ways] = []
    line = before
    for cluster in clusters:
        line = (line + cluster.front)[-REACH:]
        around = Around(_known_end(line), _known_start(cluster.behind[:REACH]), grid.last(cluster.behind))
        ways.append(search(grid, models, cluster.row, around))
        line += _text(ways[-1])
    rests = [(runs[-1].text + behind)[:FAR]]  # what stands behind each cluster, as it is likeliest, from the last one on
    for cluster, found in zip(clusters[:0:-1], ways[:0:-1], strict=True):
        rests.append((cluster.front + _text(found) + rests[-1])[:FAR])
    choices: dict[int, Choice] = {}
    line = before
    for cluster, found in zip(clusters, ways, strict=True):
        line = (line + cluster.front)[-FAR:]
        rest = rests.pop()
        found = found.weighed(line, rest, (_JOINED if behind else _JOINED_ALONE) + begins_line(document, rest))
        choices |= zip(cluster.places, (_choice(said, len(cluster.places)) for said in found.said()), strict=False)
        line += _text(found)
    choices = {place: _without_doubt(pieces[place], choice) for place, choice in choices.items()}
    return _placed(models.language, pieces, choices, before, behind)


def _text(ways: Ways) -> str:
    """Return what a cluster is likeliest to say."""
    return _UNKNOWN if ways.text is None else ways.text


def _without_doubt(piece: Piece, choice: Choice) -> Choice:
    """Return a choice as known where a piece was not lost and of the codes that it can stand for no other one fits."""
    return Choice(choice.code) if piece and choice.doubt.lead >= _SURE else choice


_UNKNOWN = "\udcff"  # for what nothing fits


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


class _Cluster(NamedTuple):
    """Pieces in doubt by their places, with the slots from one place where a character begins to another.

    ``front`` is the text between the cluster before and this one, ``behind`` what is known of the text behind it.
    """

    places: Sequence[int]
    front: str
    row: Row
    behind: str


class _Run(NamedTuple):
    """The bytes between two pieces in doubt: the last ones of a character, whole characters, the first ones of another.

    ``is_whole`` tells whether nothing else stands between.
    """

    data: bytes
    front: bytes
    text: str
    back: bytes
    is_whole: bool


def _runs(pieces: Sequence[Piece], doubts: Sequence[int]) -> Iterator[_Run]:
    """Yield the runs around the pieces in doubt: one more than these are."""
    for begin, end in zip([0, *(place + 1 for place in doubts)], [*doubts, len(pieces)], strict=True):
        data = b"".join([code for (code,) in pieces[begin:end]])
        front = _FRONT.match(data) if begin else None
        back = _BACK.search(data) if end < len(pieces) else None
        first, last = front.end() if front else 0, back.start() if back else len(data)
        text = data[first:last].decode("utf-8", "surrogateescape") if first <= last else ""
        yield _Run(data, data[:first], text, data[last:], first <= last and not _NO_TEXT.search(text))


_FRONT = lazy_pattern(rb"[\x80-\xbf]{1,3}")
_BACK = lazy_pattern(rb"(?:[\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})\Z")
_NO_TEXT = lazy_pattern("[\udc80-\udcff]")


def _known_end(text: str) -> str:
    """Return what stands behind the last byte that is no text."""
    return _NO_TEXT.split(text)[-1]


def _known_start(text: str) -> str:
    """Return what stands before the first byte that is no text."""
    return _NO_TEXT.split(text)[0]


def _clusters(pieces: Sequence[Piece], doubts: Sequence[int], runs: Sequence[_Run], behind: str) -> Iterator[_Cluster]:
    """Yield the clusters in order; between those of one, no run is whole and long."""
    first = 0
    for last, run in enumerate(runs[1:], 1):
        is_last = last == len(doubts)
        if not is_last and run.is_whole and len(run.text) < _APART:
            continue
        row: list[int | Half] = [*runs[first].back]
        for k in range(first, last):
            codes = pieces[doubts[k]]
            row += (Half(False, codes), Half(True, codes), *(runs[k + 1].data if k + 1 < last else run.front))
        ahead = run.text + (behind if is_last and run.is_whole else "")
        yield _Cluster(doubts[first:last], runs[first].text, row, ahead)
        first = last


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
