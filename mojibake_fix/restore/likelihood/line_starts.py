"""How the lines of a document begin, and so whether what stands behind a lost character begins one.

Two lines became one where the line end between them was swallowed. In source code hardly a line begins with Chinese, and in
settings each begins with a name and an equals sign; the models, which look at four characters, do not know that of a document.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from ...patterns import lazy_pattern

__all__ = ["begins_line"]

_CJK = "\u2e80-\uffef"
_BEGIN = lazy_pattern(rf"([ \t]*)(?:([\w.-]+)[ \t]*([=:])|([{_CJK}])|([A-Za-z_])|(\d)|([^\r\n]))", re.ASCII)
_LINE = lazy_pattern(r"^(?=.*\S)", re.MULTILINE)
# A character, and one of ASCII as a reader swallows it. Not a token, and not blanks: there two lines may be one.
_INSIDE = lazy_pattern(rf"[{_CJK}][\t ->](?![ \t]{{2}})(?=[^\r\n])")
_DEEP = 2  # blanks from which a line is indented

_SHARED = 2.0  # places: what a kind of beginning has of all places counts as much as so many that were seen
_UNSEEN = 0.005  # of all places: what a kind has that was not seen
_MOST = 4.0  # nats


def begins_line(document: str, rest: str) -> float:
    """Return by how many nats it is likelier that a line begins with ``rest`` than that it goes on with it, from -4 to 4.

    Nothing is said of an empty rest, or without a document.

    >>> settings = "name=图标\\nsize=大\\ncolor=红 的\\nshape=圆 形\\n" * 3
    >>> begins_line(settings, "width=宽") > 1 > begins_line(settings, "的"), begins_line(settings, "")
    (True, 0.0)
    """
    kind = _kind(rest, 0) if document else None
    if kind is None:
        return 0.0
    starts, insides = _counts(document)
    at_start, inside = starts[kind] / max(1, starts.total()), insides[kind] / max(1, insides.total())
    places = min(starts.total(), insides.total())
    shared = _SHARED * ((at_start + inside) / 2 + _UNSEEN)
    nats = math.log((places * at_start + shared) / (places * inside + shared))
    return max(-_MOST, min(_MOST, nats))


_Kind = tuple[bool, str]


@lru_cache(maxsize=4)
def _counts(document: str) -> tuple[Counter[_Kind], Counter[_Kind]]:
    """Return how many lines begin in each way, and how often what stands behind CJK and a character of ASCII goes on so."""
    return Counter(_kinds(document, _LINE)), Counter(_kinds(document, _INSIDE))


def _kinds(document: str, place: re.Pattern[str]) -> Iterator[_Kind]:
    for found in place.finditer(document):
        kind = _kind(document, found.end())
        if kind is not None:
            yield kind


def _kind(text: str, at: int) -> _Kind | None:
    """Return in which way a text goes on: whether behind blanks, and with what; None at its end, or at that of a line."""
    found = _BEGIN.match(text, at)
    if found is None:
        return None
    blanks, name, sign, cjk, letter, digit, mark = found.groups()
    return len(blanks) >= _DEEP, sign if name else "字" if cjk else "a" if letter else "0" if digit else mark
