"""Mine corpora: which spans of clean text prove through a channel, how likely they would be, and which of them are kept."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path

from mojibake_fix.restore.channels import channels_of, corrupt

from .corpora import Corpus
from .gains import gains
from .proofs import FAMILIES, Proven, proofs

__all__ = ["LOOKED_FOR", "Chunk", "Family", "Found", "chunks", "mine", "save", "shown"]

LOOKED_FOR = 400_000
"""Distinct spans of a family after which no more are looked for."""

_KEPT = 20_000  # of a family: the half that gains most, and as many of the others, drawn by chance
_SHOWN = 60  # of a family, as cases: two thirds gain most, a third by chance
_LONGEST = 120  # characters of a line that are shown
_CHUNK = 1 << 16
_UNCLEAN = re.compile("[\x80-\x9f\ufffd]")  # a line with them was damaged before
_SEED = 20


@dataclass(frozen=True, slots=True)
class Chunk:
    """Hold some lines of a corpus."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A span of clean text that a channel explains: what it would be, the gain in nats, the line around it, and its corpus."""

    family: str
    span: str
    restored: str
    gain: float
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Family:
    """The spans of one channel that are kept, and how many distinct ones there were."""

    name: str
    distinct: int
    kept: list[Found]


def chunks(corpora: Iterable[Corpus]) -> list[Chunk]:
    """Return all corpora in pieces, a piece of each in turn, so that no corpus fills a family before others are seen."""
    pieces = zip_longest(*(list(_pieces(corpus)) for corpus in corpora))
    return [piece for turn in pieces for piece in turn if piece is not None]


def _pieces(corpus: Corpus) -> Iterator[Chunk]:
    waiting: list[str] = []
    size = 0
    for line in corpus.read():
        if _UNCLEAN.search(line):
            continue
        waiting.append(line)
        size += len(line) + 1
        if size >= _CHUNK:
            yield Chunk(corpus.name, "\n".join(waiting))
            waiting, size = [], 0
    if waiting:
        yield Chunk(corpus.name, "\n".join(waiting))


def mine(name: str, texts: Sequence[Chunk]) -> Family:
    """Return what proves through one channel.

    >>> [(found.span, found.restored) for found in mine("utf8-as-gbk", [Chunk("here", "这是系统通讯。")]).kept]
    [('系统通讯', 'ϵͳͨѶ')]
    """
    first: dict[str, tuple[Chunk, Proven]] = {}
    for chunk in texts:
        for found in proofs(FAMILIES[name], chunk.text, first):
            first.setdefault(chunk.text[found.start : found.end], (chunk, found))
        if len(first) >= LOOKED_FOR:
            break
    return Family(name, len(first), _kept(name, first))


def _kept(name: str, first: dict[str, tuple[Chunk, Proven]]) -> list[Found]:
    """Return the spans that are kept, those that gain most first."""
    spans = sorted(first)
    gained = gains([(span, first[span][1].restored) for span in spans]).tolist() if spans else []
    ranked = sorted(zip(gained, spans, strict=True), key=lambda pair: (-pair[0], pair[1]))
    best, others = ranked[: _KEPT // 2], ranked[_KEPT // 2 :]
    drawn = sorted(random.Random(_SEED).sample(others, min(_KEPT // 2, len(others))), key=lambda pair: (-pair[0], pair[1]))
    return [_found(name, span, gain, *first[span]) for gain, span in (*best, *drawn)]


def _found(name: str, span: str, gain: float, chunk: Chunk, proven: Proven) -> Found:
    """Return a span with its line; raises ValueError if it does not prove, which would be a fault of ``proofs``."""
    if corrupt(channels_of(name), proven.restored) != span:
        raise ValueError(f"{name}: {proven.restored!r}, damaged, is not {span!r}")
    return Found(name, span, proven.restored, round(gain, 2), _around(chunk.text, proven.start, proven.end), chunk.source)


def _around(text: str, start: int, end: int) -> str:
    """Return the line of a span, or what of it is near enough."""
    before = text[max(0, start - _LONGEST) : start].rpartition("\n")[2]
    behind = text[end : end + _LONGEST].partition("\n")[0]
    room = max(0, _LONGEST - (end - start))
    left = min(len(before), max(room // 2, room - len(behind)))
    return before[len(before) - left :] + text[start:end] + behind[: room - left]


def shown(family: Family, first: Iterable[Found], unwanted: Callable[[Found], bool]) -> list[Found]:
    """Return the few spans of a family that are shown as cases: some that come first, those that gain most, and some by chance.

    Of the first two no two are alike in how they begin; no line comes twice.
    """
    wanted: list[Found] = []
    seen: set[str] = set()
    for found in (*first, *family.kept):
        marks = {found.text, found.restored[:2], found.span[:2]}
        if not marks & seen and not unwanted(found):
            wanted.append(found)
            seen |= marks
        if len(wanted) == 2 * _SHOWN // 3:
            break
    others = {found.text: found for found in family.kept if found.text not in seen and not unwanted(found)}
    return wanted + random.Random(_SEED).sample(list(others.values()), min(_SHOWN - len(wanted), len(others)))


def save(family: Family, folder: Path) -> None:
    """Write the kept spans of a family, one JSON object a line."""
    folder.mkdir(parents=True, exist_ok=True)
    with gzip.open(folder / f"{family.name}.jsonl.gz", "wt", encoding="utf-8", compresslevel=3) as file:
        file.writelines(json.dumps(asdict(found), ensure_ascii=False) + "\n" for found in family.kept)
