"""What stands around a place that was filled in is told as it is, wherever the place begins and ends."""

from __future__ import annotations

import pytest

from mojibake_fix.language.arrays import arrays
from mojibake_fix.language.marks import unbalanced
from mojibake_fix.language.models import chinese
from mojibake_fix.language.scorer import Scorer
from mojibake_fix.language.slots import slots
from mojibake_fix.restore.likelihood.surroundings import Surroundings, surroundings
from mojibake_fix.restore.likelihood.weighing import START


@pytest.fixture(scope="module")
def model() -> Scorer:
    """Return the model of Chinese."""
    return arrays(chinese())


def around(model: Scorer, *codes: bytes, before: str = "", behind: str = "") -> Surroundings:
    """Return what stands around the second of some codes."""
    return surroundings(model, codes, [1], before, behind)[1]


def test_a_place_that_shares_two_characters(model: Scorer) -> None:
    """The characters that have bytes in a place are its own, and what they cost is what they cost in the text."""
    whole = "当前状态，".encode()
    found = around(model, whole[:8], whole[8:10], whole[10:])
    assert found.wide == 2
    assert found.own == pytest.approx(model.rows(slots(START + "当前状态")[None, :])[0, -2:].sum())
    assert found.next == "，"


def test_swallowed_ascii_is_its_own(model: Scorer) -> None:
    """It has a byte in the place, and is not what stands behind it."""
    found = around(model, "当前状".encode() + "态".encode()[:2], "态".encode()[2:] + b'"', b",")
    assert (found.wide, found.next) == (1, ",")


@pytest.mark.parametrize(("behind", "next_"), [("", ""), ("\n", ""), ("\r\n", ""), ("a", "a")])
def test_the_end_of_a_line(model: Scorer, behind: str, next_: str) -> None:
    """Behind the text is what is known of it."""
    assert around(model, "状".encode(), "态".encode(), behind=behind).next == next_


def test_words_tell_what_is_usual(model: Scorer) -> None:
    """Of the characters of which nothing was lost; where there are none, it is what it mostly is."""
    prose, names = (around(model, text.encode(), "态".encode()).usual for text in ("我们可以使用这个文件", "堍湸愔衾禤飖"))
    assert names < around(model, b"", "态".encode()).usual == Surroundings().usual < prose


def test_marks_of_the_line_alone(model: Scorer) -> None:
    """Other lines close nothing, and a bracket before the text counts."""
    assert around(model, "状".encode(), "态".encode(), before="(\n").unbalanced == 0
    assert around(model, "状".encode(), "态".encode(), before="\n(").unbalanced == 1
    assert around(model, "状".encode(), "态)".encode(), before="\n(", behind="\n)").unbalanced == 0


@pytest.mark.parametrize(
    ("line", "alone"),
    [("", 0), ("（秒）", 0), ("（秒", 1), ("秒）", 1), ('f("秒', 2), ("a -> b, it's", 0), ("([)]", 2), ("「《」", 3)],
)
def test_marks_that_are_alone(line: str, alone: int) -> None:
    """What is more than a bracket, an apostrophe or the head of an arrow, is none."""
    assert unbalanced(line) == alone


def test_bytes_that_are_no_text(model: Scorer) -> None:
    """Each is one character, and nothing falls."""
    found = around(model, b"\xe7\x8a", b"\xff", "态".encode())
    assert found.next == "态"
