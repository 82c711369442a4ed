"""The forward model of pages with injected pinyin: what the damage is, and what every restoration is held against.

A script replaced, one character after the other, the two GBK bytes of each character of a list by themselves and its
reading in brackets, wherever the two bytes stood, across characters too. Then the bytes were decoded as code page 936, in
which a lead byte takes the next byte with it. On some pages the decoder also started anew before some marks, which strands
one byte to the left. Some sites narrowed full-width forms afterwards or dropped private-use characters.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence

from ...encodings import codec
from ...model import Splice
from ...patterns import lazy_pattern
from ..post_steps import drop_private, narrow

__all__ = ["drop_private", "inject", "narrow", "replay"]

_CP936 = codec("cp936")

# The marks before which the decoder was seen to start anew: ！ ？ ； ， 、 in GBK, at any offset.
_RESTART = lazy_pattern(rb"\xa3[\xa1\xbf\xbb\xac]|\xa1\xa2")


def inject(text: str, notes: Sequence[tuple[str, str]], restarts: Callable[[int], bool] = lambda offset: False) -> str:
    """Damage a page: annotate characters by ``notes``, in order, and restart the decoder where ``restarts`` says so.

    ``notes`` are pairs of character and reading; ``restarts`` is asked with the byte offset of each mark. Raises
    UnicodeEncodeError for text outside code page 936.

    >>> inject("推動東北", [("訓", "xùn")])
    '推動?xùn)|北'
    >>> inject("航向。柯橋", [], restarts=lambda offset: True)
    '航向?？聵?'
    """
    page = _CP936.encode(text)
    for character, sound in notes:
        code = _CP936.encode(character)
        page = page.replace(code, code + _CP936.encode(f"({sound})"))
    return _decode(page, (mark.start() for mark in _RESTART.finditer(page) if restarts(mark.start())))


def replay(text: str, splices: Iterable[Splice]) -> str:
    """Damage a span again in the way that was found: the splices, at byte offsets into the encoded ``text``.

    >>> replay("東", [Splice(1, _CP936.encode("(xùn)"))])
    '?xùn)|'
    """
    code, parts, done = _CP936.encode(text), [], 0
    restarts = []
    for splice in splices:
        parts += [code[done : splice.offset], splice.note]
        done = splice.offset
        if not splice.note:
            restarts.append(sum(map(len, parts)))
    return _decode(b"".join([*parts, code[done:]]), restarts)


def _decode(page: bytes, restarts: Iterable[int]) -> str:
    cuts = [0, *restarts, len(page)]
    return "".join(_CP936.decode(page[start:end]) for start, end in itertools.pairwise(cuts))
