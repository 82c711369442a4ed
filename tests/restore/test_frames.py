"""A frame that is drawn tells the signs of it that were lost, and nothing that is no frame does."""

# What is damaged here is so on purpose. mojibake-fix: off

from __future__ import annotations

import pytest

from mojibake_fix import fix_text
from mojibake_fix.restore.channels import CHANNELS, Channel, corrupt
from mojibake_fix.restore.inverse.alignment import Unit, align
from mojibake_fix.restore.inverse.frames import Frames
from mojibake_fix.restore.lost_bytes.holes import KNOWN, Doubt

GBK, EUC_KR, SHIFT_JIS, BIG5 = (CHANNELS[f"utf8-as-{reader}"] for reader in ("gbk", "euc-kr", "shift-jis", "big5"))

PROSE = {
    GBK: "请先检查温度传感器的状态，然后重新启动系统。",
    EUC_KR: "온도 센서의 상태를 확인한 다음 시스템을 다시 시작하십시오.",
    SHIFT_JIS: "設定の値を確認してから、保存してください。",
}


def read(channel: Channel, *lines: str) -> str:
    """Return what the last of some damaged lines is, when a reader of frames has seen those before."""
    frames = Frames(channel)
    for line in lines:
        units = frames.read(align([channel], corrupt(channel, f"{line}\r").rstrip("\r"), "\n"), "\r")
    return "".join(unit.after for unit in units).rstrip("\r")


@pytest.mark.parametrize("channel", PROSE, ids=lambda channel: channel.name)
@pytest.mark.parametrize(
    "lines",
    [
        ["├── src", "│   └── main.c"],
        ["┌────────── minute", "│ ┌──────── hour"],
        ["┌──────┐", "a ?? b ?"],
        ["└──────┘", "?? b ??"],
        ["┌────", "?? b ??"],
        ["┌──────┐", "name", "?? b ??"],
        ["┌─────┤ a ├───┬"],
    ],
    ids=["a tree", "pointers", "no bar", "a bottom alone", "no end", "behind a frame", "a line that branches off"],
)
def test_no_frame(channel: Channel, lines: list[str]) -> None:
    """What is not between the rules of a frame, or does not begin with a bar, is read as it would be alone, or as it was."""
    frames = Frames(channel)
    for line in lines:
        alone = align([channel], corrupt(channel, f"{line}\r").rstrip("\r"), "\n")
        told = frames.read(alone, "\r")
        assert all(unit in alone or unit.after.rstrip("\r") in line for unit in told)


def test_reproduced() -> None:
    """A bar that its reader would have shown otherwise is none."""
    frames = Frames(GBK)
    frames.read([Unit("┌──┐", "┌───┐", True)], "")
    units = [Unit("?", "?", True), Unit(" ", " ", True), Unit("a", "a", True)]
    assert frames.read(units, "") == units


def test_long_line() -> None:
    """A line that no drawing has is left to the models, for each sign is looked for in all of it."""
    units = [Unit("a", "┌────", True)] * 1000
    assert Frames(GBK).read(units, "") == units


FRAMES = [
    ["┌────────┐"],
    ["╔════════╗"],
    ["┌────────┐", "├────────┤"],
    ["┌────────┐", "│ a      │"],
    ["┌────────┐", "│        │", "└────────┘"],
    ["┌────────────┐", "│  ┌──────┐  │", "│  │ abc  │  │"],
    ["┌────────────┐", "│  ┌──────┐  │", "│  └──────┘  │", "│ abc        │"],
]


@pytest.mark.parametrize("channel", [GBK, SHIFT_JIS], ids=lambda channel: channel.name)  # of EUC-KR's the rest may be Hangul
@pytest.mark.parametrize("lines", [["╭────────╮", "│ abc    │"], ["┏━━━━━━━━┓", "┃ abc    ┃"]], ids=["round", "heavy"])
def test_style(channel: Channel, lines: list[str]) -> None:
    """Frames of other lines have bars of their own."""
    assert read(channel, *lines) == lines[-1]


@pytest.mark.parametrize("channel", PROSE, ids=lambda channel: channel.name)
@pytest.mark.parametrize("lines", FRAMES, ids=map("/".join, FRAMES))
def test_frame(channel: Channel, lines: list[str]) -> None:
    """Rules end as they begin, and lines between them begin and end with a bar, in each frame that is open."""
    assert read(channel, *lines) == lines[-1]


@pytest.mark.parametrize("channel", PROSE, ids=lambda channel: channel.name)
def test_document(channel: Channel) -> None:
    """In a document that proves the channel, a frame comes back, also where a line of it is ASCII but for its bars."""
    lines = [*[PROSE[channel]] * 3, "┌──────────┐", "│ client   │", "│          │", "└──────────┘", PROSE[channel], "end"]
    damaged = corrupt(channel, "\r\n".join(lines)).replace("\r\n", "\n")
    assert fix_text(damaged, profile="repair", max_risk=1.0).split("\n")[3:7] == lines[3:7]


def test_a_bar_before_what_nobody_knows_is_none() -> None:
    """What stands behind it can then not be damaged again, to see whether that gives what is there."""
    frames = Frames(CHANNELS["utf8-as-gbk"])
    bar, unknown = Unit("鈹?", "│ ", sound=True), Unit("x", "\udce4", sound=False)
    assert frames._is_damaged(bar, None)
    assert not frames._is_damaged(bar, unknown)


def test_a_corner_that_was_filled_in_needs_a_line_behind_it() -> None:
    """Tokens at the beginning of a line in a frame are its bar, though the models have taken them for a corner."""
    frames = Frames(EUC_KR)
    frames.read([Unit("?뚢?", "┌─", True), Unit("?\x80", "─", True), Unit("?\x80??", "─┐", True)], "")
    corner = Unit("??", "└ ", True, Doubt(1.0))
    assert frames.read([corner, Unit("a", "a", True)], "")[0].after == "│ "
    rule = Unit("?붴?", "└─", True, Doubt(1.0))
    assert frames.read([rule, Unit("?\x80", "─", True)], "")[0] == rule


RULE = "─" * 30
LINES = {
    BIG5: "// 讀取設定檔的內容，如果沒有找到，就傳回預設值。",
    EUC_KR: "// 설정 파일의 내용을 읽습니다.",
}


@pytest.mark.parametrize("channel", LINES, ids=lambda channel: channel.name)
@pytest.mark.parametrize("title", [f"// ── Commands {RULE}", f"# ── A {RULE}"])
def test_a_long_rule_tells_a_short_one_on_its_line(channel: Channel, title: str) -> None:
    """What looks like the sign of a long rule is that sign, which of two alone nobody could know."""
    damaged = "\n".join([corrupt(channel, LINES[channel]), corrupt(channel, title), "x = 1;", corrupt(channel, LINES[channel])])
    assert title in fix_text(damaged, profile="repair", max_risk=1.0).split("\n")


def test_one_letter_again_and_again_is_a_rule() -> None:
    """Nobody writes 喀 ten times, which looks as `─` does in Big5; where no sign looks like a letter, it stays."""
    for letter, sign, many in (("喀", "─", 10), ("喀", "喀", 7), ("哈", "哈", 10)):
        units = [Unit(corrupt(BIG5, letter), letter, True, Doubt(3.0))] * many
        assert "".join(unit.after for unit in Frames(BIG5).read(units, "")) == sign * many


@pytest.mark.parametrize("title", ["# 所需 {rule}", "# 所需資源 {rule}", "# ── 所需資源 {rule}", "# ── 所需 ── {rule}"])
def test_a_title_is_no_rule_though_it_looks_like_one(title: str) -> None:
    """A rule tells only what begins its line, with a title behind: 所 and 需 end in the byte of its sign."""
    doubts = (KNOWN if each.isascii() else Doubt(3.0) for each in title.format(rule=RULE))
    units = [Unit(corrupt(BIG5, each), each, True, doubt) for each, doubt in zip(title.format(rule=RULE), doubts, strict=True)]
    assert Frames(BIG5).read(units, "") == units


@pytest.mark.parametrize("rule", ["══════════", "──────────────"])
def test_a_rule_that_became_controls_or_private_use_is_no_drawing(rule: str) -> None:
    """One character again and again is a line that somebody drew; tokens between them are not."""
    damaged = "\n".join(corrupt(BIG5, line) for line in [LINES[BIG5], f"<!-- {rule} Main {rule} -->", LINES[BIG5]])
    assert f"<!-- {rule} Main {rule} -->" in fix_text(damaged, profile="repair", max_risk=1.0).split("\n")
    for row in ("★★★★★★★★", "?★?★?★?★?★", "・・・・・・・", "??????", "é?é?é?é?é?"):
        assert fix_text(row, profile="repair", max_risk=1.0) is row
