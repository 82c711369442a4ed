"""The miner of hard negatives finds what proves: it is held against what real decoders made of text."""

from __future__ import annotations

import doctest
import importlib
import json
import re
import sys
from pathlib import Path
from unicodedata import category

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from hard_negatives.corpora import Corpus
from hard_negatives.mining import Chunk, Family, Found, chunks, mine, shown
from hard_negatives.proofs import FAMILIES, proofs

from mojibake_fix.encodings import codec

VECTORS = Path(__file__).resolve().parent / "vectors"
LEFT_OUT = {"Cc", "Cn", "Co"}  # no text holds them


def rows(name: str) -> list[tuple[str, str, bytes]]:
    """Return what a decoder was given and what it made of it: the text, the garbled text, the bytes between."""
    lines = (VECTORS / f"{name}.jsonl").read_bytes().decode().split("\n")[1:-1]
    vectors = [json.loads(line) for line in lines]
    return [(row.get("original", ""), "".join(row["garbled"]), bytes.fromhex(row["bytes"])) for row in vectors]


def is_looked_for(name: str, original: str, garbled: str, data: bytes) -> bool:
    """Tell whether a proof may be demanded: nothing was lost, no character has another code, and no ASCII would end the span."""
    if original in ("", garbled) or any(character <= "\x7f" or category(character) in LEFT_OUT for character in original):
        return False
    if name.startswith("cesu8") and max(original) > "\uffff":
        return False
    table = FAMILIES[name].reader.table
    try:
        return (garbled.encode(table) if table == "utf-16-le" else codec(table).encode(garbled)) == data
    except UnicodeEncodeError:  # what stands for lost bytes
        return False


def pieces(original: str, garbled: str, data: bytes) -> set[tuple[str, str, bytes]]:
    """Return what stands between ASCII, where each character is a byte: words of the Latin alphabet have both."""
    if not len(original) == len(garbled) == len(data):
        return {(original, garbled, data)}
    spans = [found.span() for found in re.finditer("[^\x00-\x7f]+", original)]
    return {(original[start:end], garbled[start:end], data[start:end]) for start, end in spans}


@pytest.mark.parametrize("name", FAMILIES)
def test_damage_without_loss_is_found(name: str) -> None:
    """Where a real decoder lost nothing, the text that it read is among the proofs."""
    wanted = [piece for row in rows(name) for piece in sorted(pieces(*row)) if is_looked_for(name, *piece)]
    missed = [row for row in wanted if row[0] not in [found.restored for found in proofs(FAMILIES[name], row[1])]]
    assert len(wanted) > 2
    assert missed == []


def test_spans_are_as_long_as_they_can_be() -> None:
    """A span ends where it must, and what lies inside another one is not given again."""
    found = proofs(FAMILIES["utf8-as-gbk"], "在系统通讯中，联")
    assert [(span.start, span.end) for span in found] == [(1, 5)]


def test_ascii_ends_a_span_unless_it_was_absorbed() -> None:
    """A letter that a lead byte took is part of the span; one that is itself is not."""
    found = [(span.start, span.end, span.restored) for span in proofs(FAMILIES["gbk-as-latin-1"], "aéb ÖÐa")]
    assert found == [(1, 3, "閎"), (4, 6, "中"), (5, 7, "衋")]


def test_each_span_is_kept_once_with_its_first_line() -> None:
    """A span that comes again in another text is the same span."""
    texts = [Chunk("one", "系统通讯\n三"), Chunk("two", "又是系统通讯")]
    family = mine("utf8-as-gbk", texts)
    assert [(found.span, found.text, found.source) for found in family.kept] == [("系统通讯", "系统通讯", "one")]
    assert family.distinct == 1


def test_lines_are_cut_around_the_span() -> None:
    """A long line is shown to 120 characters, with the span in it."""
    [found] = mine("utf8-as-gbk", [Chunk("long", "。" * 300 + "系统通讯" + "。" * 300)]).kept
    assert len(found.text) == 120
    assert found.span in found.text


def found(span: str, restored: str, text: str, gain: float) -> Found:
    return Found("utf8-as-gbk", span, restored, gain, text, "here")


def test_shown_are_no_two_alike_and_nothing_unwanted() -> None:
    """What begins like another one is shown only by chance, and no line twice."""
    alike = [found("甲乙", "ab", "line 1", 9.0), found("甲丙", "ab", "line 2", 8.0), found("丁", "c", "line 1", 7.0)]
    unwanted = found("戊", "d", "damaged", 6.0)
    family = Family("utf8-as-gbk", 4, [*alike, unwanted])
    assert [each.text for each in shown(family, [], lambda each: each is unwanted)] == ["line 1", "line 2"]
    assert shown(family, [alike[1]], lambda each: each is unwanted)[0] is alike[1]


def test_corpora_take_turns() -> None:
    """No corpus fills a family before the others are seen, and lines that were damaged before are left out."""
    long = ["字" * 40_000] * 4
    pieces = chunks([Corpus("a", lambda: iter(long)), Corpus("b", lambda: iter(["clean", "\ufffd", "\x85"]))])
    assert [piece.source for piece in pieces] == ["a", "b", "a"]
    assert pieces[1].text == "clean"


@pytest.mark.parametrize("module", ["proofs", "gains", "mining"])
def test_examples(module: str) -> None:
    """The examples in the miner's own words hold."""
    failed, tried = doctest.testmod(importlib.import_module(f"hard_negatives.{module}"))
    assert (failed, tried > 0) == (0, True)
