"""OpenCC's dictionaries, loaded once per process and only when something has to be converted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache

from ..patterns import lazy_pattern

__all__ = ["converted"]

# UTF-8 has no surrogates and C strings no NUL, and a control parts the pieces: they wait outside while OpenCC works.
_BORDER = "\x1e"  # what ASCII calls record separator
_PLACE = "\N{REPLACEMENT CHARACTER}"
_UNSPEAKABLE = lazy_pattern(f"[\x00{_BORDER}\ud800-\udfff{_PLACE}]")


@cache
def _converter(name: str) -> Callable[[str], str]:
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC(name).convert
    return convert


def converted(name: str, pieces: Sequence[str]) -> list[str]:
    """Return each piece, on its own, as OpenCC's conversion ``name`` (``t2s``, ``s2twp``...) makes it.

    >>> converted("s2t", ["头发", "发现"])
    ['頭髮', '發現']
    """
    if not pieces:
        return []
    whole = _BORDER.join(pieces)
    # Nearly all text is speakable: to try is quicker than to look.
    if "\x00" not in whole and _PLACE not in whole and whole.count(_BORDER) < len(pieces):
        with suppress(UnicodeEncodeError):
            return _converter(name)(whole).split(_BORDER)
    results = _converter(name)(_BORDER.join(_UNSPEAKABLE.sub(_PLACE, piece) for piece in pieces)).split(_BORDER)
    return [_put_back(piece, result) if _PLACE in result else result for piece, result in zip(pieces, results, strict=True)]


def _put_back(piece: str, result: str) -> str:
    waiting = iter(_UNSPEAKABLE.findall(piece))
    return re.sub(_PLACE, lambda _: next(waiting), result)
