"""Read a file whole, and notice if it moves meanwhile."""

from __future__ import annotations

import os
import stat
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from ..detection.windows import windows
from ..errors import FileChangedError, FileError, NotTextError
from ..records import NamedTuple
from .discover import STDIN

__all__ = ["Snapshot", "read", "read_parts", "read_windows", "size_of"]

_HEAD = 8192
_WINDOW = 1 << 20  # bytes of each of three windows of a large file
_PART = 1 << 23  # bytes of a large file that are read at once
_BOMS = (
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\x00\x00\xfe\xff",
)  # UTF-8, UTF-16 and UTF-32 little, big, UTF-32 big


class Snapshot(NamedTuple):
    """The bytes of a file at one moment; ``path`` is as the user spelled it."""

    path: str
    content: bytes
    left_out: int = 0  # bytes that were not read


def read(path: str, *, whole: bool = False) -> Snapshot:
    """Return what ``path`` holds; ``-`` is standard input.

    Raises FileError if it cannot be read, FileChangedError if it changed meanwhile, and NotTextError, before reading
    more than a few kilobytes, if it cannot be text in any encoding; ``whole`` reads such a file too.
    """
    if path == STDIN:
        return Snapshot(path, _read_stdin())
    try:
        return Snapshot(path, _read_file(path, whole=whole))
    except OSError as error:
        raise FileError(_sentence(path, error)) from error


def read_windows(path: str) -> Snapshot:
    """Return what there is to look at in ``path``: all of a file, or the beginning, the middle and the end of a large one.

    Raises FileError if it cannot be read.
    """
    try:
        if path == STDIN or os.path.getsize(path) <= 3 * _WINDOW:
            return read(path, whole=True)
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            content = windows(partial(_piece, file), size, _WINDOW)
    except OSError as error:
        raise FileError(_sentence(path, error)) from error
    return Snapshot(path, content, size - len(content))


def size_of(path: str) -> int:
    """Return the size of a file in bytes, 0 for what is none."""
    try:
        return 0 if path == STDIN else os.path.getsize(path)
    except OSError:
        return 0


def read_parts(path: str) -> Iterator[str]:
    """Yield the text of a file in UTF-8, in parts that end where lines do, as far as lines are no longer than a part.

    Raises UnicodeDecodeError where it is not UTF-8, FileError if it cannot be read, and FileChangedError at the end if it changed
    meanwhile.
    """
    try:
        with open(path, "rb") as file:
            before = os.fstat(file.fileno())
            decoder, rest = getincrementaldecoder("utf-8")(), ""
            while content := file.read(_PART):
                text = rest + decoder.decode(content)
                end = text.rfind("\n") + 1 or len(text)
                yield text[:end]
                rest = text[end:]
            yield rest + decoder.decode(b"", final=True)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise FileError(_sentence(path, error)) from error
    _refuse_changed(path, before, after)


def _refuse_changed(path: str, before: os.stat_result, after: os.stat_result) -> None:
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise FileChangedError(
            f"{path}: the file changed while it was being read; it was left as it is; run again when it is at rest"
        )


def _piece(file: BinaryIO, start: int, length: int) -> bytes:
    file.seek(start)
    return file.read(length)


def _read_file(path: str, *, whole: bool) -> bytes:
    if not stat.S_ISREG(os.stat(path).st_mode):
        _refuse_special(path)
    with open(path, "rb", buffering=0) as file:  # a buffer takes longer than to read a small file
        before = os.fstat(file.fileno())
        content = file.read(_HEAD)
        if not whole and _cannot_be_text(content):
            raise NotTextError(f"{path}: binary, nothing to repair")
        if len(content) != before.st_size:
            content += file.readall()
        after = os.fstat(file.fileno())
    _refuse_changed(path, before, after)
    return content


def _refuse_special(path: str) -> None:
    if os.path.isdir(path):
        raise IsADirectoryError(0, "is a folder", path)
    raise FileError(f"{path}: this is a pipe or a device, not a file; it was not opened; use '-' to read from a pipe")


def _cannot_be_text(head: bytes) -> bool:
    """Tell whether these bytes are certainly no text, whatever the encoding.

    UTF-16 and UTF-32 have zero bytes too, but never in every place of four, as programs, images and archives have.
    """
    return b"\0" in head and not head.startswith(_BOMS) and all(0 in head[place::4] for place in range(4))


def _read_stdin() -> bytes:
    if sys.stdin is None:
        raise FileError("-: standard input is closed; nothing was read")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise FileError(f"-: standard input cannot be read ({error.strerror}); nothing was written") from error


def _sentence(path: str, error: OSError) -> str:
    """Say in one sentence why a file could not be read."""
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        if os.path.islink(path):
            return f"{path}: the symbolic link points to nothing; it was left as it is"
        return f"{path}: there is no such file or folder; check the spelling"
    if isinstance(error, PermissionError):
        return f"{path}: no permission to read it; it was left as it is"
    return f"{path}: it cannot be read ({error.strerror}); it was left as it is"
