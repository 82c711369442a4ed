"""The files of vectors: a line of JSON each, the first of which says how they were made."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

__all__ = ["VECTORS", "in_pieces", "lines_of", "path_of", "read"]

VECTORS = Path(__file__).resolve().parents[2] / "tests" / "vectors"

# Written as \uXXXX: what cannot be seen, joins or breaks lines, or is no character; surrogates, which UTF-8 cannot hold.
_UNSEEN = re.compile(
    "[\x7f-\xa0\xad\u0300-\u036f\u061c\u200b-\u200f\u2028-\u202f\u205f-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\ufff0-\uffff\U000e0000-\U0010ffff]"
)
_HALVES = re.compile("(?<=[\ud800-\udbff])(?=[\udc00-\udfff])")

Record = Mapping[str, object]


def path_of(name: str) -> Path:
    """Return where the vectors of a row or of "steps/<step>" stand; the slash of a reader's implementation is a hyphen.

    >>> path_of("utf8-as-gbk/java").name
    'utf8-as-gbk-java.jsonl'
    """
    folder, _, step = name.partition("/")
    return VECTORS / folder / f"{step}.jsonl" if folder == "steps" else VECTORS / f"{name.replace('/', '-')}.jsonl"


def lines_of(records: Iterable[Record]) -> str:
    r"""Return records as JSON lines in which everything that cannot be seen is escaped.

    >>> lines_of([{"garbled": "涓\ue15f"}])
    '{"garbled":"涓\\ue15f"}\n'
    """
    dumped = (json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in records)
    return "".join(_UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], line) + "\n" for line in dumped)


def read(path: Path) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Return the header and the vectors of a file."""
    header, *vectors = map(json.loads, path.read_text(encoding="utf-8").split("\n")[:-1])
    return header, vectors


def in_pieces(text: str) -> str | list[str]:
    r"""Return a text, or its pieces if halves of a surrogate pair meet in it: one JSON string would make a character of them.

    >>> in_pieces("a\ud83d\ude00"), in_pieces("a😀")
    (['a\ud83d', '\ude00'], 'a😀')
    """
    pieces = _HALVES.split(text)
    return pieces if len(pieces) > 1 else text
