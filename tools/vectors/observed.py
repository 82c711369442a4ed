"""Damage that was seen in public repositories, taken from mined pairs: only what a real decoder makes of the original."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from .decoders import DECODERS
from .files import VECTORS
from .rows import ROWS, WRITERS

__all__ = ["OBSERVED", "observed"]

OBSERVED = VECTORS / "observed.jsonl"
LONGEST = 200  # characters of a line: enough to see the damage, and no more than a quotation

# How the miner calls a channel -> the rows that may have done it.
_ROWS = {
    "utf8->gbk": ("utf8-as-gbk", "utf8-as-gbk/java"),
    "utf8->big5": ("utf8-as-big5",),
    "utf8->sjis": ("utf8-as-shift-jis",),
    "utf8->euckr": ("utf8-as-euc-kr",),
    "utf8->eucjp": ("utf8-as-euc-jp",),
    "utf8->cp1252": ("utf8-as-cp1252",),
    "utf8->cp437": ("utf8-as-cp437",),
    "euckr->latin1": ("euc-kr-as-latin-1",),
    "utf8->euckr|utf8->euckr": ("utf8-as-euc-kr+utf8-as-euc-kr", "utf8-as-cp949/python+utf8-as-cp949/python"),
}


def observed(pairs: Path) -> Iterator[dict[str, object]]:
    """Yield a header, then a vector for each mined pair that a row's decoder reproduces.

    ``pairs`` has a JSON object a line: repo, commit, path, line, channel, gold, garbled.
    """
    mined = [json.loads(line) for line in pairs.read_text(encoding="utf-8").splitlines()]
    fit = [pair for pair in mined if len(pair["gold"]) <= LONGEST]
    garbled = {name: _read(name, [pair["gold"] for pair in fit]) for names in _ROWS.values() for name in names}
    kept = []
    for k, pair in enumerate(fit):
        name = next((name for name in _ROWS[pair["channel"]] if garbled[name][k] == pair["garbled"]), None)
        if name:
            kept.append(_vector(name, pair))
    yield {
        "observed": True,
        "decoders": sorted({DECODERS[ROWS[name].readers[0].decoder].version() for name in garbled}),
        "built": f"lines of public repositories, damaged by a commit or repaired by one: {len(kept)} of the {len(fit)} mined "
        f"lines of at most {LONGEST} characters, those that a real decoder makes of the original; each belongs to its author",
    }
    yield from kept


def _vector(name: str, pair: dict[str, str]) -> dict[str, object]:
    row = ROWS[name]
    return {
        "channel": row.layers if row.below else name,
        "bytes": _written(row.written, [pair["gold"]])[0].hex(),
        "original": pair["gold"],
        "garbled": pair["garbled"],
        "source": {key: pair[key] for key in ("repo", "commit", "path", "line")},
    }


def _written(encoding: str, texts: list[str]) -> list[bytes]:
    return [text.encode(WRITERS[encoding].python, "replace") for text in texts]


def _read(name: str, texts: list[str]) -> list[str]:
    row = ROWS[name]
    if row.below:
        return _read(row.name.split("+")[1], _read(row.below, texts))
    reader = row.readers[0]
    return DECODERS[reader.decoder].decode([(reader.charset, data) for data in _written(row.written, texts)])
