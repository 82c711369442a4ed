"""Read a file in which lines of UTF-8 and lines of one other encoding take turns, as concatenated logs and tables have them."""

from __future__ import annotations

from collections.abc import Callable

from ..model import Detection

__all__ = ["decode_lines"]

_LEAST = 8  # bytes beyond ASCII on either side: less is a cut character, not a second encoding


def decode_lines(data: bytes, other: Callable[[bytes], Detection | None]) -> tuple[str, Detection] | None:
    """Return the text, each line in its encoding, or None if one of the two is not proven.

    ``other`` tells the encoding of the lines that are not UTF-8, taken together.

    >>> lines = "第一行文字\\n".encode() + "第二行文字\\n".encode("gb18030")
    >>> decode_lines(lines, lambda rest: Detection("gb18030", 1.0))[0]
    '第一行文字\\n第二行文字\\n'
    """
    lines = data.split(b"\n")
    kinds = [_is_utf8(line) for line in lines]
    strange = b"\n".join(line for line, is_utf8 in zip(lines, kinds, strict=True) if not is_utf8)
    known = b"\n".join(line for line, is_utf8 in zip(lines, kinds, strict=True) if is_utf8)
    if min(_beyond_ascii(strange), _beyond_ascii(known)) < _LEAST:
        return None
    detection = other(strange)
    if detection is None or detection.encoding is None:
        return None
    text = "\n".join(line.decode("utf-8" if kind else detection.encoding) for line, kind in zip(lines, kinds, strict=True))
    evidence = f"{kinds.count(False)} lines in {detection.encoding} ({detection.evidence}), the others in UTF-8"
    return text, Detection(f"utf-8+{detection.encoding}", detection.confidence, detection.language, evidence=evidence)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _beyond_ascii(data: bytes) -> int:
    return len(data) - len(data.decode("ascii", "ignore"))
