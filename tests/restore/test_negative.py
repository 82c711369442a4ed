"""What is not damaged comes back as the same object, and nothing is said against it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from mojibake_fix import explain

CASES = Path(__file__).resolve().parent.parent / "cases"
SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"


def cases(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]


NEGATIVE = cases("negative.jsonl")
UNDONE = cases("known_failures.jsonl")
RISKS = (0.0, 0.01, 1.0)


def untouched(text: str) -> None:
    """Hold that no risk makes anything of a text."""
    for risk in RISKS:
        outcome = explain(text, profile="repair", max_risk=risk)
        assert [(finding.rule, finding.before, finding.after) for finding in outcome.findings] == []
        assert (outcome.text is text) is True  # the comparison, not two long texts, is what a failure shows


def test_labels_are_unique() -> None:
    """A failing case can be found by its label."""
    assert len({case["label"] for case in NEGATIVE}) == len(NEGATIVE)


@pytest.mark.parametrize("case", NEGATIVE, ids=[case["label"] for case in NEGATIVE])
def test_case(case: dict[str, str]) -> None:
    """No case is touched or suspected, whatever the risk."""
    untouched(case["text"])


@pytest.mark.parametrize("case", NEGATIVE, ids=[case["label"] for case in NEGATIVE])
def test_line_of_a_case(case: dict[str, str]) -> None:
    """No line of a case is either, on its own."""
    for line in set(case["text"].split("\n")):
        untouched(line)


def test_all_cases_together() -> None:
    """One document of all cases is left alone: what one of them says does not convict another."""
    untouched("\n".join(case["text"] for case in NEGATIVE if "mojibake" not in case["comment"]))


@pytest.mark.parametrize("case", UNDONE, ids=[case["label"] for case in UNDONE])
@pytest.mark.xfail(strict=True, reason="a known failure")
def test_known_failure(case: dict[str, str]) -> None:
    """What is known to fail still fails; an accidental improvement is noticed."""
    outcome = explain(case["before"], profile="repair", max_risk=1.0)
    assert outcome.text == case["after"]
    assert case["before"] != case["after"] or not outcome.findings


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("clean.*")))
def test_clean_sample(name: str) -> None:
    """The clean samples are clean, whole and line by line."""
    text = (SAMPLES / name).read_bytes().decode("utf-8")
    untouched(text)
    for line in text.split("\n"):
        untouched(line)


HAN = [chr(code) for code in range(0x4E00, 0xA000)]
GBK = [character for character in HAN if len(character.encode("gbk", "ignore")) == 2]
RARE = [character for character in GBK if not character.encode("gb2312", "ignore")]


def lines(characters: list[str], width: int) -> str:
    return "\n".join("".join(characters[k : k + width]) for k in range(0, len(characters), width))


def in_order(codec: str, leads: range, trails: list[int]) -> list[str]:
    """Return the Han characters of a double-byte code in its own order."""
    pairs = (bytes([lead, trail]).decode(codec, "ignore") for lead in leads for trail in trails)
    return [character for character in pairs if len(character) == 1 and "\u4e00" <= character <= "\u9fff"]


TABLES = {
    "Unicode": HAN,
    "GBK": in_order("gbk", range(0x81, 0xFF), [*range(0x40, 0x7F), *range(0x80, 0xFF)]),
    "GB2312": in_order("gb2312", range(0xB0, 0xF8), [*range(0xA1, 0xFF)]),
    "Big5": in_order("big5", range(0xA4, 0xFA), [*range(0x40, 0x7F), *range(0xA1, 0xFF)]),
    "Shift-JIS": in_order("cp932", range(0x88, 0xFD), [*range(0x40, 0x7F), *range(0x80, 0xFD)]),
    "EUC-KR": in_order("cp949", range(0xCA, 0xFE), [*range(0xA1, 0xFF)]),
}


@pytest.mark.parametrize("width", [16, 94])
@pytest.mark.parametrize("name", TABLES)
def test_characters_in_code_order(name: str, width: int) -> None:
    """A table of all Han characters of a code is no damage, though rare neighbours abound in it."""
    untouched(lines(TABLES[name], width))


@pytest.mark.parametrize("pool", [HAN, GBK, RARE], ids=["Unicode", "GBK", "outside GB2312"])
def test_random_characters(pool: list[str]) -> None:
    """Twenty thousand characters drawn at random, in lines and in one, are no damage: by chance some decode as UTF-8."""
    drawn = random.Random(20).choices(pool, k=20_000)
    untouched(lines(drawn, 24))
    untouched("".join(drawn[:8_000]))
