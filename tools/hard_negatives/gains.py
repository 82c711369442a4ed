"""How much likelier restored text is than what was observed, in nats, for many short texts at once and in no context."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from mojibake_fix.language.arrays import arrays
from mojibake_fix.language.models import chinese, japanese, korean, western
from mojibake_fix.language.slots import slots

__all__ = ["gains"]

_WEIGHTS = ((chinese, 0.7), (japanese, 0.1), (korean, 0.1), (western, 0.1))  # as in language.mixture.any_language


def gains(pairs: Sequence[tuple[str, str]]) -> npt.NDArray[np.float64]:
    """Return log P(restored) - log P(observed) for pairs of observed and restored, each without context.

    >>> from mojibake_fix.language.mixture import any_language
    >>> gain = any_language().score("图标") - any_language().score("鍥炬爣")
    >>> bool(abs(gains([("é»", "ɻ"), ("鍥炬爣", "图标")])[1] - gain) < 1e-4)
    True
    """
    observed, restored = zip(*pairs, strict=True)
    return _scores(restored) - _scores(observed)


def _scores(texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """Return log P of each text: all models together, those of one length at once."""
    lengths = np.array([len(text) for text in texts])
    scores = np.zeros(len(texts))
    for length in np.unique(lengths).tolist():
        places = np.flatnonzero(lengths == length)
        rows = slots("".join(texts[place] for place in places.tolist())).reshape(-1, length)
        chances = sum(weight * np.exp(arrays(model()).rows(rows)) for model, weight in _WEIGHTS)
        scores[places] = np.log(chances).sum(axis=1)
    return scores
