"""Files whose parts are in different encodings: lines of UTF-8 and of another, or an end in UTF-16."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from .candidates import Candidate
from .rank import NOTHING, ranked
from .sample import is_valid, telling, text_of

__all__ = ["Mixture", "decode_mixed", "mixture"]

_AND = "+"
_PREFIX = f"utf-8{_AND}"  # the name of a mixture by lines: this and the other encoding
_LEAST = 8  # bytes beyond ASCII on either side: less is a cut character, not a second encoding
_SAMPLE = 3000
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
    lines = data.split(b"\n")
    strange = [line for line in lines if not is_valid(line, "utf-8")]
    known = [line for line in lines if not line.isascii() and is_valid(line, "utf-8")]
    if min(map(_beyond_ascii, (strange, known))) < _LEAST:
        return None
    other = ranked(telling(b"\n".join(strange), _SAMPLE), candidates)[0]
    if other.encoding in (NOTHING, "utf-8", "utf-16-le", "utf-16-be"):
        return None
    both = [candidate for candidate in candidates if candidate.encoding in ("utf-8", other.encoding)]
    sure = ranked(telling(b"\n".join(known), _SAMPLE), both)[0]
    if sure.encoding != "utf-8" or sure.share < _CLEAR:
        return None
    evidence = f"{_counted(len(strange), 'line')} in {other.encoding}, {_counted(len(known), 'line')} in UTF-8"
    return Mixture(_PREFIX + other.encoding, other.share * sure.share, sure.text + other.text, evidence)


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def decode_mixed(data: bytes, encoding: str) -> str | None:
    """Return the text of a mixture, each line in its encoding, or None if ``encoding`` is not the name of a mixture.

    >>> decode_mixed("第一行\\n".encode() + "第二行\\n".encode("gb18030"), "utf-8+gb18030")
    '第一行\\n第二行\\n'
    """
    if not encoding.startswith(_PREFIX):
        return None
    other = encoding.removeprefix(_PREFIX)
    return "\n".join(text_of(line, "utf-8" if is_valid(line, "utf-8") else other) for line in data.split(b"\n"))


def _beyond_ascii(lines: list[bytes]) -> int:
    return sum(len(line) - len(line.decode("ascii", "ignore")) for line in lines)
