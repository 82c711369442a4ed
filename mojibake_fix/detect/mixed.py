"""Files in which lines of UTF-8 and lines of one other encoding take turns, as concatenated logs and tables have them."""

from __future__ import annotations

from collections.abc import Callable

from ..model import Detection
from .sample import is_valid, text_of

__all__ = ["decode_mixed", "detect_mixed"]

_PREFIX = "utf-8+"  # the name of a mixture: this and the other encoding
_LEAST = 8  # bytes beyond ASCII on either side: less is a cut character, not a second encoding


def detect_mixed(data: bytes, likeliest: Callable[[bytes], Detection | None]) -> Detection | None:
    """Return what a file is a mixture of, or None if one of the two encodings is not proven.

    ``likeliest`` tells the encoding of the lines that are not UTF-8, taken together.

    >>> lines = "第一行文字\\n".encode() + "第二行文字\\n".encode("gb18030")
    >>> detect_mixed(lines, lambda rest: Detection("gb18030", 1.0)).encoding
    'utf-8+gb18030'
    """
    lines = data.split(b"\n")
    strange = [line for line in lines if not is_valid(line, "utf-8")]
    known = [line for line in lines if is_valid(line, "utf-8")]
    if min(map(_beyond_ascii, (strange, known))) < _LEAST:
        return None
    other = likeliest(b"\n".join(strange))
    if other is None:
        return None
    evidence = f"{len(strange)} lines in {other.encoding} ({other.evidence}), the others in UTF-8"
    return Detection(f"{_PREFIX}{other.encoding}", other.confidence, other.language, evidence=evidence)


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
