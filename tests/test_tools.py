"""What is committed is what the tools make."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parent.parent / "tools"


# tools/build_language_model.py fetches its sources and takes minutes: tests/language/test_builder.py builds a small part.
@pytest.mark.parametrize("tool", ["build_readings", "build_samples", "build_script_tables"])
def test_committed_data_can_be_made_again(tool: str) -> None:
    """Each data file is, byte for byte, what its tool builds from the sources it names."""
    pytest.importorskip("pypinyin", reason="the dependency group `build` is not installed")
    run = subprocess.run([sys.executable, str(TOOLS / f"{tool}.py"), "--check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("tool", ["build_utf8_shapes", "build_oddity", "build_legacy"])
def test_tables_can_be_made_again(tool: str) -> None:
    """The tables of the search are what the encodings and the models say; nothing has to be installed for that."""
    run = subprocess.run([sys.executable, str(TOOLS / f"{tool}.py"), "--check"], capture_output=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("is_deflated", [False, True], ids=["as it is", "deflated"])
def test_what_differs_is_told(is_deflated: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that was written compares equal, and another one does not; comparing writes nothing."""
    monkeypatch.syspath_prepend(str(TOOLS))
    from table_file import write_or_compare

    target = tmp_path / "some.bin"

    def run(table: bytes, *options: str) -> int:
        monkeypatch.setattr(sys, "argv", ["build", *options])
        return write_or_compare("Build.", target, lambda: table, lambda _: "some", is_deflated=is_deflated)

    assert run(b"one" * 9) == 0
    written = target.read_bytes()
    assert [run(b"one" * 9, "--check"), run(b"two" * 9, "--check")] == [0, 1]
    assert target.read_bytes() == written
    assert (written == b"one" * 9) is not is_deflated
