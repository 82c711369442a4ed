"""Tell ornaments: signs that read the same from both ends, as people set around a title. No damage is its own mirror."""

from __future__ import annotations

__all__ = ["is_ornament"]

_AROUND = 48  # characters on either side of a stretch, as far as its line goes, in which the other half of it may stand
_FEWEST = 5  # characters beyond ASCII, of two kinds: fewer are their own mirror by chance

# What a mirror makes of a sign, if not itself; accents that stand by themselves are taken for one another.
_LEFT, _RIGHT = "([{<«‹“‘╔╚┌└╓╙╒╘┏┗╭╰├╠◄", ")]}>»›”’╗╝┐┘╖╜╕╛┓┛╮╯┤╣►"
_MIRROR = str.maketrans(_LEFT + _RIGHT, _RIGHT + _LEFT)
_ACCENTS = str.maketrans("`´˜", "¨¨¨")


def is_ornament(text: str, start: int, end: int) -> bool:
    """Tell whether half of what a stretch has beyond ASCII stands in a row of signs that is its own mirror, in its line.

    >>> [is_ornament(row, 0, len(row)) for row in ("©º°¨¨°º©", "╚╝╔╗╚╝╔╗", "ÖÐ¹úÈË")]
    [True, True, False]
    """
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    behind = text[end : end + _AROUND].partition("\n")[0]
    row = (before + text[start:end] + behind).translate(_ACCENTS)
    mirrored = _mirrored(row)
    beyond = [place for place in range(len(before), len(before) + end - start) if row[place] > "\x7f"]
    return 2 * len(mirrored.intersection(beyond)) >= len(beyond) > 0


def _mirrored(row: str) -> set[int]:
    """Return the places that stand in an ornament: around each place, or between two, the longest stretch that is one."""
    image, found = row.translate(_MIRROR), set[int]()
    for centre in range(2 * len(row)):
        first, end = (centre + 1) // 2, centre // 2
        while first > 0 and end < len(row) and row[end] in (row[first - 1], image[first - 1]):
            first, end = first - 1, end + 1
        beyond = [character for character in row[first:end] if character > "\x7f"]
        if len(beyond) >= _FEWEST and len(set(beyond)) > 1:
            found.update(range(first, end))
    return found
