"""The configuration file: which one it is, and what stands in it."""

from __future__ import annotations

import os
import sys
from typing import Any

from ..errors import FileError, UsageError

__all__ = ["place", "settings"]

OWN = ".mojibake-fix.toml"
SHARED = "pyproject.toml"
TABLE = "mojibake-fix"


def settings(path: str | None, start: str = ".") -> tuple[dict[str, Any], str]:
    """Return what a configuration file sets and the folder it lies in, by which its patterns go.

    Without a ``path`` it is ``.mojibake-fix.toml``, or a ``pyproject.toml`` with a table ``[tool.mojibake-fix]``, in the
    folder ``start`` or the nearest one above it; none sets nothing. Raises FileError if a file cannot be read, and UsageError
    if it is no TOML.
    """
    if path is not None:
        return _table(path) or {}, os.path.dirname(os.path.abspath(path))
    folder = os.path.abspath(start)
    while True:
        for name in (OWN, SHARED):
            candidate = os.path.join(folder, name)
            if _may_set(candidate) and (table := _table(candidate)) is not None:
                return table, folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return {}, os.path.abspath(start)
        folder = parent


def place(path: str, root: str) -> str:
    """Return a path as seen from a folder, written with slashes, for the patterns of a configuration file.

    >>> place("docs/a.md", ".")
    'docs/a.md'
    """
    return os.path.relpath(path, root).replace(os.sep, "/")


def _may_set(path: str) -> bool:
    """Tell whether a file is there and may have settings of ours: to import a parser takes longer than to repair a file."""
    return os.path.isfile(path) and (os.path.basename(path) == OWN or TABLE.encode() in _read(path))


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise FileError(f"{path}: {error.strerror or error}; nothing was read or written") from error


def _table(path: str) -> dict[str, Any] | None:
    """Return the settings of one file; None if it is shared with other programs and has none of ours."""
    data = _read(path)
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        content = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: no valid TOML: {error}; nothing was read or written") from error
    if os.path.basename(path) != SHARED:
        return content
    tool = content.get("tool")
    table = tool.get(TABLE) if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise UsageError(f"{path}: tool.{TABLE} is a table; nothing was read or written")
    return table
