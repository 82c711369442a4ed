"""The plan checker is small, knows no search and no model, damages as the real decoders do, and finds every planted fault."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import asdict
from pathlib import Path
from typing import Any

import plan_checker
import pytest
from plan_checker import STEPS, damaged, decoded, faults, grade

import mojibake_fix.restore
from mojibake_fix import explain, fix_bytes, fix_text
from mojibake_fix.model import Edit, Evidence, Step

HERE = Path(__file__).resolve().parent
VECTORS = HERE / "vectors"
MOST_LINES = 200  # issue 4


def records(path: Path) -> list[dict[str, Any]]:
    """Return the lines of a file of JSON Lines; those of vectors have a header first, and may have text in pieces."""
    lines = [json.loads(line) for line in path.read_bytes().decode("utf-8").split("\n")[:-1]]
    for line in lines:
        garbled, channel = line.get("garbled"), line.get("channel")
        line["garbled"] = "".join(garbled) if isinstance(garbled, list) else garbled
        line["channel"] = "+".join(channel) if isinstance(channel, list) else channel
    return lines


def test_it_is_small_and_independent() -> None:
    """Two hundred lines, and of the package only the tables of the encodings."""
    source = Path(plan_checker.__file__).read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MOST_LINES
    imports = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert {node.module for node in imports if isinstance(node, ast.ImportFrom) and "mojibake_fix" in (node.module or "")} == {
        "mojibake_fix.encodings",
        "mojibake_fix.encodings.names",
    }
    assert not [alias for node in imports if isinstance(node, ast.Import) for alias in node.names if "mojibake" in alias.name]


@pytest.mark.parametrize("path", sorted(VECTORS.glob("*.jsonl")), ids=lambda path: path.stem)
def test_forward_model(path: Path) -> None:
    """What the real decoders made of each text, and of bytes that are none, its own forward model makes, too."""
    header, *vectors = records(path)
    for vector in vectors:
        channel = vector["channel"] or header["channel"]
        if "original" in vector:
            assert damaged(vector["original"], channel) == vector["garbled"]
        if "bytes" in vector and "+" not in channel:
            assert decoded(bytes.fromhex(vector["bytes"]), channel.split("-as-")[1]) == vector["garbled"]


@pytest.mark.parametrize("step", STEPS)
def test_steps(step: str) -> None:
    """So with the steps that other programs do afterwards."""
    for vector in records(VECTORS / "steps" / f"{step}.jsonl")[1:]:
        assert STEPS[step](vector["original"]) == vector["garbled"]


@pytest.mark.parametrize("case", records(HERE / "cases" / "channels.jsonl"), ids=lambda case: f"{case['path']}:{case['line']}")
def test_real_damage_is_proven(case: dict[str, Any]) -> None:
    """Lines that authors mended themselves are proven whole, and as their right text they are not."""
    edit = {"start": 0, "before": case["garbled"], "after": case["gold"], "evidence": evidence(case["channel"])}
    assert faults(case["garbled"], case["gold"], [{"rule": "mojibake", "edits": [edit]}]) == []
    assert grade(edit) == "exact"
    assert grade({**edit, "after": case["gold"] + "中"}) is None


def evidence(channel: str, *post: str, notation: str = "") -> dict[str, Any]:
    return asdict(Evidence(channel, 20.0, post=post, notation=notation))


# mojibake-fix: off
NOTES = (
    "柯橋經(jīng)開區(qū)創(chuàng)新產(chǎn)業(yè)發(fā)展，推動?xùn)|北。"
    "勇?lián)鷧^(qū)域，經(jīng)發(fā)產(chǎn)業(yè)。航向?？聵?"
)
BY_HAND = Step(
    "mojibake",
    (
        Edit(2, "鍥炬爣", "图标", Evidence("utf8-as-gbk", 20.0)),
        Edit(6, "Ã ", "à", Evidence("utf8-as-latin-1", 20.0, post=("nbsp-to-space",))),
        Edit(9, "&#206;&#196;", "&#25991;", Evidence("gbk-as-latin-1", 20.0, notation="html-numbers")),
        Edit(22, "ÃƒÂ©", "é", Evidence("utf8-as-cp1252+utf8-as-cp1252", 20.0)),
    ),
)
TEXT = "# 鍥炬爣 Ã  &#206;&#196; ÃƒÂ©: end"
Mutant = Callable[[list[dict[str, Any]]], None]


def plans() -> dict[str, tuple[str, str, list[dict[str, Any]]]]:
    """Return plans that are right: one by hand with every kind of evidence, and two of the program's own."""
    found = {"by hand": (TEXT, BY_HAND.apply(TEXT), [asdict(BY_HAND)])}
    for name, text in {"program": "鍥炬爣 涓枃，楠岃瘉璁″垝 Ａ１\n", "page": NOTES}.items():
        outcome = explain(text)
        found[name] = outcome.original, outcome.text, [asdict(step) for step in outcome.plan.steps]
    return found


# mojibake-fix: on


@pytest.mark.parametrize("name", ["by hand", "program", "page"])
def test_right_plans(name: str) -> None:
    """Nothing is found in a plan that is right, and there is something in it to look at."""
    original, result, plan = plans()[name]
    assert faults(original, result, plan) == []
    assert original != result
    assert plan[0]["edits"]


def test_grades() -> None:
    """A grade says what the proof needed."""
    assert [grade(edit) for edit in asdict(BY_HAND)["edits"]] == ["exact", "modulo nbsp-to-space", "exact", "exact"]


def edits(plan: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the edits of the first step as a list that can be changed in place."""
    if isinstance(plan[0]["edits"], tuple):
        plan[0]["edits"] = list(plan[0]["edits"])
    return plan[0]["edits"]  # type: ignore[no-any-return]


def shifted(plan: list[dict[str, Any]]) -> None:
    edits(plan)[0]["start"] += 1


def another_character(plan: list[dict[str, Any]]) -> None:
    edits(plan)[0]["after"] = "囿" + edits(plan)[0]["after"][1:]


def another_text_before(plan: list[dict[str, Any]]) -> None:
    edits(plan)[0]["before"] = "囿" + edits(plan)[0]["before"][1:]


def longer(plan: list[dict[str, Any]]) -> None:
    edits(plan)[0]["before"] += " "
    edits(plan)[0]["after"] += "  "


def without_evidence(plan: list[dict[str, Any]]) -> None:
    edits(plan)[0]["evidence"] = None


def another_channel(plan: list[dict[str, Any]]) -> None:
    edits(plan)[0]["evidence"]["channel"] = "utf8-as-big5"


def unknown_channel(plan: list[dict[str, Any]]) -> None:
    edits(plan)[0]["evidence"]["channel"] = "magic"


def superfluous_layer(plan: list[dict[str, Any]]) -> None:
    edits(plan)[0]["evidence"]["channel"] = "utf8-as-gbk+utf8-as-gbk"


def missing(plan: list[dict[str, Any]]) -> None:
    edits(plan).pop()


def twice(plan: list[dict[str, Any]]) -> None:
    edits(plan).append(edits(plan)[-1])


def that_does_nothing(plan: list[dict[str, Any]]) -> None:
    last = edits(plan)[-1]
    start = last["start"] + len(last["before"])
    edits(plan).append({**last, "start": start, "before": "", "after": ""})


MUTANTS: list[tuple[Mutant, str]] = [
    (shifted, "does not stand there"),
    (another_character, "no proof"),
    (another_text_before, "does not stand there"),
    (longer, "no proof"),
    (without_evidence, "no proof"),
    (another_channel, "no proof"),
    (unknown_channel, "no proof"),
    (superfluous_layer, "no proof"),
    (missing, "forwards"),
    (twice, "overlaps"),
    (that_does_nothing, "changes nothing"),
]


@pytest.mark.parametrize("name", ["by hand", "program", "page"])
@pytest.mark.parametrize(("mutant", "fault"), MUTANTS, ids=[mutant.__name__ for mutant, _ in MUTANTS])
def test_planted_faults(name: str, mutant: Mutant, fault: str) -> None:
    """Each fault is found in each plan, and called what it is."""
    original, result, plan = plans()[name]
    mutant(plan)
    assert any(fault in each for each in faults(original, result, plan)), faults(original, result, plan)


def swapped(plan: list[dict[str, Any]]) -> None:
    edits(plan)[:2] = reversed(edits(plan)[:2])


def overlapping(plan: list[dict[str, Any]]) -> None:
    edits(plan).insert(1, {**edits(plan)[0], "start": 4, "before": "爣", "after": "标"})


def without_post(plan: list[dict[str, Any]]) -> None:
    edits(plan)[1]["evidence"]["post"] = ()


def another_post(plan: list[dict[str, Any]]) -> None:
    edits(plan)[1]["evidence"]["post"] = ("c1-dropped",)


def without_notation(plan: list[dict[str, Any]]) -> None:
    edits(plan)[2]["evidence"]["notation"] = ""


def another_notation(plan: list[dict[str, Any]]) -> None:
    edits(plan)[2]["evidence"]["notation"] = "backslash-escapes"


def without_a_layer(plan: list[dict[str, Any]]) -> None:
    edits(plan)[3]["evidence"]["channel"] = "utf8-as-cp1252"


@pytest.mark.parametrize(
    ("mutant", "fault"),
    [
        (swapped, "out of order"),
        (overlapping, "overlaps"),
        (without_post, "no proof"),
        (another_post, "no proof"),
        (without_notation, "no proof"),
        (another_notation, "no proof"),
        (without_a_layer, "no proof"),
    ],
)
def test_planted_faults_by_hand(mutant: Mutant, fault: str) -> None:
    """So with what only some edits have."""
    plan = [deepcopy(asdict(BY_HAND))]
    mutant(plan)
    assert any(fault in each for each in faults(TEXT, BY_HAND.apply(TEXT), plan))


def test_splices_count() -> None:
    """A note that is moved, changed or gone gives another page; one behind the end, or before the last one, none at all."""
    _, _, plan = plans()["page"]
    noted = [edit for edit in edits(plan) if edit["evidence"]["splices"]]
    assert noted
    for edit in noted:
        first, *others = edit["evidence"]["splices"]
        changed = [{"offset": first["offset"] + 1}, {"offset": -1}, {"offset": 99}, {"note": b"(a)"}]
        for splices in (others, [*others, first, first], *([{**first, **change}, *others] for change in changed)):
            assert grade({**edit, "evidence": {**edit["evidence"], "splices": splices}}) is None


@pytest.mark.parametrize("change", [lambda text: text + " ", lambda text: text[1:], lambda text: text.replace("end", "enD")])
def test_what_no_edit_names_may_not_change(change: Callable[[str], str]) -> None:
    """A result that differs anywhere else is found both ways."""
    found = faults(TEXT, change(BY_HAND.apply(TEXT)), [asdict(BY_HAND)])
    assert found == ["forwards, it gives another text", "backwards, it gives another text"]


@pytest.mark.parametrize(
    "repair", [fix_text, explain, lambda text: fix_bytes(text.encode("utf-8"))], ids=["text", "explain", "bytes"]
)
def test_every_plan_of_this_run_is_checked(repair: Callable[[str], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """A restoration without a proof fails whatever test comes across it."""
    false = Step("mojibake", (Edit(0, "文", "字", Evidence("utf8-as-gbk", 20.0)),))
    monkeypatch.setattr(mojibake_fix.restore, "is_clean", lambda text: False)
    monkeypatch.setattr(mojibake_fix.restore, "restorations", lambda text, max_risk: [false])
    with pytest.raises(AssertionError, match="no proof"):
        repair("文字")
