"""Drive the runner for a command: show every report, count, stop cleanly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..errors import MojibakeFixError
from ..files.discover import Source
from ..output.human import Summary, sentence
from ..output.terminal import Style
from ..output.visible import visible
from ..runner import Report, Status, exit_code
from .options import Request
from .progress import Progress
from .texts import INTERRUPTED

__all__ = ["say", "work"]

_STYLES = {Status.CHANGED: Style.GOOD, Status.DAMAGED: Style.DOUBT, Status.REPORTED: Style.DOUBT, Status.FAILED: Style.BAD}


def work(
    request: Request,
    sources: Sequence[Source],
    reports: Iterator[Report],
    show: Callable[[Report], None],
    *,
    matters: Callable[[Report], bool],
    summary: Summary | None = None,
) -> int:
    """Draw the ``reports`` of ``sources``, ``show`` each as it comes, say the summary, and return the exit code.

    It is at least 1 if a report ``matters``.
    """
    code = 0
    reached = 0
    with Progress(len(sources), request) as progress:
        try:
            for report in reports:
                progress.clear()
                show(report)
                if summary is not None:
                    summary.add(report)
                code = max(code, exit_code(report, matters=matters(report), strict=request.strict))
                reached += 1
                progress.advance()
        except KeyboardInterrupt:
            progress.clear()
            if reached < len(sources):
                _say_stopped(request, sources[reached])
            code = INTERRUPTED
    if summary is not None and not request.quiet:
        for line in summary.paragraphs():
            request.terminal.message(line)
        request.terminal.message(summary.sentence(unreached=len(sources) - reached))
    return code


def say(request: Request, report: Report, *, done: bool, payload: bool) -> None:
    """Write the line about one file: to the payload where it is what was asked for, else to the messages.

    Files that stay as they are, and binary files that nobody named, are mentioned only to who asked for it. Errors are
    always messages.
    """
    if not _worth_a_line(request, report):
        return
    payload = payload and report.error is None
    line = sentence(report, done=done)
    if report.status in _STYLES:
        name = visible(f"{report.source.path}:")
        line = request.terminal.painted(name, _STYLES[report.status], payload=payload) + line.removeprefix(name)
    if payload:
        request.terminal.payload(line)
    else:
        request.terminal.message(line)
    if request.verbose and report.error is not None:
        _say_fault(request, report.error)


def _worth_a_line(request: Request, report: Report) -> bool:
    if report.status is Status.FAILED:
        return True
    if request.quiet:
        return False
    if report.status is Status.SKIPPED:
        return request.verbose or report.source.named or report.target is not None
    return request.verbose or report.status is not Status.UNCHANGED


def _say_fault(request: Request, error: MojibakeFixError) -> None:
    """Show where this program failed, for a report of the fault; errors of the user's files need no such thing."""
    if type(error) is MojibakeFixError and error.__cause__ is not None:
        import traceback

        request.terminal.message("".join(traceback.format_exception(error.__cause__)).rstrip())


def _say_stopped(request: Request, source: Source) -> None:
    """Say what a Ctrl-C came upon."""
    state = "it is whole: either as it was, or completely repaired"
    request.terminal.message(visible(f"{source.path}: stopped by Ctrl-C while working on it; {state}"))
