"""The cases of ftfy's own tests: what it restores, we restore, and what it leaves alone, we leave alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mojibake_fix import fix_text
from mojibake_fix.patterns import lazy_pattern
from mojibake_fix.restore.channels import CHANNELS, corrupt
from mojibake_fix.restore.inverse import single_byte

FOLDER = Path(__file__).resolve().parent.parent / "cases"


def read(name: str) -> dict[str, dict[str, Any]]:
    cases = [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]
    return {case["label"]: case for case in cases}


CASES = read("ftfy.jsonl")
EXCEPTIONS = read("ftfy_exceptions.jsonl")
LAYERS = read("ftfy_layers.jsonl")  # what does not come back from under one more layer

# What is changed though ftfy leaves it, or is written otherwise than it should be.
KNOWN = {
    "An absolutely hopeless garble": "two marks in the middle are restored; the rest stays",
    "Sort of negative: this inconsistent mojibake could be Latin-1 or MacRoman, and it was meant to be Latin-1, "
    "but it's safest to not decode it as either": "it is restored to what it was meant to be",
    "Synthetic, false positive: the title of a manga, in weird capitalized romaji, with a non-breaking space": (
        "a false positive of ftfy, too"
    ),
    "Two levels of inconsistent mojibake": "the outer level is restored, and the inner one differs from any channel",
    "Synthetic: Incomplete UTF-8 / Windows-1252 mixup in Arabic": "of two digits a byte became a blank; the rest is restored",
    "A-with-grave in Vietnamese": "whether the space behind à was one, nothing tells; the rest is restored",
    "An example with 'à' in windows-1251 where we need our heuristic to be bolder": "the rest is restored",
}

CLEAN = [label for label, case in CASES.items() if case["original"] == case["fixed"]]
DAMAGED = [label for label in CASES if label not in CLEAN]
RESTORED = [label for label in DAMAGED if CASES[label]["expect"] == "pass" and label not in EXCEPTIONS]
MISSED = [label for label in DAMAGED if CASES[label]["expect"] == "fail" and label not in EXCEPTIONS]


def repaired(text: str) -> str:
    return fix_text(text, profile="repair")


def test_all_of_them() -> None:
    """Every case is here, under a label of its own, and in one of the groups; each exception is one of a case that is damaged."""
    assert len(CASES) == 160
    assert len(CLEAN) + len(RESTORED) + len(MISSED) + len(EXCEPTIONS) == len(CASES)
    assert set(EXCEPTIONS) <= set(DAMAGED)


@pytest.mark.parametrize("label", CLEAN)
def test_clean(label: str) -> None:
    """What is not damaged, or beyond repair, comes back as the same object."""
    original = CASES[label]["original"]
    assert (repaired(original) is original) is (label not in KNOWN)


@pytest.mark.parametrize("label", RESTORED)
def test_restored(label: str) -> None:
    """What ftfy restores is restored."""
    assert repaired(CASES[label]["original"]) == CASES[label]["fixed"]


@pytest.mark.parametrize("label", [*CLEAN, *RESTORED])
def test_another_layer(label: str) -> None:
    """One more layer of UTF-8 read as Latin-1, which ftfy's tests lay over each case, changes nothing."""
    garbled = corrupt(CHANNELS["utf8-as-latin-1"], CASES[label]["original"])
    assert (repaired(garbled) == CASES[label]["fixed"]) is (label not in LAYERS)


@pytest.mark.parametrize("label", MISSED)
def test_missed(label: str) -> None:
    """What ftfy is known to get wrong is restored or left, never a third thing."""
    known = (CASES[label]["original"], CASES[label]["fixed"])
    assert (repaired(CASES[label]["original"]) in known) is (label not in KNOWN)


@pytest.mark.parametrize("label", EXCEPTIONS)
def test_exception(label: str) -> None:
    """Where ftfy's answer is not ours, ours is one that was thought out; an exception that has become none is noticed."""
    answer = repaired(CASES[label]["original"])
    assert answer != CASES[label]["fixed"]
    assert answer in EXCEPTIONS[label]["instead"]


# mojibake-fix: off
@given(st.lists(st.sampled_from(["Ã©", "é", "â€™", "â", "Ð¿", "├⌐", "√©", "Ã", "\xa0", "a", " "]), max_size=8).map("".join))
@settings(max_examples=500)
def test_a_character_alone_is_no_utf8(text: str) -> None:
    """Of a text that ftfy is not asked about it would find nothing."""
    found = single_byte.find(text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(single_byte, "_LONE", lazy_pattern(r"(?!)"))
        assert single_byte.find(text) == found


# mojibake-fix: on
