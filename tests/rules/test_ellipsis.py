"""Three points in Chinese."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.ellipsis import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "a label": "打开...",
    "a label in quotation marks": "点击“另存为...”，然后",
    "a label in brackets": "选（更多...），好",
    "a range": "从1...9，都行",
    "a path": "看，目录.../文件",
    "two": "好，啊..",
    "the ellipsis": "好……，啊…",
    "code": "用`甲...乙`，好",
    "Japanese": "これは、テスト...です",
    "English": "well, 好 and so on... he said that",
}

CHANGED = {
    "between Han": ("他说，等等...然后", "他说，等等……然后"),
    "six": ("等等......我，来了", "等等……我，来了"),
    "full stops": ("等等。。。然后", "等等……然后"),
    "full stops at the end": ("等等。。。。\n", "等等……\n"),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("ellipsis", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """Labels, ranges, paths, code and other languages keep their points."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """In a sentence they become the Chinese ellipsis, once and for all."""
    assert made_of(text) == expected
    assert made_of(expected) == expected
