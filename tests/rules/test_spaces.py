"""Spaces beside full-width marks: which go."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.spaces import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "between words": "中文 空格",
    "behind a label": "姓名： 张三",
    "around brackets": "世界 （一） 好",
    "around quotation marks": "他说 “好” 吗",
    "two spaces": "甲，  乙",
    "the ideographic space": "甲，\u3000乙",
    "indentation": "  ，甲",
    "before an address": "见此处， https://example.org",
    "before an ambiguous mark": "API ：甲乙",
    "before another sign": "甲， *乙*",
    "Japanese": "これは 、 テスト",
    "Korean": "漢字 ， 한국어",
    "code": "`甲 ，乙`",
    "half-width": "甲 , 乙",
}

CHANGED = {
    "before a mark": ("你好 ，世界", "你好，世界"),
    "behind a mark": ("你好， 世界。 再见", "你好，世界。再见"),
    "behind a closing bracket": ("（一） ，好", "（一），好"),
    "between a mark and Latin": ("你好 API ， API 你好", "你好 API，API 你好"),
    "between a mark and code": ("你有`a` 、 `b` 和`c`", "你有`a`、`b` 和`c`"),
    "both": ("你好 ！ 再见", "你好！再见"),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("spaces", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """Whatever aligns, indents or belongs to another language stays."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """A space that the mark makes superfluous goes, once and for all."""
    assert made_of(text) == expected
    assert made_of(expected) == expected
