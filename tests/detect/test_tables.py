"""Tables of letters: where nothing stands beside them nobody can tell their page, but letters of ASCII and names do."""

from __future__ import annotations

import unicodedata

import pytest

from mojibake_fix import detect

CENTRE = "ąćčďęěłńňóřśšťůúýźżžĄĆČĎĘĚŁŃŇÓŘŚŠŤŮÚÝŹŻŽ"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"


def composed(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return f"compose ':' '{base.translate(str.maketrans('łŁ', 'lL'))}' to '{letter}'\n"


def named(letter: str) -> str:
    return f"{ord(letter):04X}  {unicodedata.name(letter)}  {letter}\n"


def prefixes(byte: int) -> bytes:
    return b'(define-letter-group :prefixes ("%c"))\n' % byte


NOT_KNOWN = {
    "every byte": b"".join(b"%c\n" % byte for byte in range(0xA0, 0x100)),
    "rules for sorting by bytes": ";; Ŋ, ŋ, Ĳ and ĳ\n".encode()
    + b"".join(map(prefixes, (*range(0xB6, 0xC5), *range(0xC8, 0x100)))) * 2,
}


@pytest.mark.parametrize("name", NOT_KNOWN)
def test_nothing_tells_the_page_of_a_table(name: str) -> None:
    found = detect(NOT_KNOWN[name])
    assert found.encoding is None or found.confidence < 0.5


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2", "cp852", "mac-latin2"])
def test_letters_beside_those_that_they_are_made_of(encoding: str) -> None:
    assert detect("".join(map(composed, CENTRE)).encode(encoding)).encoding == encoding


@pytest.mark.parametrize("encoding", ["cp866", "iso8859-5", "cp855", "koi8-u"])
def test_letters_beside_their_names(encoding: str) -> None:
    assert detect("".join(map(named, CYRILLIC)).encode(encoding)).encoding == encoding


def test_pages_that_have_the_letters_of_a_table_alike_leave_doubt() -> None:
    found = detect("".join(map(composed, "àáâäèéêëìíîïòóôöùúûüÀÁÂÄÈÉÊËÌÍÎÏÒÓÔÖÙÚÛÜ")).encode("cp1252"))
    assert found.encoding == "cp1252"
    assert found.confidence < 0.95
