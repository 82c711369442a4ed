"""``fix``: mend files, in place or elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from ..errors import UsageError
from ..files.destination import Destination, Folder, InPlace, Nowhere, Stdout
from ..files.discover import STDIN, Source, discover
from ..output.diff import unified
from ..output.human import Summary
from ..output.terminal import Style
from ..runner import Report, Status, run
from .options import Request, common, jobs, paths, reading, repairing, strict
from .texts import examples
from .work import say, work

__all__ = ["fix"]

_DIFF_STYLES = {"+": Style.GOOD, "-": Style.BAD, "@": Style.PLACE}


@click.command(
    epilog=examples(
        "fix novel.txt",
        "fix site/ --output build/clean",
        "fix site/ --diff | less",
        "fix notes.txt --best-guess --dry-run",
        "fix - --script hans < in.txt > out.txt",
    )
)
@paths
@click.option(
    "-o",
    "--output",
    metavar="DIR|-",
    help="Write a complete copy below DIR and leave the input as it is; "
    "'-' writes the result of a single file to standard output.",
)
@click.option("--diff", is_flag=True, help="Show what would change as a unified diff; write nothing.")
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@click.option("--best-guess", is_flag=True, help="Fill in everything that was lost, however unsure: --max-risk 1.")
@repairing
@reading
@jobs
@strict
@common
def fix(
    paths: tuple[str, ...],
    output: str | None,
    diff: bool,
    dry_run: bool,
    best_guess: bool,
    jobs: int | None,
    **options: Any,
) -> int:
    """Mend files in place, or into a folder.

    PATH is a file, a folder (searched to the bottom; hidden and binary files and what .gitignore names are left
    out), or '-' for standard input, whose result goes to standard output. A file is replaced whole or not at all.
    Exit code 1: something changed.
    """
    if best_guess:
        options["max_risk"] = 1.0
    request = Request.of(**options)
    if output is not None and (diff or dry_run):
        raise UsageError("--output writes files, --diff and --dry-run do not; leave one out; nothing was written")
    sources = list(discover(paths, stdin_name=request.stdin_name))
    writes = not (diff or dry_run)
    destination = _destination(output, sources) if writes else Nowhere()

    def show(report: Report) -> None:
        if diff:
            for line in unified(report):
                request.terminal.payload_text(line, _DIFF_STYLES.get(line[:1]))
        say(request, report, done=writes, payload=False)

    return work(
        request,
        sources,
        run(sources, request.config, destination, jobs),
        show,
        matters=lambda report: report.status is Status.CHANGED,
        summary=Summary(done=writes),
    )


def _destination(output: str | None, sources: Sequence[Source]) -> Destination:
    """Return where the results go. Raises UsageError, before anything is written, if they cannot go there."""
    if output is None:
        return InPlace()
    if output == STDIN:
        if len(sources) != 1:
            raise UsageError(
                f"--output - takes exactly one file, not {len(sources)}; nothing was written; name a folder for many"
            )
        return Stdout()
    folder = Folder(output)
    folder.check(sources)
    return folder
