"""Lines in several encodings: which of them each line is in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..patterns import lazy_pattern
from .declared import known_as
from .escapes import shifted
from .outlines import roughly
from .sample import is_valid, text_of

__all__ = ["lines_of", "read_lines", "shift_of"]

_LINE = lazy_pattern(rb"[^\n]*\n|[^\n]+")
_SWITCH = -12.0  # nats: in a log or a mailbox a line is mostly in the encoding of the one before it
_DECLARED = 8.0  # nats, as for whole files
_CHARSET = lazy_pattern(rb"(?i)^content-type:.*\bcharset=\"?([\w.:-]+)|^\s+charset=\"?([\w.:-]+)")
_MESSAGE = b"From "  # what each message in a mailbox begins with


def lines_of(data: bytes) -> list[bytes]:
    """Return the lines of some bytes, each with its end.

    >>> lines_of(b"a\\n\\nb")
    [b'a\\n', b'\\n', b'b']
    """
    return _LINE.findall(data)


def read_lines(data: bytes, encodings: Sequence[str]) -> str:
    """Return the text of lines that are each in one of some encodings; those that are valid UTF-8 are UTF-8 if that is one.

    Raises UnicodeDecodeError, with its place in ``data``, for what the encoding of its line does not explain.

    >>> lines = "第一行\\n".encode(), "第二行\\n".encode("gb18030"), "第三行文字\\n".encode("big5")
    >>> read_lines(b"".join(lines), ["utf-8", "gb18030", "big5"])
    '第一行\\n第二行\\n第三行文字\\n'
    """
    parts: list[str] = []
    at = 0
    lines = lines_of(data)
    for line, encoding in zip(lines, _assigned(lines, encodings), strict=True):
        try:
            parts.append(text_of(line, encoding))
        except UnicodeDecodeError as error:
            raise UnicodeDecodeError(encoding, data, at + error.start, at + error.end, error.reason) from error
        at += len(line)
    return "".join(parts)


def _assigned(lines: Sequence[bytes], encodings: Sequence[str]) -> Iterator[str]:
    """Yield the encoding of each line: what it must be, or what makes all lines together likeliest."""
    fixed = [_fixed(line, encodings) for line in lines]
    others = [encoding for encoding in encodings if encoding != "utf-8" and not encoding.startswith("iso2022")]
    if len(others) < 2:
        only = others[0] if others else "utf-8"
        yield from (only if encoding is None else encoding for encoding in fixed)
        return
    strange = [line for line, encoding in zip(lines, fixed, strict=True) if encoding is None]
    path = iter(_likeliest(strange, others, _declarations(lines, fixed)))
    yield from (next(path) if encoding is None else encoding for encoding in fixed)


def shift_of(line: bytes) -> str | None:
    """Return the encoding of a line that shifts between sets of characters by escapes, or None if it does not.

    >>> shift_of("日本".encode("iso2022_jp")), shift_of(b"\\x1b[31mred")
    ('iso2022_jp', None)
    """
    return shifted(line) if b"\x1b" in line and line.isascii() else None


def _fixed(line: bytes, encodings: Sequence[str]) -> str | None:
    """Return the encoding of a line that its structure proves, or None."""
    if (shift := shift_of(line)) in encodings:
        return shift
    if line.isascii():
        return "ascii"
    return "utf-8" if "utf-8" in encodings and is_valid(line, "utf-8") else None


def _declarations(lines: Sequence[bytes], fixed: Sequence[str | None]) -> Iterator[str | None]:
    """Yield for each line that nothing fixes what the headers of its message declare."""
    declared: str | None = None
    for line, encoding in zip(lines, fixed, strict=True):
        if encoding is None:
            yield declared
        elif line.startswith(_MESSAGE):
            declared = None
        elif found := _CHARSET.match(line):
            declared = known_as((found[1] or found[2]).decode())


def _likeliest(lines: Sequence[bytes], encodings: Sequence[str], declared: Iterator[str | None]) -> list[str]:
    """Return the encodings, line by line, that make the lines likeliest, a change costing something."""
    nats = dict.fromkeys(encodings, 0.0)
    steps: list[dict[str, str]] = []  # for each line, from which encoding of the line before each one comes
    for line, claim in zip(lines, declared, strict=True):
        best = max(nats, key=nats.__getitem__)
        changed = {encoding: nats[best] + (_DECLARED if encoding == claim else _SWITCH) for encoding in encodings}
        stayed = {encoding: nats[encoding] + (_DECLARED if encoding == claim else 0.0) for encoding in encodings}
        steps.append({encoding: encoding if stayed[encoding] >= changed[encoding] else best for encoding in encodings})
        nats = {encoding: max(stayed[encoding], changed[encoding]) + roughly(line, encoding) for encoding in encodings}
    path: list[str] = []
    current = max(nats, key=nats.__getitem__)
    for come_from in reversed(steps):
        path.append(current)
        current = come_from[current]
    return path[::-1]
