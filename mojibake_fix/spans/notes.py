"""What is known of a text, kept as long as another text is not looked at: to find it out takes a pass over it.

A text is known by its identity: to hash a long one takes as long as to look at it.
"""

from __future__ import annotations

from typing import Any, TypeVar

__all__ = ["note", "noted"]

_known: tuple[str, dict[type[Any], Any]] = "", {}  # a text with its notes: threads that look at others have their own

Note = TypeVar("Note")


def note(text: str, known: object) -> None:
    """Remember something about a text, one thing of each type; what is known of any other text is forgotten.

    >>> text = "中文"
    >>> note(text, [2])
    >>> noted(text, list), noted(text, dict), noted("文", list)
    ([2], None, None)
    """
    global _known
    here = _known
    if text is not here[0]:
        here = _known = text, {}
    here[1][type(known)] = known


def noted(text: str, kind: type[Note]) -> Note | None:
    """Return what was noted of a text that is of a type; None if nothing was."""
    here = _known
    known: Note | None = here[1].get(kind) if text is here[0] else None
    return known
