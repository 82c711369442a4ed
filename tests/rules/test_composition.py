"""Composition: what becomes one character, and what stays."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.composition import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "composed": "résumé ガ 한글",
    "compatibility forms": "①㎏\ufb01Ａ½",
    "compatibility ideographs": "\uf900\U0002f800",
    "compatibility ideographs before kana and Hangul": "\ufa11か\U0002f800が\uf900또",
    "a mark that no letter takes": "x\u0301",
    "code": "`e\u0301`",
    "Hebrew and Hindi": "שלום हिन्दी",
}

CHANGED = {
    "accents": ("re\u0301sume\u0301", "résumé"),
    "kana": ("か\u3099", "が"),
    "Hangul": ("\u1112\u1161\u11ab", "한"),
    "a mark on Han's neighbour": ("中e\u0301文", "中é文"),
    "a mark behind a compatibility ideograph and a letter": ("\uf900e\u0301", "\uf900é"),
    "the sign of a unit": ("5 \u212b", "5 Å"),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("composition", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """What is composed, code, and what only form KC would change stays."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """Letters and their marks become one character, once and for all."""
    assert made_of(text) == expected
    assert made_of(expected) == expected
