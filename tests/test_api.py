"""The public functions keep what their docstrings promise."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

import mojibake_fix
from mojibake_fix import (
    Config,
    Detection,
    Outcome,
    Plan,
    apply_plan,
    detect,
    explain,
    fix_bytes,
    fix_file,
    fix_text,
    revert_plan,
)
from mojibake_fix.errors import FileError, MojibakeFixError, NotTextError, PlanError, UndecodableError, UsageError

GARBLED = "# 楠岃瘉璁″垝:完成"
REPAIRED = "# 验证计划:完成"
CLEANED = "# 验证计划：完成"


def test_public_names() -> None:
    """What is exported is there, and everything a call can raise has one root."""
    assert all(hasattr(mojibake_fix, name) for name in mojibake_fix.__all__)
    assert mojibake_fix.__all__ == sorted(mojibake_fix.__all__)
    for error in (FileError, NotTextError, PlanError, UndecodableError, UsageError):
        assert issubclass(error, MojibakeFixError)


def test_signatures() -> None:
    """The interface of the first release stays: options are keywords, with these defaults."""
    for function in (fix_text, fix_bytes, fix_file, explain):
        options = {
            name: parameter.default
            for name, parameter in inspect.signature(function).parameters.items()
            if parameter.kind is parameter.KEYWORD_ONLY and name != "output"
        }
        assert options == {"profile": "clean", "max_risk": 0.01, "script": None, "config": None}


@pytest.mark.parametrize("profile", ["repair", "corpus"])
def test_repair_and_corpus_leave_punctuation(profile: str) -> None:
    assert fix_text(GARBLED, profile=profile) == REPAIRED


def test_clean_is_the_default() -> None:
    assert fix_text(GARBLED) == CLEANED == fix_text(GARBLED, config=Config())


def test_config_outweighs_options() -> None:
    assert fix_text(GARBLED, profile="clean", config=Config("repair")) == REPAIRED


@pytest.mark.parametrize("text", ["", "ascii", "中文。", "漢字かな交じり文", "é", "中\n文"])
@pytest.mark.parametrize("profile", ["repair", "clean", "corpus"])
def test_nothing_to_do(text: str, profile: str) -> None:
    """Clean text comes back as the same object, and the outcome says so."""
    outcome = explain(text, profile=profile)
    assert fix_text(text, profile=profile) is text
    assert outcome.text is outcome.original
    assert not outcome.plan
    assert not outcome.changed
    assert outcome.findings == ()


@pytest.mark.parametrize("text", ["中\r\n文", "\ufeff中"])
def test_repair_leaves_line_ends_and_marks(text: str) -> None:
    assert fix_text(text, profile="repair") is text


def test_explain_says_what_why_and_how_sure() -> None:
    """A finding has a rule, a place, before and after, and evidence that names the channel."""
    outcome = explain("第一行\n  " + GARBLED + "\n", profile="repair")
    [finding] = outcome.findings
    assert (finding.rule, finding.line, finding.column) == ("mojibake", 2, 5)
    assert (finding.before, finding.after, finding.restorable) == ("楠岃瘉璁″垝", "验证计划", True)
    assert finding.evidence is not None
    assert finding.evidence.channel == "utf8-as-gbk"
    assert finding.evidence.gain > 0


def test_findings_behind_other_steps_stand_in_the_original() -> None:
    """The place of a finding is that in the text as it was given, whatever earlier steps did to the line."""
    outcome = explain("楠岃瘉璁″垝:完成,好")  # mojibake-fix: ignore
    places = {finding.before: (finding.line, finding.column) for finding in outcome.findings}
    assert places["楠岃瘉璁″垝"] == (1, 1)  # mojibake-fix: ignore
    assert all(outcome.original[column - 1] == before[0] for before, (line, column) in places.items())
    assert len(outcome.findings) >= 3


def test_bytes() -> None:
    outcome = fix_bytes("中文编码的文件，很长的一行。\r\n".encode("gb18030"))
    assert isinstance(outcome, Outcome)
    assert (outcome.encoding, outcome.changed) == ("gb18030", True)
    assert outcome.encoded == "中文编码的文件，很长的一行。\r\n".encode()
    assert [finding.rule for finding in outcome.findings] == ["encoding"]


@pytest.mark.parametrize("text", ["", "中文\r\n", "ascii\n"])
def test_byte_order_mark_stays(text: str) -> None:
    """The mark of UTF-8 stays as found, and alone it is no change."""
    content = b"\xef\xbb\xbf" + text.encode("utf-8")
    outcome = fix_bytes(content)
    assert outcome.encoded == content
    assert not outcome.changed
    assert outcome.text == text


@pytest.mark.parametrize("codec", ["utf-16", "utf-32"])
def test_wide_mark_goes(codec: str) -> None:
    """The mark that UTF-16 needs is not UTF-8's business."""
    outcome = fix_bytes("中文文字".encode(codec))
    assert outcome.encoded == "中文文字".encode()
    assert outcome.changed


def test_named_encoding() -> None:
    """A named encoding is taken at its word, and a byte that it does not explain is reported with its offset."""
    assert fix_bytes("漢字".encode("big5"), config=Config(encoding="big5")).text == "漢字"
    with pytest.raises(UndecodableError, match="offset 2") as caught:
        fix_bytes(b"ok\xff\xff", config=Config(encoding="utf-8"))
    assert caught.value.offset == 2
    with pytest.raises(UsageError, match="did you mean"):
        fix_bytes(b"ok", config=Config(encoding="big6"))


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04\x14\0\0\0", b"\x7fELF\x02\x01\x01\0", bytes(16)]
)
def test_no_text(content: bytes) -> None:
    with pytest.raises(NotTextError):
        fix_bytes(content)
    assert detect(content).encoding is None


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ({"profile": "cleen"}, "did you mean 'clean'"),
        ({"script": "hanss"}, "did you mean 'hans'"),
        ({"max_risk": 2}, "between 0 and 1"),
        ({"max_risk": -0.1}, "between 0 and 1"),
    ],
)
def test_wrong_option(options: dict[str, object], hint: str) -> None:
    """A wrong option is told by name, with the nearest right one, before anything is read."""
    for call in (lambda: fix_text("中文", **options), lambda: fix_bytes(b"", **options), lambda: explain("", **options)):  # type: ignore[arg-type]
        with pytest.raises(UsageError, match=hint):
            call()


def test_plan_leads_there_and_back() -> None:
    outcome = explain(GARBLED)
    assert apply_plan(GARBLED, outcome.plan) == outcome.text == CLEANED
    assert revert_plan(CLEANED, outcome.plan) == GARBLED
    assert apply_plan("x", Plan()) == "x"


@pytest.mark.parametrize("text", ["", "# 别的文字", GARBLED[1:], " " + GARBLED])
def test_plan_that_does_not_fit(text: str) -> None:
    with pytest.raises(PlanError):
        apply_plan(text, explain(GARBLED).plan)


def test_file(tmp_path: Path) -> None:
    """A file is mended in place; what is clean is not written again."""
    path = tmp_path / "note.md"
    path.write_text(GARBLED, "utf-8")
    assert fix_file(path).changed
    assert path.read_text("utf-8") == CLEANED
    stamp = path.stat().st_mtime_ns, path.stat().st_ino
    assert not fix_file(str(path)).changed
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == stamp


def test_file_that_is_no_prose(tmp_path: Path) -> None:
    """Rules for prose stay away from programs and data."""
    path = tmp_path / "note.py"
    path.write_text(GARBLED, "utf-8")
    fix_file(path)
    assert path.read_text("utf-8") == REPAIRED


def test_file_into_another(tmp_path: Path) -> None:
    path, output = tmp_path / "note.md", tmp_path / "fixed.md"
    path.write_text(GARBLED, "utf-8")
    fix_file(path, output=output)
    assert path.read_text("utf-8") == GARBLED
    assert output.read_text("utf-8") == CLEANED


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"none\.txt"):
        fix_file(tmp_path / "none.txt")


def test_declared_encoding() -> None:
    """What the source declares decides where the bytes leave it open, and is overruled, and that said, where they do not."""
    assert detect(b"\xc7\xea", declared="gbk").encoding == "gb18030"
    assert detect(b"\xc7\xea", declared="big5").encoding == "big5"
    overruled = detect("漢字編碼的文件".encode("big5"), declared="gbk")
    assert overruled.encoding == "big5"
    assert "the caller says gb18030" in overruled.evidence
    assert detect("é".encode(), declared="ascii").encoding == "utf-8"
    assert isinstance(detect(b"", declared="shift-jis"), Detection)
    with pytest.raises(UsageError):
        detect(b"", declared="nonsense")


def test_languages_restrict() -> None:
    content = "日本語の文章です。とても長い文章です。".encode("euc_jp")
    assert detect(content, languages=["ja"]).encoding == "euc_jp"
    assert detect(content, languages=["zh"]).encoding != "euc_jp"
