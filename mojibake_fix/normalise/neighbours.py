"""Where marks stand among their neighbours: by that the core tells which rules for Chinese may find anything, and where."""

from __future__ import annotations

from array import array
from functools import cache
from itertools import count
from typing import Any, NamedTuple

__all__ = ["neighbours_in", "places_in", "questions_of"]

_KINDS = 16
# Each kind with its characters. All else in ASCII is of kind 0, all else beyond of kind 1.
_MARKS = (":;!?", ",", "(", ")", ".", "-", " ", '"', "，", "、", "；", "。", "：！？", "“‘「『（《〈【〔")
_PLAIN, _BEYOND, _MARK, _ENGLISH_COMMA, _OPENING, _CLOSING, _POINT, _HYPHEN, _SPACE, _QUOTE = range(
    10
)  # native/neighbours.c: 0, 8
_COMMA, _PAUSE, _SEMICOLON, _STOP, _OTHERS, _OPENED = range(10, _KINDS)
_FIRST_PLANE = 0x10000

_ANY = frozenset(range(_KINDS))
_DOUBLED = (_COMMA, _PAUSE, _SEMICOLON, _STOP)
_FULL_WIDTH = frozenset({*_DOUBLED, _OTHERS})
_NOT_ASCII = _FULL_WIDTH | {_BEYOND, _OPENED}


class _Question(NamedTuple):
    """The kinds of marks that a rule asks about, and of what stands before them and behind, a space between them or none."""

    marks: frozenset[int]
    before: frozenset[int] = _ANY
    behind: frozenset[int] = _ANY


# Wherever a rule finds anything, it is at such a mark, in a line that has something beyond ASCII.
_QUESTIONS: dict[str, tuple[_Question, ...]] = {
    "punctuation": (
        _Question(frozenset({_MARK, _ENGLISH_COMMA}), before=frozenset({_BEYOND, _CLOSING, _OTHERS})),
        _Question(frozenset({_ENGLISH_COMMA}), before=frozenset({_PLAIN, _CLOSING}), behind=_NOT_ASCII),
        _Question(frozenset({_OPENING, _CLOSING})),
    ),
    "full-stop": (_Question(frozenset({_POINT}), before=_NOT_ASCII),),
    "ellipsis": (
        _Question(frozenset({_POINT}), before=_NOT_ASCII, behind=frozenset({_POINT})),
        _Question(frozenset({_STOP}), behind=frozenset({_STOP})),
    ),
    "dashes": (_Question(frozenset({_HYPHEN}), before=_NOT_ASCII, behind=frozenset({_HYPHEN})),),
    "quotes": (_Question(frozenset({_QUOTE}), behind=_NOT_ASCII),),
    "repeated-marks": tuple(_Question(frozenset({mark}), behind=frozenset({mark})) for mark in _DOUBLED),
    "spaces": (
        _Question(frozenset({_SPACE}), before=_FULL_WIDTH),
        _Question(frozenset({_SPACE}), behind=_FULL_WIDTH),
    ),
}

_ROOM = 16  # characters of a text for each place that there is room for; where there are more, the rules search for themselves


class _Found(NamedTuple):
    """Where a text may have something for a rule, with the questions that are asked there, unless there was no room for it."""

    text: str
    places: list[int]
    asking: list[int]
    complete: bool


_last: _Found | None = None


def neighbours_in(text: str) -> int:
    """Return the questions that are asked anywhere in a text, a bit for each; without the core, all of them.

    >>> any(neighbours_in("你好,世界") & question for question in questions_of("punctuation"))
    True
    """
    global _last
    if (function := _function()) is None:
        return -1
    import ctypes

    room = len(text) // _ROOM + 1
    places, asking, seen = (ctypes.create_string_buffer(size) for size in (4 * room, 2 * room, 4))
    number = function(text.encode("utf-32", "surrogatepass"), len(text), *_tables(), room, places, asking, seen)
    found = ([], []) if number < 0 else (_numbers(places, "I", number), _numbers(asking, "H", number))
    _last = _Found(text, *found, complete=number >= 0)
    [bits] = _numbers(seen, "I", 1)
    return bits


def _numbers(buffer: Any, kind: str, number: int) -> list[int]:
    return array(kind, memoryview(buffer)[: number * array(kind).itemsize].tobytes()).tolist()


def places_in(text: str, rule: str) -> list[int] | None:
    """Return where a rule may find anything in a text, in order; None if ``neighbours_in`` has not just told of that text.

    It is also None where there is no room for all places.
    """
    if _last is None or _last.text is not text or not _last.complete:
        return None
    questions = sum(questions_of(rule))
    return [place for place, asking in zip(_last.places, _last.asking, strict=True) if asking & questions]


def questions_of(rule: str) -> tuple[int, ...]:
    """Return the questions of a rule, a bit for each; none if it is not about marks among their neighbours."""
    return _bits().get(rule, ())


@cache
def _function() -> Any:
    import ctypes  # with what few texts are long enough for

    from ..native import core

    if (library := core()) is None:
        return None
    function = library.neighbours
    buffer = ctypes.c_char_p
    function.argtypes = buffer, ctypes.c_int64, buffer, buffer, buffer, ctypes.c_int64, buffer, buffer, buffer
    function.restype = ctypes.c_int64
    return function


@cache
def _bits() -> dict[str, tuple[int, ...]]:
    bits = (1 << k for k in count())
    return {rule: tuple(next(bits) for _ in asked) for rule, asked in _QUESTIONS.items()}


@cache
def _tables() -> tuple[bytes, bytes, bytes]:
    """Return the kind of each character of the first plane, and of all others, and what is asked behind and before each kind."""
    kinds = bytearray(0x80) + bytes([_BEYOND]) * (_FIRST_PLANE + 1 - 0x80)
    for kind, characters in enumerate(_MARKS, _MARK):
        for character in characters:
            kinds[ord(character)] = kind
    behind, before = array("H", bytes(2 * _KINDS**2)), array("H", bytes(2 * _KINDS**2))
    questions = (question for asked in _QUESTIONS.values() for question in asked)
    for k, question in enumerate(questions):
        for mark in question.marks:
            for table, beside in ((behind, question.before), (before, question.behind)):
                for kind in beside:
                    table[kind * _KINDS + mark] |= 1 << k
    return bytes(kinds), behind.tobytes(), before.tobytes()
