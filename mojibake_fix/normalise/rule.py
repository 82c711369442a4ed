"""What a rule is: a name, the profiles it belongs to, and a pure function from text to edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from ..records import NamedTuple

if TYPE_CHECKING:
    from ..model import Edit
    from ..spans import Spans

    Find = Callable[[str, Spans], Iterable[Edit]]

__all__ = ["Rule"]


class Rule(NamedTuple):
    """One correction. ``id`` names it in configuration, reports and ignore comments, and its file beside this one.

    In a text in which a rule finds anything there is one of the characters of its ``sign``, if it has one: a class for use
    inside [...] without printable ASCII, which may depend on the text; one of its ``marks``, if it has any; and a place about
    which one of its ``neighbours`` asks, questions that are a bit each, if it has any. A rule that is for ``chinese`` finds
    nothing in other text. See ``possible.possible``. A rule without profiles waits to be switched on; one that only ``reports``
    does, too, before it changes anything. One that acts ``everywhere`` looks into code and data, too. Only a rule that has no
    file of its own is made with what it ``finds``.
    """

    id: str
    profiles: frozenset[str]
    description: str
    sign: str | Callable[[str], str] = ""
    marks: tuple[str, ...] = ()
    neighbours: int = 0
    chinese: bool = False
    reports: bool = False
    everywhere: bool = False
    finds: Find | None = None

    def find(self, text: str, spans: Spans) -> Iterable[Edit]:
        """Yield edits in order and without overlap, none inside a protected span; a second pass over its result yields none."""
        return (self.finds or _find_of(self.id))(text, spans)

    def sign_in(self, text: str) -> str:
        """Return the sign that the rule has in a text."""
        return self.sign if isinstance(self.sign, str) else self.sign(text)


@cache
def _find_of(rule: str) -> Find:
    """Import a rule when it is first asked: to import all of them takes longer than to look through a file."""
    find: Find = import_module(f".{rule.replace('-', '_')}", __package__).find
    return find
