"""``check``: say what is wrong, write nothing."""

from __future__ import annotations

from typing import Any

import click

from ..files.destination import Nowhere
from ..files.discover import discover
from ..output.human import Summary
from ..runner import Status, run
from .options import Request, common, jobs, paths, reading, repairing, strict
from .texts import examples
from .work import say, work

__all__ = ["check"]


@click.command(
    epilog=examples(
        "check .",
        "check --profile repair --max-risk 0 data/",
        "check - --stdin-filename page.html < page.html",
    )
)
@paths
@repairing
@reading
@jobs
@strict
@common
def check(paths: tuple[str, ...], jobs: int | None, **options: Any) -> int:
    """Say what is wrong with files, and write nothing.

    PATH is a file, a folder (searched to the bottom; hidden and binary files and what .gitignore names are left
    out), or '-' for standard input. Exit code 1: something would change, or is damaged.
    """
    request = Request.of(**options)
    sources = list(discover(paths, stdin_name=request.stdin_name))
    return work(
        request,
        sources,
        run(sources, request.config, Nowhere(), jobs),
        lambda report: say(request, report, done=False, payload=True),
        matters=lambda report: report.status in (Status.CHANGED, Status.REPORTED) or report.damaged,
        summary=Summary(done=False),
    )
