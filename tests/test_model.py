"""Edits, steps and plans: replayed, undone, and traced back to where they came from."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mojibake_fix.errors import PlanError
from mojibake_fix.model import Detection, Edit, Finding, Outcome, Plan, Step


@st.composite
def texts_with_steps(draw: st.DrawFn) -> tuple[str, Step]:
    """A text and a step that fits it: sorted edits that do not overlap, insertions and deletions among them."""
    text = draw(st.text("ab漢字\n", max_size=20))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = tuple(
        Edit(start, text[start:end], draw(st.text("xy文", max_size=3))) for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    )
    return text, Step("rule", edits)


@given(texts_with_steps())
def test_inverse(found: tuple[str, Step]) -> None:
    """A step and its inverse lead there and back."""
    text, step = found
    assert step.inverse().apply(step.apply(text)) == text


@given(texts_with_steps())
def test_origins(found: tuple[str, Step]) -> None:
    """Every position outside the edits is traced back to the same character; inside one, to where it started."""
    text, step = found
    after = step.apply(text)
    positions = list(range(len(after) + 1))
    origins = step.origins(positions)
    assert origins == sorted(origins)
    assert all(0 <= origin <= len(text) for origin in origins)
    inside = {k for edit in step.inverse().edits for k in range(edit.start, edit.end)}
    assert all(text[origins[k]] == after[k] for k in range(len(after)) if k not in inside)


@given(texts_with_steps(), st.text("xy文", max_size=3))
def test_plan(found: tuple[str, Step], more: str) -> None:
    """A plan of several steps leads there and back too."""
    text, step = found
    middle = step.apply(text)
    plan = Plan((step, Step("more", (Edit(len(middle), "", more),))))
    assert plan.apply(text) == middle + more
    assert plan.inverse().apply(middle + more) == text


@pytest.mark.parametrize(
    "edits",
    [
        (Edit(0, "b", "x"),),
        (Edit(5, "a", "x"),),
        (Edit(1, "b", "x"), Edit(0, "a", "x")),
        (Edit(0, "ab", "x"), Edit(1, "b", "x")),
    ],
    ids=["another character", "behind the end", "out of order", "overlapping"],
)
def test_step_that_does_not_fit(edits: tuple[Edit, ...]) -> None:
    """A step that does not fit raises, and says where and that nothing was changed."""
    with pytest.raises(PlanError, match="nothing was changed"):
        Step("rule", edits).apply("abc")


def test_empty_plan() -> None:
    """An empty plan is false and returns what it was given."""
    text = "中文"
    assert not Plan()
    assert Plan().apply(text) is text
    assert Plan((Step("rule", (Edit(0, "中", "國"),)),))


def test_everything_is_frozen() -> None:
    edit = Edit(0, "a", "b")
    with pytest.raises(FrozenInstanceError):
        edit.start = 1  # type: ignore[misc]


def test_finding() -> None:
    """A finding without a result is damage that stays."""
    assert Finding("rule", 1, 1, "a", "").restorable
    assert not Finding("rule", 1, 1, "a", None).restorable


def outcome(findings: tuple[Finding, ...] = (), mark: bool = False) -> Outcome:
    return Outcome("中", "中", Plan(), findings, Detection("utf-8", 1.0), changed=False, mark=mark)


def test_outcome() -> None:
    assert not outcome((Finding("rule", 1, 1, "a", "b"),)).damaged
    assert outcome((Finding("rule", 1, 1, "a", None),)).damaged
    assert outcome().encoding == "utf-8"


@pytest.mark.parametrize(
    ("mark", "encoded"), [(False, "中".encode()), (True, b"\xef\xbb\xbf" + "中".encode())], ids=["none", "UTF-8"]
)
def test_byte_order_mark(mark: bool, encoded: bytes) -> None:
    assert outcome(mark=mark).encoded == encoded


def test_vocabulary() -> None:
    """The fields that reports and users rely on stay."""
    assert [field.name for field in fields(Edit)] == ["start", "before", "after", "evidence"]
    assert [field.name for field in fields(Step)] == ["rule", "edits"]
    assert [field.name for field in fields(Detection)][:3] == ["encoding", "confidence", "language"]
