"""What was changed or dropped behind a reader of two bytes: nothing where UTF-8 is whole; else what is left says what it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mojibake_fix import explain, fix_text
from mojibake_fix.restore.channels import CHANNELS, corrupt
from mojibake_fix.restore.evidence.hints import Stretch
from mojibake_fix.restore.inverse.alignment import Unit
from mojibake_fix.restore.inverse.changed import CHANGES, align_changed
from mojibake_fix.restore.inverse.filling import Shown
from mojibake_fix.restore.inverse.hypotheses import undo

ICONV, IGNORED = "utf8-as-gbk/iconv", "utf8-as-gbk/python-ignore"
OF_GBK = [*(("utf8-as-gbk", post) for post in CHANGES), (ICONV, "")]
WAYS = [*OF_GBK, (IGNORED, ""), ("utf8-as-euc-kr", "nfc"), ("utf8-as-big5/iconv", "")]


def undone(channel: str, post: str, shown: str) -> list[Unit]:
    return align_changed(CHANNELS[channel], post, Shown(shown, "\n", ""))


def damaged(channel: str, post: str, text: str) -> str:
    return corrupt(CHANNELS[channel], text, [post] if post else [])


@pytest.mark.parametrize(("channel", "post"), OF_GBK)
@pytest.mark.parametrize("text", ["图标", "文件", "plain text", "名称 (icon)", "한글", "été"])
def test_nothing_is_supposed_where_all_is_whole(text: str, channel: str, post: str) -> None:
    """Damage that a channel explains to the last byte was not changed afterwards."""
    shown = corrupt(CHANNELS[channel.removesuffix("/iconv")], text)
    assert "?" not in shown
    assert undone(channel, post, shown) == []


def test_nothing_is_supposed_behind_another_reader() -> None:
    """What one reader explains to the last byte was not read by another one whose text was changed then."""
    shown = corrupt(CHANNELS["utf8-as-gbk"], "将选中文本剪切到剪贴板")
    found = list(undo(shown, Stretch(0, len(shown))))
    assert "utf8-as-gbk" in [each.channel for each in found]
    assert [each for each in found if each.post or "/" in each.channel] == []


CLEAN = {
    "hanzi that begin as UTF-8 does": "涓 杩 鏄 鍦 鐨 鎴",
    "rare hanzi amid ordinary ones": "他在鎬集上買了鐘和鏂布，又去了涓埃小巷。",
    "a bracket behind rare hanzi": "錄(鏂)與鍚(金)",
    "a list of rare hanzi": "璇 璁 璧 鐢 鐮 鐘 鍒 鍏 鍙 鍚",
    "Hangul": "뷁 쉑 쀍 뚫훍 힣(끝)",
    "hanja": "樂 金 樂園 車 更 不 來",
}


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN)
def test_clean_text_stays(text: str) -> None:
    """Room for two bytes anywhere explains much; it is not enough to change text that is right."""
    assert fix_text(text, profile="repair", max_risk=1.0) == text


# Channel, post-step, the text, and what tells it from others.
RESTORED = {
    "two characters share it": ("utf8-as-gbk", "private-use-dropped", "中文测试", "中 and 文 have a byte each that is gone"),
    "the end of one": ("utf8-as-gbk", "private-use-dropped", "当前设置仍然有效。此按钮", "of 此 the first byte is left"),
    "beside a lost byte": ("utf8-as-gbk", "private-use-dropped", "本项目是一个中文测试项目。", "a token stands at the end"),
    "a letter narrowed": ("utf8-as-gbk", "width-folded", "删除 ListBox 中的条目", "$ was a full-width sign, of two bytes"),
    "dropped by iconv": (ICONV, "", "返回指定系统路径的文件 URL。", "what iconv cannot read leaves nothing"),
    "and at the end": (ICONV, "", "关闭对话框或者添加其他语言。", "a byte of the full stop, and nothing behind it"),
    "ignored by Python": (
        IGNORED,
        "",
        "在「数据序列」列表框中，您可以看到",
        "the lead byte alone is gone, and the next one begins anew",
    ),
    "hanja composed": (
        "utf8-as-euc-kr",
        "nfc",
        "현재 모듈의 이름을 바꿉니다.",
        "諛 is two characters of KS X 1001, and has two codes",
    ),
}


@pytest.mark.parametrize(("channel", "post", "text"), [case[:3] for case in RESTORED.values()], ids=RESTORED)
def test_restored(channel: str, post: str, text: str) -> None:
    """A line comes back, and says by which channel and step."""
    shown = damaged(channel, post, text)
    outcome = explain(shown, profile="repair", max_risk=1.0)
    assert outcome.text == text
    evidence = [edit.evidence for step in outcome.plan.steps for edit in step.edits]
    assert (channel, (post,) if post else ()) in [(each.channel, each.post) for each in evidence if each]


NOT_SHOWN = {name: case for name, case in RESTORED.items() if case[1] != "nfc"}  # which composes, and drops nothing


@pytest.mark.parametrize(("channel", "post", "text"), [case[:3] for case in NOT_SHOWN.values()], ids=NOT_SHOWN)
def test_all_or_nothing(channel: str, post: str, text: str) -> None:
    """Nothing shows where bytes are missing: a line that is not safe enough stays as it is, and is reported."""
    shown = damaged(channel, post, text)
    outcome = explain(shown, profile="repair", max_risk=0.0)
    assert outcome.text in (shown, text)
    assert outcome.text == text or outcome.findings


def test_what_a_token_shows_may_stay() -> None:
    """All that nothing shows is certain, and what a token stands for is not, which stays as anywhere: the rest comes back."""
    text = "由月要好好学习天天向上"
    shown = damaged("utf8-as-gbk", "private-use-dropped", text)
    assert shown.endswith("涓?")
    assert fix_text(f"{shown}\nabc\n", profile="repair") == f"{text[:-1]}涓?\nabc\n"


_LETTERS = st.sampled_from("中文测试的是一个这不我们设置项目，。文件名称 a(1)é한글かな")


@pytest.mark.parametrize(("channel", "post"), WAYS)
@given(text=st.text(_LETTERS, max_size=16))
def test_what_is_sound_is_damaged_the_same_way(channel: str, post: str, text: str) -> None:
    """Units stand for all that is shown, each for something; if all are sound, damaged again they give it once more."""
    shown = damaged(channel, post, text)
    units = undone(channel, post, shown)
    assert "".join(unit.before for unit in units) == (shown if units else "")
    assert all(unit.before for unit in units)
    if units and all(unit.sound for unit in units):
        assert damaged(channel, post, "".join(unit.after for unit in units)) == shown
