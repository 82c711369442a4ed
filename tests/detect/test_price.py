"""What a text costs: the compiled core and Python come to the same, and all pages at once to what each of them does."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from mojibake_fix.detection import price
from mojibake_fix.detection.candidates import CANDIDATES, Candidate
from mojibake_fix.detection.pages import about, beyond, most
from mojibake_fix.detection.sample import characters_of, read_leniently, text_of
from mojibake_fix.language.model import Model
from mojibake_fix.language.models import chinese, japanese, korean, western
from mojibake_fix.native import core

MODELS = (chinese(), chinese("tw"), japanese(), korean(), western())

TEXTS = (
    "",
    "plain text",
    "今天上午，市图书馆的新馆正式开放",
    "設定は保存されました。 OK",
    "설정을 저장했습니다",
    "déjà vu, élan à côté",
    "\x07 bell, \x85 next line, \x7f",
    "\U00020000 rare, \U0001f600 face, \U000e0001 tag, \udc80 lone",
)


def without_core(model: Model, monkeypatch: pytest.MonkeyPatch) -> Model:
    monkeypatch.setitem(model.__dict__, "mapped", None)
    return model


@pytest.mark.skipif(core() is None, reason="the core is not compiled here")
@pytest.mark.parametrize("text", TEXTS)
def test_the_core_prices_texts_as_python_does(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    languages = ("zh", "zh-hant", "ja", "ko", "any")
    with_core = [(price.likelihood(text, language), price.outline(text, language)) for language in languages]
    scores = [(model.score(text), model.score(text, before="中a文b字")) for model in MODELS]
    rows = [f"{before}{character}" for before in ("中文", "，一") for character in text]
    lasts = [[model.last([row[at:] for row in rows]) for at in range(3)] for model in MODELS]
    for model in (*MODELS, *map(price._model, languages)):
        without_core(model, monkeypatch)
    assert [(model.score(text), model.score(text, before="中a文b字")) for model in MODELS] == scores
    assert [[model.last([row[at:] for row in rows]) for at in range(3)] for model in MODELS] == lasts
    for language, (likelihood, outline) in zip(languages, with_core, strict=True):
        assert price.likelihood(text, language) == likelihood
        assert price.outline(text, language) == outline


@pytest.mark.skipif(core() is None, reason="the core is not compiled here")
def test_the_core_prices_bytes_in_all_pages_as_python_does(monkeypatch: pytest.MonkeyPatch) -> None:
    samples = [text.encode("cp1252", "ignore") for text in TEXTS] + noise(20)
    pages = CANDIDATES.names_of_pages
    with_core = [price.likelihoods(data, pages) for data in samples]
    without_core(western(), monkeypatch)
    for data, nats in zip(samples, with_core, strict=True):
        assert price.likelihoods(data, pages) == nats


def noise(count: int) -> list[bytes]:
    dice = random.Random("noise")
    return [dice.randbytes(50) for _ in range(count)]


@pytest.mark.parametrize("encoding", CANDIDATES.names_of_pages)
def test_the_characters_of_a_page_are_what_it_reads(encoding: str) -> None:
    for byte, character in enumerate(characters_of(encoding)):
        read = read_leniently(bytes([byte]), encoding)
        assert read is not None
        assert (read.text, read.errors) == (character, 0 if character else 1)


def test_pages_cost_together_what_each_costs_alone() -> None:
    for data in ("déjà vu".encode("cp1252"), "Сегодня".encode("koi8-r"), *noise(5)):
        found, pages = beyond(data), CANDIDATES.names_of_pages
        together = about(found, pages)
        assert together == [nats for page in pages for nats in about(found, (page,))]
        assert most(found, pages) >= max(together)


def codes(bytes_: Sequence[int]) -> list[bytes]:
    """Return what a character can be that begins with one of some bytes: one byte, two, or three in EUC-JP."""
    pairs = [bytes((first, second)) for first in bytes_ for second in range(0x100)]
    return [*(bytes([byte]) for byte in bytes_), *pairs, *(pair + b"\xa1" for pair in pairs if pair[0] == 0x8F)]


def is_read(code: bytes, encoding: str) -> bool:
    try:
        return bool(text_of(code, encoding))
    except UnicodeDecodeError:
        return False


@pytest.mark.parametrize(
    "candidate", [candidate for candidate in CANDIDATES if candidate.fuller], ids=lambda found: found.encoding
)
def test_what_fuller_pages_have_more_begins_with_bytes_that_are_known(candidate: Candidate) -> None:
    others = [byte for byte in range(0x80, 0x100) if byte not in candidate.more]
    more = [code for code in codes(others) if not is_read(code, candidate.encoding)]
    assert not [code for code in more if any(is_read(code, fuller) for fuller in candidate.fuller)]
