"""Find what a reader made of signs, emoji and letters with accents, amid text that has nothing else of the kind.

GBK makes `漏` of `©`, `caf茅` of `café`, `it鈥檚` of `it’s`, and code page 437 two signs for drawing of each letter; without
controls Latin-1 leaves `itâs` of `it’s`, and Windows-1252 `“yesâ€` of `“yes”`. By itself such a character proves little: two
bytes are soon the UTF-8 of something. But text in an alphabet hardly has a character of Chinese, Japanese or Korean by itself, or
signs for drawing in its words, damage leaves several in a document, and what they were stands where such signs stand
(``places``). All of them are judged at once.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from ..encodings.alike import codes_of, read
from ..language.mixture import any_language
from ..patterns import lazy_pattern
from ..spans import Spans
from .channels import CHANNELS, Channel, corrupt
from .island_kinds import KINDS, LEFT, MARKED, SELECTOR, STRAIGHTENED, WIDE, Kind
from .likelihood.pricing import OPENING
from .places import IN_PLACE, nats
from .shown import is_shown

if TYPE_CHECKING:
    from .considered import Considered, Found

__all__ = ["begins_island", "has_islands", "with_islands"]

_ALPHABET = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_WIDE = f"[{WIDE}]"
_LEFT_OPEN = lazy_pattern(f"[{WIDE}]+[\ufffd?]")  # of which bytes were lost
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_TOKENS = frozenset(f"\N{KATAKANA MIDDLE DOT}{_UNKNOWN}")

_BEFORE, _BEHIND = 400, 2  # characters around one
_LONG = 1 << 17  # characters of a text for which it pays to ask which characters begin an island

# Letters and signs of Latin, a Greek letter, marks, arrows, symbols, emoji, what joins them, and ASCII that a last byte absorbed.
_SIGNS = lazy_pattern(
    "(?:[\xa0-\u024f\u200b-\u200d\u2010-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]+|[\u0391-\u03c9])[!-~]?"
)

# How often text in an alphabet has an island. 65,000 files of code and documentation that packages for Node.js, Python and Perl
# ship have 136 in those with at most 20 characters of CJK, in 334 million characters; none is what a reader makes of a sign or
# a letter of Latin-1. It is as if 50,000 characters had been seen without one, before a document has shown its own habit.
_SEEN, _WITH = 50_000.0, 0.05
_MARGIN = 3.0  # nats beyond the opening of the channel, and beyond another one, that the islands must gain together
_WORD = "a word"  # what a span is refused for whatever else is known, beside what it shows
_LEAST = 5.0  # nats that each must gain by itself
_FOREIGN = 0.2  # the most CJK, damaged and not, for each character of text in an alphabet
_FEWEST, _MORE = 12, 2  # letters and digits that such text has, and for each character of CJK: a name or a cell may have a suffix


class _Found(NamedTuple):
    start: int
    before: str
    after: str
    nats: float  # of what it was, in its place
    speaks: bool  # for the channel: on a line that has not stood there before, which would prove the same once more

    @property
    def end(self) -> int:
        return self.start + len(self.before)

    @property
    def is_in_place(self) -> bool:
        return self.nats >= IN_PLACE * sum(character > "\x7f" for character in self.after)


def has_islands(text: str) -> bool:
    """Tell whether a text has something that may be an island, and stands where what it was would stand.

    >>> has_islands("MIT 漏 2017"), has_islands("The kanji 漏 means leak")
    (True, False)
    """
    for kind in KINDS:
        lone = list(kind.island.finditer(text))
        for channel in kind.channels if lone else ():
            if any(found.speaks and found.is_in_place for found in _found(text, lone, kind, channel)):
                return True
    return False


# The first bytes of what _SIGNS looks for, in UTF-8, and what comes behind them.
_FIRST_BYTES, _NEXT_BYTES = frozenset([*range(0xC2, 0xCA), 0xCE, 0xCF, 0xE2, 0xEF, 0xF0]), range(0x80, 0xC0)


@lru_cache(maxsize=1 << 16)
def _begins(character: str, channel: str) -> bool:
    """Tell whether a character can be the beginning of what a channel made of a sign: hardly any can."""
    codes = codes_of(CHANNELS[channel].reader.table, character)[:1]
    return any(code[0] in _FIRST_BYTES and all(byte in _NEXT_BYTES for byte in code[1:]) for code in codes)


@cache
def _begun(kind: Kind, channel: str) -> re.Pattern[str]:
    """Return the pattern of the islands of a kind which begin with what a channel can have made of the beginning of a sign.

    In Chinese a good deal stands alone, and hardly any of it does.
    """
    if kind.post or not kind.island.pattern.startswith(_WIDE):
        return kind.island
    codes = (bytes([first, *behind]) for first in _FIRST_BYTES for behind in ((), *((byte,) for byte in _NEXT_BYTES)))
    known = set(read(CHANNELS[channel].reader.table, b"\n".join(codes), ""))
    first = "".join(sorted(each for each in known if each > "\x7f" and _begins(each, channel)))
    return re.compile(f"(?=[{first}]){kind.island.pattern}")


def begins_island(text: str, place: int) -> bool:
    """Tell whether what begins at a place is what a reader makes of a sign, wherever it stands.

    >>> begins_island("MIT 漏 2017", 4), begins_island("MIT 中 2017", 4)
    (True, False)
    """
    for kind in KINDS:
        if found := kind.island.match(text, place):
            channels = kind.channels if kind.post else [channel for channel in kind.channels if _begins(found[0][0], channel)]
            if any(_undone(found[0], channel, kind.post, kind.sign) for channel in channels):
                return True
    return False


def with_islands(text: str, found: Found) -> Found:
    """Return what was found in a text with the islands that are damage.

    They take the place of what was not accepted.

    >>> from .considered import Found
    >>> [(island.start, island.restored) for island in with_islands("Copyright 漏 2017", Found((), ())).others]
    [(10, '©')]
    """
    from .considered import Found, in_order
    from .judging import SHOWN  # and with it numpy, which text without damage has no need of
    from .openings import openings

    accepted = Found(found.whole, [span for span in found.others if span.accepted])
    refused = Spans((span.start, span.end) for span in found.others if span.refused in (SHOWN, _WORD))
    every = _likeliest(_without(text, accepted), openings(accepted))
    islands = [island for island in every if not refused.covers(island.start, island.end)]
    if not islands:
        return found
    taken = Spans((island.start, island.end) for island in islands)
    kept = (span for span in found.others if span.accepted or not taken.covers(span.start, span.end))
    return Found(found.whole, in_order([*kept, *islands]))


def _without(text: str, found: Found) -> str:
    """Return a text in which nothing is known of what was found, and nothing beside that stands alone."""
    from .considered import places, spliced

    starts, ends = places(found)
    return spliced(text, starts, ends, [_UNKNOWN * (end - start) for start, end in zip(starts, ends, strict=True)])


def _likeliest(text: str, opened: Mapping[str, float]) -> list[Considered]:
    """Return the islands of the reader whose islands gain most, given what it costs to open the channels that are proven."""
    letters = _letters(text)
    judged = sorted((each for kind in KINDS for each in _of_kind(text, letters, kind, opened)), key=_surplus, reverse=True)
    if not judged:
        return []
    first, *others = judged
    near = (islands for islands in others if _surplus(islands) > _surplus(first) - _MARGIN)
    if any(_contradict(first, islands) for islands in near):
        return []
    if not first:
        return []
    channel = first[0].channel
    of_one = {island.start: island for islands in judged[::-1] if islands and islands[0].channel == channel for island in islands}
    proven = channel in opened
    return [each for each in of_one.values() if not is_shown(text, each.start, each.end, each.restored, proven=proven)]


def _contradict(first: Iterable[Considered], second: Iterable[Considered]) -> bool:
    """Tell whether two readers would have made the same island of different text."""
    known = {island.start: island.restored for island in first}
    return any(known.get(island.start, island.restored) != island.restored for island in second)


def _of_kind(text: str, letters: int, kind: Kind, opened: Mapping[str, float]) -> Iterator[list[Considered]]:
    """Yield the islands of each channel of a kind; where this is no text in an alphabet, of proven ones what is in its place."""
    if kind.post and not any(mark in text for mark in MARKED):
        return
    is_in_alphabet = _is_in_alphabet(text, letters, kind.strange)
    channels = [channel for channel in kind.channels if is_in_alphabet or channel in opened]
    narrows = not is_in_alphabet and len(text) >= _LONG
    lone = list(kind.island.finditer(text)) if channels and not narrows else []
    for channel in channels:
        islands = _begun(kind, channel).finditer(text) if narrows else lone
        found = [each for each in _found(text, islands, kind, channel) if is_in_alphabet or each.is_in_place]
        if found:
            others = len(kind.strange.findall(text)) - sum(len(kind.strange.findall(each.before)) for each in found)
            yield [_of(island, kind) for island in _judged(text, found, others, channel, opened)]


def _of(island: Considered, kind: Kind) -> Considered:
    """Return an island with what was done behind the reader of its kind, and in doubt where another sign leaves the same."""
    if not kind.rival:
        return island._replace(post=kind.post)
    from .lost_bytes.holes import Doubt, Other

    other = Other(kind.sign.encode(), kind.rival.encode(), 1 / (1 + math.exp(kind.lead)))
    doubt = Doubt(kind.lead, near=2, others=(other,))
    return island._replace(post=kind.post, units=tuple(unit._replace(doubt=doubt) for unit in island.units))


def _is_in_alphabet(text: str, letters: int, strange: re.Pattern[str]) -> bool:
    """Tell whether a text has few characters that text in an alphabet has not, looking no further than until it has too many."""
    most = min(int(_FOREIGN * len(text)), letters // _MORE)
    return letters >= _FEWEST and next(islice(strange.finditer(text), most, None), None) is None


def _letters(text: str) -> int:
    """Count the letters and digits of ASCII, by bytes, which is many times as fast as one by one."""
    encoded = text.encode("utf-8", "surrogatepass")
    return len(encoded) - len(encoded.translate(None, _ALPHABET))


def _surplus(found: Sequence[Considered]) -> float:
    return found[0].gain - found[0].needed if found else 0.0


def _found(text: str, lone: Iterable[re.Match[str]], kind: Kind, channel: str) -> Iterator[_Found]:
    """Yield what a channel may have left, line by line: what else it left in a line is undone before each is looked at."""

    def undone(match: re.Match[str]) -> str:
        return _undone(match[0], channel, kind.post, kind.sign)

    begun = lone if kind.post else (match for match in lone if _begins(match[0][0], channel) and not _is_word(match[0]))
    left = [match for match in begun if undone(match)]
    if kind.sign:
        left = [match for match in left if _may_be_one(_line_of(text, match), match[0][-1], kind)]
    lines: set[str] = set()
    for _, group in groupby(left, lambda match: text.rfind("\n", 0, match.start())):
        matches = list(group)
        at, end = text.rfind("\n", 0, matches[0].start()) + 1, text.find("\n", matches[-1].end())
        line, places = "", []
        for match in matches:
            line += text[at : match.start()]
            places.append(len(line))
            line += undone(match)
            at = match.end()
        line += text[at : len(text) if end < 0 else end]
        for match, place in zip(matches, places, strict=True):
            after, speaks = undone(match), line not in lines and _is_certain(text, match, kind.certain)
            yield _Found(match.start(), match[0], after, nats(line, place, place + len(after)), speaks)
        lines.add(line)


def _may_be_one(line: str, mark: str, kind: Kind) -> bool:
    """Tell whether a mark can be part of a sign, given the rest of its line: it closes nothing that is open there.

    Where a line has the sign that others leave the same of, it shows what that should be.
    """
    apostrophes = len(_APOSTROPHE.findall(line)) if mark == "'" else 0
    marks = line.count(mark) - apostrophes - sum(line.count(begun + mark) for begun in STRAIGHTENED)
    return marks % 2 == 0 and (not kind.rival or kind.sign not in line)


_APOSTROPHE = lazy_pattern("(?<=[a-z])'(?=[a-z])")


def _line_of(text: str, match: re.Match[str]) -> str:
    """Return what stands around an island in its line, without a part of another one where a long line is cut."""
    at = max(0, match.start() - _BEFORE)
    _, begins, before = text[at : match.start()].rpartition("\n")
    if at and not begins:
        before = before.partition(" ")[2]
    return before + text[match.end() : match.end() + _BEFORE].partition("\n")[0]


def _is_certain(text: str, match: re.Match[str], certain: re.Pattern[str] | None) -> bool:
    """Tell whether what stands around an island speaks for its channel."""
    if certain is None:
        return True
    around = certain.finditer(text, max(0, match.start() - _BEFORE), match.end() + _BEHIND)
    return any(found.start() <= match.start() <= found.end() for found in around)


def _is_word(before: str) -> bool:
    """Tell whether all of it is letters of an alphabet, of which any number may stand together."""
    return before < WIDE[0] and before.isalpha() and "º" not in before


@lru_cache(maxsize=1 << 12)
def _undone(before: str, name: str, post: tuple[str, ...] = (), sign: str = "") -> str:
    """Return the signs or letters that a channel made this of, or nothing."""
    channel = CHANNELS[name]
    if post:
        after = sign or LEFT.get(before) or _selected(before, channel)
        return after if corrupt(channel, after, post) == before else ""
    if not _TOKENS.isdisjoint(before):
        return ""
    codes = [codes_of(channel.reader.table, character)[:1] for character in before]
    try:
        after = b"".join(chain.from_iterable(codes)).decode("utf-8") if all(codes) else ""
    except UnicodeError:
        return ""
    return after if _SIGNS.fullmatch(after) and corrupt(channel, after) == before else ""


def _selected(before: str, channel: Channel) -> str:
    """Return the picture that something was left of before what selects it, and that; nothing if none is known."""
    picture = before.removesuffix(SELECTOR).replace(" ", "\N{NO-BREAK SPACE}")
    known = LEFT.get(picture) or _undone(picture, channel.name)
    return f"{known}\N{VARIATION SELECTOR-16}" if len(picture) < len(before) and len(known) == 1 else ""


def _judged(text: str, found: list[_Found], others: int, channel: str, opened: Mapping[str, float]) -> list[Considered]:
    """Return those of the islands that a channel may have left that are damage, if they are together.

    ``others`` counts the characters that text in an alphabet has not, but for these.
    """
    from .considered import Considered
    from .inverse.alignment import Unit

    others, length = max(0, others - sum(len(match[0]) - 1 for match in _LEFT_OPEN.finditer(text))), len(text)
    seen: Counter[str] = Counter()
    gain, needed = 0.0, opened.get(channel, OPENING) + _MARGIN
    for each in found:
        if each.is_in_place and each.speaks:
            gain += max(0.0, each.nats - _as_it_is(each.before, seen, others, length))
        seen[each.before] += 1
    if gain < needed:
        return []
    none: Counter[str] = Counter()  # if these are damage, the document has no habit of islands
    return [
        Considered(each.start, each.end, each.after, channel, gain, needed, units=(Unit(each.before, each.after, sound=True),))
        for each in found
        if each.nats - _as_it_is(each.before, none, others, length) >= _LEAST
    ]


def _as_it_is(before: str, seen: Counter[str], others: int, length: int) -> float:
    """Return log P that an island stands there as it is, given those before it and the others of its kind in the text."""
    rate = max((others + seen.total() + _WITH) / (length + _SEEN), others / length)
    likely = math.exp(any_language().score(before))
    return math.log(rate) + math.log((seen[before] + likely) / (seen.total() + 1))
