"""The progress bar: for who waits at a terminal, and for nobody else."""

from __future__ import annotations

from io import StringIO
from types import SimpleNamespace

import pytest

from mojibake_fix.cli import progress
from mojibake_fix.cli.options import Request
from mojibake_fix.cli.progress import Progress
from mojibake_fix.config import Config
from mojibake_fix.output.terminal import Terminal


class Screen(StringIO):
    """A stream that says whether it is a terminal."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        """Tell."""
        return self.terminal


def shown(seconds: float, *, terminal: bool = True, quiet: bool = False, files: int = 4) -> str:
    """Return what a run of so many files leaves on standard error, if each takes so many seconds."""
    screen = Screen(terminal)
    clock = iter(seconds * tick for tick in range(files + 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: next(clock)))
        with Progress(files, Request(Terminal(None, screen), Config(), quiet=quiet)) as bar:
            for number in range(files):
                bar.clear()
                screen.write(f"{number}.txt: mended\n")
                bar.advance()
    return screen.getvalue()


@pytest.mark.parametrize(
    ("seconds", "options"),
    [(0.1, {}), (60.0, {"terminal": False}), (60.0, {"quiet": True}), (60.0, {"files": 1})],
    ids=["quick", "no terminal", "quiet", "one file"],
)
def test_no_bar(seconds: float, options: dict[str, bool]) -> None:
    """A quick run, a log, a quiet run and a single file see lines only."""
    said = shown(seconds, **options)
    assert "repairing" not in said
    assert "\x1b" not in said


def test_bar_after_two_seconds() -> None:
    """A slow run has a bar, and every line stands whole where the bar was."""
    said = shown(1.5)
    assert "repairing" in said
    assert said.index("1.txt: mended") < said.index("repairing") < said.index("2.txt: mended")
    assert "\r\x1b[K2.txt: mended\n" in said
