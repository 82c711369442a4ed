"""Text of other alphabets in the page of one, read in that of another: it looks like accented letters, or like capitals."""

# What is damaged here is so on purpose. mojibake-fix: off

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mojibake_fix import explain, fix_text
from mojibake_fix.restore.channels import CHANNELS, corrupt

# What is written in each page, in words.
TEXTS = {
    "cp1251": "Привет, как дела? Файл не найден: проверьте имя",
    "koi8-r": "Каждый охотник желает знать, где сидит фазан",
    "cp866": "Программа не может быть запущена в режиме DOS",
    "cp1253": "Το αρχείο δεν βρέθηκε, δοκιμάστε ξανά",
    "cp1255": "הקובץ לא נמצא, יש לבחור שם אחר",
    "cp1256": "لم يتم العثور على الملف، اختر اسما آخر",
    "cp874": "ไม่พบแฟ้มที่ระบุ โปรดเลือกชื่ออื่น",
}
CHANNELS_OF_ALPHABETS = sorted(name for name in CHANNELS if name.partition("-as-")[0] in TEXTS)

# Text that is right, and that another page has letters for.
CLEAN = {
    "letters of German": "ÄÖÜäöüß",
    "letters of French, in no order": "éèàùâêîôûëïüÿç",
    "letters of French, in another": "àâçéèêëîïôûùüÿñæœ",
    "letters of Portuguese": "ãõâêôáéíóúàç",
    "letters of Icelandic": "þæöðáéíóúý",
    "letters of Latin-1 in the order of their bytes": "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß",
    "a class of a regular expression": "[ÀÁÂÃÄÅàáâãäåÒÓÔÕÕÖØòóôõöøÈÉÊËèéêëðÇçÐÌÍÎÏìíîïÙÚÛÜùúûüÑñŠšŸÿýŽž]",
    "vowels by accent in capitals": "ÀÈÌÒÙ ÁÉÍÓÚ ÂÊÎÔÛ ÃÑÕ ÄËÏÖÜŸ ÅÆØ ÇÐÞ",
    "signs in a row": "[ª¦¨¬¶¼-¾](?=x)",
    "vowels by accent": "aáàâäãå eéèêë iíìîï oóòôöõ uúùûü",
    "a cry": "Häääää? Nööööö!",
    "a word of Estonian": "jäääär, õhtuöö",
    "Icelandic": "Ýmislegt, þjóðir, æðisleg",
    "Old English": "æþele þæt wæs gōd cyning",
    "stretched letters": "ææææ øøøø åååå òçè òòò àààà",
    "signs in rows": "¬¬¬¬ ¯¯¯¯ ´´´´ °°°° ¡¡¡¡ ££££",
    "a pangram of accents": "Iñtërnâtiônàlizætiøn",
    "the keys of a keyboard": "йцукенгшщзхъфывапролджэячсмитьбю",
    "the keys of a keyboard in capitals": "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ",
    "half a row of keys": "ФЫВА ОЛДЖ",
    "an alphabet": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "the alphabet as KOI8 has it": "юабцдефгхийклмнопярстужвьызшэщчъ",
    "abbreviations": "СССР, НКВД, ВЛКСМ, КПСС, ГУЛАГ",
    "numbers of a firm": "ИНН, КПП, ОГРН, БИК, ОКПО, ОКВЭД",
    "universities": "МИФИ, МГИМО, МФТИ, ЛЭТИ",
    "authorities": "ЭЦП ЕГАИС ГИС ЖКХ, ГКЧП, ЦК ВКП(б), ВЦСПС",
    "capitals": "ОБЪЕДИНЁННЫЕ НАЦИИ. ВЫХОД",
    "slang": "Хз, мб, спс, пжл, чё; мжк жзл дтп гибдд",
    "sounds": "Гй, бр-р-р, тсс, хм, пффф! Жжжжжж, шшшш. Ъуъ, ыыыы",
    "foreign names": "Нгуен Тхи Бинь, Кхмер, Хюэ, Ыйджонбу",
    "Kazakh": "Қазақстан, Ұлттық, Әліппе, өңір",
    "Mongolian": "Монгол хэл, Өвөрмонгол, үүргэвч",
    "a word of Mongolian in capitals": "ТЭНХЛЭГЭЭР",
    "parts of names, between bars": "suffix=теа|ниа|лиа|киа|ни|из|ниель|виель|ра|дё|лиа|тэель|нна|нне",
    "the same in capitals": "SUFFIX=ТЕА|НИА|ЛИА|КИА|НИ|ИЗ|НИЕЛЬ|ВИЕЛЬ|РА|ДЁ|ЛИА|ТЭЕЛЬ|ННА|ННЕ",
    "Friulian": "Mostre ore come impegnât, il pro memoria selezionât",
    "Serbian": "Ћирилица: љ њ ђ ћ џ",
    "Greek letters of mathematics": "ψχφ = ωϕ + λμν",
    "a Greek alphabet": "αβγδεζηθικλμνξοπρστυφχψω",
}


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN)
def test_clean_text_stays(text: str) -> None:
    """Every page has letters for every byte: that the text is none of its own language is what has to speak."""
    for shown in (text, f"| {text} | 1 |\n", f"{text}\n" * 40):
        assert fix_text(shown, profile="repair", max_risk=1.0) == shown


def test_what_is_explained_stays() -> None:
    """A line that shows what a reader makes of a word, beside the word, is about it."""
    text = '"Ïðèâåò" is what "Привет" looks like in Latin-1'
    assert fix_text(text, profile="repair") == text


@pytest.mark.parametrize("channel", CHANNELS_OF_ALPHABETS)
def test_restored(channel: str) -> None:
    """A line comes back by its channel, or by a reader that gives the same of it."""
    written = channel.partition("-as-")[0]
    text = TEXTS[written]
    outcome = explain(corrupt(CHANNELS[channel], text), profile="repair")
    assert outcome.text == text
    assert {
        edit.evidence.channel.partition("-as-")[0] for step in outcome.plan.steps for edit in step.edits if edit.evidence
    } == {written}


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("Artist: Êîðîëü è Øóò - Ëåñíèê.mp3", "Artist: Король и Шут - Лесник.mp3"),
        ("Name;City\nÌàðèÿ;Íîâãîðîä\nJürgen;Köln\n", "Name;City\nМария;Новгород\nJürgen;Köln\n"),
        ("<title>бЮЯЪ оСОЙХМ: лНЪ ОЕЯМЪ</title>", "<title>Вася Пупкин: Моя песня</title>"),
        ("Пример: Ïðîâåðêà ñâÿçè, всё", "Пример: Проверка связи, всё"),
    ],
    ids=["a tag of music", "a table beside German", "KOI8-R for Windows-1251", "amid Russian"],
)
def test_restored_in_its_place(shown: str, text: str) -> None:
    """What stands beside it stays."""
    assert fix_text(shown, profile="repair") == text


def test_what_says_little_comes_back_in_its_document() -> None:
    """A word of four letters may be anything by itself, and is known beside others."""
    words = ["Файл", "Правка", "Сохранить как", "Закрыть", "Помощь", "О программе"]
    shown = [corrupt(CHANNELS["cp1251-as-cp1252"], word) for word in words]
    assert fix_text(shown[0], profile="repair") == shown[0]
    assert fix_text("\n".join(shown), profile="repair").split("\n") == words


_WORDS = st.lists(st.sampled_from(TEXTS["cp1251"].split()), min_size=4, max_size=12).map(" ".join)


@given(text=_WORDS, channel=st.sampled_from([name for name in CHANNELS_OF_ALPHABETS if name.startswith("cp1251")]))
def test_once_is_enough(text: str, channel: str) -> None:
    """A second run finds nothing."""
    fixed = fix_text(corrupt(CHANNELS[channel], text), profile="repair")
    assert fix_text(fixed, profile="repair") == fixed
