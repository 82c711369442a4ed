"""The command line, case by case: exit code, standard output, standard error, and every byte on disk.

A case is ``cases/NAME.toml``; ``cases/NAME.in`` is the folder it runs in, ``cases/NAME.out`` what that folder holds
afterwards (the same as before if there is none).
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from mojibake_fix.cli import main

tomllib = pytest.importorskip("tomllib" if sys.version_info >= (3, 11) else "tomli")
CASES = Path(__file__).parent / "cases"


def load(path: Path) -> dict[str, Any]:
    """Read a case."""
    case: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return case


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("path", sorted(CASES.glob("*.toml")), ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Each case ends with the exit code, says the words and leaves the files that it promises."""
    case = load(path)
    before, after = path.with_suffix(".in"), path.with_suffix(".out")
    place = tmp_path / "place"
    place.mkdir()
    if before.is_dir():
        shutil.copytree(before, place, dirs_exist_ok=True)
    monkeypatch.chdir(place)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(case.get("stdin", "").encode())))

    status = main(case["args"])

    shown = capsys.readouterr()
    assert shown.err == case.get("stderr", ""), case["comment"]
    assert shown.out == case.get("stdout", ""), case["comment"]
    assert status == case["status"], case["comment"]
    promised = after if after.is_dir() else before
    assert tree(place) == (tree(promised) if promised.is_dir() else {}), case["comment"]


IN_PLACE = [
    path for path in sorted(CASES.glob("*.toml")) if path.with_suffix(".out").is_dir() and "--output" not in load(path)["args"]
]


@pytest.mark.parametrize("path", IN_PLACE, ids=lambda path: path.stem)
def test_second_run(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a run wrote in place, the next run leaves alone."""
    after = path.with_suffix(".out")
    shutil.copytree(after, tmp_path / "place")
    monkeypatch.chdir(tmp_path / "place")
    assert main(["fix", "--quiet", "."]) == 0
    assert tree(tmp_path / "place") == tree(after)
