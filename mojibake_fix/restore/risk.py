"""How likely what was filled in is wrong, and how much of that a line bears."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from .sign_risk import risk_of_signs

if TYPE_CHECKING:
    from .inverse.alignment import Unit  # numpy: 100 ms, for text beyond ASCII only

__all__ = ["REASONS", "WEIGHTS", "acceptable", "borne", "candidates", "kind", "of_filling", "reasons"]


REASONS = (
    "for a start",
    "for each nat by which it is likelier than everything else",
    "for each of the first 8 of these",
    "for e times as many tokens in it",
    "for e times as many places solved together",
    "for each nat by which it is unlikely where it stands",
    "for each of the first 3 of these",
    "for each nat by which what follows is unlikely",
    "for each nat by which a character around it is, on average",
    "for e times as many characters that share it, since these have other bytes, which are known",
    "if a mark of the line is alone: what closes or opens it may have been lost here",
    "if it stands at the end of its line",
    "if the document had a say: it has line ends to swallow, and says what it has said wrongly once more",
    "if it is Hangul, of which a lost first byte leaves more open than of Han or kana",
    "for e times as many line ends that were swallowed in the document, for each token that ends a line",
)
"""What makes us fear that a unit was filled in wrongly, or trust that it was not: see ``reasons``."""

WEIGHTS = {
    "alone": (-1.825, -0.126, -0.496, -0.04, 0.0, 0.017, 0.34, -0.021, 0.288, -1.165, -0.216, 0.0, 0.815, 0.285, 0.0),
    "in a crowd": (-2.587, -0.083, -0.313, 1.31, 0.358, 0.069, 0.175, 0.062, 0.219, -1.721, 0.016, 0.0, 0.662, -0.017, 0.0),
    "a blank": (-1.92, -0.11, -0.235, 0.65, 0.182, 0.026, 0.366, 0.058, 0.166, 1.233, 0.782, 0.0, 0.556, -0.277, 0.0),
    "other ASCII": (-4.092, -0.074, -0.259, 1.611, 0.438, 0.099, 0.806, 0.042, 0.098, -1.384, 1.303, 0.772, 0.355, 0.423, 0.0),
    "a line end": (-1.369, 0.0, -0.135, 1.187, 0.37, 0.182, 0.222, 0.001, 0.086, 1.165, 1.211, -0.706, -0.946, 0.321, 0.0),
    "ends a line": (-0.618, -0.022, -0.292, 1.087, 0.095, 0.104, 0.207, 0.04, 0.039, -1.957, 2.017, -0.618, 1.624, 0.448, 0.5),
    "ends a sentence": (0.223, -0.148, -0.265, -1.139, 0.157, 0.235, 0.965, 0.056, -0.748, -1.507, 0.0, 0.223, 0.678, -2.56, 0.5),
}
"""What each of ``REASONS`` weighs, in nats, by the kind of a unit: see ``kind``.

Fitted by tools/report_risk.py to text that the models were not counted from, and measured in other sources (docs/risk.md).
"""


def kind(unit: Unit) -> str:
    """Return which of ``WEIGHTS`` hold for a unit: what is told from what depends on what it has swallowed, and where it stands.

    At the end of a line it may have swallowed a mark that nothing asks for. Behind the mark that ends a sentence there is none,
    unless a bracket or a quotation mark is open, or nothing at all is known of that mark. What closes a string there is known.
    """
    around = unit.doubt.around
    if not _LINE_ENDS.isdisjoint(unit.after):
        return "a line end"
    swallowed = [character for character in unit.after if character <= _ASCII]
    if swallowed and not around.closes:
        return "a blank" if swallowed[-1] == " " and around.next else "other ASCII"
    if not around.next and not around.closes:
        is_sentence = unit.after[-1:] in _ENDS_OF_SENTENCES and not around.unbalanced and unit.before.strip(_TOKENS)
        return "ends a sentence" if is_sentence else "ends a line"
    return "alone" if unit.doubt.crowd == 1 else "in a crowd"


def reasons(unit: Unit) -> tuple[float, ...]:
    """Return how much there is of each of ``REASONS``."""
    doubt, around = unit.doubt, unit.doubt.around
    return (
        1.0,
        unit.lead,
        min(unit.lead, _FIRST),
        math.log(max(1, sum(map(unit.before.count, _TOKENS)))),
        math.log(doubt.crowd),
        -around.own,
        min(-around.own, _FIRST_OWN),
        -around.behind,
        -around.usual,
        math.log(max(1, around.wide)),
        float(around.unbalanced > 0),
        float(not around.next),
        float(around.is_read),
        float(any(map(_HANGUL.__contains__, map(ord, unit.after)))),
        around.line_ends,
    )


_FIRST, _FIRST_OWN = 8.0, 3.0  # nats
_OF_USUAL = 8  # of the reasons: what a character around costs
_MOST_UNUSUAL = 5.0  # nats, in text that the weights were fitted to
_ASCII = "\x7f"
_HANGUL = range(0xAC00, 0xD7A4)
_ENDS_OF_SENTENCES = frozenset("。！？.!?…")
_LINE_ENDS = frozenset("\r\n")
_TOKENS = "?\N{KATAKANA MIDDLE DOT}\N{REPLACEMENT CHARACTER}"


def of_filling(unit: Unit) -> float:
    """Return the probability (0 to 1) that what was filled in for lost bytes is not what was there; 0 if nothing was lost.

    >>> from .inverse.alignment import Unit
    >>> from .lost_bytes.holes import Doubt
    >>> of_filling(Unit("鎬?", "态 ", True, Doubt(9.0))) < of_filling(Unit("鎬?", "态 ", True, Doubt(1.0)))
    True
    """
    if math.isinf(unit.lead):
        return 0.0
    weights = WEIGHTS[kind(unit)]
    nats = sum(weight * reason for weight, reason in zip(weights, reasons(unit), strict=True))
    # What is around is garbled, or in no language that the models know: that says nothing for what was filled in.
    nats -= min(0.0, weights[_OF_USUAL]) * max(0.0, -unit.doubt.around.usual - _MOST_UNUSUAL)
    return risk_of_signs(unit.after, 1 / (1 + math.exp(-nats)), unit.doubt.around)


def candidates(unit: Unit) -> tuple[tuple[str, float], ...]:
    """Return what a unit that was filled in can have been, each with its probability (0 to 1), the likeliest first.

    The models say how likely the others are beside each other, the risk how likely they are together.

    >>> from .inverse.alignment import Unit
    >>> from .lost_bytes.holes import Doubt, Other
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
# those measured with a max_risk of 0.01, some two in a hundred were wrong, be it six times or nine (docs/risk.md).
_WHOLE = 7
