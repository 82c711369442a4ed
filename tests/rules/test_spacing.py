"""Spaces between Han and Latin, for those who ask."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.spacing import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "a date": "2026年1月9日12时30分",
    "spaced already": "在 LeanCloud 上",
    "marks": "你好，world",
    "code": "用`x`变量",
    "an address": "见https://a.example/b吧",
    "Japanese": "東京でPythonを使う",
    "Korean": "한국어English",
    "English": "Han 中 and文 the other words here",
}

CHANGED = {
    "a word": ("在LeanCloud上", "在 LeanCloud 上"),
    "a number": ("花了5000元", "花了 5000 元"),
    "a percentage": ("增长15%以上", "增长 15% 以上"),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("spacing", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """Dates, code, addresses and other languages stay."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """A space stands between Han and Latin, once and for all."""
    assert made_of(text) == expected
    assert made_of(expected) == expected
