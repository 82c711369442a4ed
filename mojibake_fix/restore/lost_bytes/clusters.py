"""Which pieces in doubt are solved together, the slots that they stand in, and the text between: what no model has a say on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ...patterns import lazy_pattern
from ..likelihood.weighing import REACH, Models
from . import beam
from .lattice import Half, Lattice, Row
from .ways import Around, Said, Ways

__all__ = ["FAR", "REMEMBERED", "Cluster", "Clusters", "Piece", "clusters", "said"]

FAR = 2000
"""Characters of a line on either side of a cluster whose marks are looked at: longer lines are no sentences."""

_UNKNOWN = "\udcff"  # for what nothing fits
_APART = 3  # characters between two tokens by which they are solved one by one
REMEMBERED = 1 << 12
"""Lines: each is searched again once the document is known."""

Piece = tuple[bytes, ...]
"""The codes that what a reader shows at once can stand for: of a token none, which stands for all that it cannot read."""


class Cluster(NamedTuple):
    """Pieces in doubt by their places, with the slots from one place where a character begins to another.

    ``front`` is the text between the cluster before and this one, ``behind`` what is known of the text behind it.
    """

    places: Sequence[int]
    front: str
    row: Row
    behind: str


@dataclass(frozen=True, eq=False)
class Clusters:
    """The clusters of a line; ``end`` is what stands behind the last one, and ``known`` all that is known of the line."""

    each: tuple[Cluster, ...]
    end: str
    known: str


class _Run(NamedTuple):
    """The bytes between two pieces in doubt: the last ones of a character, whole characters, the first ones of another.

    ``is_whole`` tells whether nothing else stands between.
    """

    data: bytes
    front: bytes
    text: str
    back: bytes
    is_whole: bool


@lru_cache(maxsize=REMEMBERED)
def clusters(pieces: tuple[Piece, ...], behind: str) -> Clusters:
    """Return the clusters of some pieces before a text.

    >>> [(each.places, each.front, len(each.row)) for each in clusters((("当状".encode()[:-1],), ()), "").each]
    [([1], '当', 4)]
    """
    doubts = [place for place, piece in enumerate(pieces) if len(piece) != 1]
    runs = list(_runs(pieces, doubts))
    found = tuple(_clusters(pieces, doubts, runs, behind))
    return Clusters(found, runs[-1].text + behind, "".join([run.text for run in runs]))


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


def _clusters(pieces: Sequence[Piece], doubts: Sequence[int], runs: Sequence[_Run], behind: str) -> Iterator[Cluster]:
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
        yield Cluster(doubts[first:last], runs[first].text, row, ahead)
        first = last


def said(
    grid: Lattice, models: Models, line: Clusters, before: str, joined: Callable[[str], float]
) -> Iterator[tuple[int, Said]]:
    """Yield what the pieces in doubt can be, by their places; those that nothing fits are missing.

    ``joined`` tells by how many nats a line end is likelier than the models have it, given what stands behind a cluster.
    """
    ways: list[Ways] = []
    text = before
    for cluster in line.each:
        text = (text + cluster.front)[-REACH:]
        around = Around(_NO_TEXT.split(text)[-1], _NO_TEXT.split(cluster.behind[:REACH])[0], grid.last(cluster.behind))
        ways.append(beam.search(grid, models, cluster.row, around))
        text += _text(ways[-1])
    rests = [line.end[:FAR]]  # what stands behind each cluster, as it is likeliest, from the last one on
    for cluster, found in zip(line.each[:0:-1], ways[:0:-1], strict=True):
        rests.append((cluster.front + _text(found) + rests[-1])[:FAR])
    text = before
    for cluster, found in zip(line.each, ways, strict=True):
        text = (text + cluster.front)[-FAR:]
        rest = rests.pop()
        found = found.weighed(text, rest, joined(rest))
        yield from zip(cluster.places, found.said(), strict=False)
        text += _text(found)


def _text(ways: Ways) -> str:
    """Return what a cluster is likeliest to say."""
    return _UNKNOWN if ways.text is None else ways.text
