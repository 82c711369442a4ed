"""The main job, end to end: the sample article comes back as it was written, by every way into the program."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mojibake_fix import explain, fix_bytes, fix_file, fix_text
from mojibake_fix.restore.channels import UTF8_AS_GBK, corrupt
from mojibake_fix.restore.injected.injection import inject, narrow
from mojibake_fix.restore.proof import proves

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
PACKAGE = ROOT / "mojibake_fix"

DAMAGED = (SAMPLES / "article.txt").read_text("utf-8")
CLEAN = {name: (SAMPLES / f"article.{name}.txt").read_text("utf-8") for name in ("hant", "hans")}
SCRIPTS = pytest.mark.parametrize(("script", "name"), [(None, "hant"), ("hans", "hans")], ids=["as written", "simplified"])


def folded(text: str) -> str:
    """Fold runs of blanks, keep the lines: how many blanks the page had between words, nobody knows."""
    return re.sub(r"[^\S\n]+", " ", text)


def run(place: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program in ``place``."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    return subprocess.run(
        [sys.executable, "-m", "mojibake_fix", *words], cwd=place, env=environment, capture_output=True, check=False
    )


def options(script: str | None) -> list[str]:
    return ["--script", script] if script else []


@SCRIPTS
def test_library(script: str | None, name: str) -> None:
    """The text comes back character for character, and a second run changes nothing."""
    fixed = fix_text(DAMAGED, script=script)
    assert folded(fixed) == folded(CLEAN[name])
    assert fix_text(fixed, script=script) is fixed


@SCRIPTS
def test_bytes(script: str | None, name: str) -> None:
    """The bytes of the file come back the same way, with every note and run accounted for."""
    outcome = fix_bytes(DAMAGED.encode("utf-8"), script=script)
    assert folded(outcome.text) == folded(CLEAN[name])
    assert not outcome.damaged


@SCRIPTS
def test_file(script: str | None, name: str, tmp_path: Path) -> None:
    """fix_file writes the restored text into another file, and leaves the article as it was."""
    source = tmp_path / "article.txt"
    source.write_text(DAMAGED, "utf-8")
    fix_file(source, output=tmp_path / "fixed.txt", script=script)
    assert folded((tmp_path / "fixed.txt").read_text("utf-8")) == folded(CLEAN[name])
    assert source.read_text("utf-8") == DAMAGED


@SCRIPTS
def test_command_line(script: str | None, name: str, tmp_path: Path) -> None:
    """``fix --output DIR`` writes the restored article there, and exits 1 because something changed."""
    (tmp_path / "article.txt").write_text(DAMAGED, "utf-8")
    done = run(tmp_path, "fix", *options(script), "--output", "fixed", "article.txt")
    assert done.returncode == 1, done.stderr.decode()
    assert folded((tmp_path / "fixed" / "article.txt").read_text("utf-8")) == folded(CLEAN[name])
    assert (tmp_path / "article.txt").read_text("utf-8") == DAMAGED


def test_standard_output(tmp_path: Path) -> None:
    """``fix -`` turns the article's bytes into the restored ones and nothing else."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "mojibake_fix", "fix", "-"],
        cwd=tmp_path,
        env=environment,
        input=DAMAGED.encode("utf-8"),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert folded(done.stdout.decode("utf-8")) == folded(CLEAN["hant"])


@SCRIPTS
def test_folder(script: str | None, name: str, tmp_path: Path) -> None:
    """A folder that holds the article, deep down and beside clean files, is repaired in place; a second run exits 0."""
    deep = tmp_path / "pages" / "2026"
    deep.mkdir(parents=True)
    (deep / "article.txt").write_text(DAMAGED, "utf-8")
    (tmp_path / "pages" / "clean.txt").write_text(CLEAN[name], "utf-8")
    assert run(tmp_path, "fix", *options(script), "pages").returncode == 1
    assert folded((deep / "article.txt").read_text("utf-8")) == folded(CLEAN[name])
    assert (tmp_path / "pages" / "clean.txt").read_text("utf-8") == CLEAN[name]
    assert run(tmp_path, "fix", *options(script), "pages").returncode == 0


def test_hook(tmp_path: Path) -> None:
    """What the hook calls stops the commit of the article (exit 1), mends it, and lets the mended one pass."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    article = tmp_path / "article.txt"
    article.write_text(DAMAGED, "utf-8")
    subprocess.run(["git", "add", "article.txt"], cwd=tmp_path, check=True)
    assert run(tmp_path, "check", "--", "article.txt").returncode == 1
    assert run(tmp_path, "fix", "--", "article.txt").returncode == 1
    assert folded(article.read_text("utf-8")) == folded(CLEAN["hant"])
    subprocess.run(["git", "add", "article.txt"], cwd=tmp_path, check=True)
    assert run(tmp_path, "fix", "--", "article.txt").returncode == 0
    assert run(tmp_path, "check", "--", "article.txt").returncode == 0


def test_every_note_and_run_is_proven() -> None:
    """Each of the restorations, injected again, gives what stood in the article."""
    injected, *_ = explain(DAMAGED, profile="repair").plan.steps
    assert injected.rule == "injected-pinyin"
    assert all(proves(edit) for edit in injected.edits)


def test_the_clean_article_is_left_alone() -> None:
    """Both clean versions come back as the same object, at any risk."""
    for text in CLEAN.values():
        assert all(fix_text(text, profile="repair", max_risk=risk) is text for risk in (0.0, 0.01, 1.0))
        assert fix_text(text) is text


# Where the decoder of the page started anew: the line, counted from 0, and the byte in it as injected. Why there, nobody knows.
RESTARTS = {9: {173}, 27: {228}, 31: {221}, 41: {43, 256, 471}, 49: {30}}


def injected(line: str, number: int) -> str:
    """Damage a line as the site did: replace by its list, up to the last entry that the page shows; narrow full-width forms."""
    table = json.loads((ROOT / "tools" / "data" / "injected_table.json").read_text("utf-8"))
    shown = [character for character in table["order"] if f"{character}({table['reading'][character]})" in DAMAGED]
    listed = table["order"][: table["order"].index(shown[-1]) + 1]
    notes = [(character, table["reading"][character]) for character in listed]
    restarts = RESTARTS.get(number, set())
    stretches = line.split("\N{NO-BREAK SPACE}")  # GBK has none: the page had it as an entity
    return "\N{NO-BREAK SPACE}".join(narrow(inject(stretch, notes, restarts.__contains__)) for stretch in stretches)


def test_forward_model_gives_the_article() -> None:
    """The Traditional version, injected, is the damaged article, character for character."""
    lines = CLEAN["hant"].split("\n")
    assert "\n".join(injected(line, number) for number, line in enumerate(lines)) == DAMAGED


def is_lossless(text: str) -> bool:
    """Tell whether the channel kept every byte of a text."""
    garbled = corrupt(UTF8_AS_GBK, text)
    return garbled.count("?") == text.count("?")


def longest_lossless(text: str) -> list[str]:
    """Return the lines of a text, cut after marks and blanks, of which the channel kept every byte."""
    pieces = re.findall(r"[^\s，。；、？！]+", text)
    return [piece for piece in pieces if not piece.isascii() and len(piece) > 3 and is_lossless(piece)]


@pytest.mark.parametrize("times", [1, 2], ids=["once", "twice"])
@pytest.mark.parametrize("name", ["hant", "hans"])
def test_read_as_gbk(name: str, times: int) -> None:
    """Garbled UTF-8 -> code page 936, once and twice, the pieces that lost no byte come back exactly, in one document."""
    wanted = longest_lossless(CLEAN[name])
    for _ in range(times - 1):
        wanted = [piece for piece in wanted if is_lossless(corrupt(UTF8_AS_GBK, piece))]
    assert len(wanted) > 20
    garbled = clean = "\n".join(wanted)
    for _ in range(times):
        garbled = "\n".join(corrupt(UTF8_AS_GBK, line) for line in garbled.split("\n"))
    assert garbled != clean
    assert fix_text(garbled, profile="repair") == clean


@pytest.mark.parametrize("name", ["hant", "hans"])
def test_read_as_gbk_whole(name: str) -> None:
    """Of the whole article read as GBK, lost bytes and all, each line is restored up to where a byte was lost."""
    garbled = corrupt(UTF8_AS_GBK, CLEAN[name])
    assert set(fix_text(garbled, profile="repair")) & set("?�") <= {"?"}
    fixed = fix_text(garbled, profile="repair")
    known = sum(fixed.count(character) for character in "柯橋桥科創创業业產产")
    wanted = sum(CLEAN[name].count(character) for character in "柯橋桥科創创業业產产")
    assert known >= 0.95 * wanted


def test_nothing_in_the_package_knows_the_article() -> None:
    """No six characters of the article stand together anywhere in the package."""
    runs = re.findall("[\u3400-\u9fff]{6,}", CLEAN["hant"] + "\n" + CLEAN["hans"] + "\n" + DAMAGED)
    sixes = {run[k : k + 6] for run in runs for k in range(len(run) - 5)}
    assert len(sixes) > 1000
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in {".py", ".tsv", ".md", ".txt", ".json", ".toml"}:
            known = re.findall("[\u3400-\u9fff]{6,}", path.read_text("utf-8"))
            assert not sixes & {run[k : k + 6] for run in known for k in range(len(run) - 5)}, path
