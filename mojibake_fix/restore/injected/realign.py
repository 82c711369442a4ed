"""Read a broken run of an injected page back into step.

A note put between the two bytes of a character, or a decoder restarted there, leaves the rest of the run read one byte out
of step. The search walks over the observed characters, keeps the bytes they came from, takes out notes and restarts, and
pairs the bytes anew. Where the decoder swallowed a byte, every byte that could have stood there is tried; the table of
readings, the bytes around and the page model say which.
"""

from __future__ import annotations

import math
import re
from collections import ChainMap, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ...encodings import codec
from ...model import Candidate, Splice
from ...patterns import lazy_pattern
from .habit import NOTE, SOUND
from .page import PageModel
from .readings import Reading, by_code, by_sound
from .stream import BEAM, BEHIND, CLOSING, NARROWED, OWED, PRIVATE_USE, Ahead, Hypothesis, Stream, spliced

__all__ = ["Realigner", "Run"]

_CP936 = codec("cp936")

_MOST_FILLED = 5  # swallowed bytes after which no further loss is assumed
_NEAR = 12.0  # nats behind the best up to which a rival is worth showing
_SHOWN = 5  # rivals shown
_MOST_TRIED = 100_000  # hypotheses after which a run is given up; real ones take a few thousand
_LONGEST = 400  # observed characters after which a run is given up
_LONGEST_MARK = 2  # observed characters that are read at once where no note is: a token and the mark behind it

# Nats.
_RESTART = -3.0  # a decoder restart: one in twenty marks
_SILENT_RESTART = -9.0  # one that left no token behind
_STRANGE = -3.0  # a note on a character that the page annotates nowhere else
_HALF_BEHIND = -10.0  # a question mark before half a tag or half a year
_MARGIN = 3.0  # what a run must gain over the text as it stands
_READABLE = -8.0  # a character of text that is in step costs less on average, one out of step more
_STRANGE_CHARACTER = -12.5  # what a character costs behind the one before it if it does not belong there
_STRANGE_NEIGHBOUR = -8.0  # and the one behind it
_RISK_OF_LOSS = 0.5  # of a run in which something was dropped: what it was, nobody knows
_RISK_IF_STRANGE = 0.1  # of one in which something may have been dropped, since it does not read well
_AHEAD = 8  # characters by which that is judged
_ENOUGH = 5  # of them Han, to judge a question mark by
_FLUENT = -6.0  # a character of text that nobody would doubt costs less on average

# Marks before which the decoder was seen to restart, as the page shows them: full-width, or narrowed afterwards.
_RESTARTERS = frozenset("！？；，、!?;,")

# ASCII that a stranded byte swallows, and what that costs in nats, by what follows.
_TAG = lazy_pattern(r"/?[a-z][a-z0-9]*\s?/?>")
_YEAR = lazy_pattern(r"\d{3}年")
_RECENT_YEAR = lazy_pattern(r"0\d\d年")
_SWALLOWED: tuple[tuple[re.Pattern[str], dict[str, float]], ...] = (
    (_TAG, {"<": -0.1}),
    (_RECENT_YEAR, {"2": -0.05, "1": -3.0}),
    (_YEAR, {"1": -0.05, "2": -3.0}),
    (lazy_pattern(r"\d*[年月日%％]"), {**dict.fromkeys("123456789", -2.5), " ": -3.0, "\n": -4.0}),
    (lazy_pattern(r"\d"), {" ": -1.0, "\n": -2.5, **dict.fromkeys("123456789", -5.0)}),
    (lazy_pattern("[A-Za-z]"), {" ": -1.0, "(": -3.0, '"': -3.5, "<": -5.0, "\n": -3.0}),
    (lazy_pattern("[、，。；：！？）」』》”’,;:!?)]"), {'"': -4.5, "0": -5.0, " ": -8.0}),  # no blank stands before these
    (lazy_pattern(""), {"\n": -1.5, " ": -2.5, "(": -3.5, '"': -4.5, "<": -5.0, **dict.fromkeys("0123456789", -5.0)}),
)

_HAN = lazy_pattern("[\u3400-\u9fff]")
_EATEN_NOTE = lazy_pattern(rf"{SOUND}\)")  # behind the token that ate its bracket
_ANY_NOTE = lazy_pattern(rf"[?(]{SOUND}\)")


@dataclass(frozen=True, slots=True)
class Run:
    """A broken run: ``text[start:end]`` was ``restored``, spliced; the gain in nats, the risk of error, what else it could be."""

    start: int
    end: int
    restored: str
    splices: tuple[Splice, ...]
    gain: float
    risk: float
    rivals: tuple[Candidate, ...]


class Realigner:
    """Search the broken runs of one page that annotates ``habit`` and writes as ``model`` says."""

    def __init__(self, text: str, habit: dict[str, str], model: PageModel) -> None:
        self._text = text
        self._model = model
        own = (Reading(character, _CP936.encode(character), sound, True) for character, sound in habit.items())
        self._habit = {reading.code: reading for reading in own}
        self._annotated = ChainMap(self._habit, by_code())
        self._may_lack = not PRIVATE_USE.search(text)  # a page that shows private-use characters has kept them all
        self.given_up = 0  # up to where the last search looked, if it found nothing to agree on
        self._stream = Stream(self._habit, model, "")  # of the run that is being searched

    def run_at(self, start: int, before: str) -> Run | None:
        """Return the broken run that begins at ``start``, or None if the text is likelier as it stands.

        ``before`` is the true text in front of it: two characters are enough.
        """
        self.given_up = start
        if self._reads_on(start):
            return None
        self._stream = Stream(self._habit, self._model, self._line_before(start))
        run = self._search(start, before, lossy=False)
        shown = run.restored if run else self._text[start + 1 : start + 1 + _AHEAD]
        if not self._may_lack or self._is_in_step(before, shown):
            return run
        second = self._search(start, before, lossy=True)
        if second and (run is None or second.gain > run.gain):
            return replace(second, risk=max(second.risk, _RISK_OF_LOSS))
        return run and replace(run, risk=max(run.risk, _RISK_IF_STRANGE if self._is_strange(before, shown) else 0.0))

    def _reads_on(self, start: int) -> bool:
        """Tell whether a question mark is one, since enough text that is in step follows it."""
        ahead = self._text[start + 1 : start + 1 + _AHEAD]
        if self._text[start] != "?" or "?" in ahead or not _HAN.match(ahead, 1):  # ASCII behind the mark is half a character
            return False
        return len(_HAN.findall(ahead)) >= _ENOUGH and sum(self._prices("", ahead)) >= _FLUENT * len(ahead)

    def _prices(self, before: str, text: str) -> list[float]:
        """Return what each character costs behind the one before it, in nats; ASCII is free."""
        return [self._model.logp(*pair) if pair[1] > "\x7f" else 0.0 for pair in pairwise((before[-1:] or "\n") + text)]

    def _is_in_step(self, before: str, text: str) -> bool:
        """Tell whether a text reads like one that is in step."""
        beyond = sum(character > "\x7f" for character in text)
        return sum(self._prices(before, text)) >= _READABLE * beyond and not self._is_strange(before, text)

    def _is_strange(self, before: str, text: str) -> bool:
        """Tell whether some character of a text belongs neither to what is before it nor to what is behind."""
        prices = [*self._prices(before, text), _STRANGE_NEIGHBOUR - 1]
        return any(left < _STRANGE_CHARACTER and right < _STRANGE_NEIGHBOUR for left, right in pairwise(prices))

    def _line_before(self, place: int) -> str:
        """Return what stands in the line before ``place``, without notes."""
        return _ANY_NOTE.sub("", self._text[self._text.rfind("\n", 0, place) + 1 : place])

    def _search(self, start: int, before: str, *, lossy: bool) -> Run | None:
        tail = b"".join(_CP936.encoded(character) or b"" for character in before)[-2:]
        beams = {start: [Hypothesis(0.0, before[-1:] or "\n", tail)]}
        place, tried, behind_note = start, 0, start
        while beams and tried < _MOST_TRIED:
            place = min(beams)
            beam = sorted(beams.pop(place), key=lambda hypothesis: -hypothesis.score)[:BEAM]
            beam = [hypothesis for hypothesis in beam if hypothesis.score > beam[0].score - BEHIND]
            if place < behind_note:  # where all meet who take the note out, and all who read it as text
                best = max(hypothesis.score for hypothesis in beams[behind_note])
                beam = [hypothesis for hypothesis in beam if hypothesis.score > best - BEHIND - CLOSING]
            if self._is_end(place):
                beam = [hypothesis for hypothesis in beam if not hypothesis.pending]
            if place > start and beam and not beams and self._agree(place, beam):
                return self._settle(start, place, beam)
            if not self._is_end(place) and place < start + _LONGEST:
                for some in [beam] if place > start else [[hypothesis] for hypothesis in beam]:
                    for ahead, successors in self._successors(start, place, some, lossy):
                        if successors.kept:
                            beams.setdefault(ahead, []).extend(successors.kept)
                            tried += successors.tried
                            behind_note = max(behind_note, ahead) if ahead > place + _LONGEST_MARK else behind_note
        self.given_up = place
        return None

    def _settle(self, start: int, end: int, beam: list[Hypothesis]) -> Run | None:
        """Return the best of the hypotheses that agree on what comes next, unless that is the text as it stands."""
        best, observed = beam[0], self._text[start:end]
        unspoilt = self._as_it_stands(start, observed, best.restored[0])
        if not best.splices or best.score < unspoilt + _MARGIN:
            return None
        rivals = {other.restored[1:]: other.score for other in reversed(beam) if other.restored != best.restored}
        doubt = sum(math.exp(score - best.score) for score in rivals.values())
        near = sorted((item for item in rivals.items() if item[1] > best.score - _NEAR), key=lambda item: -item[1])
        return Run(
            start,
            end,
            best.restored[1:],
            best.splices,
            best.score - unspoilt,
            doubt / (1 + doubt) if best.filled else 0.0,
            tuple(Candidate(text, score - unspoilt) for text, score in near[:_SHOWN]),
        )

    def _as_it_stands(self, start: int, observed: str, before: str) -> float:
        """Return the score of "nothing happened"."""
        marks = (start + k for k, character in enumerate(observed) if character == "?")
        return self._model.score(observed, before) + sum(map(self._price_of_mark, marks))

    def _price_of_mark(self, place: int) -> float:
        """Return what it costs to take a question mark for one: little, unless half a tag or half a year is behind it."""
        return _HALF_BEHIND if _TAG.match(self._text, place + 1) or _YEAR.match(self._text, place + 1) else 0.0

    def _successors(self, start: int, place: int, beam: list[Hypothesis], lossy: bool) -> Iterator[tuple[int, Ahead]]:
        """Yield where explanations of the next observed characters lead, given what explains those before."""
        character = self._text[place]
        if note := NOTE.match(self._text, place):
            yield note.end(), Ahead(spliced(now, note[0]) for now in beam if self._belongs(note[1], now.tail))
            beam = [now for now in beam if not self._belongs(note[1], now.tail)]
        beam = [now._replace(score=now.score + OWED, owed=False) if now.owed else now for now in beam]
        if character == "?" and not self._text.startswith("???", place):
            tokens: defaultdict[int, Ahead] = defaultdict(Ahead)
            for now in beam:
                self._token(place, now, tokens)
            yield from tokens.items()
        else:
            yield place + 1, self._stream.observed(beam, character)
        if place == start and character in _RESTARTERS:
            restarted = Ahead()
            for now in beam:
                self._restarted(place, now._replace(score=now.score + _SILENT_RESTART), restarted)
            yield place + 1, restarted
        for now in beam if lossy else ():
            if len(now.pending) == 1 and now.filled < _MOST_FILLED:
                yield place, Ahead(self._stream.private(now))

    def _is_end(self, place: int) -> bool:
        """Tell whether no run goes past a place: the text ends, or goes on with a character that no bytes of GBK are."""
        return place == len(self._text) or _CP936.encoded(self._text[place]) is None

    def _agree(self, place: int, beam: list[Hypothesis]) -> bool:
        """Tell whether all hypotheses are in step and expect the same of what follows."""
        if self._is_end(place):
            return True
        settled = all(not other.pending and other.restored[-1] == beam[0].restored[-1] for other in beam)
        return settled and not NOTE.match(self._text, place)

    def _belongs(self, sound: str, tail: bytes) -> bool:
        """Tell whether a note is that of the last two bytes."""
        reading = self._annotated.get(tail)
        return reading is not None and reading.sound == sound

    # What a token `?` may stand for.

    def _token(self, place: int, now: Hypothesis, found: defaultdict[int, Ahead]) -> None:
        """Add what follows a hypothesis to what was ``found``, by the places it leads to."""
        note = _EATEN_NOTE.match(self._text, place + 1)
        if note:
            found[note.end()].add(self._split_by_note(now, note[1], f"({note[0]}"))
        if self._text[place + 1 : place + 2] in _RESTARTERS:
            self._restarted(place + 1, now._replace(score=now.score + _RESTART), found[place + 2])
        if now.pending:
            self._swallowed(now, place + 1, found[place + 1])
        honest = now if now.pending else now._replace(score=now.score + self._price_of_mark(place))
        found[place + 1].add(self._stream.observed([honest], "?").kept)

    def _split_by_note(self, now: Hypothesis, sound: str, note: str) -> Iterator[Hypothesis]:
        """Yield what follows if the token is the second byte of an annotated character, with the bracket of its note."""
        own = (reading for reading in self._habit.values() if reading.sound == sound)
        for reading in dict.fromkeys((*own, *by_sound().get(sound, ()))):
            if reading.code[:1] == now.tail[-1:]:
                price = 0.0 if reading.code in self._habit else _STRANGE if reading.seen else 2 * _STRANGE
                filled = now._replace(score=now.score + price, filled=now.filled + 1)
                yield from (spliced(after, note) for after in self._stream.byte(filled, reading.code[1]))

    def _restarted(self, mark: int, now: Hypothesis, found: Ahead) -> None:
        """Add what follows if a byte was stranded before the mark, which the decoder then read on its own."""
        shown = self._text[mark]
        full = _CP936.encode(NARROWED.get(shown, shown))
        for after in self._stream.unknown(now._replace(filled=now.filled + 1)):
            if found.may_want(after.score):
                self._stream.read(spliced(after, ""), full, found)

    def _swallowed(self, now: Hypothesis, following: int, found: Ahead) -> None:
        """Add what follows if the token is the trail byte that was waited for, with the ASCII character behind it."""
        prices = next(prices for pattern, prices in _SWALLOWED if pattern.match(self._text, following))
        for after in self._stream.likeliest(now):
            for character, price in prices.items():
                score = after.score + price
                if found.may_want(score):
                    found.add(self._stream.follow(after._replace(score=score, filled=after.filled + 2), character.encode()))
