"""Python's own codecs stand for the tables where both have the same, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mojibake_fix.encodings import alike, codec

BMP = [chr(code) for code in (*range(0x80, 0xD800), *range(0xE000, 0x10000))]
NO_TEXT = {*map(chr, range(0x80, 0xA0)), *map(chr, range(0xE000, 0xF900)), "\ufffd"}
TRAILS = range(0x20, 0x100)


@pytest.mark.parametrize("table", alike._NAMES)
def test_every_character_has_the_codes_of_the_table(table: str) -> None:
    """All of them, and the one to go back to first."""
    encode_all = codec(table).encode_all
    assert not [character for character in BMP if alike.codes_of(table, character) != encode_all(character)]
    assert not [character for character in BMP if alike.has(table, character) != bool(encode_all(character))]


LACKING = {"cp936": "€", "gb18030-2005": "ḿ", "cp1255": "\N{HEBREW POINT HOLAM HASER FOR VAV}"}  # in Python's codecs


def as_text(table: str, data: bytes) -> str | None:
    """Return what the table itself reads, with a token for what no text has; None for what Python's codec lacks."""
    text = codec(table).decode(data, token="?")
    return (
        None
        if LACKING.get(table, "\ufffd") in text
        else "".join("?" if character in NO_TEXT else character for character in text)
    )


@pytest.mark.parametrize("table", alike._NAMES)
def test_every_pair_of_bytes_is_read_as_in_the_table(table: str) -> None:
    """One byte, or two."""
    for first in range(0x80, 0x100):
        for data in (bytes([first]), *(bytes([first, trail]) for trail in TRAILS)):
            assert alike.read(table, data, "?") == as_text(table, data) or as_text(table, data) is None


@given(st.sampled_from(["cp936", "cp949", "cp950", "cp932", "euc-jp"]), st.binary(max_size=12))
def test_any_bytes_are_read_as_in_the_table(table: str, data: bytes) -> None:
    """Lead bytes take the next one with them, whatever it is; that of three bytes is not told apart."""
    assume(table != "euc-jp" or b"\x8f" not in data)
    assert alike.read(table, data, "?") == as_text(table, data) or as_text(table, data) is None


@pytest.mark.parametrize("table", ["cp437", "cp1252", "mac-roman", "iso-8859-1", "koi8-r"])
def test_no_character_is_missing(table: str) -> None:
    """What a table of one byte has is among what it may have."""
    assert set(codec(table).decode(bytes(range(0x80, 0x100)))) <= alike.characters(table)


def test_other_tables_are_asked_themselves() -> None:
    """The codec of Python for Big5-HKSCS has other characters."""
    assert alike.codes_of("big5-hkscs", "嘅") == codec("big5-hkscs").encode_all("嘅")
    assert alike.has("big5-hkscs", "嘅")
