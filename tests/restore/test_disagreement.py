"""Two implementations of one reader: where they disagree, only what was lost there is open."""

# What is damaged here is so on purpose. mojibake-fix: off

from __future__ import annotations

import pytest

from mojibake_fix import fix_text
from mojibake_fix.restore import search
from mojibake_fix.restore.channels import CHANNELS, corrupt
from mojibake_fix.restore.disagreement import are_of_one_reader, doubted
from mojibake_fix.restore.inverse.alignment import Unit
from mojibake_fix.restore.lost_bytes.holes import Doubt
from mojibake_fix.restore.paths import Span

SURE = Doubt(20.0)


def span(*units: Unit, start: int = 0, channel: str = "utf8-as-cp949/python") -> Span:
    """Return a span of some units."""
    return Span(start, units, channel, (), 0.0, (0.0,) * len(units))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("utf8-as-cp949/java", "utf8-as-gbk/java", False),
        ("utf8-as-cp949/java", "euc-kr-as-gbk", False),
        ("utf8-as-cp949/java", "utf8-as-cp949/python", True),
        ("utf8-as-cp932/java", "utf8-as-shift-jis/whatwg", True),
        ("utf8-as-latin-1+utf8-as-cp949/java", "utf8-as-cp949/java", False),
    ],
)
def test_one_reader(first: str, second: str, *, expected: bool) -> None:
    """A page of Windows is the reader that it is a page of; another encoding, or another layer, makes it another channel."""
    assert are_of_one_reader(first, second) is expected


def test_known_text_contradicts() -> None:
    """What was not lost says that one of them is wrong: that is a rival."""
    assert doubted(span(Unit("蘇", "값", True)), span(Unit("蘇", "말", True)), 1.0) is None


def test_doubt_where_they_disagree() -> None:
    """The place that they fill in otherwise leads by no more than the span, and nothing else changes."""
    mine = span(Unit("�", "가", True, SURE), Unit("蘇", "값", True), Unit("�", "나", True, SURE))
    other = span(Unit("�", "가", True, SURE), Unit("蘇", "값", True), Unit("�", "다", True, SURE))
    units = doubted(mine, other, 1.5)
    assert units is not None
    assert [unit.lead for unit in units if unit.is_filled] == [20.0, 1.5]
    assert [unit[:3] for unit in units] == [unit[:3] for unit in mine.units]


def test_part() -> None:
    """Of a span that is only a part of the other one, that part is compared."""
    mine = span(Unit("�", "가", True, SURE), Unit("�", "나", True, SURE))
    units = doubted(mine, span(Unit("�", "다", True, SURE), start=1), -4.0)
    assert units is not None
    assert [unit.lead for unit in units] == [20.0, 0.0]


def test_rest_of_a_line_is_restored() -> None:
    """One place about which Java's reader and Python's disagree does not keep a line from coming back."""
    text = "은, 값의 범위에서 A10에 있는 값의 순위를 반환합니다. 오류 메시지가 표시됩니다"
    assert fix_text(corrupt(CHANNELS["utf8-as-cp949/python"], text), profile="repair", max_risk=1.0)[1:] == text[1:]


@pytest.mark.parametrize("encoding", ["gbk", "big5", "cp932", "euc-jp", "cp949"])
def test_bytes_that_are_gone(encoding: str) -> None:
    """U+FFFD for all that is beyond ASCII, and what chance makes of the rest, fills in nothing."""
    text = {"cp932": "設定の値を確認してから、保存してください。", "euc-jp": "設定の値を確認してから、保存してください。"}
    text |= {"gbk": "请先检查温度传感器的状态，然后重新启动系统。", "big5": "請先檢查溫度感測器的狀態，然後重新啟動系統。"}
    text["cp949"] = "온도 센서의 상태를 확인한 다음 시스템을 다시 시작하십시오."
    assert search.find(text[encoding].encode(encoding).decode("utf-8", "replace")) == []
