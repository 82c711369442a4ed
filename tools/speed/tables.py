"""The table of a run, for a terminal and for a document."""

from __future__ import annotations

from itertools import groupby

from language_report.markdown import rows

from .figures import Measured, Row

__all__ = ["report", "table"]

_PARTS = {
    "clean": "Clean text",
    "restoring": "Restoring",
    "starts": "Starting",
    "files": "Many files",
    "large": "One large file",
    "growth": "Growth",
}


def table(found: tuple[Row, ...]) -> str:
    """Return a table of rows.

    >>> from .figures import Figure
    >>> print(table((Row("clean", "reading", (Figure(2, "times decoding", at_most=4), Figure(300, "MB/s"))),)), end="")
    | work    | must reach          | measured                   | met |
    |---|---|---|---|
    | reading | <= 4 times decoding | 2 times decoding, 300 MB/s | yes |
    """
    return rows(
        ("work", "must reach", "measured", "met"),
        ((row.work, row.bounds, ", ".join(map(str, row.figures)), _met(row)) for row in found),
    )


def _met(row: Row) -> str:
    return "" if not row.bounds else "yes" if row.met else "**no**"


def report(run: Measured) -> str:
    """Return what a run found: how many bounds are met, under which circumstances, and a table for each part."""
    bound = [row for row in run.rows if row.bounds]
    parts = [f"{sum(row.met for row in bound)} of {len(bound)} rows with a bound reach it.\n"]
    parts.append(rows(("run", ""), run.circumstances.items()))
    for part, found in groupby(run.rows, key=lambda row: row.part):
        parts.append(f"### {_PARTS[part]}\n")
        parts.append(table(tuple(found)))
    return "\n".join(parts)
