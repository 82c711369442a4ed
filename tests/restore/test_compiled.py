"""The compiled core and numpy come to the same, to the last bit: the same ways in one order, and the same of each piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mojibake_fix import native
from mojibake_fix.language import arrays as of_arrays
from mojibake_fix.language.arrays import arrays
from mojibake_fix.language.cache import BREAK
from mojibake_fix.language.compiled import nats_from
from mojibake_fix.language.models import chinese, japanese, korean, western
from mojibake_fix.language.slots import SLOTS, slots
from mojibake_fix.restore.channels import CHANNELS, corrupt
from mojibake_fix.restore.inverse.alignment import Unit, align
from mojibake_fix.restore.likelihood.weighing import START, models_of
from mojibake_fix.restore.lost_bytes import clusters, compiled
from mojibake_fix.restore.lost_bytes.breadth import BREADTH, LONGEST
from mojibake_fix.restore.lost_bytes.clusters import FAR, Cluster, Clusters
from mojibake_fix.restore.lost_bytes.lattice import Half, Row, lattice
from mojibake_fix.restore.lost_bytes.ways import Said

pytestmark = pytest.mark.skipif(native.core() is None, reason="the core is not compiled")

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"
MODELS = {"chinese": chinese, "japanese": japanese, "korean": korean, "western": western}
READERS = {
    "utf8-as-gbk": ("hans", "clean.zh-hans.txt"),
    "utf8-as-big5": ("tw", "clean.zh-hant.txt"),
    "utf8-as-shift-jis": ("ja", "clean.ja.txt"),
    "utf8-as-euc-kr": ("ko", "clean.ko.txt"),
    "utf8-as-euc-kr/whatwg": ("ko", "clean.ko.txt"),
}
LINES = 3
LONG = 40  # characters of a line, which numpy takes a second for


@settings(max_examples=100)
@given(
    st.sampled_from(sorted(MODELS)),
    st.lists(st.lists(st.integers(0, SLOTS - 1) | st.sampled_from([*b"abc =(", *map(ord, "中文")]), min_size=1, max_size=12)),
    st.sampled_from([None, 1, 2, 3]),
)
def test_rows_cost_the_same(name: str, texts: list[list[int]], order: int | None) -> None:
    """Any characters in any order, in texts of one length."""
    width = min(map(len, texts), default=0)
    rows = np.array([text[:width] for text in texts], dtype=np.intp).reshape(len(texts), width)
    model = arrays(MODELS[name]())
    by_core = model.rows(rows, order)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(of_arrays, "core", lambda: None)
        assert by_core.tolist() == model.rows(rows, order).tolist()


@settings(max_examples=100)
@given(
    st.sampled_from(sorted({language for language, _ in READERS.values()})),
    st.text(st.characters() | st.sampled_from("abc =(状态的中文😀\ud800"), max_size=12),
    st.sampled_from(["", BREAK, "当前的状态", f"中文的状态{BREAK}(a = 的中文)\n中文"]),
)
def test_texts_cost_the_same(language: str, text: str, document: str) -> None:
    """Any characters in any order behind the start of a line, whether the models have read something or not."""
    places = slots(START + text)
    for model in models_of(language, document):
        by_core = nats_from(model.compiled, START + text, len(START)).tolist()
        assert by_core == model.rows(places[None, :])[0, len(START) :].tolist()


Search = Callable[..., Iterator[tuple[int, Said]]]
Found = list[tuple[int, list[tuple[bytes, float]], int]]


def said(search: Search, *line: Any) -> tuple[Found, list[str]]:
    """Return what a search says of each piece, and what it takes for the rest of the line behind each cluster."""
    rests: list[str] = []

    def joined(rest: str) -> float:
        rests.append(rest)
        return -2.0 if "(" in rest else 1.5

    return [(place, list(each.shares.items()), each.near) for place, each in search(*line, joined)], rests


def assert_same(name: str, rows: list[Row], texts: list[str], document: str) -> None:
    """Search rows both ways, with texts before them, between and behind."""
    language = READERS[name][0]
    grid, models = lattice(CHANNELS[name].reader, language), models_of(language, document)
    before, *fronts, end = texts
    places = iter(range(LONGEST))
    each = (
        Cluster([next(places) for slot in row if isinstance(slot, Half) and not slot.is_second], front, row, behind)
        for row, front, behind in zip(rows, fronts, [*fronts[1:], end], strict=True)
    )
    line = (grid, models, Clusters(tuple(each), end, ""), before)
    assert said(compiled.said, *line) == said(clusters.said, *line)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    """Draw slots: bytes of UTF-8 and others, tokens, and what the reader shows for several pairs."""
    codes = (b"\xe4\xb8", b"\xa4\xe4", b"\x80\xe3", b"\xad\x22")
    byte = st.integers(0, 0xFF) | st.sampled_from([0xE4, 0xE5, 0xE3, 0x80, 0x81, 0xB8, 0xAD, 0x22, 0x20])
    token = st.sampled_from([(Half(False), Half(True)), (Half(False, codes), Half(True, codes))])
    pieces = draw(st.lists(byte.map(lambda each: (each,)) | token | token, min_size=1, max_size=7))
    return [slot for piece in pieces for slot in piece]


DOCUMENTS = ("", "中文的文字。\n한국어는\n", "ab\ufdd0中文" * 3)
texts = st.lists(st.sampled_from([*'中文的。，a "(\n)`（）ー가는한국어\u3042\ufdd0\\\udc80', '""', '"""']), max_size=12).map(
    "".join
)


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(READERS)),
    st.lists(rows(), min_size=1, max_size=3),
    st.lists(texts, min_size=5, max_size=5),
    st.sampled_from(DOCUMENTS),
)
def test_any_rows_are_searched_alike(name: str, rows: list[Row], texts: list[str], document: str) -> None:
    """Rows that nothing fits, rows that nobody would write, and what may stand around them."""
    assert_same(name, rows, texts[-len(rows) - 2 :], document)


def test_a_row_that_is_too_long_is_left_alike() -> None:
    """Neither looks at it, and what stands behind it is known behind what is not."""
    row = [Half(False), Half(True)] * (LONGEST // 2 + 1)
    assert_same("utf8-as-gbk", [row, [0xE7, 0x8A, Half(False), Half(True)]], ["", "", "当前", "的。"], "")


def test_what_no_model_sees_is_weighed_alike() -> None:
    """A mark that opens far before a cluster, one that is too far, and a line that ends before the rest does."""
    row: Row = [0xE7, 0x8A, Half(False), Half(True)]
    for filler in ("字" * 50, "字" * (FAR + 10), "字\n字"):
        assert_same("utf8-as-gbk", [row, row], [f"（{filler}", "当前", "吗", f"{filler}）"], "")


def aligned(name: str, damaged: str, document: str) -> list[Unit]:
    return align([CHANNELS[name]], damaged, "\n", document)


@pytest.mark.parametrize("name", READERS)
def test_damaged_lines_are_filled_alike(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was lost of lines of each reader, before the document is known and after: every doubt is the same figure."""
    document = (SAMPLES / READERS[name][1]).read_text(encoding="utf-8")
    whole = document.replace("\n", "")
    lines = (corrupt(CHANNELS[name], whole[at : at + LONG]) for at in range(0, len(whole), LONG))
    lossy = [line for line in lines if CHANNELS[name].reader.token in line][:LINES]
    damaged = [(line, known) for line in lossy for known in ("", document)]
    by_core = [aligned(name, *each) for each in damaged]
    assert any(unit.is_filled for units in by_core for unit in units)
    monkeypatch.setattr(compiled, "is_there", lambda: False)
    assert by_core == [aligned(name, *each) for each in damaged]


def test_what_it_tries_has_room() -> None:
    """native/search.h has room for so many characters in place of one."""
    assert BREADTH.beside <= 16
