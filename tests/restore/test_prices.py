"""What texts cost: clean text less than what damage leaves of it, and habits of clean text less than they would otherwise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from language.pages import CJK, OTHERS

from mojibake_fix.restore.channels import CHANNELS, corrupt
from mojibake_fix.restore.likelihood.prices import (
    LANGUAGES,
    languages_of,
    observed_at_least,
    of_a_character,
    of_observed,
    of_restored,
    of_unknown_language,
)

READERS = ("gbk", "big5", "shift-jis", "euc-kr", "cp1252", "cp437", "cp1251", "koi8-r", "mac-roman")


def cost(text: str) -> float:
    """Return log P of a text as clean text."""
    [nats] = of_observed([text])
    return of_unknown_language(nats)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("language", [*CJK, "ru", "el", "fr", "de"])
def test_clean_text_is_likelier_than_its_damage(language: str, reader: str) -> None:
    """By ten nats a line and more, for each reader: what the search lives on."""
    for line in (CJK | OTHERS)[language].splitlines():
        damaged = corrupt(CHANNELS[f"utf8-as-{reader}"], line)
        [clean] = of_restored([line])
        assert of_unknown_language(clean) > cost(damaged) + 10


@pytest.mark.parametrize(
    ("likelier", "text", "habit"),
    [
        ("le café", "le cafä", "a letter that the language has, in its place"),
        ("中文文档", "a文b档", "CJK does not stand between letters of ASCII"),
        ("été\xa0:", "été\ue000:", "a space that does not break is a space"),
        ("✅ ok", "\x85 ok", "a tick is rare, and ordinary; a control is none of both"),
        ("la Écosse", "laÉcosse ", "a capital does not follow a small letter"),
        ("va à la", "va ä la", "a word of one letter"),
        ("a → b", "a ㈠ b", "an arrow is rare, and ordinary"),
        ("mas\u0301 tarde", "mas \u0301tarde", "an accent stands on the letter before it"),
        ("“yes” — no", "ªyesº þ no", "marks of good typography are ordinary"),
        ("‚Wort‘", "Wort‚‘", "a low mark stands before a word"),
        ("it doesn’t", "it doesn–t", "an apostrophe is an apostrophe, straight or not"),
        ("der Fürst", "der FüRst", "a word that began in small letters does not go on in capitals"),
        ("aus │ für", "aus f├╝r", "signs for drawing stand beside words, not in them"),
    ],
)
def test_habits(likelier: str, text: str, habit: str) -> None:
    """What clean text does in any language is likelier than the same without the habit."""
    assert cost(likelier) > cost(text), habit


@pytest.mark.parametrize(("likelier", "text"), [("Moment… bitte…", "Momentà bitteà"), ("la città sarà", "la citt… sar…")])
def test_grave_accents_at_the_end_of_words(likelier: str, text: str) -> None:
    """Italian words end in them, and these the models know; what is said to be restored gets no other."""
    [nats], [other] = of_restored([likelier]), of_restored([text])
    assert of_unknown_language(nats) > of_unknown_language(other)


@pytest.mark.parametrize("text", ["檟檟", "檟櫬檟", "檟檠"], ids=["twice", "soon again", "in the order of the code"])
def test_rare_character_that_was_to_be_expected(text: str) -> None:
    """Among rare characters one that was there before, or follows in the table, is likelier than one from nowhere."""
    [nats], [other] = of_observed([text]), of_observed([text[:-1] + "櫳"])
    assert (nats[:, -1] > other[:, -1] + 3).all()


@pytest.mark.parametrize("text", ["LIBERTÉ ÉGALITÉ", "ПРИВЕТ МИР", "ΚΑΛΗΜΕΡΑ"])
def test_capitals(text: str) -> None:
    """A word in capitals costs little more than in small letters, and much less than its letters out of order."""
    small = cost(text.lower())
    assert small > cost(text) > small - 2.5 * len(text)


@pytest.mark.parametrize("character", ["\ue000", "\x85", "\ud800"])
def test_strange_characters(character: str) -> None:
    """Private use, controls and surrogates are dear in any text, and dearer in one that is said to be whole again."""
    for text in (character, f"中{character}文"):
        [observed], [restored] = of_observed([text]), of_restored([text])
        at = text.index(character)
        assert (observed[:, at] <= -12).all()
        assert (restored[:, at] < observed[:, at]).all()


def test_languages() -> None:
    """Legacy encodings are in the language of their country, or quote others; UTF-8 is in any."""
    assert [LANGUAGES[row] for row in languages_of("shift-jis")] == ["ja", "other"]
    assert [LANGUAGES[row] for row in languages_of("euc-kr")] == ["ko", "other"]
    assert languages_of("utf8") == list(range(len(LANGUAGES)))


@pytest.mark.parametrize(("written", "likelier", "text"), [("gbk", "中文编码", "龘靐齉爩"), ("euc-kr", "기록을", "쫡쀍뷁")])
def test_average_of_a_character(written: str, likelier: str, text: str) -> None:
    """Words are likelier than rare characters, per character; ASCII around them counts only where there is nothing else."""
    known, rare, ascii_alone = of_a_character([likelier, text, "abc"], [languages_of(written)] * 3)
    assert known > rare
    assert ascii_alone > -15


@given(
    st.lists(st.text(st.sampled_from("aeCIÀàÉÙß'’ .\u0301\xa0中文ひカ한м\ud800"), min_size=1, max_size=9), min_size=1, max_size=6)
)
@example(["OÙ E", "CÙIS", "CÙIS"])
@example(["à", "à", " à "])
def test_average_is_of_the_text_alone(texts: list[str]) -> None:
    """What a text costs does not depend on what else is asked about with it: a repair would, or on what was repaired before."""
    languages = [languages_of("utf8")] * len(texts)
    alone = [of_a_character([text], languages[:1])[0] for text in texts]
    assert of_a_character(texts, languages) == pytest.approx(alone, abs=1e-9)


def test_nothing() -> None:
    """No text costs nothing."""
    assert of_observed([]) == of_restored([]) == []
    assert cost("") == 0.0


texts = st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from("中文é哈哈ABÀ\n\xa0\x85")), max_size=12)


@given(st.lists(texts, max_size=4))
@example(["中", "中"])
@example(["É", "tude"])
@example(["a", "中", "b"])
@settings(max_examples=100, derandomize=True)
def test_shape(batch: list[str]) -> None:
    """There is a finite price of at most 1 for each character in each language, for observed and restored text."""
    for prices in (of_observed(batch), of_restored(batch)):
        assert [nats.shape for nats in prices] == [(len(LANGUAGES), len(text)) for text in batch]
        assert all(np.isfinite(nats).all() and (nats <= 0).all() for nats in prices)


@given(st.lists(texts, min_size=1, max_size=4))
@example(["é\u00a0: l’été, ÉTÉ", "f├╝r aÉb", "中a文\x85\ue000", "aaa ✅ → ｱ"])  # mojibake-fix: ignore
@example([line for page in (CJK | OTHERS).values() for line in page.splitlines()])
@settings(max_examples=100, derandomize=True)
def test_no_character_costs_more_than_one_model_says(batch: list[str]) -> None:
    """What one model and no habit gives is the least that any of the prices of observed text can be."""
    for least, nats in zip(observed_at_least(batch), of_observed(batch), strict=True):
        assert (nats.max(axis=0, initial=-np.inf) >= least - 1e-9).all()


@pytest.mark.parametrize("others", [["中文"], ["abc"], ["abc", ""]])
def test_place_in_a_batch(others: list[str]) -> None:
    """A text costs the same alone and wherever it stands among others, which have nothing to do with it."""
    [alone] = of_observed(["中文"])
    assert np.allclose(of_observed([*others, "中文"])[-1], alone)
