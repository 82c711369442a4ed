"""Logs that two programs write to, UTF-8 with a few other bytes, and files that begin within a character."""

from __future__ import annotations

import pytest

from mojibake_fix import detect
from mojibake_fix.detection import decode
from mojibake_fix.errors import UndecodableError

HANS = "今天上午，市图书馆的新馆正式开放。馆长说，新馆每天可以接待三千名读者，还为孩子们准备了专门的阅览室。"
JA = "今日の午前、市立図書館の新しい建物が開館しました。館長によると、一日に三千人の利用者を迎えることができます。"
FR = "Ce matin, le nouveau bâtiment a été inauguré. Le directeur précise qu’il accueille trois mille élèves.\n"
FEW = (
    "Системе не удается найти указанный путь, операция отменена",
    "Сегодня утром открылось новое здание городской библиотеки",
    "Директор сказал, что каждый день сюда могут прийти читатели",
)
MANY = (
    "Подключение к серверу установлено, ожидание ответа от узла",
    "Не удается открыть файл настроек, используются прежние значения",
    "Задание выполнено успешно, журнал записан на диск без ошибок",
    "Проверка подписи завершена, изменений в каталоге не найдено",
)


def log(lines: tuple[str, ...], times: int) -> str:
    return "".join(f"2024-03-01 12:00:{turn:02} [INFO] {line}\n" for turn in range(times) for line in lines)


@pytest.mark.parametrize(("few", "many"), [("cp1251", "cp866"), ("cp866", "cp1251"), ("cp1251", "koi8_r")])
def test_most_lines_may_be_in_the_encoding_that_is_found_second(few: str, many: str) -> None:
    """A log that repeats itself is read by what it says once, in whichever encoding: its lines tell the other one."""
    content = log(FEW, 1).encode(few) + log(MANY, 12).encode(many)
    assert decode(content)[0] == log(FEW, 1) + log(MANY, 12)


def test_a_few_bytes_in_another_encoding_among_lines_of_utf8() -> None:
    """Two letters are enough if nothing in their line is UTF-8 and they are a word."""
    text = FR * 3 + "C’est déjà vu\n"
    content = (FR * 3).encode() + "C’est déjà vu\n".encode("cp1252")
    assert decode(content) == (text, detect(content))


@pytest.mark.parametrize("damage", [b"It\x92s \xe9\xa4\x93 \x94\n", "été\n".encode()[:-2] + b"\n"])
def test_a_few_damaged_bytes_among_lines_of_utf8(damage: bytes) -> None:
    """What is no text in any encoding leaves the others what they are, and is located."""
    content = FR.encode() * 3 + damage
    found = detect(content)
    assert (found.encoding, found.evidence) == ("utf-8", "UTF-8, and 1 line with damage")
    with pytest.raises(UndecodableError) as error:
        decode(content)
    assert error.value.offset is not None
    assert error.value.offset >= 3 * len(FR.encode())


@pytest.mark.parametrize(("text", "codec"), [(HANS, "gb18030"), (JA, "euc_jp")])
@pytest.mark.parametrize("lines", [1, 4])
def test_a_file_that_begins_within_a_character(text: str, codec: str, lines: int) -> None:
    """It is in the encoding that the rest is in; a first line that would be read shifted by a byte is an error."""
    content = ((text + "\n") * lines).encode(codec)[1:]
    assert detect(content).encoding == codec
    with pytest.raises(UndecodableError) as error:
        decode(content)
    assert error.value.offset == 0


@pytest.mark.parametrize(("text", "codec"), [(HANS, "gb18030"), (JA, "euc_jp"), (JA, "cp932")])
def test_a_file_that_begins_with_a_character(text: str, codec: str) -> None:
    """Wherever a text begins, it is not taken for one that was cut."""
    for start in range(len(text) - 12):
        content = (text[start:] + text).encode(codec)
        assert decode(content)[0] == text[start:] + text


WHO = ("Le préfet", "La mère", "Un élève", "Le musée", "Ma sœur aînée", "Le théâtre", "Cet hôtel", "Le député")
WHAT = ("a cédé", "préfère", "répète", "a créé", "espère", "a rêvé", "complète", "protège", "a rangé")


def test_eight_lines_of_the_west_among_more() -> None:
    """A dozen letters with accents tell lines in a page of DOS from those in one of Windows."""
    lines = [f"{who} {what} ici, là ou ailleurs.\n" for who in WHO for what in WHAT if "œ" not in who]
    content = "".join(lines[:55]).encode("cp1252") + "".join(lines[55:]).encode("cp850")
    assert decode(content)[0] == "".join(lines)
