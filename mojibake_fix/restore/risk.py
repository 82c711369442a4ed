"""How likely what was filled in is wrong, and how much of that a file bears."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from .alignment import Unit  # numpy: 100 ms, for text beyond ASCII only

__all__ = ["WEIGHTS", "Weights", "acceptable", "candidates", "of_filling", "reasons"]


class Weights(NamedTuple):
    """What each reason for doubt weighs, in nats: that it was another candidate, and that it was none of them."""

    another: tuple[float, ...]
    outside: tuple[float, ...]


# Fitted by tools/report_risk.py to text that the models were not counted from, and measured in other sources (docs/risk.md).
WEIGHTS = Weights(
    another=(
        -0.88,  # for a start
        -0.29,  # for each nat by which it is likelier than everything else
        0.62,  # for e times as many candidates that come near
        0.68,  # for e times as many tokens in it
        0.28,  # for e times as many places solved together
    ),
    outside=(
        -4.99,  # for a start
        1.96,  # if it has a sign: there are many
        1.33,  # if it has swallowed ASCII: what that was, little says
        1.76,  # if it has swallowed a line end
        5.80,  # if it has an emoji: its four bytes stand where those of others stood
    ),
)


def reasons(unit: Unit) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return what the weights are for: the reasons to fear another candidate, and those to fear none of them."""
    tokens = sum(map(unit.before.count, _TOKENS))
    another = (1.0, unit.lead, math.log(unit.doubt.near), math.log(max(1, tokens)), math.log(unit.doubt.crowd))
    has_line_end = not _LINE_ENDS.isdisjoint(unit.after)
    has_sign = any(character > _ASCII and not character.isalpha() for character in unit.after)
    has_ascii = not has_line_end and any(character <= _ASCII for character in unit.after)
    has_emoji = any(character > _OF_THREE_BYTES for character in unit.after)
    return another, (1.0, float(has_sign), float(has_ascii), float(has_line_end), float(has_emoji))


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
    another, outside = (
        _logistic(sum(weight * reason for weight, reason in zip(*part, strict=True)))
        for part in zip(WEIGHTS, reasons(unit), strict=True)
    )
    return 1 - (1 - another) * (1 - outside)


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


def _logistic(nats: float) -> float:
    return 1 / (1 + math.exp(-nats))


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
