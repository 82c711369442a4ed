"""What a character costs, given its symbol: among the characters of a class, or the forms that fold to one."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from mojibake_fix.language.slots import SLOTS, slot

from .symbols import Symbols

__all__ = ["costs"]

_UNSEEN = 0.1  # the count of a character that no source shows, beside the others of its class
_STRANGE = 5e-4  # the share of forms that the script of a text does not have: names, quotations, slips

# How many characters the slots beyond the BMP stand for that stand for more than one.
_CROWDED = {slot(0x20000): 60_000, slot(0x10FFFF): 800_000}


def costs(symbols: Symbols, seen: Mapping[str, float], forms: Mapping[str, float], classes: int) -> npt.NDArray[np.float64]:
    """Return -log P(character | its symbol) for each slot.

    The first ``classes`` symbols are classes, in which every character may occur: ``seen`` says how often which does. The
    others have few forms each: ``forms`` says how often a script writes which.
    """
    in_class = symbols.table <= classes
    size = np.ones(SLOTS)
    for place, characters in _CROWDED.items():
        size[place] = characters
    each = np.where(in_class, _by_slot(seen) / size + _UNSEEN, _by_slot(forms))
    total = np.bincount(symbols.table, each * np.where(in_class, size, 1), len(symbols))[symbols.table]
    members = np.bincount(symbols.table, minlength=len(symbols))[symbols.table]
    share = np.where(total > 0, each / np.maximum(total, 1e-30), 1 / members)
    floored = np.where(in_class | (members == 1), share, np.maximum(share, _STRANGE))
    cost: npt.NDArray[np.float64] = -np.log(floored)
    return cost


def _by_slot(counts: Mapping[str, float]) -> npt.NDArray[np.float64]:
    slots = np.zeros(SLOTS)
    for character, count in counts.items():
        slots[slot(ord(character))] += count
    return slots
