"""Find the damage that stays: what lost bytes, and what looks like damage that this version cannot undo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from ..encodings import codec
from ..language.mixture import any_language
from .shape import reads_as_utf8

__all__ = ["LOST", "SUSPECT", "Remains", "find"]

_CP936 = codec("cp936")

LOST = "lost-bytes"
SUSPECT = "suspect"


@dataclass(frozen=True, slots=True)
class Remains:
    """Damage at ``start`` that stays, and why."""

    rule: str
    start: int
    before: str
    message: str

    @property
    def end(self) -> int:
        """Return the code point behind the damage."""
        return self.start + len(self.before)


_WORDS_LOOKED_AT = 20  # of a stretch that may speak of damage; one that does begins with it
_RARE = -12.5  # nats: a character that the language model has not, or hardly, seen

_BEYOND = re.compile(r"[^\x00-\x7f].*[^\x00-\x7f]\??")

_REPLACED = re.compile("\N{REPLACEMENT CHARACTER}+")
_REPLACED_TWICE = re.compile("(?<![“‘「『《\"'`（(])(?:(?:锟斤拷)+(?:锟斤?)?|(?:占쏙옙)+|(?:ï¿½)+)")  # quoted, it is spoken of
_C1 = re.compile("[\u0080-\u009f]+")
_NO_CJK = re.compile("[^\\r\\n\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+")
_BEYOND_ASCII = re.compile("[\u0080-\u2e7f]")

_TABLE: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (_REPLACED, LOST, "bytes that a program could not read were replaced by U+FFFD; look for an older copy"),
    (_REPLACED_TWICE, LOST, "U+FFFD read in another encoding: the text behind it is gone; look for an older copy"),
    (_C1, SUSPECT, "control characters that no text has; probably read in the wrong encoding"),
)


def find(text: str) -> list[Remains]:
    """Return the damage that stays in a text, in order and without overlap.

    >>> [(remains.before, remains.rule) for remains in find("内容 \\ufffd\\ufffd 结束，在这里銆?")]
    [('��', 'lost-bytes'), ('銆?', 'lost-bytes')]
    >>> find("Déjà vu? 好的?")
    []
    """
    if text.isascii():
        return []
    found = [
        Remains(rule, match.start(), match[0], message) for pattern, rule, message in _TABLE for match in pattern.finditer(text)
    ]
    found += _stumps(text)
    found += _doubtful(text)
    found += _unreadable(text)
    apart: list[Remains] = []
    for remains in sorted(found, key=lambda remains: (remains.start, -remains.end)):
        if not apart or remains.start >= apart[-1].end:
            apart.append(remains)
    return apart


def _stumps(text: str) -> Iterator[Remains]:
    """Yield what is left of characters whose last byte was lost, if one of them at least can be nothing else."""
    stumps = list(_stump().finditer(text))
    if any(len(stump[0]) > 2 or any_language().alone(stump[0][0]) < _RARE for stump in stumps):
        for stump in stumps:
            yield Remains(LOST, stump.start(), stump[0], "UTF-8 read as GBK that lost a byte here; what it was is not certain")


@cache
def _stump() -> re.Pattern[str]:
    """Return a pattern for the first two bytes of a three-byte character, with the token that swallowed the third.

    Either the two make one character of GBK, or the first ends one and the second is the euro sign.
    """
    whole, split = [], []
    for (lead, trail), character in _CP936.pairs():
        if 0xE2 <= lead <= 0xEF and 0x80 <= trail <= 0xBF:
            whole.append(character)
        if 0x81 <= lead <= 0xBF and 0xE2 <= trail <= 0xEF:
            split.append(character)
    return re.compile(f"[{''.join(whole)}]\\?|[{''.join(whole)}]?[{''.join(split)}]€\\?")


def _unreadable(text: str) -> Iterator[Remains]:
    """Yield what stands beyond ASCII in lines that are UTF-8 in another code page."""
    for match in _BEYOND.finditer(text):
        if reads_as_utf8(match[0]):
            yield Remains(SUSPECT, match.start(), match[0], "UTF-8 read in another encoding; not restored by this version")


def _doubtful(text: str) -> Iterator[Remains]:
    """Yield the stretches without CJK that ftfy takes for misread but cannot restore."""
    for match in _NO_CJK.finditer(text):
        if _BEYOND_ASCII.search(match[0]):
            from ftfy.badness import is_bad  # 60 ms, only for text with letters beyond ASCII

            stretch = match[0].strip()
            if is_bad(stretch) and not _speaks_of_damage(stretch):
                yield Remains(SUSPECT, match.start() + match[0].index(stretch), stretch, "looks read in the wrong encoding")


def _speaks_of_damage(stretch: str) -> bool:
    """Tell whether a stretch shows a damaged word and, beside it, what it should be."""
    import ftfy

    words = islice((word for word in re.split(r"[\s`'\"]+", stretch) if not word.isascii()), _WORDS_LOOKED_AT)
    return any((right := ftfy.fix_encoding(word)) != word and right in stretch for word in words)
