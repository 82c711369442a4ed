"""What is drawn and what is listed, which says little of an encoding."""

from __future__ import annotations

import pytest

from mojibake_fix import detect
from mojibake_fix.detection.drawn import is_lone, without_frames, without_lone
from mojibake_fix.detection.sample import text_of

WHOLE = {
    "two hanzi": "标题　　　　作者".encode("gb18030"),
    "a box and nothing else": "╔════════╗".encode("cp850"),
    "a row within a word": b"\xe9t\xe9\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xe9t",
    "a short row": "══ menù ══".encode("cp850"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_no_frame_of_a_text_stays(name: str) -> None:
    assert without_frames(WHOLE[name]) == WHOLE[name]


def test_sides_of_tables_are_left_out() -> None:
    table = "╔═════════╦══════════╗\r\n║ menù    ║ 1        ║\r\n╚═════════╩══════════╝\r\n"
    assert without_frames(table.encode("cp850")).decode("cp850") == "\r\n║ menù    ║ 1        ║\r\n\r\n"


def _box(*lines: str) -> str:
    rows = "".join(f"║  {line:<68}║\r\n" for line in lines)
    return f"╔{'═' * 70}╗\r\n{rows}╚{'═' * 70}╝\r\n"


BOXES = {
    "Italian": _box("È possibile usare il menù", "Scegliere dal menu la voce che serve"),
    "Albanian": _box("Kjo është një kuti me pak shkronja", "të cilën e lexojnë përdoruesit"),
    "Breton": _box("Skridoù ha listennoù nevez", "Pajennoù evit an traoñ"),
}


@pytest.mark.parametrize("language", BOXES)
def test_few_words_in_a_box(language: str) -> None:
    """What is drawn is as dear in the right page as letters are in wrong ones, where there are few words."""
    content = BOXES[language].encode("cp850")
    assert text_of(content, str(detect(content).encoding)) == BOXES[language]


TEXTS = ("à la carte: é, è", "Ä ö ü", "a « b » – c — “d” “e”", "И. А. Б., в лесу, к дому, с ними")


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_no_table_of_letters(text: str) -> None:
    content = text.encode("cp1251" if "И" in text else "cp1252")
    assert not is_lone(content)
    assert without_lone(content) == content


LETTERS = "".join(f".hcode {letter} {letter}\n" for letter in "äâàáãåæçéèëêíìîïñóòôöøúùûü")


def test_letters_that_stand_alone_tell_less_than_words() -> None:
    content = f"Der Anhang für die zuständige Abteilung im März.\n{LETTERS}".encode("cp1252")
    assert detect(content).encoding == "cp1252"


def test_a_table_of_letters_is_of_no_encoding() -> None:
    """Nobody can be sure of one: what letters stand in it says as much of any page."""
    content = LETTERS.encode("cp1252")
    assert is_lone(content)
    assert detect(content).encoding is None


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["今天上午，市图书馆的新馆正式开放，", "오늘 오전 시립 도서관의 새 건물이 문을 열었습니다.\n"])
def test_halves_of_characters_do_not_stand_alone(codec: str, text: str) -> None:
    assert detect((text * 20).encode(codec)).encoding == codec
