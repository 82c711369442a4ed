"""A large file is looked at, not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from mojibake_fix import Config
from mojibake_fix.errors import FileError
from mojibake_fix.files import read as reading
from mojibake_fix.files.read import read_windows
from mojibake_fix.runner import Surroundings

LINES = "".join(f"第{number}行，今天上午图书馆开放。\n" for number in range(200))


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_WINDOW", 500)


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le", "utf-16"])
def test_large(tmp_path: Path, codec: str) -> None:
    """Three windows decide what the whole would, are never more than they promise, and nobody is certain by them."""
    path = tmp_path / "large.txt"
    path.write_bytes(LINES.encode(codec))
    snapshot = read_windows(str(path))
    assert 600 < len(snapshot.content) < 1504
    assert len(snapshot.content) + snapshot.left_out == path.stat().st_size
    part, whole = (Surroundings(Config(), all_of_it).detect(str(path)) for all_of_it in (False, True))
    assert part.encoding == whole.encoding
    assert part.confidence < 1
    assert "looked at" in part.evidence
    assert "looked at" not in whole.evidence


def test_small(tmp_path: Path) -> None:
    path = tmp_path / "small.txt"
    path.write_bytes(b"a" * 1500)
    assert read_windows(str(path)).left_out == 0


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such file"):
        read_windows(str(tmp_path / "missing.txt"))
