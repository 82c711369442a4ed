"""Second codes of Han characters: which become the first."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.ideographs import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "unified ones of the block": "\ufa0e\ufa0f\ufa11",
    "radicals alone": "部首 \u2f00、\u2f01",
    "names in Japanese": "\ufa11\ufa10さんの\ufa19社です",
    "code": "`\uf900`",
    "beside the unified form": "異體字：豈/\uf900、中\U0002f800\t丽",
    "the characters that a program reads": "\uf92c\n用\n户\n" * 20,
    "ordinary": "用户",
}

CHANGED = {
    "a radical in a word": ("使\u2f64的", "使用的"),
    "two radicals": ("\u2f24\u2f42字", "大文字"),
    "compatibility": ("\uf900\uf9d0", "豈類"),
    "Korean": ("\uf9b5는 예", "例는 예"),
    "names in Chinese": ("公園的\ufa19社", "公園的神社"),
    "beyond the first plane": ("中\U0002f800", "中丽"),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("ideographs", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """What is no second code, or is meant, stays."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """Compatibility ideographs and radicals among Han become the unified characters, once and for all."""
    assert made_of(text) == expected
    assert made_of(expected) == expected
