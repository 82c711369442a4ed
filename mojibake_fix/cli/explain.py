"""``explain``: show why, and what else it could have been."""

from __future__ import annotations

from typing import Any

import click

from ..files.destination import Nowhere
from ..files.discover import discover, split_line
from ..output.explain import explain as show_findings
from ..runner import Report, run
from .options import Request, common, reading, repairing
from .texts import examples
from .work import say, work

__all__ = ["explain"]


@click.command(
    short_help="Show every finding in a file, and why.",
    epilog=examples("explain page.html", "explain page.html:12 --max-risk 1"),
)
@click.argument("file", metavar="FILE[:LINE]")
@repairing
@reading
@common
def explain(file: str, **options: Any) -> int:
    """Show every finding in a file, or in one line of it, and why.

    That is: its bytes, the channel that explains it, what it was and becomes, what else it could have been, and the
    plan that mends the file. The JSON line below each finding can be pasted into a test case or
    a report.
    """
    request = Request.of(**options)
    path, line = split_line(file)

    def show(report: Report) -> None:
        if report.outcome is not None:
            show_findings(report, line, request.terminal)
        else:
            say(request, report, done=False, payload=True)

    sources = list(discover([path], stdin_name=request.stdin_name))
    return work(request, sources, run(sources, request.config, Nowhere(), one_by_one=True), show, matters=lambda _: False)
