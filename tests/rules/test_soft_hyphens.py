"""Soft hyphens, for corpora."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.soft_hyphens import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "alone": "the character \u00ad",
    "code": "`co\u00adop`",
}

CHANGED = {
    "in a word": ("co\u00adoper\u00adate", "cooperate"),
    "in Chinese": ("中\u00ad文", "中文"),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("soft-hyphens", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """Alone or in code they stay."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """In a word they go, once and for all."""
    assert made_of(text) == expected
    assert made_of(expected) == expected
