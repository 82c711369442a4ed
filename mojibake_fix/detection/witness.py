"""Ask charset-normalizer where the models are not sure of a single-byte encoding: it counts letters, and knows other words."""

from __future__ import annotations

import codecs

from .candidates import Candidates
from .sample import ascii_count

__all__ = ["witness"]

_FEWEST = 16  # bytes beyond ASCII: of fewer letters it takes any for those of Central Europe


def witness(data: bytes, candidates: Candidates) -> str | None:
    """Return which of the single-byte candidates charset-normalizer takes for the encoding of some bytes, if there is any to ask.

    >>> from .candidates import CANDIDATES
    >>> witness("Сегодня утром открылось новое здание библиотеки".encode("koi8-r"), CANDIDATES)
    'koi8-r'
    >>> witness("così".encode("cp850"), CANDIDATES)
    """
    if len(data) - ascii_count(data) < _FEWEST:
        return None
    import charset_normalizer  # 40 ms, for the few texts that the models are not sure of

    names = list(candidates.names_of_pages)
    best = charset_normalizer.from_bytes(data, cp_isolation=names).best() if names else None
    return None if best is None else codecs.lookup(best.encoding).name
