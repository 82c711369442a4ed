"""From a recipe to the bytes of a model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt
from corpus import training_code, training_comments, training_text
from corpus.training_words import CLASS_MARK, smartcn_word_pairs

from . import scripts, shares
from .counts import BREAK, Corpus
from .estimate import estimate
from .pack import packed
from .recipes import CHINESE, Recipe
from .symbols import CLASSES, Symbols, choose

__all__ = ["Sources", "built", "model"]

_BEGIN, _END = "始##始", "末##末"  # how smartcn marks a sentence
_RUN = 5  # characters of a class that stands in words, in the pieces that say so


@dataclass(frozen=True)
class Sources:
    """What a model is counted from: words and lines by source, pairs of words, and what each source weighs.

    ``everywhere`` is how often each character occurs in any language: how the members of a class share its probability.
    """

    words: Mapping[str, list[tuple[str, int]]]
    lines: Mapping[str, list[str]]
    weights: Mapping[str, float]
    pairs: list[tuple[str, str, float]] = field(default_factory=list)
    everywhere: Mapping[str, float] = field(default_factory=dict)

    def characters(self) -> Counter[str]:
        """Return how often each character occurs, weighted."""
        seen: Counter[str] = Counter()
        for name, rows in self.words.items():
            _add(seen, ((character, count) for word, count in rows for character in word), self.weights[name])
        for name, lines in self.lines.items():
            _add(seen, Counter("\n".join(lines)).items(), self.weights[name])
        return seen

    def vocabulary(self) -> Counter[str]:
        """Return how often each word occurs, weighted."""
        seen: Counter[str] = Counter()
        for name, rows in self.words.items():
            _add(seen, rows, self.weights[name])
        return seen


def _add(seen: Counter[str], rows: Iterable[tuple[str, int]], weight: float) -> None:
    for key, count in rows:
        seen[key] += count * weight  # type: ignore[assignment]


def built(recipe: Recipe) -> bytes:
    """Return the file of a model, made from the sources that its recipe names, fetched where they are missing."""
    return model(recipe, _sources(recipe))


def model(recipe: Recipe, sources: Sources) -> bytes:
    """Return the file of a model."""
    seen = sources.characters()
    written = scripts.forms(sources.vocabulary()) if recipe is CHINESE else {}
    fold = scripts.folds(written) if written else {}
    symbols = choose(seen, recipe.least, fold, recipe.classes)
    levels = _corpus(recipe, sources, symbols, sum(seen.values())).levels(recipe.order)
    within = _within(symbols, sources.everywhere, [scripts.seen_in(script, forms) for script, forms in written.items()])
    return packed(symbols, within, estimate(levels, len(symbols), recipe.prunings))


@cache
def _everywhere() -> Counter[str]:
    """Return how often each character occurs in the text and code of all languages: among rare ones, the same in each.

    An emoji counts once in each file: some logs of changes have a beetle in every other line.
    """
    lines = (line for source in training_text.LINES if source.register != "by chance" for line in source.read())
    seen: Counter[str] = Counter()
    for line in lines:
        seen.update(line)
    for files in training_code.FILES:
        for _, text in files.read():
            seen.update(_EMOJI.sub("", text))
            seen.update(set(_EMOJI.findall(text)))
    return seen


_EMOJI = re.compile("[\U0001f000-\U0001fbff]")


def _sources(recipe: Recipe) -> Sources:
    words = {source.name: list(source.read()) for source in training_text.WORDS if recipe.weight(source.name)}
    lines = {source.name: list(source.read()) for source in training_text.LINES if recipe.weight(source.name)}
    for files in training_code.FILES:
        name = f"code-{files.source}-{files.language}"
        if recipe.weight(name):
            lines[name] = [text.replace("\r\n", "\n") for _, text in files.read()]
    everywhere = _everywhere().copy()
    for package in training_comments.PACKAGES:
        if recipe.weight(name := training_comments.name_of(package)):
            lines[name] = list(training_comments.comments(package))
            everywhere.update("".join(lines[name]))
    weights = {name: recipe.weight(name) for name in (*words, *lines)}
    return Sources(words, lines, weights, list(_sentences()) if "smartcn" in words else [], everywhere)


def _sentences() -> Iterable[tuple[str, str, float]]:
    """Yield the pairs of words and ends of sentences, without those of a class of the segmenter.

    A sentence is followed by a line end or, as often, by another sentence: by chance, since smartcn does not say by which.
    """
    ends: Counter[str] = Counter()
    begins: Counter[str] = Counter()
    for left, right, count in smartcn_word_pairs():
        if right == _END and CLASS_MARK not in left:
            ends[left[-1]] += count
        elif left == _BEGIN and CLASS_MARK not in right:
            begins[right[0]] += count
        elif CLASS_MARK not in left + right:
            yield left, right, count
    for end, sentences in ends.items():
        yield end, "\n", sentences
        for begin, share in begins.items():
            if (expected := sentences * share / begins.total()) >= 1:
                yield end, begin, expected
    for begin, sentences in begins.items():
        yield "\n", begin, sentences


def _corpus(recipe: Recipe, sources: Sources, symbols: Symbols, characters: float) -> Corpus:
    corpus = Corpus(symbols)
    between = "\n" if recipe.across_lines else f"\n{BREAK}\n"
    for name, rows in sources.words.items():
        corpus.add_words(rows, sources.weights[name])
    if sources.pairs:
        corpus.add_pairs(sources.pairs, sources.weights["smartcn"])
    for name, lines in sources.lines.items():
        corpus.add_text("\n" + between.join(lines) + "\n", sources.weights[name])
    for k, kind in enumerate(CLASSES):
        length = _RUN if kind.in_words else 1
        corpus.add_symbols([symbols.of_class(k)] * length, kind.share * characters / length)
    return corpus


def _within(symbols: Symbols, everywhere: Mapping[str, float], scripts: list[Counter[str]]) -> list[npt.NDArray[np.float64]]:
    """Return what characters cost given their symbol: in each script, and, last, if the script is not known."""
    made = [shares.costs(symbols, everywhere, forms, len(CLASSES)) for forms in scripts or [Counter()]]
    return [*made, -np.log(np.mean(np.exp(-np.array(made)), axis=0))] if scripts else made
