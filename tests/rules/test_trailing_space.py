"""Blanks at the end of lines, for those who ask."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.trailing_space import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "a break in Markdown": "甲  \n乙",
    "indentation": "  甲\n\t乙",
    "code": "```\na \n```",
}

CHANGED = {
    "one": ("甲 \n乙", "甲\n乙"),
    "three": ("甲   \r\n", "甲\r\n"),
    "tabs and the ideographic space": ("甲\t\u3000", "甲"),
    "an empty line": ("甲\n  \n乙", "甲\n\n乙"),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("trailing-space", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """A line break of Markdown, blanks inside and in code stay."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """Blanks at the end go, once and for all."""
    assert made_of(text) == expected
    assert made_of(expected) == expected
