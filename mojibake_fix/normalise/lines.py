"""Where lines lie."""

from __future__ import annotations

__all__ = ["line_at"]


def line_at(text: str, position: int) -> tuple[int, int]:
    r"""Return where the line of a position begins and where it ends, without its line feed.

    >>> line_at("ab\ncd\n", 4)
    (3, 5)
    """
    end = text.find("\n", position)
    return text.rfind("\n", 0, position) + 1, len(text) if end < 0 else end
