"""A second run changes nothing, whatever is switched on."""

from __future__ import annotations

from pathlib import Path

import pytest
from rules.at_rest import CONFIGURATIONS, changed_again, spoiled

from mojibake_fix.spans import format_of

ROOT = Path(__file__).resolve().parents[2]


def _samples() -> str:
    """Return the texts among the samples, clean and restored, one after the other."""
    paths = sorted([*(ROOT / "samples").glob("clean.*"), *(ROOT / "samples" / "expected").iterdir()])
    return "\n\n".join(path.read_text(encoding="utf-8") for path in paths)


TEXT = _samples()
SPOILED = spoiled(TEXT)


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_samples_are_at_rest(name: str) -> None:
    """Rules and scripts find nothing in what they made of the samples, spoiled or not."""
    for text in (TEXT, SPOILED):
        assert changed_again(text, CONFIGURATIONS[name]) == []


@pytest.mark.parametrize("name", [name for name in CONFIGURATIONS if "+" not in name])
def test_markdown_is_at_rest(name: str) -> None:
    """So it is where the text is parsed."""
    kind = format_of("a.md")
    assert kind is not None
    assert changed_again(SPOILED, CONFIGURATIONS[name], kind) == []
