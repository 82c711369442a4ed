"""Bytes into characters, under every hypothesis: what the characters of a broken run were before they got out of step."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from heapq import heappop, heappush, nlargest
from operator import itemgetter
from typing import NamedTuple

from ...encodings import codec
from ...model import Splice
from ...patterns import lazy_pattern
from .page import PageModel

__all__ = ["CLOSING", "LIKELIEST", "NARROWED", "OWED", "PRIVATE_USE", "Ahead", "Hypothesis", "Stream", "spliced"]

_CP936 = codec("cp936")

_BYTES = [bytes([byte]) for byte in range(0x100)]
_TRAILS = frozenset(_CP936.layout.trails)
_decoded = lru_cache(maxsize=1 << 15)(_CP936.decode)  # of each code, more than there are

BEAM = 48
"""Hypotheses kept at one place."""

BEHIND = 30.0
"""Nats behind the best at which one is given up."""

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
CLOSING = max(_CLOSES.values())
"""Nats that a hypothesis gains at most within a note: its bracket closes something; no other mark has a code of its bytes."""

_CLOSES_NOTHING = -2.5
_OPENS_AGAIN = -4.0
_OPENS_NOTHING = -5.0
_OPENING = frozenset("“‘《「『【〔（")
_ENDS = frozenset("<\n \u3000。，、；：")  # what an opening mark never stands before
_OF_PAIRS = _ENDS.union(_PAIRS, _PAIRS.values(), _SHOWN_AS)  # of which the text before says anything


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


class Ahead:
    """The hypotheses that lead to one place, but for those that are too far behind others; ``tried`` counts them, too."""

    def __init__(self, hypotheses: Iterable[Hypothesis] = ()) -> None:
        self.kept = list(hypotheses)
        self.tried = len(self.kept)
        self._best: list[float] = []  # a heap of the scores that are kept, as many as a beam has
        self._floor, self._most = -math.inf, -math.inf

    def wants(self, score: float) -> bool:
        """Tell whether a hypothesis of some score may be among those that are gone on with."""
        self.tried += 1
        if score <= self._floor:
            return False
        heappush(self._best, score)
        if len(self._best) > BEAM:
            heappop(self._best)
        self._most = max(self._most, score)
        self._floor = max(self._most - BEHIND, self._best[0] if len(self._best) == BEAM else -math.inf)
        return True

    def may_want(self, score: float) -> bool:
        """Tell the same of one that is not looked at yet: what follows it is no likelier, but behind a mark that closes."""
        if score > self._floor:
            return True
        self.tried += 1
        return False

    def add(self, hypotheses: Iterable[Hypothesis]) -> None:
        """Keep those of some hypotheses that may be gone on with."""
        self.kept += [each for each in hypotheses if self.wants(each.score)]


class Stream:
    """Pair the bytes of one run anew, for a page that annotates ``habit`` (by code) and writes as ``model`` says.

    ``line`` is what stands before the run in its line, without notes: it shows which marks are open.
    """

    def __init__(self, habit: Container[bytes], model: PageModel, line: str) -> None:
        self._habit = habit
        self._model = model
        self._open = {close: max(0, line.count(opening) - line.count(close)) for opening, close in _PAIRS.items()}

    def observed(self, beam: Sequence[Hypothesis], character: str) -> Ahead:
        """Return what follows hypotheses, one after the other, if the character was read from the bytes it looks like."""
        ahead, code = Ahead(), _CP936.encoded(character)
        if code is None:
            return ahead
        wide = _CP936.encode(NARROWED[character]) if character in NARROWED else b""
        self._look_up(beam, code, character)
        if wide:
            self._look_up([now for now in beam if now.pending], wide, character)
        for now in beam:
            self.read(now, code, ahead)
            if wide and now.pending:
                self.read(now, wide, ahead)
        return ahead

    def _look_up(self, beam: Sequence[Hypothesis], code: bytes, character: str) -> None:
        """Find at once what characters cost behind hypotheses that know all of their bytes."""
        is_trail = code[0] in _TRAILS
        known = (now for now in beam if len(now.restored) > 1 and len(now.pending) <= is_trail)
        self._model.learn((now.restored[-2:], _decoded(now.pending + code[:1]) if now.pending else character) for now in known)

    def read(self, now: Hypothesis, code: bytes, ahead: Ahead) -> None:
        """Add what follows a hypothesis: of the values of a byte that waits, only what may be gone on with is made."""
        if not (now.pending and (len(code) == 1 or 0x81 <= code[1] <= 0xFE)):
            ahead.kept += [after for after in self.follow(now, code) if ahead.wants(after.score)]
        elif code[0] in _TRAILS:
            score, splices, length, filled = now.score + now.owed * OWED, now.splices, now.length + len(code), now.filled
            lead, restored, pairs = code[1:], now.restored, _codes(now.pending, code[:1])
            prices = self._model.each(restored[-2:], [character for _, character in pairs])
            for (pair, character), price in zip(pairs, prices, strict=True):
                nats = score + price + self._pairing(restored, character) if character in _OF_PAIRS else score + price
                owed = now.joined and pair in self._habit
                if ahead.wants(nats + OWED if lead and owed else nats):
                    if lead:
                        tail = pair[1:] + lead
                        nats, owed = nats + owed * OWED, tail in self._habit
                    else:
                        tail = pair
                    ahead.kept.append(Hypothesis(nats, restored + character, tail, lead, splices, length, True, owed, filled))

    def follow(self, now: Hypothesis, code: bytes) -> list[Hypothesis]:
        """Return what follows if the next bytes of the stream are ``code``."""
        if len(code) == 1:
            return self.byte(now, code[0])
        if now.pending:
            return [after for begun in self.byte(now, code[0]) for after in self.byte(begun, code[1])]
        is_owed = now.joined and now.tail[-1:] + code[:1] in self._habit
        score = now.score + now.owed * OWED + is_owed * OWED
        return [self._written(now, score, code, code, 2, owed=code in self._habit)]

    def byte(self, now: Hypothesis, byte: int) -> list[Hypothesis]:
        """Return what follows if the next byte is ``byte``: one hypothesis for each value of a waiting lead byte."""
        score, restored, tail, pending, splices, length, joined, owed, filled = now
        if owed:
            score += OWED
        if not pending:
            tail = tail[-1:] + _BYTES[byte]
            if 0x81 <= byte <= 0xFE:
                owed = joined and tail in self._habit
                return [Hypothesis(score, restored, tail, tail[-1:], splices, length + 1, True, owed, filled)]
            return [self._written(now, score, tail[-1:], tail, 1, owed=False)]
        if byte not in _TRAILS:
            return []
        codes = [_BYTES[lead] + _BYTES[byte] for lead in pending]
        self._learn(now, codes)
        return [self._written(now, score, code, code, 1, owed=joined and code in self._habit) for code in codes]

    def _learn(self, now: Hypothesis, codes: Sequence[bytes]) -> None:
        """Look up at once how likely several codes are."""
        if len(codes) > 1:
            self._model.each(now.restored[-2:], [_decoded(code) for code in codes])

    def unknown(self, now: Hypothesis) -> Iterator[Hypothesis]:
        """Yield what follows if the next byte is one that the decoder took for a lead byte and lost."""
        if len(now.pending) == 1:  # of two unknown bytes in a row nothing can be known
            self._learn(now, [now.pending + _BYTES[byte] for byte in _CP936.layout.leads])
            for byte in _CP936.layout.leads:
                yield from self.byte(now, byte)
        elif not now.pending:
            yield now._replace(pending=_CP936.layout.leads, tail=b"", length=now.length + 1, joined=True, owed=False)

    def likeliest(self, now: Hypothesis) -> list[Hypothesis]:
        """Return the likeliest of what follows if the trail byte of a lead byte that waits alone was lost."""
        if len(now.pending) != 1:
            return []
        restored, score = now.restored, now.score + OWED if now.owed else now.score
        best = self._best(score, restored, [pair for pair in _codes(now.pending, _CP936.layout.leads) if pair[0][1] in _TRAILS])
        return [
            now._replace(
                score=nats,
                restored=restored + character,
                tail=code,
                pending=b"",
                length=now.length + 1,
                joined=True,
                owed=now.joined and code in self._habit,
            )
            for nats, code, character in best
        ]

    def _best(self, score: float, restored: str, pairs: Sequence[tuple[bytes, str]]) -> list[tuple[float, bytes, str]]:
        """Return the likeliest of some codes and their characters behind a text of a score, each with that of both."""
        prices = self._model.each(restored[-2:], [character for _, character in pairs])
        begun = (
            (score + price + self._pairing(restored, character) if character in _OF_PAIRS else score + price, code, character)
            for (code, character), price in zip(pairs, prices, strict=True)
        )
        return nlargest(LIKELIEST, begun, key=itemgetter(0))

    def private(self, now: Hypothesis) -> Iterator[Hypothesis]:
        """Yield what follows if a private-use character stood here and was dropped, behind a lead byte that is known."""
        restored, score = now.restored, now.score + _LOST_PRIVATE + now.owed * OWED
        pairs = [pair for pair in _codes(now.pending, _private_leads()) if pair[0][1] in _TRAILS]
        for nats, code, character in self._best(score, restored, pairs):
            trails, owed, length = _private_pairs()[code[1]], now.joined and code in self._habit, now.length + 2
            yield Hypothesis(nats, restored + character, b"", trails, now.splices, length, True, owed, now.filled + 2)

    def _pairing(self, restored: str, character: str) -> float:
        """Return what the text before says of a mark that comes in pairs, in nats."""
        if character in _ENDS:
            return _OPENS_NOTHING if restored[-1] in _OPENING else 0.0
        shown = _SHOWN_AS.get(character, character)
        if shown in self._open:
            opening = next(opening for opening, close in _PAIRS.items() if close == shown)
            return _CLOSES[shown] if self._open[shown] + _surplus(restored, opening, shown) > 0 else _CLOSES_NOTHING
        if shown in _PAIRS and shown != "(":
            close = _PAIRS[shown]
            return _OPENS_AGAIN if self._open[close] + _surplus(restored, shown, close) > 0 else 0.0
        return 0.0

    def _written(self, now: Hypothesis, score: float, code: bytes, tail: bytes, more: int, *, owed: bool) -> Hypothesis:
        """Return what follows if a character is complete, by so many bytes more."""
        character, restored = _decoded(code), now.restored
        score += self._model.logp(restored[-2:], character)
        if character in _OF_PAIRS:
            score += self._pairing(restored, character)
        return Hypothesis(score, restored + character, tail, b"", now.splices, now.length + more, True, owed, now.filled)


@lru_cache(maxsize=1 << 11)
def _codes(leads: bytes, trails: bytes) -> list[tuple[bytes, str]]:
    """Return the codes of some lead bytes with some trail bytes, and their characters."""
    codes = [_BYTES[lead] + _BYTES[trail] for lead in leads for trail in trails]
    return [(code, _decoded(code)) for code in codes]


@cache
def _private_pairs() -> dict[int, bytes]:
    """Return the lead bytes of cp936's private-use characters, each with those trail bytes that may be lead bytes in turn."""
    table: dict[int, bytes] = {}
    for (lead, trail), character in _CP936.pairs():
        if trail in _CP936.layout.leads and PRIVATE_USE.match(character):
            table[lead] = table.get(lead, b"") + bytes([trail])
    return table


@cache
def _private_leads() -> bytes:
    return bytes(_private_pairs())


def spliced(now: Hypothesis, note: str) -> Hypothesis:
    """Return the hypothesis after a note, or a restart of the decoder (empty), was taken out."""
    splice = Splice(now.length, _CP936.encode(note))
    return now._replace(splices=(*now.splices, splice), joined=False, owed=False)


def _surplus(text: str, opening: str, close: str) -> int:
    """Return how many more pairs the text opens than it closes."""
    shown = [_SHOWN_AS.get(character, character) for character in text[1:]]
    return shown.count(opening) - shown.count(close)
