"""Line ends."""

from __future__ import annotations

from mojibake_fix.model import Step
from mojibake_fix.normalise.newlines import find
from mojibake_fix.spans import protected


def test_unchanged() -> None:
    """LF and the other separators stay."""
    assert list(find("a\nb\x0b\x0c\x85\u2028", protected(""))) == []


def test_changed() -> None:
    """CRLF and lone CR become LF, in code too."""
    text = "a\r\nb\rc\r\r\n```\r\nd\r\n```"
    assert Step("newlines", tuple(find(text, protected(text)))).apply(text) == "a\nb\nc\n\n```\nd\n```"
