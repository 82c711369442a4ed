"""Parts of a long text that are searched first: what they prove of it spares the rest most of the search."""

from __future__ import annotations

from collections.abc import Iterator

from ..patterns import lazy_pattern
from .screen import traced_lines

__all__ = ["parts"]

_PART = 150  # characters beyond ASCII of a part that is searched for channels
_LONGEST_PART = 20_000  # code points
_PARTS = 4  # of a text
_FEWEST = 20 * _PART  # characters beyond ASCII of a text for which that pays

_TOKEN = lazy_pattern("[?\N{KATAKANA MIDDLE DOT}\N{REPLACEMENT CHARACTER}]")  # what stands for lost bytes


def parts(text: str) -> Iterator[str]:
    """Yield parts of a long text that are worth a search for channels: from its beginning, further on, and what is odd.

    >>> list(parts("鍥炬爣")), len(next(parts("鍥炬爣鍥炬爣\\n" * 1000)))
    ([], 175)
    """
    if len(text.encode("utf-8", "surrogatepass")) - len(text) < 2 * _FEWEST:
        return
    for k in range(_PARTS):
        start = text.find("\n", k * len(text) // _PARTS) + 1 if k else 0
        yield text[start : _end_of_part(text, start)]
    yield from _odd_part(text)


def _odd_part(text: str) -> Iterator[str]:
    """Yield the lines with traces of damage that lost nothing, if they are enough: of a text few lines may be damaged at all."""
    lines, beyond = [], 0
    for line in traced_lines(text):
        if not _TOKEN.search(line):
            lines.append(line)
            beyond += sum(character > "\x7f" for character in line)
        if beyond >= _PART:
            yield "\n".join(lines)
            return


def _end_of_part(text: str, start: int) -> int:
    """Return behind which line a part has enough."""
    at, beyond = start, 0
    while beyond < _PART and start <= at < min(len(text), start + _LONGEST_PART):
        end = text.find("\n", at) + 1 or len(text)
        beyond += sum(character > "\x7f" for character in text[at : min(end, at + _PART)])
        at = min(end, at + _PART)
    return at
