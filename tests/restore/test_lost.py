"""What is gone is named where it stands, and stays; text that speaks of damage, or looks like it, is not accused."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from mojibake_fix.encodings import codec
from mojibake_fix.restore.channels import CHANNELS, corrupt
from mojibake_fix.restore.lost import LOST, gone
from mojibake_fix.restore.suspect import find as remains

CASES = [
    json.loads(line) for line in (Path(__file__).resolve().parent.parent / "cases" / "lost.jsonl").read_text("utf-8").splitlines()
]
LABELS = [case["label"] for case in CASES]

HAN = [chr(code) for code in range(0x4E00, 0xA000)]
HANGUL = [chr(code) for code in range(0xAC00, 0xD7A4)]
KATAKANA = [chr(code) for code in range(0xFF66, 0xFF9E)]
REPLACED = "\N{REPLACEMENT CHARACTER}"


def test_labels_are_unique() -> None:
    """A failing case can be found by its label."""
    assert len(set(LABELS)) == len(LABELS)


@pytest.mark.parametrize("case", CASES, ids=LABELS)
def test_case(case: dict[str, object]) -> None:
    """Each case has exactly these remains, and their messages say what happened."""
    found = remains(str(case["text"]))
    assert [[left.rule, left.before] for left in found] == case["remains"]
    assert all(str(case.get("says", "")) in left.message for left in found)
    assert all(str(case["text"]).startswith(left.before, left.start) for left in found)


@pytest.mark.parametrize("case", [case for case in CASES if case["remains"]], ids=lambda case: case["label"])
def test_case_among_other_lines(case: dict[str, object]) -> None:
    """Damage is found in its place in a document, too."""
    text = f"# 第一章\n\n正文。\n\n\n\n\n\n{case['text']}\n\n\n\n\n\nend\n"
    assert [[left.rule, left.before] for left in remains(text)] == case["remains"]


# Readers in which every byte of U+FFFD is part of a character: what they make of it is a word of its own.
EVEN = [
    name for name, channel in CHANNELS.items() if channel.written == "utf8" and REPLACED not in corrupt(channel, REPLACED * 4)
]


@pytest.mark.parametrize("count", [4, 6])
@pytest.mark.parametrize("name", [name for name in EVEN if CHANNELS[name].reader.token])
def test_every_reader(name: str, count: int) -> None:
    """U+FFFD that any reader read once more is recognised as a whole."""
    damaged = corrupt(CHANNELS[name], REPLACED * count)
    [found] = gone(f"x = {damaged}\n")
    assert (found.rule, found.before) == (LOST, damaged)


@pytest.mark.parametrize("token", ["?", "？", "・"])
@pytest.mark.parametrize("characters", [HAN, HANGUL, KATAKANA], ids=["Han", "Hangul", "katakana"])
def test_every_character_before_a_token(characters: list[str], token: str) -> None:
    """A list of all characters with a question mark behind each is none of damage, though some look like it."""
    pairs = random.Random(7).sample(characters, k=len(characters))
    assert remains("\n".join(character + token for character in characters)) == []
    assert remains("".join(character + token for character in characters[:8_000])) == []
    assert remains("\n".join(map("".join, zip(characters, pairs, [token] * len(pairs), strict=True)))) == []


@pytest.mark.parametrize("reader", ["gbk", "euc-kr"])
def test_charts_in_one_line(reader: str) -> None:
    """Characters that end in an ASCII byte, a question mark between: a token and one of them are always UTF-8."""
    pairs = sorted(codec(CHANNELS[f"utf8-as-{reader}"].reader.table).pairs())
    row = [character for (lead, trail), character in pairs if 0x81 <= lead <= 0xBF and 0x41 <= trail <= 0x5A]
    assert remains("?".join(row[:200])) == []
    assert remains("?".join(random.Random(3).sample(row, k=200))) == []


LINES = {
    "gbk": "请在设置页面中填写用户名和密码。（保存）1，然后继续",
    "big5": "請在設定頁面中填寫使用者名稱和密碼，然後點選儲存按鈕",
    "shift-jis": "設定を保存してから、もう一度お試しください。",
    "euc-jp": "ファイルが見つかりませんでした。",
    "euc-kr": "사용자 이름과 비밀번호를 입력하세요",
}


@pytest.mark.parametrize("around", ["{}", "clean, {}, clean", '<p title="{}">ok</p>', "// {}\nint x;"])
@pytest.mark.parametrize("reader", LINES)
def test_lost_bytes_of_a_misreading(reader: str, around: str) -> None:
    """UTF-8 that a CJK encoding took bytes of is reported, and with it who read it."""
    channel = CHANNELS[f"utf8-as-{reader}"]
    damaged = corrupt(channel, LINES[reader])
    assert channel.reader.token in damaged
    found = remains(around.format(damaged))
    assert {left.rule for left in found} == {LOST}
    assert any(channel.culprit in left.message for left in found)


def test_clean_counterpart() -> None:
    """The same lines undamaged have nothing to report."""
    assert remains("\n".join(LINES.values())) == []


@pytest.mark.parametrize(
    "text",
    [
        REPLACED * 100_000,
        "中?" * 20_000,
        "?" * 100_000 + "é",
        "锟斤拷" * 30_000,
        "é\x85" * 20_000,
        "â€" * 2_000,
        '"? ? ' * 20_000,
    ],
    ids=["U+FFFD", "Han and ?", "?", "锟斤拷", "C1", "quotation marks", "values"],
)
def test_long_runs_take_no_longer_per_character(text: str) -> None:
    """One long line of anything is looked at once: it ends."""
    found = remains(text)
    assert all(text.startswith(left.before, left.start) for left in found)
