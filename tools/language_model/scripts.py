"""Which forms of a Chinese character belong together, and how often each script writes which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

import opencc

__all__ = ["CONVERTERS", "folds", "forms", "seen_in"]

CONVERTERS = {"hans": None, "tw": "s2tw", "hk": "s2hk"}
"""How OpenCC writes Simplified words in each script of mojibake_fix.language.models.SCRIPTS."""

_HAN = range(0x3400, 0xA000)

# Quotation marks fold as characters do; each script writes mostly its own. The share of curly ones, as counted in the messages
# of software and, for Hong Kong, in the sentences of ctcpc.
_QUOTES = {"「": "“", "」": "”", "『": "‘", "』": "’"}
_CURLY = {"hans": 0.99, "tw": 0.21, "hk": 0.15}


def forms(words: Mapping[str, float]) -> dict[str, Counter[tuple[str, str]]]:
    """Return for each script how often a Simplified character is written as which, in words with counts."""
    spelled = [word for word in words if all("\u3400" <= character <= "\u9fff" for character in word)]
    made: dict[str, Counter[tuple[str, str]]] = {}
    for script, config in CONVERTERS.items():
        written = opencc.OpenCC(config).convert("\n".join(spelled)).split("\n") if config else spelled
        pairs: Counter[tuple[str, str]] = Counter()
        for word, form in zip(spelled, written, strict=True):
            if len(word) == len(form):
                for pair in zip(word, form, strict=True):
                    pairs[pair] += words[word]  # type: ignore[assignment]
        made[script] = pairs
    return made


def folds(written: Mapping[str, Counter[tuple[str, str]]]) -> dict[str, str]:
    """Return the Simplified character that each other form stands for most often; one that no word has, by OpenCC's table.

    A character that Simplified text writes far more often than Traditional text writes it for another stays itself.
    """
    sources: dict[str, Counter[str]] = defaultdict(Counter)
    for pairs in written.values():
        for (simple, form), count in pairs.items():
            sources[form][simple] += count
    convert = opencc.OpenCC("t2s").convert
    table = {chr(code): convert(chr(code)) for code in _HAN}
    table.update({form: origins.most_common(1)[0][0] for form, origins in sources.items()})
    folded = {form: simple for form, simple in table.items() if form != simple and len(simple) == 1 and simple <= "\uffff"}
    return {form: _root(folded, form) for form in folded} | _QUOTES


def _root(folded: Mapping[str, str], form: str) -> str:
    """Return what a form folds to in the end."""
    seen = {form}
    while form in folded and folded[form] not in seen:
        form = folded[form]
        seen.add(form)
    return form


def seen_in(script: str, pairs: Counter[tuple[str, str]]) -> Counter[str]:
    """Return how often a script writes each form, given how often it is written for each Simplified character."""
    seen: Counter[str] = Counter()
    for (_, form), count in pairs.items():
        seen[form] += count
    for corner, curly in _QUOTES.items():
        seen[curly], seen[corner] = _CURLY[script], 1 - _CURLY[script]  # type: ignore[assignment]
    return seen
