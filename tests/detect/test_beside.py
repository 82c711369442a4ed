"""What stands in a file beside the text, and tells its encoding: references of HTML, lines that are drawn, years."""

from __future__ import annotations

import pytest

from mojibake_fix import detect
from mojibake_fix.detection.signs import in_words

DRAWN = "╔══════════════════════════════════╗\r\n║ Får {} ║\r\n║ Hämta {} ║\r\n╚══════════════════════════════════╝\r\n"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "iso8859-5"])
def test_references_tell_the_alphabet(encoding: str) -> None:
    """Letters of Cyrillic among references to others are Cyrillic, however few stand beside each other."""
    words = ["Сегодня", "утром", "открылось", "новое", "здание", "библиотеки,", "и", "читатели", "ждали", "у", "дверей"]
    written = (
        f"&#{ord(first)};{second}&#{ord(third)};" for first, second, third, *_ in (word for word in words if len(word) > 2)
    )
    found = detect(f"<p>{' '.join(written)}</p>".encode(encoding))
    assert found.encoding is not None
    assert found.script == "Cyrl"


def test_references_of_other_letters_do_not_overrule() -> None:
    page = "<a>&#1056;&#1091;&#1089;&#1089;&#1082;&#1080;&#1081;</a> Le déjeuner a été servi à l'hôtel après la fête"
    assert detect(page.encode("cp1252")).encoding == "cp1252"


@pytest.mark.parametrize("encoding", ["cp437", "cp850"])
def test_what_lines_are_drawn_with_is_no_letter(encoding: str) -> None:
    text = DRAWN.format("alla filer", "en fil").encode(encoding)
    assert text.decode(str(detect(text).encoding)) == text.decode(encoding)


def test_years_stand_behind_a_sign() -> None:
    assert in_words("<p>Ė 1999") < in_words("<p>© 1999") == in_words("В 1999 году") == 0
    page = "<p>Home</p>\r\n<p>© 1997-2002 Webmaster. All rights reserved.</p>".encode("cp850")
    assert page.decode(str(detect(page).encoding)) == page.decode("cp850")


def test_no_small_letter_ends_a_word_in_capitals() -> None:
    assert in_words("NON PUñ ESSERE") < in_words("NON PUÒ ESSERE") == in_words("NON può") == in_words("STRAßE") == 0


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("upp ’ gagna", "l’été"), ("dezha„ ur", "dezha „ur“"), ("тағйи─ ва", "─тағйир─"), ("ge-t» ag", "«ge-t» ag")],
)
def test_signs_that_stand_where_nobody_writes_them(wrong: str, right: str) -> None:
    assert in_words(wrong) < in_words(right) == 0
