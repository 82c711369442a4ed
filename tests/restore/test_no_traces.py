"""What the core tells of a row at once is what the traces of it say: a row that they find is never passed over."""

from __future__ import annotations

import struct

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mojibake_fix import native
from mojibake_fix.language.misreadings import READERS
from mojibake_fix.restore import screen
from mojibake_fix.restore.channels import CHANNELS, corrupt
from mojibake_fix.restore.evidence import compiled_traces, oddity, stored
from mojibake_fix.restore.evidence.compiled_traces import is_no_trace_to_core
from mojibake_fix.restore.evidence.oddity import FEWEST, NOTE, TOO_MANY, Row
from mojibake_fix.restore.evidence.traces import are_traces
from mojibake_fix.restore.evidence.utf8_shapes import SHAPED

needs_core = pytest.mark.skipif(native.core() is None, reason="the core is not compiled here")

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
OTHERS = st.sampled_from("Aa@~\\ .?・\ufffdÃé§\xa0\x85‚ŠœЖщ∩╜、。「ァヲｱｶﾞ각힣豈\ue000\U00020000\ud800€¥‾〜")
# Nothing in the table of any reader of theirs gains what it has to; in some, bytes of Big5 and Shift-JIS are Han of GBK.
VERSE = ["载弁俅俅", "旱既太甚，蘊隆蟲蟲"]
# mojibake-fix: off
LEFT = ["恅璃靡備蹈桶", "彊汜酕堤寞寀", "殖闘軒拭", "ｶｷﾁ飜ﾝ", "楡嵲⌨", "栮浴㸢愼", "鍥炬爣", "繝峨ャ繝"]
# mojibake-fix: on


def rows(text: str, enough: int) -> list[Row]:
    """Return the rows of a text that somebody may have left."""
    return [row for row in oddity.odd_rows(text, enough, len(text)) if row not in (NOTE, TOO_MANY) and row.readers]


@needs_core
@pytest.mark.parametrize("text", VERSE)
def test_rare_words_are_told_at_once(text: str) -> None:
    """Of these, no table of Python has to be asked."""
    oddity.is_worth_core(1 << 20)
    assert rows(text, FEWEST)
    assert all(is_no_trace_to_core(text, row, 9 * FEWEST // 2) for row in rows(text, FEWEST))


@needs_core
@pytest.mark.parametrize("text", LEFT)
def test_what_was_left_is_not_passed_over(text: str) -> None:
    """Of UTF-8, of a legacy encoding, and of ASCII that was taken for UTF-16."""
    whole = Row(0, len(text), (1 << len(READERS)) - 1)
    assert are_traces(text, whole, FEWEST)
    assert not is_no_trace_to_core(text, whole, FEWEST)


@needs_core
@given(st.text(HAN | HAN | OTHERS, min_size=2, max_size=20), st.data(), st.integers(FEWEST, screen.ENOUGH))
@settings(max_examples=500, deadline=None)
def test_no_trace_is_passed_over_in_any_text(text: str, data: st.DataObject, enough: int) -> None:
    """Whatever stands in a row, for whichever readers."""
    start = data.draw(st.integers(0, len(text) - 1))
    row = Row(start, data.draw(st.integers(start + 1, len(text))), data.draw(st.integers(1, (1 << len(READERS)) - 1)))
    assert not (is_no_trace_to_core(text, row, enough) and are_traces(text, row, enough))


@needs_core
@given(st.text(HAN, min_size=1, max_size=6), st.sampled_from(sorted(CHANNELS)), st.text(HAN, max_size=3), st.integers(FEWEST, 99))
@example("文件名称列表", "gbk-as-big5", "", FEWEST)
@settings(max_examples=500, deadline=None)
def test_no_trace_is_passed_over_in_damage(text: str, channel: str, around: str, enough: int) -> None:
    """Whatever a channel makes of a few characters, amid others."""
    try:
        damaged = f"{around}{corrupt(CHANNELS[channel], text)}{around}"
    except UnicodeEncodeError:
        return
    for row in rows(damaged, FEWEST):
        assert not (is_no_trace_to_core(damaged, row, enough) and are_traces(damaged, row, enough))


@needs_core
def test_the_core_is_asked_before_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it says that there is nothing, nobody weighs a row; where it cannot read its file, everything is weighed."""
    text, row = "旱既太甚，蘊隆蟲蟲", Row(5, 9, 1)
    assert is_no_trace_to_core(text, row, 63)
    monkeypatch.setattr(compiled_traces, "address_of_tables", lambda: None)
    assert not is_no_trace_to_core(text, row, 63)


def test_the_readers_of_the_file_are_those_of_the_package() -> None:
    """The core counts the readers of shapes as the file does."""
    shaped, *_ = struct.unpack_from("<3I", stored.legacy(), len(stored.legacy()) - 12)
    assert shaped == len(SHAPED)
