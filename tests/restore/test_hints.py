"""Wherever there is damage something hints at it, and at who read it; clean text hints at hardly anything."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from language.pages import CJK, OTHERS, PAGES

from mojibake_fix.restore.channels import CHANNELS, corrupt
from mojibake_fix.restore.evidence import hints, unusual
from mojibake_fix.restore.evidence.hints import Stretch, readers, stretches

LEGACY = {"gbk": "zh-hans", "big5": "zh-hant", "shift-jis": "ja", "euc-jp": "ja", "euc-kr": "ko"}
PLAIN = [name for name in CHANNELS if "/" not in name and name.split("-as-")[0] in ("utf8", *LEGACY)]


def lines(channel: str) -> list[str]:
    """Return lines of each language that a channel damages all through."""
    written = channel.partition("-as-")[0]
    languages = [LEGACY[written]] if written in LEGACY else [*CJK, "ru", "el"]
    return [line for language in languages for line in PAGES[language].splitlines()]


@given(st.lists(st.tuples(st.sampled_from("aZ \n\x9f\xa0\xa1é\xffÐя\u045f\u0460\u24ff─═╔\u257f\u2580中😀"), st.integers(1, 5))))
def test_words_beyond_ascii(runs: list[tuple[str, int]]) -> None:
    """They begin where the pattern finds them."""
    text = "".join(letter * times for letter, times in runs)
    found = [word.start() for word in unusual._WORD_BEYOND_ASCII.finditer(text)]
    assert hints.words_beyond_ascii(hints._codes(text)).nonzero()[0].tolist() == found


def covered(text: str, start: int, end: int) -> bool:
    return any(stretch.start <= start and end <= stretch.end for stretch in stretches(text))


def test_ascii() -> None:
    """Nobody misreads ASCII."""
    assert stretches("") == stretches("plain text\n" * 3) == []
    assert readers("") == ((), ())


def test_clean_text_hints_seldom() -> None:
    """Of all lines of all languages only a few have to be looked at, or clean text would take long."""
    clean = [line for page in (CJK | OTHERS).values() for line in page.splitlines()]
    assert sum(bool(stretches(line)) for line in clean) <= len(clean) // 4


@pytest.mark.parametrize("channel", PLAIN)
def test_damage_hints(channel: str) -> None:
    """Each damaged line is looked at, alone and between clean ones, and its reader is asked, or one that gives the same."""
    reader = channel.partition("-as-")[2]
    for line in lines(channel):
        damaged = corrupt(CHANNELS[channel], line)
        assert covered(damaged, 0, len(damaged))
        document = f"这一行是干净的。\n{damaged}\nund diese Zeile auch schön\n"
        at = document.index(damaged)
        assert covered(document, at, at + len(damaged))
        shaped, strange = readers(damaged)
        tables = {CHANNELS[f"utf8-as-{name}"].reader for name in (*shaped, *strange) if name != "utf8"}
        assert any(each.read(bytes(range(256))) == CHANNELS[channel].reader.read(bytes(range(256))) for each in tables) or any(
            corrupt(CHANNELS[other], line) == damaged
            for name in (*shaped, *strange)
            for other in CHANNELS
            if other == f"{channel.partition('-as-')[0]}-as-{name}"
        ), (reader, shaped, strange)


def test_reader_of_a_part() -> None:
    """A reader is asked that has few shapes, but where no other one has any; not one that has some where others have many."""
    shaped, _ = readers(
        corrupt(CHANNELS["utf8-as-cp1251"], "Привет, мир") + " " + corrupt(CHANNELS["utf8-as-cp1252"], "schön, für")
    )
    assert {"cp1251", "cp1252"} <= set(shaped)
    shaped, _ = readers(corrupt(CHANNELS["utf8-as-gbk"], "系统启动时会自动检查更新"))
    assert shaped == ("gbk", "gb18030")


def test_halves_of_a_character() -> None:
    """A surrogate pair that is two code points was read as UTF-8."""
    assert stretches("a \ud83d\ude80") == [Stretch(0, 4)]
    assert readers("a \ud83d\ude80")[0] == ("utf8",)
    assert stretches("a \ude80\ud83d") == []


@pytest.mark.parametrize("at", [0, 1500, 5000, 19_000])
def test_part_of_a_long_line(at: int) -> None:
    """In a line that is too long to be looked at as a whole, the damage is found with what stands around it."""
    damaged = corrupt(CHANNELS["utf8-as-gbk"], "系统启动时会自动")
    text = ("x = 1; " * 3000)[:at] + damaged + "y = 2; " * 3000
    assert covered(text, at, at + len(damaged))
    assert all(stretch.end - stretch.start <= 2200 for stretch in stretches(text))


@given(
    st.lists(
        st.one_of(
            st.text(st.characters(exclude_categories=()), max_size=20),
            st.sampled_from([corrupt(CHANNELS["utf8-as-gbk"], line) for line in CJK["zh-hans"].splitlines()]),
            st.sampled_from(["\n", "\r\n", "\r", "é" * 2500]),
        ),
        max_size=8,
    ).map("".join)
)
@example("\ud83d\ude80")
@example("\u00c3\u00a9\n" * 3)
@settings(max_examples=150, derandomize=True)
def test_stretches_are_parts_of_lines(text: str) -> None:
    """Stretches are in order, not empty, and never go beyond a line; readers can be asked for of each."""
    start = 0
    for stretch in stretches(text):
        assert start <= stretch.start < stretch.end <= len(text)
        assert "\n" not in text[stretch.start : stretch.end]
        readers(text[stretch.start : stretch.end])
        start = stretch.start


def test_blocks_of_lines_are_looked_at_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a block ends makes no difference to lines; a line that is longer than one is looked at in parts."""
    damaged = [corrupt(CHANNELS[name], "图标 and 文件") for name in ("utf8-as-gbk", "utf8-as-cp1252", "gbk-as-latin-1")]
    lines = [*damaged, "图标和文件", "plain", "日本語の文字"] * 9
    text = "\n".join(lines)
    whole = stretches(text)
    monkeypatch.setattr(hints, "_BLOCK", 40)
    assert stretches(text) == whole
    assert len(stretches(damaged[0] * 20)) > 1


@pytest.mark.parametrize("before", [1, 2, 20_000])
def test_a_word_hints_behind_any_number_of_lines(before: int) -> None:
    """What is strange in a line does not depend on how many stand before it, nor on whether it was looked at before."""
    for word in ("備份資", "記錄檔", "給管理", "碟空間"):
        damaged = corrupt(CHANNELS["big5-as-gbk"], word)
        text = "中文\n" * before + damaged
        assert stretches(text) == [Stretch(len(text) - len(damaged), len(text))]
