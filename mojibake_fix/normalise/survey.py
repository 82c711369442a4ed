"""A long text looked at once, by the core: what is in it of all that the rules look for, and where.

Without the core, or where nobody knows how Python keeps its texts, each rule searches for itself.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain

from ..native import core
from ..native.texts import kept
from ..script.decide import Script, Telling, signs_of_scripts
from ..spans import HAN, HANGUL, KANA, Letters, is_chinese, note, noted, stretches_of
from . import signs
from .neighbours import KINDS, MARKS_OF_SENTENCES, Places, asked
from .rule import Rule

__all__ = ["Survey", "surveyed"]

_CLASSES, _FIRST_PLANE, _BLOCK, _BLOCKS = 256, 0x10000, 8, 0x1100  # a block is what so many bits count
_ROOM = 16  # characters of a text for each place, and each line, that there is room for; where there are more, rules search
_KEPT = 1 << 10  # places, and lines, for which room is kept from text to text: to make it takes longer than a look at a small one
_HANS, _HANT, _IS_BEYOND, _IS_FOREIGN, _HAS_MARK = 1, 2, 4, 8, 16  # what a line has, as native/survey.c names it
_BOTH_SCRIPTS = _HANS | _HANT


class _CTables(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_char_p) for name in ("classes", "kinds", "has", "behind", "before")),
        *((name, ctypes.c_uint32) for name in ("brackets", "behind_marks")),
    )


class _CSurvey(ctypes.Structure):
    _fields_ = (
        ("numbers", ctypes.c_int64 * _CLASSES),
        ("has", ctypes.c_uint8 * (_CLASSES // 8)),
        ("asked", ctypes.c_uint32),
        ("room", ctypes.c_int64),
        ("found", ctypes.c_int64),
        ("places", ctypes.c_void_p),
        ("asking", ctypes.c_void_p),
        ("lines_room", ctypes.c_int64),
        ("lines", ctypes.c_int64),
        ("lines_start", ctypes.c_void_p),
        ("lines_have", ctypes.c_void_p),
        ("lacks_places", ctypes.c_int32),
        ("lacks_lines", ctypes.c_int32),
    )


class Survey:
    """What is in a text: how many characters of each class, and which questions are asked."""

    def __init__(self, found: _CSurvey) -> None:
        """Read what the core found."""
        self._asked = int(found.asked)
        self._has = int.from_bytes(found.has, "little")
        self._numbers: list[int] = found.numbers[: _classes().last + 1]

    def has(self, characters: str) -> bool:
        """Tell whether there are characters of a class, one of those that are known, written as inside [...]."""
        return self._has & _bits(characters) != 0

    def number(self, characters: str) -> int:
        """Return how many there are."""
        return sum(map(self._numbers.__getitem__, _classes().of[characters]))

    def has_sign(self, text: str, rule: Rule) -> bool:
        """Tell whether the text has the sign of a rule; one that depends on the text is a stray's, beside another script."""
        if isinstance(rule.sign, str):
            return self.has(rule.sign)
        return all(map(self.has, signs_of_scripts())) and self.has(rule.sign(text))

    def asks(self, rule: Rule) -> bool:
        """Tell whether a rule has its neighbours in the text."""
        return self._asked & rule.neighbours != 0


def surveyed(text: str) -> Survey | None:
    """Return what is in a text; None if nobody can tell at once.

    >>> found = surveyed("你好,世界")
    >>> found is None or found.number(HAN) == 4
    True
    """
    if (seen := noted(text, Survey)) is not None:
        return seen
    if (function := _function()) is None or (at := kept(text)) is None:
        return None
    places = len(text) // _ROOM + 1
    room = _rooms.pop() if places <= _KEPT and _rooms else _Room(max(places, _KEPT))
    room.found.room = room.found.lines_room = places
    function(ctypes.byref(_tables()), at.address, at.width, ctypes.c_int64(len(text)), ctypes.byref(room.found))
    seen = Survey(room.found)
    note(text, seen)
    lines = room.lines()
    foreign = None if lines is None else [start for start, has in lines if has & _IS_FOREIGN]
    note(text, Letters(seen.number(HAN), seen.number(KANA + HANGUL), foreign))
    if not room.found.lacks_places and is_chinese(text):
        note(text, Places(*room.places()))
    if lines is not None:
        mixed = [start for start, has in lines if has & _BOTH_SCRIPTS == _BOTH_SCRIPTS]
        simplified, traditional = map(seen.number, signs_of_scripts())
        note(text, Telling({Script.HANS: simplified, Script.HANT: traditional}, mixed))
    if places <= _KEPT:
        _rooms.append(room)
    return seen


class _Room:
    """Room for what the core finds in a text: so many places that questions are asked about, and lines."""

    def __init__(self, size: int) -> None:
        numbers = ctypes.c_uint32 * size
        self._places, self._asking, self._starts, self._have = arrays = numbers(), numbers(), numbers(), numbers()
        self.found = _CSurvey()
        addresses = map(ctypes.addressof, arrays)
        self.found.places, self.found.asking, self.found.lines_start, self.found.lines_have = addresses

    def places(self) -> tuple[list[int], list[int]]:
        """Return the places that were found, and the questions that are asked at each."""
        return self._places[: self.found.found], self._asking[: self.found.found]

    def lines(self) -> list[tuple[int, int]] | None:
        """Return where lines begin that have anything, and what; None if there was too little room for them."""
        number = self.found.lines
        return None if self.found.lacks_lines else [*zip(self._starts[:number], self._have[:number], strict=True)]


_rooms: list[_Room] = []  # that no thread uses


@cache
def _function() -> Callable[..., None] | None:
    if (library := core()) is None:
        return None
    library.survey.restype = None
    function: Callable[..., None] = library.survey
    return function


class _Classes:
    """Classes of characters, each told from all others by some signs: what has the same signs is in the same one."""

    def __init__(self) -> None:
        self.table = bytearray(_FIRST_PLANE + _BLOCKS)  # of each character of the first plane, and of each block of all others
        self.of: dict[str, frozenset[int]] = {}  # those that are in a sign, from 1 to the last
        self.last = 0

    def part(self, sign: str, stretches: Iterable[tuple[str, str]]) -> None:
        """Tell the characters of a sign, in stretches from one to another, from all others."""
        made = bytearray(range(_CLASSES))  # of each class, the one of its characters that are in the sign
        new: set[int] = set()
        for start, end in chain.from_iterable(_in_table(ord(first), ord(last)) for first, last in stretches):
            for old in {*self.table[start:end]} - new:
                if made[old] == old:
                    self.last += 1
                    made[old] = self.last
                    new.add(self.last)
            self.table[start:end] = self.table[start:end].translate(made)
        for known, classes in self.of.items():
            self.of[known] = classes | {made[k] for k in classes}
        self.of[sign] = frozenset(new)


def _in_table(first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield where the characters from one to another have their classes; a block beyond the first plane has one."""
    if first < _FIRST_PLANE:
        yield first, min(last + 1, _FIRST_PLANE)
    if last >= _FIRST_PLANE:
        yield _FIRST_PLANE + (max(first, _FIRST_PLANE) >> _BLOCK), _FIRST_PLANE + (last >> _BLOCK) + 1


_BEYOND_ASCII = "\x80-\U0010ffff"


@cache
def _classes() -> _Classes:
    found = _Classes()
    for characters in KINDS.values():
        found.part(characters, zip(characters, characters, strict=True))
    for sign in (_BEYOND_ASCII, *signs.ALL, HAN, KANA + HANGUL, *signs_of_scripts()):
        found.part(sign, stretches_of(sign))
    return found


@cache
def _bits(characters: str) -> int:
    """Return a bit for each class that is in a sign."""
    return sum(1 << k for k in _classes().of[characters])


@cache
def _tables() -> _CTables:
    classes = _classes()
    kinds, has = bytearray(_CLASSES), bytearray(_CLASSES)
    for k in classes.of[_BEYOND_ASCII]:
        kinds[k], has[k] = 1, _IS_BEYOND
    for kind, characters in KINDS.items():
        for k in classes.of[characters]:
            kinds[k] = kind
    for script, sign in zip((_HANS, _HANT), signs_of_scripts(), strict=True):
        for k in classes.of[sign]:
            has[k] |= script
    for k in classes.of[KANA + HANGUL]:
        has[k] |= _IS_FOREIGN
    for k, kind in enumerate(kinds):
        has[k] |= _HAS_MARK * (kind in MARKS_OF_SENTENCES)
    return _CTables(bytes(classes.table), bytes(kinds), bytes(has), *asked())
