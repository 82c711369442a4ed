"""Each gate refuses what it is for, and lets through what a good score says rightly."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from language.pages import CJK, LISTS, OTHERS

from mojibake_fix import fix_text
from mojibake_fix.encodings import codec
from mojibake_fix.restore.acceptance.gates import Gate, is_text
from mojibake_fix.restore.acceptance.rarity import count_han
from mojibake_fix.restore.acceptance.writing import is_writing
from mojibake_fix.restore.channels import CHANNELS, channels_of, corrupt


@dataclass(frozen=True)
class Span:
    """A span that a channel may have left: all that a gate asks for."""

    start: int
    before: str
    after: str
    channel: str

    @property
    def end(self) -> int:
        return self.start + len(self.before)


def judged(channel: str, after: str, document: str = "{}", proven: str | None = None) -> tuple[Gate, Span]:
    """Return the gate of a document and the one span in it; ``proven`` is what the channel restored elsewhere."""
    before = corrupt(channels_of(channel), after)
    at = document.index("{}")
    span = Span(at, before, after, channel)
    text = document.replace("{}", before)
    return Gate(text, [(span.start, span.end)], {} if proven is None else {channel: proven}), span


def refusal(channel: str, after: str, document: str = "{}", proven: str | None = None) -> str:
    gate, span = judged(channel, after, document, proven)
    return gate.refuses(span)


def margin(channel: str, after: str, proven: str | None = None) -> float:
    gate, span = judged(channel, after, proven=proven)
    return gate.margin(span)


REFUSED = {
    "private use": ("utf8-as-gbk", "\ue000图标名称", "no text", "a layer of damage has it, and no text that was read right"),
    "C1 control": ("utf8-as-cp1252", "caf\x85 été", "no text", "what a page has where another one has a mark"),
    "noncharacter": ("utf8-as-gbk", "图标\ufdd0名称", "no text", "Unicode promises that nobody writes it"),
    "dragons": ("gbk-as-latin-1", "龘靐齉爩鱻", "no language", "the rarest of characters, in a row"),
    "demons": (
        "gbk-as-latin-1",
        "魃魈魉魍魑魇",
        "no language",
        "a list from a dictionary, too rare for what nothing but it speaks for",
    ),
    "one dragon": ("utf8-as-gbk", "龘", "no language", "three bytes that are UTF-8 by chance"),
    "rows of signs": ("gbk-as-latin-1", "αЖ→№㈠", "no language", "GBK has signs and alphabets, which chance hits as well"),
    "single characters": ("gbk-as-latin-1", "文·件·名·称", "no words", "chance gives one character here and one there"),
    "Russian in GBK": ("gbk-as-latin-1", "Привет", "no words", "GBK was made for Han characters"),
    "one Hangul syllable": ("utf8-as-gbk", "한", "no writing", "clean pairs of Han are the UTF-8 of one"),
    "a Greek letter": ("utf8-as-gbk", "αε", "no writing", "and others that of two letters"),
    "a letter between Han": ("utf8-as-gbk", "é", "no writing", "one character is é in UTF-8"),
    "letters without vowels": ("utf8-as-gbk", "СЯРГЖ", "no writing", "no word of Russian"),
    "two alphabets": ("utf8-as-gbk", "РГЌЙЗБНВДА", "no writing", "Macedonian and Russian letters in a word"),
    "two scripts": ("utf8-as-gbk", "Привет한국어", "no writing", "nobody's language has both"),
    "Greek alphabet": ("utf8-as-gbk", "αβγδεζη", "a code page in order", "a table of the code, not a text in it"),
}


@pytest.mark.parametrize(("channel", "after", "name"), [case[:3] for case in REFUSED.values()], ids=REFUSED)
def test_refused(channel: str, after: str, name: str) -> None:
    """What nobody wrote is refused by the gate for it."""
    assert refusal(channel, after) == name


# What stands around decides: a document with ``{}`` where the span is, and the gate that refuses it there, or none.
AMID = {
    "a small letter behind capitals": ("utf8-as-cp1252", "ɻ", "LIBERT{}", "a word", "LIBERTÉ with a quotation mark behind it"),
    "a small letter between capitals": ("utf8-as-cp1250", "č", "P{}S", "no language", "PÄŤS, of a number in Slovak"),
    "a digraph behind capitals": ("utf8-as-latin-1", "ǲ", "CUGU{}", "a word", "Ç with a footnote"),
    "a small letter behind one capital": ("utf8-as-cp1252", "é", "D{}jà", "", "as any sentence begins"),
    "a mark behind capitals": ("utf8-as-cp1257", "²", "DIVAT{}", "a word", "Latvian ends many words like that"),
    "the mark of a firm": ("utf8-as-cp1252", "®", "ACME{}", "", "Â ends hardly any"),
    "Russian of the line": ("gbk-as-koi8-r", "文件", "{}... А я щас Виндовс ставлю", "a word", "as all of the rest is"),
    "no Russian in the line": ("gbk-as-koi8-r", "文件", "{}: А я\n", "", "single letters are no words"),
    "a chart by radicals": ("gbk-as-big5", "組絈絇縠縡例", "睾睹{}瞶瞹瞿瞼瞽瞻矇矍瞵瞷", "a code page in order", "of JIS"),
    "a drawn line": ("shift-jis-as-koi8-r", "給給給給", "{}", "a code page in order", "upper half blocks"),
    "a puzzle": ("big5-as-koi8-r", "垣巨垣巨", "{}", "an ornament", "╚╝╔╗╚╝╔╗"),
    "the same word twice": ("gbk-as-latin-1", "谢谢大家", "{}", "", "four bytes that repeat are too few for an ornament"),
    "a word that is its own mirror": ("utf8-as-cp437", "мама", "{}", "", "as its letters begin alike"),
    "one sign all along": ("utf8-as-cp437", "¢¢¢¢", "{}", "", "two bytes that repeat are their own mirror"),
    "two words in capitals": ("gbk-as-cp1251", "闲旁彩補a, 闲旁彩補", "до {}b", "a word", "ПРЕФІКСaa, of split in Ukrainian"),
    "Hangul behind a letter": ("euc-kr-as-cp437", "목록이 나타나고, 그", "{}", "", "φ amid signs for drawing is no word"),
    "Katakana in DOS": ("shift-jis-as-cp437", "ファイルシステ", "{}", "", "â is no lead byte of UTF-8 there"),
    "neighbours in the table": ("utf8-as-gbk", "«¬", "{}", "a code page in order", "芦卢 in a list of all neighbours"),
    "quotation marks": ("cp1252-as-latin-1", "“”", "say {}", "", "neighbours of one byte are a pair"),
    "a table of marks": (
        "cp1252-as-latin-1",
        "“”•–—",
        "{}",
        "a code page in order",
        "no text has five in the order of their codes",
    ),
    "a color of a terminal": ("cp1252-as-latin-1", "›", "{}31mred", "a control", "CSI, as some programs write it"),
    "a control beside another": ("cp1252-as-latin-1", "…", "PK\x03\x04{}", "a control", "data, no text"),
    "a control amid Chinese": ("cp1252-as-latin-1", "…", "中文{}", "a control", "Latin-1 has no such letters"),
    "a control amid marks": ("cp1252-as-latin-1", "…", "“yes{}", "", "what one more layer has restored"),
    "line ends of a mainframe": ("cp1252-as-latin-1", "…", "one{}two\x85", "a control", "NEL ends lines where nothing else does"),
    "what separates lines": (
        "cp1252-as-latin-1",
        "…",
        '"\\0\\r\\n{}\\u2028"',
        "a control",
        "NEL, where Unicode's own separators are",
    ),
    "an ellipsis before a line end": ("cp1252-as-latin-1", "…", '"Loading{}\\r\\n"', "", "which is no separator of Unicode"),
    "an ellipsis at an end": ("cp1252-as-latin-1", "…", "one{}\ntwo\x85\n", "", "where line feeds end them"),
    "the rest of a quotation mark": ("cp1252-as-latin-1", "€", "â{} x", "a control", "UTF-8 that has lost its last byte"),
    "the rest of an apostrophe": (
        "cp1252-as-latin-1",
        "€™",
        "Mule\\(cq{}",
        "a control",
        "of which a program made the lead byte \\(cq",
    ),
    "what readers of two bytes leave": ("cp1252-as-latin-1", "€", '"?{}"', "a control", "♀ in Big5, behind the token for E2 99"),
    "an amount behind a question": ("cp1252-as-latin-1", "€", "how much?{}5", "", "a sign of money"),
    "an amount in quotation marks": ("cp1252-as-latin-1", "€”", "5 {}", "", "a mark behind a sign of money"),
    "a letter before a mark": ("cp1252-as-latin-1", "”", "été{}", "", "é is the lead byte of no text here"),
    "no controls": ("mac-roman-as-latin-1", "“ Hello", "{}", "no controls", "letters that Latin-1 has are what they are"),
    "a pair of capitals": ("mac-roman-as-latin-1", "“Hello”", "{}", "", "Ò before a word and Ó behind it are marks"),
    "capitals in their place": ("mac-roman-as-latin-1", "« va »", "{}", "no controls", "Ç and È with blanks on both sides"),
    "a capital in English": ("mac-roman-as-latin-1", "’", "isn{}t", "", "Õ for the apostrophe"),
    "a capital in Estonian": ("mac-roman-as-latin-1", "’", "e{}pe", "no controls", "eÕpe, as names are written"),
    "two signs in words": ("cp850-as-latin-1", "ón Visió", "la secci{}n", "", "¢ amid letters"),
    "a sign in a word": ("cp850-as-latin-1", "ó", "mi{}ro", "no controls", "mi¢ro, a joke"),
    "a sign behind a capital": ("cp850-as-latin-1", "«ªb»", "{}", "no controls", "® and ¯ around nothing that is a word"),
    "Cyrillic without controls": (
        "gbk-as-latin-1",
        "小需",
        "Ñ{}Ð½Ð¸",
        "left of UTF-8",
        "the same of two bytes",
    ),  # mojibake-fix: ignore
    "Bengali without controls": ("big5-as-latin-1", "鄏鄏", "{}\xb0\xe0\xa6", "left of UTF-8", "E0 A6 begins each"),
    "Malayalam taken for DOS": ("gbk-as-cp850", "咃咃畢", "{}", "left of UTF-8", "what code page 850 shows, Latin-1 does, too"),
    "beside what came back": ("big5-as-latin-1", "鄏鄏", "ক{}", "left of UTF-8", "a layer that could not know the rest"),
    "UTF-8 that was UTF-8 once more": ("gbk-as-cp1252+utf8-as-cp1252", "文件名称", "{}", "", "which has lost nothing"),
    "Han in legacy bytes": ("gbk-as-latin-1", "小需", "ÎÒ{}", "", "which begin characters with other bytes as well"),
    "a wide blank": ("utf8-as-mac-roman", "\N{IDEOGRAPHIC SPACE}", "{}RMUSLA", "no words", "„ÄÄRMUSLA in Estonian"),
    "a wide blank amid Chinese": ("utf8-as-mac-roman", "\N{IDEOGRAPHIC SPACE}", "{}第一章", "", "as paragraphs begin"),
    "a superscript behind nothing": ("utf8-as-koi8-r", "³", "1,{},a", "no words", "бЁ in a list of all pairs"),
    "a superscript": ("utf8-as-koi8-r", "³", "5 m{}", "", "a unit"),
    "one character again and again": ("euc-jp-as-cp437", "蔵蔵蔵蔵", "{}", "a code page in order", "cents in code page 437"),
    "accents beside Greek": ("utf8-as-cp1253", "Ϳř", "{}", "two scripts in a word", "ΝΏΕ with the mark of a firm"),
}


@pytest.mark.parametrize(("channel", "after", "document", "name"), [case[:4] for case in AMID.values()], ids=AMID)
def test_amid_others(channel: str, after: str, document: str, name: str) -> None:
    """The same characters are words in one place and none in another."""
    assert refusal(channel, after, document) == name


def test_rows_of_strangers() -> None:
    """Characters that are no likelier beside each other, or that nobody knows, are no words, unless the channel is proven."""
    assert refusal("euc-jp-as-gbk", "市志師紙支斯孜死寸橈衢繚") == "no words"
    assert refusal("big5-as-koi8-r", "圌戉媕") == "no words"
    assert refusal("euc-jp-as-gbk", "設定項目一覧") == ""
    assert refusal("euc-jp-as-gbk", "市志師紙支斯孜死寸橈衢繚", proven="設定") == ""


def test_phonetic_letter_behind_a_capital() -> None:
    """That no word has one there holds in a document that proves the channel, too; what else is small does not."""
    assert refusal("utf8-as-cp1252", "ɻ", "S{}", proven="été") == "a word"
    assert refusal("utf8-as-cp1252", "é", "CAF{}", proven="été") == ""


def test_two_scripts_in_a_word() -> None:
    """A Cyrillic letter does not stand between letters of ASCII; as a word of its own it does."""
    assert refusal("utf8-as-cp1252", "и", "ab{}cd") == "two scripts in a word"
    assert refusal("utf8-as-cp1252", "и", "the word {} here") == ""
    assert refusal("utf8-as-cp1252", "לשחרור כרטיס ה־", "{}SIM") == ""  # which is a hyphen


def test_a_letter_of_another_script_in_one_of_many_words() -> None:
    """A Latin `C` in a Cyrillic word is an author's slip, and says nothing against the other words."""
    russian = "можно найти в статье о клавише Сompose"
    assert refusal("utf8-as-latin-1", russian) == ""
    assert refusal("utf8-as-latin-1", "о Сompose") == "two scripts in a word"


def test_utf8_is_no_other_page_of_controls() -> None:
    """Whole characters of UTF-8 with controls in them are that, and nothing that Mac Roman or code page 850 has as well."""
    for word in ("هو", "клавиш", "है"):
        shown = corrupt(CHANNELS["utf8-as-latin-1"], word)
        assert fix_text(f"see {shown} there", profile="repair") == f"see {word} there"
    for line in ("\x93l'été\x94", "\x93Fußgänger\x94"):  # marks of Windows-1252 are still told
        assert fix_text(line, profile="repair") == line.encode("latin-1").decode("cp1252")


def test_whole_utf8_is_no_legacy_text() -> None:
    """Signs for drawing under two layers that lost controls are not what GBK has for the bytes of one of them."""
    shown = corrupt(channels_of("utf8-as-cp1252+utf8-as-cp1252"), "╔══════════╗", ["c1-dropped"])
    assert not any("\u4e00" <= character <= "\u9fff" for character in fix_text(shown, profile="repair"))


DRAWINGS = {
    "a pointer": ("▼", "    {}\n"),
    "corners in literals": ('┌" + "─" * 40 + "┐', 'out = ["{}"]\n'),
    "an upright in a call": ("│", 'lines.append(line.ljust(WIDTH) + "{}")\n'),
}


@pytest.mark.parametrize(("after", "document"), DRAWINGS.values(), ids=DRAWINGS)
def test_signs_are_in_no_language(after: str, document: str) -> None:
    """Of lines and arrows amid code no language says how likely they are: the document must have proven the channel."""
    assert refusal("utf8-as-cp1252", after, document, proven="—“”é") == ""


def test_signs_alone_prove_nothing() -> None:
    assert refusal("utf8-as-cp1252", "▼", "    {}\n") == "no language"
    assert refusal("utf8-as-cp1252", "▼ɖ", "    {}\n", proven="—“”é") == "no language"  # a letter is asked for its language
    assert refusal("gbk-as-latin-1", "αЖ→№㈠", proven="图标") == "no language"  # of which GBK has rows


def test_half_width_katakana() -> None:
    """Any byte between A1 and DF is one in Shift-JIS: a few of them among Han are no words, words of katakana are."""
    assert refusal("shift-jis-as-cp1252", "文書を保存ｱﾃ") == "no words"
    assert refusal("shift-jis-as-cp1252", "ファイルを保存") == ""


def test_rare_syllables() -> None:
    """Half of the syllables are none of the 2,350 that Korean has words of."""
    after = "기록뷁쫡을쀍"
    assert sum(codec("euc-kr").encoded(syllable) is None for syllable in after) == 3
    assert refusal("utf8-as-gbk", after) == "no words"


PASSED = {
    "two characters": ("utf8-as-gbk", "图标", "a word of every interface"),
    "a rocket": ("utf8-as-gbk", "🚀", "each emoji is rare, and ordinary"),
    "a tick": ("utf8-as-gbk", "✅", "as common at the head of a line"),
    "Russian greeting": ("utf8-as-gbk", "Привет", "a word with vowels, of one alphabet"),
    "Korean word": ("utf8-as-gbk", "안녕하세요", "enough of a script that the reader's people do not write"),
    "Hangul behind EUC-KR": ("utf8-as-euc-kr", "한", "the script of those who read it"),
    "katakana in Shift-JIS": ("shift-jis-as-cp1252", "ファイル", "kana are words there"),
    "katakana in EUC-JP": ("euc-jp-as-latin-1", "ファイル", "and there"),
    "French": ("utf8-as-cp1252", "été", "a page of one byte has no script of its own"),
    "two layers": ("utf8-as-latin-1+utf8-as-gbk", "中", "the first channel of a chain says what text can be"),
}


@pytest.mark.parametrize(("channel", "after"), [case[:2] for case in PASSED.values()], ids=PASSED)
def test_passed(channel: str, after: str) -> None:
    """What people write passes, in a document that says nothing."""
    assert refusal(channel, after) == ""


NATIVE = {
    "gbk-as-latin-1": "zh-hans",
    "big5-as-cp437": "zh-hant",
    "shift-jis-as-cp1252": "ja",
    "euc-jp-as-mac-roman": "ja",
    "euc-kr-as-koi8-r": "ko",
}


@pytest.mark.parametrize(("channel", "language"), NATIVE.items())
def test_page_of_a_legacy_encoding(channel: str, language: str) -> None:
    """Every line of a page passes in the encoding of its country."""
    for line in CJK[language].splitlines():
        assert refusal(channel, line) == ""


@pytest.mark.parametrize("channel", ["utf8-as-gbk", "utf8-as-cp1252", "utf8-as-koi8-r"])
@pytest.mark.parametrize("language", [*CJK, *OTHERS])
def test_page_of_utf8(channel: str, language: str) -> None:
    """Every line of every language passes that may have been UTF-8."""
    for line in (CJK | OTHERS)[language].splitlines():
        assert refusal(channel, line) == ""


def test_letter_in_a_word() -> None:
    """A letter beyond ASCII among letters belongs there, where a Han character cannot stand; between Han it does not."""
    assert refusal("utf8-as-gbk", "ç", "le gar{}on") == ""
    assert refusal("utf8-as-gbk", "é", "汉{}汉") == "no writing"


def test_script_of_the_document() -> None:
    """Two letters of a script are enough where the document writes it, or the channel gave it elsewhere."""
    assert refusal("utf8-as-gbk", "он") == "no writing"
    assert refusal("utf8-as-gbk", "он", "Это сон и дом. {}") == ""
    assert refusal("utf8-as-gbk", "он", proven="это сон") == ""


# --- How much is asked for


def test_short_spans_of_legacy_encodings_need_more() -> None:
    """Two bytes of GBK are many things; each character more says more, and a document that proves the channel says it all."""
    needed = [margin("gbk-as-latin-1", after) for after in ("文", "文件", "文件名", "文件名称", "文件名称列表")]
    assert needed[:4] == sorted(set(needed[:4]), reverse=True)
    assert needed[3] == needed[4]
    assert margin("gbk-as-latin-1", "文件", proven="数据") == needed[3]


def test_foreign_scripts_need_more() -> None:
    """Behind a Chinese reader Cyrillic needs more than Han does, unless the document has shown it; behind KOI8-R it does not."""
    assert margin("utf8-as-gbk", "Привет") > margin("utf8-as-gbk", "图标名称")
    assert margin("utf8-as-gbk", "Привет", proven="и") == margin("utf8-as-gbk", "图标名称")
    assert margin("utf8-as-koi8-r", "Привет") == margin("utf8-as-koi8-r", "图标名称")


def test_one_character_needs_more() -> None:
    """Two observed characters that give one are there by chance more often than three are, but for a capital that no word has."""
    assert margin("utf8-as-mac-roman", "é") > margin("utf8-as-mac-roman", "中")
    assert margin("utf8-as-mac-roman", "é") > margin("utf8-as-mac-roman", "éé")
    assert margin("utf8-as-cp1252", "é") == margin("utf8-as-cp1252", "éé")


@pytest.mark.parametrize("document", ["CAF{}", "POPA'{}", "DOS A{}OS", "l'{}€"])
def test_capital_in_its_place_needs_more(document: str) -> None:
    """In a word in capitals, or before more that is not ASCII, a capital and a sign prove less."""
    needed = [
        Gate(text.format("Ã©"), [], {}).margin(Span(text.index("{}"), "Ã©", "é", "utf8-as-cp1252"))
        for text in ("caf{}", document)
    ]
    assert needed[0] < needed[1]


@pytest.mark.parametrize(
    ("document", "refused"), [("AMANH{}", "a word"), ("POPA'{}", "a word"), ("SCH{}N", ""), ("die {}ffnung", "")]
)
def test_word_in_capitals_before_a_mark(document: str, refused: str) -> None:
    """A capital that ends a word in capitals, and a mark that closes, are text; amid its letters they are not."""
    span = Span(document.index("{}"), "Ã–", "Ö", "utf8-as-cp1252")
    assert Gate(document.format(span.before), [], {}).refuses(span) == refused


@pytest.mark.parametrize("document", ["{}", "\n\n{}\n\n", "颜色\n{}\n颜色", " \n{}\n "])
def test_other_lines_are_no_part_of_a_word(document: str) -> None:
    """A word by itself on its line is as likely whatever stands on others: nothing, blanks, or words."""
    assert refusal("utf8-as-gbk", "绿岛", document, proven="颜色") == ""


def test_rare_characters_count_less_in_a_dictionary() -> None:
    """In ordinary text a rare character speaks for damage; among hundreds of them it says little."""
    rare = "".join(chr(code) for code in range(0x9F98, 0x9FA5))  # dragons and flutes, at the end of the block
    for document, full in (("今天天气很好，我们去公园散步。" * 20 + "{}", False), (rare * 20 + "{}", True)):
        span = Span(document.index("{}"), rare[:4], "", "utf8-as-gbk")
        gate = Gate(document.replace("{}", span.before), [(span.start, span.end)], {})
        assert (gate.net(100.0, span) < 100.0) is full
        assert gate.net(100.0, Span(0, "abc", "", "utf8-as-gbk")) == 100.0


def test_what_is_restored_is_ordinary_text_of_its_document() -> None:
    """Where all but a line was restored, the rest has rare characters because it is damaged: they speak for damage there."""
    rare = "".join(chr(code) for code in range(0x9F98, 0x9FA5))
    span = Span(len(rare) * 3 + 1, rare[:4], "", "utf8-as-gbk")
    text = f"{rare * 3}\n{span.before}"
    for restored, full in (("", False), ("今天天气很好，我们去公园散步。" * 1000, True)):
        gate = Gate(text, [(span.start, span.end)], {"utf8-as-gbk": restored})
        assert (gate.net(100.0, span) == 100.0) is full


@pytest.mark.parametrize("length", [1, 60, 200])
def test_han_is_counted_in_long_texts_as_in_short_ones(length: int) -> None:
    """Of each character that a language has, and each that none has; kana, emoji and lone surrogates are not counted."""
    text = "天氣很好，龘。\u3400\u9fffカナ\U00020000🚀\ud800 abc"
    assert count_han(text * length) == (3 * length, 7 * length)


# --- Characters and writing


@pytest.mark.parametrize(
    ("characters", "text"),
    [
        ("a中한é\n\r\t\ue000😀\xa0\u200d", True),  # private use may stand in a layer of damage
        ("\x00\x1b\x7f\x80\x9f\ud800\udfff\ufffd\ufffe\uffff\u0378", False),
    ],
)
def test_is_text(characters: str, text: bool) -> None:
    """Controls, surrogates, U+FFFD and what is not assigned are no text; line ends and tabs are."""
    assert [character for character in characters if is_text(character) is not text] == []


@pytest.mark.parametrize("text", [*CJK.values(), *OTHERS.values(), *LISTS.values(), "🚀✅", "⚠️"])
def test_is_writing(text: str) -> None:
    """All that people write, lists of rare names among it, is writing."""
    assert is_writing(text, "", proven=False)


@pytest.mark.parametrize("text", ["Ξ", "é", "한", "СТУФХЦ", "αβγδε", "РГЌЙЗБНВДА", "ПРСТ", "ЂЃЌЉ", "Привет한국어", "갂갃갅갆"])
def test_is_no_writing(text: str) -> None:
    """Single letters, tables, and letters of several alphabets in a word are none."""
    assert not is_writing(text, "", proven=False)


def test_own_script() -> None:
    """One letter is enough of the script that is expected."""
    assert is_writing("한", "", own="Hangul", proven=False)
    assert not is_writing("Ξ", "", own="Hangul", proven=False)


LABELS = "".join(
    f"// 生成提示的显示和隐藏函数\nconst {name} = $(`<span>${{t('menus.justify.{label}')}}</span>`)\n\n"
    for name, label in {"left": "靠左", "middle": "居中", "right": "靠右", "both": "两端", "body": "正文"}.items()
)


def test_labels_come_back_where_the_document_proves_the_channel() -> None:
    """In code a word of two characters looks rare: behind a full stop, before a quotation mark."""
    assert fix_text(corrupt(CHANNELS["utf8-as-gbk"], LABELS), profile="repair") == LABELS


def test_rare_words_stay_where_the_document_proves_the_channel() -> None:
    """Characters of fish, metals and names, two by two, amid lines that are damaged."""
    rare = "鱔鱺鮻鯁鰨鱓鏡鍈鎘鏍鉍釷鋨錸彣垚堃喆璟淏煐皦"
    words = [first + second for first, second in pairwise(rare)]
    damaged = corrupt(CHANNELS["utf8-as-gbk"], LABELS)
    text = "".join(f"{line}\n'{word}'\n" for line, word in zip(damaged.splitlines() * 2, words, strict=False))
    restored = fix_text(text, profile="repair", max_risk=1)
    assert [word for word in words if f"'{word}'" in text and f"'{word}'" not in restored] == []
