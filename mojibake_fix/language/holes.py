"""What a lost character may have been: candidates weighed by what stands on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .cache import BREAK, Cached
from .marks import expected
from .scorer import Nats, Places, Scorer
from .slots import slots

__all__ = ["SWALLOWED", "Filling", "fill", "fill_all", "swallowed"]

SWALLOWED = "\t\n" + "".join(map(chr, range(0x20, 0x40)))
"""The ASCII characters that a lead byte takes with it: no pair of a CJK code page ends in one of them."""

_BEHIND = 4  # characters behind a hole that the western model looks at
_AROUND = 200  # characters on either side that are read for how this place is written
_WORTH = 12.0  # nats: a candidate so far behind the best is no candidate


class Filling(NamedTuple):
    """A character and the ASCII character that was lost with it; ``nats`` compares it with the others of its hole."""

    character: str
    ascii: str
    nats: float


def fill(scorer: Scorer, before: str, candidates: str, after: str) -> Nats:
    """Return log P of each candidate together with what follows it, given what stands before (shape: candidates).

    What counts of ``before`` and ``after`` are the last and first ``order - 1`` characters; beyond them, and where they are
    short, a line begins or ends.

    >>> from .arrays import arrays
    >>> from .models import chinese
    >>> "怀态性怦"[fill(arrays(chinese()), "当前状", "怀态性怦", "正常").argmax()]
    '态'
    """
    nats: Nats = fill_all(scorer, [before], [candidates], [after])[0]
    return nats


def fill_all(scorer: Scorer, befores: Sequence[str], candidates: Sequence[str], afters: Sequence[str]) -> Nats:
    """Return what ``fill`` returns for many holes that have the same number of candidates (shape: holes x candidates)."""
    reach = scorer.order - 1
    left = _matrix([_last(before, reach) for before in befores])
    middle = _matrix(candidates)
    right = _matrix([_first(after, reach) for after in afters])
    holes, choices = middle.shape
    rows = np.concatenate([_repeated(left, choices), middle.reshape(-1, 1), _repeated(right, choices)], axis=1)
    nats: Nats = scorer.rows(rows)[:, reach:].sum(axis=1).reshape(holes, choices)
    return nats


def swallowed(language: Scorer, code: Scorer, before: str, candidates: str, after: str) -> list[Filling]:
    """Return what a lost character and the ASCII character lost with it may have been, the likeliest first.

    ``language`` is the model of the language, ``code`` the western one, which says what stands around CJK text, after reading
    what stands around here; beside them the marks count that are open on the line of ``before``. The sum is no probability:
    all look at the same characters.

    >>> from .arrays import arrays
    >>> from .models import chinese, western
    >>> best = swallowed(arrays(chinese()), arrays(western()), '"title": "保存成', "功劙劚劜", ",\\n")[0]
    >>> best.character, best.ascii
    ('功', '"')
    """
    code = Cached(code, before[-_AROUND:] + BREAK + after[:_AROUND])
    pairs = [(character, lost) for character in _worthy(language, code, before, candidates) for lost in SWALLOWED]
    far, near = code.order - 1, language.order - 1
    ahead = _first(after, _BEHIND)
    wide = _matrix([_last(before, far) + character + lost + ahead for character, lost in pairs])
    narrow = _matrix([_last(before, near) + character + lost + _first(after, near) for character, lost in pairs])
    open_marks = [expected(before + character, lost) for character, lost in pairs]
    choices = len(SWALLOWED)
    nats = code.last(wide[:, : far + 2], choices) + code.rows(wide)[:, far + 2 :].sum(axis=1)
    nats += language.rows(narrow[:, : near + 1])[:, near] + language.last(narrow[:, : near + 2], choices)
    nats += language.rows(narrow)[:, near + 2 :].sum(axis=1) + np.array(open_marks)
    likeliest_first = np.argsort(-nats, kind="stable")
    return [Filling(character, lost, float(nats[k])) for k in likeliest_first for character, lost in [pairs[k]]]


def _worthy(language: Scorer, code: Scorer, before: str, candidates: str) -> list[str]:
    """Return the likeliest of the candidates that the western model does not tell apart, those worth a look."""
    reach = language.order - 1
    nats = language.rows(_matrix([_last(before, reach) + character for character in candidates]))[:, -1]
    symbols = code.of(slots(candidates))
    best: dict[int, str] = {}
    for k in np.argsort(-nats, kind="stable"):
        if nats[k] > nats.max() - _WORTH:
            best.setdefault(int(symbols[k]), candidates[k])
    return list(best.values())


def _last(text: str, count: int) -> str:
    return ("\n" * count + text)[-count:]


def _first(text: str, count: int) -> str:
    return (text + "\n" * count)[:count]


def _matrix(texts: Sequence[str]) -> Places:
    return slots("".join(texts)).reshape(len(texts), -1)


def _repeated(rows: Places, times: int) -> Places:
    return np.repeat(rows, times, axis=0)
