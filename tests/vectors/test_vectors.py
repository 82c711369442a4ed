"""Every channel does to text what the real decoder does: the vectors, made by others, are replayed one by one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conformance import OBSERVED, ROWS, STEP_FILES, read

from mojibake_fix.restore.channels import CHANNELS, channels_of, corrupt
from mojibake_fix.restore.post_steps import POST_STEPS

HERE = Path(__file__).resolve().parent
TOOL = HERE.parent.parent / "tools" / "build_vectors.py"
LEAST = 200  # vectors with an original in every file; issue 3 asks for them
SHOWN = 5  # differences that a failure shows

# Rows and steps without vectors, and why.
WITHOUT_VECTORS: dict[str, str] = {}


def expect(differences: Iterator[tuple[object, str, str]]) -> None:
    """Fail with the first differences: input, what the decoder made, what the channel makes."""
    found = list(differences)
    shown = "\n".join(f"{given!a}: {made!a} expected, {ours!a} made" for given, made, ours in found[:SHOWN])
    assert not found, f"{len(found)} vectors differ\n{shown}"


def test_no_row_lacks_vectors() -> None:
    """Each row of the table of channels has a file, and each post-step."""
    lacking = (CHANNELS.keys() - ROWS.keys()) | (POST_STEPS.keys() - STEP_FILES.keys())
    assert lacking == WITHOUT_VECTORS.keys()


def test_no_file_lacks_a_row() -> None:
    """No file is of a channel or a step that there is not."""
    assert {layer for name in ROWS for layer in name.split("+")} <= CHANNELS.keys()
    assert STEP_FILES.keys() <= POST_STEPS.keys()


@pytest.mark.parametrize("path", [*ROWS.values(), *STEP_FILES.values()], ids=[*ROWS, *STEP_FILES])
def test_files_are_large_enough(path: Path) -> None:
    """A file says who made its vectors, and has at least 200 different ones with an original."""
    header, vectors = read(path)
    assert header["built"]
    assert header.get("decoder") or header.get("programs")
    assert len({vector["original"] for vector in vectors if "original" in vector}) >= LEAST


@pytest.mark.parametrize("name", ROWS)
def test_channel_damages_as_the_decoder_does(name: str) -> None:
    """``corrupt`` gives the text that the real decoder gave for each original."""
    channels = channels_of(name)
    expect(
        (vector["original"], vector["garbled"], ours)
        for vector in read(ROWS[name])[1]
        if "original" in vector and (ours := corrupt(channels, vector["original"])) != vector["garbled"]
    )


@pytest.mark.parametrize("name", [name for name in ROWS if "+" not in name])
def test_reader_reads_as_the_decoder_does(name: str) -> None:
    """The reader of a channel makes of bytes, those of a text or any others, what the real decoder made."""
    reader = CHANNELS[name].reader
    expect(
        (vector["bytes"], vector["garbled"], ours)
        for vector in read(ROWS[name])[1]
        if (ours := reader.read(bytes.fromhex(vector["bytes"]))) != vector["garbled"]
    )


@pytest.mark.parametrize("step", STEP_FILES)
def test_step_changes_as_other_programs_do(step: str) -> None:
    """A post-step makes of a text what the programs that have it agree on."""
    change = POST_STEPS[step]
    expect(
        (vector["original"], vector["garbled"], ours)
        for vector in read(STEP_FILES[step])[1]
        if (ours := change(vector["original"])) != vector["garbled"]
    )


def test_observed_damage_is_reproduced() -> None:
    """What was seen in public repositories is exactly what a channel makes of the original."""
    for vector in read(OBSERVED)[1]:
        assert isinstance(vector["source"], dict)
    expect(
        (vector["original"], vector["garbled"], ours)
        for vector in read(OBSERVED)[1]
        if (ours := corrupt(channels_of(vector["channel"]), vector["original"])) != vector["garbled"]
    )


def test_python_still_reads_so() -> None:
    """The rows that need no other decoder than Python are, by the Python that runs this, what the tool makes."""
    rows = [name for name in ROWS if name.endswith("/python") and "+" not in name]
    run = subprocess.run([sys.executable, str(TOOL), "--check", *rows], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"{len(rows)} of {len(rows)} files compared" in run.stdout
