"""Direction marks: which hide something."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.direction import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "an isolate": "\u2067שלום\u2069 and",
    "an embedding": "a \u202bשלום\u202c b",
    "two levels": "\u2067שלום \u2066abc\u2069 \u2069",
    "marks without a pair": "שלום\u200f!\u200e",
}

CHANGED = {
    "without such letters": ("if x:\u202e y\u202c", "if x: y"),
    "an override": ("\u202eשלום\u202c", "שלום"),
    "left open": ("שלום \u2067\nab", "שלום \nab"),
    "closed twice": ("\u2067שלום\u2069\u2069", "\u2067שלום\u2069"),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("direction", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """Those that show Hebrew and Arabic as they are meant stay."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """Those that hide something are found, and nothing in what is left."""
    assert made_of(text) == expected
    assert made_of(expected) == expected
