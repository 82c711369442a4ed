"""The conformance vectors in tests/vectors, for every test that replays them."""

from __future__ import annotations

import json
from pathlib import Path

VECTORS = Path(__file__).resolve().parent / "vectors"
STEPS = VECTORS / "steps"
OBSERVED = VECTORS / "observed.jsonl"

Vector = dict[str, str]


def read(path: Path) -> tuple[dict[str, str], list[Vector]]:
    """Return the header and the vectors of a file; its lines end in LF only, whatever else the texts hold.

    Text in pieces is joined, which keeps two halves of a surrogate pair apart; the layers of a channel are joined by "+".
    """
    header, *vectors = map(json.loads, path.read_bytes().decode("utf-8").split("\n")[:-1])
    for record in (header, *vectors):
        if isinstance(record.get("garbled"), list):
            record["garbled"] = "".join(record["garbled"])
        if isinstance(record.get("channel"), list):
            record["channel"] = "+".join(record["channel"])
    return header, vectors


ROWS = {read(path)[0]["channel"]: path for path in sorted(VECTORS.glob("*.jsonl")) if path != OBSERVED}
STEP_FILES = {path.stem: path for path in sorted(STEPS.glob("*.jsonl"))}
