"""Text of which nothing stands beside what it is usually beside: single characters, and letters among lists of letters."""

from __future__ import annotations

import math
from collections import Counter

from ..patterns import lazy_pattern
from .candidates import Candidates
from .drawn import without_lists
from .letters import is_list
from .outlines import MODELS, priced
from .price import outline as outlined
from .rivals import Reading
from .sample import ascii_count, is_valid, read_leniently, text_of

__all__ = ["alone", "beside_lists"]

# Where nothing explains a text: a character that stands where no model has seen it. By themselves the right ones cost 7 to 10
# nats, those of wrong readings 13 and more, and two bytes of no text 12.6, and 16 for each run of them.
_ALONE_EACH, _FEWEST_ALONE = -3.0, 4
# Where pairs are valid in one encoding only, which so many are not by accident, a character of its set of some ten thousand costs
# no more than two bytes of no text.
_ANY_OF_SET, _FEWEST_RARE = -12.0, 24
_TOUCHING = lazy_pattern("[A-Za-z](?=[^\x00-\x7f])|(?<=[^\x00-\x7f])[A-Za-z]")  # as letters with accents do
_PRIVATE = lazy_pattern("[\ue000-\uf8ff]")  # which nothing is known of, whatever stands around
_MOST_TOUCHING = 0.2  # of the characters
_ENOUGH_BESIDE_LISTS = 12  # bytes beyond ASCII: what is left of random bytes has fewer


def alone(data: bytes, reading: Reading, candidates: Candidates) -> Reading:
    """Return a reading of valid pairs of bytes as one whose characters nobody has seen where they stand, if that is likelier."""
    model = MODELS.get(reading.encoding)
    if model is None or reading.length < _FEWEST_ALONE or len(_TOUCHING.findall(reading.text)) > _MOST_TOUCHING * reading.length:
        return reading
    if (read := read_leniently(data, reading.encoding)) is None or read.errors >= 1 or _PRIVATE.search(read.text):
        return reading
    nats = reading.apart + priced(outlined, reading.text, model) + _ALONE_EACH * reading.length
    if reading.length >= _FEWEST_RARE and not is_list(data) and not _is_valid_otherwise(data, reading.encoding, candidates):
        nats = max(nats, reading.apart + _at_least(reading.text, model))
    return reading._replace(nats=nats, by_letters=True) if nats > reading.nats else reading


def _is_valid_otherwise(data: bytes, encoding: str, candidates: Candidates) -> bool:
    """Tell whether some bytes are valid in an encoding of pairs of another family, too, and not in its private use."""
    others = (candidate for candidate in candidates if candidate.encoding in MODELS)
    pages = (page for other in others if encoding not in (family := (other.encoding, *other.fuller)) for page in family)
    return any(is_valid(data, page) and not _PRIVATE.search(text_of(data, page)) for page in pages)


def _at_least(text: str, model: str) -> float:
    """Return log P of a text of which no character costs more than any of its set does, however rare it is."""
    counts = Counter(character for character in text if character > "\x7f")
    return math.fsum(count * max(_ANY_OF_SET, outlined(each, model) + _ALONE_EACH) for each, count in counts.items())


def beside_lists(data: bytes) -> bytes | None:
    """Return some bytes without their lists of letters, or None if there are none, or what is left is too little.

    >>> beside_lists("een, twee, drie".encode("cp1252")) is None
    True
    """
    rest = without_lists(data)
    return None if len(rest) == len(data) or len(rest) - ascii_count(rest) < _ENOUGH_BESIDE_LISTS else rest
