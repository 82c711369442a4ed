"""The invariants of the design, for any text and any bytes: nothing crashes, nothing is lost, nothing is done twice."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mojibake_fix import Outcome, apply_plan, detect, explain, fix_bytes, fix_text, revert_plan
from mojibake_fix.config import PROFILES, SCRIPTS
from mojibake_fix.errors import MojibakeFixError
from mojibake_fix.restore.channels import CHANNELS, UTF8_AS_GBK, corrupt
from mojibake_fix.restore.injected.injection import inject
from mojibake_fix.restore.proof import proves

INVARIANT = settings(max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

CASES = Path(__file__).resolve().parent / "cases"
NEGATIVE = [json.loads(line)["text"] for line in (CASES / "negative.jsonl").read_text("utf-8").splitlines()]

CLEAN = [
    "測試文件已經寫好了。",
    "测试文件，已经写好了。",
    "これはテストです。",
    "이것은 시험입니다.",
    "Это проверка.",
    "L’été, ça va ?",
    "✅ 完成 🚀",
    'print("你好, world")  # 注释',
    "他說:好的!真的嗎?",
    "１２３ ＡＢＣ",
    "简体中文 | 繁體中文",
    "里程碑、皇后、干涉、於是、隨著",
    "\ufeff開頭",
    "a\u200bb\u00a0c\u3000d",
    "\ue600\uf8f5",
    "?",
    "?)(?jīng)",
]
NOTES = [
    ("經", "jīng"),
    ("區", "qū"),
    ("創", "chuàng"),
    ("產", "chǎn"),
    ("業", "yè"),
    ("發", "fā"),
    ("訓", "xùn"),
    ("聯", "lián"),
]
PAGE = "柯橋經開區創新產業發展，推動東北。勇擔區域，經發產業。航向。柯橋"


def _damaged() -> st.SearchStrategy[str]:
    clean = st.sampled_from(CLEAN)
    gbk = clean.map(lambda text: corrupt(UTF8_AS_GBK, text))
    single = st.builds(corrupt, st.sampled_from([channel for channel in CHANNELS.values() if channel.written == "utf8"]), clean)
    page = st.booleans().map(lambda broken: inject(PAGE, NOTES, lambda offset: broken))
    return st.one_of(clean, gbk, gbk.map(lambda text: corrupt(UTF8_AS_GBK, text)), single, page, st.sampled_from(NEGATIVE))


def _mixtures() -> st.SearchStrategy[str]:
    gaps = st.sampled_from(["", "\n", "\r\n", " ", "\r", "，", "\t"])
    pieces = st.lists(st.tuples(_damaged(), gaps), max_size=6)
    return pieces.map(lambda found: "".join(piece + gap for piece, gap in found))


def _any_text() -> st.SearchStrategy[str]:
    everything = st.characters(exclude_categories=())  # lone surrogates too
    broken = st.characters(min_codepoint=0x80, max_codepoint=0xFFFF, exclude_categories=("Cs",))
    dense = st.sampled_from("\n\r?!,:()（）！？，經jīng銆涓枃Ãâ€™锟斤拷\ufffd\ufeff\u200b\x80")
    return st.text(st.one_of(everything, broken, dense), max_size=60)


TEXTS = st.one_of(_mixtures(), _any_text())
PROFILE = st.sampled_from(sorted(PROFILES))
SCRIPT = st.sampled_from([None, *sorted(SCRIPTS)])
RISK = st.sampled_from([0.0, 0.01, 1.0])


def check(outcome: Outcome) -> None:
    """Hold an outcome against everything that is promised of any."""
    original, text = outcome.original, outcome.text
    assert apply_plan(original, outcome.plan) == text
    assert revert_plan(text, outcome.plan) == original
    if text == original:
        assert text is original
    if not outcome.plan:
        assert text is original
    before = original
    for step in outcome.plan.steps:
        assert step.edits, "a step does something"
        assert all(edit.before != edit.after for edit in step.edits), "an edit does something"
        ends = [0, *(edit.end for edit in step.edits)]
        assert all(edit.start >= end for edit, end in zip(step.edits, ends, strict=False)), "edits are sorted and apart"
        assert _outside(before, step.edits) == _outside(step.apply(before), step.inverse().edits)
        before = step.apply(before)
    check_places(outcome)


def _outside(text: str, edits: tuple[object, ...]) -> list[str]:
    parts, done = [], 0
    for edit in edits:
        parts.append(text[done : edit.start])  # type: ignore[attr-defined]
        done = edit.end  # type: ignore[attr-defined]
    return [*parts, text[done:]]


def check_places(outcome: Outcome) -> None:
    """Hold the findings against the original: those that nothing was rewritten before stand where they say."""
    lines = outcome.original.split("\n")
    first = outcome.plan.steps[0].rule if outcome.plan else None
    for finding in outcome.findings:
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
        if finding.rule == first and sum(step.rule == first for step in outcome.plan.steps) == 1:
            rest = "\n".join([lines[finding.line - 1][finding.column - 1 :], *lines[finding.line :]])
            assert rest.startswith(finding.before)


@INVARIANT
@given(TEXTS, PROFILE, SCRIPT, RISK)
@example("經(jīng)\ud800", "clean", None, 0.01)
@example("\ud800銆傛祴璇�", "repair", None, 1.0)  # mojibake-fix: ignore
@example("?", "clean", "hans", 1.0)
def test_any_text(text: str, profile: str, script: str | None, risk: float) -> None:
    """No text crashes it; the plan leads there and back; what no edit names stays; findings stand where they say."""
    outcome = explain(text, profile=profile, script=script, max_risk=risk)
    check(outcome)
    assert fix_text(text, profile=profile, script=script, max_risk=risk) == outcome.text


@INVARIANT
@given(TEXTS, PROFILE, SCRIPT, RISK)
def test_a_second_run_changes_nothing(text: str, profile: str, script: str | None, risk: float) -> None:
    """Repaired text is returned as the same object, with every combination of options."""
    once = fix_text(text, profile=profile, script=script, max_risk=risk)
    assert fix_text(once, profile=profile, script=script, max_risk=risk) is once


@pytest.mark.parametrize("between", ["\0", "\x01", "\u200b", "\ufeff"])
def test_what_a_rule_removes_amid_damage(between: str) -> None:
    """Damage is undone in one run that something invisible stood in; the repair alone leaves it, and clean text gains nothing."""
    clean = f"系统通讯{between}é"
    assert fix_text(clean) == "系统通讯é"
    damaged = f"naÃ{between}¯ve cafÃ© â€” Ã¶"  # mojibake-fix: ignore
    assert fix_text(damaged, profile="repair") == f"naÃ{between}¯ve café — ö"
    outcome = explain(damaged)
    assert outcome.text == fix_text(damaged) == "naïve café — ö"
    check(outcome)


@INVARIANT
@given(TEXTS, RISK)
def test_every_restoration_carries_its_proof(text: str, risk: float) -> None:
    """Each edit that undoes damage, damaged again, gives what it replaced."""
    restoring = {"injected-pinyin", "mojibake"}
    steps = explain(text, profile="repair", max_risk=risk).plan.steps
    assert {step.rule for step in steps} <= restoring
    assert all(proves(edit) for step in steps for edit in step.edits)


@INVARIANT
@given(TEXTS)
def test_less_risk_changes_less(text: str) -> None:
    """A text that is changed at no risk is changed at any."""
    careful, bold = (explain(text, profile="repair", max_risk=risk) for risk in (0.0, 1.0))
    if bold.text is text:
        assert careful.text is text


@INVARIANT
@given(st.one_of(st.binary(max_size=80), TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))), PROFILE)
@example(b"\xff\xfe\x00\xd8", "repair")
@example(b"\xef\xbb\xbf", "clean")
@example(b"\x00", "clean")
@example(b"\x80", "repair")
@example(b"\x1b$B", "repair")
def test_any_bytes(content: bytes, profile: str) -> None:
    """Bytes are repaired, or refused with one of our own errors, never with a crash."""
    detection = detect(content)
    assert 0 <= detection.confidence <= 1
    with suppress(MojibakeFixError):
        outcome = fix_bytes(content, profile=profile)
        check(outcome)
        if not outcome.changed:
            assert outcome.encoded == content, "a file that is not rewritten is what it was"
        again = fix_bytes(outcome.encoded, profile=profile)
        assert again.encoded == outcome.encoded
        assert not again.changed or again.encoding not in ("utf-8", "ascii")


ENCODINGS = ["gb18030", "big5", "cp932", "euc_jp", "cp949", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "cp1252", "koi8_r"]


@INVARIANT
@given(TEXTS, st.sampled_from(ENCODINGS))
def test_any_text_in_any_encoding(text: str, encoding: str) -> None:
    """Text in a foreign encoding is decoded or refused, never a crash; the UTF-8 that comes out is read as UTF-8 again."""
    with suppress(MojibakeFixError, UnicodeEncodeError):
        outcome = fix_bytes(text.encode(encoding), profile="repair")
        check(outcome)
        assert detect(outcome.encoded).encoding in ("utf-8", "ascii")


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["no mark", "mark"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@given(pieces=st.lists(_damaged().filter(lambda text: not set("\r\n") & set(text)), min_size=1, max_size=5))
@settings(INVARIANT, max_examples=20)
def test_line_ends_and_marks_stay(pieces: list[str], newline: str, bom: bytes) -> None:
    """Repair and clean leave line ends and a byte order mark as they found them."""
    content = bom + newline.join(["first", *pieces, "last"]).encode("utf-8")
    outcome = fix_bytes(content)
    assert outcome.encoded.startswith(bom + b"first")
    others = {"\n", "\r"} - set(newline)
    assert not any(other in outcome.text for other in others)
    assert outcome.text.count(newline) == len(pieces) + 1
