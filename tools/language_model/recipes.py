"""The recipe of each model: sources and their weights, symbols, discounts and pruning."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

from corpus.training_messages import AFAR, LATIN

from .estimate import Pruning

__all__ = ["RECIPES", "Recipe"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is made.

    ``weights`` are what one count of a source weighs, by the name of the source, with patterns; a source that none names
    is not used. ``least`` is the weighted count from which a character has a symbol of its own; ``classes`` are symbols as
    a whole; ``prunings`` begins with that of pairs; ``across_lines`` tells whether a line says something about how the next
    one begins, as in code.
    """

    file: str
    weights: tuple[tuple[str, float], ...]
    least: float
    classes: frozenset[str]
    prunings: tuple[Pruning, ...]
    across_lines: bool = False

    def weight(self, source: str) -> float:
        """Return what a source weighs: nothing if no pattern names it."""
        return next((weight for pattern, weight in self.weights if fnmatchcase(source, pattern)), 0.0)

    @property
    def order(self) -> int:
        """Return the length of the longest n-grams."""
        return len(self.prunings) + 1


_ALPHABETS = frozenset({"capital", "small", "digit", "latin", "greek", "cyrillic", "other letters"})
_STRANGE_TO_CHINESE = frozenset({"hangul", "kana", "narrow kana", "bopomofo", "emoji", "selector"})

_IN_ROWS = frozenset({"number in a circle", "block"})  # any of them stands beside any other

# The counts of word lists are brought to the size of smartcn's, the only one that knows which word follows which; running
# text counts as it is. Absolute discounts from 0.5 to 0.9 recover the same share of lost bytes, within the error.
CHINESE = Recipe(
    "chinese.ngrams",
    weights=(
        ("smartcn", 1.0),
        ("jionlp", 2e-3),  # 6.2 thousand million
        ("jieba", 0.02),
        ("pypinyin", 0.5),  # a list without counts
        ("code-*-zh-hans", 0.3),  # much of it repeats itself
        ("code-*-zh-hant", 1.0),
        ("comments-*-zh-taiwan", 1.0),
        ("ctcpc", 0.2),  # Cantonese: the grammar of its particles should not leak
        ("*-zh-hans", 1.0),
        ("*-zh-hant", 1.0),
    ),
    least=1.5,
    classes=_ALPHABETS | _STRANGE_TO_CHINESE,
    prunings=(Pruning(0.8, gain=1.0, support=2.0), Pruning(0.7, gain=2.0)),
)

JAPANESE = Recipe(
    "japanese.ngrams",
    weights=(("mozc", 1e-4), ("mozc-by-chance", 0.3), ("code-*-ja", 0.5), ("*-ja", 1.0)),
    least=1.0,
    classes=_ALPHABETS | frozenset({"hangul", "bopomofo", "emoji", "selector"}),
    prunings=(Pruning(0.8, gain=1.0, support=2.0), Pruning(0.7, gain=2.0)),
)

KOREAN = Recipe(
    "korean.ngrams",
    weights=(("code-*-ko", 0.5), ("*-ko", 1.0)),
    least=1.0,
    classes=_ALPHABETS | frozenset({"kana", "narrow kana", "bopomofo", "emoji", "selector", "han"}),
    prunings=(Pruning(0.8, gain=0.5, support=2.0), Pruning(0.7, gain=1.0)),
)

# What stands around CJK text: words of alphabets, numbers, code, drawings. Han, kana and Hangul are one symbol each, their marks
# are not. Of the languages of AFAR there is so little text that it counts in full; that of LATIN does, since nothing but its
# words tells one damaged letter of them from a clean one.
WESTERN = Recipe(
    "western.ngrams",
    weights=(
        ("code-*", 1.0),
        *((f"*-{language}", 1.0) for language in ("zh-hans", "zh-hant", "ja", "ko")),
        *((f"*-{language}", 1.0) for language in (*AFAR, *LATIN)),
        ("tnc", 0.01),  # 0.3 million words
        ("*-??", 0.3),
    ),
    least=60.0,
    classes=frozenset({"han", "rarest han", "kana", "narrow kana", "hangul", "bopomofo", "emoji", "selector"}) | _IN_ROWS,
    prunings=(Pruning(0.8, gain=2.0, support=4.0), *(Pruning(0.8, gain=70.0, support=140.0),) * 3),
    across_lines=True,
)

RECIPES = (CHINESE, JAPANESE, KOREAN, WESTERN)
