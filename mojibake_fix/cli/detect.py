"""``detect``: say what encoding files are in."""

from __future__ import annotations

from typing import Any

import click

from ..files.discover import discover
from ..output.detection import describe
from ..runner import Report, examine
from .options import Request, common, paths, reading
from .texts import examples
from .work import say, work

__all__ = ["detect"]


@click.command(
    short_help="Say what encoding files are in, and why.",
    epilog=examples("detect subtitles/", "detect - < unknown.txt", "detect --languages zh names.txt"),
)
@paths
@reading
@click.option("--whole", is_flag=True, help="Look at all of a large file, not only at its beginning, middle and end.")
@common
def detect(paths: tuple[str, ...], whole: bool, **options: Any) -> int:
    """Say what encoding files are in, how sure that is, what language they hold, and why."""
    request = Request.of(**options)

    def show(report: Report) -> None:
        if report.detection is not None:
            request.terminal.payload(describe(report.source.path, report.detection))
        else:
            say(request, report, done=False, payload=True)

    sources = list(discover(paths))
    return work(request, sources, examine(sources, request.config, whole=whole), show, matters=lambda _: False)
