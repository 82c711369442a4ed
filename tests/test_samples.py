"""Every sample in its real bytes becomes what its author wrote, or stays as it is and is reported."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mojibake_fix.cli.app import main
from mojibake_fix.config import Config
from mojibake_fix.errors import NotTextError
from mojibake_fix.model import Outcome
from mojibake_fix.pipeline import repair_bytes
from mojibake_fix.runner import format_of

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
ROWS: list[dict[str, str]] = [json.loads(line) for line in (SAMPLES / "manifest.jsonl").read_text("utf-8").splitlines()]
PAPERS = {"README.md", "manifest.jsonl"}
BLANKS = re.compile(r"[^\S\n]+")


def rows(*status: str) -> pytest.MarkDecorator:
    """Parametrise a test with the rows of some status."""
    chosen = [row for row in ROWS if row["status"] in status]
    return pytest.mark.parametrize("row", chosen, ids=[row["file"] for row in chosen])


def damaged(row: dict[str, str]) -> bytes:
    """Return the bytes of a sample."""
    return (SAMPLES / row["file"]).read_bytes()


def expected(row: dict[str, str]) -> bytes:
    """Return what a sample should become."""
    return (SAMPLES / row["expected"]).read_bytes()


def comparable(row: dict[str, str], content: bytes) -> str:
    """Return a text as the row wants it compared: exactly, or with runs of blanks folded."""
    text = content.decode("utf-8")
    return BLANKS.sub(" ", text) if row.get("blanks") == "folded" else text


def repaired(row: dict[str, str]) -> Outcome:
    """Return the outcome of a sample with default options."""
    return repair_bytes(damaged(row), Config(), format_of(row["file"], Config()))


def left_or_restored(row: dict[str, str], result: bytes) -> bool:
    """Tell whether each line begins as the author wrote it and ends as it was damaged."""
    lines = zip(*(text.decode("utf-8").split("\n") for text in (result, damaged(row), expected(row))), strict=True)
    return all(
        any(line[:cut] == after[:cut] and before.endswith(line[cut:]) for cut in range(len(line) + 1))
        for line, before, after in lines
    )


def test_manifest_names_every_file_once() -> None:
    """No sample without a row, no row without a sample, no original that nobody expects."""
    there = sorted(path.name for path in SAMPLES.iterdir() if path.is_file() and not path.name.startswith("."))
    assert sorted([row["file"] for row in ROWS] + sorted(PAPERS)) == there
    originals = sorted(f"expected/{path.name}" for path in (SAMPLES / "expected").iterdir())
    assert sorted(row["expected"] for row in ROWS if row["expected"].startswith("expected/")) == originals


@pytest.mark.parametrize("row", ROWS, ids=[row["file"] for row in ROWS])
def test_manifest_tells_the_truth(row: dict[str, str]) -> None:
    """A row says what the bytes are, what happened to them, and whose words they are."""
    assert row["status"] in ("restored", "unchanged", "reported", "skipped")
    assert all(row[field] for field in ("encoding", "damage", "origin", "licence"))
    if row["damage"].startswith("none but the encoding"):
        assert damaged(row).decode(row["encoding"]).encode("utf-8") == expected(row)
    if row["status"] in ("unchanged", "skipped"):
        assert row["expected"] == row["file"]


def test_committed_samples_are_what_the_tool_makes() -> None:
    """The damage is that of the real codecs, and can be made again."""
    tool = [sys.executable, str(ROOT / "tools" / "build_samples.py"), "--check"]
    run = subprocess.run(tool, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@rows("unchanged")
def test_clean_file_stays(row: dict[str, str]) -> None:
    """Nothing is found in a clean file, and nothing changes."""
    outcome = repaired(row)
    assert outcome.findings == ()
    assert not outcome.changed
    assert outcome.text.encode("utf-8") == damaged(row)


@rows("skipped")
def test_what_is_no_text_is_refused(row: dict[str, str]) -> None:
    """Bytes that are no text are said to be none."""
    with pytest.raises(NotTextError):
        repaired(row)


@rows("restored")
def test_damaged_file_is_restored(row: dict[str, str]) -> None:
    """A damaged file becomes what its author wrote, by a plan that leads there and back."""
    outcome = repaired(row)
    assert comparable(row, outcome.encoded) == comparable(row, expected(row))
    assert outcome.changed
    assert not outcome.damaged
    assert outcome.plan.apply(outcome.original) == outcome.text
    assert outcome.plan.inverse().apply(outcome.text) == outcome.original


@rows("reported")
def test_what_a_later_version_restores_is_reported(row: dict[str, str]) -> None:
    """Damage beyond this version is reported and left; if it is restored, the manifest is out of date."""
    outcome = repaired(row)
    assert outcome.encoded != expected(row)
    assert outcome.damaged
    assert left_or_restored(row, outcome.encoded)


@rows("restored", "unchanged")
def test_second_run_changes_nothing(row: dict[str, str]) -> None:
    """The result is clean."""
    outcome = repaired(row)
    again = repair_bytes(outcome.text.encode(), Config(), format_of(row["file"], Config()))
    assert again.text == outcome.text
    assert not again.changed


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, int]:
    """Return a copy of all samples after two runs of ``fix`` over the folder, and the two exit codes."""
    copy = tmp_path_factory.mktemp("samples")
    for row in ROWS:
        (copy / row["file"]).write_bytes(damaged(row))
    first = main(["fix", str(copy)])
    after_one = {path.name: path.read_bytes() for path in copy.iterdir()}
    second = main(["fix", str(copy)])
    assert {path.name: path.read_bytes() for path in copy.iterdir()} == after_one
    return copy, first, second


@pytest.mark.parametrize("row", ROWS, ids=[row["file"] for row in ROWS])
def test_folder_on_the_command_line(row: dict[str, str], folder: tuple[Path, int, int]) -> None:
    """``fix`` over the folder does to each file what the library does, and leaves no file behind."""
    result = (folder[0] / row["file"]).read_bytes()
    if row["status"] == "restored":
        assert comparable(row, result) == comparable(row, expected(row))
    elif row["status"] == "reported":
        assert result == damaged(row) or left_or_restored(row, result)
    else:
        assert result == damaged(row)
    assert sorted(path.name for path in folder[0].iterdir()) == sorted(row["file"] for row in ROWS)


def test_exit_codes_of_the_folder(folder: tuple[Path, int, int]) -> None:
    """1 as files were changed, then 0 as there is nothing left that could be."""
    assert folder[1:] == (1, 0)
