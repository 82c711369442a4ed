"""``detect``: say what encoding files are in."""

from __future__ import annotations

import re
from typing import Any

import click

from ..files.discover import discover
from ..output.detection import describe
from ..runner import Known, Report, examine
from .options import Request, common, examples, paths
from .work import say, work

__all__ = ["detect"]


def _listed(_: click.Context, __: click.Parameter, given: str | None) -> list[str] | None:
    return None if given is None else [name for name in re.split(r"[,\s]+", given) if name]


@click.command(
    short_help="Say what encoding files are in, and why.",
    epilog=examples("detect subtitles/", "detect - < unknown.txt", "detect --languages zh names.txt"),
)
@paths
@click.option("--languages", metavar="CODES", callback=_listed, help="The languages it can be in, such as zh,ja.")
@click.option("--candidates", metavar="NAMES", callback=_listed, help="The encodings it can be, such as gbk,big5.")
@click.option("--whole", is_flag=True, help="Look at all of a large file, not only at its beginning, middle and end.")
@common
def detect(paths: tuple[str, ...], languages: list[str] | None, candidates: list[str] | None, whole: bool, **options: Any) -> int:
    """Say what encoding files are in, how sure that is, what language they hold, and why."""
    request = Request.of(**options, isolated=True)

    def show(report: Report) -> None:
        if report.detection is not None:
            request.terminal.payload(describe(report.source.path, report.detection))
        else:
            say(request, report, done=False, payload=True)

    sources = list(discover(paths))
    return work(request, sources, examine(sources, Known(languages, candidates, whole)), show, matters=lambda _: False)
