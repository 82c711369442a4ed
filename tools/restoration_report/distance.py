"""How far what was restored is from what was wanted, in characters."""

from __future__ import annotations

__all__ = ["distance"]


def distance(one: str, other: str) -> int:
    """Return how many characters have to be put in, taken out or replaced to make one text of the other.

    >>> distance("restored", "stoned"), distance("", "abc"), distance("same", "same")
    (3, 3, 0)
    """
    row = list(range(len(other) + 1))
    for number, character in enumerate(one, 1):
        diagonal, row[0] = row[0], number
        for place, against in enumerate(other, 1):
            changed = diagonal + (character != against)
            diagonal, row[place] = row[place], min(changed, row[place] + 1, row[place - 1] + 1)
    return row[-1]
