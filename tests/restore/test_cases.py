"""Damage that was worked out by hand, mended by the authors of a repository, or found by fuzzing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mojibake_fix import explain, fix_text, revert_plan
from mojibake_fix.config import PROFILES, SCRIPTS

FOLDER = Path(__file__).resolve().parent.parent / "cases"
CASES = [json.loads(line) for line in (FOLDER / "restored.jsonl").read_text("utf-8").splitlines()]
PAGE = (
    "柯橋經(jīng)開區(qū)創(chuàng)新產(chǎn)業(yè)發(fā)展，推動?xùn)|北。"
    "勇?lián)鷧^(qū)域，經(jīng)發(fā)產(chǎn)業(yè)。航向?？聵?"
)
POLYPHONES = "「長」有長(cháng)短的長，也有生長(zhǎng)的長；「樂」有快樂(lè)的樂，也有音樂(yuè)的樂。"

TWICE = {
    "a garbled sign before a page": "鉁?瀹屾垚 馃殌" + PAGE,
    "polyphones of an author beside a page": f"{PAGE}\n{POLYPHONES}\n",
    "names of functions beside a page": PAGE + "\n呼叫經(jing)、區(qu)、創(chuang)三個函式;見 print(x)。\n",
    "line ends of the old Mac": "é‡Œç¨‹ç¢‘ã€\x81çš‡å\x90Ž\rÔΩÅÔΩÇÔΩÉ?\r",
    "a letter outside code page 936 behind a page": PAGE + "ąęśćź?\r\n",
    "Hangul behind a page": PAGE + "한\n",
    "a sign behind a page": PAGE + "😀 x\n",
    "a lone surrogate": PAGE + "\ud800",
}


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_restored(case: dict[str, str]) -> None:
    """What was damaged comes back exactly, alone and as one line of many, and the way back is known."""
    outcome = explain(case["before"], profile="repair")
    assert outcome.text == case["after"]
    assert revert_plan(outcome.text, outcome.plan) == case["before"]
    document = "標題\n{}\nend\n"
    assert fix_text(document.format(case["before"]), profile="repair") == document.format(case["after"])


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_result_is_clean(case: dict[str, str]) -> None:
    """What it was is left alone."""
    assert fix_text(case["after"], profile="repair", max_risk=1.0) is case["after"]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("text", TWICE.values(), ids=TWICE)
def test_second_run(text: str, profile: str) -> None:
    """Texts that a second run once changed, or that crashed the first."""
    for script in SCRIPTS if profile == "clean" else [None]:
        for risk in (0.01, 1.0):
            once = fix_text(text, profile=profile, script=script, max_risk=risk)
            assert fix_text(once, profile=profile, script=script, max_risk=risk) is once
