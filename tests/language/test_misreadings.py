"""Damage is told from what languages write, for every reader; what languages write is not taken for damage."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from language.pages import CJK, CLASSICAL, LISTS, OTHERS, PAGES

from mojibake_fix.language.misreadings import READERS, garbled, llr
from mojibake_fix.restore.channels import CHANNELS, channels_of, corrupt

# In which encoding text of a language was written, besides UTF-8.
LEGACY = {"gbk": "zh-hans", "big5": "zh-hant", "shift-jis": "ja", "euc-jp": "ja", "euc-kr": "ko"}
# Of CJK encodings read as one another the models have counted these; others are found without (tests/restore/test_crossed.py).
COUNTED = {"gbk-as-big5", "big5-as-gbk", "shift-jis-as-gbk", "gbk-as-shift-jis", "euc-kr-as-gbk", "gbk-as-euc-kr"}
FULL = (*CJK, "ru", "uk", "el")
"""Languages of the training whose every letter is damaged; in Latin text most letters stay, and no line is all damage."""


def channels() -> Iterator[tuple[str, str, str]]:
    """Yield (channel, reader, what is written) for each reader and all that is misread by it."""
    for reader in READERS:
        first, *others = reader.split("+")
        for written in ("utf8", *LEGACY):
            layers = [f"{written}-as-{first}", *(f"utf8-as-{other}" for other in others)]
            is_counted = written == "utf8" or first not in LEGACY or layers[0] in COUNTED
            if is_counted and all(layer in CHANNELS for layer in layers):
                yield "+".join(layers), reader, written


CHANNELS_OF_READERS = list(channels())


def test_no_model_for_an_unknown_reader() -> None:
    """What nobody has counted is an error, not a guess."""
    with pytest.raises(ValueError, match="tuple"):
        garbled("utf-7")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("language", sorted(PAGES))
def test_clean_lines(language: str, reader: str) -> None:
    """A line of any language is what the language writes."""
    for line in PAGES[language].splitlines():
        assert llr(line, reader) > 0


@pytest.mark.parametrize("name", [*LISTS, *CLASSICAL])
def test_lists_of_names_and_poems(name: str) -> None:
    """Rare characters side by side are not yet damage."""
    text = (LISTS | CLASSICAL)[name]
    assert {reader: llr(text, reader) for reader in READERS if llr(text, reader) <= 0} == {}


@pytest.mark.parametrize("name", CLASSICAL)
def test_four_characters_of_a_poem(name: str) -> None:
    """Half a line of verse, with nothing around it."""
    text = CLASSICAL[name]
    windows = [text[k : k + 4] for k in range(len(text) - 3)]
    assert [(window, reader) for window in windows for reader in READERS if llr(window, reader) <= 0] == []


@pytest.mark.parametrize(
    "text",
    [
        *("a", "README", "100 %", "x = [1, 2, 3]", "<p class='note'>", "https://example.org/a?b=c", "------------"),
        *("naïve café", "Müller, Jürgen", "Ångström", "señor", "½ × ¾", "©®™", "ŁÓDŹ", "Škoda", "smörgåsbord"),
        *("✅ ✗ → ★", "😀🎉", "①登录 ②退出", "├── src", "│   └── main.py", "αβγ", "Ünïcödé"),
        *("锟斤拷", "烫烫烫烫"),  # words by now, though what they name is damage of another kind
    ],
)
@pytest.mark.parametrize("reader", ["gbk", "big5", "shift-jis", "euc-jp", "euc-kr"])
def test_short_texts_that_look_odd(text: str, reader: str) -> None:
    """Accents, symbols and emoji are no Chinese, Japanese or Korean damage."""
    assert llr(text, reader) > 0


@pytest.mark.parametrize(("channel", "reader", "written"), CHANNELS_OF_READERS, ids=[row[0] for row in CHANNELS_OF_READERS])
def test_damaged_lines(channel: str, reader: str, written: str) -> None:
    """What the channel makes of a line is damage to its own reader, in every language that is wholly damaged."""
    pages = {language: PAGES[language] for language in ((LEGACY[written],) if written != "utf8" else FULL)}
    seen = 0
    for language, page in pages.items():
        for line in page.splitlines():
            try:
                damaged = corrupt(channels_of(channel), line)
            except UnicodeEncodeError:
                continue  # a character that this encoding does not have
            seen += 1
            assert llr(damaged, reader) < 0, (language, damaged)
    assert seen


@pytest.mark.parametrize(("channel", "reader", "written"), CHANNELS_OF_READERS, ids=[row[0] for row in CHANNELS_OF_READERS])
def test_damage_always_counts_against_a_line(channel: str, reader: str, written: str) -> None:
    """Where only accents are lost, the line is no damage as a whole, but nearer to it than what was written."""
    for page in OTHERS.values() if written == "utf8" else ():
        damaged = corrupt(channels_of(channel), page)
        assert damaged == page or llr(damaged, reader) < llr(page, reader)


DRAWN = [
    *(("┌──┐", "shift-jis"), ("①②③", "euc-kr"), ("□■", "shift-jis"), ("├── src", "cp437"), ("│   └── main.py", "koi8-r")),
    *(("╔═══╗\n║ x ║\n╚═══╝", "cp437"), ("█████░░░░░ 50%", "cp437"), ("▁▂▃▄▅▆▇█", "cp866"), ("\n─────────\n", "cp850")),
]


@pytest.mark.parametrize(("text", "reader"), DRAWN)
def test_drawings(text: str, reader: str) -> None:
    """The upper edge of a box, numbers in circles, a tree, a progress bar: people draw them too."""
    assert llr(text, reader) > 0


@pytest.mark.xfail(strict=True, reason="GBK read as code page 437 leaves such lines and blocks; only the document can tell")
@pytest.mark.parametrize("text", ["┌──┐", "▒▒▒▓▓▓", "▀▄▀▄"])
def test_drawings_with_nothing_around(text: str) -> None:
    """In the one place whose damage looks like them."""
    assert llr(text, "cp437") > 0


@pytest.mark.parametrize("reader", ["gbk", "cp1252"])
@pytest.mark.parametrize("language", ["ar", "he", "hi", "th"])
def test_damage_of_letters_far_from_latin(language: str, reader: str) -> None:
    """Each letter is damaged."""
    assert llr(corrupt(channels_of(f"utf8-as-{reader}"), PAGES[language]), reader) < 0


@pytest.mark.parametrize(
    ("text", "reader"),
    [  # mojibake-fix: off
        ("涓枃", "gbk"),
        ("娴嬭瘯", "gbk"),
        ("銆愭敞鎰忋€", "gbk"),
        ("è¿™ä¸ª", "cp1252"),
        ("ä¸\xadæ–‡", "cp1252"),
        ("ÖÐÎÄ", "latin-1"),
        ("РќР°СЃС‚СЂРѕР№РєР°", "cp1251"),
        ("譁�ｭ怜喧縺", "shift-jis"),
        ("諛⑹쟾", "euc-kr"),
        ("╓╨╬─", "cp437"),
        ("Çëò»", "latin-1"),
    ],  # mojibake-fix: on
)
def test_words_of_damage(text: str, reader: str) -> None:
    """Two to four characters, as they stand in bug reports."""
    assert llr(text, reader) < 0
