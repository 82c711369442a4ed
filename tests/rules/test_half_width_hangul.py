"""Half-width Hangul letters."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.half_width_hangul import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "ordinary": "ㄱㄴ한글",
    "kana": "ｱｲ",
    "code": "`\uffa1`",
}

CHANGED = {
    "consonants and vowels": ("\uffbe\uffc2\uffa4", "ㅎㅏㄴ"),
    "in a sentence": ("글자 \uffa1이", "글자 ㄱ이"),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("half-width-hangul", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """Ordinary letters, half-width kana and code stay."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """They become the ordinary letters, once and for all."""
    assert made_of(text) == expected
    assert made_of(expected) == expected
