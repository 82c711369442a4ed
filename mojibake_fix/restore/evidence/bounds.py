"""What undoing a row has to gain, and what is asked of it: numbers that the compiled core is given, too.

All is counted in steps of 1/14 nat, as oddity is.
"""

from __future__ import annotations

from ...language import STEP
from ...records import NamedTuple

__all__ = [
    "ASCII",
    "BESIDE",
    "FEWEST",
    "LAYER",
    "LEAST",
    "LEAST_IF_PROVEN",
    "LIKELIER",
    "LONE",
    "MORE_OF_LEGACY",
    "QUOTED",
    "Least",
]

BESIDE = 4
"""The characters before and behind a row, which it may have begun or ended with."""

ASCII = 4 * STEP
"""Steps: what a character of ASCII costs, about; nearly all of them stay as they are."""

LIKELIER = 2 * STEP
"""Steps by which the first two characters of UTF-8 may be likelier in a language, as in ``hints``."""

LONE = 2 / 3
"""Of what UTF-8 gains counts for a single character, of which the search, too, asks for more than of several."""

LAYER = 4 * STEP
"""Steps that another layer costs: two thirds of what it costs in the search."""

MORE_OF_LEGACY = 1.25
"""How many times what is enough for UTF-8 a legacy encoding has to gain."""

FEWEST = 4
"""Characters of a legacy encoding; of fewer, too, the search asks for more."""

QUOTED = 27
"""Steps, of 15 %: what a character of another language costs more, as in the search."""


class Least(NamedTuple):
    """Steps that a row has to gain, at least: UTF-8 read by those to whom a byte is a character, or two are.

    Legacy encodings read by either. And ASCII that was taken for UTF-16, of which each letter costs the same wherever it stands.
    """

    of_single_byte: int
    of_wide: int
    of_legacy: int
    of_legacy_as_wide: int
    of_ascii: int


# The search asks for 10 nats of UTF-8 in Latin-1 and Windows-1252, for 13 of all else; where a byte is a character, ftfy is asked
# for a second opinion, which makes up for 12.
LEAST = Least(4 * STEP, 8 * STEP, 7 * STEP, 10 * STEP, 13 * STEP)
LEAST_IF_PROVEN = Least(STEP, 2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
"""What is asked for in a document that may prove the channel: the search asks for 2 to 5 nats there."""
