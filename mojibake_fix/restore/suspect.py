"""Find the damage that stays: what is gone, what lost bytes, and what looks like damage that this version cannot undo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..encodings import codec
from ..language.misreadings import llr
from ..patterns import lazy_pattern
from ..spans import Spans
from .acceptance.controls import is_labelled
from .acceptance.in_order import is_listed
from .channels import CHANNELS
from .evidence.shape import Stretch, misread_with_losses
from .lost import LOST, UNCERTAIN, Remains, gone
from .mention import MOST_SHOWN, around, is_beside, is_chart, is_mention, speaks_of_damage

__all__ = ["LOST", "SUSPECT", "Remains", "find"]

SUSPECT = "suspect"

_C1 = lazy_pattern("[\u0080-\u009f]+")
_NO_CJK = lazy_pattern("[^\\r\\n\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+")

# Characters of three bytes, one behind the other, one of them whole; of two bytes there are many in clean text (`É²`, `Ã”`).
# U+FFFD is another matter.
_SEQUENCE = rb"(?!\xef\xbf\xbd)[\xe2-\xef][\x80-\xbf]"
_SEQUENCES = lazy_pattern(rb"(?=(?:%(seq)s{1,2}){0,2}%(seq)s{2})(?:%(seq)s{1,2}){2,}" % {b"seq": _SEQUENCE})
_MARKS = lazy_pattern("â€[^\x00-\x7f]?")  # quotation marks and dashes, alone between letters of ASCII
_DOUBTFUL = "looks read in the wrong encoding"
_WORD = 60  # characters
_SHARE = 0.8  # of the characters beyond ASCII
_UNLIKELY = -10.0  # nats
_UNKNOWN = b"\x01"  # for a character that an encoding does not have
_SINGLE_BYTE = ("cp1252", "latin-1", "cp1250", "cp1251", "cp437", "cp850", "cp866", "mac-roman", "koi8-r")


def find(text: str) -> list[Remains]:
    """Return the damage that stays in a text, in order and without overlap.

    >>> [(remains.before, remains.rule) for remains in find("内容 \\ufffd\\ufffd 结束，在这里銆?")]
    [('��', 'lost-bytes'), ('銆?', 'lost-bytes')]
    >>> find("Déjà vu? 好的?")
    []
    """
    stretches = [] if text.isascii() else misread_with_losses(text)
    shown = Spans((stretch.start, stretch.end) for stretch in stretches if stretch.shown)
    found = [*gone(text), *_misread(text, stretches), *_controls(text), *_doubtful(text)]
    apart: list[Remains] = []
    for remains in sorted(found, key=lambda remains: (remains.start, -remains.end)):
        if not shown.covers(remains.start, remains.end) and (not apart or remains.start >= apart[-1].end):
            apart.append(remains)
    return apart


def _misread(text: str, stretches: list[Stretch]) -> Iterator[Remains]:
    """Yield UTF-8 in a CJK encoding that has lost bytes, or that is not restored for another reason."""
    for found in stretches:
        if not speaks_of_damage(text, found.start, found.end):
            rest = UNCERTAIN if found.lost else "not restored by this version"
            rule = LOST if found.lost else SUSPECT
            yield Remains(rule, found.start, text[found.start : found.end], f"{found.channel.culprit}; {rest}")


def _controls(text: str) -> Iterator[Remains]:
    found = [*_C1.finditer(text)]
    for match in found:
        start, end = match.span()
        shown = len(found) <= MOST_SHOWN and (is_chart(text, start, end) or _is_shown(text, *_run_around(text, start, end)))
        named = is_labelled(around(text, start, end, lines=0), match[0])
        if not shown and not named and not is_listed(text, start, end, "iso-8859-1"):
            message = "control characters that no text has; probably read in the wrong encoding"
            yield Remains(SUSPECT, start, match[0], message)


def _run_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the run beyond ASCII that a stretch lies in, as far as a word or two reach."""
    first, last = max(0, start - _WORD), min(len(text), end + _WORD)
    while start > first and text[start - 1] > "\x7f":
        start -= 1
    while end < last and text[end] > "\x7f":
        end += 1
    return start, end


def _doubtful(text: str) -> Iterator[Remains]:
    """Yield the stretches without CJK that are UTF-8 in a single-byte encoding, or were before some of it was dropped."""
    if text.isascii() or not _hint().search(text):
        return
    for match in _NO_CJK.finditer(text):
        if not _hint().search(match[0]):
            continue
        stretch = match[0].strip()
        start = match.start() + match[0].index(stretch)
        if any(_has_shape(stretch, name) for name in _SINGLE_BYTE) and not _is_shown(text, start, start + len(stretch)):
            yield Remains(SUSPECT, start, stretch, _DOUBTFUL)
    for match in _MARKS.finditer(text):
        if not is_mention(text, *match.span(), single=True):
            yield Remains(SUSPECT, match.start(), match[0], _DOUBTFUL)


@cache
def _hint() -> re.Pattern[str]:
    """Return a pattern for what a character of three bytes leaves in some encoding, and most clean text has nowhere."""
    leads, others = set("â"), set("€")
    for name in _SINGLE_BYTE:
        read = CHANNELS[f"utf8-as-{name}"].reader.read
        leads.update(read(bytes(range(0xE2, 0xF0))))
        others.update(read(bytes(range(0x80, 0xC0))))
    return re.compile(f"[{re.escape(''.join(leads))}][{re.escape(''.join(others))}]")


def _has_shape(stretch: str, name: str) -> bool:
    """Tell whether most of a stretch beyond ASCII is sequences of UTF-8 in an encoding, and no language writes it.

    Bytes of sequences are signs in every encoding; letters alone are words, of a language that the models do not know.
    """
    beyond = "".join(character for character in stretch if character > "\x7f")
    if beyond.isalpha():
        return False
    covered = sum(map(len, _SEQUENCES.findall(_code(stretch, name))))
    return bool(covered) and covered >= _SHARE * len(beyond) and llr(beyond, name) < _UNLIKELY


def _code(stretch: str, name: str) -> bytes:
    page = codec(CHANNELS[f"utf8-as-{name}"].reader.table)
    return b"".join(page.encoded(character) or _UNKNOWN for character in stretch)


def _is_shown(text: str, start: int, end: int) -> bool:
    """Tell whether damage is spoken of, or what it was stands beside it."""
    if speaks_of_damage(text, start, end):
        return True
    restored = (_code(text[start:end], name).decode("utf-8", "ignore") for name in _SINGLE_BYTE)
    return any(is_beside(text, start, end, each) for each in restored)
