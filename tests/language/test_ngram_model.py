"""What holds for every model: probabilities add up, and one by one or as arrays they are the same."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from language.pages import CLASSICAL, LISTS, PAGES

from mojibake_fix.language.arrays import arrays
from mojibake_fix.language.misreadings import READERS, garbled
from mojibake_fix.language.mixture import Mixture, any_language
from mojibake_fix.language.model import Model
from mojibake_fix.language.models import SCRIPTS, chinese, japanese, korean, western
from mojibake_fix.language.slots import SLOTS, slots
from mojibake_fix.language.tables import STEP

MODELS: dict[str, Model] = {
    "chinese": chinese(),
    **{f"chinese {script}": chinese(script) for script in SCRIPTS},
    "japanese": japanese(),
    "korean": korean(),
    "western": western(),
}
# Text with what ordinary text lacks: halves of surrogate pairs, emoji, rare Han, private use, noncharacters, controls.
ODD = "\0\t\n\x85\ud83d\udc00\ue000\ufdd0\ufeff\uffff\u200d😀\U00020000\U0003ffff\U0010ffff𝒜"
MIXED = 'print("完成，한국어 にほんご 經濟经济") # 𠮷😀 naïve привет\n'
characters = st.one_of(st.sampled_from(MIXED + ODD), st.characters(exclude_categories=[]), st.integers(0xD800, 0xDFFF).map(chr))
texts = st.text(characters, max_size=40)
models = st.sampled_from(sorted(MODELS))

# A stored cost is at most half a step from the true one.
ROUNDING = 0.5 / STEP
# What a byte cannot hold costs 255 steps: never more than this share too much, over all slots together.
CLIPPED = SLOTS * math.exp(-255 / STEP)
# The shares of classes all of whose members have symbols of their own (tools/language_model/symbols.py): the western model
# has one for each letter and digit, so that nothing is left of the classes of these. No text can have that probability.
UNREACHABLE = 1e-2 + 3e-3 + 3e-3


def contexts(order: int) -> list[str]:
    """Return what stands before some places in text of every language, of every length that counts, and nothing."""
    texts = [*PAGES.values(), MIXED, LISTS["plants"], CLASSICAL["thousand"], ODD, '{"a": [1, 2]}\n']
    return ["", *(text[k : k + n] for n in range(1, order) for k, text in enumerate(texts))]


@pytest.mark.parametrize("name", ["chinese", "japanese", "korean", "western"])
def test_symbols_add_up_to_one_behind_any_context(name: str) -> None:
    """The sum over the symbols is 1, but for the rounding of a cost and of what is added to it, once for each shorter n-gram."""
    scorer = arrays(MODELS[name])
    _, first = np.unique(scorer.of(np.arange(SLOTS)), return_index=True)  # a slot of each symbol
    for before in contexts(scorer.order):
        rows = np.empty((len(first), len(before) + 1), np.intp)
        rows[:, :-1], rows[:, -1] = slots(before), first
        total = np.exp(scorer.rows(rows)[:, -1] - scorer.within(first)).sum()
        rounding = (len(before) + 1) * ROUNDING
        assert math.exp(-rounding) - UNREACHABLE <= total <= math.exp(rounding) + CLIPPED, before


@pytest.mark.parametrize("name", sorted(MODELS))
def test_characters_add_up_to_one_within_each_symbol(name: str) -> None:
    """Each symbol is one of its characters: where a slot stands for many, for that many; rare forms are raised to 1 in 2,000."""
    scorer = arrays(MODELS[name])
    places = np.arange(SLOTS)
    symbols = scorer.of(places)
    shares = np.exp(scorer.within(places))
    shares[slots("\U00020000")] *= 60_000  # characters of the planes of Han
    shares[slots("\U0010ffff")] *= 800_000  # code points that are neither BMP nor Han nor emoji
    total = np.bincount(symbols, shares)
    forms = np.bincount(symbols)
    assert (total[forms > 0] >= math.exp(-ROUNDING)).all()
    assert (total <= math.exp(ROUNDING) * (1 + 5e-4 * np.minimum(forms, 40)) + CLIPPED).all()


@pytest.mark.parametrize("reader", READERS)
def test_what_a_reader_leaves_adds_up_to_one(reader: str) -> None:
    """One symbol for all: the probabilities of all slots are those of characters."""
    scorer = arrays(garbled(reader))
    total = np.exp(scorer.rows(np.arange(SLOTS)[:, None])).sum()
    assert math.exp(-2 * ROUNDING) <= total <= math.exp(2 * ROUNDING) + CLIPPED


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_character_has_a_finite_score(name: str) -> None:
    """No code point is impossible, with or without context, and none costs more than three bytes can say."""
    scorer = arrays(MODELS[name])
    alone = scorer.rows(np.arange(SLOTS)[:, None])[:, 0]
    assert np.isfinite(alone).all()
    assert alone.max() <= 0
    assert alone.min() >= -2 * 255 / STEP
    behind = scorer.rows(np.stack([np.full(SLOTS, ord("的")), np.arange(SLOTS)], axis=1))[:, 1]
    assert np.isfinite(behind).all()
    assert behind.min() >= -3 * 255 / STEP


@settings(max_examples=150)
@given(models, texts)
@example("western", "")
@example("chinese", ODD)
@example("korean", ODD[::-1])
@example("western", MIXED * 3)
def test_a_text_costs_what_its_characters_cost(name: str, text: str) -> None:
    """``score`` is the sum of ``logp`` over a growing context, of which only the last ``order - 1`` characters count."""
    model = MODELS[name]
    one_by_one = [model.logp(text[:k], character) for k, character in enumerate(text)]
    reach = model.order - 1
    assert one_by_one == [model.logp(text[max(0, k - reach) : k], character) for k, character in enumerate(text)]
    assert model.score(text) == pytest.approx(sum(one_by_one), abs=1e-9)
    assert model.logp("", text[:1]) == (model.alone(text[0]) if text else 0)


@settings(max_examples=100)
@given(models, texts, texts)
def test_what_stands_before_is_context_only(name: str, before: str, text: str) -> None:
    """P(both) = P(first) P(second | first)."""
    model = MODELS[name]
    assert model.score(before + text) == pytest.approx(model.score(before) + model.score(text, before), abs=1e-9)


@settings(max_examples=200)
@given(models, texts)
@example("western", "")
@example("chinese", ODD)
@example("japanese", MIXED + ODD)
def test_arrays_say_exactly_what_one_by_one_says(name: str, text: str) -> None:
    """Character by character the same float, for any text."""
    model = MODELS[name]
    assert arrays(model).score(text).tolist() == [model.logp(text[:k], character) for k, character in enumerate(text)]


@settings(max_examples=60)
@given(models, st.integers(1, 7).flatmap(lambda width: st.lists(st.text(characters, min_size=width, max_size=width), min_size=1)))
def test_texts_side_by_side_do_not_touch(name: str, rows: list[str]) -> None:
    """Each row is scored as if it stood alone."""
    scorer = arrays(MODELS[name])
    together = scorer.rows(slots("".join(rows)).reshape(len(rows), -1))
    assert together.tolist() == [scorer.score(row).tolist() for row in rows]


@settings(max_examples=60)
@given(models, texts, st.integers(1, 5))
@example("western", "# 注释\n", 2)
def test_a_shorter_order_has_less_context(name: str, text: str, order: int) -> None:
    """With ``order=2`` only the character before counts, with 1 none."""
    model = MODELS[name]
    reach = min(order, model.order) - 1
    expected = [model.logp(text[max(0, k - reach) : k], character) for k, character in enumerate(text)]
    assert arrays(model).rows(slots(text)[None, :], order)[0].tolist() == expected


FOLDED = [
    ("经济", "經濟"),
    ("发展", "發展"),
    ("这个", "這個"),
    ("“好”", "「好」"),
    ("里面", "裡面"),
    ("里面", "裏面"),
    ("头发", "頭髮"),
]


@pytest.mark.parametrize(("simplified", "traditional"), FOLDED)
def test_forms_share_their_contexts(simplified: str, traditional: str) -> None:
    """What is left without the share of each form is the same for both, on either side."""

    def of_symbols(text: str, before: str = "") -> float:
        return chinese().score(text, before) - chinese().forms(text)

    assert of_symbols(simplified) == pytest.approx(of_symbols(traditional), abs=1e-9)
    for context in ("，", "我们的", "我們的"):
        assert of_symbols(simplified, context) == pytest.approx(of_symbols(traditional, context), abs=1e-9)
    assert of_symbols("，", simplified) == pytest.approx(of_symbols("，", traditional), abs=1e-9)


@pytest.mark.parametrize(("one", "other"), [("后来", "候来"), ("干净", "甘净"), ("人", "入"), ("日", "曰"), ("ab", "AB")])
def test_what_is_not_a_form_of_the_other_is_told_apart(one: str, other: str) -> None:
    """Characters that look or sound alike are no forms of each other."""
    symbols = chinese().tables.symbol
    assert symbols[ord(one[0])] != symbols[ord(other[0])]


@settings(max_examples=60)
@given(texts)
@example("经济發展「」“”")
def test_scripts_differ_in_forms_only(text: str) -> None:
    """What a script says about the symbols is what every other says."""
    of_symbols = {round(model.score(text) - model.forms(text), 6) for name, model in MODELS.items() if "chinese" in name}
    assert len(of_symbols) == 1


@pytest.mark.parametrize(
    ("better", "worse", "script"),
    [
        ("经", "經", "hans"),
        ("經", "经", "tw"),
        ("經", "经", "hk"),
        ("裡", "裏", "tw"),
        ("裏", "裡", "hk"),
        ("线", "線", "hans"),
        ("衛", "衞", "tw"),
        ("衞", "衛", "hk"),
        ("線", "线", "tw"),
        ("「", "“", "tw"),
        ("“", "「", "hans"),
    ],
)
def test_each_script_has_its_own_forms(better: str, worse: str, script: str) -> None:
    """As the standards of the mainland, of Taiwan and of Hong Kong have them."""
    assert chinese(script).forms(better) > chinese(script).forms(worse) + math.log(3)


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "ja", "ko", "ru", "fr"])
def test_order_matters(language: str) -> None:
    """The same characters turned round are far less likely: contexts say something."""
    model = {"ja": japanese(), "ko": korean()}.get(language, chinese() if language[:2] == "zh" else western())
    text = PAGES[language].strip()
    assert model.score(text) > model.score(text[::-1]) + len(text) / 2


def test_the_mixture_is_the_weighted_sum() -> None:
    """Two models, half and half, by hand."""
    mixture = Mixture((chinese(), 0.5), (japanese(), 0.5))
    for before, character in [("", "の"), ("中", "国"), ("中", "の"), ("日本", "語")]:
        by_hand = 0.5 * math.exp(chinese().score(character, before)) + 0.5 * math.exp(japanese().score(character, before))
        assert mixture.logp(before, character) == pytest.approx(math.log(by_hand))
    assert mixture.alone("国") == pytest.approx(mixture.logp("", "国"))


@settings(max_examples=60)
@given(texts, texts)
def test_the_mixture_lies_between_its_models(before: str, text: str) -> None:
    """No more than the best model says of each character, no less than its share of it; the context counts as before."""
    weights = {"chinese": 0.7, "japanese": 0.1, "korean": 0.1, "western": 0.1}
    whole = before + text
    nats = [any_language().logp(whole[:k], whole[k]) for k in range(len(before), len(whole))]
    for k, logp in enumerate(nats, len(before)):
        each = [MODELS[name].score(whole[k], whole[:k]) for name in weights]
        shares = [math.log(weights[name]) + logp_of for name, logp_of in zip(weights, each, strict=True)]
        assert max(shares) - 1e-9 <= logp <= max(each) + 1e-9
    assert any_language().score(text, before) == pytest.approx(sum(nats), abs=1e-6)


def test_models_are_opened_once() -> None:
    """The same model is given to everybody, so that its caches and arrays are shared."""
    assert Counter(map(id, (chinese(), chinese(), chinese("tw"), chinese("tw")))).most_common(1)[0][1] == 2
    assert arrays(chinese()) is arrays(chinese())
    assert chinese("tw").tables.levels[0].cost == chinese().tables.levels[0].cost
