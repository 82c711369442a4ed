"""Lists of words for programs."""

from __future__ import annotations

import pytest

from mojibake_fix import Config, fix_text
from mojibake_fix.spans import is_word_list

WORDS = "账号\n账號\n中国\nＱＱ\n毛(鱼)\n" * 20


@pytest.mark.parametrize(
    "text",
    [
        "",
        "甲乙\n丙丁\n" * 20,
        "甲乙丙丁戊，\n己庚辛壬癸。\n" * 40,
        "名: 甲\n值: 乙\n" * 40,
        "这是很长的一行文字没有标点的那一种\n" * 60,
    ],
)
def test_other_texts(text: str) -> None:
    """A few words, verses, keys with values and long lines are no such list."""
    assert not is_word_list(text)


def test_words_stay() -> None:
    """None is to be found otherwise than it is written, whatever a few lines above say."""
    assert is_word_list(WORDS)
    assert fix_text(WORDS) == WORDS
    assert fix_text(f"# 说明：一行一个词。\n{WORDS}") == f"# 说明：一行一个词。\n{WORDS}"


def test_words_change_where_it_is_asked_for() -> None:
    """A script that was asked for is that of lists, too, and line ends are no part of words."""
    assert fix_text(WORDS, script="hant") == "賬號\n賬號\n中國\nＱＱ\n毛(魚)\n" * 20
    assert fix_text(WORDS.replace("\n", "\r\n"), config=Config(profile="corpus")) == WORDS
