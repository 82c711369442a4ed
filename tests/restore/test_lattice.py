"""The lattice holds what can have been, all of it and nothing else: every text of an alphabet is damaged, and compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mojibake_fix.encodings import codec
from mojibake_fix.language.slots import slots
from mojibake_fix.restore.channels import CHANNELS, Channel, corrupt
from mojibake_fix.restore.lost_bytes import lattice
from mojibake_fix.restore.lost_bytes.lattice import ALONE, Half, Lattice, Row, Symbols, symbols

WIDE = [
    name
    for name, channel in CHANNELS.items()
    if channel.written == "utf8" and channel.reader.is_wide and channel.reader.token  # what is dropped leaves no hole
]
ALPHABETS = {
    "Chinese": "中文设置的态。，！？一了是不我有图标软件编码说明時間設定：；、（）",
    "Japanese": "日本語確認テストのはをー・。、「」ﾃｽﾄ",
    "Korean": "가나다한국어입니다ㅋ는을했",
    "Latin and signs": "éüñßøΩжд…—“”→✓✅·×°\u00a0\u3000",
    "emoji and rare Han": "😀🚀👍𠮷𡃁",
    "ASCII": "?\"'):,.0a z<\n\r\t",
}


class Alphabet(Symbols):
    """A few characters in place of all symbols of a language, so that every text of them can be tried."""

    def __init__(self, text: str) -> None:
        self.points = np.array([ord(character) for character in text])
        self.slots = slots(text)
        self.bytes = lattice._utf8(self.points)
        self.is_letter = np.array([character.isalpha() for character in text])
        self._of_length = [np.flatnonzero((self.bytes >= 0).sum(axis=1) == length) for length in range(5)]


def grid_of(channel: Channel, alphabet: str) -> Lattice:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lattice, "symbols", lambda language: Alphabet(alphabet))
        return Lattice(channel.reader, "hans")


NEVER_IN_UTF8 = {0xC0, 0xC1, *range(0xF5, 0x100)}


def row_of(channel: Channel, damaged: str) -> Row | None:
    """Return the slots of a damaged text, or None if a character has codes of several lengths: one is chosen before."""
    row: list[int | Half] = []
    for piece in damaged:
        codes = [code for code in codec(channel.reader.table).encode_all(piece) if not NEVER_IN_UTF8 & set(code)]
        if piece == channel.reader.token:
            row += (Half(False), Half(True))
        elif len({len(code) for code in codes}) != 1:
            return None
        elif len(codes) == 1:
            row += codes[0]
        else:
            row += (Half(False, tuple(codes)), Half(True, tuple(codes)))
    return row


Step = tuple[str, tuple[int, ...]]


def paths(grid: Lattice, row: Row, behind: str) -> Iterator[list[Step]]:
    """Yield every path through a row, as characters with the slots that they take."""
    last = grid.last(behind)

    def follow(at: int, byte: int, steps: list[Step]) -> Iterator[list[Step]]:
        if at == len(row):
            if byte < 0 or last[byte]:
                yield steps
            return
        for arc in grid.arcs(row, at, last):
            pairs = grid.pairs(ALONE if arc.closes is None else arc.closes)
            for symbol in arc.fits.tolist():
                code = grid.symbols.bytes[symbol]
                if byte < 0 or pairs[byte, code[0]]:
                    opened = int(code[len(arc.taken) - 1]) if arc.opens is not None else -1
                    yield from follow(arc.end, opened, [*steps, (chr(grid.symbols.points[symbol]), arc.taken)])

    yield from follow(0, -1, [])


def texts(found: Iterator[list[Step]]) -> set[str]:
    return {"".join(character for character, _ in steps) for steps in found}


UNCERTAIN = 3  # characters at the end of what is read that more bytes may change


def origins(channel: Channel, alphabet: str, damaged: str, longest: int) -> set[str]:
    """Return every text of an alphabet that the channel damages so, none of more bytes than ``longest``."""
    found: set[str] = set()

    def extend(text: str) -> None:
        shown = corrupt(channel, text)
        if shown == damaged:
            found.add(text)
        if len(text.encode()) < longest and damaged.startswith(shown[:-UNCERTAIN]):
            for character in alphabet:
                extend(text + character)

    extend("")
    return found


def most_for_a_token(channel: Channel, text: str) -> int:
    """Return how many bytes at most one token stands for in a damaged text."""
    page, data = codec(channel.reader.table), text.encode()
    at, most = 0, 0
    while at < len(data):
        length = page.at(data, at)[1]
        if not length:
            length = page.taken(data, at, channel.reader.policy)
            most = max(most, length)
        at += length
    return most


_HALF_OF_FOUR = re.compile("[^\x00-\x7f][0-9]\\Z")


def is_in_reach(channel: Channel, text: str) -> bool:
    """Tell whether each token stands for one byte or two: in GB18030 it may stand for half of four, at the end."""
    is_half = channel.reader.table.startswith("gb") and bool(_HALF_OF_FOUR.search(text))
    return not is_half and most_for_a_token(channel, text) <= 2


@st.composite
def short_texts(draw: st.DrawFn) -> tuple[str, str]:
    """Draw an alphabet and a text of it."""
    pools = draw(st.lists(st.sampled_from(list(ALPHABETS.values())), min_size=1, max_size=3))
    alphabet = sorted(draw(st.sets(st.sampled_from("".join(pools)), min_size=2, max_size=6)))
    return "".join(alphabet), "".join(draw(st.lists(st.sampled_from(alphabet), min_size=1, max_size=3)))


@pytest.mark.parametrize("name", WIDE)
@settings(max_examples=60, derandomize=True)
@given(drawn=short_texts())
def test_every_path_and_no_other(name: str, drawn: tuple[str, str]) -> None:
    """The paths through what a reader left are the texts that it leaves it of."""
    channel = CHANNELS[name]
    alphabet, text = drawn
    assume(is_in_reach(channel, text))
    damaged = corrupt(channel, text)
    row = row_of(channel, damaged)
    assume(row)
    found = texts(paths(grid_of(channel, alphabet), row, ""))
    possible = {text for text in origins(channel, alphabet, damaged, len(row)) if is_in_reach(channel, text)}
    assert text in found
    assert found == possible


@pytest.mark.parametrize("behind", ["\n", "a", "!", " ", "中"])
@pytest.mark.parametrize("name", WIDE)
@settings(max_examples=15, derandomize=True)
@given(drawn=short_texts())
def test_what_stands_behind(name: str, behind: str, drawn: tuple[str, str]) -> None:
    """A token at the end of a row stands for one byte where the reader stops before what follows, and never otherwise."""
    channel = CHANNELS[name]
    alphabet, text = drawn
    assume(is_in_reach(channel, text + behind))
    damaged, ahead = corrupt(channel, text + behind), corrupt(channel, behind)
    assume(damaged.endswith(ahead) and len(damaged) > len(ahead))
    damaged = damaged.removesuffix(ahead)
    row = row_of(channel, damaged)
    assume(row)
    found = texts(paths(grid_of(channel, alphabet), row, behind))
    assert text in found
    if behind != "\n":  # a reader may have gone line by line
        assert {corrupt(channel, each + behind) for each in found if is_in_reach(channel, each)} <= {damaged + ahead}


@pytest.mark.parametrize("name", ["utf8-as-gbk", "utf8-as-big5", "utf8-as-shift-jis", "utf8-as-euc-kr/java"])
@settings(max_examples=60, derandomize=True)
@given(drawn=short_texts())
def test_instead_of_one(name: str, drawn: tuple[str, str]) -> None:
    """What can stand in place of one character of a path makes it another path, and all others that do are there."""
    channel = CHANNELS[name]
    alphabet, text = drawn
    row = row_of(channel, corrupt(channel, text))
    assume(row)
    grid = grid_of(channel, alphabet)
    last = grid.last("")
    found = list(paths(grid, row, ""))
    for steps in found:
        bytes_ = {slot: byte for character, taken in steps for slot, byte in zip(taken, character.encode(), strict=True)}
        for k, (character, taken) in enumerate(steps):
            if row[taken[0]] == Half(False) and len(taken) == 1:
                continue  # a token that stands for itself, or for a byte: nothing else has its length
            instead = {chr(point) for point in grid.symbols.points[grid.instead(row, taken, bytes_, last)].tolist()}
            others = {
                other[k][0]
                for other in found
                if [each[1] for each in other] == [each[1] for each in steps]
                and other[:k] + other[k + 1 :] == steps[:k] + steps[k + 1 :]
            }
            assert character in instead
            assert instead == others


LONGER = {
    "four bytes of GB18030 that are none": ("utf8-as-gb18030/java", "中0中"),
    "8F takes two bytes in EUC-JP": ("utf8-as-euc-jp", "量文"),
    "all that is left at the end of GB18030": ("utf8-as-gb18030/python", "ー0"),
}


@pytest.mark.parametrize(("name", "text"), LONGER.values(), ids=LONGER)
@pytest.mark.xfail(strict=True, reason="a token stands for one byte or two in the lattice")
def test_longer_tokens(name: str, text: str) -> None:
    """What stands for three bytes or four is not filled in."""
    channel = CHANNELS[name]
    row = row_of(channel, corrupt(channel, text))
    assert row
    assert text in texts(paths(grid_of(channel, "".join(sorted(set(text)))), row, ""))


@pytest.mark.parametrize("language", ["hans", "tw", "hk", "ja", "ko"])
def test_symbols_have_what_text_is_made_of(language: str) -> None:
    """The letters of the language, ASCII, line ends, and the marks and signs of user interfaces are among the symbols."""
    known = set(map(chr, symbols(language).points.tolist()))
    everyday = {
        "hans": "的一是在不了有和人这中大为上个国我以要他时来用们",
        "tw": "的一是在不了有和人這中大為上個國我以要他時來用們",
        "hk": "的一是在不了有和人這中大為上個國我以要他時來用們嘅咗",
        "ja": "日本語のをはがでにした設定確認々ー",
        "ko": "한국어이다는을를의에가하고있습니",
    }[language]
    wanted = {*everyday, *map(chr, range(0x20, 0x7F)), *"\t\n\r", *"，。！？：；、（）“”…—·「」→✓✅❌⚠😀🚀\u3000"}
    assert sorted(wanted - known) == []
    assert not known & {"\ufffd", "\x80"}


@pytest.mark.parametrize(
    ("language", "own", "others"),
    [
        ("hans", "设置选择", "는를"),
        ("tw", "設置選擇", "는를"),
        ("ja", "設定してください", "는를"),
        ("ko", "하십시오됩니까겨덮셀럼", "的用し"),
    ],
)
def test_letters_of_everyday_words_come_before_those_of_other_languages(language: str, own: str, others: str) -> None:
    """Where more letters fit than are tried, rare ones are left out, as `십` of `하십시오` was, behind Han."""
    found = symbols(language)
    places = {chr(point): place for place, point in enumerate(found.points[found.is_letter].tolist())}
    assert max(map(places.__getitem__, own)) < min(map(places.__getitem__, others))
