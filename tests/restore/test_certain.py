"""A channel beyond doubt: no other one is asked where it explains a line, and what it lost is filled in, given the document."""

# What is damaged here is so on purpose. mojibake-fix: off

from __future__ import annotations

import pytest

from mojibake_fix.language.cache import BREAK
from mojibake_fix.restore import search
from mojibake_fix.restore.alignment import Unit
from mojibake_fix.restore.certain import document, explained
from mojibake_fix.restore.channels import CHANNELS, corrupt
from mojibake_fix.restore.hints import Stretch, stretches
from mojibake_fix.restore.holes import Doubt

GBK = CHANNELS["utf8-as-gbk"]
LINES = ("请先保存当前的状态", "再打开设置，检查网络。", "Ã©tÃ©, garÃ§on")  # the second one loses its end


def damaged() -> str:
    return "\n".join(line if "Ã" in line else corrupt(GBK, line) for line in LINES) + "\nplain\n"


def test_document() -> None:
    """What is known stands in its place; where it is in doubt, no word reaches across."""
    units = [Unit("鐘", "状", True), Unit("舵€?", "态", True, Doubt(1.0)), Unit("x", "\udcff", False)]
    assert document("a 鐘舵€?x b", {2: units}) == f"a 状{BREAK}{BREAK} b"
    assert document("a", {}) == "a"


def test_what_it_explains_and_what_is_left() -> None:
    """A whole line, one with a loss, and one that another channel damaged."""
    text = damaged()
    found = explained(text, text, {}, stretches(text), GBK)
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
    search.considered.cache_clear()
    accepted = [span for span in search.considered(text) if span.accepted]
    search.considered.cache_clear()
    assert asked == [LINES[2]]
    assert {span.channel for span in accepted} >= {"utf8-as-gbk", "utf8-as-cp1252"}
