"""Write files whole or not at all, and never over work that somebody else did meanwhile."""

from __future__ import annotations

import os
import stat
from contextlib import suppress

from ..errors import FileChangedError, FileError
from .read import Snapshot

__all__ = ["create", "replace"]


def replace(snapshot: Snapshot, content: bytes) -> None:
    """Put ``content`` in the place of the file that ``snapshot`` was taken of.

    The file is at every moment either the old one or the new one, whole. Mode and, where allowed, owner stay; a
    symbolic link stays and its target is replaced; other hard links keep the old content.

    Raises FileChangedError if the file is no longer what was read, FileError if it cannot be written; it is untouched
    then.
    """
    path = snapshot.path
    target = os.path.realpath(path)
    try:
        like = os.stat(target)
        if not like.st_mode & 0o222 or not os.access(target, os.W_OK):  # the superuser may, but is told all the same
            raise FileError(f"{path}: it is read-only and was left as it is; make it writable or use --output")
        _write(target, content, like=like, expected=snapshot)
    except FileNotFoundError as error:
        raise _changed(path) from error
    except OSError as error:
        raise FileError(f"{path}: it cannot be written ({error.strerror}); it was left as it is") from error


def create(path: str, content: bytes, *, like: str | None = None) -> None:
    """Write ``content`` to ``path``, with the folders that it needs; a file that is there already is replaced.

    ``like`` is a file to take the mode from. Raises FileError if it cannot be written; what was there before is
    untouched.
    """
    try:
        if os.path.isdir(path):
            raise FileError(f"{path}: this is a folder, so no file can be written there; nothing was written")
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        _write(path, content, like=os.stat(like) if like is not None else None)
    except OSError as error:
        raise FileError(f"{path}: it cannot be written ({error.strerror}); what was there before is untouched") from error


def _write(target: str, content: bytes, *, like: os.stat_result | None, expected: Snapshot | None = None) -> None:
    """Fill a temporary file beside ``target`` and move it there, if ``target`` still is what is ``expected``."""
    folder = os.path.dirname(target) or "."
    temporary = os.path.join(folder, f".mojibake-fix-{os.urandom(8).hex()}")  # known before it is there, whenever Ctrl-C comes
    try:
        with open(temporary, "xb", opener=_for_the_owner) as file:
            file.write(content)
            _dress(file.fileno(), like)
            file.flush()
            os.fsync(file.fileno())
        if expected is not None:
            _compare(target, expected)
        os.replace(temporary, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
    _sync_folder(folder)


def _for_the_owner(path: str, flags: int) -> int:
    """Open a file that nobody else can read, until it is dressed as what it replaces."""
    return os.open(path, flags, 0o600)


def _compare(target: str, expected: Snapshot) -> None:
    """Raise FileChangedError unless ``target`` still holds what was read: times and sizes can lie, content cannot."""
    with open(target, "rb") as file:
        if file.read() != expected.content:
            raise _changed(expected.path)


def _changed(path: str) -> FileChangedError:
    return FileChangedError(f"{path}: the file changed while it was being repaired; the newer one was left as it is; run again")


def _dress(handle: int, like: os.stat_result | None) -> None:
    """Give a file the owner and the mode of another; without one, the mode that any new file gets."""
    if like is None:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    else:
        mode = stat.S_IMODE(like.st_mode)
        if hasattr(os, "fchown") and (like.st_uid, like.st_gid) != (os.geteuid(), os.getegid()):
            with suppress(PermissionError):
                os.fchown(handle, like.st_uid, like.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(handle, mode)


def _sync_folder(folder: str) -> None:
    """Make the move last through a power cut, where folders can be synced."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
