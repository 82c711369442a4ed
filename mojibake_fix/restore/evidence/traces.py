"""Tell whether a row of odd characters can be what a channel left: undone, it has to be text, and likelier than it is.

The screen asks this of each row that is odd enough, before anything is searched: rare words are odd, but hardly one of them is,
in the table of a reader, the bytes of other text. Less is asked for than the search asks for, and of one row and not of its line.
All is counted in steps of 1/14 nat, as oddity is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from ...encodings.alike import characters, codes_of, has, read
from ...language.misreadings import READERS
from ...language.tables import STEP
from ...patterns import lazy_pattern
from ..acceptance.out_of_place import PLACES
from ..channels import CHANNELS, Channel, table_written
from .characters import alone, behind_in_each, in_language, left
from .oddity import LIMITS, Row, costs
from .shape import misread_with_losses
from .utf8_shapes import BMP, SHAPED, shapes_of

__all__ = ["LEAST", "LEAST_IF_PROVEN", "Least", "are_beyond_doubt", "are_traces"]

_BESIDE = 4  # characters before and behind a row, which it may have begun or ended with
_LIKELIER = 2 * STEP  # steps by which the first two characters of UTF-8 may be likelier in a language, as in ``hints``


class Least(NamedTuple):
    """Steps that a row has to gain, at least: UTF-8 read by those to whom a byte is a character, or two are.

    Legacy encodings read by either. And ASCII that was taken for UTF-16, of which each letter costs the same wherever it stands.
    """

    of_single_byte: int
    of_wide: int
    of_legacy: int
    of_legacy_as_wide: int
    of_ascii: int


# The search asks for 10 nats of UTF-8 in Latin-1 and Windows-1252, for 13 of all else; where a byte is a character, ftfy is asked
# for a second opinion, which makes up for 12.
LEAST = Least(4 * STEP, 8 * STEP, 7 * STEP, 10 * STEP, 13 * STEP)
LEAST_IF_PROVEN = Least(STEP, 2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
"""What is asked for in a document that may prove the channel: the search asks for 2 to 5 nats there."""

_BEYOND_DOUBT = 40 * STEP  # three times what the search asks for: what it finds beside that, rivals and all, hardly costs as much
_MORE_OF_LEGACY = 1.25  # times what is enough for UTF-8
_LONE = 2 / 3  # of what it gains counts for a single character, of which the search, too, asks for more than of several
_FEWEST = 4  # characters of a legacy encoding; of fewer, too, it asks for more
_LAYER = 4 * STEP  # steps that another layer costs: two thirds of what it costs in the search
_ASCII = 4 * STEP  # steps: what a character of ASCII costs, about; nearly all of them stay as they are
_CJK = "\u2e80"
_HALF_WIDTH = "\N{HALFWIDTH KATAKANA LETTER A}"  # one byte in Shift-JIS
_LOST = "?\N{KATAKANA MIDDLE DOT}\N{REPLACEMENT CHARACTER}"  # what stands for bytes that nobody knows any more
_NO_CHARACTER = "\N{REPLACEMENT CHARACTER}"


def are_traces(text: str, row: Row, enough: int, least: Least | None = None) -> bool:
    """Tell whether a row of a text is what a channel left: undone, it has to gain as much as it has to be odd, and the ``least``.

    >>> from .oddity import rows
    >>> [[are_traces(text, row, 60) for row in rows(text, 60, 9)] for text in ("楠岃瘉", "山节藻梲")]
    [[True], [False]]
    """
    begin, end = max(0, row.start - _BESIDE - LIMITS.reach), row.end + _BESIDE + 1
    return _are_traces(text[begin:end], row._replace(start=row.start - begin, end=row.end - begin), enough, least or LEAST)


@lru_cache(maxsize=1 << 12)  # names come again
def _are_traces(text: str, row: Row, enough: int, least: Least) -> bool:
    part = _Part.of(text, max(0, row.start - _BESIDE), min(len(text), row.end + _BESIDE))
    return (
        _is_utf8(part, enough, least)
        or _is_legacy(part, row.readers, enough * _MORE_OF_LEGACY, least)
        or _lost_bytes(part.shown)
        or PLACES.search(text, row.start, row.end) is not None
    )


def are_beyond_doubt(text: str, row: Row) -> bool:
    """Tell whether a row of a text gains so much as UTF-8 that the search will find damage where it stands.

    >>> from .oddity import rows
    >>> [[are_beyond_doubt(text, row) for row in rows(text, 60, 9)] for text in ("# 楠岃瘉璁″垝", "楠岃瘉")]
    [[True], [False]]
    """
    part = _Part.of(text, max(0, row.start - _BESIDE), min(len(text), row.end + _BESIDE))
    return any(_BEYOND_DOUBT <= gain < math.inf for gain, _ in _gains_of_utf8(part, cut=False))


def _is_utf8(part: _Part, enough: int, least: Least) -> bool:
    """Tell whether a part gains enough, and the least, as UTF-8; of a document that proves a channel something may be dropped."""
    gains = _gains_of_utf8(part, cut=least is LEAST_IF_PROVEN)
    return any(gain >= max(enough, least.of_single_byte if single else least.of_wide) for gain, single in gains)


class _Part(NamedTuple):
    """What is shown in a part of a text, what each character of it costs there, and what stands before it."""

    shown: str
    costs: list[int]
    before: str

    @classmethod
    def of(cls, text: str, begin: int, end: int) -> _Part:
        known = zip(text[begin:end], costs(text, begin, end), strict=True)
        observed = [_ASCII if character.isascii() else cost for character, cost in known]
        for at in range(begin, end) if _LETTER.search(text, max(0, begin - 1), end + 1) else ():
            if text[at] >= _CJK and any(each.isascii() and each.isalpha() for each in text[max(0, at - 1) : at + 2]):
                observed[at - begin] = in_language(text[at])  # amid letters nothing is unexpected and clean all the same
        return cls(text[begin:end], observed, text[max(0, begin - LIMITS.reach) : begin])


_LETTER = lazy_pattern("[A-Za-z]")


def _lost_bytes(shown: str) -> bool:
    """Tell whether a part of a text will be said to have lost bytes, though nothing of it comes back."""
    return any(token in shown for token in _LOST) and bool(misread_with_losses(shown))


def _gains_of_utf8(part: _Part, *, cut: bool) -> Iterator[tuple[float, bool]]:
    """Yield what the UTF-8 that begins in a part gains for each reader that has its shape, and whether it reads single bytes.

    It may be ``cut`` where something was dropped, or has to end where a character does that is shown.
    """
    for at, bits in enumerate(shapes_of(part.shown)):
        for k, reader in enumerate(SHAPED) if bits else ():
            if bits >> k & 1 and _is_left_by(reader, part.shown[at : at + 2]):
                is_single_byte = CHANNELS[f"utf8-as-{reader}"].reader.is_single_byte
                yield _gain_of_utf8(reader, part, at, cut=cut), is_single_byte


def _is_left_by(reader: str, characters: str) -> bool:
    """Tell whether characters are about as likely in what a reader leaves, of text or of damage, as in a language."""
    beyond = [character for character in characters if not character.isascii()]
    known = sum(map(in_language, beyond))
    return any(sum(left(each)[place] for each in beyond) - known < _LIKELIER for place in _places(reader))


@cache
def _places(reader: str) -> tuple[int, ...]:
    """Return which of READERS read by a table last."""
    return tuple(place for place, name in enumerate(READERS) if name.rpartition("+")[2] == reader)


def _gain_of_utf8(reader: str, part: _Part, at: int, *, cut: bool) -> float:
    """Return by how much the UTF-8 that begins at a place is likelier than what stands there; no end, if some of it is lost."""
    table, shown = CHANNELS[f"utf8-as-{reader}"].reader.table, part.shown[at:]
    codes = [*_codes(table, shown)]
    if len(codes) < len(shown) and shown[len(codes)] in _LOST:
        return math.inf
    before = (part.before + part.shown[:at])[-LIMITS.reach :]
    gain = 0.0
    last = [*_codes(table, shown, last=True)]
    for each in (codes, last) if last != codes else (codes,):
        for skipped in (0, 1):  # bytes, which may end what came before
            restored, taken = _restored(each, skipped, cut=cut, is_all=len(each) == len(shown))
            if not restored.isascii():
                of_one = sum(not character.isascii() for character in restored) == 1
                less = sum(part.costs[at : at + taken]) - _cost_in_context(before, restored)
                gain = max(gain, less * (_LONE if of_one else 1))
    return gain


def _restored(codes: list[bytes], skipped: int, *, cut: bool, is_all: bool) -> tuple[str, int]:
    """Return the UTF-8 that some characters begin with but for what is ``skipped``, and how many of them it takes.

    If it may not be ``cut`` it ends where one of them ends, since what is left of that would be no text: the search takes no
    more. Where it ends only since that ``is_all`` there is to see, it may go on.
    """
    written = b"".join(codes)[skipped:]
    restored = written.decode("utf-8", "replace").partition(_NO_CHARACTER)[0]
    length = len(restored.encode())
    ends = [reached - skipped for reached in accumulate(map(len, codes))]
    if not (cut or (is_all and len(written) - length < _LONGEST and _is_cut(written[length:]))):
        restored = restored[: _stray(restored)]
        while restored and (length := len(restored.encode())) not in ends:
            restored = restored[:-1]
    return restored, next(k for k, end in enumerate(ends, 1) if end >= length) if restored else 0


_FAR = lazy_pattern("[\u0530-\u1fff]")  # what is written from Armenia to Mongolia, in words
_WORD = 3  # letters


def _stray(restored: str) -> int | None:
    """Return the place of a letter of far scripts, if there are fewer than a word has: by chance two rare Han are one."""
    far = [match.start() for match in _FAR.finditer(restored)]
    return far[0] if 0 < len(far) < _WORD else None


_LONGEST = 4  # bytes of a character


def _is_cut(rest: bytes) -> bool:
    """Tell whether bytes are none, or the beginning of a character of UTF-8."""
    try:
        rest.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return True


def _codes(table: str, part: str, *, last: bool = False) -> Iterator[bytes]:
    """Yield the bytes of characters in a table, up to one that it does not have, or that stands for others.

    Of the codes of a character it is the first one that there is, or the ``last``.
    """
    for character in part:
        codes = _possible(table, character)
        if not codes or character in _LOST:
            return
        yield codes[-last]


@lru_cache(maxsize=1 << 16)
def _possible(table: str, character: str) -> tuple[bytes, ...]:
    if table == "utf-16-le":
        return (character.encode("utf-16-le", "surrogatepass"),)
    return codes_of(table, character)


def _cost_in_context(before: str, restored: str) -> int:
    """Return what restored characters cost, or would if they were damage of another layer."""
    clean = _costs_of_restored(restored, before)
    damaged = [min(cost, *left(each)) for cost, each in zip(clean, restored, strict=True)]
    return min(sum(clean), sum(damaged) + _LAYER)


def _costs_of_restored(restored: str, before: str = "") -> list[int]:
    """Return what each restored character costs; what is none costs as much each time, however often it stands there."""
    whole = before + restored
    return [_cost_of_restored(*each) for each in zip(restored, costs(whole, len(before), len(whole)), strict=True)]


def _cost_of_restored(character: str, cost: int) -> int:
    if character.isascii() and (character.isprintable() or character in "\t\n\r"):
        return _ASCII
    return alone(character) if character == _NO_CHARACTER else cost


class _Readers(NamedTuple):
    """Those who read by a table, a bit for each of READERS, and the channels of what was not UTF-8, or taken for UTF-16."""

    table: str
    readers: int
    has_bytes: bool  # and no character of two
    has_pairs: bool  # and no character of one byte
    channels: tuple[Channel, ...]


@cache
def _tables() -> tuple[_Readers, ...]:
    found: dict[str, list[Channel]] = {}
    for name, channel in CHANNELS.items():
        if "/" not in name and (table_written(channel.written) or channel.reader.table == "utf-16-le"):
            found.setdefault(channel.reader.table, []).append(channel)
    return tuple(
        _Readers(
            table,
            sum(1 << place for place in _places(_reader(channels[0]))),
            channels[0].reader.is_single_byte,
            channels[0].reader.is_wide and not _possible(table, _HALF_WIDTH),
            tuple(channels),
        )
        for table, channels in found.items()
    )


def _reader(channel: Channel) -> str:
    return channel.name.partition("-as-")[2]


def _is_legacy(part: _Part, readers: int, enough: float, least: Least) -> bool:
    """Tell whether a part gains enough, and the least, as what was written in another encoding than UTF-8, given its readers."""
    may_be_bytes = readers & _readers_of_bytes() and any(
        True for _ in _stretches(part, _kinds_of_bytes(), max(enough, least.of_legacy))
    )
    for table, by, has_bytes, has_pairs, channels in _tables():
        if not by & readers or (has_bytes and not may_be_bytes):
            continue
        if has_pairs:
            runs = _runs_of_pairs(table, channels, part)
        else:
            runs = ((run, channel) for run in _runs(table, part, enough) for channel in channels)
        for run, channel in runs:
            if run.cost < enough:
                continue
            asked = max(enough, _least_of(channel, run.codes, least))
            if _most(run, channel) >= asked and _gains(run, channel.written, asked):
                return True
    return False


def _least_of(channel: Channel, codes: bytes, least: Least) -> int:
    if not table_written(channel.written):
        return least.of_ascii if codes.decode("utf-8", "ignore").isascii() else least.of_wide
    return least.of_legacy_as_wide if channel.reader.is_wide else least.of_legacy


class _Run(NamedTuple):
    """What some characters one behind the other cost, and the bytes that they are in a table."""

    cost: int
    codes: bytes


def _most(run: _Run, channel: Channel) -> float:
    """Return what a run gains at most: what it is costs nothing at least, and has more characters than bytes beyond ASCII."""
    return run.cost * (_share(len(run.codes.translate(None, _ASCII_BYTES))) if table_written(channel.written) else 1)


_ASCII_BYTES = bytes(range(0x80))


def _runs(table: str, part: _Part, enough: float) -> Iterator[_Run]:
    """Yield the runs of characters of a table that cost ``enough`` to gain that.

    Each of them also without its first character, which may end what came before.
    """
    for begin, end in _stretches(part, _kinds(table), enough):
        for start in (begin, begin + 1):
            if end - start > 1 and sum(part.costs[start:end]) >= enough:
                yield _run(table, part, start, end)


def _stretches(part: _Part, kinds: _Kinds, enough: float) -> Iterator[tuple[int, int]]:
    """Yield where several characters of some kinds stand one behind the other that cost ``enough``."""
    for run in _RUN.finditer(part.shown.translate(kinds)):
        start, end = run.span()
        if end - start > 1 and sum(part.costs[start:end]) >= enough:
            yield start, end


def _run(table: str, part: _Part, start: int, end: int) -> _Run:
    return _Run(sum(part.costs[start:end]), b"".join(_codes(table, part.shown[start:end])))


def _runs_of_pairs(table: str, channels: tuple[Channel, ...], part: _Part) -> Iterator[tuple[_Run, Channel]]:
    """Yield for each channel those characters one behind the other that gain most, each of which is two bytes and was one."""
    written = tuple(channel.written for channel in channels)
    beyond = [(at, part.costs[at], _costs_of_pair(table, written, each)) for at, each in enumerate(part.shown) if each > "\x7f"]
    for k, channel in enumerate(channels):
        gain = most = start = 0
        best = slice(0)
        for at, cost, then in beyond:
            start = start if gain else at
            gain = max(0, gain + cost - then[k]) if then else 0
            if gain > most:
                most, best = gain, slice(start, at + 1)
        if most:
            yield _run(table, part, best.start, best.stop), channel


@lru_cache(maxsize=1 << 16)
def _costs_of_pair(table: str, written: tuple[str, ...], character: str) -> tuple[int, ...]:
    """Return what the two bytes of a character cost by themselves in each encoding; nothing if they are not known."""
    code = _first(table, character)
    return tuple(_cost_of_code(each, code) for each in written) if code else ()


def _first(table: str, character: str) -> bytes:
    codes = () if character in _LOST else _possible(table, character)
    return codes[0] if codes else b""


def _cost_of_code(written: str, code: bytes) -> int:
    """Return what a code costs as it was written."""
    restored = read(table_written(written), code, _NO_CHARACTER)
    return sum(_costs_of_restored(restored)) if len(restored) > 1 else alone(restored)


def _gains(run: _Run, written: str, asked: float) -> bool:
    """Tell whether a run of bytes gains what is asked for as it was written, in one language.

    Each character in the language that likes it best costs no more, and is sooner known.
    """
    if len(set(run.codes)) == 1:  # a row of dots, or of any other sign: no text says the same again and again
        return False
    restored = _restored_as(written, run.codes)
    share = _share(sum(not character.isascii() for character in restored)) if table_written(written) else 1
    lost = restored.count(_NO_CHARACTER) * alone(_NO_CHARACTER)  # which costs the same wherever it stands, and is known at once
    return (
        (run.cost - lost) * share >= asked
        and (run.cost - sum(_costs_of_restored(restored))) * share >= asked
        and (run.cost - _cost_in_one_language(restored)) * share >= asked
    )


def _share(characters: int) -> float:
    """Return how much of the gain of characters of a legacy encoding counts."""
    return 2 / (2 + max(0, _FEWEST - characters))


def _restored_as(written: str, codes: bytes) -> str:
    """Return what bytes were as they were written."""
    table = table_written(written)
    return read(table, codes, _NO_CHARACTER) if table else codes.decode("utf-8", "replace")


_QUOTED = 27  # steps, of 15 %: what a character of another language costs more, as in the search


def _cost_in_one_language(restored: str) -> int:
    """Return what restored characters cost in the language that likes them best together; each may quote another one."""
    every = []
    for at, character in enumerate(restored):
        if character == _NO_CHARACTER or character.isascii():
            every.append((_cost_of_restored(character, LIMITS.least),) * _LANGUAGES)
        else:
            each = behind_in_each(restored[max(0, at - LIMITS.reach) : at], character)
            every.append(tuple(min(cost, min(each) + _QUOTED) for cost in each))
    return min(map(sum, zip(*every, strict=True)), default=0)


_LANGUAGES = 4


# Characters of a table, and single ones of ASCII that may be the second byte of what begins with one of these.
_RUN = lazy_pattern("n(?:a?n)*a?")


class _Kinds(dict[int, str]):
    """What each character is for _RUN, found out when it is first asked for: most of a text are few."""

    def __init__(self, is_known: Callable[[str], bool]) -> None:
        self._is_known = is_known

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isascii():
            kind = "a" if character >= "@" else " "
        else:
            kind = "n" if character not in _LOST and self._is_known(character) else " "
        if code < BMP:
            self[code] = kind
        return kind


@cache
def _kinds(table: str) -> _Kinds:
    return _Kinds(lambda character: table == "utf-16-le" or has(table, character))


@cache
def _readers_of_bytes() -> int:
    return sum(table.readers for table in _tables() if table.has_bytes)


@cache
def _kinds_of_bytes() -> _Kinds:
    """Return the kinds of characters in all tables of one byte together."""
    return _Kinds(frozenset[str]().union(*(characters(table.table) for table in _tables() if table.has_bytes)).__contains__)
