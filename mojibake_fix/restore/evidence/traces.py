"""Tell whether a row of odd characters can be what a channel left: undone, it has to be text, and likelier than it is.

The screen asks this of each row that is odd enough, before anything is searched: rare words are odd, but hardly one of them is,
in the table of a reader, the bytes of other text. Less is asked for than the search asks for, and of one row and not of its line.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache, lru_cache

from ...language.tables import STEP
from ..acceptance.out_of_place import PLACES
from ..channels import PAGES
from .bounds import BESIDE, LEAST, LEAST_IF_PROVEN, MORE_OF_LEGACY, Least
from .gains import LOST, Part
from .legacy_gains import is_legacy
from .oddity import LIMITS, Row
from .shape import misread_with_losses
from .utf8_gains import gains_of_utf8

__all__ = ["are_beyond_doubt", "are_little_traces", "are_traces"]

_BEYOND_DOUBT = 40 * STEP  # three times what the search asks for: what it finds beside that, rivals and all, hardly costs as much


def are_traces(text: str, row: Row, enough: int) -> bool:
    """Tell whether a row of a text is what a channel left: undone, it has to gain as much as it has to be odd, and the least.

    >>> from .oddity import rows
    >>> [[are_traces(text, row, 60) for row in rows(text, 60, 9)] for text in ("楠岃瘉", "山节藻梲")]
    [[True], [False]]
    """
    return _are_traces(*_by_itself(text, row), enough)


def are_little_traces(text: str, row: Row, enough: int, proven: frozenset[str]) -> bool:
    """Tell the same of what channels left that are ``proven`` by other text, however little: something may be dropped, too.

    >>> from .oddity import rows
    >>> [are_little_traces("涓枃", row, 28, frozenset({"utf8-as-gbk"})) for row in rows("涓枃", 42, 9)]
    [True]
    """
    return _are_little_traces(*_by_itself(text, row), enough, proven)


def _by_itself(text: str, row: Row) -> tuple[str, Row]:
    """Return as much of a text as is looked at with a row, and the row in it."""
    begin, end = max(0, row.start - BESIDE - LIMITS.reach), row.end + BESIDE + 1
    return text[begin:end], row._replace(start=row.start - begin, end=row.end - begin)


@lru_cache(maxsize=1 << 12)  # names come again
def _are_traces(text: str, row: Row, enough: int) -> bool:
    part = _part(text, row)
    return (
        _is_utf8(gains_of_utf8(part, cut=False), enough, LEAST)
        or is_legacy(part, row.readers, enough * MORE_OF_LEGACY, LEAST)
        or _lost_bytes(part.shown)
        or PLACES.search(text, row.start, row.end) is not None
    )


@lru_cache(maxsize=1 << 12)
def _are_little_traces(text: str, row: Row, enough: int, proven: frozenset[str]) -> bool:
    part = _part(text, row)
    return _is_utf8(gains_of_utf8(part, _families(proven), cut=True), enough, LEAST_IF_PROVEN) or is_legacy(
        part, row.readers, enough * MORE_OF_LEGACY, LEAST_IF_PROVEN, proven
    )


def _part(text: str, row: Row) -> Part:
    return Part.of(text, max(0, row.start - BESIDE), min(len(text), row.end + BESIDE))


@cache
def _families(proven: frozenset[str]) -> frozenset[str]:
    """Return the families of the readers of channels, whichever implementation of them it was."""
    read = (name.partition("-as-")[2].partition("/")[0] for name in proven)
    return frozenset(PAGES.get(reader, reader) for reader in read)


def are_beyond_doubt(text: str, row: Row) -> bool:
    """Tell whether a row of a text gains so much as UTF-8 that the search will find damage where it stands.

    >>> from .oddity import rows
    >>> [[are_beyond_doubt(text, row) for row in rows(text, 60, 9)] for text in ("# 楠岃瘉璁″垝", "楠岃瘉")]
    [[True], [False]]
    """
    return any(_BEYOND_DOUBT <= gain < math.inf for gain, _ in gains_of_utf8(_part(text, row), cut=False))


def _is_utf8(gains: Iterable[tuple[float, bool]], enough: int, least: Least) -> bool:
    """Tell whether anything gains enough as UTF-8, and the least."""
    return any(gain >= max(enough, least.of_single_byte if single else least.of_wide) for gain, single in gains)


def _lost_bytes(shown: str) -> bool:
    """Tell whether a part of a text will be said to have lost bytes, though nothing of it comes back."""
    return any(token in shown for token in LOST) and bool(misread_with_losses(shown))
