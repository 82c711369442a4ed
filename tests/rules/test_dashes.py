"""Two hyphens in Chinese."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.dashes import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "an option": "用 --help 看",
    "an option by what stands before it": "用选项--名称",
    "an option by what stands behind its name": "加上--名称参数，写--名称=值",
    "spaces": "他 -- 我的朋友",
    "three": "甲---乙",
    "Latin": "a--b和c--好",
    "a comment of HTML": "<!--中文-->",
    "code": "`甲--乙`",
    "the dash": "甲——乙",
    "Japanese": "東京--それは",
}

CHANGED = {
    "between Han": ("他--我的朋友", "他——我的朋友"),
    "before a word that begins like the name of an option": ("我要的--选项卡", "我要的——选项卡"),
    "before a quotation": ("他说--“好”", "他说——“好”"),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("dashes", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """Options, rules, comments and other languages keep their hyphens."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """Between Chinese words they become the Chinese dash, once and for all."""
    assert made_of(text) == expected
    assert made_of(expected) == expected
