"""Tell whether a part of a text gains enough as what was written in a legacy encoding, or is ASCII that was taken for UTF-16."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ...encodings.alike import characters, has, read
from ...patterns import lazy_pattern
from ..channels import CHANNELS, Channel, table_written
from .bounds import FEWEST, QUOTED, Least
from .characters import alone, behind_in_each
from .gains import LOST, NO_CHARACTER, Part, cost_of_restored, costs_of_restored, known_codes, places, possible
from .oddity import LIMITS
from .utf8_shapes import BMP

__all__ = ["in_bytes", "is_legacy", "tables"]

_HALF_WIDTH = "\N{HALFWIDTH KATAKANA LETTER A}"  # one byte in Shift-JIS


class Readers(NamedTuple):
    """Those who read by a table, a bit for each of READERS, and the channels of what was not UTF-8, or taken for UTF-16."""

    table: str
    readers: int
    has_bytes: bool  # and no character of two
    has_pairs: bool  # and no character of one byte
    channels: tuple[Channel, ...]


@cache
def tables() -> tuple[Readers, ...]:
    """Return who reads by each table of what was written in a legacy encoding, or in UTF-8 that was taken for UTF-16."""
    found: dict[str, list[Channel]] = {}
    for name, channel in CHANNELS.items():
        if "/" not in name and (table_written(channel.written) or channel.reader.table == "utf-16-le"):
            found.setdefault(channel.reader.table, []).append(channel)
    return tuple(
        Readers(
            table,
            sum(1 << place for place in places(_reader(channels[0]))),
            channels[0].reader.is_single_byte,
            channels[0].reader.is_wide and not possible(table, _HALF_WIDTH),
            tuple(channels),
        )
        for table, channels in found.items()
    )


@cache
def _tables_of(names: frozenset[str]) -> tuple[Readers, ...]:
    """Return the same for those of the channels that have one of some names."""
    found = ((each, tuple(channel for channel in each.channels if channel.name in names)) for each in tables())
    return tuple(each._replace(channels=channels) for each, channels in found if channels)


def _reader(channel: Channel) -> str:
    return channel.name.partition("-as-")[2]


def is_legacy(part: Part, readers: int, enough: float, least: Least, names: frozenset[str] | None = None) -> bool:
    """Tell whether a part gains enough, and the least, as what was written in another encoding than UTF-8, given its readers.

    Of channels with ``names`` it is told, or of all.
    """
    may_be_bytes = readers & _readers_of_bytes() and any(
        True for _ in _stretches(part, _kinds_of_bytes(), max(enough, least.of_legacy))
    )
    for table, by, has_bytes, has_pairs, channels in tables() if names is None else _tables_of(names):
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


def _runs(table: str, part: Part, enough: float) -> Iterator[_Run]:
    """Yield the runs of characters of a table that cost ``enough`` to gain that.

    Each of them also without its first character, which may end what came before.
    """
    for begin, end in _stretches(part, _kinds(table), enough):
        for start in (begin, begin + 1):
            if end - start > 1 and sum(part.costs[start:end]) >= enough:
                yield _run(table, part, start, end)


def _stretches(part: Part, kinds: _Kinds, enough: float) -> Iterator[tuple[int, int]]:
    """Yield where several characters of some kinds stand one behind the other that cost ``enough``."""
    for run in _RUN.finditer(part.shown.translate(kinds)):
        start, end = run.span()
        if end - start > 1 and sum(part.costs[start:end]) >= enough:
            yield start, end


def _run(table: str, part: Part, start: int, end: int) -> _Run:
    return _Run(sum(part.costs[start:end]), b"".join(known_codes(table, part.shown[start:end])))


def _runs_of_pairs(table: str, channels: tuple[Channel, ...], part: Part) -> Iterator[tuple[_Run, Channel]]:
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
    codes = () if character in LOST else possible(table, character)
    return codes[0] if codes else b""


def _cost_of_code(written: str, code: bytes) -> int:
    """Return what a code costs as it was written."""
    restored = read(table_written(written), code, NO_CHARACTER)
    return sum(costs_of_restored(restored)) if len(restored) > 1 else alone(restored)


def _gains(run: _Run, written: str, asked: float) -> bool:
    """Tell whether a run of bytes gains what is asked for as it was written, in one language.

    Each character in the language that likes it best costs no more, and is sooner known.
    """
    if len(set(run.codes)) == 1:  # a row of dots, or of any other sign: no text says the same again and again
        return False
    restored = _restored_as(written, run.codes)
    share = _share(sum(not character.isascii() for character in restored)) if table_written(written) else 1
    lost = restored.count(NO_CHARACTER) * alone(NO_CHARACTER)  # which costs the same wherever it stands, and is known at once
    return (
        (run.cost - lost) * share >= asked
        and (run.cost - sum(costs_of_restored(restored))) * share >= asked
        and (run.cost - _cost_in_one_language(restored)) * share >= asked
    )


def _share(characters: int) -> float:
    """Return how much of the gain of characters of a legacy encoding counts."""
    return 2 / (2 + max(0, FEWEST - characters))


def _restored_as(written: str, codes: bytes) -> str:
    """Return what bytes were as they were written."""
    table = table_written(written)
    return read(table, codes, NO_CHARACTER) if table else codes.decode("utf-8", "replace")


def _cost_in_one_language(restored: str) -> int:
    """Return what restored characters cost in the language that likes them best together; each may quote another one."""
    every = []
    for at, character in enumerate(restored):
        if character == NO_CHARACTER or character.isascii():
            every.append((cost_of_restored(character, LIMITS.least),) * _LANGUAGES)
        else:
            each = behind_in_each(restored[max(0, at - LIMITS.reach) : at], character)
            every.append(tuple(min(cost, min(each) + QUOTED) for cost in each))
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
            kind = "n" if character not in LOST and self._is_known(character) else " "
        if code < BMP:
            self[code] = kind
        return kind


@cache
def _kinds(table: str) -> _Kinds:
    return _Kinds(lambda character: table == "utf-16-le" or has(table, character))


@cache
def _readers_of_bytes() -> int:
    return sum(table.readers for table in tables() if table.has_bytes)


def in_bytes() -> bytes:
    """Return of each character of the BMP whether it may be one byte to a reader that has no others."""
    kinds = _kinds_of_bytes()
    return bytes(code > 0x7F and kinds[code] == "n" for code in range(BMP))


@cache
def _kinds_of_bytes() -> _Kinds:
    """Return the kinds of characters in all tables of one byte together."""
    return _Kinds(frozenset[str]().union(*(characters(table.table) for table in tables() if table.has_bytes)).__contains__)
