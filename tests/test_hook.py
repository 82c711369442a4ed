"""The pre-commit hooks, with the real pre-commit and a real git repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
TEXT = "测试文件\n"
DAMAGED = TEXT.encode("utf-8").decode("gbk")  # UTF-8 read as GBK

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(find_spec("pre_commit") is None, reason="pre-commit is not installed"),
]

CONFIG = """\
repos:
  - repo: local
    hooks:
      - id: {hook}
        name: {hook}
        entry: '"{python}" -m mojibake_fix {command}'
        args: ["--"]
        language: system
        types: [text]
        require_serial: true
"""


def run(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a program in ``place``, deaf to the configuration of this machine."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(place.parent / "pre-commit"),
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
    }
    return subprocess.run(words, cwd=place, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def git(place: Path, *words: str) -> None:
    """Run a git command that has to work."""
    author = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main")
    done = run(place, "git", *author, *words)
    assert done.returncode == 0, done.stderr


def commit(place: Path) -> subprocess.CompletedProcess[str]:
    """Try to commit what is staged."""
    return run(place, "git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "-m", "A page")


def repository(place: Path, hook: str, command: str) -> Path:
    """Return a repository whose commits the hook guards."""
    place.mkdir()
    git(place, "init", "-q")
    config = CONFIG.format(hook=hook, python=sys.executable, command=command)
    (place / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    done = run(place, sys.executable, "-m", "pre_commit", "install")
    assert done.returncode == 0, done.stderr
    return place


def test_clean_commit_passes(tmp_path: Path) -> None:
    """Whoever commits clean text never notices the hook; binary files do not disturb it."""
    place = repository(tmp_path / "place", "mojibake-fix", "fix")
    (place / "page.md").write_text(TEXT, encoding="utf-8")
    (place / "pixel.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    git(place, "add", ".")
    assert commit(place).returncode == 0


@pytest.mark.parametrize("name", ["page.md", ".hidden.txt", "sub folder/页.txt", "-q.txt"])
def test_fix_stops_mends_and_passes(name: str, tmp_path: Path) -> None:
    """A commit with a damaged file is stopped, the file is mended, and passes when added again."""
    place = repository(tmp_path / "place", "mojibake-fix", "fix")
    page = place / name
    page.parent.mkdir(exist_ok=True)
    page.write_text(DAMAGED, encoding="utf-8")
    git(place, "add", ".")

    stopped = commit(place)
    assert stopped.returncode != 0
    assert f"{name}: 1 run of UTF-8 read as GBK restored" in stopped.stdout + stopped.stderr
    assert page.read_text(encoding="utf-8") == TEXT

    git(place, "add", ".")
    passed = commit(place)
    assert passed.returncode == 0, passed.stderr


def test_check_stops_and_writes_nothing(tmp_path: Path) -> None:
    """mojibake-check stops the commit and leaves the file to its author."""
    place = repository(tmp_path / "place", "mojibake-check", "check")
    page = place / "page.md"
    page.write_text(DAMAGED, encoding="utf-8")
    git(place, "add", ".")
    stopped = commit(place)
    assert stopped.returncode != 0
    assert "page.md: 1 run of UTF-8 read as GBK to restore" in stopped.stdout + stopped.stderr
    assert page.read_text(encoding="utf-8") == DAMAGED


def test_manifest_is_valid(tmp_path: Path) -> None:
    """pre-commit accepts the manifest, and it offers the two hooks as the tests here run them."""
    yaml = pytest.importorskip("yaml")

    done = run(tmp_path, sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST))
    assert done.returncode == 0, done.stdout
    hooks = {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))}
    assert {name: hook["entry"] for name, hook in hooks.items()} == {
        "mojibake-fix": "mojibake-fix fix",
        "mojibake-check": "mojibake-fix check",
    }
    for hook in hooks.values():
        assert (hook["args"], hook["types"], hook["require_serial"]) == (["--"], ["text"], True)


def test_installed_from_the_repository(tmp_path: Path) -> None:
    """pre-commit builds the package from a clone and runs the hook of the manifest."""
    if not (ROOT / "pyproject.toml").exists() or not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    source = tmp_path / "source"
    source.mkdir()
    listed = run(ROOT, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file() and not name.startswith(("tests/", "samples/")):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, source / name)
    git(source, "init", "-q")
    git(source, "add", ".")
    git(source, "commit", "-q", "-m", "The package")
    place = tmp_path / "place"
    place.mkdir()
    git(place, "init", "-q")
    (place / "page.md").write_text(DAMAGED, encoding="utf-8")
    git(place, "add", ".")

    done = run(place, sys.executable, "-m", "pre_commit", "try-repo", str(source), "mojibake-fix", "--all-files")
    if "InstallationError" in done.stdout or "No matching distribution" in done.stdout + done.stderr:
        pytest.skip("the dependencies cannot be installed here (no network)")
    assert done.returncode == 1, done.stdout + done.stderr
    assert (place / "page.md").read_text(encoding="utf-8") == TEXT
