"""``detect``: say what encoding files are in."""

from __future__ import annotations

from typing import Any

import click

from ..files.discover import discover
from ..output.detection import describe
from ..runner import Report, examine
from .options import Request, common, examples, paths
from .work import say, work

__all__ = ["detect"]


@click.command(
    short_help="Say what encoding files are in, and why.",
    epilog=examples("detect subtitles/", "detect - < unknown.txt"),
)
@paths
@common
def detect(paths: tuple[str, ...], **options: Any) -> int:
    """Say what encoding files are in, how sure that is, what language they hold, and why."""
    request = Request.of(**options)

    def show(report: Report) -> None:
        if report.detection is not None:
            request.terminal.payload(describe(report.source.path, report.detection))
        else:
            say(request, report, done=False, payload=True)

    sources = list(discover(paths))
    return work(request, sources, examine(sources), show, matters=lambda _: False)
