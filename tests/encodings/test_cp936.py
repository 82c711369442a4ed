"""cp936 is Microsoft's: total, exact, and the way back for everything it encodes."""

from __future__ import annotations

import hashlib
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mojibake_fix.encodings import cp936

DIGEST, *VECTORS = (Path(__file__).parent / "cp936_vectors.tsv").read_text(encoding="utf-8").splitlines()[1:]
CHARACTERS = "".join(map(chr, range(0x80))) + "€\uf8f5" + cp936.pairs()


def by_the_book(data: bytes) -> str:
    """Decode byte by byte, as the policy reads: the slow second opinion."""
    text, at = "", 0
    while at < len(data):
        byte = data[at]
        width = 2 if byte in cp936.LEADS else 1
        if width == 1:
            text += {0x80: "€", 0xFF: "\uf8f5"}.get(byte, chr(byte))
        elif at + 1 < len(data) and data[at + 1] in cp936.TRAILS:
            text += cp936.pairs()[cp936.LEADS.index(byte) * len(cp936.TRAILS) + cp936.TRAILS.index(data[at + 1])]
        else:
            text += "?"
        at += width
    return text


@pytest.mark.parametrize("text", ["한", "é\u0301", cp936.HOLE, "\x80", "\ue865", "\ud800", "中한", "€\ue000한"])
def test_what_is_outside_is_refused(text: str) -> None:
    """Nothing is replaced on the way to bytes."""
    with pytest.raises(UnicodeEncodeError):
        cp936.encode(text)
    assert cp936.encoded(text[-1]) is None


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"plain\r\n\x00\x7f", "plain\r\n\x00\x7f"),
        (b"\xd6\xd0", "中"),
        (b"\x80\xff", "€\uf8f5"),  # single bytes that are no lead bytes
        (b"\xad\xce\xaf\xc9\xfa\xae\xa6\x87", "\ue147\ue1fe\ue2fd\ue6ec"),  # user-defined areas, seen on a real page
        (b"\xa2\xe3\xa8\xbf\xfe\x9d", "\ue76c\ue7c8\ue861"),  # gb18030 has assigned characters here
        (b"\x93(x", "?x"),  # the pair policy: one token, and the bracket is gone
        (b"\xa3\n\xa3\r\n", "??\n"),
        (b"\xa3\x7f\xa3\xff\xa3\x00", "???"),
        (b"\xff\xff\xff", "\uf8f5\uf8f5\uf8f5"),
        (b"\x81", "?"),  # a lead byte at the end
        (b"\x81\x80", "亐"),
        ("态 -".encode(), "鎬?-"),
    ],
)
def test_every_byte_has_an_answer(data: bytes, text: str) -> None:
    """A lead byte takes the next byte with it; two bytes without a character are one token."""
    assert cp936.decode(data) == text


def test_the_token_is_free() -> None:
    """Another token stands where ``?`` would; a question mark of the text stays."""
    assert cp936.decode(b"?\x93(?", token="") == "??"
    assert cp936.decode(b"?\x93(?", token=cp936.HOLE) == "?\N{REPLACEMENT CHARACTER}?"


def test_table_equals_java() -> None:
    """All 65,536 two-byte sequences: the same text as Java's x-mswin-936, refused where Java refuses."""
    digest = hashlib.sha256()
    for code in product(range(0x100), repeat=2):
        text = cp936.decode(bytes(code), token=cp936.HOLE)
        refused = cp936.HOLE in text or "\uf8f5" in text  # FF is malformed for Java
        digest.update((("!" if refused else text) + "\n").encode())
    assert digest.hexdigest() == DIGEST


@pytest.mark.parametrize("vector", VECTORS)
def test_vectors_of_java(vector: str) -> None:
    """Mixed text reads as Java reads it, and goes back to the same bytes."""
    code, text = vector.split("\t")
    assert cp936.decode(bytes.fromhex(code)) == text
    assert cp936.encode(text).hex() == code


def test_arithmetic_of_the_user_defined_areas() -> None:
    """The first and last pair of each area are where arithmetic puts them."""
    corners = {
        "aaa1": 0xE000, "affe": 0xE233,
        "f8a1": 0xE234, "fefe": 0xE4C5,
        "a140": 0xE4C6, "a7a0": 0xE765,
    }  # fmt: skip
    for code, character in corners.items():
        assert cp936.encode(chr(character)).hex() == code


def test_every_character_has_its_own_code() -> None:
    """Nothing is merged: encoding the whole table gives all pairs, and decoding gives it back."""
    assert len(set(CHARACTERS)) == len(CHARACTERS) == 0x80 + 2 + 126 * 190
    assert cp936.decode(cp936.encode(CHARACTERS)) == CHARACTERS
    assert all(cp936.encoded(character) == cp936.encode(character) for character in CHARACTERS)


@given(st.text(alphabet=st.sampled_from(CHARACTERS)))
def test_there_and_back(text: str) -> None:
    """What can be encoded comes back."""
    assert cp936.decode(cp936.encode(text)) == text


@given(st.binary(max_size=60))
def test_decoding_goes_by_the_book(data: bytes) -> None:
    """The fast decoder does what the policy says, whatever the bytes."""
    assert cp936.decode(data) == by_the_book(data)
