"""Two streams: the payload on standard output, messages on standard error; neither ever breaks over a character."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from enum import Enum
from typing import TextIO

from ..errors import FileError
from ..records import NamedTuple
from .visible import visible

__all__ = ["Style", "Terminal", "wants_colour"]


class Style(Enum):
    """What a piece of text is, as the ANSI code of its colour."""

    NAME = "1"  # bold
    GOOD = "32"  # green
    DOUBT = "33"  # yellow
    BAD = "31"  # red
    PLACE = "36"  # cyan


def wants_colour(choice: str, stream: TextIO | None, environ: Mapping[str, str]) -> bool:
    """Decide about colour: ``always`` and ``never`` win, ``auto`` is a terminal that has not been told otherwise.

    >>> wants_colour("always", None, {"NO_COLOR": "1"})
    True
    """
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR") or environ.get("TERM") == "dumb" or stream is None:
        return False
    return stream.isatty() and (os.name != "nt" or "WT_SESSION" in environ)


class Terminal(NamedTuple):
    """The two standard streams, None if closed, and whether each is in colour."""

    out: TextIO | None
    err: TextIO | None
    colour_out: bool = False
    colour_err: bool = False

    @classmethod
    def standard(cls, colour: str = "auto") -> Terminal:
        """Return the streams of this program, made safe for any character."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return cls(
            sys.stdout,
            sys.stderr,
            wants_colour(colour, sys.stdout, os.environ),
            wants_colour(colour, sys.stderr, os.environ),
        )

    def payload(self, line: str) -> None:
        """Write a line that the user asked for.

        Raises BrokenPipeError if nobody reads it any more, FileError if it cannot be written.
        """
        if self.out is None:
            return
        try:
            print(line, file=self.out, flush=True)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise FileError(f"standard output cannot be written ({error.strerror}); the rest was not shown") from error

    def payload_text(self, line: str, style: Style | None) -> None:
        """Write a line of the user's text: exactly, in UTF-8, to a file or a pipe; nothing hidden to a terminal."""
        if self.out is not None and not self.out.isatty() and isinstance(self.out, io.TextIOWrapper):
            self.out.reconfigure(encoding="utf-8")
            self.payload(self.painted(line, style, payload=True))
        else:
            shown = "\t".join(map(visible, line.split("\t")))
            self.payload(self.painted(shown, style, payload=True))

    def message(self, line: str) -> None:
        """Write a line about what happens."""
        if self.err is not None:
            with suppress(OSError):
                print(line, file=self.err, flush=True)

    def can_show(self, text: str) -> bool:
        """Tell whether the payload stream has all these characters."""
        try:
            text.encode(getattr(self.out, "encoding", None) or "utf-8")
        except UnicodeEncodeError:
            return False
        return True

    def painted(self, text: str, style: Style | None, *, payload: bool) -> str:
        """Return ``text`` in the colour of ``style``, if the stream it goes to is in colour."""
        if style is None or not (self.colour_out if payload else self.colour_err):
            return text
        return f"\x1b[{style.value}m{text}\x1b[0m"
