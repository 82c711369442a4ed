"""Who repairs: this package, and the two others that undo misreadings."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version

import ftfy

from mojibake_fix import fix_text

__all__ = ["OURS", "PEERS", "Repairer", "peers", "restored", "versions"]

Repairer = Callable[[str], str]

OURS = "mojibake-fix"
PEERS = ("ftfy.fix_encoding", "ftfy.fix_text", "plsfix.fix_text")


def ours(garbled: str) -> str:
    """Return a line repaired on its own, with the default risk."""
    return fix_text(garbled, profile="repair")


def peers() -> dict[str, Repairer]:
    """Return the others. Raises ModuleNotFoundError where plsfix, which nothing else needs, is not installed."""
    repairers: tuple[Repairer, ...] = (ftfy.fix_encoding, ftfy.fix_text, import_module("plsfix").fix_text)
    return dict(zip(PEERS, repairers, strict=True))


def versions() -> str:
    """Say which versions of the others were measured."""
    return ", ".join(f"{package} {version(package)}" for package in ("ftfy", "plsfix"))


def restored(repairer: Repairer, garbled: str) -> str:
    """Return what a repairer makes of a line; one that breaks down has restored nothing, and says so.

    >>> restored(str.upper, "ab"), restored(lambda text: text[9], "ab")
    ('AB', 'IndexError: string index out of range')
    """
    try:
        return repairer(garbled)
    except Exception as error:  # a defect of what is measured must not end the measurement
        return f"{type(error).__name__}: {error}"
