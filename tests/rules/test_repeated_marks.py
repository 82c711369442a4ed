"""Marks that were typed twice."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.repeated_marks import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "colons, as in a scope": "配置：：底层",
    "emphasis": "太好了！！！真的？？",
    "an ellipsis": "等等。。。然后……",
    "a dash": "甲——乙",
    "spoken of": "两个“，，”和「。。」",
    "at the start": "，，甲",
    "half-width": "甲,,乙",
    "Japanese": "これは、、テスト",
    "code": "`甲，，乙`",
}

CHANGED = {
    "commas": ("你好，，世界", "你好，世界"),
    "full stops": ("你好。。世界。。\n", "你好。世界。\n"),
    "enumeration commas": ("甲、、、乙", "甲、乙"),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("repeated-marks", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """Emphasis, ellipses, and marks that are spoken of stay."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """They become one, once and for all."""
    assert made_of(text) == expected
    assert made_of(expected) == expected
