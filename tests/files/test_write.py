"""A file is at every moment the old one or the new one, whole."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from mojibake_fix.errors import FileChangedError, FileError
from mojibake_fix.files.read import Snapshot, read
from mojibake_fix.files.write import create, replace

OLD, NEW = b"old\r\n", "新\n".encode()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Return a file in a folder of its own."""
    path = tmp_path / "page.txt"
    path.write_bytes(OLD)
    return path


def raises(error: BaseException) -> Any:
    """Return a function that only raises."""

    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize("step", ["fsync", "replace", "fchmod"])
@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), FileError),
        (OSError(errno.EROFS, "Read-only file system"), FileError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_a_fault_leaves_the_old_file(
    page: Path, monkeypatch: pytest.MonkeyPatch, step: str, fault: BaseException, seen: type[BaseException]
) -> None:
    """A full disk, a read-only one, or Ctrl-C at any step leaves the file as it was and nothing beside it."""
    snapshot = read(str(page))
    monkeypatch.setattr(os, step, raises(fault))
    with pytest.raises(seen):
        replace(snapshot, NEW)
    monkeypatch.undo()
    assert page.read_bytes() == OLD
    assert os.listdir(page.parent) == ["page.txt"]


@pytest.mark.parametrize("newer", [b"newer", b"OLD\r\n", b""])
def test_newer_work_is_kept(page: Path, newer: bytes) -> None:
    """What somebody else wrote meanwhile stays, even if size and time are the same."""
    snapshot = read(str(page))
    times = page.stat().st_atime_ns, page.stat().st_mtime_ns
    page.write_bytes(newer)
    os.utime(page, ns=times)
    with pytest.raises(FileChangedError, match="changed while it was being repaired"):
        replace(snapshot, NEW)
    assert page.read_bytes() == newer
    assert os.listdir(page.parent) == ["page.txt"]


def test_a_removed_file_stays_removed(page: Path) -> None:
    """A file that is gone meanwhile does not come back."""
    snapshot = read(str(page))
    page.unlink()
    with pytest.raises(FileChangedError):
        replace(snapshot, NEW)
    assert os.listdir(page.parent) == []


def test_a_read_only_file_is_refused(page: Path) -> None:
    """Whoever made a file read-only meant it."""
    page.chmod(0o444)
    with pytest.raises(FileError, match="read-only"):
        replace(read(str(page)), NEW)
    assert page.read_bytes() == OLD


def test_a_folder_is_no_place_for_a_file(tmp_path: Path) -> None:
    """A folder in the place of the output is named, and nothing happens to it."""
    with pytest.raises(FileError, match="is a folder"):
        create(str(tmp_path), NEW)
    assert os.listdir(tmp_path) == []


def test_replace_keeps_the_mode(page: Path) -> None:
    """The new file has the content that was asked for and the mode of the old one."""
    page.chmod(0o640)
    replace(read(str(page)), NEW)
    assert page.read_bytes() == NEW
    assert stat.S_IMODE(page.stat().st_mode) == 0o640
    assert os.listdir(page.parent) == ["page.txt"]


def test_replace_goes_through_a_link(page: Path) -> None:
    """A symbolic link stays a link, what it points to is replaced."""
    link = page.parent / "sub" / "link.txt"
    link.parent.mkdir()
    link.symlink_to("../page.txt")
    replace(read(str(link)), NEW)
    assert link.is_symlink()
    assert page.read_bytes() == NEW


def test_create_makes_folders_and_takes_the_mode(page: Path, tmp_path: Path) -> None:
    """A copy lies where it was asked for, with the mode of its source; without one, as any new file."""
    page.chmod(0o600)
    target = tmp_path / "a" / "b" / "c.txt"
    create(str(target), NEW, like=str(page))
    assert (target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (NEW, 0o600)
    plain, made = tmp_path / "plain.txt", tmp_path / "made.txt"
    plain.write_bytes(b"")
    create(str(made), NEW)
    assert made.stat().st_mode == plain.stat().st_mode


def test_create_replaces_a_link_and_not_its_target(page: Path, tmp_path: Path) -> None:
    """A link in the place of a copy must not lead the copy somewhere else."""
    target = tmp_path / "copy.txt"
    target.symlink_to(page)
    create(str(target), NEW)
    assert page.read_bytes() == OLD
    assert target.read_bytes() == NEW


def test_a_change_while_reading_is_noticed(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that grows while it is read is not taken for whole."""
    sizes = iter([page.stat()])

    def growing(handle: int) -> os.stat_result:
        known = next(sizes, None)
        if known is not None:
            return known
        page.write_bytes(OLD * 2)
        return os.stat(page)

    monkeypatch.setattr(os, "fstat", growing)
    with pytest.raises(FileChangedError, match="while it was being read"):
        read(str(page))


@pytest.mark.parametrize(
    "content",
    [b"", b"plain", OLD, "文".encode("utf-16"), "text".encode("utf-16-le"), "text".encode("utf-32"), b"\0", b"a\0b"],
)
def test_reading_leaves_the_decision_open(tmp_path: Path, content: bytes) -> None:
    """Bytes that might be text in some encoding are handed on, whatever they look like."""
    path = tmp_path / "x"
    path.write_bytes(content)
    assert read(str(path)) == Snapshot(str(path), content)
