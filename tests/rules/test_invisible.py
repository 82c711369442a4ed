"""Invisible characters: which mean something and stay."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.invisible import find
from mojibake_fix.spans import protected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeff中文", id="a byte order mark at the start"),
        pytest.param("a\tb\r\nc\x0bd\x0ce", id="tab, line ends, vertical tab, form feed"),
        pytest.param("\x1b[31m红\x1b[0m", id="the colours of a terminal"),
        pytest.param("👩\u200d👩\u200d👧 ❤\ufe0f", id="joined emoji and variation selectors"),
        pytest.param("می\u200cخواهم", id="a non-joiner in Persian"),
        pytest.param("क्\u200dष", id="a joiner in Hindi"),
        pytest.param("ภาษา\u200bไทย ខ្មែរ\u200bខ្មែរ", id="word breaks in Thai and Khmer"),
        pytest.param("ไทย\u200babc", id="a word break beside Thai"),
        pytest.param("@\u200beveryone", id="a defused name"),
        pytest.param("שלום\u200f!", id="a direction mark"),
        pytest.param("co\u00adoperate", id="a soft hyphen"),
        pytest.param("a\u0085b\u3000c", id="next line and the ideographic space"),
        pytest.param("`a\u200bb`", id="code"),
    ],
)
def test_unchanged(text: str) -> None:
    """What shapes, breaks, colours or directs stays."""
    assert list(find(text, protected(text))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("中\u200b文", "中文", id="between Han"),
        pytest.param("か\u200bな、a\u200bb", "かな、ab", id="between kana and between Latin"),
        pytest.param("\u200b中文\u200b", "中文", id="at the edges"),
        pytest.param("中文\u200b\n文", "中文\n文", id="at the end of a line"),
        pytest.param("中\ufeff文", "中文", id="a byte order mark inside"),
        pytest.param("\ufeff\ufeff\u200b中", "\ufeff中", id="two byte order marks"),
        pytest.param("a\u2060b", "ab", id="a word joiner"),
        pytest.param("a\x00b\x07c\x7f", "abc", id="controls"),
        pytest.param("ไทย\u200b\x00ไทย", "ไทย\u200bไทย", id="a control beside a word break"),
    ],
)
def test_changed(text: str, expected: str) -> None:
    """What shows nothing and means nothing goes, once and for all."""
    assert Step("invisible", tuple(find(text, protected(text)))).apply(text) == expected
    assert list(find(expected, protected(expected))) == []
