"""What text keeps that was read as UTF-8 and was not: a fingerprint by which an older copy of it can be recognised.

ASCII stays as it was, every byte that UTF-8 does not allow becomes U+FFFD, alone or with its neighbours, and a few bytes happen
to be UTF-8: GBK's `联通` leaves two U+FFFD and `ͨ`. What is lost cannot be computed. But bytes that are found elsewhere, in the
history of a file say, either leave exactly this or are not what stood here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..encodings import codec
from ..patterns import lazy_pattern

__all__ = ["DECODERS", "Fingerprint", "Line", "decoders", "fingerprint", "matches"]

_REPLACED = "\N{REPLACEMENT CHARACTER}"
_LINE_END = lazy_pattern("\r\n|\r|\n")
_LONGEST = 3  # bytes that one token stands for: the beginning of a character of four


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the ``text`` as it stands, what ``survived``, and where in that how many tokens stand, as pairs."""

    text: str
    survived: str
    lost: tuple[tuple[int, int], ...]

    @property
    def tokens(self) -> int:
        """Return how many tokens the line has."""
        return sum(count for _, count in self.lost)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The lines of a text, in which ``token`` stands for what was lost."""

    lines: tuple[Line, ...]
    token: str

    @property
    def fewest(self) -> int:
        """Return how many bytes were lost at least: one for each token.

        >>> fingerprint("\\ufffd\\ufffdͨ a").fewest
        2
        """
        return sum(line.tokens for line in self.lines)

    @property
    def most(self) -> int:
        """Return how many bytes were lost at most."""
        return _LONGEST * self.fewest


# UTF-8 decoders differ in how many bytes of what is not UTF-8 they replace by one token. Python's "replace" replaces what could
# have begun a character and goes no further, as the Encoding Standard wants it; to others some bytes belong together.
_SURROGATE = lazy_pattern(rb"\xed[\xa0-\xbf][\x80-\xbf]?")
_NEVER_SECOND = lazy_pattern(rb"\xe0[\x80-\x9f]|\xed[\xa0-\xbf]|\xf0[\x80-\x8f]|\xf4[\x90-\xbf]")
_NO_UTF8 = b"\xff"  # one byte that each of them replaces alone


def _java(data: bytes) -> str:
    return _whatwg(_SURROGATE.sub(_NO_UTF8, data))


def _dotnet(data: bytes) -> str:
    return _whatwg(_NEVER_SECOND.sub(_NO_UTF8, data))


def _whatwg(data: bytes) -> str:
    return data.decode("utf-8", "replace")


DECODERS: dict[str, Callable[[bytes], str]] = {
    "whatwg": _whatwg,  # browsers, Node, Python, Rust, ICU, .NET Core since 3.0
    "java": _java,  # the bytes of a surrogate go together
    "dotnet": _dotnet,  # .NET Framework, so PowerShell 5.1: a lead byte takes the next one though that cannot be its second
}
"""UTF-8 as it is read with bytes replaced that are none, by who reads.

>>> {name: len(read(b"\\xed\\xa0\\x80")) for name, read in DECODERS.items()}
{'whatwg': 3, 'java': 1, 'dotnet': 2}
"""


def fingerprint(text: str, token: str = _REPLACED) -> Fingerprint:
    """Return what each line has kept, and where how many tokens stand in it.

    ``token`` is one character: U+FFFD, or ``?`` if the text was saved in a legacy encoding after it was misread. Then a question
    mark that was always there counts, too.

    >>> fingerprint("a\\n// \\ufffd\\ufffdͨ, \\ufffd").lines[1]
    Line(text='// ��ͨ, �', survived='// ͨ, ', lost=((3, 2), (6, 1)))
    """
    return Fingerprint(tuple(_line(line, token) for line in _LINE_END.split(text)), token)


def _line(text: str, token: str) -> Line:
    pieces = re.split(f"({re.escape(token)}+)", text)
    survived = "".join(pieces[::2])
    places = []
    at = 0
    for piece, tokens in zip(pieces[::2], pieces[1::2], strict=False):
        at += len(piece)
        places.append((at, len(tokens)))
    return Line(text, survived, tuple(places))


def matches(kept: Fingerprint, candidate: bytes | str, encoding: str) -> bool:
    """Tell whether a candidate, written in an encoding and read as UTF-8, leaves exactly this fingerprint.

    A text is written in ``encoding``; bytes are taken as they are, if they are text in it. Line ends may differ.

    >>> kept = fingerprint("// \\ufffd\\ufffdͨ\\n")
    >>> matches(kept, "// 联通\\r\\n", "gbk"), matches(kept, "// 联系\\n", "gbk"), matches(kept, "// 聯通\\n", "big5")
    (True, False, False)
    """
    return bool(decoders(kept, candidate, encoding))


def decoders(kept: Fingerprint, candidate: bytes | str, encoding: str) -> tuple[str, ...]:
    """Return the decoders, of DECODERS, through which a candidate leaves a fingerprint.

    Raises UsageError for an encoding that there is no table for.

    >>> decoders(fingerprint("\\ufffd\\ufffdͨ"), "联通", "gbk")
    ('whatwg', 'java', 'dotnet')
    """
    data = _bytes(candidate, encoding)
    if data is None:
        return ()
    observed = [line.text for line in kept.lines]
    return tuple(name for name, read in DECODERS.items() if _LINE_END.split(_shown(read(data), kept.token)) == observed)


def _shown(text: str, token: str) -> str:
    return text.replace(_REPLACED, token)


def _bytes(candidate: bytes | str, encoding: str) -> bytes | None:
    """Return the bytes of a candidate, or None if they cannot be text in this encoding."""
    try:
        if isinstance(candidate, bytes):
            codec(encoding).read(candidate)
            return candidate
        return codec(encoding).encode(candidate)
    except UnicodeError:
        return None
