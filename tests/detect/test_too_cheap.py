"""What a wrong reading had for nothing: pairs beside errors, letters of two alphabets in a word, signs written to words."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from mojibake_fix import detect
from mojibake_fix.detection.letters import inventory
from mojibake_fix.detection.price import likelihoods_of_capitals
from mojibake_fix.detection.sample import text_of
from mojibake_fix.detection.signs import expected, in_words


@pytest.mark.parametrize("text", ["Egilea: David García-Abad\nerrorea: retornÃ³ balio ezezaguna\n", "a cidade de Mação, só ã"])
def test_a_pair_beside_bytes_that_are_none_is_no_korean(text: str) -> None:
    found = detect(text.encode("latin-1"))
    assert found.encoding not in ("cp949", "gb18030", "big5", "cp932") or found.confidence < 0.95


MAINFRAME = {
    "cp424": "Sot në mëngjes u hap ndërtesa e re e bibliotekës së qytetit, ku çdo ditë priten tre mijë lexues. ",
    "cp875": "Sot në mëngjes u hap ndërtesa e re, ku çdo ditë priten tre mijë lexues të saj. ",
}


@pytest.mark.parametrize("page", MAINFRAME)
@pytest.mark.parametrize("encoding", ["cp037", "cp500"])
def test_a_letter_of_hebrew_or_greek_stands_in_no_word_of_latin(page: str, encoding: str) -> None:
    """The pages of EBCDIC have the letters of ASCII at the same places."""
    content = MAINFRAME[page].encode(encoding)
    found = detect(content)
    assert found.encoding != page
    assert text_of(content, str(found.encoding)) == MAINFRAME[page]


def test_a_capital_of_turkish_is_not_for_nothing() -> None:
    """Its small letter is one of ASCII, and ASCII costs nothing."""
    (nats,) = likelihoods_of_capitals("İ".encode("cp1254"), ["cp1254"])
    (of_no_letter,) = likelihoods_of_capitals(b"I", ["cp1254"])
    assert nats == of_no_letter - 8


def test_the_letters_of_belarusian() -> None:
    """The rare one is its own; the one that code page 866 lacks tells nothing there, however frequent it is."""
    belarusian = frozenset({"be"})
    assert inventory("ы", belarusian) > inventory("і", belarusian) > inventory("ґ", belarusian) > inventory("ү", belarusian)


OUT_OF_PLACE = {
    "pi— volte": "più volte",
    "listenno• nevez": "listennoù nevez",
    "tra§ all": "trañ all",
    "МАтМО": "МАЄМО",
    "Lu█ a": "Luỹ a",
    "LI©AK": "LIŠAK",
}


@pytest.mark.parametrize("read", ["mot — mot", "he said—", "wait—what", "§ 5, §§ 3", "США и НАТО", "ВВСник", "• one"])
def test_signs_where_they_belong(read: str) -> None:
    assert in_words(read) >= in_words(read.replace("wait—what", "")) - 4


@pytest.mark.parametrize("read", OUT_OF_PLACE)
def test_a_sign_is_written_to_no_word(read: str) -> None:
    assert in_words(read) < in_words(OUT_OF_PLACE[read]) == 0


def test_a_kana_in_capitals_of_latin_is_two_letters() -> None:
    """Two capitals of Mac Roman are a kana of Shift-JIS; a text in Japanese has others beside each other."""
    content = "AS SEGUINTES SEÇÕES DESCREVEM COMO GERENCIAR".encode("mac_roman")
    kana = detect(content)
    assert kana.encoding != "cp932" or kana.confidence < 0.999
    assert detect("PCのOSを選ぶ".encode("cp932")).encoding == "cp932"


def test_vietnamese_in_capitals() -> None:
    """The models have seen small letters, and Windows-1258 is not priced byte by byte."""
    text = normalize("NFC", "KHÔNG ĐƯỢC PHÉP HIỆU CHỈNH THƯ RÁC, TRÁNH CÁC LIÊN KẾT LẠ")
    tones = str.maketrans({tone: tone for tone in "\u0300\u0301\u0303\u0309\u0323"})
    parts = (normalize("NFD", letter) for letter in text)
    written = "".join(
        normalize("NFC", "".join(part for part in letter if ord(part) not in tones))
        + "".join(part for part in letter if ord(part) in tones)
        for letter in parts
    )
    found = detect(written.encode("cp1258"))
    assert (found.encoding, found.confidence > 0.95) == ("cp1258", True)


NAVIGATION = (
    '<td width="40%" align="left"><a accesskey="p" href="url.html">Prev</a>\xa0</td><td align="right">\xa0<a href="p">Next</a>'
    '</td></tr><tr><td width="40%" valign="top">url\xa0</td><td align="right">\xa0json-parse</td></tr>\n'
)


@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
def test_a_blank_that_does_not_break_keeps_cells_open(encoding: str) -> None:
    """The pages of manuals have nothing else beyond ASCII; it is an á in pages of DOS."""
    content = NAVIGATION.encode(encoding)
    assert text_of(content, str(detect(content).encoding)) == NAVIGATION


def test_a_blank_within_words_is_no_blank_of_a_cell() -> None:
    assert expected("<td>\xa0</td><p>\xa0et al.") == 6
    assert expected("et\xa0al. <b>5\xa0km") == 0


def test_capitals_of_a_page_are_as_rare_as_hanzi() -> None:
    """Titles in ISO-8859-5 are hanzi of GB2312 that cost as much as capitals, at first sight."""
    text = "НИЖНЯЯ ПАНЕЛЬ\nВЫБЕРИТЕ ФАЙЛСВОЙСТВА. ПОЯВИТСЯ ДИАЛОГОВОЕ ОКНО СВ"
    assert detect(text.encode("iso8859_5")).encoding == "iso8859-5"
    assert detect("│已清除或可移│~g".encode("utf-16-be")).encoding == "utf-16-be"  # where ASCII is priced, too
