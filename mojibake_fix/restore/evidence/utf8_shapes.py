"""The shape of UTF-8 in what a reader leaves: where characters stand whose bytes, in its table, are a character of UTF-8.

Of each character of the BMP a table says what its bytes can be in UTF-8, for all readers at once, a bit for each. data/README.md
says how it is made.
"""

from __future__ import annotations

import struct
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..channels import CHANNELS
from .stored import utf8_shapes

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    Bits: TypeAlias = npt.NDArray[np.uint32]
    """A bit for each of SHAPED, the first one's the lowest."""

__all__ = ["BMP", "SHAPED", "Shapes", "shapes", "shapes_of"]

BMP = 0x10000

SHAPED = tuple(
    name.removeprefix("utf8-as-")
    for name, channel in CHANNELS.items()
    if channel.written == "utf8" and "/" not in name and channel.reader.table not in ("utf-16-le", "utf8")
)
"""The readers whose tables are asked for the shape of UTF-8."""


class Shapes(NamedTuple):
    """In which readers' tables the bytes of a character of the BMP are what: columns of the table.

    A character of UTF-8 begins with bytes that lack so many more, or is ``whole``; what ``continues`` it does so with its first
    byte, or with both; what ``goes_on`` ends one and begins another, of three bytes.
    """

    lacks_one: Bits
    lacks_two: Bits
    lacks_three: Bits
    continues: Bits
    continues_twice: Bits
    whole: Bits
    goes_on: Bits


@cache
def _table() -> Shapes:
    import numpy as np

    columns = (
        np.frombuffer(utf8_shapes(), np.uint8)
        .reshape(len(Shapes._fields), _BYTES, BMP)
        .transpose(0, 2, 1)
        .copy()
        .view("<u4")[:, :, 0]
    )
    return Shapes(*columns)


@cache
def _tokens() -> dict[int, int]:
    """Return which readers leave each token, those that take two bytes for a character."""
    tokens: dict[int, int] = {}
    for k, name in enumerate(SHAPED):
        reader = CHANNELS[f"utf8-as-{name}"].reader
        for token in (reader.token, _REPLACED) if reader.is_wide else ():
            tokens[ord(token)] = tokens.get(ord(token), 0) | 1 << k
    return tokens


_REPLACED = "\N{REPLACEMENT CHARACTER}"  # what some implementations leave


def _ahead(bits: Bits, by: int) -> Bits:
    """Return what stands ``by`` places further on."""
    import numpy as np

    return np.concatenate([bits[by:], np.zeros(min(by, len(bits)), np.uint32)])


def shapes(codes: npt.NDArray[np.intp]) -> Bits:
    """Return in which readers' tables a character of UTF-8 begins at each place, given code points of the BMP.

    >>> import numpy as np
    >>> [found] = shapes(np.array([ord("Ã"), ord("©")]))[:1].tolist()
    >>> [reader for k, reader in enumerate(SHAPED) if found >> k & 1 and reader.startswith("cp")]
    ['cp1252', 'cp1254', 'cp850']
    """
    import numpy as np

    table = _table()
    first, second, whole = table.continues.take(codes), table.continues_twice.take(codes), table.whole.take(codes)
    one, two = _ahead(first, 1), _ahead(first, 2)
    found: Bits = table.lacks_one.take(codes) & one
    found |= table.lacks_two.take(codes) & (_ahead(second, 1) | one & two)
    found |= table.lacks_three.take(codes) & one & (_ahead(second, 2) | two & _ahead(first, 3))
    found |= whole & _ahead(whole, 1) & _ahead(whole, 2)
    for token, readers in _tokens().items():
        lost = np.where(codes == token, readers, 0).astype(np.uint32)
        if lost.any():  # it stands for bytes that have begun a character, or would have ended it
            found |= lost & _ahead(table.goes_on.take(codes), 1) & (_ahead(second, 2) | _ahead(lost, 2))
            found |= table.lacks_one.take(codes) & _ahead(lost, 1)
    letters = ((codes | 0x20) >= ord("a")) & ((codes | 0x20) <= ord("z"))
    beside = np.zeros(len(codes), bool)
    beside[1:] |= letters[:-1]
    beside[:-1] |= letters[1:]
    found |= np.where(beside, whole, 0).astype(np.uint32)
    return found


_LOOKED_AHEAD = 3  # characters
_NOTHING = (0,) * len(Shapes._fields)
_BYTES = 4  # of each number, which the table has apart
_ROW = struct.Struct(f"<{len(Shapes._fields)}I")


@lru_cache(maxsize=1 << 14)
def _columns(character: str) -> tuple[int, ...]:
    """Return the row of the table for a character."""
    code = ord(character)
    if code >= BMP:
        return _NOTHING
    return _ROW.unpack(utf8_shapes()[code::BMP])


def shapes_of(text: str) -> list[int]:
    """Return the same for each character of a few, in less time than numpy takes to be asked.

    >>> import numpy as np
    >>> shapes_of("Ã©") == shapes(np.array([ord("Ã"), ord("©")])).tolist()
    True
    """
    tokens = _tokens()
    rows = [*map(_columns, text), *[_NOTHING] * _LOOKED_AHEAD]
    lost = [*(tokens.get(ord(character), 0) for character in text), *[0] * _LOOKED_AHEAD]
    letters = [character.isascii() and character.isalpha() for character in f"?{text}?"]
    found = []
    for at in range(len(text)):
        lacks_one, lacks_two, lacks_three, _, _, whole, _ = rows[at]
        one, first_two, next_whole, goes_on = rows[at + 1][3:]
        two, second_two, last_whole, _ = rows[at + 2][3:]
        bits = lacks_one & (one | lost[at + 1])
        bits |= lacks_two & (first_two | one & two)
        bits |= lacks_three & one & (second_two | two & rows[at + 3][3])
        bits |= whole & next_whole & last_whole
        bits |= lost[at] & goes_on & (second_two | lost[at + 2])
        found.append(bits | (whole if letters[at] or letters[at + 2] else 0))
    return found
