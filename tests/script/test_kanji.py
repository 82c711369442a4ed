"""Japanese without kana in a Chinese document."""

from __future__ import annotations

import pytest

from mojibake_fix import fix_text
from mojibake_fix.model import Step
from mojibake_fix.script import find
from mojibake_fix.spans import protected

HANS = "这个问题还没有结论，学者们认为应该继续观察。\n"
HANT = "這個問題還沒有結論，學者們認為應該繼續觀察。\n"


def converted(text: str, target: str) -> str:
    """Return a text in a script."""
    return Step("script", tuple(find(text, target, protected(text)))).apply(text)


@pytest.mark.parametrize("between", ["", "\n"], ids=["lines", "paragraphs"])
@pytest.mark.parametrize(
    "passage",
    [
        "君の名は\n国民的英雄伝説\n",
        "国会議事堂前駅\nホームで待つ\n",
        "学校の国語\n会議\n会社員の一日\n",
        "学校の国語\n東京都\n国会のこと\n",
        "君の名は\n会議\n国民的英雄伝説\n営業時間\n",
    ],
)
@pytest.mark.parametrize("target", ["hans", "hant", "tw", "twp", "hk", "auto"])
def test_japanese_stays(passage: str, target: str, between: str) -> None:
    """Lines of kanji beside lines with kana, one after the other, are as Japanese as these."""
    passage = passage.replace("\n", f"\n{between}")
    for text in (HANS, HANT):
        assert passage in converted(f"{text}{between}{passage}{text}", target)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HANS}国会のこと\n这个国家\n", f"{HANT}国会のこと\n這個國家\n"),
        (f"{HANS}国会のこと\n国家\n{HANS}", f"{HANT}国会のこと\n國家\n{HANT}"),
        (f"{HANS}国会のこと\n這個问题還在\n{HANS}", f"{HANT}国会のこと\n這個問題還在\n{HANT}"),
        (f"{HANS}国会のこと\n从前的国家\n国会のこと\n{HANS}", f"{HANT}国会のこと\n從前的國家\n国会のこと\n{HANT}"),
        (f"{HANS}国民的英雄伝説\n", f"{HANT}國民的英雄伝説\n"),
    ],
)
def test_chinese_is_converted(text: str, expected: str) -> None:
    """A Chinese line beside a Japanese one is Chinese, and so are kanji with no Japanese beside them."""
    assert converted(text, "tw") == expected


def test_a_translation_is_chinese() -> None:
    """Traditional Chinese between Japanese lines becomes Simplified."""
    text = f"{HANT}国会のこと\n建立對話方塊\n国会のこと\n"
    assert converted(text, "hans") == f"{HANS}国会のこと\n建立对话方块\n国会のこと\n"


def test_rare_han_beside_japanese() -> None:
    """A line of nothing but Han beyond the first plane, of which no model knows anything, is converted as any other."""
    chinese = "国际会议，我们都来了，很多人"
    assert fix_text(f"君の名は\n𠀾\n{chinese}", script="hant") == "君の名は\n𠁞\n國際會議，我們都來了，很多人"
