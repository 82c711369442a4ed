"""Where what takes long to make is kept, until the code that makes it changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

__all__ = ["kept"]

_FOLDER = Path(__file__).resolve().parents[2] / "build/restoration"

Kept = TypeVar("Kept")


def kept(name: str, makers: tuple[str, ...], make: Callable[[], Kept], folder: Path = _FOLDER) -> Kept:
    """Return what was made under a name, making it first if it is not there or one of the files ``makers`` has changed.

    It has to be lists of strings, or what else JSON gives back as it was.
    """
    path = folder / _digest(makers) / f"{name}.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(make()), encoding="utf-8")
    found: Kept = json.loads(path.read_text(encoding="utf-8"))
    return found


def _digest(makers: tuple[str, ...]) -> str:
    return hashlib.sha256(b"".join(Path(maker).read_bytes() for maker in makers)).hexdigest()[:12]
