"""What others show as examples of their own: what becomes of it here, and why, where that is something else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mojibake_fix import Config, fix_text

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "typography.jsonl").read_text("utf-8").splitlines()]
SPACED = Config(rules={"spacing": "on"})
ASKED_FOR = "spacing: a matter of taste, done where it is switched on"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_examples_of_others(case: dict[str, str]) -> None:
    """An example of AutoCorrect or zhlint becomes what they make of it, unless there is a reason."""
    assert fix_text(case["text"]) == case["ours"]
    assert fix_text(case["ours"]) == case["ours"]
    assert ("reason" in case) == (case["ours"] != case["theirs"])
    assert (case.get("reason") == ASKED_FOR) == (case["ours"] != case["theirs"] == fix_text(case["text"], config=SPACED))
