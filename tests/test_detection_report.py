"""The report on detection says what was measured: what is right, what is sure, and of how many."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from detection_report.asking import OURS, Answer, is_right, ours
from detection_report.samples import Sample, noise
from detection_report.tables import report


def sample(content: bytes, text: str | None) -> Sample:
    return Sample("CJK lines", "10 characters", "zh-hans gb18030", content, text)


@pytest.mark.parametrize(
    ("content", "text", "encoding", "right"),
    [
        ("中文".encode("gbk"), "中文", "big5", False),
        ("中文".encode("gbk"), "中文", None, False),
        ("中文".encode("gbk"), "中文", "no-such-encoding", False),
        ("中文".encode("gbk"), "中文", "GB2312", True),
        (b"\xc7\xea\xff", None, "gbk", False),
        (b"\xc7\xea\xff", None, None, True),
    ],
)
def test_right_is_what_gives_the_text(content: bytes, text: str | None, encoding: str | None, right: bool) -> None:
    assert is_right(sample(content, text), encoding) is right


def test_sure_and_wrong_is_counted_among_the_sure() -> None:
    one = sample("中文".encode("gbk"), "中文")
    answers = [Answer("big5", 0.96, 0.1, False), Answer("gb18030", 0.99, 0.1, True), Answer("big5", 0.5, 0.1, False)]
    text = report([(one, {OURS: answer}) for answer in answers], (OURS,))
    assert "33.33 %" in text  # right, of three
    assert "50.00 %" in text  # wrong, of the two that are sure


def test_noise_is_asked() -> None:
    samples = list(noise(6))
    assert len(samples) == 6
    assert all(ours(one).right == (ours(one).encoding is None) for one in samples)
