"""Many files, one after the other: read, repair, deliver, report; a file that fails never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from enum import Enum
from functools import lru_cache, partial
from itertools import repeat
from typing import TYPE_CHECKING

from . import pipeline
from .config import Config
from .detection import SURE, Around, Known
from .errors import FileError, MojibakeFixError, NotTextError, UndecodableError, UsageError
from .files.declared import Declarations
from .files.destination import Destination
from .files.discover import STDIN, Source
from .files.read import Snapshot, read, read_parts, read_windows, size_of
from .files.settings import place
from .model import Detection, Outcome, Plan
from .records import NamedTuple
from .spans import PROSE, Format, formats

if TYPE_CHECKING:
    from .model import Finding

__all__ = ["Report", "Status", "Surroundings", "examine", "exit_code", "format_of", "repair", "run"]

_OF_A_PART = 0.999  # how sure anything is of a file that was not looked at as a whole


class Status(Enum):
    """What became of a file."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"  # or would be, where nothing is written
    DAMAGED = "damaged"  # nothing to change, but damage that nobody can mend
    REPORTED = "reported"  # nothing to change, but something that a rule only reports
    SKIPPED = "skipped"  # no text
    FAILED = "failed"


class Report(NamedTuple):
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


def run(
    sources: Sequence[Source], config: Config, destination: Destination, jobs: int | None = None, *, one_by_one: bool = False
) -> Iterator[Report]:
    """Repair ``sources`` in order and yield a report as soon as each is delivered.

    They are read and repaired in ``jobs`` processes, in one for each processor if that is None and there are many files. Written
    is by this process only, file by file: whenever it is stopped, nothing behind the last report was touched. The reports tell
    every place that changed ``one_by_one``, or only how many there are.

    Raises UsageError for an option that only the bytes show to be wrong, such as an encoding nobody knows; a file that
    fails is a report.
    """
    surroundings = Surroundings(config, one_by_one=one_by_one)
    for source, ahead in zip(sources, _ahead(sources, surroundings, destination, jobs), strict=True):
        try:
            yield _repair(source, surroundings, destination, ahead)
        except UsageError:
            raise
        except NotTextError as error:
            yield _skip(source, error, destination)
        except MojibakeFixError as error:
            yield Report(source, Status.FAILED, error=error)


_MANY = 100  # files, whose repair takes longer than to start processes for it

_Repaired = tuple[Snapshot, Outcome]
_Ahead = _Repaired | MojibakeFixError | None
"""What another process found, or what it raised; None if this one has to look for itself."""


def _ahead(sources: Sequence[Source], surroundings: Surroundings, destination: Destination, jobs: int | None) -> Iterator[_Ahead]:
    """Yield for each source what was found ahead of its turn: in one process, nothing."""
    if jobs is None and len(sources) < _MANY:
        jobs = 1
    if jobs != 1:
        from .workers import available, in_order  # which few files have no need of

        jobs = jobs or available()
    if jobs == 1:
        yield from repeat(None, len(sources))
        return
    look = partial(_look, surroundings, whole=destination.copies)
    yield from in_order(look, sources, jobs, lambda source: size_of(source.path))


def _look(surroundings: Surroundings, source: Source, *, whole: bool) -> _Ahead:
    """Read and repair a file. If it stays as it is, the text comes back only if the ``whole`` is needed."""
    if source.is_stdin:  # which only the first process has
        return None
    try:
        snapshot, outcome = _repaired(source, surroundings, surroundings.repair_alone, whole=whole)
    except UndecodableError:  # which the files around it may decide, in the state that their turn left them in
        return None
    except MojibakeFixError as error:
        return error
    if outcome.changed or whole:
        return snapshot, outcome
    return _unchanged(outcome.detection, outcome.findings)


@lru_cache(maxsize=16)
def _unchanged(detection: Detection, findings: tuple[Finding, ...]) -> _Repaired:
    """Return what there is to be said of a file that stays as it is: of most files the same, which then is sent only once."""
    return Snapshot("", b""), Outcome("", "", Plan(), findings, detection, False)


class Surroundings:
    """The files around each file, which tell its encoding where it says too little itself, and what they were found to be in.

    What a run has found stays true when it has made UTF-8 of the file. ``whole`` is to look at all of a large file, and what is
    changed can be told ``one_by_one``.
    """

    def __init__(self, config: Config, whole: bool = False, one_by_one: bool = True) -> None:
        self.config = config
        self.whole = whole
        self.one_by_one = one_by_one
        self.found: dict[str, Detection] = {}
        self.declarations = Declarations()

    def detect(self, path: str) -> Detection:
        """Detect the encoding of a file, with those beside it if it says too little. Raises what the file is to blame for."""
        found = self._alone(path)
        if found.confidence >= SURE or found.binary or not (neighbours := self._neighbours(path)):
            return found
        return self._detected(path, neighbours)

    def repair(self, snapshot: Snapshot, name: str) -> Outcome:
        """Run the pipeline on a file, with those beside it if it says too little. Raises what ``repair`` raises."""
        try:
            return self.repair_alone(snapshot, name)
        except UndecodableError:
            config = self._config_of(snapshot.path, name)
            if config.encoding is not None or not (neighbours := self._neighbours(snapshot.path)):
                raise
            return repair(snapshot, config, name, self._around(snapshot.path)._replace(neighbours=neighbours), self.one_by_one)

    def repair_alone(self, snapshot: Snapshot, name: str) -> Outcome:
        """Run the pipeline on a file by what it says itself. Raises what ``repair`` raises."""
        return repair(snapshot, self._config_of(snapshot.path, name), name, self._around(snapshot.path), self.one_by_one)

    def settled(self, source: Source) -> Outcome | None:
        """Return the outcome of a file in which there is nothing to do, part by part, or None if it has to be read as a whole."""
        config = self._config_of(source.path, source.relative)
        kind = format_of(source.relative, config)
        if config.encoding is not None or (kind is not None and kind is not PROSE):
            return None
        found = self._detected(source.path)
        if found.encoding != "utf-8" or found.bom:
            return None
        try:
            settled = all(pipeline.is_settled(part, config, kind) for part in read_parts(source.path))
        except UnicodeDecodeError:
            return None
        return Outcome("", "", Plan(()), (), replace(found, confidence=1.0, evidence="valid UTF-8"), False) if settled else None

    def _alone(self, path: str) -> Detection:
        if path not in self.found:
            self.found[path] = self._detected(path)
        return self.found[path]

    def _detected(self, path: str, neighbours: Sequence[str] = ()) -> Detection:
        config = self._config_of(path)
        snapshot = read(path, whole=True) if self.whole else read_windows(path)
        if config.encoding is None:
            from .detection import examined  # and with it the models of all languages

            around = self._around(path)._replace(neighbours=neighbours)
            found = examined(snapshot.content, Known(config.languages, config.candidates, around)).detection
        else:
            found = self._named(snapshot, config.encoding)
        if not snapshot.left_out:
            return found
        seen, size = len(snapshot.content), len(snapshot.content) + snapshot.left_out
        evidence = f"{found.evidence}; {_megabytes(seen)} of {_megabytes(size)} looked at"
        return replace(found, confidence=min(found.confidence, _OF_A_PART), evidence=evidence)

    def _named(self, snapshot: Snapshot, encoding: str) -> Detection:
        from .detection import named

        try:
            return named(snapshot.content, encoding)
        except UndecodableError as error:
            raise _of_path(error, snapshot.path) from error

    def _neighbours(self, path: str) -> list[str]:
        """Return the encodings of the files beside one that have its ending, where they are sure of one, and it is not UTF-8."""
        from .files.siblings import siblings  # which a file that tells its encoding has no need of

        encodings: list[str] = []
        for other in siblings(path) if path != STDIN else ():
            with suppress(MojibakeFixError):
                found = self._alone(other)
                if found.encoding not in (None, "utf-8") and found.confidence >= SURE:
                    encodings.append(str(found.encoding))
        return encodings

    def _around(self, path: str) -> Around:
        return Around() if path == STDIN else Around(self.declarations.of(path))

    def _config_of(self, path: str, name: str = "") -> Config:
        """Return the options for a file, or for standard input by the ``name`` that it would have as a file."""
        if not self.config.files:
            return self.config
        return self.config.of_file(name if path == STDIN else place(path, self.config.root))


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"


def examine(sources: Sequence[Source], config: Config, *, whole: bool = False) -> Iterator[Report]:
    """Detect the encoding of ``sources`` in order and yield a report of each; a file that fails is a report, too.

    Of a large file its beginning, middle and end are looked at, or the ``whole``.
    """
    surroundings = Surroundings(config, whole)
    for source in sources:
        try:
            if source.refusal is not None:
                raise source.refusal
            detection = surroundings.detect(source.path)
            if detection.binary:
                raise NotTextError(f"{source.path}: binary, nothing to repair")
            yield Report(source, Status.UNCHANGED, detection=detection)
        except NotTextError as error:
            yield Report(source, Status.SKIPPED, error=error)
        except MojibakeFixError as error:
            yield Report(source, Status.FAILED, error=error)


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


def repair(snapshot: Snapshot, config: Config, name: str, around: Around, one_by_one: bool = True) -> Outcome:
    """Run the pipeline on a file, and put its path in front of what the pipeline complains about.

    ``name`` tells its format, what lies ``around`` it its encoding if it says too little itself. Raises MojibakeFixError for what
    the file, or a fault of this program, is to blame for, and UsageError for an option that only the bytes show to be wrong.
    """
    try:
        return pipeline.repair_bytes(snapshot.content, config, format_of(name, config), name, around, one_by_one)
    except NotTextError as error:
        raise NotTextError(f"{snapshot.path}: {error}") from error
    except UndecodableError as error:
        raise _of_path(error, snapshot.path) from error
    except UsageError:
        raise
    except MemoryError as error:
        raise FileError(f"{snapshot.path}: too large for the memory of this machine; it was left as it is") from error
    except Exception as error:  # a fault in a rule must not cost the other files their repair
        fault = f"{type(error).__name__}: {error}"
        raise MojibakeFixError(
            f"{snapshot.path}: this program failed on it ({fault}); it was left as it is; please report it"
        ) from error


def _of_path(error: UndecodableError, path: str) -> UndecodableError:
    return UndecodableError(f"{path}: {error}", encoding=error.encoding, offset=error.offset)


def _repair(source: Source, surroundings: Surroundings, destination: Destination, ahead: _Ahead) -> Report:
    """Repair one file, unless that was done ahead of its turn, and deliver the result. Raises what the file is to blame for."""
    if isinstance(ahead, MojibakeFixError):
        raise ahead
    if ahead is None:
        snapshot, outcome = _repaired(source, surroundings, surroundings.repair, whole=destination.copies)
    else:
        snapshot, outcome = ahead
    surroundings.found[source.path] = outcome.detection
    target = destination.put(source, snapshot, outcome.encoded if outcome.changed else snapshot.content)
    return Report(source, _status(outcome), outcome, target=target)


def _repaired(
    source: Source, surroundings: Surroundings, way: Callable[[Snapshot, str], Outcome], *, whole: bool
) -> tuple[Snapshot, Outcome]:
    """Read a file and repair it in some way; of a large one in which nothing is to be done no bytes are kept."""
    if source.refusal is not None:
        raise source.refusal
    if not whole and size_of(source.path) > _LARGE and (settled := surroundings.settled(source)) is not None:
        return Snapshot(source.path, b""), settled
    snapshot = read(source.path)
    return snapshot, way(snapshot, source.relative)


_LARGE = (
    1 << 26
)  # bytes from which a file is looked at in parts first: most are clean, and as a whole they take 8 times the memory


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
