"""What the folders around a file declare of its encoding, for git and for editors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from ..detect.declared import Declaration, known_as
from ..patterns import lazy_pattern

__all__ = ["declarations"]

_CHOICES = lazy_pattern(r"\{([^{}]*,[^{}]*)\}")
_WORD = lazy_pattern(r'"(?:[^"\\]|\\.)*"|\S+')


class _Line(NamedTuple):
    """A pattern as in ``.gitignore``, and the encoding of the files that it fits; "" takes back what was said before."""

    pattern: str
    encoding: str


def declarations(path: str) -> list[Declaration]:
    """Return what ``.gitattributes`` and ``.editorconfig`` declare of the encoding of a file, each if it does.

    A folder that is nearer wins, and in a file the last line that fits. What cannot be read, or names an encoding that nobody
    knows, says nothing.
    """
    folder, name = os.path.split(os.path.abspath(path))
    found: list[Declaration] = []
    for by, lines_of in _READERS.items():
        encoding = _declared(folder, name, lines_of)
        if encoding is not None:
            found.append(Declaration(encoding, by))
    return found


def _declared(folder: str, name: str, lines_of: Callable[[str], tuple[tuple[_Line, ...], bool]]) -> str | None:
    below = name
    while True:
        lines, is_top = lines_of(folder)
        for line in reversed(lines):
            if _fits(line.pattern, below):
                return known_as(line.encoding)
        parent, name = os.path.split(folder)
        if is_top or parent == folder:
            return None
        folder, below = parent, f"{name}/{below}"


@cache
def _fits(pattern: str, path: str) -> bool:
    from pathspec import GitIgnoreSpec  # heavy, and few projects need it

    return GitIgnoreSpec.from_lines([pattern]).match_file(path)


@cache
def _attributes(folder: str) -> tuple[tuple[_Line, ...], bool]:
    """Return what one folder tells git of encodings, and whether git looks no further."""
    lines = tuple(line for text in _lines(folder, ".gitattributes") for line in _attribute(text))
    return lines, os.path.lexists(os.path.join(folder, ".git"))


def _attribute(text: str) -> Iterator[_Line]:
    """Yield what a line of ``.gitattributes`` says of encodings.

    >>> list(_attribute("*.txt text working-tree-encoding=GBK eol=crlf"))
    [_Line(pattern='*.txt', encoding='GBK')]
    """
    pattern, *attributes = _WORD.findall(text) or [""]
    for attribute in attributes:
        name, _, value = attribute.partition("=")
        if name.lstrip("-!") == "working-tree-encoding" and not pattern.startswith(("#", "[attr]")):
            yield _Line(pattern.strip('"'), value)


@cache
def _charsets(folder: str) -> tuple[tuple[_Line, ...], bool]:
    """Return what one folder tells editors of encodings, and whether they look no further."""
    patterns: tuple[str, ...] | None = None
    lines: list[_Line] = []
    is_top = False
    for text in _lines(folder, ".editorconfig"):
        name, _, value = (part.strip().lower() for part in text.partition("="))
        if text.startswith("[") and text.rstrip().endswith("]"):
            patterns = tuple(_choices(text.strip()[1:-1]))
        elif patterns is None:
            is_top |= (name, value) == ("root", "true")
        elif name == "charset":
            lines += (_Line(pattern, "" if value == "unset" else value) for pattern in patterns)
    return tuple(lines), is_top


def _choices(glob: str) -> Iterator[str]:
    """Yield the patterns without braces that one with braces stands for.

    >>> list(_choices("*.{md,txt}"))
    ['*.md', '*.txt']
    """
    parts = _CHOICES.split(glob)
    for chosen in product(*(part.split(",") if k % 2 else [part] for k, part in enumerate(parts))):
        yield "".join(chosen)


def _lines(folder: str, name: str) -> list[str]:
    try:
        with open(os.path.join(folder, name), encoding="utf-8-sig", errors="surrogateescape") as file:
            return file.read().split("\n")
    except OSError:
        return []


_READERS = {".gitattributes": _attributes, ".editorconfig": _charsets}
