"""Many files, one after the other: read, repair, deliver, report; a file that fails never stops the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from itertools import islice

from . import pipeline
from .config import Config
from .detect import SURE, detect
from .errors import FileError, MojibakeFixError, NotTextError, UndecodableError, UsageError
from .files.destination import Destination
from .files.discover import STDIN, Source
from .files.read import Snapshot, read, read_windows
from .files.settings import place
from .model import Detection, Outcome
from .spans import PROSE, Format, formats

__all__ = ["INTERRUPTED", "Known", "Report", "Status", "examine", "exit_code", "format_of", "repair", "run"]

_OF_A_PART = 0.999  # how sure anything is of a file that was not looked at as a whole
_NEIGHBOURS = 50  # files that are asked at the most

INTERRUPTED = 130  # what a shell expects of a program that Ctrl-C stopped


class Status(Enum):
    """What became of a file."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"  # or would be, where nothing is written
    DAMAGED = "damaged"  # nothing to change, but damage that nobody can mend
    REPORTED = "reported"  # nothing to change, but something that a rule only reports
    SKIPPED = "skipped"  # no text
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one file: ``outcome`` if it was repaired, ``detection`` if it was only looked at, else ``error``.

    ``target`` is the path that was written.
    """

    source: Source
    status: Status
    outcome: Outcome | None = None
    detection: Detection | None = None
    error: MojibakeFixError | None = None
    target: str | None = None

    @property
    def damaged(self) -> bool:
        """Tell whether damage stays."""
        return self.outcome is not None and self.outcome.damaged


def run(sources: Iterable[Source], config: Config, destination: Destination) -> Iterator[Report]:
    """Repair ``sources`` in order and yield a report as soon as each is delivered.

    Raises UsageError for an option that only the bytes show to be wrong, such as an encoding nobody knows; a file that
    fails is a report.
    """
    for source in sources:
        try:
            yield _repair(source, config, destination)
        except UsageError:
            raise
        except NotTextError as error:
            yield _skip(source, error, destination)
        except MojibakeFixError as error:
            yield Report(source, Status.FAILED, error=error)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of files before their encoding is detected, and whether all of a large file is looked at."""

    languages: Sequence[str] | None = None
    candidates: Sequence[str] | None = None
    whole: bool = False

    def detect(self, source: Source, neighbours: Sequence[str] = ()) -> Detection:
        """Detect the encoding of a file. Raises what the file is to blame for, and UsageError for what nobody knows."""
        if source.refusal is not None:
            raise source.refusal
        snapshot = read(source.path, whole=True) if self.whole else read_windows(source.path)
        found = detect(snapshot.content, languages=self.languages, candidates=self.candidates, neighbours=neighbours)
        if not snapshot.left_out:
            return found
        seen, size = len(snapshot.content), len(snapshot.content) + snapshot.left_out
        evidence = f"{found.evidence}; {_megabytes(seen)} of {_megabytes(size)} looked at"
        return replace(found, confidence=min(found.confidence, _OF_A_PART), evidence=evidence)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"


def examine(sources: Sequence[Source], known: Known) -> Iterator[Report]:
    """Detect the encoding of ``sources`` in order and yield a report of each; a file that fails is a report, too.

    A file that says too little is decided with the files beside it that have the same ending. Raises UsageError for a language
    or an encoding nobody knows.
    """
    looked_at = cache(known.detect)
    for source in sources:
        try:
            detection = looked_at(source)
            if detection.binary:
                raise NotTextError(f"{source.path}: binary, nothing to repair")
            if detection.confidence < SURE and (neighbours := list(_neighbours(source, sources, looked_at))):
                detection = known.detect(source, neighbours)
            yield Report(source, Status.UNCHANGED, detection=detection)
        except UsageError:
            raise
        except NotTextError as error:
            yield Report(source, Status.SKIPPED, error=error)
        except MojibakeFixError as error:
            yield Report(source, Status.FAILED, error=error)


def _neighbours(source: Source, sources: Sequence[Source], detected: Callable[[Source], Detection]) -> Iterator[str]:
    """Yield the encodings of the files beside one that have its ending, as far as they are sure of one, and it is not UTF-8."""
    near = (other for other in sources if other != source and _kind(other) == _kind(source) and not other.is_stdin)
    for other in islice(near, _NEIGHBOURS):
        with suppress(MojibakeFixError):
            detection = detected(other)
            if detection.encoding not in (None, "utf-8") and detection.confidence >= SURE:
                yield str(detection.encoding)


def _kind(source: Source) -> tuple[str, str]:
    """Return the folder and the ending of a file."""
    folder = source.path.removesuffix(os.path.basename(source.path))
    return folder, os.path.splitext(source.path)[1].lower()


def format_of(name: str, config: Config) -> Format | None:
    """Return the format of a file of that name, if rules may act in it; standard input without a name is prose.

    >>> format_of("-", Config()) is PROSE, format_of("table.csv", Config())
    (True, None)
    """
    return PROSE if name == STDIN else formats.format_of(name, config.also)


def exit_code(report: Report, *, matters: bool, strict: bool) -> int:
    """Return 3 if the file failed, or damage stays and ``strict``; else 1 if the report ``matters``; else 0."""
    if report.status is Status.FAILED or (strict and report.damaged):
        return 3
    return 1 if matters else 0


def repair(snapshot: Snapshot, config: Config, name: str) -> Outcome:
    """Run the pipeline on a file, and put its path in front of what the pipeline complains about.

    ``name`` tells its format. Raises MojibakeFixError for what the file, or a fault of this program, is to blame
    for, and UsageError for an option that only the bytes show to be wrong.
    """
    try:
        return pipeline.repair_bytes(snapshot.content, config, format_of(name, config), name)
    except NotTextError as error:
        raise NotTextError(f"{snapshot.path}: {error}") from error
    except UndecodableError as error:
        raise UndecodableError(f"{snapshot.path}: {error}", encoding=error.encoding, offset=error.offset) from error
    except UsageError:
        raise
    except MemoryError as error:
        raise FileError(f"{snapshot.path}: too large for the memory of this machine; it was left as it is") from error
    except Exception as error:  # a fault in a rule must not cost the other files their repair
        fault = f"{type(error).__name__}: {error}"
        raise MojibakeFixError(
            f"{snapshot.path}: this program failed on it ({fault}); it was left as it is; please report it"
        ) from error


def _repair(source: Source, config: Config, destination: Destination) -> Report:
    """Repair one file and deliver the result. Raises what the file is to blame for."""
    snapshot = _read(source)
    path = source.relative if source.is_stdin else place(source.path, config.root)
    outcome = repair(snapshot, config.of_file(path) if config.files else config, source.relative)
    target = destination.put(source, snapshot, outcome.encoded if outcome.changed else snapshot.content)
    return Report(source, _status(outcome), outcome, target=target)


def _read(source: Source) -> Snapshot:
    if source.refusal is not None:
        raise source.refusal
    return read(source.path)


def _status(outcome: Outcome) -> Status:
    if outcome.changed:
        return Status.CHANGED
    if outcome.damaged:
        return Status.DAMAGED
    return Status.REPORTED if outcome.reported else Status.UNCHANGED


def _skip(source: Source, reason: NotTextError, destination: Destination) -> Report:
    """Report a file that is no text; a destination that wants a complete copy gets its bytes as they are."""
    target = None
    if destination.copies:
        try:
            snapshot = read(source.path, whole=True)
            target = destination.put(source, snapshot, snapshot.content)
        except FileError as error:
            return Report(source, Status.FAILED, error=error)
    return Report(source, Status.SKIPPED, error=reason, target=target)
