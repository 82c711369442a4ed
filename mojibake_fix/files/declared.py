"""What the folders around a file declare of its encoding, for git and for editors."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from typing import TYPE_CHECKING

from ..detection.declared import Declaration, known_as
from ..patterns import lazy_pattern
from ..records import NamedTuple
from .ignore import lines_of

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    _InForce = tuple[GitIgnoreSpec, str, str]

__all__ = ["Declarations"]

_CHOICES = lazy_pattern(r"\{([^{}]*,[^{}]*)\}")
_WORD = lazy_pattern(r'"(?:[^"\\]|\\.)*"|\S+')

ATTRIBUTES, EDITORS = ".gitattributes", ".editorconfig"


class _Rules(NamedTuple):
    """What one file says: of which files which encoding ("" takes back what was said), and whether nothing above it counts."""

    rules: list[tuple[GitIgnoreSpec, str]]
    is_top: bool


class Declarations:
    """What ``.gitattributes`` and ``.editorconfig`` declare, each file of them read once."""

    def __init__(self) -> None:
        self._read: dict[str, _Rules] = {}
        self._known: dict[str, dict[str, list[_InForce]]] = {}  # by folder, as it is spelled, and by the name of what declares

    def of(self, path: str) -> list[Declaration]:
        """Return what the two declare of the encoding of a file, each if it does.

        A folder that is nearer wins, and in a file the last line that fits. What cannot be read, or names an encoding that
        nobody knows, says nothing.
        """
        folder, name = os.path.split(path)
        if folder not in self._known:
            place = os.path.abspath(folder)
            self._known[folder] = {by: said for by in (ATTRIBUTES, EDITORS) if (said := [*self._in_force(place, by)])}
        found = ((self._declared(said, name), by) for by, said in self._known[folder].items())
        return [Declaration(encoding, by) for encoding, by in found if encoding is not None]

    @staticmethod
    def _declared(said: list[_InForce], name: str) -> str | None:
        return next((known_as(encoding) for spec, encoding, way in said if spec.match_file(way + name)), None)

    def _in_force(self, folder: str, by: str) -> Iterator[_InForce]:
        """Yield what counts for the files of a folder, the nearest first, with the way to them from where it stands."""
        way = ""
        while True:
            said = self._rules(os.path.join(folder, by))
            yield from ((spec, encoding, way) for spec, encoding in reversed(said.rules))
            parent, name = os.path.split(folder)
            if said.is_top or parent == folder:
                return
            folder, way = parent, f"{name}/{way}"

    def _rules(self, path: str) -> _Rules:
        if path not in self._read:
            lines = lines_of(path)
            said = list(_attributes(lines) if path.endswith(ATTRIBUTES) else _charsets(lines))
            top = os.path.lexists(os.path.join(os.path.dirname(path), ".git")) if path.endswith(ATTRIBUTES) else _is_root(lines)
            self._read[path] = _Rules(list(_compiled(said)), top)
        return self._read[path]


def _compiled(said: list[tuple[str, str]]) -> Iterator[tuple[GitIgnoreSpec, str]]:
    """Yield what is said with its pattern compiled; like git and editors, pass over a broken one."""
    if not said:
        return
    from pathspec import GitIgnoreSpec  # heavy, and few projects need it

    for pattern, encoding in said:
        with suppress(ValueError):
            yield GitIgnoreSpec.from_lines([pattern]), encoding


def _attributes(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the patterns and encodings of ``.gitattributes``.

    >>> list(_attributes(["*.txt text working-tree-encoding=GBK eol=crlf", "*.md text"]))
    [('*.txt', 'GBK')]
    """
    for line in lines:
        pattern, *attributes = _WORD.findall(line) or [""]
        for attribute in attributes:
            name, _, value = attribute.partition("=")
            if name.lstrip("-!") == "working-tree-encoding" and not pattern.startswith(("#", "[attr]")):
                yield pattern.strip('"'), value


def _charsets(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the patterns and encodings of ``.editorconfig``.

    >>> list(_charsets(["root = true", "[*.{md,txt}]", "charset = latin1"]))
    [('*.md', 'latin1'), ('*.txt', 'latin1')]
    """
    patterns: list[str] = []
    for line in lines:
        name, _, value = (part.strip().lower() for part in line.partition("="))
        if line.startswith("[") and line.rstrip().endswith("]"):
            patterns = list(_choices(line.strip()[1:-1]))
        elif name == "charset":
            yield from ((pattern, "" if value == "unset" else value) for pattern in patterns)


def _is_root(lines: list[str]) -> bool:
    """Tell whether ``.editorconfig`` says, before its first section, that it is the topmost."""
    for line in lines:
        if line.startswith("["):
            return False
        if "".join(line.lower().split()) == "root=true":
            return True
    return False


def _choices(glob: str) -> Iterator[str]:
    """Yield the patterns without braces that one with braces stands for.

    >>> list(_choices("*.{md,txt}"))
    ['*.md', '*.txt']
    """
    parts = _CHOICES.split(glob)
    for chosen in product(*(part.split(",") if k % 2 else [part] for k, part in enumerate(parts))):
        yield "".join(chosen)
