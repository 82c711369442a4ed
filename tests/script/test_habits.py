"""What a document writes where it is Traditional, its Simplified parts become, too."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mojibake_fix.model import Step
from mojibake_fix.script import dictionaries, find
from mojibake_fix.script.habits import Habits
from mojibake_fix.script.made import Made
from mojibake_fix.spans import Spans, protected

TAIWAN = "學會發布計畫，在控制台裡瞭解平台，這個群組為會員們準備了說明書，又為學者說明，再為群眾在家裡著想\n"


def converted(text: str, target: str) -> str:
    """Return a text in a script."""
    return Step("script", tuple(find(text, target, protected(text)))).apply(text)


@pytest.mark.parametrize(
    ("shown", "simplified", "expected"),
    [
        ("", "发布计划", "發佈計劃"),
        ("發布\n", "发布", "發佈"),  # too little to prove anything
        (TAIWAN, "发布计划，了解控制台", "發布計畫，瞭解控制台"),
        (TAIWAN.replace("發布", "發佈"), "发布", "發佈"),
        (TAIWAN + "學者發佈，會員發佈\n", "发布", "發佈"),
        (f"`{TAIWAN.strip()}`\n這個會議\n", "发布计划", "發佈計劃"),  # in code nothing is shown
    ],
)
def test_followed(shown: str, simplified: str, expected: str) -> None:
    """Of several forms, the one that the document writes beside the same neighbour, if it is Traditional enough."""
    assert converted(f"{shown}{simplified}，这们\n", "tw") == f"{shown}{expected}，這們\n"


def test_a_mixed_line_shows_nothing() -> None:
    """The Simplified words of a line are no habit of it."""
    assert converted(TAIWAN + "這個數據說明，在数据表格，還沒有結論\n", "tw") == TAIWAN + "這個數據說明，在數據表格，還沒有結論\n"


def test_neighbours_disagree() -> None:
    """What is written one way behind one neighbour, and the other way before the other, is left to OpenCC."""
    habits = Habits("學會發布，說明佈告，這們", Spans())
    either, other, agreeing = Made("发布告", "發佈告"), Made("发布告", "發布告"), Made("发布的", "發佈的")
    for made in (either, other, agreeing):
        habits.follow(made, "s2t")
    assert (either.after, other.after, agreeing.after) == ("發佈告", "發布告", "發布的")


@pytest.mark.parametrize(
    ("simplified", "expected"),
    [
        ("对象的参数链接", "物件的引數連結"),
        ("字符不出现，硬盘", "字元不出現，硬碟"),
        ("字符串须在后面的代码", "字串須在後面的程式碼"),  # as long, but all between is elsewhere
    ],
)
def test_words_of_a_region_stay(simplified: str, expected: str) -> None:
    """Where a region has another word for something, no character of it is a form of what stood there."""
    shown = TAIWAN + "學者的對象，會員的參數，鏈接個個，須在後面出現，學會面對\n"
    assert converted(f"{shown}{simplified}，这们\n", "twp") == f"{shown}{expected}，這們\n"


def test_lines_that_change_their_length() -> None:
    """Of a line that became longer nobody knows what became what; the others follow."""
    made = Made("软件发布\n发布", "軟體啊發佈\n發佈")
    Habits(TAIWAN, Spans()).follow(made, "s2t")
    assert made.after == "軟體啊發佈\n發布"


def test_forms() -> None:
    """A document in Taiwan's forms keeps them when it is to be Traditional, but not when a region is asked for."""
    shown, hong_kong = TAIWAN * 3, TAIWAN.replace("裡", "裏") * 3
    assert converted(f"{shown}为了群里的这们\n", "hant").endswith("為了群裡的這們\n")
    assert converted("为了群里的这们\n", "hant") == "爲了羣裏的這們\n"
    assert converted(f"{hong_kong}群里的这们\n", "tw").endswith("群裡的這們\n")
    assert converted(f"{hong_kong}學會在那里說明\n这", "auto").endswith("學會在那里說明\n这")


def test_a_stray_follows() -> None:
    """In `auto`, strays follow the forms of their document."""
    assert converted(TAIWAN + "學者說明标签的說明\n", "auto") == TAIWAN + "學者說明標籤的說明\n"
    shown = TAIWAN + "會員的標簽\n"
    assert converted(shown + "學者說明标签的說明\n", "auto") == shown + "學者說明標簽的說明\n"


def test_simplified_text_asks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a text that is Simplified throughout there is nothing to follow, and nothing is counted."""
    monkeypatch.setattr(Habits, "_count", None)
    assert converted("发布计划\n这们\n", "tw") == "發佈計劃\n這們\n"
    assert dictionaries.converted("s2tw", ["发布计划"]) == ["發佈計劃"]


WORDS = st.sampled_from(
    ["发布", "發布", "發佈", "计划", "計畫", "里", "裡", "裏", "為", "爲", "为", "群", "羣", "着", "著", "\n", "這們", "这们"]
)


@pytest.mark.parametrize("target", ["auto", "hant", "tw", "twp", "hk"])
@settings(max_examples=100)
@given(words=st.lists(WORDS, max_size=40))
def test_idempotent(target: str, words: list[str]) -> None:
    """A second run finds nothing, whatever a document shows."""
    once = converted("".join(words), target)
    assert converted(once, target) == once
