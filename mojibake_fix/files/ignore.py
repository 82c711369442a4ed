"""What git would not track: ``.gitignore`` at every level and ``.git/info/exclude``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from ..records import NamedTuple

if TYPE_CHECKING:
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

__all__ = ["IgnoreRules", "lines_of"]


class _Rule(NamedTuple):
    """One line of an ignore file that lies in ``folder``."""

    folder: str
    pattern: GitIgnoreSpecPattern
    only_folders: bool

    def names(self, path: str, *, is_folder: bool) -> bool:
        """Tell whether the line speaks of ``path`` itself; a match by way of a folder above sets a group."""
        if self.only_folders and not is_folder:
            return False
        hit = self.pattern.match_file(os.path.relpath(path, self.folder).replace(os.sep, "/"))
        return hit is not None and not any(hit.match.groups())


class IgnoreRules(NamedTuple):
    """The lines in force in one folder, the farthest first.

    Every level of a tree is asked by itself, as git does it. pathspec's own answer for a whole path differs from git's
    where a folder is taken back in, so only its patterns are used.
    """

    rules: tuple[_Rule, ...] = ()

    @classmethod
    def above(cls, folder: str) -> IgnoreRules:
        """Return the rules that the git repository around ``folder`` (a real path) has for it.

        Outside a repository there are none. A folder that they ignore was named on purpose, so they say nothing about
        its content.
        """
        parents = _folders_above(folder)
        if parents is None:
            return cls()
        known = cls()
        for parent, below in pairwise([*parents, folder]):
            known = known.entering(parent)
            if known.ignore(below, is_folder=True):
                return cls()
        return known

    def entering(self, folder: str) -> IgnoreRules:
        """Return the rules for ``folder`` (a real path): these and its own ignore file, if it has one."""
        exclude = lines_of(os.path.join(folder, ".git", "info", "exclude"))
        own = tuple(_rules(folder, [*exclude, *lines_of(os.path.join(folder, ".gitignore"))]))
        return IgnoreRules(self.rules + own) if own else self

    def ignore(self, path: str, *, is_folder: bool) -> bool:
        """Tell whether ``path`` (a real path) is ignored: the last line that speaks of it decides."""
        for rule in reversed(self.rules):
            if rule.names(path, is_folder=is_folder):
                return bool(rule.pattern.include)
        return False


def _folders_above(folder: str) -> list[str] | None:
    """Return the folders from the top of the git repository down to the parent of ``folder``; None outside of one."""
    parents: list[str] = []
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
        parents.insert(0, folder)
    return parents


def lines_of(path: str) -> list[str]:
    """Return the lines of a file for git or an editor; none if it is missing or cannot be read, as in git.

    >>> lines_of("no such file")
    []
    """
    try:
        with open(path, encoding="utf-8-sig", errors="surrogateescape") as file:
            return file.read().split("\n")
    except OSError:
        return []


def _rules(folder: str, lines: list[str]) -> Iterator[_Rule]:
    """Yield the lines that are patterns; git passes over a broken line in silence, so we do too."""
    if not lines:
        return
    from pathspec import GitIgnoreSpec

    for line in lines:
        bare = line.rstrip(" ")
        if bare.endswith("\\"):  # the last space is escaped, and part of the name
            bare = line
        try:
            [pattern] = GitIgnoreSpec.from_lines([bare.removesuffix("/")], backend="simple").patterns
        except ValueError:
            continue
        if pattern.include is not None:
            yield _Rule(folder, pattern, bare.endswith("/"))
