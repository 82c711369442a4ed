"""Bad input gets one sentence and the right exit code, and nothing is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from privileges import common_user

from mojibake_fix import pipeline
from mojibake_fix.cli import main
from mojibake_fix.model import Outcome

ROOT = Path(__file__).resolve().parent.parent
CLEAN = "春眠不觉晓，处处闻啼鸟。\n".encode()
DAMAGED = "夜来风雨".encode().decode("gbk").encode() + b"\n"
MENDED = "夜来风雨\n".encode()
UNDECODABLE = b"abc \xff\xff\x81\xff\xfe\x80\x80\xff " + bytes(range(0x80, 0xA0)) * 3


@dataclass(frozen=True)
class Case:
    """One bad call: arguments, exit code, and what the only sentence about it must say."""

    label: str
    args: str
    status: int
    says: str


CASES = [
    Case("nothing at all", "", 2, "no PATH given"),
    Case("no path for a command", "fix", 2, "no PATH given"),
    Case("option nobody knows", "fix --strickt page.txt", 2, "no such option"),
    Case("command misspelt", "chekc", 3, "chekc: there is no such file or folder"),
    Case("missing file", "fix missing.txt", 3, "missing.txt: there is no such file or folder"),
    Case("path through a file", "fix page.txt/a.txt", 3, "page.txt/a.txt: there is no such file or folder"),
    Case("dangling link", "fix dangling.txt", 3, "dangling.txt: the symbolic link points to nothing"),
    Case("pipe", "check pipe", 3, "pipe: this is a pipe or a device"),
    Case("device", "check /dev/null", 3, "/dev/null: this is a pipe or a device"),
    Case("git's own folder", "fix .git", 3, ".git: git's own folder is never searched"),
    Case("script misspelt", "fix --script hanss page.txt", 2, "unknown script 'hanss'; did you mean 'hans'?"),
    Case("profile misspelt", "fix --profile claen page.txt", 2, "unknown profile 'claen'; did you mean 'clean'?"),
    Case("encoding misspelt", "fix --encoding utf-9 page.txt", 2, "unknown encoding 'utf-9'; did you mean 'utf"),
    Case("risk out of range", "fix --max-risk 2 page.txt", 2, "between 0 and 1"),
    Case("risk is no number", "fix --max-risk much page.txt", 2, "'much' is not a valid float"),
    Case("quiet and verbose", "fix -q -v page.txt", 2, "contradict each other"),
    Case("output and diff", "fix --output new --diff page.txt", 2, "leave one out"),
    Case("output is the input", "fix page.txt --output page.txt", 2, "is the input itself"),
    Case("output lands on the input", "fix page.txt --output .", 2, "is an input, too"),
    Case("output is the input folder", "fix site --output site", 2, "is the input folder itself"),
    Case("output in the input folder", "fix site --output site/new/deep", 2, "lies inside the input folder site"),
    Case("output in the input folder by a link", "fix site --output door/new", 2, "lies inside the input folder site"),
    Case("output is a file", "fix page.txt --output clean.txt", 2, "needs a folder"),
    Case("output below a file", "fix page.txt --output clean.txt/new", 2, "needs a folder"),
    Case("two files of one name", "fix page.txt site/page.txt --output new", 2, "would both become new/page.txt"),
    Case("many files to standard output", "fix page.txt clean.txt --output -", 2, "exactly one file, not 2"),
    Case("nameless input into a folder", "fix - --output new", 2, "add --stdin-filename"),
    Case("undecodable bytes", "fix undecodable.txt", 3, "undecodable.txt: "),
    Case("binary", "fix binary.bin", 0, "binary.bin: skipped: binary"),
]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder full of trouble, which is the current one."""
    for folder in (".git", "site", "site/new"):
        (tmp_path / folder).mkdir()
    (tmp_path / "page.txt").write_bytes(DAMAGED)
    (tmp_path / "site/page.txt").write_bytes(DAMAGED)
    (tmp_path / "clean.txt").write_bytes(CLEAN)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "undecodable.txt").write_bytes(UNDECODABLE)
    (tmp_path / "binary.bin").write_bytes(b"\x7fELF" + bytes(range(256)) * 4 + bytes(100))
    (tmp_path / "dangling.txt").symlink_to("nowhere.txt")
    (tmp_path / "door").symlink_to("site")
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes | None]:
    """Return everything below a folder with its bytes; None for what is no file."""
    return {str(path): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


PROGRAM = [sys.executable, "-m", "mojibake_fix"]


def environment(**more: str) -> dict[str, str]:
    """Return an environment in which the program is found wherever it runs."""
    return {**os.environ, **more, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_one_sentence(case: Case, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bad call costs one sentence; the exit code tells its kind; the disk stays as it is."""
    before = contents(place)
    assert main(case.args.split()) == case.status
    shown = capsys.readouterr()
    assert shown.out == ""
    sentence, *rest = shown.err.splitlines()
    assert case.says in sentence
    assert len(rest) <= (case.status != 2)  # the summary, where the run began
    assert contents(place) == before


@pytest.mark.parametrize("command", ["check", "fix"])
def test_empty_file(command: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty file is text with nothing to mend."""
    assert main([command, "empty.txt"]) == 0
    assert capsys.readouterr().err.startswith("1 file ")


def test_undecodable_bytes_are_located(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Bytes that no encoding explains are reported with their place, and not in the copy either."""
    assert main(["fix", "undecodable.txt", "--output", "new"]) == 3
    sentence = capsys.readouterr().err.splitlines()[0]
    assert any(character.isdigit() for character in sentence)
    assert not (place / "new").exists()


def test_unreadable_file(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that may not be read is named; the others are mended."""
    (place / "page.txt").chmod(0)
    with common_user():
        assert main(["fix", "page.txt", "site/page.txt"]) == 3
    assert "page.txt: no permission to read it" in capsys.readouterr().err
    assert (place / "site/page.txt").read_bytes() == MENDED


def test_unreadable_folder(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that may not be listed is named; the others are searched."""
    (place / "site").chmod(0)
    try:
        with common_user():
            assert main(["check", "site", "clean.txt"]) == 3
    finally:
        (place / "site").chmod(0o755)
    assert "site: the folder cannot be listed" in capsys.readouterr().err


def test_file_that_cannot_be_read_in_a_folder(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault of the disk in one file leaves the others to be mended."""
    genuine = os.fstat

    def faulty(handle: int) -> os.stat_result:
        if os.readlink(f"/proc/self/fd/{handle}").endswith("clean.txt"):
            raise OSError(5, "Input/output error")
        return genuine(handle)

    if not os.path.exists("/proc/self/fd"):
        pytest.skip("no /proc to look a handle up in")
    monkeypatch.setattr(os, "fstat", faulty)
    assert main(["fix", "clean.txt", "page.txt"]) == 3
    assert "clean.txt: it cannot be read (Input/output error)" in capsys.readouterr().err
    assert (place / "page.txt").read_bytes() == MENDED


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Return a way to make something happen while the next file is being repaired."""
    genuine = pipeline.repair_bytes

    def happens(event: Callable[[], object]) -> None:
        def repair_bytes(data: bytes, *rest: object) -> Outcome:
            event()
            return genuine(data, *rest)  # type: ignore[arg-type]

        monkeypatch.setattr(pipeline, "repair_bytes", repair_bytes)

    return happens


def test_file_that_changes_meanwhile(
    place: Path, meanwhile: Callable[[Callable[[], object]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """What was written to a file while it was being repaired stays."""
    meanwhile(lambda: (place / "page.txt").write_bytes(b"newer"))
    assert main(["fix", "page.txt"]) == 3
    assert "page.txt: the file changed while it was being repaired" in capsys.readouterr().err
    assert (place / "page.txt").read_bytes() == b"newer"


def test_fault_of_the_program(
    place: Path, meanwhile: Callable[[Callable[[], object]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault in a rule is one sentence per file, with the trace for who asks; nothing is written."""

    def fails() -> None:
        raise IndexError("of a rule")

    meanwhile(fails)
    assert main(["fix", "page.txt", "clean.txt"]) == 3
    shown = capsys.readouterr().err
    assert "page.txt: this program failed on it (IndexError: of a rule)" in shown
    assert "Traceback" not in shown
    assert shown.endswith("2 files failed.\n")
    assert main(["fix", "--verbose", "page.txt"]) == 3
    assert "Traceback" in capsys.readouterr().err
    assert (place / "page.txt").read_bytes() == DAMAGED


def test_interrupt(place: Path, meanwhile: Callable[[Callable[[], object]], None], capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C ends the run with 130; it says what was done and what was not; every file is whole."""
    times = iter([False, True])

    def interrupts() -> None:
        if next(times):
            raise KeyboardInterrupt

    meanwhile(interrupts)
    assert main(["fix", "page.txt", "site/page.txt", "clean.txt"]) == 130
    shown = capsys.readouterr().err.splitlines()
    assert shown[1].startswith("site/page.txt: stopped by Ctrl-C while working on it")
    assert shown[2] == "1 file changed, 2 not reached."
    assert (place / "page.txt").read_bytes() == MENDED
    assert (place / "site/page.txt").read_bytes() == DAMAGED


def test_interrupt_before_the_first_file(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C while files are still being looked for is one sentence, too."""

    def interrupts(path: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(os.path, "isdir", interrupts)
    assert main(["fix", "page.txt"]) == 130
    assert "stopped; nothing was written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"two\nlines.txt", r"two\u000alines.txt"),
        (b"\xb0\xa1.txt", r"\udcb0\udca1.txt"),
        (b"\x1b[2J.txt", r"\u001b[2J.txt"),
        ("\u202egnp.txt".encode(), r"\u202egnp.txt"),
        (b"-q.txt", "-q.txt"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_names_that_harm_a_terminal(name: bytes, shown: str, encoding: str, tmp_path: Path) -> None:
    """Any name of a file can be shown on any terminal, and what it shows is plain text."""
    try:
        (tmp_path / os.fsdecode(name)).write_bytes(DAMAGED)
    except OSError as error:
        pytest.skip(f"this file system does not take the name: {error.strerror}")
    poor = environment(PYTHONIOENCODING=encoding, LC_ALL="C")
    done = subprocess.run([*PROGRAM, "check", "."], cwd=tmp_path, env=poor, capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stdout.decode("ascii").startswith(f"./{shown}: ")
    words = [*PROGRAM, "fix", "-q", "--diff", "--", os.fsdecode(name)]
    assert subprocess.run(words, cwd=tmp_path, env=poor, capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize("command", [["fix", "--diff", "page.txt"], ["explain", "page.txt"], ["check", "page.txt"]])
@pytest.mark.parametrize("locale", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])
def test_poor_terminals(command: list[str], locale: dict[str, str], place: Path) -> None:
    """A terminal that knows no Chinese costs escapes, never a crash."""
    done = subprocess.run([*PROGRAM, *command], env=environment(**locale), capture_output=True, check=False)
    assert done.returncode in (0, 1)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["check .", "fix --diff .", "explain page.txt", "fix page.txt -o -", "--help"])
def test_reader_that_leaves(command: str, place: Path) -> None:
    """`| head` ends the program quietly."""
    end, start = os.pipe()
    os.close(end)
    words = [*PROGRAM, *command.split()]
    with subprocess.Popen(words, stdout=start, stderr=subprocess.PIPE, env=environment()) as process:
        os.close(start)
        _, messages = process.communicate()
    assert b"Traceback" not in messages
    assert b"Exception ignored" not in messages
    assert process.returncode == (1 if command == "--help" else 141)
    assert (place / "page.txt").read_bytes() == DAMAGED


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a folder that a program runs in")
@pytest.mark.parametrize("path", [".", "../page.txt"])
def test_no_folder_to_run_in(path: str, place: Path) -> None:
    """A folder that was removed under a shell is a failure in one sentence."""
    (place / "gone").mkdir()
    start = "import sys; from mojibake_fix.__main__ import main; sys.exit(main())"  # python -m needs a folder itself
    env = {**os.environ, "PYTHONPATH": str(ROOT)}  # and so does an empty part of the path
    program = f'cd gone && rmdir ../gone && exec "{sys.executable}" -c "{start}" check {path}'
    done = subprocess.run(["sh", "-c", program], cwd=place, stderr=subprocess.PIPE, env=env, check=False)
    assert done.returncode == 3
    assert done.stderr.startswith(b"mojibake-fix: the folder that this was started in is gone; ")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize("command", ["check page.txt", "fix page.txt -o -", "explain page.txt", "fix --help", "--version"])
def test_full_output(command: str, place: Path) -> None:
    """An output that takes nothing more is a failure in one sentence."""
    words = [*PROGRAM, *command.split()]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, env=environment(), check=False)
    assert done.returncode == 3
    assert b"standard output cannot be written (No space left on device)" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "status"), [("fix page.txt -o -", 3), ("check page.txt", 1), ("fix page.txt", 1), ("fix - -q", 3)]
)
def test_closed_output(words: str, status: int, place: Path) -> None:
    """With standard output closed from the start, only a result that had to go there is a failure."""
    program = f'exec "{sys.executable}" -m mojibake_fix {words} < clean.txt >&-'
    done = subprocess.run(["sh", "-c", program], stderr=subprocess.PIPE, env=environment(), check=False)
    assert done.returncode == status, done.stderr
    assert b"Traceback" not in done.stderr


def test_signal_in_the_middle(tmp_path: Path) -> None:
    """A real Ctrl-C leaves every file whole, old or new, and nothing beside them."""
    names = [f"{number:03}.txt" for number in range(300)]
    for name in names:
        (tmp_path / name).write_bytes(DAMAGED)
    words = [*PROGRAM, "fix", "."]
    with subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE, env=environment()) as process:
        assert process.stderr is not None
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        messages = process.stderr.read()
    assert process.returncode in (130, 1)
    assert b"Traceback" not in messages
    assert sorted(os.listdir(tmp_path)) == names
    assert {(tmp_path / name).read_bytes() for name in names} <= {DAMAGED, MENDED}
