"""A frame that is drawn tells the signs of it that were lost, and nothing that is no frame does."""

# What is damaged here is so on purpose. mojibake-fix: off

from __future__ import annotations

import pytest

from mojibake_fix import fix_text
from mojibake_fix.restore.channels import CHANNELS, Channel, corrupt
from mojibake_fix.restore.inverse.alignment import Unit, align
from mojibake_fix.restore.inverse.frames import Frames

GBK, EUC_KR, SHIFT_JIS = (CHANNELS[f"utf8-as-{reader}"] for reader in ("gbk", "euc-kr", "shift-jis"))

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
