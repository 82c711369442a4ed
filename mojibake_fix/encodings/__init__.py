"""The codecs as they really are, and their tables."""

from __future__ import annotations

from functools import cache

from .codec import TOKEN, Codec
from .names import table_of
from .policy import Policy

__all__ = ["TOKEN", "Codec", "Policy", "codec"]


@cache
def codec(name: str) -> Codec:
    """Return the codec of an encoding, by the name of its table or as users write it.

    Raises UsageError, with the nearest name, for one that there is no table for.

    >>> codec("big5/java"), codec("MS936"), codec("GB18030"), codec("Windows-1252")
    (codec('big5/java'), codec('cp936'), codec('gb18030-2005'), codec('cp1252'))
    """
    return _by_table(table_of(name))


@cache
def _by_table(name: str) -> Codec:
    return Codec(name)
