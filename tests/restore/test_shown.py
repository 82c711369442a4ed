"""Damage that is shown on purpose is told from damage that a text has, by what stands around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mojibake_fix import fix_text
from mojibake_fix.restore import mention
from mojibake_fix.restore.channels import CHANNELS, corrupt
from mojibake_fix.restore.shown import is_shown

# A text with ``{}`` where the damage stands, what it would be, and a story.
HAS_IT: dict[str, tuple[str, str, str]] = {
    "a heading": ("# {} (icon)\n", "图标", "a line that nobody doubted"),
    "a string of a program": ('print("{}")\n', "默认名称", "ASCII quotation marks stand around damage as around anything"),
    "a cell of a table": ("| {} | 1 |\n", "文件名称", "all cells of the column are damaged"),
    "another word of the line is right": ("图标：{}\n", "默认名称", "somebody mended half of it"),
    "a letter in a word": ("le gar{}on, ça va\n", "ç", "the letter alone stands in the next word; garçon does not"),
    "a part of another word": (
        "Ordnerfl{}che im Flächenumschalter der Oberfläche\n",
        "ä",
        "the word is not the other's beginning",
    ),
    "half of a word": ("{}роки текста\n", "ст", "which stands in the next one, but is no word"),
    "a mark": ("{}so” and “so” on\n", "“", "a line has more than one"),
    "a dash": ("can {} and often are — also\n", "—", "so it has of these"),
    "a short word two lines away": ("中文\nx\n{}\n", "中文", "two characters are there by chance"),
    "far away": ("默认名称\n" + "x\n" * 9 + "{}\n", "默认名称", "ten lines on is another matter"),
    "a reply to a reply": (">>> {}\n", "默认名称", "marks of quoted mail, and no interpreter"),
    "a quoted mail": (">>> Le lundi 3 mai (CEST), Fran{}ois écrit :\n", "ç", "a bracket is no call"),
    "a line that begins in the middle": ("... (voir) il {}tait\n", "é", "three full stops are no prompt"),
    "below an example": (">>> read(page)\n'ok'\n\n{}\n", "默认名称", "a blank line ends it"),
    "a printed page": ("'{}'\n", "默认名称", "nobody typed anything above it"),
    "a word that is quoted elsewhere": ("「中文」\n\nthe name {} here\n", "中文", "the line is not there to show it"),
    "another word in the same frame": ("name: gar{}on\nname: garcon\n", "ç", "what would be right stands nowhere"),
    "read as something else": ("{} is read as text, in the wrong order\n", "默认名称", "no encoding is named"),
    "what somebody turns into": ("{} turns into a frog\n", "ö", "a word that the sentence is about"),
    "a letter that begins a sentence": ("{} becomes a habit\n", "É", "which is a word, and nothing was said of it before"),
    "shown as something": ("is shown as “a” {} “b”\n", "—", "but not as this"),
    "a dash behind a verb": ("what he becomes {} at last\n", "—", "where dashes stand, and nobody names one"),
    "replaced by a word": ("replace the name with {}\n", "默认名称", "which is what there should be"),
    "one quotation mark": ("he said “{}\n", "默认名称", "the other one fell to the damage, or is behind the next line"),
}

SHOWS_IT: dict[str, tuple[str, str, str]] = {
    "before and after": ("{} is what 图标 looks like\n", "图标", "a manual"),
    "after and before": ("图标 -> {}\n", "图标", "the other way round"),
    "a letter of a word": ("gar{}on is garçon\n", "ç", "the word is beside, not the letter only"),
    "a word at the beginning of another": ("fl{}che, Fläche: fläche\n", "ä", "it also stands alone"),
    "a mark as a literal": ('REPLACE = {"{}": "’"}  # don’t\n', "’", "the whole of a literal is the right one"),
    "Chinese behind an escape": ("\\n{},你好\\n", "你好", "whose letter is of no word with it"),
    "a picture": ("{} becomes ✔\n", "✔", "which is no mark of a sentence"),
    "a word that is damaged further on": ("{}liÅ¡ is Příliš\n", "Pří", "the whole of it is beside"),
    "a lesson": ("默认名称\n\nbecomes\n\n{}\n", "默认名称", "four characters do not stand a few lines away by chance"),
    "named": ("this is mojibake:\n\n{}\n", "默认名称", "the line above says what it is"),
    "an encoding that it was read in": (
        "Umlauts are {} if UTF-8 is read as ISO-8859-1\n",
        "ä",
        "a manual says how it came about",
    ),
    "a wrong encoding": ("opened in the wrong encoding you get {}.\n", "ü", "or that it did"),
    "an encoding in Chinese": ("用GBK编码打开后显示 {}\n", "默认名称", "in any language"),
    "named in Chinese": ("打开以后是乱码：{}\n", "默认名称", "so does a report"),
    "named in Japanese": ("文字化けの例\n{}\n", "默认名称", "in any language"),
    "typographic marks": ("it shows “{}” instead\n", "默认名称", "which damage would have destroyed with the rest"),
    "corner brackets": ("显示为「{}」\n", "默认名称", "these, too"),
    "backticks": ("the name `{}` in a list\n", "默认名称", "as a manual shows what is to be seen"),
    "code that looks for it": ('if name == "{}":\n', "默认名称", "a detector"),
    "named by a program": ("GARBLED = '{}'\n", "默认名称", "a constant of a test"),
    "a thread": ("    gar{}on et fille\n\ninstead of\n\n    garçon et fille\n", "ç", "the line comes once more, right"),
    "a thread on letters": ("pÃ¢t{}s de foie\n\ninstead of\n\npâtés de foie\n", "é", "other letters there are damaged, too"),
    "a block": ("「中文」 is shown as:\n\n    {}\n", "中文", "a line of its own, below one that says what it is"),
    "a doctest": (">>> fix_text('{}')\n", "默认名称", "what it is for"),
    "more of a doctest": (">>> for page in pages():\n...     fix(page, '{}')\n", "默认名称", "code goes on"),
    "printed by a doctest": (">>> broken(\"ab\")\n'{}'\n", "默认名称", "what came of it"),
    "a list in a description": ("Repair badly decoded strings: \\x00 | Xz | {} | ™", "“", "what is decoded badly is named"),
    "double encoding": ("Undoes double-encoded text such as {}", "é", "as is what is encoded twice"),
    "shown as": ("the name is displayed as {} there\n", "Jörg", "a report, and nothing else is damaged"),
    "turned into": ("labels turned into {}\n", "默认名称", "a change that went wrong"),
    "a mark to replace": ("replace {} by an apostrophe\n", "’", "which is out of place between blanks"),
    "a dash to replace": ("Replace {} with — in all files\n", "—", "the right one is as alone"),
    "a dash that is named": ("ersetze {} durch einen Gedankenstrich\n", "–", "in any language"),
    "a table of letters": ('x = ["{}", "b"]\n', "é", "one letter in quotation marks is no word"),
}


def shown(document: str, restored: str, *, proven: bool = False) -> bool:
    """Ask about a text in which what UTF-8 read as Windows-1252 leaves stands for ``{}``."""
    garbled = corrupt(CHANNELS["utf8-as-cp1252"], restored)
    start = document.index("{}")
    return is_shown(document.replace("{}", garbled), start, start + len(garbled), restored, proven=proven)


@pytest.mark.parametrize(("document", "restored"), [case[:2] for case in HAS_IT.values()], ids=HAS_IT)
def test_damage(document: str, restored: str) -> None:
    """A text that has the damage, alone and where the document proves the channel."""
    assert not shown(document, restored)
    assert not shown(document, restored, proven=True)


@pytest.mark.parametrize(("document", "restored"), [case[:2] for case in SHOWS_IT.values()], ids=SHOWS_IT)
def test_shown(document: str, restored: str) -> None:
    """A text that shows the damage, as a part of a longer one too."""
    assert shown(document, restored)
    assert shown(f"title\n{document}end\n", restored)


@pytest.mark.parametrize("label", ["a table of letters", "code that looks for it", "named", "a doctest", "a block"])
def test_proof_outweighs_weak_signs(label: str) -> None:
    """In a file that is damaged throughout, ASCII marks, and a word three lines away, do not make a line an example."""
    document, restored, _ = SHOWS_IT[label]
    assert not shown(document.replace("\n\n", "\n\n\n"), restored, proven=True)


STRONG = [
    "a dash to replace",
    "a dash that is named",
    "before and after",
    "typographic marks",
    "named in Chinese",
    "a mark as a literal",
    "Chinese behind an escape",
]


@pytest.mark.parametrize("label", STRONG)
def test_proof_does_not_outweigh_strong_ones(label: str) -> None:
    """What it should be in the same line, marks that damage destroys, its name in the same line: still an example."""
    assert shown(*SHOWS_IT[label][:2], proven=True)


# Sentences with such words that were damaged from end to end, by channel.
USES = {
    "utf8-as-cp1252": """\
Replace the battery — with the power off — in all cases.
He becomes — at last — a king
It shows up as a café on the map
It’s displayed as naïve text
You’ll see ‘Done’ instead of ‘OK’
Replaced the word “foo” with “bar” in the docs
Change the title — it’s too long — to something short
The price becomes €5 instead of €6
Convert → PDF, then → print
Umlaute werden als Zeichen angezeigt, natürlich
Aus Müll wird Kompost
Les élèves deviennent médecins
remplacer la pièce par une pièce neuve
Se muestra el menú en lugar de la página
O João aparece como autor
Le lettere diventano più piccole
Harfler büyük olarak görünüyor
Znaki wyświetlają się jako żółte""",
    "utf8-as-gbk": """\
标题显示为红色，不知道怎么办
下载后变成了三个文件
修复按钮显示成灰色的问题
Status becomes 已完成！
title is replaced with 用户登录
replace 张三 with 李四 in the config""",
    "utf8-as-shift-jis": """\
ファイル名が赤で表示されます
件名が空になってしまいます。""",
    "utf8-as-cp1251": """\
Вместо кнопки вижу ссылку
Заголовок отображается как ссылка""",
}


@pytest.mark.parametrize(("channel", "line"), [(channel, line) for channel, lines in USES.items() for line in lines.split("\n")])
def test_words_that_tell_what_shows(channel: str, line: str) -> None:
    """A sentence may have the words that tell of damage, and be damaged itself."""
    damaged = corrupt(CHANNELS[channel], line)
    assert damaged != line
    assert fix_text(damaged, profile="repair", max_risk=1.0) == line


def test_no_part_of_a_word_that_is_shown() -> None:
    """Other heuristics leave alone what the search knows to be shown: all of a word, or none."""
    text = "The field appears as rÃ©sumÃ© in the form."
    assert fix_text(text, profile="repair", max_risk=1.0) is text


def test_german_says_that_something_is_too_much() -> None:
    """It becomes is said as is too, and of names as well."""
    assert fix_text("Er wird zu spÃ¤t kommen", profile="repair") == "Er wird zu spät kommen"
    name = "Mein Name wird zu KrÃ¼ger auf dem Ausweis"
    assert fix_text(name, profile="repair", max_risk=1.0) is name


def test_at_the_ends_of_a_text() -> None:
    """A span may begin and end with the text; nothing around it is nothing."""
    assert not shown("{}", "默认名称")
    assert not shown("“{}", "默认名称")
    assert not shown("{}”", "默认名称")


@given(
    st.lists(
        st.sampled_from(
            [
                *("mojibake", "乱码", "replacement ", "char", "garbled", "깨진", " 글자", "\n", "\r\n", "x", "中", "İ"),
                *(" read as ", "decoded with ", "GBK", "latin1", "Shift_JIS", "用", "打开", "wrong encoding"),
            ]
        )
    ).map("".join)
)
def test_names_are_found_wherever_a_text_is_cut(text: str) -> None:
    """A long text is looked at in parts, and in smaller ones of those that may have a name; no name goes on in another line."""
    whole = [name.start() for name in mention._NAMES.finditer(text)]
    assert mention.names_of_damage(text) == whole
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(mention, "_PART", 8)
        patched.setattr(mention, "_SMALL_PART", 1)
        assert mention.names_of_damage(text) == whole
