"""Options: from the command line, from a configuration file, for some files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mojibake_fix import Config, fix_bytes
from mojibake_fix.cli import main
from mojibake_fix.config import configured
from mojibake_fix.errors import UsageError
from mojibake_fix.files.settings import settings

WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a setting nobody knows": ({"profil": "clean"}, "unknown setting 'profil'; did you mean 'profile'?"),
    "a rule nobody knows": ({"rules": {"punctuatoin": "off"}}, "unknown rule 'punctuatoin'; did you mean 'punctuation'?"),
    "a mode nobody knows": ({"rules": {"width": "warn"}}, "unknown mode of the rule width: 'warn'; known are off, on, report"),
    "a mode that is no word": ({"rules": {"width": True}}, "the setting rules.width is one of on, report, off, not True"),
    "a value of another type": ({"profile": 1}, "the setting profile cannot be 1"),
    "a truth for a number": ({"max-risk": True}, "the setting max-risk cannot be True"),
    "files that are no list": ({"files": {"match": "*"}}, "the setting files is a list of tables, [[tool.mojibake-fix.files]]"),
    "files without patterns": (
        {"files": [{"script": "tw"}]},
        "each of the settings files says in match which files it is for: a pattern or a list of patterns",
    ),
    "a language nobody knows": ({"languages": ["zh", "jaa"]}, "unknown language 'jaa'; did you mean 'ja'?"),
    "a candidate nobody knows": ({"candidates": ["big6"]}, "unknown encoding 'big6'; did you mean 'big5'?"),
    "languages that are no list": ({"languages": "zh"}, "the setting languages cannot be 'zh'"),
    "a wrong name for some files": (
        {"files": [{"match": "*", "script": "elvish"}]},
        "unknown script 'elvish'; known are auto, hans, hant, hk, jp, keep, tw, twp",
    ),
}


@pytest.mark.parametrize(("table", "sentence"), WRONG.values(), ids=WRONG)
def test_wrong(table: dict[str, Any], sentence: str) -> None:
    """What is wrong is said in one sentence, before any file is read."""
    with pytest.raises(UsageError) as caught:
        configured(table, {})
    assert str(caught.value) == sentence


def test_order() -> None:
    """The command line beats the settings for some files, which beat those for all; of two that fit the last counts."""
    table = {
        "script": "hk",
        "max-risk": 0,
        "rules": {"width": "off", "script": "report"},
        "files": [
            {"match": ["*.md", "!a.md"], "script": "tw", "rules": {"width": "on"}},
            {"match": "docs/", "script": "twp"},
        ],
    }
    config = configured(table, {})
    assert (config.target, config.max_risk) == ("hk", 0)
    assert [config.of_file(name).target for name in ("x.txt", "a.md", "b.md", "docs/b.md")] == ["hk", "hk", "tw", "twp"]
    assert [config.of_file(name).mode("width") for name in ("a.md", "docs/b.md")] == ["off", "on"]
    assert config.of_file("b.md").mode("script") == "report"
    assert configured(table, {"script": "hans"}).of_file("docs/b.md").target == "hans"


def test_what_files_can_be() -> None:
    """Languages and encodings restrict what bytes are read as, in the settings for some files as for all."""
    config = configured({"languages": ["zh"], "files": [{"match": "*.srt", "candidates": ["big5"]}]}, {})
    assert fix_bytes("系统".encode("gbk"), config=config).text == "系统"
    assert fix_bytes("顷".encode("gbk"), config=config.of_file("a.srt")).encoding == "big5"


def test_modes_of_profiles() -> None:
    """A profile switches what belongs to it; what is said of a rule beats that."""
    assert [Config(profile).mode("punctuation") for profile in ("repair", "clean", "corpus")] == ["off", "on", "off"]
    assert Config("repair", rules={"punctuation": "on"}).mode("punctuation") == "on"


def test_nearest_file(tmp_path: Path) -> None:
    """The nearest file with settings counts, our own before the shared one."""
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.mojibake-fix]\nscript = 'tw'\n", encoding="utf-8")
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\nx = 1\n", encoding="utf-8")
    assert settings(None, str(below)) == ({"script": "tw"}, str(tmp_path))
    (tmp_path / ".mojibake-fix.toml").write_text("script = 'hk'\n", encoding="utf-8")
    assert settings(None, str(below)) == ({"script": "hk"}, str(tmp_path))


@pytest.mark.parametrize(
    ("content", "words", "status"),
    [
        ("a = [", "no valid TOML", 2),
        ("tool.mojibake-fix = 1", "tool.mojibake-fix is a table", 2),
        (None, "nothing was read or written", 3),
    ],
)
def test_bad_files(content: str | None, words: str, status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A configuration file that is none is said to be, in one sentence."""
    path = tmp_path / "pyproject.toml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    (tmp_path / "a.txt").write_text("你好", encoding="utf-8")
    assert main(["check", str(tmp_path / "a.txt"), "--config", str(path)]) == status
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said


def test_isolated_contradicts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No file and this file is a contradiction."""
    assert main(["check", "a", "--isolated", "--config", "b"]) == 2
    assert "contradict" in capsys.readouterr().err
