"""What a short run does not pay for: modules that it has no need of."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import mojibake_fix
from mojibake_fix.normalise import RULES

PLAIN = "他说：“这是对的。”于是大家都放心了，谁也没有再问。\n"
MARKED = "新的版本 (1.5) 已经发布，请看 https://a.org/?b=c 上的说明，那里有从前各版本的全部变化。\n"
MIXED = "他说：“这是对的。”于是大家都放心了。\n书名：紅樓夢，第一回。\n"  # in lines of their own, where nothing is a stray
GARBLED = "# 楠岃瘉璁″垝\n"  # mojibake-fix: ignore

SLOW = (
    *("numpy", "multiprocessing", "concurrent", "pathlib", "tempfile", "difflib", "csv", "json", "importlib.resources"),
    *("opencc", "pathspec", "ftfy", "charset_normalizer", "yaml", "tomllib", "ctypes", "markdown_it"),
)
UNASKED = (
    *("encodings", "language.models", "detection.detector", "restore.restoration", "restore.channels", "script.convert"),
    *("workers", "files.siblings", "spans.data", "spans.markup", "spans.code", "spans.markdown", "script.strays"),
    *("model.edits", "model.findings", "output.causes", "output.diff", "output.explain", "cli.fix", "cli.explain", "cli.detect"),
)
RULE_MODULES = {f"normalise.{rule.id.replace('-', '_')}" for rule in RULES}


def said(program: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program in a fresh interpreter, beside no configuration."""
    env = {**os.environ, "PYTHONPATH": str(Path(mojibake_fix.__file__).parent.parent)}
    return subprocess.run([sys.executable, "-c", program], cwd=folder, env=env, capture_output=True, text=True, check=True)


def imported(statement: str, folder: Path) -> set[str]:
    """Return what a fresh interpreter has imported after a statement; modules of the package by their place in it."""
    modules = said(f"import sys\n{statement}\nprint(*sys.modules, file=sys.stderr)", folder).stderr.splitlines()[-1]
    return {name.removeprefix("mojibake_fix.") for name in modules.split()}


def checked(text: str, folder: Path, name: str = "a.txt") -> set[str]:
    """Return what the check of one file imports, beside what click does."""
    (folder / name).write_text(text, encoding="utf-8")
    check = f"sys.argv[1:] = ['check', {name!r}]\nfrom mojibake_fix.__main__ import main\nmain()"
    return imported(check, folder) - imported("import click", folder)


def test_check_of_a_clean_file(tmp_path: Path) -> None:
    """Nothing is imported that a file that is fine has no need of, and no rule."""
    found = checked(PLAIN, tmp_path)
    assert not found & {*SLOW, *UNASKED, *RULE_MODULES}
    assert "normalise.signs" in found


def test_records_of_a_start_are_made_cheaply(tmp_path: Path) -> None:
    """A class derived from what typing has for it takes two and a half times as long to make, and a start makes thirty."""
    package = Path(mojibake_fix.__file__).parent
    places = [package.joinpath(*name.split(".")) for name in checked(PLAIN, tmp_path)]
    sources = [source for place in places for source in (place.with_suffix(".py"), place / "__init__.py") if source.exists()]
    costly = re.compile("^from typing import .*NamedTuple", re.MULTILINE)
    assert len(sources) > 20
    assert [source.name for source in sources if costly.search(source.read_text(encoding="utf-8"))] == []


def test_rules_are_imported_by_their_signs(tmp_path: Path) -> None:
    """A text with half-width marks asks the rules that are for them, and no other."""
    found = checked(MARKED, tmp_path)
    assert found & RULE_MODULES == {"normalise.punctuation", "normalise.full_stop"}
    assert not found & {*SLOW, *UNASKED}


def test_parser_of_markdown(tmp_path: Path) -> None:
    """Markdown is parsed only where something is to be changed."""
    assert "markdown_it" not in checked(MARKED, tmp_path, "a.md")
    assert "markdown_it" in checked("你好,世界\n", tmp_path, "a.md")


def test_marks_to_be_changed_need_no_search(tmp_path: Path) -> None:
    """Whether they stand amid damage is told without what damage is searched with."""
    found = checked("他说:这是对的。\n" + PLAIN, tmp_path)
    assert "normalise.punctuation" in found
    assert not found & {"numpy", "restore.restoration", "restore.channels", "restore.evidence.shape"}


def test_damage_imports_the_search(tmp_path: Path) -> None:
    """What is not imported for clean text is what damage needs."""
    assert {"numpy", "restore.restoration", "model.findings", "output.causes"} <= checked(GARBLED, tmp_path)


def test_version_imports_no_command(tmp_path: Path) -> None:
    """To say the version neither a command is imported nor a rule."""
    statement = "sys.argv[1:] = ['--version']\nfrom mojibake_fix.__main__ import main\nmain()"
    assert not {name.partition(".")[0] for name in imported(statement, tmp_path)} & {"runner", "normalise", "pipeline", "files"}


@pytest.mark.parametrize("text", [PLAIN, MARKED, MIXED])
def test_no_class_of_han_is_compiled(text: str, tmp_path: Path) -> None:
    """A class of tens of thousands of characters, which takes longer to compile than a file to check, is not."""
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    program = (
        "import re, sys\nsys.argv[1:] = ['check', 'a.txt']\ncompiled, given = re.compile, []\n"
        "re.compile = lambda *pattern: given.append(pattern[0]) or compiled(*pattern)\n"
        "from mojibake_fix.__main__ import main\nfrom mojibake_fix.spans import HAN, KANA\nmain()\n"
        "print(*[repr(each) for each in given if isinstance(each, str) and (HAN in each or KANA in each or len(each) > 1000)])"
    )
    assert said(program, tmp_path).stdout.strip() == ""


@pytest.mark.parametrize(("text", "asked"), [("“……”", False), ("«É»…", False), ("l'Ã©tÃ©", True)])  # mojibake-fix: ignore
def test_ftfy_is_imported_where_there_is_utf8(text: str, asked: bool, tmp_path: Path) -> None:
    """Marks one behind the other look like damage, and only what is UTF-8 in some encoding needs a second opinion."""
    found = imported(f"from mojibake_fix.restore.inverse.single_byte import find\nfind({text!r})", tmp_path)
    assert ("ftfy" in found) is asked
