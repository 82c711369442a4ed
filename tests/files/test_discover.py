"""Which files a command line means, and in which order."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mojibake_fix.files.discover import Source, discover, split_line


def grow(root: Path, *names: str) -> None:
    """Make files; a name that ends in a slash is a folder."""
    for name in names:
        place = root / name
        if name.endswith("/"):
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text("x", encoding="utf-8")


def found(*paths: str | Path) -> list[str]:
    """Return where the files lie below the folders that they were found in."""
    return [source.relative for source in discover(map(str, paths))]


def test_leaves_out_what_nobody_named(tmp_path: Path) -> None:
    """In a folder: no hidden file or folder, no link, no pipe, nothing of git's."""
    grow(tmp_path, "a.txt", ".hidden.txt", ".hidden/b.txt", ".git/config", "c/.git/config")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    assert found(tmp_path) == ["a.txt"]


def test_git_folder_is_refused(tmp_path: Path) -> None:
    """A folder of git's is not searched even if it is named."""
    grow(tmp_path, ".git/refs/heads/main")
    [source] = discover([str(tmp_path / ".git")])
    assert "git's own folder" in str(source.refusal)


def test_order_never_varies(tmp_path: Path) -> None:
    """Named paths keep their order, folders are sorted by name, files and folders alike."""
    grow(tmp_path, "b/z.txt", "b/a.txt", "a.txt", "c.txt", "B.txt", "10.txt", "9.txt")
    assert found(tmp_path) == ["10.txt", "9.txt", "B.txt", "a.txt", "b/a.txt", "b/z.txt", "c.txt"]
    assert found(tmp_path / "c.txt", tmp_path / "b") == ["c.txt", "a.txt", "z.txt"]


def test_named_files_are_always_taken(tmp_path: Path) -> None:
    """A file of the command line is looked at, hidden, ignored or linked."""
    grow(tmp_path, ".git/", ".hidden.txt", "ignored.txt", ".gitignore")
    (tmp_path / ".gitignore").write_text("ignored.txt\n")
    (tmp_path / "link.txt").symlink_to(tmp_path / "ignored.txt")
    assert found(tmp_path / ".hidden.txt", tmp_path / "ignored.txt") == [".hidden.txt", "ignored.txt"]
    assert found(tmp_path / "link.txt") == ["link.txt"]


def test_each_file_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However a file is spelled, and by whatever link it is reached, it counts once; the first spelling wins."""
    grow(tmp_path, "a.txt", "b/c.txt")
    (tmp_path / "link.txt").symlink_to("a.txt")
    monkeypatch.chdir(tmp_path)
    paths = [source.path for source in discover(["./a.txt", "a.txt", "link.txt", ".", "b", "b/../a.txt", "-", "-"])]
    assert paths == ["./a.txt", "./b/c.txt", "-"]


def test_missing_paths_are_kept(tmp_path: Path) -> None:
    """What does not exist is not lost in silence: reading it will say so."""
    assert found(tmp_path / "nothing") == ["nothing"]


def test_a_file_called_dash_is_no_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the bare dash is standard input."""
    grow(tmp_path, "-")
    monkeypatch.chdir(tmp_path)
    assert [source.is_stdin for source in discover(["-", "./-"])] == [True, False]
    assert [source.is_stdin for source in discover(["."])] == [False]


def test_stdin_has_the_name_it_is_given() -> None:
    """Standard input can stand for a file."""
    assert list(discover(["-"], stdin_name="pages/a.html")) == [Source("-", "a.html")]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("a.txt", ("a.txt", None)),
        ("a.txt:12", ("a.txt", 12)),
        ("a.txt:", ("a.txt:", None)),
        (":12", (":12", None)),
        ("a:b.txt", ("a:b.txt", None)),
        ("a.txt:١٢", ("a.txt:١٢", None)),
        ("real:7", ("real:7", None)),
    ],
)
def test_split_line(typed: str, parts: tuple[str, int | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FILE:LINE is split only if a line number is there and no file is really called that."""
    grow(tmp_path, "real:7")
    monkeypatch.chdir(tmp_path)
    assert split_line(typed) == parts


TREE = (
    "a.txt",
    "b.log",
    "keep.log",
    "out/a.txt",
    "out/keep.log",
    "sub/a.txt",
    "sub/b.log",
    "sub/out/c.txt",
    "sub/deep/d.md",
)
PATTERNS = (
    "*.log",
    "!keep.log",
    "out/",
    "/out",
    "sub/*",
    "!sub/deep/",
    "!/sub/deep",
    "**/c.txt",
    "d.md",
    "# note",
    "",
    "!",
    "*",
    "!*/",
    "!*.md",
    "sub/**/d.md",
    "[ab].txt",
    "a.txt  ",
    "/*",
    "!/sub/",
)
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run git, deaf to the configuration of this machine."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(root), "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(["git", *words], cwd=root, env=environment, capture_output=True, text=True, check=True)


def test_nearest_ignore_file_decides(tmp_path: Path) -> None:
    """Ignore files work at every level, the nearest that mentions a file decides, and without git, too."""
    grow(tmp_path, "a.log", "sub/a.log", "sub/b.log", "sub/out/c.txt", "sub/c.txt")
    (tmp_path / ".gitignore").write_text("*.log\nout/\n")
    (tmp_path / "sub/.gitignore").write_text("!a.log\n/c.txt\n")
    assert found(tmp_path) == ["sub/a.log"]


def test_ignore_files_above_the_folder(tmp_path: Path) -> None:
    """The repository around a named folder has its say, unless it ignores the very folder that was named."""
    grow(tmp_path, ".git/info/", "src/a.txt", "src/gen/b.txt", "src/c.tmp", "made/d.txt", "made/e.tmp")
    (tmp_path / ".gitignore").write_text("src/gen/\nmade/\n")
    (tmp_path / ".git/info/exclude").write_text("*.tmp\n")
    assert found(tmp_path / "src") == ["a.txt"]
    assert found(tmp_path / "made") == ["d.txt", "e.tmp"]
    assert found(tmp_path) == ["src/a.txt"]


def test_ignore_file_in_any_bytes(tmp_path: Path) -> None:
    """Broken patterns, odd bytes and a folder of that name do no harm."""
    grow(tmp_path, "a.txt", "b.txt", "sub/.gitignore/", "sub/c.txt")
    (tmp_path / ".gitignore").write_bytes(b"\xff\xfe\x80\n!\n//\n[\n\\\nb.txt\r\n")
    assert found(tmp_path) == ["a.txt", "sub/c.txt"]


@needs_git
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(top=st.lists(st.sampled_from(PATTERNS), max_size=5), nested=st.lists(st.sampled_from(PATTERNS), max_size=3))
def test_agrees_with_git(top: list[str], nested: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is found is what git would add."""
    root = tmp_path_factory.mktemp("tree")
    git(root, "init", "-q")
    grow(root, *TREE)
    (root / ".gitignore").write_text("\n".join(top))
    (root / "sub/.gitignore").write_text("\n".join(nested))
    listed = git(root, "ls-files", "--others", "--exclude-standard").stdout.splitlines()
    assert sorted(found(root)) == sorted(name for name in listed if not os.path.basename(name).startswith("."))
