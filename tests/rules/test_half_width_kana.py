"""Half-width katakana, for those who ask."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.half_width_kana import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "full-width": "ガイド",
    "code": "`ｶﾞ`",
}

CHANGED = {
    "voiced": ("ｶﾞｲﾄﾞ", "ガイド"),
    "marks": ("ｱ｡ｲ､｢ｳ｣", "ア。イ、「ウ」"),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("half-width-kana", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """Full-width kana and code stay."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """Half-width kana become full-width, with their voice marks, once and for all."""
    assert made_of(text) == expected
    assert made_of(expected) == expected
