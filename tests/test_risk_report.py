"""The report on risk measures what it says: real holes, each with what was there, and exact bounds."""

from __future__ import annotations

import doctest
import importlib
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from language_report.markdown import BEGIN, END
from report_risk import DOCUMENT
from risk_report import store, tables
from risk_report.exact import at_least
from risk_report.fit import fitted
from risk_report.holes import MAIN, OTHERS, Hole, damaged, holes, lengths
from risk_report.passages import FITTED, Source
from risk_report.store import generated

from mojibake_fix.restore import risk
from mojibake_fix.restore.channels import CHANNELS, corrupt
from mojibake_fix.restore.inverse.alignment import Unit
from mojibake_fix.restore.lost_bytes.holes import Doubt
from mojibake_fix.restore.risk import of_filling

MODULES = ("exact", "fit", "holes", "passages", "store", "tables")
CHANNEL_NAMES = sorted({*MAIN.values(), *(name for names in OTHERS.values() for name in names)})
CHINESE = Source("made up", "zh-hans", "comments", [["# 获取系统的当前状态。", "# 重复间隔（秒），默认是十秒"]])


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_are_true(name: str) -> None:
    """What the docstrings of the report show is what comes out."""
    assert doctest.testmod(importlib.import_module(f"risk_report.{name}")).failed == 0


@given(st.sampled_from(CHANNEL_NAMES), st.text(st.sampled_from("中文字，。日本の한국aé(\"', \n1€😀"), max_size=20))
def test_every_byte_was_read_for_one_character(name: str, text: str) -> None:
    """The bytes of each character that is shown, read alone or at the end, give it."""
    channel = CHANNELS[name]
    taken = list(lengths(channel, text.encode()))
    assert len(taken) == len(corrupt(channel, text))
    assert sum(taken) == len(text.encode())


@pytest.mark.parametrize("name", ["utf8-as-gbk", "utf8-as-gbk/whatwg", "utf8-as-shift-jis"])
def test_what_was_there_is_in_the_text(name: str) -> None:
    """Put in place of what is damaged, what was there and what was not lost give the text again."""
    text = "\n".join(CHINESE.texts[0])
    found = list(holes(CHINESE, CHANNELS[name], text, "made up"))
    assert found
    assert all(hole.truth in text for hole in found)
    assert all(corrupt(CHANNELS[name], hole.after) == hole.before for hole in found)


def test_every_passage_is_damaged_the_same_way_again() -> None:
    """What was interrupted goes on as it would have."""
    assert list(damaged(CHINESE, random.Random("a"), "a")) == list(damaged(CHINESE, random.Random("a"), "a"))


def test_what_was_kept_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A passage that was cut off is done again, whole ones are not; the result is as if nothing had happened."""
    monkeypatch.setattr(store, "sources", lambda: [CHINESE])
    whole = generated(8, tmp_path)
    (file,) = tmp_path.glob("holes-*.jsonl")
    kept = file.read_text("utf-8")
    file.write_text(kept[: len(kept) // 2], "utf-8")
    assert generated(8, tmp_path) == whole
    assert file.read_text("utf-8") == kept
    monkeypatch.setattr(store, "passages", None)
    assert generated(8, tmp_path) == whole


def test_a_source_is_fitted_to_or_measured() -> None:
    """Never both: what is near a line that was fitted to is easier."""
    assert Source("programs", "ja", "messages", []).is_fitted
    assert not Source("wesnoth", "ja", "story", []).is_fitted
    assert "programs" in FITTED


def test_the_fit_finds_what_the_risk_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """From outcomes drawn by the weights as they are come about the same risks."""
    dice = random.Random(1)
    doubts = [Doubt(dice.uniform(-2, 20), crowd=dice.randint(1, 3)) for _ in range(30_000)]
    units = [Unit(dice.choice(["鎬?", "??"]), dice.choice(["态", "态,"]), True, doubt) for doubt in doubts]
    risks = [of_filling(unit) for unit in units]
    weights = fitted(units, [dice.random() < each for each in risks])
    monkeypatch.setattr(risk, "WEIGHTS", risk.WEIGHTS | weights)
    assert all(abs(of_filling(unit) - each) < 0.06 for unit, each in zip(units, risks, strict=True)), weights


# R: binom.test(right, cases)$conf.int[1]; of no cases nothing is known.
@pytest.mark.parametrize(
    ("right", "cases", "bound"),
    [(0, 0, 0.0), (0, 10, 0.0), (1, 1, 0.025), (5, 10, 0.1871), (99, 100, 0.9455), (100, 100, 0.9638), (995, 1000, 0.9884)],
)
def test_the_bound_is_exact(right: int, cases: int, bound: float) -> None:
    """As the tables have it."""
    assert at_least(right, cases) == pytest.approx(bound, abs=5e-5)


def hole(after: str, lead: float, text: str = "a") -> Hole:
    """Return a hole in which 态 was lost."""
    return Hole("made up", "comments", "zh-hans", "utf8-as-gbk", text, "鎬?", after, "态", Doubt(lead))


def test_what_is_applied_is_decided_line_by_line() -> None:
    """A safe line does not bear the risk of another one."""
    assert list(tables.applied([hole("态", 30.0), hole("怀", -5.0, "b")], 0.01)) == [hole("态", 30.0)]


def test_a_perfect_risk_has_no_score() -> None:
    """The score is what the risk is off by; that of one risk for all is the variance."""
    off, constant = tables.brier([hole("态", 30.0)] * 9 + [hole("怀", -30.0)])
    assert off < 0.01
    assert constant == pytest.approx(0.09)


def test_the_document_has_room_for_the_report() -> None:
    """The tool writes between two marks."""
    document = DOCUMENT.read_text(encoding="utf-8")
    assert document.count(BEGIN) == document.count(END) == 1
