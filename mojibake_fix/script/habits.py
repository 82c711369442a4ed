"""What a document writes where it is Traditional, its Simplified parts become, too: 台 or 臺, 發布 or 發佈, 了解 or 瞭解.

The same region writes these both ways, and no dictionary is right for all; a document mostly keeps to one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, cached_property
from itertools import accumulate, islice

from ..patterns import lazy_pattern
from ..spans import HAN, Spans, one_of
from .choices import choices, keeps_lines
from .decide import PROOF, Script, only_in
from .dictionaries import converted
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

    >>> Habits("發布了，請發布，在台北的圖書館裡", Spans()).followed(["发布在台上"], ["發佈在臺上"])
    ['發布在台上']
    """

    def __init__(self, text: str, hidden: Spans, target: str = "auto") -> None:
        """Take a document, what of it shows nothing, and what it is to be in, whose region may not write what it shows."""
        self._text = text
        self._hidden = hidden
        self._target = target
        self._own: dict[tuple[str, ...], str] = {}
        self._asked: set[str] = set()
        self._numbers: dict[Window, dict[str, int]] = {}  # of each form
        self._decided: dict[Window, str] = {}

    @cached_property
    def _shown(self) -> str:
        return "\n".join(("", *(self._text[start:end] for start, end in self._hidden.gaps(0, len(self._text))), ""))

    @cached_property
    def _are_proven(self) -> bool:
        found = only_in(Script.HANT).finditer(self._shown)
        return sum(1 for _ in islice(found, PROOF)) == PROOF

    def followed(self, before: list[str], after: list[str]) -> list[str]:
        """Return converted texts with the forms that the document shows; ``before`` has them in Simplified characters.

        A text in which a line changed its length is returned as it is.
        """
        if not self._are_proven:
            return after
        whole = "\n".join(before), "\n".join(after)
        if not keeps_lines(*whole):
            return [self._one(old, new) if keeps_lines(old, new) else new for old, new in zip(before, after, strict=True)]
        ends = [*accumulate(len(text) + 1 for text in after)]
        result = self._one(*whole)
        return [result[end - len(text) - 1 : end - 1] for text, end in zip(after, ends, strict=True)]

    def at(self, places: Iterable[int], before: str, after: str) -> str:
        """Return a converted text of the same length with the forms that the document shows at some places."""
        return self._one(before, after, [place for place in places if before[place] in choices()]) if self._are_proven else after

    def _one(self, before: str, after: str, places: list[int] | None = None) -> str:
        if places is None:
            places = [match.start() for match in _in_question().finditer(before)]
        self._count({before[place] for place in places})
        characters = list(after)
        padded, decided = f"\n{before}\n", self._decided
        for place in places:
            window = padded[place : place + 3]
            if (form := decided.get(window)) is None:
                form = decided[window] = self._form(window)
            # What OpenCC left in Simplified stays so, or a second run, to which the rest is shown, would change it.
            if form and form != characters[place] and not only_in(Script.HANS).match(characters[place]):
                characters[place] = form
        return self._in_own_forms("".join(characters))

    def _in_own_forms(self, text: str) -> str:
        for forms in forms_of_one() if self._target not in _OF_A_REGION else ():
            if any(form in text for form in forms) and (own := self._own_form(forms)):
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

    def _form(self, window: Window) -> str:
        """Return the form that is written between two neighbours, or beside them; none if they disagree, or it is not known."""
        around = _among_han(window)
        if _ANY not in around and (form := self._written(around)):
            return form
        left, right = self._written(around[:2] + _ANY), self._written(_ANY + around[1:])
        return (left or right) if not (left and right) or left == right else ""

    def _written(self, around: Window) -> str:
        if not (numbers := self._numbers.get(around)):
            return ""
        form = max(numbers, key=numbers.__getitem__)
        return form if numbers[form] >= SHARE * sum(numbers.values()) else ""


@cache
def _in_question() -> re.Pattern[str]:
    return one_of(choices())


def _among_han(window: Window) -> Window:
    """Return a window in which a neighbour that is no Han does not tell."""
    before, character, behind = [*window]
    return (before if _HAN.match(before) else _ANY) + character + (behind if _HAN.match(behind) else _ANY)
