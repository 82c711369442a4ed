"""What people and programs get to see of a report."""

from __future__ import annotations

import json
import subprocess
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mojibake_fix.errors import NotTextError
from mojibake_fix.files.discover import Source
from mojibake_fix.model import Candidate, Detection, Edit, Evidence, Finding, Outcome, Plan, Splice, Step
from mojibake_fix.output.detection import describe
from mojibake_fix.output.diff import unified
from mojibake_fix.output.explain import explain
from mojibake_fix.output.human import PHRASES, Summary, sentence
from mojibake_fix.output.terminal import Style, Terminal, wants_colour
from mojibake_fix.output.visible import visible, visible_json
from mojibake_fix.runner import Report, Status


def report(*findings: Finding, encoding: str = "utf-8", before: str = "a", after: str = "a") -> Report:
    """Return the report of a file with these findings."""
    changed = before != after or any(finding.restorable for finding in findings)
    steps = (Step("width", (Edit(0, before, after),)),) if before != after else ()
    outcome = Outcome(before, after, Plan(steps), findings, Detection(encoding, 1.0, evidence="made up"), changed)
    return Report(Source("a.txt", "a.txt"), Status.CHANGED if changed else Status.UNCHANGED, outcome)


def finding(rule: str, after: str | None = "b", before: str = "a", evidence: Evidence | None = None) -> Finding:
    """Return a finding in the first line."""
    return Finding(rule, 1, 1, before, after, "", evidence)


NOTES = Evidence("injected-pinyin", 20.0, splices=(Splice(2, b"(jing)"), Splice(4, b"(ji)"), Splice(9, b"")))


@pytest.mark.parametrize(
    ("given_report", "done", "said"),
    [
        (report(), True, "a.txt: nothing to do"),
        (report(finding("encoding"), encoding="gbk"), True, "a.txt: GBK made UTF-8"),
        (report(finding("encoding"), encoding="shift_jis"), False, "a.txt: Shift-JIS to make UTF-8"),
        (report(finding("punctuation")), False, "a.txt: 1 mark to make full-width"),
        (report(finding("punctuation"), finding("punctuation")), True, "a.txt: 2 marks made full-width"),
        (report(*[finding("punctuation")] * 1234), True, "a.txt: 1,234 marks made full-width"),
        (report(finding("lost-bytes", None)), True, "a.txt: 1 place with lost bytes that stays as it is"),
        (report(*[finding("suspect", None)] * 2), True, "a.txt: 2 suspicious places that stay as they are"),
        (report(finding("no-such-rule")), True, "a.txt: 1 place (no-such-rule) mended"),
        (report(finding("no-such-rule", None)), True, "a.txt: 1 place (no-such-rule) that stays as it is"),
        (
            report(
                finding("punctuation"),
                finding("injected-pinyin", "經濟", "經(jing)濟(ji)", NOTES),
                finding("injected-pinyin", "擔區", "?lián)鷧^", NOTES),
                finding("encoding"),
                finding("suspect", None),
                encoding="gbk",
            ),
            True,
            "a.txt: GBK page with injected pinyin: 4 notes removed, 1 broken run restored; GBK made UTF-8; "
            "1 mark made full-width; "
            "1 suspicious place that stays as it is",
        ),
        (
            report(finding("injected-pinyin", "經", "經(jing)", NOTES)),
            False,
            "a.txt: GBK page with injected pinyin: 2 notes to remove",
        ),
    ],
)
def test_sentence(given_report: Report, done: bool, said: str) -> None:
    """A file gets one line of words: the origin of the page first, what stays last, every number in its grammar."""
    assert sentence(given_report, done=done) == said


@pytest.mark.parametrize("rule", PHRASES)
@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("done", [True, False])
def test_every_rule_has_words(rule: str, number: int, done: bool) -> None:
    """No phrase says 'marks' of one or 'mark' of many."""
    phrase = PHRASES[rule]
    assert phrase.one != phrase.many
    said = phrase.count(number, done=done)
    assert said == f"{number} {(phrase.one, phrase.many)[number - 1]} {phrase.done if done else phrase.planned}"


@pytest.mark.parametrize(
    ("changed", "unchanged", "skipped", "failed", "damaged", "unreached", "said"),
    [
        (0, 0, 0, 0, 0, 0, "No files to look at."),
        (0, 1, 0, 0, 0, 0, "1 file left as it was."),
        (1, 0, 0, 0, 0, 0, "1 file changed."),
        (3, 12, 0, 0, 1, 0, "3 files changed, 12 left as they were, 1 with damage that stays."),
        (0, 0, 1, 2, 0, 0, "1 file skipped as binary, 2 failed."),
        (1200, 1, 0, 0, 0, 7, "1,200 files changed, 1 left as it was, 7 not reached."),
    ],
)
def test_summary(changed: int, unchanged: int, skipped: int, failed: int, damaged: int, unreached: int, said: str) -> None:
    """The run ends with one sentence; what did not happen is not mentioned."""
    summary = Summary(done=True)
    summary.counts.update({Status.CHANGED: changed, Status.UNCHANGED: unchanged})
    summary.counts.update({Status.SKIPPED: skipped, Status.FAILED: failed})
    summary.damaged = damaged
    assert summary.sentence(unreached=unreached) == said


def test_damage_in_a_changed_file_is_counted() -> None:
    """A file can change and keep damage."""
    summary = Summary(done=False)
    summary.add(report(finding("width"), finding("suspect", None)))
    summary.add(Report(Source("b", "b"), Status.SKIPPED, error=NotTextError("b: binary")))
    assert summary.sentence() == "1 file would change, 1 with damage that stays, 1 skipped as binary."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("漢字, café, 😀", "漢字, café, 😀"),
        ("\ue045", r"\ue045"),
        ("a\x1b]0;x\x07", r"a\u001b]0;x\u0007"),
        ("\n\r\t", r"\u000a\u000d\u0009"),
        ("\x85\xa0\xad", "\\u0085\xa0\\u00ad"),
        ("\U00100000", r"\U00100000"),
        ("\udc80", r"\udc80"),
        ("\u202e\u2066\ufeff\u200b", r"\u202e\u2066\ufeff\u200b"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    """Text that people can see stays; what a terminal would act on, or show as nothing, becomes an escape."""
    assert visible(text) == shown


@given(st.text())
def test_visible_json_is_the_same_value(text: str) -> None:
    """Escapes in JSON do not change what it says."""
    assert json.loads(visible_json(json.dumps(text, ensure_ascii=False))) == text


@pytest.mark.parametrize(
    ("choice", "terminal", "environ", "colour"),
    [
        ("auto", False, {}, False),
        ("auto", True, {}, True),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", True, {"TERM": "dumb"}, False),
        ("never", True, {}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
    ],
)
def test_colour(choice: str, terminal: bool, environ: dict[str, str], colour: bool) -> None:
    """Colour is for terminals, unless somebody says otherwise."""
    stream = StringIO()
    stream.isatty = lambda: terminal  # type: ignore[method-assign]
    assert wants_colour(choice, stream, {"WT_SESSION": "1", **environ}) is colour


lines = st.lists(st.sampled_from(["a", "b", "c\r", "\x0c", ""]), max_size=30).map("\n".join)


@given(before=lines, after=lines)
def test_diff_can_be_applied(before: str, after: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """git applies the diff to the old text and gets the new one, line ends and missing ones included."""
    if before == after or not before or not after:
        return
    folder = tmp_path_factory.mktemp("diff")
    (folder / "a.txt").write_bytes(before.encode())
    patch = "\n".join(unified(report(before=before, after=after))) + "\n"
    words = ["git", "apply", "--whitespace=nowarn", "-p0", "-"]
    done = subprocess.run(words, cwd=folder, input=patch.encode(), capture_output=True, check=False)
    assert done.returncode == 0, (patch, done.stderr)
    assert (folder / "a.txt").read_bytes() == after.encode()


def test_diff_of_what_did_not_change() -> None:
    """No change, no diff; a new encoding alone has the two headers."""
    assert list(unified(report())) == []
    assert list(unified(report(finding("encoding"), encoding="gbk"))) == ["--- a.txt", "+++ a.txt\t(GBK -> UTF-8)"]


def test_diff_of_one_huge_line() -> None:
    """A file without line ends costs no more than its size."""
    shown = list(unified(report(before="a" * 3_000_000, after="b" * 3_000_000)))
    assert (shown[2], len(shown)) == ("@@ -1 +1 @@", 7)


def explained(given_report: Report, encoding: str = "utf-8") -> list[str]:
    """Return what explain says on a stream of that encoding."""
    raw = BytesIO()
    stream = TextIOWrapper(raw, encoding=encoding, errors="backslashreplace")
    explain(given_report, None, Terminal(stream, None))
    return raw.getvalue().decode(encoding).splitlines()


RESTORED = finding("utf8-as-gbk", "夜来\U0001f600", "澶滄\ue045", Evidence("utf8-as-gbk", 31.26, (Candidate("夜未", 12.5),)))


def test_explain() -> None:
    """A restored run is shown as bytes, channel, before and after, gain and rivals, with nothing hidden."""
    shown = explained(report(RESTORED))
    assert shown[0] == "a.txt:1:1: utf8-as-gbk, restorable"
    assert [line.split()[0] for line in shown[1:7]] == ["channel", "bytes", "before", "after", "gain", "or"]
    assert shown[2].split() == ["bytes", "e5a4", "9ce6", "aae6", "(cp936)"]  # U+E000 is AAA1, and A1 + 45 is E6
    assert shown[3].endswith(r"澶滄\ue045")
    assert shown[5].endswith("31.3 nats over leaving it")
    assert shown[6].endswith("夜未 (12.5 nats)")


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "gbk"])
def test_explain_is_a_test_case(encoding: str) -> None:
    """The JSON line says exactly what was found, on any terminal."""
    case = json.loads(explained(report(RESTORED), encoding)[7])
    assert case == {
        "label": "a.txt:1:1 utf8-as-gbk",
        "before": RESTORED.before,
        "after": RESTORED.after,
        "channel": "utf8-as-gbk",
    }


def test_explain_says_how_the_file_was_read() -> None:
    """An encoding is no run of text: it is said once, with the plan."""
    read_as = Finding("encoding", 1, 1, "cp949", "utf-8", "likeliest text")
    shown = explained(report(read_as, encoding="cp949"))
    assert shown == ["a.txt: nothing found", "a.txt: read as EUC-KR (made up), no steps"]


def test_explain_shows_notes_and_damage_that_stays() -> None:
    """Notes are shown as bytes at their place; what stays says why."""
    kept = Finding("lost-bytes", 2, 3, "锟斤拷", None, "the bytes are gone")
    shown = "\n".join(explained(report(finding("injected-pinyin", "經", "經(jing)", NOTES), kept)))
    assert "note 28 6a 69 6e 67 29 at byte 2" in shown
    assert "decoder restart at byte 9" in shown
    assert "a.txt:2:3: lost-bytes, stays as it is: the bytes are gone" in shown


@pytest.mark.parametrize(
    ("detection", "said"),
    [
        (Detection("utf-8", 1.0), "a.txt: UTF-8 (100 % sure)"),
        (Detection("gbk", 0.999, "zh"), "a.txt: GBK (99 % sure), Chinese"),
        (Detection("utf-16-le", 1.0, bom=b"\xff\xfe"), "a.txt: UTF-16LE with a byte order mark (100 % sure)"),
    ],
)
def test_describe(detection: Detection, said: str) -> None:
    """An encoding is said with its certainty, which is never rounded up to 100 %."""
    assert describe("a.txt", detection) == said


def test_diff_goes_exactly_to_a_file(tmp_path: Path) -> None:
    """Into a file or a pipe the user's text goes as it is, in UTF-8, whatever the terminal speaks."""
    with open(tmp_path / "out", "w", encoding="ascii", newline="") as stream:
        Terminal(stream, None).payload_text("+\ue045\t漢\r", Style.GOOD)
    assert (tmp_path / "out").read_bytes() == "+\ue045\t漢\r\n".encode()
