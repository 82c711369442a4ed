"""Write tables that a person can read in a file, and put them where a document has room for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

__all__ = ["BEGIN", "END", "percent", "put", "rows"]

BEGIN, END = "<!-- report -->\n", "<!-- end of report -->\n"


def rows(head: Sequence[str], body: Iterable[Sequence[object]]) -> str:
    """Return a table, padded so that it is one in plain text, too.

    >>> print(rows(["text", "right"], [["ja", 1], ["中文", "-"]]), end="")
    | text | right |
    |---|---|
    | ja   | 1     |
    | 中文 | -     |
    """
    lines = [[str(cell) for cell in row] for row in (head, *body)]
    widths = [max(_width(row[k]) for row in lines) for k in range(len(head))]
    padded = [
        "| " + " | ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)) for row in lines
    ]
    return "\n".join(f"{line} |" for line in (padded[0], "|---" * len(head), *padded[1:])).replace("--- |", "---|") + "\n"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def percent(share: float, digits: int = 2) -> str:
    """Return a share in percent.

    >>> percent(0.00123), percent(1, 0)
    ('0.12 %', '100 %')
    """
    return f"{share:.{digits}%}".replace("%", " %")


def put(document: str, report: str) -> str:
    """Return a document with the report between its two marks, in place of the last one.

    Raises ValueError where a mark is missing.

    >>> put(f"# Title\\n{BEGIN}old\\n{END}", "new\\n") == f"# Title\\n{BEGIN}new\\n{END}"
    True
    """
    if BEGIN not in document or END not in document:
        raise ValueError(f"the document has no room for a report: it needs a line {BEGIN.strip()} and a line {END.strip()}")
    before, _, rest = document.partition(BEGIN)
    return before + BEGIN + report + END + rest.partition(END)[2]
