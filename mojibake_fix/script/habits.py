"""What a document writes where it is Traditional, its Simplified parts become, too: 台 or 臺, 發布 or 發佈, 了解 or 瞭解.

The same region writes these both ways, and no dictionary is right for all; a document mostly keeps to one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import islice

from ..patterns import lazy_pattern
from ..spans import HAN, Spans, one_of
from .choices import choices, is_form, unusual_forms, usual_forms
from .decide import PROOF, Script, only_in
from .dictionaries import converted
from .made import Made, replaced
from .region import forms_of_one, not_written

__all__ = ["Habits"]

# Of how many times that a neighbourhood stands in the document one form must be written. A single time is enough: in documents of
# which half is Traditional, 40 % fewer characters differ from what their authors wrote; twice, 29 %.
SHARE = 0.8

# Of the forms of one character, such as 爲 and 為, a document that is to be in no region's characters keeps to one if it has
# written it so often, and hardly another. 着 and 著 are two characters in Hong Kong.
OFTEN = 3
HARDLY_ANOTHER = 0.95
_TWO_CHARACTERS = "著"
_OF_A_REGION = ("tw", "twp", "hk")

_HAN = lazy_pattern(f"[{HAN}]")
_ANY = " "  # stands for a neighbour that is no Han, or that is not asked about

Window = str  # a character with the one before and the one behind


class Habits:
    """The forms that a document shows, counted for a character when it is first asked about.

    >>> made = Made("发布在台上", "發佈在臺上")
    >>> Habits("發布了，請發布，在台北的圖書館裡", Spans()).follow(made, "s2t")
    >>> made.after
    '發布在台上'
    """

    def __init__(self, text: str, hidden: Spans, target: str = "auto") -> None:
        """Take a document, what of it shows nothing, and what it is to be in, whose region may not write what it shows."""
        self._text = text
        self._hidden = hidden
        self._target = target
        self._own: dict[tuple[str, ...], str] = {}
        self._asked: set[str] = set()
        self._numbers: dict[Window, dict[str, int]] = {}  # of each form
        self._written: dict[Window, str] = {}  # the form that it mostly is

    @cached_property
    def _shown(self) -> str:
        return "\n".join(("", *(self._text[start:end] for start, end in self._hidden.gaps(0, len(self._text))), ""))

    @cached_property
    def _are_proven(self) -> bool:
        found = only_in(Script.HANT).finditer(self._shown)
        return sum(1 for _ in islice(found, PROOF)) == PROOF

    def follow(self, made: Made, conversion: str) -> None:
        """Give what was converted the forms that the document shows, but for lines that changed their lengths."""
        if not self._are_proven:
            return
        # To see which characters were made takes longer than to count all in a part of the document that is smaller.
        few = len(self._shown) < len(made.before)
        self._count({*choices()} if few else {*_in_question().findall(made.before)})
        if self._written:
            made.replace(self._changes(made, conversion))
        made.after = self._in_own_forms(made.after)

    def _changes(self, made: Made, conversion: str) -> Iterator[tuple[int, str]]:
        """Yield where a character is to get another form, with that form.

        Where the document shows nothing but the form that a character gets by itself, only one that got another is asked about.
        """
        usual = usual_forms(conversion)
        otherwise = {window[1] for window, form in self._written.items() if form != usual[window[1]]}
        likewise = {window[1] for window in self._written} - otherwise
        shows, got = one_of(otherwise) if otherwise else None, unusual_forms(conversion)
        for start, end, shift in made.stretches:
            found = [match.start() for match in shows.finditer(made.before, start - shift, end - shift)] if shows else []
            others = (match.start() - shift for match in got.finditer(made.after, start, end))
            places = sorted([*found, *(place for place in others if made.before[place] in likewise)])
            for place, form in self._forms(made.before, places):
                made_of_it = made.after[place + shift]
                if is_form(made_of_it, made.before[place]) and _may_become(made_of_it, form):
                    yield place + shift, form

    def at(self, places: Iterable[int], before: str, after: str) -> str:
        """Return a converted text of the same length with the forms that the document shows at some places."""
        if not self._are_proven:
            return after
        asked = [place for place in places if before[place] in choices()]
        self._count({before[place] for place in asked})
        changes = ((place, form) for place, form in self._forms(before, asked) if _may_become(after[place], form))
        return self._in_own_forms(replaced(after, changes))

    def _forms(self, before: str, places: list[int]) -> Iterator[tuple[int, str]]:
        """Yield those of some places in Simplified text for which a form is known, with that form."""
        padded = f"\n{before}\n"
        windows = [padded[place : place + 3] for place in places]
        forms = {window: self._form(window) for window in {*windows}}
        return ((place, form) for place, window in zip(places, windows, strict=True) if (form := forms[window]))

    def _in_own_forms(self, text: str) -> str:
        for forms in forms_of_one() if self._target not in _OF_A_REGION else ():
            if own := self._own_form(forms):
                for form in forms:
                    text = text if form in (own, _TWO_CHARACTERS) else text.replace(form, own)
        return text

    def _own_form(self, forms: tuple[str, ...]) -> str:
        """Return which form of one character the document keeps to, nothing if it has no such habit."""
        if forms not in self._own:
            numbers = {form: self._shown.count(form) for form in forms}
            best = max(numbers, key=numbers.__getitem__)
            keeps = numbers[best] >= max(OFTEN, HARDLY_ANOTHER * sum(numbers.values()))
            self._own[forms] = best if keeps else ""
        return self._own[forms]

    def _count(self, asked: set[str]) -> None:
        """Count the forms of some Simplified characters, each between its neighbours as Simplified text has them.

        A document is looked through twice at most: who asks again gets all.
        """
        if asked <= self._asked:
            return
        new = (set(choices()) if self._asked else asked) - self._asked
        self._asked |= new
        forms = {form for character in new for form in choices()[character]} - not_written(self._target)
        shown = self._shown
        windows = Counter([shown[match.start() - 1 : match.end() + 1] for match in one_of(forms).finditer(shown)])
        for window, simplified in zip(windows, converted("t2s", [*windows]), strict=True):
            form = window[1]
            if len(simplified) == len(window) and simplified[1] in new and form in choices()[simplified[1]]:
                around = _among_han(simplified)
                for known in {around, around[:2] + _ANY, _ANY + around[1:]} - {_ANY + simplified[1] + _ANY}:
                    numbers = self._numbers.setdefault(known, {})
                    numbers[form] = numbers.get(form, 0) + windows[window]
        self._written = {known: form for known, numbers in self._numbers.items() if (form := _mostly(numbers))}

    def _form(self, window: Window) -> str:
        """Return the form that is written between two neighbours, or beside them; none if they disagree, or it is not known."""
        written = self._written.get
        if form := written(window):
            return form
        left, right = written(window[:2] + _ANY, ""), written(_ANY + window[1:], "")
        return (left or right) if not (left and right) or left == right else ""


def _may_become(character: str, form: str) -> bool:
    """Tell whether a character is to get another form.

    What OpenCC left in Simplified stays so, or a second run, to which the rest is shown, would change it.
    """
    return character != form and not only_in(Script.HANS).match(character)


def _mostly(numbers: dict[str, int]) -> str:
    """Return the form that nearly all are, nothing if there is none."""
    form = max(numbers, key=numbers.__getitem__)
    return form if numbers[form] >= SHARE * sum(numbers.values()) else ""


@cache
def _in_question() -> re.Pattern[str]:
    return one_of(choices())


def _among_han(window: Window) -> Window:
    """Return a window in which a neighbour that is no Han does not tell."""
    before, character, behind = [*window]
    return (before if _HAN.match(before) else _ANY) + character + (behind if _HAN.match(behind) else _ANY)
