"""A document that has been read makes likelier what it says, and nothing else."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from language.pages import PAGES

from mojibake_fix.language.arrays import Arrays, arrays
from mojibake_fix.language.cache import BREAK, Cached
from mojibake_fix.language.models import chinese, japanese, korean, western
from mojibake_fix.language.scorer import Scorer
from mojibake_fix.language.slots import slots

MODELS = {"chinese": chinese(), "japanese": japanese(), "korean": korean(), "western": western()}
models = st.sampled_from(sorted(MODELS))
texts = st.text(
    st.one_of(st.sampled_from('中文字的 ab\n"(，。にほ한국' + BREAK), st.characters(exclude_categories=[])), max_size=30
)


def score(scorer: Arrays | Cached, text: str) -> list[float]:
    return scorer.rows(slots(text)[None, :])[0].tolist()


@settings(max_examples=60)
@given(models, st.sampled_from(["", BREAK, BREAK * 3]), texts)
@example("western", "", "")
def test_an_empty_document_changes_nothing(name: str, document: str, text: str) -> None:
    """Nothing read, nothing learnt: neither from an empty document nor from one in which all is in doubt."""
    model = arrays(MODELS[name])
    if BREAK not in text:  # a context of its own, for one who counts symbols
        assert score(Cached(model, document), text) == pytest.approx(score(model, text), abs=1e-9)


@settings(max_examples=60)
@given(models, texts, texts)
def test_any_document_leaves_every_text_possible(name: str, document: str, text: str) -> None:
    """No probability becomes 0 or more than 1."""
    nats = score(Cached(arrays(MODELS[name]), document), text)
    assert np.isfinite(nats).all()
    assert all(logp <= 1e-9 for logp in nats)


@settings(max_examples=60)
@given(models, texts, texts, texts.filter(bool), st.integers(1, 4))
def test_what_follows_a_context_costs_what_a_row_says(name: str, document: str, text: str, next_: str, length: int) -> None:
    """Looked up once for a context, or with it in a row of its own: the same, before and after a document was read."""
    plain = arrays(MODELS[name])
    before = slots(BREAK * length + text)
    for model in (plain, Cached(plain, document)):
        width = min(length, model.order - 1)
        contexts = np.stack([before[at : at + width] for at in range(len(before) - width + 1)])
        ahead = model.ahead(contexts, slots(next_))
        for context, nats in zip(contexts, ahead, strict=True):
            rows = np.column_stack([np.tile(context, (len(next_), 1)), slots(next_)])
            assert nats == pytest.approx(model.rows(rows)[:, -1], abs=1e-9)


def anywhere(model: Scorer, document: str, character: str, p: float) -> float:
    """Return P of a symbol where 3 % of all symbols are some that the document has, as often as it has them."""
    known = model.of(slots(document.replace(BREAK, ""))).tolist()
    return 0.97 * p + 0.03 * known.count(int(model.of(slots(character))[0])) / len(known) if known else p


def form(model: Scorer, document: str, character: str) -> float:
    """Return log P of a character given its symbol: three occurrences weigh as much as the model."""
    symbol = int(model.of(slots(character))[0])
    of_symbol = [other for other in document if other != BREAK and int(model.of(slots(other))[0]) == symbol]
    within = math.exp(model.within(slots(character))[0])
    return math.log((of_symbol.count(character) + 3 * within) / (len(of_symbol) + 3))


@pytest.mark.parametrize(
    ("name", "document", "text", "seen", "contexts"),
    [
        ("chinese", "", "甲乙", 0, 0),
        ("chinese", "甲乙", "甲乙", 1, 1),
        ("chinese", "甲乙，甲乙，甲丙", "甲乙", 2, 3),
        ("chinese", "甲乙，甲乙，甲丙", "甲丁", 0, 3),
        ("chinese", f"甲{BREAK}乙", "甲乙", 0, 1),  # a context of which nobody knows how it goes on
        ("chinese", f"甲{BREAK}乙，甲乙", "甲乙", 1, 2),
        ("western", "x=1;x=1;x=2", "=1", 2, 3),
        ("korean", "가나 가나", "가나", 2, 2),
    ],
)
def test_pairs_by_hand(name: str, document: str, text: str, seen: int, contexts: int) -> None:
    """(times seen + 100 P) / (times the context was seen + 100): 100 occurrences weigh as much as all that was known before."""
    model = arrays(MODELS[name])
    p = math.exp(score(model, text)[1] - model.within(slots(text))[1])
    p = anywhere(model, document, text[1], p)
    expected = math.log((seen + 100 * p) / (contexts + 100)) + form(model, document, text[1])
    assert score(Cached(model, document), text)[1] == pytest.approx(expected, abs=1e-6)


def test_triples_by_hand() -> None:
    """What two characters are followed by is the document's own: 20 occurrences weigh as much as all that was known before."""
    model = arrays(chinese())
    document, text = "甲乙丙。甲乙丙。", "甲乙丙"
    p = anywhere(model, document, "丙", math.exp(score(model, text)[2] - model.within(slots(text))[2]))
    pair = (2 + 100 * p) / (2 + 100)
    triple = (2 + 20 * pair) / (2 + 20)
    assert score(Cached(model, document), text)[2] == pytest.approx(math.log(triple) + form(model, document, "丙"), abs=1e-6)
    pairs_only = Cached(model, document, order=2)
    assert score(pairs_only, text)[2] == pytest.approx(math.log(pair) + form(model, document, "丙"), abs=1e-6)


@pytest.mark.parametrize(
    ("name", "word"), [("chinese", "魑魅"), ("chinese", "鬰鬱"), ("japanese", "薔薇"), ("korean", "첼슴"), ("western", "zq")]
)
def test_a_word_of_the_document_becomes_likelier(name: str, word: str) -> None:
    """Said once, it is likelier than it was; said five times, more so; likelier than its characters in another order."""
    model = arrays(MODELS[name])
    nats = [sum(score(Cached(model, f"{word} " * times), word)) for times in (0, 1, 5)]
    assert nats[0] < nats[1] < nats[2]
    turned = word[::-1]
    if turned != word:
        read = Cached(model, f"{word} " * 5)
        assert nats[2] > sum(score(read, turned))


def test_the_document_writes_its_own_forms() -> None:
    """Of the forms that share a symbol, the one that the document writes gains more than the one that it does not."""
    model = arrays(chinese("hans"))
    read = Cached(model, "经济，" * 5)
    gained = {text: score(read, text)[1] - score(model, text)[1] for text in ("经济", "經濟")}
    assert gained["经济"] > 0
    assert gained["经济"] > gained["經濟"]


CHOICES = "\t\n" + "".join(map(chr, range(0x20, 0x40)))


@settings(max_examples=60)
@given(models, texts, st.lists(st.sampled_from(["中文", "=好", "“是", "니다", "です", "ab"]), min_size=1, max_size=4), texts)
def test_choices_share_what_the_model_gives_them_together(name: str, document: str, befores: list[str], odd: str) -> None:
    """The document moves probability between the choices of one place; all together keep what the model alone gives them."""
    model = arrays(MODELS[name])
    before = [f"{odd[-1:] or '。'}{text}" for text in befores]
    rows = slots("".join(context + choice for context in before for choice in CHOICES)).reshape(-1, 4)
    by_model = np.exp(model.last(rows, len(CHOICES))).reshape(-1, len(CHOICES))
    by_both = np.exp(Cached(model, document).last(rows, len(CHOICES))).reshape(-1, len(CHOICES))
    assert by_both.sum(axis=1) == pytest.approx(by_model.sum(axis=1), rel=1e-6)


def test_a_line_end_that_is_always_lost_does_not_count_against_itself() -> None:
    """A full stop of which nothing is known but what was lost behind it is followed as the model says."""
    model = arrays(western())
    rows = slots("".join(f"了。{choice}" for choice in CHOICES)).reshape(-1, 3)
    document = f"好了。{BREAK}" * 50
    assert Cached(model, document).last(rows, len(CHOICES)) == pytest.approx(model.last(rows, len(CHOICES)), abs=1e-6)


def test_a_choice_that_the_document_makes_wins() -> None:
    """Where every such line ends in two spaces, so will this one."""
    model = arrays(western())
    rows = slots("".join(f"了。{choice}" for choice in CHOICES)).reshape(-1, 3)
    document = "他来了。 \n走了。 \n好了。 \n" * 20
    best = CHOICES[int(Cached(model, document).last(rows, len(CHOICES)).argmax())]
    assert best == " "


@pytest.mark.parametrize("language", ["zh-hans", "ja", "ko", "ru"])
def test_a_page_is_likelier_to_who_has_read_it(language: str) -> None:
    """All of it is known; another page says less, and does little harm."""
    model = arrays({"ja": japanese(), "ko": korean(), "ru": western()}.get(language, chinese()))
    page, other = PAGES[language], PAGES["vi"]
    alone, read, elsewhere = (sum(score(scorer, page)) for scorer in (model, Cached(model, page), Cached(model, other)))
    assert read > alone + 10
    assert elsewhere > alone - 0.1 * len(page)
