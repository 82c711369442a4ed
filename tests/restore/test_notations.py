"""Damage behind references and escapes comes back in the same notation; what they spell on purpose stays."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mojibake_fix.model import Edit, Evidence, Step
from mojibake_fix.restore import restorations
from mojibake_fix.restore.channels import channels_of, corrupt
from mojibake_fix.restore.notations import find, spelled
from mojibake_fix.restore.post_steps import POST_STEPS
from mojibake_fix.restore.proof import grade

FILE = Path(__file__).resolve().parent.parent / "cases" / "notations.jsonl"
CASES: list[dict[str, Any]] = [json.loads(line) for line in FILE.read_bytes().decode("utf-8").split("\n")[:-1]]
RESTORED = [case for case in CASES if "before" in case]
NEGATIVE = [case for case in CASES if "text" in case]

Search = Callable[[str], list[Edit]]


def parametrised(cases: list[dict[str, Any]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=[case["label"] for case in cases])


def eager(case: dict[str, Any]) -> Search:
    """Return a search that takes every span of a case for damage, wherever it stands."""
    texts = dict(case.get("spans", ()))
    damaged = re.compile("|".join(map(re.escape, texts)) or "(?!)")
    evidence = Evidence(case.get("channel", "utf8-as-latin-1"), gain=20.0)
    return lambda text: [Edit(found.start(), found[0], texts[found[0]], evidence) for found in damaged.finditer(text)]


def real(text: str) -> list[Edit]:
    """Search as the program does, once."""
    return [edit for step in list(restorations(text, 0.01))[:1] if step.rule == "mojibake" for edit in step.edits]


def test_labels_are_unique() -> None:
    """A failing case can be found by its label."""
    assert len({case["label"] for case in CASES}) == len(CASES)


@parametrised(NEGATIVE)
@pytest.mark.parametrize("search", [eager, lambda case: real], ids=["eager", "real"])
def test_shown_on_purpose(case: dict[str, Any], search: Callable[[dict[str, Any]], Search]) -> None:
    """Text that is right, or shows damage on purpose, stays, however sure the search is."""
    assert find(case["text"], search(case)) == []


@parametrised([case for case in NEGATIVE if "spans" not in case])
def test_line_of_a_clean_case(case: dict[str, Any]) -> None:
    """No line of a clean case is damage on its own, as a cell, or forty times."""
    for line in case["text"].splitlines():
        for text in (line, f"1,{line},x\n", f"{line}\n" * 40):
            assert find(text, real) == []


@parametrised(RESTORED)
def test_case_tells_the_truth(case: dict[str, Any]) -> None:
    """The channel makes of each text what the case says."""
    channels = channels_of(case["channel"])
    for garbled, text in case["spans"]:
        assert corrupt(channels, text) == garbled


@parametrised(RESTORED)
def test_comes_back_in_its_notation(case: dict[str, Any]) -> None:
    """Each span is written again as it was, and nothing else changes; the edits carry a proof and the notation."""
    edits = find(case["before"], eager(case))
    assert Step("mojibake", tuple(edits)).apply(case["before"]) == case["after"]
    assert {edit.evidence.notation for edit in edits if edit.evidence} == {case["notation"]}
    assert [grade(edit) for edit in edits] == ["exact"] * len(edits)


@parametrised(RESTORED)
def test_result_is_clean(case: dict[str, Any]) -> None:
    """A second run finds nothing."""
    assert find(case["after"], eager(case)) == []


FOUND = [case for case in RESTORED if case["channel"].startswith("utf8-")]


@parametrised(FOUND)
def test_real_search(case: dict[str, Any]) -> None:
    """The search of the program finds it, layer by layer."""
    text = case["before"]
    while edits := find(text, real):
        text = Step("mojibake", tuple(edits)).apply(text)
    assert text == case["after"]


@pytest.mark.parametrize(
    ("notation", "text", "meant"),
    [
        ("html-numbers", "&#206;&#xC4;&#Xc4;", "ÎÄÄ"),
        ("html-numbers", "&#150;&#x96;", "\x96\x96"),  # not what a browser shows: the byte that was there
        ("html-names", "&eacute;&hellip;&zcaron;&lt;&amp;&NotEqualTilde;", "é…ž&lt;&amp;&NotEqualTilde;"),
        ("html-names", "&eacute&Eacute;&nothing;", "&eacuteÉ&nothing;"),
        ("html-numbers", "&#55357;&#1114112;&#x7f;&#65;", "&#55357;&#1114112;&#x7f;&#65;"),
        ("backslash-escapes", r"\u00e9\u00E9\\u00e9\\\u00e9\n\u0041", r"éé\\u00e9\\é\n\u0041"),
        ("backslash-escapes", r"\ud83d\ude00\ud83d\ude0\udE00", r"😀\ud83d\ude0\udE00"),
        ("backslash-escapes", "\\", "\\"),
    ],
)
def test_spelled(notation: str, text: str, meant: str) -> None:
    """Only whole references to characters beyond ASCII are read."""
    assert spelled(text, notation) == meant


@pytest.mark.parametrize(
    "text",
    ['print("\\u00e9\\u00e0") if x else y', "mojibake is what &#206;&#196; was", "Ã&copy; &lt; &#195 &eacute", "鐘舵€?&nbsp;"],
)
def test_what_stays_is_not_searched(text: str) -> None:
    """Escapes in code are meant, what is about damage shows it, one reference is none: they would be searched for nothing."""
    assert find(text, pytest.fail) == []


def test_unknown_notation() -> None:
    """A name that no post-step has, or none that writes a notation, is refused."""
    with pytest.raises(KeyError):
        spelled("a", "rot13")


@given(st.sampled_from(["html-numbers", "html-names", "backslash-escapes"]), st.text(st.characters(exclude_categories=["Cs"])))
def test_what_a_step_writes_is_read(notation: str, text: str) -> None:
    """What the post-step of a name writes spells what was written, but for marks that look like a reference already."""
    plain = text.translate(dict.fromkeys(map(ord, "&\\")))
    assert spelled(POST_STEPS[notation](plain), notation) == plain


def test_too_deep() -> None:
    """What nests deeper than can be read is not taken for data."""
    depth = 100_000
    assert find("[" * depth + r'"\u00c3\u00a9"' + "]" * depth, lambda text: [Edit(depth + 1, "Ã©", "é")]) == []


PIECES = [
    "&#206;",
    "&#xC4;",
    "&Atilde;",
    "&copy;",
    "\\u00c3",
    "\\u00a9",
    "\\",
    "&",
    "Ã",
    "é",
    "{",
    '"',
    "\n",
    "=",
    "a",
    "\ud83d",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.booleans())
def test_any_text(text: str, wide: bool) -> None:
    """Whatever a search takes out of whatever text, the edits are in order, apart, in place, and read as what it said."""
    evidence = Evidence("utf8-as-latin-1", gain=1.0)

    def search(meant: str) -> list[Edit]:
        runs = re.finditer("[^\x00-\x7f]{2,}" if wide else "Ã©", meant)
        return [Edit(run.start(), run[0], "文é", evidence) for run in runs]

    edits = find(text, search)
    Step("mojibake", tuple(edits)).apply(text)
    for edit in edits:
        assert edit.evidence is not None
        assert spelled(edit.after, edit.evidence.notation) == "文é"
        assert re.fullmatch("[^\x00-\x7f]{2,}", spelled(edit.before, edit.evidence.notation))
