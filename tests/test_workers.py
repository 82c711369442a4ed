"""Many files in several processes: what comes out is what one process gives."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from itertools import count
from multiprocessing import active_children
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mojibake_fix import MojibakeFixError, runner, workers
from mojibake_fix.config import Config
from mojibake_fix.files import read as reading
from mojibake_fix.files.destination import Folder, InPlace, Nowhere
from mojibake_fix.files.discover import Source, discover
from mojibake_fix.runner import Report, Status, run
from mojibake_fix.workers import in_order

FILES = {
    "clean.md": "验证计划：完成。\n".encode(),
    "garbled.md": "# 楠岃瘉璁″垝:完成\n".encode(),  # mojibake-fix: ignore
    "lost.txt": "这里是锟斤拷锟斤拷。\n".encode(),  # mojibake-fix: ignore
    "novel.txt": "第一章 那年夏天的雨下得很大，他站在门口等了很久。\n".encode("gbk"),
    "short.txt": "系统".encode("gbk"),
    "picture.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00",
    "nonsense.txt": bytes(range(128, 256)) * 3,
    "empty.txt": b"",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "tree"
    for k in range(9):  # more than a process is given at once
        folder = root / f"part{k}"
        folder.mkdir(parents=True)
        for name, content in FILES.items():
            (folder / name).write_bytes(content)
    return root


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.*")}


def shown(reports: list[Report]) -> list[tuple[object, ...]]:
    return [
        (
            report.source.path,
            report.status,
            str(report.error),
            report.outcome and (report.outcome.findings, report.outcome.plan, report.outcome.detection),
        )
        for report in reports
    ]


def test_several_processes_find_the_same(tree: Path) -> None:
    """Reports are the same, in the same order, whatever the number of processes."""
    sources = list(discover([str(tree)]))
    one, two = (shown(list(run(sources, Config(), Nowhere(), jobs))) for jobs in (1, 2))
    assert one == two
    assert {status for _, status, *_ in one} == {*Status} - {Status.REPORTED}


def test_several_processes_write_the_same(tree: Path, tmp_path: Path) -> None:
    """A copy and a repair in place have the same bytes, whatever the number of processes."""
    sources = list(discover([str(tree)]))
    copies = [tmp_path / "one", tmp_path / "two"]
    for jobs, copy in enumerate(copies, 1):
        list(run(sources, Config(), Folder(str(copy)), jobs))
    list(run(sources, Config(), InPlace(), 2))
    one, two, in_place = (
        {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.*")} for root in (*copies, tree)
    )
    assert one == two
    assert {name: content for name, content in in_place.items() if name in one} == one


def test_a_vanished_file_is_a_report(tree: Path) -> None:
    """A file that fails in a process stops no other."""
    sources = list(discover([str(tree)]))
    (tree / "part3" / "clean.md").unlink()
    failed = [report.source.relative for report in run(sources, Config(), Nowhere(), 2) if report.status is Status.FAILED]
    assert os.path.join("part3", "clean.md") in failed
    assert len([name for name in failed if name.endswith("nonsense.txt")]) == len(failed) - 1


def test_standard_input_is_read_here() -> None:
    """What is piped in comes out repaired, whatever the number of processes, which have no standard input."""
    command = [sys.executable, "-m", "mojibake_fix", "fix", "-", "--jobs", "2", "--profile", "repair"]
    run = subprocess.run(command, input="鍥炬爣\n".encode(), capture_output=True, check=False)  # mojibake-fix: ignore
    assert (run.returncode, run.stdout.decode()) == (1, "图标\n")


def double(number: int) -> int:
    return 2 * number


def die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)


@given(st.lists(st.integers(), max_size=40))
@settings(max_examples=5)
def test_results_come_in_order(numbers: list[int]) -> None:
    """Every argument has its result, in its place."""
    assert list(in_order(double, numbers, 2)) == [2 * number for number in numbers]


def test_no_more_is_taken_than_soon_needed() -> None:
    """Arguments are taken as results are, so that a large tree does not fill the memory."""
    taken: list[int] = []

    def arguments() -> object:
        for number in range(10_000):
            taken.append(number)
            yield number

    results = in_order(double, arguments(), 2)  # type: ignore[arg-type]
    next(results)
    assert len(taken) < 1000
    results.close()  # type: ignore[attr-defined]


def test_a_killed_process_is_told() -> None:
    """A process that was killed ends the run with a sentence."""
    with pytest.raises(MojibakeFixError, match="worker process was killed"):
        list(in_order(die, [1, 2], 2))


def refuse(*_: object) -> None:
    raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")


def test_no_memory_to_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where processes cannot share memory, as in some containers, there is one."""
    monkeypatch.setattr(BaseContext, "Event", refuse)
    assert list(in_order(os_pid, [1, 2], 2)) == [os.getpid()] * 2


def os_pid(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("started", [0, 1])
def test_no_process_to_start(started: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that lets no process start, or not so many, is told of in a sentence, and those that started end."""
    start, starts = BaseProcess.start, count()
    monkeypatch.setattr(BaseProcess, "start", lambda process: start(process) if next(starts) < started else refuse())
    with pytest.raises(MojibakeFixError, match=r"no other process can be started .*; try --jobs 1"):
        list(in_order(double, [1, 2], 2))
    assert not [child for child in active_children() if child.join(10) or child.is_alive()]


KILLED = """
import os, signal, sys
from mojibake_fix import runner
runner._repair = lambda *arguments: os.kill(os.getpid(), signal.SIGKILL)
sys.argv[1:] = ["fix", "--jobs", "2", "tree"]
from mojibake_fix.__main__ import main
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_processes_end_with_the_one_that_started_them(tree: Path) -> None:
    """Whoever kills the first process kills all: no other one holds its output open, or waits for ever."""
    env = {**os.environ, "PYTHONPATH": str(Path(runner.__file__).parent.parent)}
    command = [sys.executable, "-c", KILLED]
    with subprocess.Popen(command, cwd=tree.parent, env=env, start_new_session=True, stderr=subprocess.PIPE) as run:
        try:
            run.communicate(timeout=60)
        except subprocess.TimeoutExpired:  # or its processes would stay
            os.killpg(run.pid, signal.SIGKILL)
            raise
    assert run.returncode == -signal.SIGKILL


CTRL_C = "os.killpg(0, signal.SIGINT)"  # to this process and all that it has started, as a terminal does it
INTERRUPTED = """
import os, signal, sys
from multiprocessing.process import BaseProcess
from mojibake_fix import runner
start, look = BaseProcess.start, runner._look

def started(self):
    {before}
    start(self)
    {behind}

def looked(*arguments, **named):
    {within}
    return look(*arguments, **named)

BaseProcess.start, runner._look = started, looked
sys.argv[1:] = ["fix", "--jobs", "2", "tree"]
from mojibake_fix.__main__ import main
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no groups of processes to interrupt")
@pytest.mark.parametrize("moment", ["before", "behind", "within"])
def test_ctrl_c_while_processes_start(moment: str, tree: Path) -> None:
    """Whenever Ctrl-C comes, one sentence says so; every file is as it was or repaired, and nothing else is there."""
    before = contents(tree)
    program = INTERRUPTED.format(**{"before": "", "behind": "", "within": "", moment: CTRL_C})
    env = {**os.environ, "PYTHONPATH": str(Path(runner.__file__).parent.parent)}
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, cwd=tree.parent, env=env, start_new_session=True, stderr=subprocess.PIPE, text=True) as run:
        try:
            _, said = run.communicate(timeout=60)
        except subprocess.TimeoutExpired:  # or its processes would stay
            os.killpg(run.pid, signal.SIGKILL)
            raise
    assert run.returncode == 130, said
    assert "Traceback" not in said
    assert "stopped by Ctrl-C" in said
    after = contents(tree)
    assert after.keys() == before.keys()
    repaired = {name for name, content in after.items() if content != before[name]}
    assert all(after[name].decode() for name in repaired)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to hold")
@pytest.mark.parametrize("others", [0, 3])
def test_ctrl_c_is_held_and_kept(others: int) -> None:
    """A Ctrl-C that comes while a process is started is not lost: it is raised once that is over, other threads or not."""
    done: list[str] = []
    over = threading.Event()
    threads = [threading.Thread(target=over.wait) for _ in range(others)]
    for thread in threads:
        thread.start()

    def interrupted() -> None:
        with workers._interrupts_held():
            os.kill(os.getpid(), signal.SIGINT)
            done.append("what is not to be interrupted")

    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    over.set()
    assert done
    assert signal.getsignal(signal.SIGINT) is before


LINE = "月亮渐渐地升高了，墙外马路上孩子们的欢笑，已经听不见了。\n"


@pytest.mark.parametrize(
    ("content", "settled"),
    [
        (LINE * 300, True),
        (LINE * 300 + "# 楠岃瘉璁″垝\n" + LINE * 300, False),  # mojibake-fix: ignore
        (LINE * 300 + "你好,世界\n", False),
        (LINE.replace("\n", "") * 300, True),  # one line
    ],
)
def test_large_files_are_read_in_parts(content: str, settled: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large file in which nothing is to be done is never in the memory as a whole; others get the report they always got."""
    monkeypatch.setattr(runner, "_LARGE", 100)
    monkeypatch.setattr(reading, "_PART", 1000)
    path = tmp_path / "large.txt"
    path.write_text(content, encoding="utf-8")
    read: list[str] = []

    def noted(name: str) -> reading.Snapshot:
        read.append(name)
        return reading.read(name)

    monkeypatch.setattr(runner, "read", noted)
    [report] = run([Source(str(path), "large.txt")], Config(), Nowhere(), 1)
    assert (report.status is Status.UNCHANGED) == settled
    assert bool(read) != settled


def test_parts_are_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts end where lines do, and together are the text, wherever a character is cut."""
    for size in range(1, 9):
        monkeypatch.setattr(reading, "_PART", size)
        path = tmp_path / "parts.txt"
        path.write_text("a中\n文b😀\n", encoding="utf-8")
        assert "".join(reading.read_parts(str(path))) == "a中\n文b😀\n"
