"""Where repaired bytes go: nowhere, into their own file, into a folder, or to standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import ClassVar, Protocol

from ..errors import FileError, UsageError
from .discover import STDIN, Source
from .read import Snapshot
from .write import create, replace

__all__ = ["Destination", "Folder", "InPlace", "Nowhere", "Stdout"]

_LEAVE_OUT = "leave it out to repair in place"


class Destination(Protocol):
    """Take the result of every file, whether it changed or not."""

    @property
    def copies(self) -> bool:
        """Tell whether files that are no text are wanted, too."""

    def put(self, source: Source, snapshot: Snapshot, content: bytes) -> str | None:
        """Deliver ``content``; return the path it was written to, None if nothing was written to a file."""


class Nowhere:
    """Only look."""

    copies: ClassVar[bool] = False

    def put(self, source: Source, snapshot: Snapshot, content: bytes) -> str | None:
        """Write nothing."""
        return None


class Stdout:
    """Write every result to standard output."""

    copies: ClassVar[bool] = True

    def put(self, source: Source, snapshot: Snapshot, content: bytes) -> str | None:
        """Write to standard output, complete. Raises BrokenPipeError if nobody reads it any more."""
        if sys.stdout is None:
            raise FileError(f"{source.path}: standard output is closed; the result was written nowhere")
        try:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise FileError(f"{source.path}: standard output cannot be written ({error.strerror})") from error
        return None


class InPlace:
    """Replace files that changed; the result of standard input goes to standard output."""

    copies: ClassVar[bool] = False

    def put(self, source: Source, snapshot: Snapshot, content: bytes) -> str | None:
        """Replace the file if it changed."""
        if source.is_stdin:
            return Stdout().put(source, snapshot, content)
        if content == snapshot.content:
            return None
        replace(snapshot, content)
        return source.path


class Folder:
    """Write a complete copy below a folder; files keep their place below the folder they were found in."""

    copies: ClassVar[bool] = True

    def __init__(self, path: str) -> None:
        self.path = path

    def put(self, source: Source, snapshot: Snapshot, content: bytes) -> str | None:
        """Write the copy."""
        target = self.target(source)
        create(target, content, like=None if source.is_stdin else source.path)
        return target

    def target(self, source: Source) -> str:
        """Return the path of the copy."""
        return os.path.join(self.path, source.relative)

    def check(self, sources: Sequence[Source]) -> None:
        """Raise UsageError, before anything is written, if a copy would hit a source, another copy or a file."""
        self._check_place(sources)
        inputs = {os.path.realpath(source.path) for source in sources if not source.is_stdin}
        owners: dict[str, str] = {}
        for source in sources:
            target = self.target(source)
            place = os.path.realpath(target)
            if source.is_stdin and source.relative == STDIN:
                raise UsageError("--output needs a name for standard input: add --stdin-filename; nothing was written")
            if place in inputs:
                raise UsageError(f"the output {target} is an input, too; nothing was written; name another folder")
            if owners.setdefault(place, source.path) != source.path:
                both = f"{owners[place]} and {source.path}"
                raise UsageError(f"{both} would both become {target}; nothing was written; repair them one by one")

    def _check_place(self, sources: Sequence[Source]) -> None:
        """Raise UsageError if the output is a file, or an input folder, or lies in one."""
        from pathlib import Path

        output = Path(os.path.realpath(self.path))
        for source in sources:
            if not source.is_stdin and output == Path(os.path.realpath(source.path)):
                raise UsageError(f"--output {self.path} is the input itself; nothing was written; {_LEAVE_OUT}")
        for root in sorted({source.root for source in sources if source.root is not None}):
            folder = Path(os.path.realpath(root))
            if output == folder:
                raise UsageError(f"--output {self.path} is the input folder itself; nothing was written; {_LEAVE_OUT}")
            if output.is_relative_to(folder):
                where = f"lies inside the input folder {root}"
                raise UsageError(f"--output {self.path} {where}; nothing was written; name a folder outside of it")
        for place in (output, *output.parents):
            if os.path.lexists(place):
                if not place.is_dir():
                    raise UsageError(f"--output needs a folder, and {self.path} is a file; nothing was written")
                return
