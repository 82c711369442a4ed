"""Where a character stands in the tables of the language models: those beyond the BMP share a few places."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["SLOTS", "code_points", "slot", "slots"]

_BMP = 0x10000
_EMOJI, _EMOJI_END = 0x1F000, 0x1FC00  # the blocks of pictures, of which real files lose many
_HAN, _HAN_END = 0x20000, 0x40000  # Extension B and later

_HAN_SLOT = _BMP + _EMOJI_END - _EMOJI
_ELSEWHERE = _HAN_SLOT + 1
SLOTS = _ELSEWHERE + 1
"""The number of slots: one for each character of the BMP and each emoji, one for all rare Han, one for the rest."""


def slot(code: int) -> int:
    """Return the slot of a code point.

    >>> slot(ord("字")) == ord("字"), slot(0x20000) == slot(0x3FFFF), SLOTS
    (True, True, 68610)
    """
    if code < _BMP:
        return code
    if _EMOJI <= code < _EMOJI_END:
        return _BMP + code - _EMOJI
    return _HAN_SLOT if _HAN <= code < _HAN_END else _ELSEWHERE


def code_points(text: str) -> npt.NDArray[np.uint32]:
    """Return the code points of a text, as numpy has them: a codec takes hundreds of times as long where lone surrogates stand.

    >>> code_points("a字\\ud800").tolist()
    [97, 23383, 55296]
    """
    import numpy as np

    found: npt.NDArray[np.uint32] = np.array([text]).view(np.uint32)[: len(text)]
    return found


def slots(text: str) -> npt.NDArray[np.intp]:
    """Return the slot of each character of a text; lone surrogates are characters too.

    >>> slots("a字").tolist()
    [97, 23383]
    """
    import numpy as np

    codes = code_points(text).astype(np.intp)
    if codes.max(initial=0) >= _BMP:
        far = np.flatnonzero(codes >= _BMP)
        codes[far] = [slot(int(code)) for code in codes[far]]
    return codes
