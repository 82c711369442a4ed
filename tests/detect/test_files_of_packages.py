"""What files of packages have and running text has not: tables, drawn boxes, names of months, old spellings."""

from __future__ import annotations

import pytest

from mojibake_fix import detect
from mojibake_fix.detection import decode

JA = "今日の午前、市立図書館の新しい建物が開館しました。館長によると、一日に三千人の利用者を迎えることができます。\n"
BOX = '"┏━━━━━━━━━━━━━┓\\n"\n"┃　ようこそ　　　　　　　┃\\n"\n"┗━━━━━━━━━━━━━┛\\n"\n'
MONTHS = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
RO = (
    "Această opţiune afişează numele fişierelor. Nu se poate deschide fişierul de ieşire. Opţiunile lungi se folosesc şi aşa.\n"
    "Eroare la citirea fişierului, iar ştergerea directorului nu este permisă. Spaţiu insuficient în locaţia aleasă.\n"
)
SIGNS = "ー､、｡。！”＃＄％＆’（）＝＾｜‘＠｛「＋；＊：｝」＜＞？／＿￥"
KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん"
ASCII = "<td>This page was made by hand, with no programs but an editor.</td>\n" * 8


@pytest.mark.parametrize("codec", ["euc_jp", "cp932"])
def test_a_drawn_box_is_no_text_in_another_encoding(codec: str) -> None:
    """Signs that are repeated say no more than two of them: a box is not a second encoding."""
    text = JA * 3 + BOX + JA * 3
    assert decode(text.encode(codec))[0] == text


@pytest.mark.parametrize("codec", ["iso8859_2", "cp1250"])
def test_romanian_with_cedillas(codec: str) -> None:
    """Until Unicode had commas, Romanian was written with cedillas, and hardly ever in ISO-8859-16."""
    assert decode(RO.encode(codec))[0] == RO


@pytest.mark.parametrize("codec", ["iso8859_2", "cp1250"])
def test_romanian_that_may_have_commas_is_read_though_nobody_can_be_sure(codec: str) -> None:
    """ISO-8859-16 has the commas where these have the cedillas: whichever it was, the letters are the same."""
    found = detect(RO.encode(codec))
    assert found.confidence < 0.95
    assert [other.encoding for other in found.alternatives] == ["iso8859-16"]


SUBTITLES = ("Creează un volum logic", "Listă de sarcini", "Grilă europeană", "Noua pagină", "Adaugă o altă", "Zona de vest")


def test_letters_count_where_two_pages_read_the_same_text() -> None:
    """Windows-1258 has the letter as well: what the letters say for Windows-1250 is not lost with it."""
    text = "".join(f"{line}\r\n00:0{line}:10,987 --> 00:0{line}:59,000\r\n{said}\r\n" for line, said in enumerate(SUBTITLES))
    assert detect(text.encode("cp1250")).encoding == "cp1250"


def test_a_word_of_many_languages_says_none_of_them() -> None:
    """Six times "de" in a text of Romanian is no Dutch."""
    text = "".join(f'msgid "text {line}"\nmsgstr "Grilă de {said} de volum"\n\n' for line, said in enumerate(SUBTITLES[:3]))
    assert detect(text.encode("iso8859_2")).encoding == "cp1250"  # which reads it alike


def test_commas_where_quotation_marks_tell() -> None:
    text = RO.translate(str.maketrans("şţ", "șț")).replace("lungi", "„lungi”")
    assert detect(text.encode("iso8859_16")).encoding == "iso8859-16"


@pytest.mark.parametrize("codec", ["iso8859_6", "cp1256"])
def test_a_catalogue_of_arabic_words(codec: str) -> None:
    """Single words, one a line, are told by their letters."""
    text = "".join(f'msgstr "{word}"\n' for word in MONTHS.split())
    assert decode(text.encode(codec))[0] == text


@pytest.mark.parametrize("codec", ["euc_jp", "cp932"])
def test_a_table_of_kana(codec: str) -> None:
    """Characters that stand alone, in the quotation marks of a program, are read as what they are."""
    text = "".join(f'((("{sign}" ""))\n' for sign in SIGNS + KANA)
    assert decode(text.encode(codec))[0] == text


def test_four_kanji_that_stand_alone() -> None:
    text = 'expect = "*全*\n *文*\n *検*\n *索*\n";\n'
    assert decode(text.encode("euc_jp"))[0] == text


@pytest.mark.parametrize("sign", ["©2000 ", "©2000"])
def test_a_sign_before_digits_is_no_cut_character(sign: str) -> None:
    """The end of what is looked at is not the end of a file, where a character may be cut."""
    found = detect((ASCII + f"<b>{sign}<a>\n" + ASCII).encode("cp1252"))
    assert found.encoding == "cp1252" or found.confidence < 0.5


@pytest.mark.parametrize("codec", ["euc_jp", "gb18030", "cp949"])
def test_a_diagram_with_little_text(codec: str) -> None:
    """Lines and corners are met in bulk, as the models of text do not know."""
    text = "┃open\n  ┏━┳━━┯━┓\n  ┃a│b │c┃\n  ┣━╋━━┿━┫\n  ┃1│2 │3┃\n  ┗━┻━━┷━┛\n ──────\nread │ write │ close\n"
    assert detect(text.replace("┯", "┳").replace("┿", "╋").replace("┷", "┻").encode(codec)).encoding == codec


@pytest.mark.parametrize("text", ["角α和角β互余，角γ不变", "αβγは角度です、θとφも"])
def test_greek_letters_are_no_diagram(text: str) -> None:
    """What are Greek letters in China and Japan are lines in Korea."""
    codec = "gb18030" if "和" in text else "euc_jp"
    assert detect(text.encode(codec)).encoding == codec


def test_a_row_of_greek_letters_is_no_line_in_another_encoding() -> None:
    text = JA * 3 + "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω\n" + JA * 3
    assert decode(text.encode("euc_jp"))[0] == text


def test_signs_that_a_long_text_in_ebcdic_has_late() -> None:
    """The pages of EBCDIC for the West differ in signs, which need not be among the first bytes."""
    text = "Das Wetter ist heute viel besser als gestern, und morgen wird es noch besser werden.\n" * 60 + "Achtung! Siehe [1].\n"
    for codec in ("cp037", "cp500"):
        assert decode(text.encode(codec))[0] == text


def test_a_table_of_greek_letters_is_no_box() -> None:
    """The capitals of Greek in Japan are corners in Korea: a table has all of them."""
    rows = (f'\t"{sign}"\t"{greek.upper()}"\n' for sign, greek in zip("abgdezhiklmnoprstufxcw", GREEK, strict=True))
    assert detect("# ギリシャ文字\n".encode("euc_jp") + "".join(rows).encode("euc_jp")).encoding == "euc_jp"


GREEK = "αβγδεζηικλμνοπρστυφχψω"


@pytest.mark.parametrize(("codec", "encoding"), [("johab", "johab"), ("cp949", None)])
def test_syllables_that_nobody_writes(codec: str, encoding: str | None) -> None:
    """They are read where the bytes are valid in one encoding only; those of cp949 are hanzi in GBK as well."""
    text = " ".join("".join(chr(0xAC00 + (5 * word + k) * 1009 % 11172) for k in range(4)) for word in range(14))
    assert detect(text.encode(codec)).encoding == encoding


def test_one_letter_among_capitals_is_no_character_of_pairs() -> None:
    found = detect("TREFNU YN ÔL CYFATHREBWYR".encode("mac_roman"))
    assert found.encoding != "gb18030"
