"""Corner brackets, to the mainland's marks, for those who ask."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.curly_quotes import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "broken": "「他说",
    "crossed": "「他『说」好』",
    "Japanese": "「これはテスト」です",
    "around Latin": "「OK」好",
    "code": "`「甲」`",
}

CHANGED = {
    "a pair": ("他说「好」", "他说“好”"),
    "nested": ("「他說『好』」", "“他說‘好’”"),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("curly-quotes", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """Broken pairs, other languages and code stay."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """Whole pairs become “ ” and ‘ ’, once and for all."""
    assert made_of(text) == expected
    assert made_of(expected) == expected
