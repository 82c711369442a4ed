"""著 to write and 着 the particle."""

from __future__ import annotations

import pytest

from mojibake_fix.script.zhe import settle

VERBS = [
    "著作",
    "著名",
    "顯著",
    "名著",
    "土著",
    "巨著",
    "原著",
    "合著",
    "編著",
    "遺著",
    "論著",
    "專著",
    "拙著",
    "譯著",
    "卓著",
    "昭著",
    "新著",
    "所著",
    "著者",
    "著述",
    "著稱",
    "著錄",
    "著作權",
    "見微知著",
    "著有《紅樓夢》",
    "著書立說",
    "最著名的著作",
    "成效卓著",
    "臭名昭著",
]
PARTICLES = [
    "隨著",
    "標志著",
    "看著",
    "走著",
    "睡著",
    "意味著",
    "執著",
    "著手",
    "著重",
    "著陸",
    "衣著",
    "沉著",
    "附著",
    "談論著",
    "彰顯著",
    "合著眼",
    "隨著作業系統",
    "拿著書",
    "看著名單",
    "接著",
    "試著",
    "有著",
    "沿著",
    "對著作者",
    "朝著",
    "著急",
    "著迷",
]


@pytest.mark.parametrize("word", VERBS)
def test_verb_stays(word: str) -> None:
    """To write, a work, notable: 著 on both sides of the strait."""
    assert settle(word) == word


@pytest.mark.parametrize("word", PARTICLES)
def test_particle_changes(word: str) -> None:
    """The particle, to touch, to land, to be anxious: the mainland's 着."""
    assert settle(word) == word.replace("著", "着")


def test_author_line() -> None:
    """A name before and nothing behind is the author's."""
    assert settle("魯迅 著\n隨著他") == "魯迅 著\n隨着他"
