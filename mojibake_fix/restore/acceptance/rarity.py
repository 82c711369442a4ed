"""How rare characters are, and what stands beside them: in a dictionary or a table, rare ones in a row are nothing special."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from ...language.mixture import any_language
from ...language.slots import code_points
from ...patterns import lazy_pattern
from ..likelihood import prices

__all__ = ["are_strangers", "count_han", "discount_of_rare", "is_rare"]

_RARE = -15.0  # nats: what a character that the model does not know costs in ordinary text, or nearly
_ANY_HAN = -9.6  # one of some 15,000 rare characters, given that it is a rare one
_ORDINARY_SHARE = 0.003  # of rare characters in ordinary Chinese
_ORDINARY_WEIGHT = 30.0  # characters of a document that weigh as much as what is known of ordinary ones

_FIRST, _LAST = "\u3400", "\u9fff"
_HAN = lazy_pattern(f"[{_FIRST}-{_LAST}]")
_BEYOND_ASCII = lazy_pattern("[^\x00-\x7f]")
_LONG = 1000  # characters: of so many an array counts each in less time than they can be taken out of the text


def discount_of_rare(text: str, inside: str, restored: str = "") -> float:
    """Return by how many nats a rare character is likelier in this document than in an ordinary one.

    That is judged by what stands outside the spans, whose characters are those of ``inside``, and what is ``restored`` of it.
    """
    (rare, every), inside_, restored_ = _of_document(text), count_han(inside), count_han(restored)
    rare, every = rare - inside_[0] + restored_[0], every - inside_[1] + restored_[1]
    share = (rare + _ORDINARY_SHARE * _ORDINARY_WEIGHT) / (every + _ORDINARY_WEIGHT)
    return max(0.0, math.log(share) + _ANY_HAN - _RARE)


@lru_cache(maxsize=1)  # the same document is judged more than once
def _of_document(text: str) -> tuple[int, int]:
    return count_han(text)


def count_han(text: str) -> tuple[int, int]:
    """Count the Han characters that the language model does not know, and all of them."""
    alone, counts = any_language().alone, _han(text)
    return sum(count for character, count in counts.items() if alone(character) <= _RARE), sum(counts.values())


def _han(text: str) -> Mapping[str, int]:
    """Return how often each Han character stands in a text."""
    if len(text) < _LONG:
        return Counter(_HAN.findall(text))
    points = code_points(text)
    counts = np.bincount(points[points <= ord(_LAST)], minlength=ord(_LAST))
    counts[: ord(_FIRST)] = 0
    return {chr(code): int(counts[code]) for code in np.flatnonzero(counts)}


def is_rare(restored: str) -> bool:
    """Tell whether most Han characters are such as the language model does not know, of which a name may have one.

    >>> is_rare("圌戉媕"), is_rare("李喆")
    (True, False)
    """
    rare, every = count_han(restored)
    return 2 * rare > every


_FEWEST = 4  # Han
# Nats for each character. Rows in no order, of which the likeliest part is taken, are by 0.2 likelier together than alone at
# most, and cost 8.3 at least, 6 and more of them; text is by two likelier, and costs five. Of 4,500 rows of 6 characters and more
# in documentation one is like that, and of 4,400 of four or five 20, of which technical terms of Japanese are 15.
_MORE, _DEAR = 0.25, -8.3


def are_strangers(restored: str, nats: float) -> bool:
    """Tell whether all beyond ASCII is Han, dear characters that each would cost as much without the others.

    The charts of China, Japan and Korea go by sound, so that of characters that sound alike, which are listed in dictionaries and
    input methods, each has its bytes near the others', and so do those that are made of them. Characters in any other order, by
    how often or how they are written, are made of common ones in some encoding every hundredth row.

    >>> are_strangers("市志師紙支斯", -10.3), are_strangers("類仂場册帑凵剛粘昏最政組", -10.5)
    (True, True)
    >>> are_strangers("設定済項目名", -7.0)
    False
    """
    beyond, han = _BEYOND_ASCII.findall(restored), _HAN.findall(restored)
    if not _FEWEST <= len(han) == len(beyond) or nats > _DEAR:
        return False
    alone = prices.alone()
    return (nats - _MORE) * len(han) <= float(sum(alone[ord(character)] for character in han))
