"""Put what was measured into its place in a document that has several such places."""

from __future__ import annotations

from language_report import markdown

__all__ = ["put_under"]


def put_under(document: str, heading: str, report: str) -> str:
    """Return a document with the report between the marks under a heading, in place of the last one; all else stays.

    Raises ValueError where the heading is missing, or its marks: the next ones belong to another heading.

    >>> document = "".join(f"\\n## {name}\\n{markdown.BEGIN}{name}\\n{markdown.END}" for name in ("One", "Two"))
    >>> put_under(document, "## Two", "new\\n") == document.replace("Two\\n<!-- end", "new\\n<!-- end")
    True
    """
    before, found, section = document.partition(f"\n{heading}\n")
    if not found or "\n## " in section.partition(markdown.BEGIN)[0]:
        raise ValueError(f"the document has no room for a report under {heading}")
    return before + found + markdown.put(section, report)
