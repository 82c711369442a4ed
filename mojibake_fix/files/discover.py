"""From the paths of a command line to the files to look at, in an order that never varies."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..errors import FileError
from .ignore import IgnoreRules

__all__ = ["STDIN", "Source", "discover", "split_line"]

STDIN = "-"  # the path that stands for standard input


class Source(NamedTuple):
    """One file to look at.

    ``path`` is spelled as on the command line, or as found below a folder of it: ``root``, which is None for a file
    that was named itself. ``relative`` is the place of the file below that folder, and so below an output folder.
    ``refusal`` says why a folder cannot be entered.
    """

    path: str
    relative: str
    root: str | None = None
    refusal: FileError | None = None

    @property
    def named(self) -> bool:
        """Tell whether the command line names the file itself."""
        return self.root is None

    @property
    def is_stdin(self) -> bool:
        """Tell whether this is standard input."""
        return self.path == STDIN


def discover(paths: Iterable[str], *, stdin_name: str = STDIN) -> Iterator[Source]:
    """Yield the files that ``paths`` name, each file once: named ones as they are, folders searched to the bottom.

    In a folder, hidden entries, symbolic links, devices and what ``.gitignore`` names are left out; a named file is
    always taken. A path that does not exist is yielded too: reading it says what is wrong. ``stdin_name`` is what
    standard input would be called if it were a file.
    """
    seen: set[str] = set()
    for path in paths:
        if path == STDIN:
            found: Iterable[Source] = [Source(STDIN, os.path.basename(stdin_name))]
        elif os.path.isdir(path):
            found = _inside(path)
        else:
            found = [Source(path, os.path.basename(path))]
        for source in found:
            place = STDIN if source.is_stdin else os.path.realpath(source.path)
            if place not in seen:
                seen.add(place)
                yield source


def split_line(path: str) -> tuple[str, int | None]:
    """Split ``FILE:LINE``; a file that really has such a name wins.

    >>> split_line("notes.txt:12")
    ('notes.txt', 12)
    >>> split_line("notes.txt")
    ('notes.txt', None)
    """
    file, colon, line = path.rpartition(":")
    if colon and file and line.isascii() and line.isdigit() and not os.path.lexists(path):
        return file, int(line)
    return path, None


def _inside(root: str) -> Iterator[Source]:
    """Yield the files of a named folder."""
    real = os.path.realpath(root)
    if ".git" in real.split(os.sep):
        yield _refused(root, root, f"{root}: git's own folder is never searched; name the file itself if you mean it")
    else:
        yield from _walk(root, real, IgnoreRules.above(real))


def _walk(root: str, real: str, rules: IgnoreRules) -> Iterator[Source]:
    """Yield the files of ``root`` and of the folders in it, in order; ``real`` is where it lies without symbolic links."""
    levels = [_listing(root, root, real, rules)]  # no recursion: a tree may be deeper than Python's stack
    while levels:
        found = next(levels[-1], None)
        if found is None:
            levels.pop()
        elif isinstance(found, Source):
            yield found
        else:
            levels.append(_listing(root, *found))


def _listing(root: str, folder: str, real: str, rules: IgnoreRules) -> Iterator[Source | tuple[str, str, IgnoreRules]]:
    """Yield the files of one folder, and for each folder in it what its own listing takes."""
    rules = rules.entering(real)
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield _refused(root, folder, f"{folder}: the folder cannot be listed ({error.strerror}); nothing in it was touched")
        return
    for entry in entries:
        place = os.path.join(real, entry.name)
        is_folder = entry.is_dir(follow_symlinks=False)
        if entry.name.startswith(".") or rules.ignore(place, is_folder=is_folder):
            continue
        if is_folder:
            yield entry.path, place, rules
        elif entry.is_file(follow_symlinks=False):
            yield Source(entry.path, os.path.relpath(entry.path, root), root)


def _refused(root: str, folder: str, message: str) -> Source:
    return Source(folder, os.path.relpath(folder, root), root=root, refusal=FileError(message))
