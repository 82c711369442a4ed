"""Private-use characters: which have a standard one."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.private_use import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "an icon": "点击 \ue863 简体",
    "a user-defined character": "这个\ue000字",
    "a script that nobody can tell": "中\ue863文",
    "code": "这`中\ue863`",
}

CHANGED = {
    "GBK": ("这个\ue863字", "这个䶮字"),
    "a run": ("这\ue863\ue81e", "这䶮龴"),
    "HKSCS": ("這個\uf3a1字", "這個𡅅字"),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("private-use", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """Icons, user-defined characters and texts in neither script keep them."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """Beside Han they become the standard characters of the script's code, once and for all."""
    assert made_of(text) == expected
    assert made_of(expected) == expected
