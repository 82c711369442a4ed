"""Straight quotation marks around Chinese."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.quotes import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "a script that nobody can tell": '他"大人"了',
    "code": '简体`"你好"`',
    "a key": '"名称": "简体值"',
    "an assignment": '名称="简体值"',
    "an attribute": '<a title="简体">简体</a>',
    "around Latin": '设为"true"的简体',
    "an odd mark": '这台15"的显示器，说"好"',
    "with a call": '打印("你好，这")',
    "English": 'He said "你好" in 简体 and left',
    "values in a row": '简体名称 "标题" "内容"',
    "an option behind": '简体命令 "文件" -f',
    "aligned": '简体名称  "标题"',
    "of a word of Latin": '简体，print "你好" 就行',
    "Japanese": 'これは"日本語"です',
}

CHANGED = {
    "by script, Simplified": ('他说"你好"，这是简体', "他说“你好”，这是简体"),
    "by script, Traditional": ('他說"你好"，這是繁體', "他說「你好」，這是繁體"),
    "by use": ('这是“甲”和"乙丙"', "这是“甲”和“乙丙”"),
    "by use, corner": ('这是「甲」和"乙丙"', "这是「甲」和「乙丙」"),
    "by script, though a label has others": ('按「确定」，这"甲乙"和"丙丁"', "按「确定」，这“甲乙”和“丙丁”"),
    "set off by spaces": ('这里的 "可写" 等，简体', "这里的 “可写” 等，简体"),
    "at the ends of a line": ('"原形" 用简体\n以 "繁琐"', "“原形” 用简体\n以 “繁琐”"),
    "two pairs": ('这"甲乙"和"丙丁"', "这“甲乙”和“丙丁”"),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("quotes", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """Code, data, attributes, inches, and a text in neither script keep them."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """They become those of the text, or of its script, once and for all."""
    assert made_of(text) == expected
    assert made_of(expected) == expected
