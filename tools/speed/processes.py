"""Whole processes: what the command costs from its start to its end."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from mojibake_fix import explain, fix_text

from .figures import Figure, Row
from .rounds import LONG_PATIENCE, interleaved, timed
from .run import Run, against, environment
from .texts import fresh

__all__ = ["files", "large", "starts"]

_LAUNCH = Path(__file__).with_name("launch.py")
_COMMAND = (
    sys.executable,
    "-c",
    "import sys; from mojibake_fix.__main__ import main; sys.exit(main())",
)  # what installing writes
_PYTHON = "python -c pass"
_STARTS = 4  # rounds of starts for each round of the others: they are short
_FILE, _FILES, _LARGE = 4_000, 10_000, 1_000_000_000  # bytes, number, bytes
_SECONDS = 10.0  # in which the many files are made
_PIECE = 1_000_000  # bytes that the large file is written by
_LANGUAGES = ("Chinese", "Japanese", "Korean", "English", "Markdown with code")

_OPENING = """
import time
from mojibake_fix.language.models import chinese, japanese, korean, western
began = time.perf_counter()
chinese()
first = time.perf_counter() - began
japanese(), korean(), western()
print(first, time.perf_counter() - began)
"""


def starts(run: Run) -> Iterator[Row]:
    """Yield the rows about short processes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "clean.txt")
        commands: dict[str, Sequence[str]] = {
            _PYTHON: (sys.executable, "-c", "pass"),
            "--version": (*_COMMAND, "--version"),
            "check": (*_COMMAND, "check", str(path)),
            "import": (sys.executable, "-c", "import mojibake_fix"),
        }
        contenders = {name: timed(partial(_started, command), partial(_rewritten, path)) for name, command in commands.items()}
        times = interleaved(contenders, run.times(_STARTS).texts("Chinese", _FILE))
    works = {"--version": 4.5, "check": 6.0, "import": 2.0}
    names = {"check": "check of one file of 4 KB", "import": "import mojibake_fix"}
    for work, limit in works.items():
        figures = (*against(times, {_PYTHON: limit}, work), Figure(1e3 * times.median(work), "ms"))
        yield Row("starts", names.get(work, work), figures)
    yield _opening(run)


def _rewritten(path: Path, text: str) -> Path:
    """Put a text in which there is nothing to do into a file that every process starts beside."""
    path.write_text(fix_text(text), encoding="utf-8")
    return path


def _started(command: Sequence[str], path: Path) -> None:
    subprocess.run(command, cwd=path.parent, env=environment(), capture_output=True, check=True)


def _opening(run: Run) -> Row:
    command = (sys.executable, "-c", _OPENING)
    said = [
        subprocess.run(command, env=environment(), capture_output=True, text=True, check=True).stdout.split()
        for _ in range(run.rounds)
    ]
    chinese, every = (1e3 * median(map(float, column)) for column in zip(*said, strict=True))
    return Row("starts", "opening the language models", (Figure(chinese, "ms for one", at_most=3), Figure(every, "ms for all")))


def files(run: Run) -> Iterator[Row]:
    """Yield the row about many clean files."""
    with tempfile.TemporaryDirectory() as folder:
        count = _clean_files(folder, run.scaled(_FILES))
        peaks: dict[str, float] = {}

        def seconds(jobs: str, _: int) -> float:
            took, peaks[jobs] = _launched("check", "--jobs", jobs, folder)
            return took

        times = interleaved({jobs: partial(seconds, jobs) for jobs in ("1", "2")}, range(run.rounds + 1))
    figures = (
        Figure(times.median("2") / count * _FILES, "s with two jobs", at_most=2),
        Figure(times.median("1") / count * _FILES, "s with one"),
        Figure(times.ratio("1", "2"), "times as fast with two", at_least=1.8),
        Figure(peaks["2"], "MB in the largest process", at_most=80),
        Figure(count, "files measured"),
    )
    yield Row("files", f"check of {_FILES:,} clean files of 4 KB", figures)


def _clean_files(folder: str, most: int) -> int:
    """Write files in which there is nothing to do, as many as there is time for, and return how many."""
    began, number = time.perf_counter(), 0
    while number < most and time.perf_counter() - began < _SECONDS:
        text = fix_text(fresh(_LANGUAGES[number % len(_LANGUAGES)], _FILE))
        if not explain(text).findings:  # a source file has marks that hide text, of which a person has to decide
            Path(folder, f"{number}.txt").write_text(text, encoding="utf-8")
            number += 1
    return number


def large(run: Run) -> Iterator[Row]:
    """Yield the row about one large file; nothing unless it is asked for."""
    if not run.large:
        return
    size = run.affordable(timed(partial(fix_text, profile="repair"), str), "Chinese", _LARGE, LONG_PATIENCE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "large.txt")
        with path.open("w", encoding="utf-8") as file:
            for written in range(0, size, _PIECE):
                file.write(fresh("Chinese", min(_PIECE, size - written)))
        runs = [_launched("check", "--profile", "repair", str(path)) for _ in range(run.rounds)]
    figures = (
        Figure(median(size / 1e6 / seconds for seconds, _ in runs), "MB/s", at_least=100),
        Figure(max(peak for _, peak in runs), "MB of memory", at_most=300),
        Figure(size / 1e6, "MB at once"),
    )
    yield Row("large", "check, repair: one clean file of 1 GB", figures)


def _launched(*arguments: str) -> tuple[float, float]:
    """Return the seconds of the command and the MB of its largest process."""
    command = (sys.executable, str(_LAUNCH), *_COMMAND, *arguments)
    run = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    status, seconds, peak = json.loads(run.stdout)
    if status:  # with something to do it is not the work that is measured
        raise SystemExit(f"{' '.join(arguments)}: status {status}\n{run.stderr}")
    return seconds, peak
