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
from mojibake_fix.model import Candidate, Detection, Edit, Evidence, Finding, Guess, Outcome, Plan, Splice, Step
from mojibake_fix.output.causes import CULPRITS, POST_STEPS, culprit, misreading
from mojibake_fix.output.detection import describe
from mojibake_fix.output.diff import unified
from mojibake_fix.output.explain import explain
from mojibake_fix.output.human import PHRASES, Summary, sentence
from mojibake_fix.output.terminal import Style, Terminal, wants_colour
from mojibake_fix.output.visible import visible, visible_json
from mojibake_fix.restore import post_steps
from mojibake_fix.restore.channels import CHANNELS, Channel, corrupt, written
from mojibake_fix.runner import Report, Status


def report(*findings: Finding, encoding: str = "utf-8", before: str = "a", after: str = "a") -> Report:
    """Return the report of a file with these findings."""
    changed = before != after or any(finding.restorable for finding in findings)
    steps = (Step("width", (Edit(0, before, after),)),) if before != after else ()
    outcome = Outcome(before, after, Plan(steps), findings, Detection(encoding, 1.0, evidence="made up"), changed)
    return Report(Source("a.txt", "a.txt"), Status.CHANGED if changed else Status.UNCHANGED, outcome)


def misread(channel: str, line: int = 1) -> Finding:
    """Return the finding of a run that went through a channel."""
    return Finding("mojibake", line, 1, "a", "b", "", Evidence(channel, 20.0))


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
        (report(misread("utf8-as-gbk")), True, "a.txt: 1 run of UTF-8 read as GBK restored"),
        (report(*[misread("utf8-as-gbk")] * 37), False, "a.txt: 37 runs of UTF-8 read as GBK to restore"),
        (
            report(misread("utf8-as-latin-1+utf8-as-gbk")),
            True,
            "a.txt: 1 run of UTF-8 read as ISO-8859-1, then UTF-8 read as GBK restored",
        ),
        (
            report(misread("utf8-as-big5"), misread("gbk-as-cp1252"), misread("gbk-as-cp1252"), finding("width")),
            True,
            "a.txt: 2 runs of GBK read as Windows-1252 restored; 1 run of UTF-8 read as Big5 restored; "
            "1 run of full-width letters or digits made ASCII",
        ),
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
    said = phrase.counted(number, done=done)
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


def filled(number: int, risk: float, after: str | None = "b") -> Finding:
    """Return the finding of a run in which so many characters were filled in."""
    return Finding("mojibake", 1, 1, "a", after, "", Evidence("utf8-as-gbk", 20.0, filled=number, risk=risk))


@pytest.mark.parametrize(
    ("findings", "done", "said"),
    [
        ([finding("width"), misread("utf8-as-gbk")], True, ""),
        ([filled(3, 0.2, after=None)], True, ""),  # what is not filled in cannot be wrong
        ([filled(1, 0.0)], True, " Fewer than 1 of 1 filled character may be wrong."),
        ([filled(1, 0.4), filled(1, 0.05)], True, " Fewer than 1 of 2 filled characters may be wrong."),
        ([filled(1, 0.6)], True, " About 1 of 1 filled character may be wrong."),
        ([filled(4, 1 - 0.5**4)], True, " About 2 of 4 filled characters may be wrong."),  # each is as likely wrong as right
        ([filled(2, 1.0), filled(1, 0.2)], False, " About 2 of 3 characters to fill in may be wrong."),
        ([filled(1, 0.003)] * 1200, False, " About 4 of 1,200 characters to fill in may be wrong."),
    ],
)
def test_summary_says_how_much_may_be_wrong(findings: list[Finding], done: bool, said: str) -> None:
    """What was filled in is counted, and as many are said to be wrong as the risks of all add up to."""
    summary = Summary(done=done)
    summary.add(report(*findings))
    assert summary.sentence().partition(".")[2] == said


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        ("utf8-as-gbk", "UTF-8 read as GBK"),
        ("utf8-as-cp1252", "UTF-8 read as Windows-1252"),
        ("utf8-as-cp850", "UTF-8 read as DOS code page 850"),
        ("utf8-as-gbk/iconv", "UTF-8 read as GBK by iconv"),
        ("utf8-as-cp949/python+utf8-as-cp949/python", "UTF-8 read as Windows code page 949 by Python twice"),
        ("utf8-as-gbk+utf8-as-gbk+utf8-as-gbk", "UTF-8 read as GBK 3 times"),
        ("utf8-as-gbk+utf8-as-gbk+utf8-as-cp1252", "UTF-8 read as GBK twice, then UTF-8 read as Windows-1252"),
    ],
)
def test_misreading(channel: str, words: str) -> None:
    """A channel has a short name without brackets, the same one layer after layer is counted."""
    assert misreading(channel) == words


@pytest.mark.parametrize(
    ("channel", "who"),
    [
        ("utf8-as-gbk", "on Windows in Simplified Chinese"),
        ("utf8-as-big5", "on Windows in Traditional Chinese"),
        ("utf8-as-shift-jis", "on Windows in Japanese"),
        ("utf8-as-euc-kr", "on Windows in Korean"),
        ("utf8-as-cp1251", "on Windows with that code page"),
        ("utf8-as-euc-jp", "Unix locale"),
        ("utf8-as-gbk/java", "Java program"),
        ("utf8-as-cp949/python", "Python program"),
        ("utf8-as-big5-hkscs/whatwg", "a browser"),
        ("utf8-as-shift-jis/iconv", "iconv -c"),
        ("utf8-as-shift-jis/python-ignore", "errors='ignore'"),
        ("utf8-as-latin-1", "MySQL"),
        ("utf8-as-cp1252", "MySQL"),
        ("utf8-as-cp437", "Windows console"),
        ("gbk-as-cp437", "zip archive"),
        ("shift-jis-as-cp866", "zip archive"),
        ("euc-kr-as-koi8-r", "KOI8-R"),
        ("utf8-as-mac-roman", "Excel for Mac"),
        ("utf8-as-utf-16-le", "Bush hid the facts"),
        ("gbk-as-latin-1", "ID3"),
        ("euc-jp-as-cp1250", "ID3"),
        ("gbk-as-big5", "subtitles"),
        ("gbk-as-shift-jis", "subtitles"),
        ("cesu8-as-utf8", "Oracle"),
        ("cesu8-as-cp1252", "Oracle"),
    ],
)
def test_culprit(channel: str, who: str) -> None:
    """Who is likely to have damaged a text depends on what was written and who read it."""
    assert who in culprit(channel).likely


def test_every_channel_has_a_culprit() -> None:
    """No channel is without a row, and no row without a channel."""
    assert {culprit(name) for name in CHANNELS} == {row for _, row in CULPRITS}


def test_every_post_step_has_words() -> None:
    """What can be done after a channel can be said, too."""
    assert POST_STEPS.keys() == post_steps.POST_STEPS.keys()


def caused(*reports: Report) -> list[str]:
    """Return what a run over these files says about causes."""
    summary = Summary(done=True)
    for each in reports:
        summary.add(each)
    return list(summary.paragraphs())


def test_causes() -> None:
    """Over several files each cause is said once, that of most lines first, with who does it and what prevents it."""
    shown = caused(
        report(misread("gbk-as-big5")),
        report(*[misread("utf8-as-gbk", line) for line in range(1, 1203)], misread("utf8-as-gbk", 7)),
        report(misread("utf8-as-gbk", 5), finding("width")),
    )
    heads = [line for line in shown if line and not line.startswith(" ")]
    assert heads == ["UTF-8 read as GBK: 2 files, 1,203 lines", "GBK read as Big5: 1 file, 1 line"]
    assert (shown[0], shown[-1]) == ("", "")
    assert [line.split()[0] for line in shown[1:-1]] == ["UTF-8", "likely", "prevent", "GBK", "likely", "prevent"]
    assert "PowerShell 5.1" in shown[2]
    assert "-Encoding UTF8" in shown[3]


def test_causes_of_layers() -> None:
    """Who read damaged text again is named first, then who did each layer."""
    [likely, *others] = [line for line in caused(*[report(misread("utf8-as-cp437+utf8-as-gbk"))] * 2) if "likely" in line]
    assert "damaged already" in likely
    assert ["zip" in other for other in others] == [True, False]
    again = caused(*[report(misread("utf8-as-gbk+utf8-as-gbk"))] * 2)
    assert len([line for line in again if "likely" in line]) == 2


@pytest.mark.parametrize(
    "reports",
    [
        [report(*[misread("utf8-as-gbk")] * 9), report()],
        [report(finding("width")), report(finding("encoding"), encoding="gbk"), report(finding("lost-bytes", None))],
        [],
    ],
)
def test_no_causes(reports: list[Report]) -> None:
    """Of a single damaged file its own line says the cause, and what is no damage has none."""
    assert caused(*reports) == []


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


RESTORED = finding("mojibake", "冬藏", "鍐\ue103棌", Evidence("utf8-as-gbk", 31.26, (Candidate("冬葬", 12.5),)))


def rows(given: Finding) -> list[tuple[str, str]]:
    """Return the labels and values of what explain says about a finding, in order."""
    lines = [line.strip() for line in explained(report(given))[1:] if line.startswith("  ")]
    return [(label, value.strip()) for label, _, value in (line.partition(" ") for line in lines)]


def test_explain() -> None:
    """A restored run is shown as channel, bytes, before and after, proof, gain and rivals, with nothing hidden."""
    assert explained(report(RESTORED))[0] == "a.txt:1:1: mojibake, restorable"
    assert rows(RESTORED)[:7] == [
        ("channel", "utf8-as-gbk: UTF-8 read as GBK (Windows code page 936)"),
        ("bytes", "e586 ace8 978f (cp936)"),  # 冬藏 in UTF-8, in pairs; AAA1 is U+E000, and ACE8 is U+E103
        ("before", r"鍐\ue103棌"),
        ("after", "冬藏"),
        ("proof", "damaged again, it gives exactly this"),
        ("gain", "31.3 nats over leaving it"),
        ("or", "冬葬 (12.5 nats)"),
    ]


def test_explain_tells_what_lost_bytes_may_have_been() -> None:
    """Each part that stays is shown with its candidates, in brackets that show blanks and line ends, the likeliest first."""
    guesses = (Guess("鎬?", (("态\n", 0.912), ("态 ", 0.05))), Guess("銆?", (("。", 1.0),)))
    left = Finding("lost-bytes", 1, 1, "鎬?銆?", None, "bytes were lost", guesses=guesses)  # mojibake-fix: ignore
    assert rows(left)[2:4] == [("maybe", r"鎬? was 「态\u000a」 91%, 「态 」 5%"), ("maybe", "銆? was 「。」 100%")]


def test_explain_names_the_culprit_once() -> None:
    """However many runs went through a channel, who does it stands once, behind all of them."""
    shown = explained(report(RESTORED, misread("utf8-as-gbk", 2)))
    [place] = [place for place, line in enumerate(shown) if line.startswith("  likely")]
    assert shown[place - 1] == "UTF-8 read as GBK: 1 file, 2 lines"
    assert place == len(shown) - 2


NBSP = Evidence("utf8-as-latin-1", 9.0, post=("nbsp-to-space",))
NUMBERS = Evidence("gbk-as-latin-1", 9.0, notation="html-numbers")
LAYERS = Evidence("utf8-as-latin-1+utf8-as-gbk", 9.0)
STRAIGHT = Evidence("utf8-as-latin-1", 9.0, post=("c1-to-cp1252",))


@pytest.mark.parametrize(
    ("before", "after", "evidence", "code"),
    [
        ("譌･譛ｬ", "日本", Evidence("utf8-as-shift-jis", 9.0), "e697 a5 e69c ac (cp932)"),
        ("ÎÄ", "文", Evidence("gbk-as-latin-1", 9.0), "ce c4 (iso-8859-1)"),
        ("扡", "ab", Evidence("utf8-as-utf-16-le", 9.0), "6162 (UTF-16LE)"),
        ("\ud83d\ude00", "😀", Evidence("cesu8-as-utf8", 9.0), "eda0bd edb880 (UTF-8)"),
        ("盲赂颅", "中", LAYERS, "c3a4 c2b8 c2ad (cp936)"),
        ("&#206;&#196;", "&#25991;", NUMBERS, "ce c4 (iso-8859-1)"),
        ("â€œ", "“", STRAIGHT, "e2 -- -- (iso-8859-1)"),  # € and œ are not in it: they were written over 80 and 9C
    ],
)
def test_explain_shows_the_bytes_that_were_misread(before: str, after: str, evidence: Evidence, code: str) -> None:
    """Bytes are those of the encoding that the last reader took the text for."""
    assert ("bytes", code) in rows(finding("mojibake", after, before, evidence))


@pytest.mark.parametrize(
    ("before", "after", "evidence", "damage", "proof"),
    [
        (
            "盲赂颅",
            "中",
            LAYERS,
            [
                ("channel", "utf8-as-latin-1: UTF-8 read as ISO-8859-1"),
                ("gives", r"ä¸\u00ad"),
                ("channel", "utf8-as-gbk: UTF-8 read as GBK (Windows code page 936)"),
            ],
            "damaged again, it gives exactly this",
        ),
        (
            "Ã ",
            "à",
            NBSP,
            [
                ("channel", "utf8-as-latin-1: UTF-8 read as ISO-8859-1"),
                ("then", "nbsp-to-space: no-break spaces became spaces, as many editors and clean-ups of HTML have it"),
            ],
            "damaged again, it gives this modulo nbsp-to-space",
        ),
        (
            "&#206;&#196;",
            "&#25991;",
            NUMBERS,
            [
                ("channel", "gbk-as-latin-1: GBK read as ISO-8859-1"),
                ("notation", "html-numbers: written as numbers of HTML"),
            ],
            "damaged again, it gives exactly this",
        ),
        (
            "鍥炬爣",  # mojibake-fix: ignore
            "图表",
            Evidence("utf8-as-gbk", 9.0),
            [("channel", "utf8-as-gbk: UTF-8 read as GBK (Windows code page 936)")],
            "damaged again, it gives something else; please report it",
        ),
    ],
)
def test_explain_tells_what_happened(
    before: str, after: str, evidence: Evidence, damage: list[tuple[str, str]], proof: str
) -> None:
    """Layers, post-steps and notation come in the order in which they were done, and the proof says how exact it is."""
    shown = rows(finding("mojibake", after, before, evidence))
    assert shown[: len(damage) + 1] == [*damage, next(row for row in shown if row[0] == "bytes")]
    assert dict(shown)["proof"] == proof


WRITTEN = {
    "euc-kr": "한국어 글자",
    "shift-jis": "日本の文字",
    "euc-jp": "日本の文字",
    "cp1252": "“déjà” – €",
    **dict.fromkeys(("cp1250", "iso-8859-2"), "zażółć"),
    "cp850": "déjà",
    "mac-roman": "“déjà”",
    **dict.fromkeys(("cp1251", "koi8-r", "cp866"), "Привет"),
    **{"cp1253": "αρχείο", "cp1255": "שלום", "cp1256": "مرحبا", "cp874": "สวัสดี"},
}


@pytest.mark.parametrize("channel", CHANNELS.values(), ids=CHANNELS)
def test_explain_speaks_of_every_channel(channel: Channel) -> None:
    """Whatever the reader makes of bytes, its damage is shown as bytes and proven."""
    after = WRITTEN.get(channel.written, "中文字符")
    before = corrupt(channel, after)
    shown = dict(rows(finding("mojibake", after, before, Evidence(channel.name, 9.0))))
    assert shown["channel"] == f"{channel.name}: {channel.culprit}"
    assert shown["proof"] == "damaged again, it gives exactly this"
    code, _, _ = shown["bytes"].partition(" (")
    lossless = not set(before) & set("?・\N{REPLACEMENT CHARACTER}") and channel.reader.token
    if lossless:
        assert bytes.fromhex(code) == written(channel.written, after)


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "gbk"])
@pytest.mark.parametrize("given_finding", [RESTORED, finding("mojibake", "à", "Ã ", NBSP), finding("suspect", None)])
def test_explain_is_a_test_case(given_finding: Finding, encoding: str) -> None:
    """The JSON line says exactly what was found, on any terminal."""
    [case] = [json.loads(line) for line in explained(report(given_finding), encoding) if line.startswith("  {")]
    evidence = given_finding.evidence
    assert case == {
        "label": f"a.txt:1:1 {given_finding.rule}",
        "before": given_finding.before,
        "after": given_finding.after,
        "channel": evidence and evidence.channel,
        "post": list(evidence.post) if evidence else [],
        "notation": evidence.notation if evidence else "",
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
