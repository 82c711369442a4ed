"""Latin ligatures: in words, and spoken of."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.ligatures import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "alone": "the ligature \ufb01",
    "code": "`\ufb01le`",
    "Armenian": "ﬓa",
    "letters of their own": "æœĳ",
}

CHANGED = {
    "in words": ("e\ufb03cient \ufb01les", "efficient files"),
    "at the end": ("o\ufb00", "off"),
    "old letters": ("la\ufb06", "last"),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("ligatures", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """A ligature alone, in code, or of another script stays."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """In a word it becomes letters, once and for all."""
    assert made_of(text) == expected
    assert made_of(expected) == expected
