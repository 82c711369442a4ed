"""What a document writes where it is Traditional, its Simplified parts become, too: 台 or 臺, 發布 or 發佈, 了解 or 瞭解.

The same region writes these both ways, and no dictionary is right for all; a document mostly keeps to one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, cached_property
from itertools import islice

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
_AROUND = 1  # characters on each side

Neighbourhood = tuple[
    str, str, str
]  # the character before, the Simplified one in question, the one behind; empty where any will do


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
        self._forms: dict[Neighbourhood, Counter[str]] = defaultdict(Counter)

    @cached_property
    def _shown(self) -> str:
        return "\n".join(self._text[start:end] for start, end in self._hidden.gaps(0, len(self._text)))

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
        return [self._one(old, new) if keeps_lines(old, new) else new for old, new in zip(before, after, strict=True)]

    def _one(self, before: str, after: str) -> str:
        places = [match.start() for match in _in_question().finditer(before)]
        self._count({before[place] for place in places})
        characters = list(after)
        for place in places:
            if not only_in(Script.HANS).match(
                after[place]
            ):  # what OpenCC left stays, or what it made of the rest would change it
                characters[place] = self._form(_neighbourhood(before, place)) or after[place]
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
        """Count the forms of some Simplified characters, each beside its neighbours as Simplified text has them."""
        asked = asked - self._asked
        self._asked |= asked
        forms = {form for character in asked for form in choices()[character]} - not_written(self._target)
        if not forms:
            return
        windows: Counter[tuple[str, int]] = Counter()
        for match in one_of(forms).finditer(self._shown):
            start = max(0, match.start() - _AROUND)
            windows[self._shown[start : match.end() + _AROUND], match.start() - start] += 1
        kinds = [*windows]
        for (window, place), simplified in zip(kinds, converted("t2s", [window for window, _ in kinds]), strict=True):
            if len(simplified) == len(window) and window[place] in choices().get(simplified[place], ""):
                before, character, behind = _neighbourhood(simplified, place)
                number = windows[window, place]
                for known in {(before, character, behind), (before, character, ""), ("", character, behind)}:
                    if known != ("", character, ""):
                        self._forms[known][window[place]] += number

    def _form(self, around: Neighbourhood) -> str | None:
        """Return the form that is written between two neighbours, or beside them; None if they disagree, or nothing is known."""
        before, character, behind = around
        if before and behind and (form := self._written(around)):
            return form
        left, right = self._written((before, character, "")), self._written(("", character, behind))
        return (left or right) if not (left and right) or left == right else None

    def _written(self, around: Neighbourhood) -> str | None:
        if not (seen := self._forms.get(around)):
            return None
        [(form, number)] = seen.most_common(1)
        return form if number >= SHARE * seen.total() else None


@cache
def _in_question() -> re.Pattern[str]:
    return one_of(choices())


def _neighbourhood(text: str, place: int) -> Neighbourhood:
    before, behind = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    return before if _HAN.match(before) else "", text[place], behind if _HAN.match(behind) else ""
