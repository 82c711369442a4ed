"""No-break and thin spaces: where they hold something together, and where they do not."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.odd_spaces import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "between words": "第 5 章\u00a0总论",
    "between kana": "かな\u202fかな",
    "between a number and its unit": "10\u00a0km",
    "French": "Ça va\u00a0?",
    "between Han and a number": "第\u00a05\u00a0章",
    "indentation": "\u00a0\u00a0中文",
    "code": "`中\u00a0文`",
    "the ideographic space": "中\u3000文",
    "em and en spaces": "中\u2003文\u2002字",
    "two in a row": "中\u00a0\u00a0文",
}

CHANGED = {
    "behind a mark": ("中，\u00a0文", "中， 文"),
    "before a mark": ("中\u2009，文", "中 ，文"),
    "before a bracket": ("かな\u202f「かな", "かな 「かな"),
    "beside Hangul": ("한\u00a0（글）", "한 （글）"),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("odd-spaces", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """Between words, beside Latin, at the edge of a line and in code a space means something."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """Beside a full-width mark it is a plain one."""
    assert made_of(text) == expected
    assert made_of(expected) == expected
