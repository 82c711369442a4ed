"""Files whose parts are in different encodings: lines of UTF-8 and of another, or an end in UTF-16."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from ..patterns import lazy_pattern
from .candidates import Candidate, among
from .rank import NOTHING, UTF16, ranked
from .sample import ascii_count, control_count, is_valid, telling, text_of

__all__ = ["AND", "Mixture", "appended", "decode_mixed", "mixture"]

AND = "+"
"""What stands between the names of the encodings of a mixture."""

_LINE = lazy_pattern(rb"[^\n]*\n|[^\n]+")
_ESCAPED = lazy_pattern("[\udc80-\udcff]")  # what stands for bytes that are not UTF-8
_LEAST = 8  # bytes beyond ASCII on either side: less is a cut character, not a second encoding
_SAMPLE, _FIRST = 3000, 300
_LINES_BACK = 16
_MOST_CONTROLS = 0.1  # of the bytes before the first NUL, some of which may be UTF-16 already; programs and images have more
_CLEAR = 0.99  # how sure it has to be that the lines of UTF-8 are not of the other encoding, too


class Mixture(NamedTuple):
    """The name of a mixture, how sure that is, some of its text, and why."""

    encoding: str
    confidence: float
    text: str
    evidence: str


def mixture(data: bytes, candidates: Collection[Candidate]) -> Mixture | None:
    """Return what a file is a mixture of, line by line, or None if one of the two encodings is not proven.

    >>> from .candidates import CANDIDATES
    >>> lines = "第一行文字\\n".encode() + "第二行文字\\n".encode("gb18030")
    >>> mixture(lines, CANDIDATES).encoding, mixture("系统\\n系统的设置\\n".encode("gbk"), CANDIDATES)
    ('utf-8+gb18030', None)
    """
    strange, known = _strange_and_known(data)
    if min(len(lines) - ascii_count(lines) for lines in (strange, known)) < _LEAST:
        return None
    known_sample = telling(known, _SAMPLE)
    if ranked(known_sample[:_FIRST], candidates)[0].encoding != "utf-8":  # soon said, where a line is UTF-8 by chance
        return None
    other = ranked(telling(strange, _SAMPLE), candidates)[0]
    if other.encoding in (NOTHING, "utf-8", *UTF16):
        return None
    both = [candidate for candidate in candidates if candidate.encoding in ("utf-8", other.encoding)]
    sure = ranked(known_sample, both)[0]
    if sure.encoding != "utf-8" or sure.share < _CLEAR:
        return None
    evidence = f"{_lines_of(strange)} in {other.encoding}, {_lines_of(known)} in UTF-8"
    return Mixture(f"utf-8{AND}{other.encoding}", other.share * sure.share, sure.text + other.text, evidence)


def _strange_and_known(data: bytes) -> tuple[bytes, bytes]:
    """Return the lines that are not UTF-8, and those that are, and not ASCII.

    To ask each of them costs twice what it takes to detect the encoding.
    """
    lines = [line for line in data.decode("utf-8", "surrogateescape").split("\n") if not line.isascii()]
    parts: tuple[list[str], list[str]] = [], []
    for line in lines:
        parts[_ESCAPED.search(line) is None].append(line)
    strange, known = ("\n".join(part).encode("utf-8", "surrogateescape") for part in parts)
    return strange, known


def _lines_of(lines: bytes) -> str:
    count = lines.count(b"\n") + 1
    return "1 line" if count == 1 else f"{count:,} lines"


def appended(data: bytes) -> tuple[int, str] | None:
    """Return where UTF-16 begins behind other text, and which, or None if that is not so. PowerShell's ``>>`` does that to files.

    >>> appended(b"one\\n" + "two\\r\\n".encode("utf-16-le")), appended("two".encode("utf-16-le"))
    ((4, 'utf-16-le'), None)
    """
    nul = data.find(b"\0")
    if nul < 1 or control_count(data[:nul]) > _MOST_CONTROLS * nul or any(_is_utf16(data, name) for name in UTF16):
        return None
    for encoding, first in (("utf-16-le", nul - 1), ("utf-16-be", nul)):
        for start in (*_line_starts(data, first), first):
            if start > 0 and _is_utf16(data[start:], encoding) and _is_narrow(data[:start]):
                return start, encoding
    return None


def _line_starts(data: bytes, end: int) -> Iterator[int]:
    """Yield where the last lines before a place begin, going back: the byte of a line end may be half a character, too."""
    for _ in range(_LINES_BACK):
        end = data.rfind(b"\n", 0, max(0, end))
        if end < 0:
            return
        yield end + 1


def _is_narrow(head: bytes) -> bool:
    """Tell whether the last line of what stands before UTF-16 is text in another encoding."""
    line = head[head.rfind(b"\n", 0, len(head) - 1) + 1 :][-_SAMPLE:]
    return ranked(line, among())[0].encoding not in (NOTHING, *UTF16)


def _is_utf16(data: bytes, encoding: str) -> bool:
    if len(data) % 2 or not is_valid(data, encoding):  # bytes that are no text are not for long
        return False
    best = ranked(data[:_SAMPLE], among(encodings=["utf-16-le", "utf-16-be"]))[0]
    return best.encoding == encoding and best.share >= _CLEAR


def decode_mixed(data: bytes, encoding: str) -> str | None:
    """Return the text of a mixture, each part in its encoding, or None if ``encoding`` is not the name of a mixture.

    Raises UnicodeDecodeError, with its place in ``data``, for what is not valid in its part.

    >>> decode_mixed("第一行\\n".encode() + "第二行\\n".encode("gb18030"), "utf-8+gb18030")
    '第一行\\n第二行\\n'
    >>> decode_mixed("一\\n".encode() + "二\\n".encode("utf-16-le"), "utf-8+utf-16-le")
    '一\\n二\\n'
    """
    head, and_, other = encoding.rpartition(AND)
    if not and_:
        return None
    if other.startswith("utf-16"):
        found = appended(data)
        start = len(data) if found is None else found[0]
        text = decode_mixed(data[:start], head)
        return (text_of(data[:start], head) if text is None else text) + text_of(data[start:], other)
    return "".join(_lines(data, other))


def _lines(data: bytes, other: str) -> Iterator[str]:
    at = 0
    for line in _LINE.findall(data):
        try:
            yield text_of(line, "utf-8" if is_valid(line, "utf-8") else other)
        except UnicodeDecodeError as error:
            raise UnicodeDecodeError(other, data, at + error.start, at + error.end, error.reason) from error
        at += len(line)
