"""Keep the holes that were generated: they take an hour or two, and fitting and reporting seconds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from mojibake_fix.restore.likelihood.surroundings import Surroundings
from mojibake_fix.restore.lost_bytes.holes import Doubt

from .holes import Hole, passages
from .passages import FOLDER, sources

__all__ = ["distinct", "generated"]

_SEED = 20261124
_PACKAGE = Path(__file__).resolve().parents[2] / "mojibake_fix"
_NOT_ASKED = "risk.py"  # decides only what is done with a hole


def generated(wanted: int, folder: Path = FOLDER) -> list[Hole]:
    """Return the holes that are kept, after generating so many more that there are at least as many as wanted.

    Each passage is kept when it is done, an empty line behind it, so that what is interrupted goes on where it was.
    """
    path = folder / f"holes-{_digest()}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    whole = kept.split("\n\n")[:-1]
    found = [hole for passage in whole for hole in map(_read, passage.splitlines())]
    if len(found) >= wanted:
        return found
    path.write_text("".join(f"{passage}\n\n" for passage in whole), encoding="utf-8")
    with path.open("a", encoding="utf-8") as written:
        for holes in passages(sources(), _SEED, len(whole)):
            written.write("\n".join(json.dumps([*hole[:-1], hole.doubt]) for hole in holes) + "\n\n")
            written.flush()
            found += holes
            if len(found) >= wanted:
                return found
    raise AssertionError("there is always one more passage")


def distinct(holes: Iterable[Hole]) -> list[Hole]:
    """Return holes without the lines that come again in the same source, with the same holes: they tell nothing new.

    >>> one = Hole("made up", "comments", "ja", "utf8-as-gbk", "a", "?", "a", "b", Doubt(1.0))
    >>> len(distinct([one, one._replace(text="b"), one._replace(text="c", truth="a")]))
    2
    """
    lines: dict[tuple[str, str, str], list[Hole]] = {}
    for hole in holes:
        lines.setdefault((hole.language, hole.channel, hole.text), []).append(hole)
    once = {tuple(hole._replace(text="") for hole in line): line for line in reversed(lines.values())}
    return [hole for line in reversed(once.values()) for hole in line]


def _read(line: str) -> Hole:
    *where, (lead, near, crowd, bits, _, around, told) = json.loads(line)
    return Hole._make([*where, Doubt(lead, near, crowd, bits, around=Surroundings(*around), told=told)])


def _digest() -> str:
    """Return a name for everything that decides what is generated, and with what it is filled in."""
    here = Path(__file__).parent
    makers = [
        here / "passages.py",
        here / "holes.py",
        *(_PACKAGE / "restore").rglob("*.py"),
        *(_PACKAGE / "language").rglob("*.py"),
    ]
    makers += (_PACKAGE / "language/data").iterdir()
    known = b"".join(hashlib.sha256(maker.read_bytes()).digest() for maker in sorted(makers) if maker.name != _NOT_ASKED)
    return hashlib.sha256(known).hexdigest()[:12]
