"""Arabic and Urdu as they are printed: code pages 864 and 1006 have the shapes of letters, of which the models know nothing."""

from __future__ import annotations

from functools import cache
from re import Pattern, compile
from unicodedata import decomposition, normalize

__all__ = ["OF_SHAPES", "SHAPES", "out_of_shape"]

OF_SHAPES = frozenset({"cp864", "cp1006"})

_SHAPES = "".join(map(chr, (*range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFC00), *range(0xFE80, 0xFEFD))))
SHAPES = {ord(shape): normalize("NFKC", shape)[0] for shape in _SHAPES}
"""The letter that each is a shape of; of two that are joined the first."""

_OUT_OF_SHAPE = -4.0  # nats: text has none, but for what an old program could not do


def out_of_shape(text: str) -> float:
    """Return log P of the shapes that stand where none of them can: one that ends a word within it, one that goes on at its end.

    Lines may run from the right to the left, as they were sent to printers.

    >>> word = "\N{ARABIC LETTER MEEM INITIAL FORM}\N{ARABIC LETTER NOON ISOLATED FORM}"
    >>> out_of_shape(word), out_of_shape(word[::-1]), out_of_shape(f"{word} {word[::-1]}")
    (-0.0, -0.0, -8.0)
    """
    return _OUT_OF_SHAPE * min(len(_places(order).findall(text)) for order in (1, -1))


@cache
def _places(order: int) -> Pattern[str]:
    """Return what finds shapes that are out of place, in lines from the left to the right (1), or the other way (-1)."""
    kinds = {shape: decomposition(shape).split(" ", 1) for shape in _SHAPES}
    joined = {letter for kind, letter in (each for each in kinds.values() if len(each) > 1) if kind == "<initial>"}
    ends = "".join(s for s, each in kinds.items() if each[0] in ("<isolated>", "<final>") and each[1] in joined)
    begins = "".join(s for s, each in kinds.items() if each[0] in ("<initial>", "<medial>"))
    if order > 0:
        return compile(f"[{ends}](?=[{_SHAPES}])|[{begins}](?![{_SHAPES}])")
    return compile(f"(?<=[{_SHAPES}])[{ends}]|(?<![{_SHAPES}])[{begins}]")
