"""A progress bar for who waits at a terminal."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any

import click

from .options import Request

__all__ = ["Progress"]

_PATIENCE = 2.0  # seconds without a bar: most runs are over by then
_CLEAR_LINE = "\r\x1b[K"


class Progress:
    """Count files, and show a bar on standard error once it takes longer than two seconds, if that is a terminal."""

    def __init__(self, total: int, request: Request) -> None:
        self._stream = request.terminal.err
        self._wanted = not request.quiet and total > 1 and self._stream is not None and self._stream.isatty()
        self._total = total
        self._done = 0
        self._began = time.monotonic()
        self._bar: Any = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self.clear()
            self._bar.__exit__(kind, error, trace)

    def clear(self) -> None:
        """Take the bar away, so that a line can be written where it stands."""
        if self._bar is not None and self._stream is not None:
            self._stream.write(_CLEAR_LINE)
            self._stream.flush()

    def advance(self) -> None:
        """Count one file, and show the bar (again)."""
        self._done += 1
        if not self._wanted:
            return
        if self._bar is None:
            if time.monotonic() - self._began < _PATIENCE:
                return
            self._bar = click.progressbar(length=self._total, file=self._stream, show_pos=True, label="repairing")
            self._bar.__enter__()
            self._bar.update(self._done - 1)
        self._bar.update(1)
        self._bar.render_progress()
