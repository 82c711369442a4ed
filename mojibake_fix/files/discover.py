"""From the paths of a command line to the files to look at, in an order that never varies."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from ..errors import FileError
from ..records import NamedTuple
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
            found: Iterable[_Found] = [(Source(STDIN, os.path.basename(stdin_name)), STDIN)]
        elif os.path.isdir(path):
            found = _inside(path)
        else:
            found = [(Source(path, os.path.basename(path)), os.path.realpath(path))]
        for source, place in found:
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


class _Folder(NamedTuple):
    """A folder to list: as it is spelled, its place below the one that was named, and where it lies without symbolic links."""

    path: str
    relative: str
    real: str
    rules: IgnoreRules


_Found = tuple[Source, str]  # with where it lies without symbolic links, by which every file is taken once


def _inside(root: str) -> Iterator[_Found]:
    """Yield the files of a named folder."""
    real = os.path.realpath(root)
    folder = _Folder(root, "", real, IgnoreRules.above(real))
    if ".git" in real.split(os.sep):
        yield _refused(root, folder, f"{root}: git's own folder is never searched; name the file itself if you mean it")
    else:
        yield from _walk(root, folder)


def _walk(root: str, folder: _Folder) -> Iterator[_Found]:
    """Yield the files of a folder and of the folders in it, in order."""
    levels = [_listing(root, folder)]  # no recursion: a tree may be deeper than Python's stack
    while levels:
        found = next(levels[-1], None)
        if found is None:
            levels.pop()
        elif isinstance(found, _Folder):
            levels.append(_listing(root, found))
        else:
            yield found


def _listing(root: str, folder: _Folder) -> Iterator[_Found | _Folder]:
    """Yield the files of one folder, and the folders in it."""
    path, relative, real, rules = folder
    rules = rules.entering(real)
    try:
        with os.scandir(path) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield _refused(root, folder, f"{path}: the folder cannot be listed ({error.strerror}); nothing in it was touched")
        return
    above, above_place = os.path.join(relative, ""), os.path.join(real, "")
    for entry in entries:
        place = above_place + entry.name
        is_folder = entry.is_dir(follow_symlinks=False)
        if entry.name.startswith(".") or rules.ignore(place, is_folder=is_folder):
            continue
        below = above + entry.name
        if is_folder:
            yield _Folder(entry.path, below, place, rules)
        elif entry.is_file(follow_symlinks=False):
            yield Source(entry.path, below, root), place


def _refused(root: str, folder: _Folder, message: str) -> _Found:
    return Source(folder.path, folder.relative or os.curdir, root, FileError(message)), folder.real
