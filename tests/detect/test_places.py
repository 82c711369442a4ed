"""What stands where no text has it, and what stands where it belongs."""

from __future__ import annotations

import pytest

from mojibake_fix import detect
from mojibake_fix.detection.letters import inventory, unlike
from mojibake_fix.detection.sample import text_of
from mojibake_fix.detection.signs import expected, in_words
from mojibake_fix.detection.words import spoken
from mojibake_fix.encodings import codec

BELONG = (
    *("le « mot » juste", "„ein Wort“ und mehr", "“one”, “two”", "«hitz»etan", "“hitz”etan", "5 µm, 2 µs", "n.º 3 y 2.ª"),
    *("1×2, 3 ± 4", "la 3ème fois", "café — bar", "un mot – deux", "l’été", "col·lecció", "Ø 5 mm, Ł, Ż", "90° N", "© 2003"),
    *("et\xa0al.", "w\xa0domu", "wait… what", "быў, сёння ўжо", "її, кіно"),
    *("dell’Italia, l’8 marzo", "l’été", "5 ¥, ¥500", "µTorrent", "├── a", "│ b ├─ c ╬═", "l’Ātman", "ÉTAT", "į namus"),
    *("ja ”sana” on", "‘one’", "‚ein Wort‘", "¿Qué? ¡No!", "la 2è fois", "½ litre, 5 ½", "µ = 3"),
)


@pytest.mark.parametrize("text", BELONG)
def test_what_belongs_costs_nothing(text: str) -> None:
    assert in_words(text) == 0


# What accents in pages of DOS and of the Macintosh are in Windows.
MISPLACED = {
    **{"ge•nd": "geïnd", "br–k": "brûk", "fil—sofo": "filósofo", "Ho‘n": "Hoën", "elec‡o": "eleção", "an –r": "an ùr"},
    **{"olla¤ an": "ollañ an", "90ø": "90°", "’%1˙": "’%1’", "mehr Ż": "mehr »", "op “f": "op ôf", "pagina«s": "pagina´s"},
    **{"ensi‘l": "ensiël", "ce…rr": "ceàrr", "rianµa": "riança", "Budi¨i": "Budiši", "luned“ e marted“": "lunedì e martedì"},
    **{
        "Знакў": "Знакі",
        "Спiс слайдаі": "Спiс слайдаў",
        "µлін": "өлін",
        "Moores ¿ et": "Moores ø et",
        "le‘ ruimte": "leë ruimte",
    },
    **{"“schemasµ which": "“schemas” which", "µrbol": "Árbol", "¥Public": "„Public”", "3.’General": "3.\xa0General"},
    **{
        "nach 5;’<a>": "nach 5;\xa0<a>",
        "5>’ a": "5>\xa0a",
        "A.5.ĀKnop": "A.5.\xa0Knop",
        "clever ą he": "clever – he",
    },
    **{"'╖ pr": "'À pr", "atak’A": "atak\xa0A"},
    **{"Ett 90” till": "Ett 90° till", "Caniat\xa0u": "Caniatáu", "ªili": "Şili", "¦entilj": "Šentilj"},
}


@pytest.mark.parametrize("read", MISPLACED)
def test_what_belongs_elsewhere_costs_something(read: str) -> None:
    assert in_words(read) < in_words(MISPLACED[read]) == 0


ENGLISH = {
    "numbers of chapters that a blank holds": (
        "cp437",
        "Appendix\xa0F.\xa0GNU\nE.4.\xa0Trademark and so on, where nothing else is\n",
    ),
    "numbers of chapters on old Windows": ("iso8859-15", "see A.5.\xa0Aptosid, A.4.\xa0Knoppix and A.6.\xa0Grml\n"),
    "words that are quoted": ("mac-roman", "for “interactive” use, for “login” shells, they activate “automatic” completion.\n"),
    "apostrophes": ("mac-roman", "the woodcutter’s house, they haven’t it, you don’t\n"),
    "words in single marks": ("mac-roman", "within ‘noscript’, in ‘head’, and ‘select’ with ‘area’\n"),
    "signs that are quoted": ("mac-roman", "before “&” or “=”, then “%1$S”, and once more “/”\n"),
    "dashes": ("mac-roman", "they don’t, the hunter’s, a clever – he said – face\n"),
}


@pytest.mark.parametrize("story", ENGLISH)
def test_english_with_nothing_but_signs_is_no_other_language(story: str) -> None:
    encoding, text = ENGLISH[story]
    content = text.encode(encoding)
    assert text_of(content, str(detect(content).encoding)) == text


def test_a_letter_and_a_byte_before_it_are_no_word_of_chinese_among_latin() -> None:
    content = "<title>It spyt ús, mar dizze kaart is</title>\n<p>It spyt ús, mar dizze kaart is noch net ree.</p>\n".encode(
        "cp437"
    )
    assert detect(content).encoding != "big5"  # which has an ω there


NO_SURPRISE = {
    "“one” and “two”": 6,
    "‘one’": 3,
    "“&”": 3,
    "don‘ t’s": 3,
    "„ein Wort“": 3,
    "don’t, l’été, dell’Italia": 9,
    "«mot»": 3,
    "« mot": 0,
    "5’ ”": 0,
    "ęwordė": 0,
}


@pytest.mark.parametrize("text", NO_SURPRISE)
def test_marks_that_close_and_apostrophes_are_no_surprise(text: str) -> None:
    assert expected(text) == NO_SURPRISE[text]


def test_few_marks_that_belong_together_count() -> None:
    assert expected("“one” " * 40) == expected("“one” " * 8) > expected("“one” " * 7)


def test_a_bullet_of_koi8_costs_what_a_bullet_costs() -> None:
    """Tajik has another bullet at its place, by which a text in Russian was said to be in its page."""
    text = "Убрать из списка ∙ На панель\nНастройки ∙ Открыть меню\n"
    assert detect(text.encode("koi8-u")).encoding == "koi8-u"


def test_marks_on_the_letters_of_arabic_end_no_word() -> None:
    arabic = frozenset({"ar"})
    assert inventory("صغّر قرّب", arabic) > inventory("صغ ر قر ب", arabic)


def test_private_use_is_no_text_because_nothing_is_known_around_it() -> None:
    """Four bytes of Arabic are two hanzi and two characters of nobody in GBK."""
    assert detect(b"a = \xd5\xdb\xf8\xd1\nb = \xde\xd1\xf8\xc8\n").encoding not in ("gb18030", "cp936")


def test_a_letter_that_is_again_and_again_in_a_few_words_is_no_foreign_one() -> None:
    """A page of menus in Breton has one letter in nearly every word; that costs less than two letters of another language."""
    breton = frozenset({"br"})
    assert unlike("skridoù, listennoù, pajennoù, kodoù, treñ " * 20, breton) > unlike("pajenną, listennę", breton) == -16


def test_languages_without_letters_of_their_own_tell_nothing_for_their_pages() -> None:
    assert unlike("tė ēėshtjet", frozenset({"sq", "yo"})) < 0  # whose letters are not listed


def test_controls_are_no_letters() -> None:
    hungarian = frozenset({"hu"})
    assert inventory("t\x94bb", hungarian) < inventory("tîbb", hungarian)


SPOKEN = {
    "br": b"ar pennad, an holl destennou da lenn gant eus ar bajenn-man evit ober",
    "pt": b"os arquivos do sistema para uma pasta com as fotos da festa, que se encontram por este lado",
    "cy": b"mae hwn yn ffeil ar y cyfrifiadur, neu fel arall nid yw ar gael na dod o hyd",
    "eu": b"fitxategi hau ez da aurkitu, eta izena edo bidea okerra da",
    "fy": b"de triem dat fan it net mei foar binne ek",
}


@pytest.mark.parametrize("language", SPOKEN)
def test_words_tell_the_language(language: str) -> None:
    assert language in spoken(SPOKEN[language]).languages


def test_words_of_english_and_of_computers_are_not_portuguese() -> None:
    text = b"para-virtual machines do not need it; see example.com, do as example.com says, and do so on para-virtual ones, do it"
    assert not spoken(text).languages


def test_one_word_tells_no_language() -> None:
    assert not spoken(b"ar one ar two ar three ar four ar five").languages


WORDS = "ספר בית שולחן חלון דלת עיר"
POINTED = "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ."
PAGES = {
    "a table in Hebrew on a mainframe": ("cp424", "".join(f'{word};"{word}"\n' for word in WORDS.split() * 5)),
    "subtitles on a mainframe": ("cp500", "1\r\nNous irons à l'école.\r\n\r\n2\r\nElle a été fermée hier.\r\n" * 4),
    "a script of a mainframe in the Netherlands": (
        "cp500",
        "Een fout van het bestand, dat niet is gevonden met de naam.\n#d-i lijst\n",
    ),
    "abbreviations of Hebrew": ("cp1255", "צה״ל ומנכ״ל החברה\n"),
    "a few words of Vietnamese, each letter once": (
        "tcvn",
        "Chọn phông chữ và cỡ chữ bạn muốn, rồi nhấn nút đồng ý để lưu thiết lập mới vào tệp cấu hình.",
    ),
    "points of Hebrew": ("cp1255", f"{POINTED} זה הספר הראשון שקראתי בבית־הספר, והוא היה טוב מאוד.\n"),
    "lines that are UTF-8 by chance": ("cp855", "датотека није пронађена у директоријуму\n--сигнал[=СИГ/]\n" * 4),
    "Belarusian, with the Latin i for the one that the page lacks": (
        "cp866",
        "Гэты файл быў створаны праграмай, i таму спiс слоў няпоўны. Калi ласка, праверце, цi запiсаў больш.\n",
    ),
    "Welsh in Windows": (
        "cp1252",
        "Mae’r ffeil wedi ei chadw gan y rhaglen yn yr un ffolder gyda eich llun, ddim yn y ffrâm hwn.\n",
    ),
    "one accent in Frisian": ("cp850", "de map is net te finen, it wurdt de oare kear sûnt dat jo it dogge mei de krús\n"),
}


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str) -> None:
    encoding, text = PAGES[name]
    content = codec("tcvn").encode(text) if encoding == "tcvn" else text.encode(encoding)
    found = detect(content).encoding
    assert found is not None
    assert text_of(content, found) == text


def test_line_ends_of_the_macintosh() -> None:
    """Where little else tells: the words are on lines that only its files have."""
    word = "Élève".encode("mac_roman")
    assert detect(word + b"\r").encoding == "mac-roman" != detect(word + b"\n").encoding


@pytest.mark.parametrize("text", ["sequ\x82ncia", "Elfenno\x9d chomlec'h"])
def test_one_byte_in_ascii_is_no_error_in_pairs(text: str) -> None:
    """A reading of which nothing is left but ASCII explains nothing."""
    found = detect(text.encode("latin-1"))
    assert not {"big5", "cp932", "cp949", "gb18030"} & {str(found.encoding), *(other.encoding for other in found.alternatives)}


def test_a_character_that_only_another_page_of_the_family_has() -> None:
    """A sample of a long file need not have it, and its bytes are the second and first ones of others."""
    text = "這個檔案的內容是測試用的文字，沒有任何特別的意義，只是為了增加長度。\n" * 400
    rare = "\u55ba"  # Cantonese, in Big5-HKSCS only
    assert detect((text + rare + "\n" + text).encode("big5hkscs")).encoding == "big5hkscs"


# One or two letters in a page of the web, where other pages have a letter, a sign or a hanzi.
FEW = {
    "To upućuje na kraj": "cp852",
    "by Annobón": "cp858",
    "der er ændret": "cp437",
    "Republik Côte d'Ivoire": "mac_roman",
}


@pytest.mark.parametrize("text", FEW)
def test_the_letters_behind_a_letter_tell_which_it_is(text: str) -> None:
    """Four letters before it, and one behind, are seldom enough."""
    page = f'<td class="menu"><a href="/index.php?p=3">{text}</a></td>\n'.encode(FEW[text])
    assert text_of(page, str(detect(page).encoding)) == page.decode(FEW[text])


def test_a_capital_of_turkish_is_a_letter_of_turkish() -> None:
    """To Python the small letter of İ is an i with a dot of its own."""
    assert inventory("Faslı İşaret", frozenset({"tr"})) > inventory("Faslŭ Ŭŝaret", frozenset({"eo"}))


@pytest.mark.parametrize("page", ["koi8-u", "iso8859-7", "tcvn", "cp1251"])
def test_one_letter_among_many_is_of_no_language_that_has_one_in_every_word(page: str) -> None:
    for word in ("Ühendaja", "E – Alles", "an traoñ betek", "to Ségou"):
        content = f'<option value="3">{word}</option>'.encode("cp850" if "–" not in word else "mac_roman")
        assert detect(content).encoding != page


def test_finnish_with_one_letter_of_others_is_not_vietnamese() -> None:
    """Windows-1258 has all letters of the West, and đ where Baltic pages have š."""
    text = "Näytä šekkinumero ja käyttäjän löytämät tilit, eikä muuta tästä näytetä ennen kuin se on oikein.\n"
    assert detect((text * 2).encode("cp1257")).encoding == "cp1257"


def test_a_letter_with_an_accent_is_none_of_the_big5_of_hong_kong() -> None:
    found = detect("Gorffen y gêm rwydwaith bresennol a dychwelyd at y gweinydd rhwydwaith\n".encode("cp437"))
    assert found.encoding not in ("big5", "big5hkscs")


CAPITALS = {
    "koi8_r": "СОДЕРЖАНИЕ ДИСКА И ОПИСАНИЕ ПРОГРАММ",
    "koi8_u": "ЗМІСТ ДИСКА ТА ОПИС УСІХ ПРОГРАМ",
    "cp866": "СОДЕРЖАНИЕ ДИСКА И ОПИСАНИЕ ПРОГРАММ",
    "iso8859_7": "ΤΑ ΠΕΡΙΕΧΟΜΕΝΑ ΤΟΥ ΔΙΣΚΟΥ ΚΑΙ ΤΩΝ ΠΡΟΓΡΑΜΜΑΤΩΝ",
    "cp737": "ΤΑ ΠΕΡΙΕΧΟΜΕΝΑ ΤΟΥ ΔΙΣΚΟΥ ΚΑΙ ΤΩΝ ΠΡΟΓΡΑΜΜΑΤΩΝ",
}


@pytest.mark.parametrize("codec", CAPITALS)
def test_text_in_capitals(codec: str) -> None:
    """The models have seen small letters: capitals of one alphabet were taken for those of another."""
    content = CAPITALS[codec].encode(codec)
    found = detect(content)
    assert text_of(content, str(found.encoding)) == CAPITALS[codec]
    assert found.confidence > 0.95


def test_a_letter_is_no_line_of_a_box() -> None:
    """Where one line is drawn, there are more."""
    found = detect("<td>explicar nós</td>".encode("cp850"))
    assert found.encoding != "big5" or found.confidence < 0.95


def test_small_letters_within_capitals_are_no_text_in_capitals() -> None:
    assert detect("by μεσαίο πρασινο-γαλάζιο".encode("mac_greek")).encoding == "mac-greek"
