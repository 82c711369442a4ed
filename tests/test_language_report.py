"""The report on the language model measures what it says: real damage, windows as described, shares that are shares."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from language_report.detection import pieces, rates
from language_report.holes import Document, Share, candidates, swallowed, third_bytes
from language_report.markdown import BEGIN, END, put
from language_report.windows import windows

from mojibake_fix.language.cache import BREAK
from mojibake_fix.restore.channels import UTF8_AS_GBK, corrupt

TEXTS = st.text(st.sampled_from("中文字，。日本한국a(\"', \n1é€😀"), max_size=40)


@given(TEXTS)
def test_what_is_swallowed_leaves_no_trace(text: str) -> None:
    """At each place found, another ASCII character and another third byte give the same damage; nothing could tell them apart."""
    for at in swallowed(text):
        other = "!" if text[at + 1] != "!" else "#"
        assert corrupt(UTF8_AS_GBK, text[: at + 1] + other + text[at + 2 :]) == corrupt(UTF8_AS_GBK, text)
        last = candidates(text[at])[-1]  # ends in BF; one that ends in 80 would be a euro sign
        assert corrupt(UTF8_AS_GBK, text[:at] + last + text[at + 1 :]) == corrupt(UTF8_AS_GBK, text)


@given(TEXTS)
def test_what_is_not_swallowed_leaves_a_trace(text: str) -> None:
    """Behind a character of three bytes, every ASCII character below 40 that is not found can still be read."""
    places = set(swallowed(text))
    for at, (character, behind) in enumerate(itertools.pairwise(text)):
        if 0x800 <= ord(character) < 0x10000 and behind < "@" and at not in places:
            other = "!" if behind != "!" else "#"
            assert corrupt(UTF8_AS_GBK, text[: at + 1] + other + text[at + 2 :]) != corrupt(UTF8_AS_GBK, text)


@given(TEXTS)
def test_the_rest_of_a_document_holds_nothing_that_was_lost(text: str) -> None:
    """One mark stands for each place; with the two characters of each put back, the text is whole."""
    document = Document.read("zh", text)
    parts = document.rest.split(BREAK)
    assert len(parts) == len(document.places) + 1
    lost = [text[at : at + 2] for at in document.places]
    assert "".join(part + gap for part, gap in zip(parts, [*lost, ""], strict=True)) == text


def test_holes_are_characters_of_three_bytes() -> None:
    """Neither ASCII, nor two bytes, nor four have a third byte to lose; the truth is among the candidates."""
    assert third_bytes(["aé😀"], 9, seed=1) == []
    holes = third_bytes(["注é（文）"], 9, seed=1)
    assert sorted(hole.truth for hole in holes) == sorted("注（文）")
    assert all(hole.truth in candidates(hole.truth) for hole in holes)
    assert all(hole.before + hole.truth + hole.after == "注é（文）" for hole in holes)


@pytest.mark.parametrize("text", ["12345678", "a1b2c345", "かな中文abcdefgh"])
def test_windows_that_say_nothing_are_left_out(text: str) -> None:
    """Digits, few letters, or letters of another script mostly: no window of Chinese."""
    assert windows(text, len(text), 9, seed=1, language="zh-hans") == []


def test_windows_do_not_overlap() -> None:
    """A text of ten windows gives ten, and put in order they are the text."""
    text = "".join(chr(0x4E00 + k) for k in range(100))
    assert "".join(sorted(windows(text, 10, 99, seed=1, language="zh-hant"))) == text


def test_pieces_are_of_one_line_and_hardly_ascii() -> None:
    """No piece spans a line end, and at most a quarter of it is ASCII."""
    found = pieces("中文字a中\n文ab字文中国", 4, 99, seed=1)
    assert sorted(found) == sorted(["中文字a", "文字a中", "b字文中", "字文中国"])


def test_rates_of_what_never_overlaps_are_perfect() -> None:
    """Where every clean window is above 0 and all damage below, there are no alarms and all is found."""
    found = rates([1.0] * 5, [-1.0] * 200)
    assert (found.alarms_at_99, found.alarms_below_0, found.recall_below_0) == (0.0, 0.0, 1.0)


def test_one_damaged_window_in_a_hundred_may_be_missed() -> None:
    """The threshold is where 99 of 100 are found: the hundredth, far above, does not move it, the second would."""
    assert rates([5.0], [-1.0] * 99 + [9.0]).alarms_at_99 == 0.0
    assert rates([5.0], [-1.0] * 98 + [9.0, 9.0]).alarms_at_99 == 1.0


def test_no_cases_make_no_share() -> None:
    """Nothing measured is said as such, not as 0 %."""
    assert str(Share(0, 0)) == "-"


def test_a_document_without_room_is_not_written() -> None:
    """A missing mark is an error in words; with both, what stands around the report stays."""
    with pytest.raises(ValueError, match="no room"):
        put("# Title\n", "new\n")
    assert put(f"a\n{BEGIN}{END}b\n", "new\n") == f"a\n{BEGIN}new\n{END}b\n"
