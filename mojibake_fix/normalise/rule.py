"""What a rule is: a name, the profiles it belongs to, and a pure function from text to edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..model import Edit
from ..spans import Spans

__all__ = ["Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One correction. ``id`` names it in configuration, reports and ignore comments.

    ``find`` yields edits in order and without overlap, none inside a protected span; a second pass over its own result
    yields none. A rule without profiles waits to be switched on; one that only ``reports`` does, too, before it changes
    anything. One that acts ``everywhere`` looks into code and data, too.

    In a text in which a rule finds anything there is one of the characters of its ``sign``, if it has one: a class for use
    inside [...] without printable ASCII, which may depend on the text. A rule that is for ``chinese`` finds nothing in
    other text. See ``signs.possible``.
    """

    id: str
    profiles: frozenset[str]
    description: str
    find: Callable[[str, Spans], Iterable[Edit]]
    sign: str | Callable[[str], str] = ""
    chinese: bool = False
    reports: bool = False
    everywhere: bool = False
