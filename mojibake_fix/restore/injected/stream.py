"""Bytes into characters, under every hypothesis: what the characters of a broken run were before they got out of step."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cache, lru_cache
from heapq import nlargest
from typing import NamedTuple

from ...encodings import codec
from ...model import Splice
from ...patterns import lazy_pattern
from .page import PageModel

__all__ = ["LIKELIEST", "NARROWED", "OWED", "PRIVATE_USE", "Hypothesis", "Stream", "spliced"]

_CP936 = codec("cp936")

_BYTES = [bytes([byte]) for byte in range(0x100)]
_TRAILS = frozenset(_CP936.layout.trails)
_decoded = lru_cache(maxsize=1 << 15)(_CP936.decode)  # of each code, more than there are

LIKELIEST = 8
"""Values tried for an unknown byte when more is unknown behind it."""

OWED = -5.0
"""Nats for a character of the page's habit that went without its note."""

PRIVATE_USE = lazy_pattern("[\ue000-\uf8ff]")

_LOST_PRIVATE = -9.0  # nats for a private-use character that somebody dropped

# Pages show full-width forms narrowed to ASCII.
NARROWED = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}

# Marks that come in pairs, as the page shows them, and what it costs to break that, in nats.
_PAIRS = {"“": "”", "《": "》", "「": "」", "『": "』", "(": ")"}
_SHOWN_AS = {"（": "(", "）": ")"}
_CLOSES = {"”": 2.0, "》": 4.0, "」": 3.0, "』": 3.0, ")": 4.5}  # the rarer the mark, the more an open one says
_CLOSES_NOTHING = -2.5
_OPENS_AGAIN = -4.0
_OPENS_NOTHING = -5.0
_OPENING = frozenset("“‘《「『【〔（")
_ENDS = frozenset("<\n \u3000。，、；：")  # what an opening mark never stands before


class Hypothesis(NamedTuple):
    """What the bytes so far say: the characters, the byte that waits for its trail byte, and the splices taken out.

    ``pending`` holds the values the waiting lead byte may have: none if the text is in step, several if it was swallowed.
    ``tail`` is the last two bytes of the stream without splices, as far as they are known.
    """

    score: float
    restored: str  # begins with the character before the run
    tail: bytes
    pending: bytes = b""
    splices: tuple[Splice, ...] = ()
    length: int = 0  # bytes of the run so far
    joined: bool = True  # nothing was taken out behind the last byte
    owed: bool = False  # the last two bytes are a character of the habit, whose note must follow
    filled: int = 0  # bytes that were swallowed


class Stream:
    """Pair the bytes of one run anew, for a page that annotates ``habit`` (by code) and writes as ``model`` says.

    ``line`` is what stands before the run in its line, without notes: it shows which marks are open.
    """

    def __init__(self, habit: Container[bytes], model: PageModel, line: str) -> None:
        self._habit = habit
        self._model = model
        self._open = {close: max(0, line.count(opening) - line.count(close)) for opening, close in _PAIRS.items()}

    def observed(self, now: Hypothesis, character: str) -> Iterator[Hypothesis]:
        """Yield what follows if the character was read from the bytes it looks like."""
        code = _CP936.encoded(character)
        if code is not None:
            yield from self.follow(now, code)
        if now.pending and character in NARROWED:
            yield from self.follow(now, _CP936.encode(NARROWED[character]))

    def follow(self, now: Hypothesis, code: bytes) -> Iterator[Hypothesis]:
        """Yield what follows if the next bytes of the stream are ``code``."""
        beam = [now]
        for byte in code:
            beam = [after for hypothesis in beam for after in self.byte(hypothesis, byte)]
        yield from beam

    def byte(self, now: Hypothesis, byte: int) -> Iterator[Hypothesis]:
        """Yield what follows if the next byte is ``byte``: one hypothesis for each value of a waiting lead byte."""
        tail = now.tail[-1:] + _BYTES[byte]
        price = OWED if now.owed else 0.0
        owed = now.joined and tail in self._habit
        if not now.pending and 0x81 <= byte <= 0xFE:
            yield Hypothesis(
                now.score + price, now.restored, tail, tail[-1:], now.splices, now.length + 1, owed=owed, filled=now.filled
            )
        elif not now.pending:
            yield self._written(now, _decoded(tail[-1:]), tail, price)
        elif byte in _TRAILS:
            for lead in now.pending:
                code = _BYTES[lead] + _BYTES[byte]
                yield self._written(now, _decoded(code), code, price, now.joined and code in self._habit)

    def unknown(self, now: Hypothesis) -> Iterator[Hypothesis]:
        """Yield what follows if the next byte is one that the decoder took for a lead byte and lost."""
        if len(now.pending) == 1:  # of two unknown bytes in a row nothing can be known
            for byte in _CP936.layout.leads:
                yield from self.byte(now, byte)
        elif not now.pending:
            yield now._replace(pending=_CP936.layout.leads, tail=b"", length=now.length + 1, joined=True, owed=False)

    def private(self, now: Hypothesis) -> Iterator[Hypothesis]:
        """Yield what follows if a private-use character stood here and was dropped."""
        now = now._replace(score=now.score + _LOST_PRIVATE, filled=now.filled + 2)
        begun = ((after, trails) for lead, trails in _private_pairs().items() for after in self.byte(now, lead))
        for after, trails in nlargest(LIKELIEST, begun, key=lambda item: item[0].score):
            yield after._replace(pending=trails, tail=b"", length=after.length + 1)

    def _pairing(self, now: Hypothesis, character: str) -> float:
        """Return what the text before says of a mark that comes in pairs, in nats."""
        if character in _ENDS:
            return _OPENS_NOTHING if now.restored[-1] in _OPENING else 0.0
        shown = _SHOWN_AS.get(character, character)
        if shown in self._open:
            opening = next(opening for opening, close in _PAIRS.items() if close == shown)
            return _CLOSES[shown] if self._open[shown] + _surplus(now.restored, opening, shown) > 0 else _CLOSES_NOTHING
        if shown in _PAIRS and shown != "(":
            close = _PAIRS[shown]
            return _OPENS_AGAIN if self._open[close] + _surplus(now.restored, shown, close) > 0 else 0.0
        return 0.0

    def _written(self, now: Hypothesis, character: str, tail: bytes, price: float = 0.0, owed: bool = False) -> Hypothesis:
        """Return what follows if a character is complete."""
        return Hypothesis(
            now.score + price + self._model.logp(now.restored[-2:], character) + self._pairing(now, character),
            now.restored + character,
            tail,
            splices=now.splices,
            length=now.length + 1,
            owed=owed,
            filled=now.filled,
        )


@cache
def _private_pairs() -> dict[int, bytes]:
    """Return the lead bytes of cp936's private-use characters, each with those trail bytes that may be lead bytes in turn."""
    table: dict[int, bytes] = {}
    for (lead, trail), character in _CP936.pairs():
        if trail in _CP936.layout.leads and PRIVATE_USE.match(character):
            table[lead] = table.get(lead, b"") + bytes([trail])
    return table


def spliced(now: Hypothesis, note: str) -> Hypothesis:
    """Return the hypothesis after a note, or a restart of the decoder (empty), was taken out."""
    splice = Splice(now.length, _CP936.encode(note))
    return now._replace(splices=(*now.splices, splice), joined=False, owed=False)


def _surplus(text: str, opening: str, close: str) -> int:
    """Return how many more pairs the text opens than it closes."""
    shown = [_SHOWN_AS.get(character, character) for character in text[1:]]
    return shown.count(opening) - shown.count(close)
