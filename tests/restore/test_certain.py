"""A channel beyond doubt: no other one is asked where it explains a line, and what it lost is filled in, given the document."""

# What is damaged here is so on purpose. mojibake-fix: off

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mojibake_fix.language.cache import BREAK
from mojibake_fix.restore import certain, search
from mojibake_fix.restore.certain import document, explained
from mojibake_fix.restore.channels import CHANNELS, corrupt
from mojibake_fix.restore.evidence.hints import Stretch, stretches
from mojibake_fix.restore.inverse.alignment import Unit, align
from mojibake_fix.restore.lost_bytes.holes import Doubt
from mojibake_fix.restore.whole import can_be_whole, whole_lines

GBK = CHANNELS["utf8-as-gbk"]
LINES = ("请先保存当前的状态", "再打开设置，检查网络。", "Ã©tÃ©, garÃ§on")  # the second one loses its end


def damaged() -> str:
    return "\n".join(line if "Ã" in line else corrupt(GBK, line) for line in LINES) + "\nplain\n"


def test_document() -> None:
    """What is known stands in its place; where it is in doubt, no word reaches across."""
    units = [Unit("鐘", "状", True), Unit("舵€?", "态", True, Doubt(1.0)), Unit("x", "\udcff", False)]
    assert document("a 鐘舵€?x b", {2: units}) == f"a 状{BREAK}{BREAK} b"
    assert document("a", {}) == "a"


def test_document_with_lines_that_are_whole() -> None:
    """They stand among what else is known, wherever that is."""
    damaged = corrupt(GBK, "中文字符图标\n")
    text = f"鐘\n{damaged}x 鐘\n{damaged}鐘"
    known = {start: [Unit("鐘", "状", True)] for start in (len(text) - 1, text.index("x 鐘") + 2)}
    assert document(text, known, [whole_lines(text, GBK)]) == "鐘\n中文字符图标\nx 状\n中文字符图标\n状"


def test_damage_that_is_not_undone_yet_teaches_nothing() -> None:
    """`??word` is no habit of a document; what others write with two question marks is."""
    written = "a ?? b, a??b, no??, a ??= b, '??'"
    assert document(f"{written}\n  ??cache.ts\n", {}) == f"{written}\n  {BREAK}cache.ts\n"


def test_what_it_explains_and_what_is_left() -> None:
    """A whole line, one with a loss, and one that another channel damaged."""
    text = damaged()
    found = explained(text, stretches(text), GBK, partial(document, text))
    assert found.left == [Stretch(text.index("Ã"), text.index("\nplain"))]
    restored = {"".join(unit.after for unit in each.units) for each in found.undone}
    assert LINES[0] in restored
    assert any(line.startswith("再打开设置，检查网络") for line in restored if line.isprintable())
    assert sorted(found.known) == [0, text.index("\n") + 1]


def test_nothing_is_asked_where_it_explains_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a document that proves the channel, all channels are asked about the rest only."""
    asked: list[str] = []
    undo = search.undo
    monkeypatch.setattr(search, "undo", lambda text, stretch: asked.append(text[slice(*stretch)]) or undo(text, stretch))
    text = damaged()
    monkeypatch.setattr(search, "_whole", lambda _: ([], [GBK]))
    accepted = [span for span in search.considered(text) if span.accepted]
    assert asked == [LINES[2]]
    assert {span.channel for span in accepted} >= {"utf8-as-gbk", "utf8-as-cp1252"}


def test_clean_lines_are_not_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    """That hardly anything in a line can be UTF-8, its bytes tell."""
    asked: list[str] = []
    monkeypatch.setattr(certain, "align", lambda channels, text, *rest: asked.append(text) or align(channels, text, *rest))
    text = damaged() + "这一行文字没有损坏，写得很普通。\n" * 9
    lines = [Stretch(start, text.index("\n", start)) for start in range(len(text)) if not start or text[start - 1] == "\n"]
    assert len(explained(text, lines, GBK, partial(document, text)).left) == 10  # and the one that another channel damaged
    assert not any("这一行" in line for line in asked)


@settings(max_examples=200)
@given(
    st.sampled_from(sorted(name for name, channel in CHANNELS.items() if can_be_whole(channel))),
    st.lists(
        st.tuples(st.text(st.sampled_from("中文字经한국ひらカéüПр，“…? ab1锟鐘舵\x80\xa0\u3000😀"), min_size=1), st.booleans())
    ),
)
def test_what_is_not_asked_would_not_be_explained(channel: str, parts: list[tuple[str, bool]]) -> None:
    """In a line that is damaged in part, or by chance looks like it."""
    read = CHANNELS[channel]
    try:
        line = "".join(corrupt(read, part) if is_damaged else part for part, is_damaged in parts)
    except UnicodeEncodeError:
        return
    if not line.isascii():
        found = explained(line, [Stretch(0, len(line))], read, partial(document, line))
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(certain, "_may_explain_half", lambda *_: True)
            assert explained(line, [Stretch(0, len(line))], read, partial(document, line)) == found
