"""Marks among their neighbours: what each rule for Chinese asks about them, in the tables of the core."""

from __future__ import annotations

from array import array
from functools import cache, cached_property
from itertools import count

from ..records import NamedTuple
from ..spans import noted
from .signs import ODD_SPACES

__all__ = ["KINDS", "MARKS_OF_SENTENCES", "Asked", "Places", "asked", "places_in", "questions_of"]

# Each kind with its characters; the first ones are native/survey.c's, too. All else in ASCII is of kind 0, all else beyond of 1.
KINDS = {
    **dict(enumerate(("`", " ", "(", ")", "（", "）"), 2)),
    **dict(enumerate((":;!?", ",", ".", "-", '"', "，", "、", "；", "。", "：！？", "“‘「『《〈【〔", ODD_SPACES), 8)),
}
"""Kinds of characters, each with those that are of it."""

_PLAIN, _BEYOND, _TICK, _SPACE, _OPENING, _CLOSING, _OPENED_BY_BRACKET, _CLOSED_BY_BRACKET = range(8)
_MARK, _ENGLISH_COMMA, _POINT, _HYPHEN, _QUOTE, _COMMA, _PAUSE, _SEMICOLON, _STOP, _OTHERS, _OPENED, _ODD_SPACE = range(8, 20)
_SIZE = 32  # of the tables

MARKS_OF_SENTENCES = frozenset({_ENGLISH_COMMA, _COMMA, _STOP, _OTHERS})
"""The kinds of marks of which a sentence that ends in a full stop has one, or the one before it does."""

_ANY = frozenset(range(_SIZE))
_DOUBLED = (_COMMA, _PAUSE, _SEMICOLON, _STOP)
_FULL_WIDTH = frozenset({*_DOUBLED, _OTHERS})
_LETTERS = frozenset({_BEYOND, _CLOSED_BY_BRACKET, _ODD_SPACE})
_NOT_ASCII = _FULL_WIDTH | _LETTERS | {_OPENED, _OPENED_BY_BRACKET}


class _Question(NamedTuple):
    """The kinds of marks that a rule asks about, and of what stands before them and behind, a space between them or none.

    A question may be asked only where another mark of a sentence stands before, in the same line.
    """

    marks: frozenset[int]
    before: frozenset[int] = _ANY
    behind: frozenset[int] = _ANY
    in_sentence: bool = False


_BRACKETS = _Question(frozenset({_OPENING, _CLOSING}))

# Wherever a rule finds anything, it is at such a mark, in a line that has something beyond ASCII.
_QUESTIONS: dict[str, tuple[_Question, ...]] = {
    "odd-spaces": (
        _Question(frozenset({_ODD_SPACE}), before=_NOT_ASCII),
        _Question(frozenset({_ODD_SPACE}), behind=_NOT_ASCII),
    ),
    "punctuation": (
        _Question(frozenset({_MARK, _ENGLISH_COMMA}), before=_LETTERS | {_CLOSING, _OTHERS}),
        _Question(frozenset({_ENGLISH_COMMA}), before=frozenset({_PLAIN, _TICK, _CLOSING}), behind=_NOT_ASCII),
        _BRACKETS,
    ),
    "full-stop": (_Question(frozenset({_POINT}), before=_NOT_ASCII, in_sentence=True),),
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


class Asked(NamedTuple):
    """The questions, a bit for each: which are asked about a mark of each kind behind one, and before one.

    And which of them are about brackets, and which are asked only behind another mark.
    """

    behind: bytes
    before: bytes
    brackets: int
    behind_marks: int


def questions_of(rule: str) -> int:
    """Return the questions of a rule, a bit for each; none if it is not about marks among their neighbours."""
    return sum(_bits().get(rule, ()))


@cache
def _bits() -> dict[str, tuple[int, ...]]:
    bits = (1 << k for k in count())
    return {rule: tuple(next(bits) for _ in questions) for rule, questions in _QUESTIONS.items()}


@cache
def asked() -> Asked:
    """Return the questions as the core reads them."""
    behind, before = array("I", bytes(4 * _SIZE**2)), array("I", bytes(4 * _SIZE**2))
    brackets = behind_marks = 0
    for rule, questions in _QUESTIONS.items():
        for bit, question in zip(_bits()[rule], questions, strict=True):
            brackets |= bit * (question is _BRACKETS)
            behind_marks |= bit * question.in_sentence
            for mark in question.marks:
                for table, beside in ((behind, question.before), (before, question.behind)):
                    for kind in beside:
                        table[kind * _SIZE + mark] |= bit
    return Asked(behind.tobytes(), before.tobytes(), brackets, behind_marks)


class Places:
    """Where questions are asked in a text, in order, and which ones at each place."""

    def __init__(self, places: list[int], asking: list[int]) -> None:
        self._places = places
        self._asking = asking

    @cached_property
    def by_questions(self) -> dict[int, list[int]]:
        """Return the places by the questions that are asked there, which a text that is only repaired has no need of."""
        found: dict[int, list[int]] = {}
        for place, questions in zip(self._places, self._asking, strict=True):
            found.setdefault(questions, []).append(place)
        return found


def places_in(text: str, rule: str) -> list[int] | None:
    """Return where a rule may find anything in a text, in order; None if nobody noted where questions are asked in that text."""
    if (places := noted(text, Places)) is None:
        return None
    questions = questions_of(rule)
    found = [here for asking, here in places.by_questions.items() if asking & questions]
    return found[0] if len(found) == 1 else sorted(place for here in found for place in here)
