"""Controls where Windows has marks."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.windows_controls import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "beside other damage": "Ã\u0093a â\u0080\u0099s",
    "two": "\u0093\u0094a",
    "the line end": "a\u0085b",
    "without letters": "1\u0096 2",
    "no mark of Windows": "a\u0081b",
    "a letter of Windows": "a\u009ab",
    "code": "`a\u0092s`",
}

CHANGED = {
    "an apostrophe": ("It\u0092s", "It’s"),
    "quotation marks": ("\u0093fine\u0094", "“fine”"),
    "a dash": ("so\u0097then", "so—then"),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("windows-controls", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """What is no lone mark in Latin prose stays."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """A control beside a letter becomes the mark, once and for all."""
    assert made_of(text) == expected
    assert made_of(expected) == expected
