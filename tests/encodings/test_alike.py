"""Python's own codecs stand for the tables where both have the same, and nowhere else."""

from __future__ import annotations

import pytest

from mojibake_fix.encodings import alike, codec

BMP = [chr(code) for code in (*range(0x80, 0xD800), *range(0xE000, 0x10000))]
NO_TEXT = {*map(chr, range(0x80, 0xA0)), *map(chr, range(0xE000, 0xF900)), "\ufffd"}
TRAILS = range(0x20, 0x100)


@pytest.mark.parametrize("table", alike._NAMES)
def test_every_character_has_the_codes_of_the_table(table: str) -> None:
    """All of them, and the one to go back to first."""
    encode_all = codec(table).encode_all
    assert not [character for character in BMP if alike.codes_of(table, character) != encode_all(character)]


@pytest.mark.parametrize("table", alike._NAMES)
def test_every_pair_of_bytes_is_read_as_in_the_table(table: str) -> None:
    """One byte, or two; what cannot be read costs as much as a character of text can, or is none."""
    known = codec(table)
    for first in range(0x80, 0x100):
        for data in (bytes([first]), *(bytes([first, trail]) for trail in TRAILS)):
            expected = known.decode(data, token="\ufffd")
            assert alike.decoded(table, data, "\ufffd") == expected
            if not alike.is_read(table, data):
                assert not set(expected).isdisjoint(NO_TEXT | set(alike._DIFFERENT.get(table, "")))


@pytest.mark.parametrize("table", ["cp437", "cp1252", "mac-roman", "iso-8859-1", "koi8-r"])
def test_no_character_is_missing(table: str) -> None:
    """What a table of one byte has is among what it may have."""
    assert set(codec(table).decode(bytes(range(0x80, 0x100)))) <= alike.characters(table)


def test_other_tables_are_asked_themselves() -> None:
    """There is no codec of Python for UAO, and the one for Big5-HKSCS has other characters."""
    assert alike.codes_of("big5-hkscs", "嘅") == codec("big5-hkscs").encode_all("嘅")
    assert alike.decoded("big5-hkscs", b"\xa4\xa4", "?") == "中"
