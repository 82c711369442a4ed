"""README says what the program does: every name in it, every output, every example."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import shlex
import shutil
import sys
from pathlib import Path

import click
import pytest

import mojibake_fix
from mojibake_fix import MojibakeFixError, fix_text
from mojibake_fix.cli import app, main
from mojibake_fix.cli.texts import INTERRUPTED
from mojibake_fix.config import PROFILES, SCRIPTS, SWITCHED, Config, configured
from mojibake_fix.normalise import RULES
from mojibake_fix.output.human import ENCODING, PHRASES
from mojibake_fix.restore.injected import INJECTED
from mojibake_fix.spans import ALSO, DOCUMENTS

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = {name: command for name in app.COMMANDS if (command := app.program.get_command(click.Context(app.program), name))}
CODE = re.compile(r"`([^`\n]+)`")


def section(title: str) -> str:
    """Return the text below a heading, up to the next one."""
    [found] = re.findall(rf"^##+ {title}\n(.*?)(?=^##|\Z)", README, re.MULTILINE | re.DOTALL)
    assert isinstance(found, str)
    return found


def table(title: str) -> list[list[str]]:
    """Return the rows of the table below a heading, without its head."""
    rows = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def blocks(kind: str) -> list[str]:
    """Return the fenced blocks of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def names(title: str) -> list[str]:
    """Return what the first column of a table names."""
    return [CODE.findall(row[0])[0] for row in table(title)]


def options(command: click.Command) -> set[str]:
    """Return all spellings of the options of a command, ``--help`` among them."""
    with click.Context(command, **command.context_settings) as context:
        return {name for option in command.get_params(context) for name in option.opts if name.startswith("-")}


def test_pairs_come_first() -> None:
    """README begins with two things mended and one left alone, and the program does just that."""
    pairs = [re.fullmatch(r"before  (.*)\nafter   (.*)\n", block) for block in blocks("text")]
    assert len(pairs) == 3
    assert README.index("```text") < README.index("\n## ")
    *mended, alone = [pair.groups() for pair in pairs if pair]
    for before, after in mended:
        assert before != after
        assert fix_text(before) == after
    assert alone[0] == alone[1]
    assert fix_text(alone[0]) is alone[0]


def test_commands() -> None:
    """Every command is named, and none that does not exist."""
    assert {name.split()[1] for name in names("Use")} == set(COMMANDS)


def test_options() -> None:
    """Every option of every command is named with its commands, and none that does not exist."""
    documented = {option.split()[0]: set(row[1].split()) for row in table("Options") for option in CODE.findall(row[0])}
    existing: dict[str, set[str]] = {"--version": set()}
    for name, command in COMMANDS.items():
        for option in options(command) | {"-h", "--help"}:
            existing.setdefault(option, set()).add(name)
    assert documented == existing
    assert options(app.program) | {"-h", "--help"} <= set(existing)


def test_options_in_passing() -> None:
    """An option that any other part of README mentions exists, too."""
    documented = {option.split()[0] for row in table("Options") for option in CODE.findall(row[0])}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)) <= documented


def test_defaults() -> None:
    """Defaults are those of Config."""
    [risk] = [row[2] for row in table("Options") if "--max-risk" in row[0]]
    assert f"({Config().max_risk})" in risk
    assert [row[0] for row in table("Profiles") if "the default" in row[1]] == [f"`{Config().profile}`"]


CALLS = {
    0: ["check", "clean.txt"],
    1: ["check", "broken.txt"],
    2: ["check", "--no-such-option"],
    3: ["check", "missing.txt"],
}


def test_exit_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every exit code is named, and each of the first four is what such a call gives."""
    (tmp_path / "clean.txt").write_text("你好，世界！\n", encoding="utf-8")
    (tmp_path / "broken.txt").write_text("浣犲ソ锛屼笘鐣岋紒\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert {code: main(words) for code, words in CALLS.items()} == {code: code for code in CALLS}
    errors = [MojibakeFixError]
    for error in errors:
        errors += error.__subclasses__()
    existing = {*CALLS, INTERRUPTED, app.NOBODY_READS, *(error.exit_code for error in errors)}
    assert [int(row[0]) for row in table("Exit codes")] == sorted(existing)


def test_profiles_and_scripts() -> None:
    """Every profile and every script is named, and none that does not exist."""
    assert names("Profiles") == list(PROFILES)
    assert names("Scripts") == list(SCRIPTS)


def test_rules() -> None:
    """Every rule is named with its profiles, and none that does not exist."""
    everywhere = set(PROFILES)
    existing = dict.fromkeys((*PHRASES, INJECTED, ENCODING), everywhere)
    existing["bom"] = {"clean"}
    existing |= {rule.id: set(rule.profiles) for rule in RULES}
    existing["script"] = {profile for profile in PROFILES if Config(profile).target != "keep"}
    assert {CODE.findall(row[0])[0]: set(row[1].split()) for row in table("Rules")} == existing


RULE_EXAMPLES = [
    (CODE.findall(row[0])[0], pair) for row in table("Rules") for pair in re.findall("`([^`]+)` → `([^`]+)`", row[2])
]


@pytest.mark.parametrize(("rule", "pair"), RULE_EXAMPLES, ids=[f"{rule} {after}" for rule, (_, after) in RULE_EXAMPLES])
def test_rule_examples(rule: str, pair: tuple[str, str]) -> None:
    """What the table of rules shows is what happens; the page with pinyin needs more of itself to prove its habit."""
    before, after = pair
    page = "柯橋經(jīng)開區(qū)創(chuàng)新產(chǎn)業(yè)發(fā)展，" if rule == INJECTED else ""  # mojibake-fix: ignore
    config = Config(rules={rule: "on"} if rule in SWITCHED else {})
    assert fix_text(page + before, config=config).endswith(after)
    assert rule in {finding.rule for finding in mojibake_fix.explain(page + before, config=config).findings}


RESTORED = [re.findall("`([^`]+)` → `([^`]+)`", row[1]) for row in table("What it restores")]


@pytest.mark.parametrize("pairs", RESTORED)
def test_what_it_restores(pairs: list[tuple[str, str]]) -> None:
    """What README shows of each kind of misreading is what happens."""
    [(before, after)] = pairs
    assert fix_text(before, profile="repair") == after


def test_rules_with_examples() -> None:
    """The examples are really read from the table."""
    assert {rule for rule, _ in RULE_EXAMPLES} >= {"injected-pinyin", "mojibake", "width", "punctuation", "spacing", "script"}


def test_configuration() -> None:
    """The configuration that README shows is one."""
    [example] = blocks("toml")
    config = configured(tomllib.loads(example)["tool"]["mojibake-fix"], {})
    assert config.mode("width") == "off"
    assert config.of_file("docs/zh-TW/a.md").mode("width") == "on"


def test_what_is_a_document() -> None:
    """The kinds of files that rules see are named."""
    [sentence] = re.findall(r"The others see documents only:(.*?), standard input", section("Rules"), re.DOTALL)
    assert set(CODE.findall(sentence)) == {*DOCUMENTS}
    assert set(re.findall(r"`--also (\w+)`", section("Rules"))) == {*ALSO}


@pytest.mark.parametrize("comment", sorted({*re.findall("`mojibake-fix: ([a-z-]+)`", README)}))
def test_ignore_comments(comment: str) -> None:
    """Each comment that README offers is understood."""
    lines = ["你好,世界", f"<!-- mojibake-fix: {comment} -->", "你好,世界"]
    touched = {"off": [True, False], "on": [False, True], "ignore-next-line": [True, False], "ignore": [True, True]}
    if comment == "on":
        lines.insert(0, "<!-- mojibake-fix: off -->")
    if comment == "ignore":
        lines[1] += "你好,世界"
    after = fix_text("\n".join(lines)).split("\n")
    assert [line == "你好，世界" for line in after if "mojibake-fix" not in line] == touched[comment]
    assert not [line for line in after if "mojibake-fix" in line and "，" in line]


def test_library_in_ten_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example runs as it stands."""
    (tmp_path / "novel.txt").write_bytes((ROOT / "samples" / "novel.gbk.txt").read_bytes())
    monkeypatch.chdir(tmp_path)
    [example] = blocks("pycon")
    test = doctest.DocTestParser().get_doctest(example, {}, "README", "README.md", 0)
    assert len(test.examples) <= 10
    complaints: list[str] = []
    assert doctest.DocTestRunner().run(test, out=complaints.append).failed == 0, "".join(complaints)


SHOWN = [call for block in blocks("console") for call in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)]


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command for command, _ in SHOWN])
def test_commands_show(command: str, output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What README shows of a command is what it prints; ``...`` stands for what is left out."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    program, *words = shlex.split(command)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        main(words)
    assert program == "mojibake-fix"
    assert doctest.OutputChecker().check_output(f"{output.rstrip()}\n", printed.getvalue(), doctest.ELLIPSIS), printed.getvalue()


def test_every_command_is_shown() -> None:
    """Each command has its example."""
    assert {command.split()[1] for command, _ in SHOWN} == set(COMMANDS)


def test_hooks() -> None:
    """The hooks are those that the repository offers, at the version that the package has."""
    [snippet] = blocks("yaml")
    offered = re.findall(r"^- id: (\S+)$", (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    assert re.findall(r"- id: (\S+)", snippet) == offered
    assert f"rev: v{mojibake_fix.__version__}" in snippet


def test_files_that_it_points_to() -> None:
    """Every file and every make target that README names is there."""
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / target).is_file(), target
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^ {4}make (\w+)", README, re.MULTILINE)
    assert targets == ["demo", "test"]
    assert all(f"\n{target}:" in makefile for target in targets)
