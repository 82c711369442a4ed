"""How likely what was filled in is wrong, and how much of that a line bears."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from .alike import risk_of_signs

if TYPE_CHECKING:
    from .alignment import Unit  # numpy: 100 ms, for text beyond ASCII only

__all__ = ["WEIGHTS", "acceptable", "borne", "candidates", "of_filling", "reasons"]


WEIGHTS = (
    -2.198,  # for a start
    -0.139,  # for each nat by which it is likelier than everything else
    -0.154,  # for each of the first 8 of these
    0.366,  # for e times as many candidates that come near
    1.06,  # for e times as many tokens in it
    0.287,  # for e times as many places solved together
    0.089,  # for each nat by which it is unlikely where it stands
    0.036,  # for each nat by which what follows is
    0.151,  # for each nat by which a character around it is, on average
    -1.727,  # for e times as many characters that share it, since these have other bytes, which are known
    0.703,  # if it has an emoji: its four bytes stand where those of others stood
    1.112,  # if it has swallowed a line end
    0.173,  # if it has swallowed ASCII before more of it: which word or number that ended, little says
    0.541,  # if it has swallowed ASCII, for one mark or two of the line that are alone: it may have been another one
    -0.343,  # if it stands at the end of its line
    1.277,  # if it has swallowed nothing there
    0.603,  # for one mark or two that are alone then
    0.329,  # if the document had a say: it has line ends to swallow, and says what it has said wrongly once more
)
"""What each reason for doubt weighs, in nats: see ``reasons``.

Fitted by tools/report_risk.py to text that the models were not counted from, and measured in other sources (docs/risk.md).
"""


def reasons(unit: Unit) -> tuple[float, ...]:
    """Return how much there is of each reason to fear that a unit was filled in wrongly, in the order of their weights."""
    doubt, around = unit.doubt, unit.doubt.around
    has_line_end = not _LINE_ENDS.isdisjoint(unit.after)
    has_ascii = not has_line_end and any(character <= _ASCII for character in unit.after)
    ends_line = not around.next and not has_ascii and not has_line_end
    alone = min(around.unbalanced, _MARKS)
    return (
        1.0,
        unit.lead,
        min(unit.lead, _FIRST),
        math.log(doubt.near),
        math.log(max(1, sum(map(unit.before.count, _TOKENS)))),
        math.log(doubt.crowd),
        -around.own,
        -around.behind,
        -around.usual,
        math.log(max(1, around.wide)),
        float(any(character > _OF_THREE_BYTES for character in unit.after)),
        float(has_line_end),
        float(has_ascii and "" < around.next <= _ASCII),
        float(has_ascii * alone),
        float(not around.next),
        float(ends_line),
        float(ends_line * alone),
        float(around.is_read),
    )


_FIRST = 8.0  # nats
_MARKS = 2
_ASCII, _OF_THREE_BYTES = "\x7f", "\uffff"
_LINE_ENDS = frozenset("\r\n")
_TOKENS = "?\N{KATAKANA MIDDLE DOT}\N{REPLACEMENT CHARACTER}"


def of_filling(unit: Unit) -> float:
    """Return the probability (0 to 1) that what was filled in for lost bytes is not what was there; 0 if nothing was lost.

    >>> from .alignment import Unit
    >>> from .holes import Doubt
    >>> of_filling(Unit("鎬?", "态 ", True, Doubt(9.0))) < of_filling(Unit("鎬?", "态 ", True, Doubt(1.0)))
    True
    """
    if math.isinf(unit.lead):
        return 0.0
    nats = sum(weight * reason for weight, reason in zip(WEIGHTS, reasons(unit), strict=True))
    return max(1 / (1 + math.exp(-nats)), risk_of_signs(unit.after, unit.doubt.around.beside))


def candidates(unit: Unit) -> tuple[tuple[str, float], ...]:
    """Return what a unit that was filled in can have been, each with its probability (0 to 1), the likeliest first.

    The models say how likely the others are beside each other, the risk how likely they are together.

    >>> from .alignment import Unit
    >>> from .holes import Doubt, Other
    >>> doubt = Doubt(2.0, others=(Other("态".encode(), "怀".encode(), 0.1),))
    >>> [text for text, _ in candidates(Unit("鎬?", "态", True, doubt))]
    ['态', '怀']
    """
    risk = of_filling(unit)
    wrong = 1 / (1 + math.exp(unit.lead))  # as the models have it
    found = [(unit.after, 1 - risk)]
    for chosen, instead, share in unit.doubt.others:
        text = unit.after.encode().replace(chosen, instead, 1).decode(errors="replace")
        if "\N{REPLACEMENT CHARACTER}" not in text and (probability := min(1.0, share / wrong) * risk) >= _WORTH:
            found.append((text, probability))
    return tuple(sorted(found, key=lambda candidate: -candidate[1]))


_WORTH = 0.005  # of a candidate, to be told


_Guess = TypeVar("_Guess")

_TOSS = 0.5


def acceptable(edits: Sequence[tuple[_Guess, float]], max_risk: float) -> list[bool]:
    """Return for each edit, or part of one, whether it may be applied, given the risk (0 to 1) that it is wrong.

    The safest come first, as long as the expected share of wrong ones among all that are applied stays within ``max_risk``.
    What is no likelier right than wrong has to stand that test alone.

    >>> note, guess, toss = "經", "模", "。"
    >>> acceptable([(note, 0.0), (guess, 0.3), (toss, 0.5)], max_risk=0.2)
    [True, True, False]
    >>> acceptable([(note, 0.0), (guess, 0.3), (toss, 0.5)], max_risk=0)
    [True, False, False]
    """
    allowed = [False] * len(edits)
    expected_wrong = 0.0
    for count, k in enumerate(sorted(range(len(edits)), key=lambda k: edits[k][1]), 1):
        risk = edits[k][1]
        expected_wrong += risk
        allowed[k] = expected_wrong <= max_risk * count and (risk < _TOSS or risk <= max_risk)
    return allowed


def borne(places: Sequence[tuple[int, float]], max_risk: float) -> list[bool]:
    """Return for each place that was filled in, given its line and the risk (0 to 1) that it is wrong, whether it may be.

    A place bears ``max_risk``. A line that comes back whole bears more, for all of its places together.

    >>> borne([(0, 0.004), (0, 0.02), (1, 0.004), (1, 0.3)], max_risk=0.01)
    [True, True, True, False]
    """
    right: dict[int, float] = {}
    for line, risk in places:
        right[line] = right.get(line, 1.0) * (1 - risk)
    return [1 - right[line] <= _WHOLE * max_risk or risk <= max_risk for line, risk in places]


# Times as much as a place. A line that comes back whole is worth more to who reads it, and most bear much less than they may: of
# those measured with a max_risk of 0.01, fewer than two in a hundred were wrong, of all places one in two hundred (docs/risk.md).
_WHOLE = 5
