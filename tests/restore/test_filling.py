"""What a reader lost is filled in: cases by hand, how much of it is looked for, and what stays where it is not certain."""

# What is damaged here is so on purpose. mojibake-fix: off

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mojibake_fix import explain, fix_text, revert_plan
from mojibake_fix.restore import search
from mojibake_fix.restore.channels import CHANNELS, Channel, corrupt
from mojibake_fix.restore.inverse import filling, hypotheses
from mojibake_fix.restore.inverse.alignment import Unit, align
from mojibake_fix.restore.lost_bytes import beam, compiled
from mojibake_fix.restore.lost_bytes.holes import FAR
from mojibake_fix.restore.lost_bytes.ways import WaysOfPython
from mojibake_fix.restore.proof import proves

FILE = Path(__file__).resolve().parent.parent / "cases" / "holes.jsonl"
CASES = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def marked(cases: list[dict[str, Any]]) -> list[Any]:
    """Return cases as parameters; one that fails says why."""
    return [
        pytest.param(
            case,
            id=case["label"],
            marks=[pytest.mark.xfail(strict=True, reason=case["fails"])] if "fails" in case else [],
        )
        for case in cases
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case_is_damage(case: dict[str, str]) -> None:
    """What was there, damaged, is what the case shows."""
    assert corrupt(CHANNELS[case["channel"]], case["restored"]) == case["damaged"]


@pytest.mark.parametrize("case", marked(CASES))
def test_best_guess(case: dict[str, str]) -> None:
    """The likeliest filling is what was there."""
    assert fix_text(case["damaged"], profile="repair", max_risk=1.0) == case["restored"]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_nothing_wrong_by_default(case: dict[str, str]) -> None:
    """What the default options write is what was there, in its order; what stays has all of its bytes."""
    steps = explain(case["damaged"], profile="repair").plan.steps
    rest = case["restored"]
    for edit in (edit for step in steps for edit in step.edits):
        assert edit.after in rest
        rest = rest[rest.index(edit.after) + len(edit.after) :]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_no_risk_fills_nothing(case: dict[str, str]) -> None:
    """Without risk, what was lost is not filled in."""
    steps = explain(case["damaged"], profile="repair", max_risk=0.0).plan.steps
    assert not any(edit.evidence and edit.evidence.filled for step in steps for edit in step.edits)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_what_is_left_open_is_told(case: dict[str, str]) -> None:
    """Where no risk is borne, all that could be filled in is told, each candidate with its probability; each can have been it."""
    damaged, channel = case["damaged"], CHANNELS[case["channel"]]
    filled = [edit.evidence.filled for edit in search.find(damaged, 1.0) if edit.evidence]
    guesses = [guess for left in search.left_open(damaged, 0.0) for guess in left.guesses]
    assert len(guesses) == sum(filled)
    assert search.left_open(damaged, 1.0) == []
    for guess in guesses:
        assert guess.before in damaged
        probabilities = [probability for _, probability in guess.candidates]
        assert probabilities == sorted(probabilities, reverse=True)
        assert 0 < sum(probabilities) <= 1.0001
        if "/" not in case["channel"]:  # the search may take another implementation for it
            assert all(corrupt(channel, text) == guess.before for text, _ in guess.candidates)


@pytest.mark.parametrize("max_risk", [0.0, 0.01, 1.0])
@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_nothing_stays_in_silence(case: dict[str, str], max_risk: float) -> None:
    """Every place that is left open is in a finding, and says what it may have been."""
    findings = explain(case["damaged"], profile="repair", max_risk=max_risk).findings
    told = [guess for finding in findings for guess in finding.guesses]
    assert told == [guess for left in search.left_open(case["damaged"], max_risk) for guess in left.guesses]
    assert not any(finding.restorable for finding in findings if finding.guesses)


@pytest.mark.parametrize("profile", ["clean", "corpus"])
@pytest.mark.parametrize("text", ["推荐的工作娴?", "这种方法对鍚?\n下一行，你好。\n", "請輸入使用者隢?"])
def test_what_may_be_left_of_a_character_stays(text: str, profile: str) -> None:
    """A rare character before a question mark may be one that lost a byte; a full-width mark would end that."""
    assert fix_text(text, profile=profile) == text


def test_a_question_is_no_damage() -> None:
    """Common characters end questions."""
    assert fix_text("你好吗?\n是他们呢?\n真的吧?\n") == "你好吗？\n是他们呢？\n真的吧？\n"


# How much is looked for: calls rather than seconds, which other work on the machine changes.

SENTENCE = "如果温度太高，就打开阀门的开关，然后等待水泵的状态 变为正常 状态。"
DENSE = "온도를확인한다음밸브를닫아주세요"


class Calls:
    """Count the steps of paths, and the paths in them."""

    def __init__(self) -> None:
        self.steps = self.paths = 0


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    counted, followed = Calls(), beam._followed

    def counting(*given: Any) -> Any:
        counted.steps += 1
        ahead = followed(*given)
        counted.paths += 0 if ahead is None else len(ahead.nats)
        return ahead

    monkeypatch.setattr(beam, "_followed", counting)
    monkeypatch.setattr(compiled, "is_there", lambda: False)
    forget()
    return counted


def forget() -> None:
    """Let everything be looked for once more."""
    for remembered in (search._found, search._chosen, hypotheses._hypotheses, filling._aligned_alone, filling._aligned_given):
        remembered.cache_clear()


@pytest.mark.parametrize(("name", "sentence"), [("utf8-as-gbk", SENTENCE), ("utf8-as-euc-kr", DENSE)], ids=["apart", "dense"])
def test_work_grows_with_the_line(name: str, sentence: str, calls: Calls) -> None:
    """Of a line of twice the length, twice as much is looked for, and not more."""
    work = []
    for times in (2, 4, 8):
        forget()
        before = calls.steps, calls.paths
        list(search.find(corrupt(CHANNELS[name], sentence * times)))
        work.append((calls.steps - before[0], calls.paths - before[1]))
    assert all(steps > 0 for steps, _ in work)
    for (steps, paths), (more_steps, more_paths) in pairwise(work):
        assert more_steps <= 2.5 * steps
        assert more_paths <= 2.5 * paths


def test_what_is_far_behind_is_not_followed(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths that are much less likely than others are left, and what is restored is the same."""
    followed, restored = [], []
    for margin in (beam.BREADTH.margin, math.inf):
        monkeypatch.setattr(beam, "BREADTH", beam.BREADTH._replace(margin=margin))
        forget()
        before = calls.paths
        restored.append([edit.after for edit in search.find(corrupt(CHANNELS["utf8-as-euc-kr"], DENSE))])
        followed.append(calls.paths - before)
    assert restored[0] == restored[1]
    assert followed[0] < 0.9 * followed[1]


def test_lines_that_come_again_are_filled_in_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a document that says one thing often, it is looked for once; the last line may have swallowed its end."""
    asked: list[tuple[filling.Shown, str]] = []
    aligned = filling._aligned

    def counting(shown: filling.Shown, channel: Channel, document: str) -> list[Unit]:
        asked.append((shown, document))
        return aligned(shown, channel, document)

    monkeypatch.setattr(filling, "_aligned", counting)
    forget()
    channel = CHANNELS["utf8-as-gbk"]
    lines = [corrupt(channel, SENTENCE)] * 5
    found = list(filling.fill_lines("\n".join(lines), channel, lambda: SENTENCE))
    assert [stretch.start for stretch, _ in found] == [k * (len(lines[0]) + 1) for k in range(len(lines))]
    assert len(asked) == len(set(asked)) == 4  # each alone, and, as it is not certain then, given the document


def test_what_is_certain_is_not_asked_of_the_document() -> None:
    """Nor is the line that the document would have read another way."""
    channel = CHANNELS["utf8-as-gbk"]
    line = corrupt(channel, "获取当前状态")
    [(_, units)] = filling.fill_lines(f"{line}\n", channel, lambda: "获取当前状怀。" * 20)
    assert units == filling._aligned_alone(filling.Shown.of(f"{line}\n", filling.Stretch(0, len(line))), channel)


def test_question_marks_that_can_be_nothing_else_are_not_asked_of_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would have to be read for that, which takes longer than all else in text that lost nothing."""
    monkeypatch.setattr(filling, "_aligned_given", None)
    text = "如何替我的程式除虫?\nPerl 5 或 6?\n│?  │精确字符│\n如何让我的脚本执行起来更有效率?\n"
    assert not list(filling.fill_lines(text, CHANNELS["utf8-as-gbk"], lambda: SENTENCE))


def test_marks_of_a_long_line_are_looked_for_nearby(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long a line is, so much of it is looked at around each token, and no more."""
    looked_at: list[int] = []
    weighed = WaysOfPython.weighed

    def counting(ways: WaysOfPython, before: str, rest: str, joined: float) -> WaysOfPython:
        looked_at.append(max(len(before), len(rest)))
        return weighed(ways, before, rest, joined)

    monkeypatch.setattr(WaysOfPython, "weighed", counting)
    monkeypatch.setattr(compiled, "is_there", lambda: False)
    channel = CHANNELS["utf8-as-gbk"]
    damaged = corrupt(channel, "打开文件。") + "a" * (2 * FAR)
    align([channel], damaged + damaged + damaged, "\n")
    assert len(looked_at) == 3
    assert max(looked_at) == FAR


def test_what_is_too_long_is_left(calls: Calls) -> None:
    """A row of tokens that is longer than anything that was lost is not searched but for its ends."""
    work = []
    for tokens in (10_000, 40_000):
        forget()
        before = calls.steps
        search.find(corrupt(CHANNELS["utf8-as-gbk"], "中文文件") + "?" * tokens + corrupt(CHANNELS["utf8-as-gbk"], "打开文件"))
        work.append(calls.steps - before)
    assert work[0] == work[1]


# Partial restoration, in documents of damaged and clean lines.

SENTENCES = [
    "// 初始化一个新的列表，然后把所有的状态保存到文件。",
    "如果没有找到“配置”，就使用默认的设置（可选）。",
    'print("保存成功，请稍后再试。")',
    "用户名不能为空！",
    "✅ 说明：点击“确定”按钮",
    "請輸入使用者名稱和密碼，然後按下確定。",
    "這個函式會傳回最大的元素。",
    "設定を保存してから、もう一度お試しください。",
    "// 値を返す（デフォルトは空）",
    "파일을 찾을 수 없습니다. 다시 시도해 주세요.",
    "// 기본값을 반환한다 (선택)",
]
CLEAN = ["", "x ? y : z", "SELECT ?,? FROM t;", "key: value", "为什么?? 你猜", "왜?? 몰라", "あれ・・・", *SENTENCES[:4]]
READERS = [
    *("gbk", "gb18030", "big5", "shift-jis", "euc-kr", "euc-jp"),
    *("gbk/java", "gbk/whatwg", "gbk/python", "big5/java", "shift-jis/whatwg", "euc-kr/python"),
]
RISKS = (0.0, 0.01, 0.1, 0.5, 1.0)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw a document in which some lines went through a channel, and the lines that did not."""
    channel = CHANNELS[f"utf8-as-{draw(st.sampled_from(READERS))}"]
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    damaged = st.tuples(st.sampled_from(SENTENCES), st.integers(2, 40)).map(lambda cut: corrupt(channel, cut[0][: cut[1]]))
    lines = draw(st.lists(st.tuples(st.booleans(), damaged, st.sampled_from(CLEAN)), min_size=1, max_size=6))
    shown = [garbled if is_damaged else clean for is_damaged, garbled, clean in lines]
    return newline.join(shown), [clean for is_damaged, _, clean in lines if clean and not is_damaged]


@st.composite
def glued(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw a document that went through a channel as a whole: line ends are lost, too."""
    channel = CHANNELS[f"utf8-as-{draw(st.sampled_from(READERS))}"]
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    return corrupt(channel, newline.join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5))) + newline), []


@settings(max_examples=40, derandomize=True)
@given(st.one_of(documents(), glued()), st.sampled_from(RISKS))
@example((corrupt(CHANNELS["utf8-as-big5/java"], SENTENCES[7]) + "\r\nSELECT ?,? FROM t;", []), 0.01)
def test_documents(drawn: tuple[str, list[str]], risk: float) -> None:
    """At any risk: a second run changes nothing, each edit is proven, the way back is known, and clean lines stay."""
    text, clean = drawn
    outcome = explain(text, profile="repair", max_risk=risk)
    assert fix_text(outcome.text, profile="repair", max_risk=risk) is outcome.text
    assert revert_plan(outcome.text, outcome.plan) == text
    edits = [edit for step in outcome.plan.steps for edit in step.edits]
    assert all(proves(edit) for edit in edits)
    assert risk or not any(edit.evidence and edit.evidence.filled for edit in edits)
    lines = iter(outcome.text.splitlines())
    assert [line for line in clean if line not in lines] == []


def filled(text: str, risk: float) -> dict[int, str]:
    """Return what is filled in at most, by where each character of it begins in the damaged text."""
    return dict(places(text, risk))


def places(text: str, risk: float) -> Iterator[tuple[int, str]]:
    for edit in search.find(text, risk):
        if edit.evidence and edit.evidence.filled:
            yield from ((edit.start + k, character) for k, character in enumerate(edit.before))


@settings(max_examples=40, derandomize=True)
@given(st.one_of(documents(), glued()))
def test_more_risk_fills_more(drawn: tuple[str, list[str]]) -> None:
    """What one risk fills in, a greater one fills in, too."""
    text, _ = drawn
    less: dict[int, str] = {}
    for risk in RISKS:
        more = filled(text, risk)
        assert less.keys() <= more.keys()
        less = more


def test_a_later_run_finishes_what_it_can() -> None:
    """What stays has all of its bytes, so a run that bears more risk restores some of it.

    Not all that it would have restored at once: the lines that proved the channel are mended by then.
    """
    clean = "// 打开阀门的开关。 (1)\n// 等待水泵的状态 变为正常\n// 如果温度太高，就关闭 (2)\n"
    garbled = corrupt(CHANNELS["utf8-as-gbk"], clean)
    careful = fix_text(garbled, profile="repair", max_risk=0.0)
    assert careful != garbled
    outcome = explain(careful, profile="repair", max_risk=1.0)
    assert outcome.changed
    assert all(proves(edit) for step in outcome.plan.steps for edit in step.edits)


TREE = """
# 프로젝트 구조

├── build/                    # 빌드 결과
├── docs/                     # 문서
├── src/
│   ├── lib/                  # 공통 라이브러리
│   │   ├── cache.ts          # 캐시
│   │   ├── errors.ts         # 오류 처리
│   │   ├── parser.ts         # 문서 파서
│   │   └── types.ts          # 공통 타입
│   ├── tools/                # 도구 구현
│   │   ├── search.ts         # 검색
│   │   └── text.ts           # 본문 조회
│   └── server/
└── package.json
""".lstrip()


def test_lines_of_a_drawing_are_told_by_others() -> None:
    """A row whose first sign is lost, and none too sure by itself, begins as the rows do that are."""
    garbled = "\n".join(corrupt(CHANNELS["utf8-as-euc-kr"], row) for row in TREE.splitlines())
    rows = fix_text(garbled, profile="repair", max_risk=1.0).splitlines()
    drawn, whole = ([row.partition("#")[0] for row in each if "─" in row] for each in (rows, TREE.splitlines()))
    assert drawn == whole


@pytest.mark.parametrize("text", ["锟斤拷锟斤拷", "日志里出现了锟斤拷", "鐘舵锟斤拷", "占쏙옙占쏙옙"])
def test_nothing_below(text: str) -> None:
    """What became of U+FFFD fills in nothing where nothing around it was damaged twice."""
    assert not any(edit.evidence and edit.evidence.filled for edit in search.find(text))


@pytest.mark.parametrize("outer", ["utf8-as-gbk", "utf8-as-gbk/whatwg"])
@pytest.mark.parametrize("text", ["阀门的状态已经保存到数据库", "请检查用户名和密码", "温室的温度传感器状态"])
def test_lost_before_another_channel(text: str, outer: str) -> None:
    """A browser has left U+FFFD, and what was saved was read in the wrong encoding once more: `锟斤拷` is what was lost below."""
    damaged = corrupt([CHANNELS["utf8-as-gbk/whatwg"], CHANNELS[outer]], f"{text} (1)\n")
    assert "\ufffd" in corrupt(CHANNELS["utf8-as-gbk/whatwg"], f"{text} (1)\n")
    assert fix_text(damaged, profile="repair", max_risk=1.0) == f"{text} (1)\n"


@given(st.text(alphabet="a中?\n\r ", max_size=40))
def test_lines_with_a_token(text: str) -> None:
    """Only lines with a token are looked at, and each of them, wherever it begins and ends."""
    found = [line[0] for line in filling._lines_with("?", text)]
    assert found == [line for line in text.replace("\r", "\n").split("\n") if "?" in line]
