"""UTF-7 (RFC 2152): text in seven bits, in which all beyond ASCII stands in base64 behind a plus."""

from __future__ import annotations

from itertools import islice
from re import Match

from ..patterns import lazy_pattern

__all__ = ["as_utf7"]

_PLUS = b"+"
_NEVER_WRITTEN = lazy_pattern(rb"[\\~\x00-\x08\x0e-\x1f\x7f]")  # what the RFC lets nobody write, in base64 or outside of it
_SHIFT = lazy_pattern(rb"\+([A-Za-z0-9+/]*)(-?)")
# A plus stands for itself before a minus. Else so many characters of base64 are behind it that they hold whole code units of
# UTF-16, and less than one of base64 is left over: 3 characters for one unit, 6 for two, 8 for three, and so on.
_WHOLE_UNITS = (0, 3, 6)  # characters of each eight
_RUN = lazy_pattern(rb"[^\s+]{0,20}\+[A-Za-z0-9+/]+-?\w?")  # with the letters beside it
_WEIGHED = 1000  # runs
_ANY_UNIT = 11.09  # nats of one code unit of 65,536, if anything can follow a plus
_ANY_PLUS = 3.9  # nats: of the lines in ASCII with a plus that Linux and Python ship, 2 % could be UTF-7 by their form
_BEGINNING = 4.0  # nats: in languages of the West a letter in fifty has an accent, here every plus is known to begin something
_ENOUGH = 10.0  # nats: of 160,000 such lines the one that was most like UTF-7 (``ISC+IBM``) had 4.3
_NO_TEXT = frozenset({"Cc", "Cn", "Co", "Cs"})


def as_utf7(data: bytes) -> str | None:
    """Return the text of bytes in ASCII that are UTF-7, or None if they are not, or would say what nobody writes.

    Most sums, signs and numbers cannot be UTF-7; one that can makes a rare hanzi.

    >>> as_utf7("Äpfel für später, Öl und Übermut".encode("utf-7")), as_utf7("中文编码".encode("utf-7"))
    ('Äpfel für später, Öl und Übermut', '中文编码')
    >>> [as_utf7(data) for data in (b"a + b", b"a +- b", b"i++", b"+86 10 1234", b"+foo", b"text")] == [None] * 6
    True
    """
    if _PLUS not in data or not all(map(_may_shift, _SHIFT.finditer(data))) or _NEVER_WRITTEN.search(data):
        return None
    runs = list(dict.fromkeys(run[0] for run in islice(_RUN.finditer(data), _WEIGHED)))
    text = _decoded(data) if runs else None
    return text if text is not None and _gain(runs) > _ENOUGH else None


def _may_shift(plus: Match[bytes]) -> bool:
    base64, minus = plus.groups()
    return len(base64) % 8 in _WHOLE_UNITS if base64 else bool(minus)


def _decoded(data: bytes) -> str | None:
    from unicodedata import category

    try:
        text = data.decode("utf-7")
    except UnicodeDecodeError:
        return None
    return None if any(category(character) in _NO_TEXT for character in set(text) if character > "\x7f") else text


def _gain(runs: list[bytes]) -> float:
    """Return by how many nats some runs of base64, each counted once, are likelier to be text in UTF-7 than anything else."""
    from .price import in_any_language  # and with it the models of all languages

    text = b" ".join(runs).decode("utf-7")
    beyond = sum(character > "\x7f" for character in text)
    return in_any_language(text)[0] + _ANY_UNIT * beyond + (_ANY_PLUS + _BEGINNING) * len(runs)
