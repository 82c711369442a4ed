"""The search finds which parts of a text are damaged, each by its own channel, and leaves every other character as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from language.pages import CJK, CLASSICAL, LISTS, OTHERS, PAGES

from mojibake_fix import fix_text
from mojibake_fix.encodings import codec
from mojibake_fix.model import Step
from mojibake_fix.restore import search
from mojibake_fix.restore.channels import CHANNELS, channels_of, corrupt, written
from mojibake_fix.restore.evidence.hints import Stretch
from mojibake_fix.restore.inverse.alignment import Unit
from mojibake_fix.restore.inverse.hypotheses import Undone
from mojibake_fix.restore.paths import Priced
from mojibake_fix.restore.proof import proves
from mojibake_fix.restore.search import considered, examples, find

NATIVE = {"gbk": ("zh-hans",), "big5": ("zh-hant",), "shift-jis": ("ja",), "euc-jp": ("ja",), "euc-kr": ("ko",)}
DOUBLE_BYTE = ("gbk", "gb18030", "big5", "big5-hkscs", "shift-jis", "euc-jp", "euc-kr")
WESTERN, ALPHABETS = ("fr", "de"), ("fr", "de", "ru", "el")


class Part(NamedTuple):
    """A part of a text that went through a channel."""

    channel: str
    text: str

    @property
    def garbled(self) -> str:
        return damage(self.channel, self.text)


Mixed = tuple["Part | str", ...]


def damage(channel: str, text: str) -> str:
    """Return what a channel leaves of a text that it loses nothing of: a case that did would not say what it seems to."""
    assert is_lossless(channel, text), f"{channel} loses bytes of {text}"
    return corrupt(channels_of(channel), text)


def is_lossless(name: str, text: str) -> bool:
    """Tell whether the bytes that each layer reads can be read off what it gives, and all of them have a character."""
    for channel in channels_of(name):
        data, table = written(channel.written, text), channel.reader.table
        if table in ("utf8", "utf-16-le"):
            try:
                text = data.decode(table, "surrogatepass" if table == "utf8" else "strict")
            except UnicodeDecodeError:
                return False
        else:
            text = codec(table).decode(data)
            if any(not codec(table).encoded(character) for character in text) or codec(table).encode(text) != data:
                return False
    return True


def lossless_lines(channel: str, page: str, least: int = 4) -> str:
    """Return a page cut into lines, as long as the channel loses nothing of them, dropping what is shorter than ``least``."""
    lines = []
    for line in page.splitlines():
        start = 0
        while start < len(line):
            ends = range(len(line), start + least - 1, -1)
            end = next((end for end in ends if is_lossless(channel, line[start:end] + "\n")), start)
            lines += [line[start:end]] if end > start else []
            start = max(end, start + 1)
    return "".join(f"{line}\n" for line in lines)


def clean(*parts: Part | str) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in parts)


def garbled(*parts: Part | str) -> str:
    return "".join(part if isinstance(part, str) else part.garbled for part in parts)


def mended(text: str) -> str:
    """Return a text after one search, of which every edit proves itself, and which leaves nothing to a second one."""
    edits = find(text)
    assert [edit for edit in edits if not proves(edit)] == []
    result = Step("mojibake", tuple(edits)).apply(text)
    assert find(result) == []
    return result


# --- What stays

CLEAN = [*PAGES.values(), *LISTS.values(), *CLASSICAL.values()]


# Lines of which the first character is a common one, and was a rarer one; or has two codes in the table that it was read by.
TO_THE_END = [
    ("gbk-as-big5", "程序的权利必须适用于每个人。"),
    ("gbk-as-big5", "否則會顯示錯誤的字元。"),
    ("gbk-as-big5", "缘故没有人知道，大家都很奇怪。"),
    ("gbk-as-euc-kr", "锤子和钉子都在工具箱里，请自己去拿。"),
    ("gbk-as-shift-jis", "智能主机的服务会监听消息。"),
    ("gbk-as-shift-jis", "把時間賦給使用者x的檔案。"),
]


@pytest.mark.parametrize(("channel", "text"), TO_THE_END, ids=[text for _, text in TO_THE_END])
def test_to_the_end(channel: str, text: str) -> None:
    """A line comes back whole, and next to clean text no more than the damage does."""
    assert fix_text(damage(channel, text)) == text
    assert fix_text(f"Mode {damage(channel, text)} (on)") == f"Mode {text} (on)"


@pytest.mark.parametrize("text", CLEAN, ids=[*PAGES, *LISTS, *CLASSICAL])
def test_clean_page(text: str) -> None:
    """Nothing is found in what people write, by pages and by lines."""
    assert [found for part in (text, *text.splitlines()) for found in find(part)] == []


def test_all_clean_pages_together() -> None:
    """A document in all languages at once is no damage."""
    assert find("".join(CLEAN)) == []


STAYS = {
    "system call": ("系统通讯", "byte for byte what GBK makes of four letters of Greek and Cyrillic"),
    "Unicom": ("联通", "its GBK is valid UTF-8, which Notepad once took it for"),
    "loud capitals": ("«СССР», «LIBERTÉ», CAFÉ®, “AMANHÔ", "capitals and signs side by side, as in damage"),
    "box": ("┌─┐\n│ │\n└─┘\n", "a drawing is in the order of no text"),
    "half-width katakana": ("ﾃｽﾄ ﾊﾝｶｸ ｶﾀｶﾅ", "any byte is one of these in Shift-JIS"),
    "lost for good": ("锟斤拷锟斤拷 \ufffd\ufffd ????", "nothing is left that could be undone"),
    "questions": ("왜?? 妞? A ? B : C, SELECT ?,?", "a token alone opens no channel"),
    "formulas": ("∀ε>0 ∃δ>0: |x−a|<δ ⇒ |f(x)−f(a)|<ε", "signs of many blocks in a row"),
    "phonetics": ("/ˌɪntəˈnæʃənəl/ [ʁɛ̃tʁɔdyksjɔ̃]", "letters that no language has"),
}


@pytest.mark.parametrize("text", [text for text, _ in STAYS.values()], ids=STAYS)
def test_stays(text: str) -> None:
    """What looks like damage and is none, alone, in a line, and down a file."""
    for whole in (text, f"name: {text} # x\n", f"{text}\n" * 40):
        assert find(whole) == []


def test_example_stays_and_is_named() -> None:
    """Damage beside what it should be is an example; between damaged lines too, and the gate that refused it has a name."""
    shown = f"{damage('utf8-as-gbk', '默认名称')} -> 默认名称"
    assert find(shown) == []
    assert [span.refused for span in considered(shown)] == ["shown on purpose"]
    assert examples(shown) == [(0, shown.index(" "))]
    line = damage("utf8-as-gbk", "系统启动时会自动") + "\n"
    assert mended(line + shown + "\n" + line) == f"系统启动时会自动\n{shown}\n系统启动时会自动\n"


# --- Each channel alone


def cells() -> Iterator[tuple[str, str]]:
    """Yield the channels, those of programs that replace what they cannot read in another way excepted, with languages."""
    for name, channel in CHANNELS.items():
        reader = name.partition("-as-")[2]
        if "/" not in name and channel.written in ("utf8", *NATIVE) and reader != "utf8":
            western = WESTERN if reader in (*DOUBLE_BYTE, "utf-16-le") else ALPHABETS
            yield from ((name, language) for language in NATIVE.get(channel.written, (*CJK, *western)))
    yield from (("cesu8-as-cp1252", language) for language in (*CJK, *ALPHABETS))


WORTH = 20  # characters: fewer that go through a channel without loss are no paragraph
PARAGRAPHS = {
    (channel, language): paragraph
    for channel, language in cells()
    if len(paragraph := lossless_lines(channel, PAGES[language])) >= WORTH and damage(channel, paragraph) != paragraph
}


def test_every_channel_has_a_paragraph() -> None:
    """None slips through because nothing is lossless in it; CESU-8 alone differs from UTF-8 in emoji only."""
    assert {channel for channel, _ in cells()} == {channel for channel, _ in PARAGRAPHS}
    assert len(PARAGRAPHS) > 150


LEFT = {"gbk-as-euc-jp": "the last line, six characters, is no odder than Chinese of Taiwan, and is not looked at"}


@pytest.mark.parametrize(
    "channel",
    [
        pytest.param(channel, marks=[pytest.mark.xfail(strict=True, reason=LEFT[channel])] if channel in LEFT else [])
        for channel in sorted({channel for channel, _ in PARAGRAPHS})
    ],
)
def test_paragraph(channel: str) -> None:
    """A paragraph in each language that the channel has comes back exactly, by channels that give this damage."""
    for (name, language), paragraph in PARAGRAPHS.items():
        if name == channel:
            assert (language, mended(damage(channel, paragraph))) == (language, paragraph)


@pytest.mark.parametrize(
    "text",
    [
        "import re, os\n",
        "if (x) return 1;",
        "Hello World!",
        "error: file not found ",
        "cd /usr/local/bin && make install\n",
        "The quick brown fox jumps over the lazy dog\n",
        '"filesystem"',
    ],
)
def test_ascii_read_as_utf16(text: str) -> None:
    """A line of ASCII that became Han characters comes back; each is two of its letters."""
    assert mended(damage("utf8-as-utf-16-le", text)) == text


def test_batch_file_read_as_utf16() -> None:
    """So do lines that end as Windows ends them: batch files are where this was seen first."""
    text = "@echo off\r\nset PATH=C:\\bin\r\n"
    assert mended(damage("utf8-as-utf-16-le", text)) == text


@pytest.mark.parametrize("channel", ["cesu8-as-cp1252", "cesu8-as-utf8"])
def test_cesu8(channel: str) -> None:
    """Emoji of which each half was written on its own, as Java's modified UTF-8 and Oracle's UTF8 do."""
    assert mended(f"Great job {damage(channel, '👍👍')}") == "Great job 👍👍"
    if channel == "cesu8-as-cp1252":
        assert mended(damage(channel, "结束😀。")) == "结束😀。"


@pytest.mark.parametrize("text", ["😀", "a😀b", "🚀 部署完成", "结束😀。", "삭🚀제하시겠습니까?"])
def test_two_surrogates_are_one_character(text: str) -> None:
    """Two code points in the right order can be nothing but the halves of a character: no text has surrogates."""
    assert mended(damage("cesu8-as-utf8", text)) == text


# --- Layers

TWICE = ["utf8-as-cp1252", "utf8-as-latin-1", "utf8-as-mac-roman", "utf8-as-cp1251"]
SENTENCES = ["他打开中文文件。", "中", "Größe", "Привет, мир"]


@pytest.mark.parametrize("channel", TWICE)
def test_the_same_channel_twice(channel: str) -> None:
    """Words in a sentence that went through a channel and, as what it left, through it again; or three times."""
    for text in SENTENCES:
        assert mended(f"See {damage(f'{channel}+{channel}', text)} here") == f"See {text} here"
    thrice = "+".join([channel] * 3)
    assert mended(f"See {damage(thrice, SENTENCES[0])} here") == f"See {SENTENCES[0]} here"


@pytest.mark.parametrize(
    ("channel", "text"),
    [
        ("utf8-as-gbk", "Größe"),
        ("utf8-as-gbk", "อีกครั้ง"),
        ("utf8-as-big5", "yönetici"),
        ("utf8-as-shift-jis", "一度起動し"),
        ("utf8-as-euc-kr", "redémarrez"),
    ],
)
def test_the_same_channel_of_two_bytes_twice(channel: str, text: str) -> None:
    """Words of which neither layer lost a byte."""
    assert mended(f"See {damage(f'{channel}+{channel}', text)} here") == f"See {text} here"


@pytest.mark.parametrize(
    ("channel", "texts"),
    [
        ("utf8-as-latin-1+utf8-as-gbk", SENTENCES),
        ("utf8-as-cp1252+utf8-as-gbk", ["中", "Größe"]),
        ("utf8-as-gbk+utf8-as-cp1252", ["Größe", "Привет, мир"]),
        ("utf8-as-big5+utf8-as-cp1252", ["είναι γεμά", "ли, а по"]),
        ("utf8-as-shift-jis+utf8-as-cp1252", ["中", "Größe"]),
        ("utf8-as-euc-kr+utf8-as-cp1252", ["Größe"]),
        ("utf8-as-koi8-r+utf8-as-cp1252", SENTENCES),
        ("utf8-as-cp437+utf8-as-cp1252", SENTENCES),
        ("gbk-as-latin-1+utf8-as-latin-1", ["他打开中文文件。", "中文版本"]),
        ("gbk-as-cp1252+utf8-as-cp1252", ["他打开中文文件。", "中文版本"]),
    ],
)
def test_one_channel_upon_another(channel: str, texts: list[str]) -> None:
    """As what a broken import left was saved and imported again, by somebody else."""
    for text in texts:
        assert mended(f"See {damage(channel, text)} here") == f"See {text} here"


# --- Mixed text

MIXED: dict[str, tuple[str, Mixed]] = {
    "log": (
        "each program of a server writes its lines in its own way",
        (
            *("2024-05-01 12:00:01 INFO ", Part("utf8-as-gbk", "数据连接"), "\n"),
            *("2024-05-01 12:00:02 WARN ", Part("gbk-as-latin-1", "磁盘空间不足，请清理"), "\n"),
            "2024-05-01 12:00:03 INFO 服务已启动，端口 8080\n",
            *("2024-05-01 12:00:04 INFO ", Part("utf8-as-cp1252", "Café fermé, à bientôt"), "\n"),
            *("2024-05-01 12:00:05 INFO ", Part("shift-jis-as-cp1252", "設定を保存しました"), "\n"),
            *("2024-05-01 12:00:06 INFO ", Part("euc-kr-as-latin-1", "파일을 찾을 수 없습니다"), "\n"),
            *("2024-05-01 12:00:07 INFO ", Part("utf8-as-koi8-r", "Не удалось открыть файл"), "\n"),
            "2024-05-01 12:00:08 INFO déjà vu\n",
        ),
    ),
    "half-repaired README": (
        "somebody mended what they saw, and left the rest",
        (
            *("# 项目说明\n\n", Part("utf8-as-gbk", "这个项目提供日志分析功能"), "\n\n"),
            *("这一段已经修好了，请不要再改。\n\n```sh\npip install x  # ", Part("utf8-as-gbk", "安装依赖"), "\n```\n\n"),
            *("- 支持中文\n- ", Part("utf8-as-gbk", "支持日文"), "\n"),
        ),
    ),
    "concatenated CSV": (
        "exports of several branches, one below the other",
        (
            *("id,name,city\n1,", Part("utf8-as-cp1252", "José García"), ",北京\n"),
            *("2,", Part("gbk-as-latin-1", "张伟"), ",", Part("gbk-as-latin-1", "上海市浦东新区"), "\n"),
            *("3,李娜,", Part("utf8-as-gbk", "广州市天河区"), "\n4,Müller,", Part("utf8-as-cp1252", "Köln"), "\n"),
        ),
    ),
    "three channels in a line": (
        "names out of three places",
        (*("a = ", Part("utf8-as-cp1252", "Größe")), *("; b = 中文; c = ", Part("gbk-as-latin-1", "文件名称"), "\n")),
    ),
    "line ends of Windows": (
        "CRLF stays CRLF",
        ("标题\r\n", Part("utf8-as-gbk", "系统启动时会自动"), "\r\n", Part("utf8-as-cp1252", "déjà"), "\r\nend\r\n"),
    ),
    "one long line": (
        "minified, longer than what is looked at as a whole",
        ("var a=1;" * 600, Part("utf8-as-gbk", "系统启动时会自动"), ";b=2" * 600, Part("gbk-as-latin-1", "文件名称"), ";"),
    ),
}


@pytest.mark.parametrize("parts", [parts for _, parts in MIXED.values()], ids=MIXED)
def test_mixed_text(parts: Mixed) -> None:
    """Each part comes back by a channel that gives its damage, and the rest is what it was, character by character."""
    assert mended(garbled(*parts)) == clean(*parts)


def test_each_span_by_its_own_channel() -> None:
    """In a file with three kinds of damage, each span names the one it has."""
    parts = ("x\n", Part("utf8-as-gbk", "数据连接"), "\n中文\n", Part("utf8-as-koi8-r", "открыть файл"), "\n")
    found = [(edit.after, edit.evidence.channel) for edit in find(garbled(*parts)) if edit.evidence]
    assert found == [("数据连接", "utf8-as-gbk"), ("открыть", "utf8-as-koi8-r"), ("файл", "utf8-as-koi8-r")]


HALVES = [
    ("utf8-as-gbk", "系统启动时会自动", "然后提示用户"),
    ("utf8-as-cp1252", "Le garçon a été", "là où il était déjà"),
    ("utf8-as-cp1252", "Größere Änderungen", "für Übungen schön"),
    ("utf8-as-koi8-r", "Привет всем, как дела", "у нас всё хорошо"),
    ("utf8-as-cp1251", "Привет всем", "как дела"),
    ("utf8-as-cp1253", "Αν ο δίσκος είναι γεμάτος", "ξεκινήστε πάλι"),
    ("gbk-as-latin-1", "请先删除旧的文件", "然后重新启动服务"),
    ("shift-jis-as-cp1252", "古いファイルを削除して", "もう一度起動してください"),
    ("euc-kr-as-cp1252", "기록을 관리자에게 보냅니다", "다시 시작하세요"),
    ("big5-as-gbk", "請先刪除舊的檔案", "然後重新啟動伺服器"),
    ("shift-jis-as-gbk", "古いファイルを削除してください", "もう一度起動"),
]


@pytest.mark.parametrize(("channel", "first", "second"), HALVES, ids=[channel for channel, *_ in HALVES])
def test_half_of_a_line(channel: str, first: str, second: str) -> None:
    """A line of which one half is damaged, either one, with a blank between or without."""
    for between in (" ", ""):
        assert mended(f"{first}{between}{damage(channel, second)}") == f"{first}{between}{second}"
        assert mended(f"{damage(channel, first)}{between}{second}") == f"{first}{between}{second}"


COME_TWICE = [
    ("utf8-as-cp1252", "le théâtre ouvre à midi", ", le théâtre ferme tard"),
    ("utf8-as-latin-1", "Größe, für Türen", " oder für Fenster"),
    ("utf8-as-cp1252", "请重新启动服务，打开 Linux 系统", "设置，关闭旧的 Unix 系统"),
]


@pytest.mark.parametrize(("channel", "damaged", "right"), COME_TWICE, ids=[right for *_, right in COME_TWICE])
def test_word_that_comes_once_more_in_the_other_half(channel: str, damaged: str, right: str) -> None:
    """A word that the clean half has, too, makes no example of a half with other words."""
    assert mended(f"{damage(channel, damaged)}{right}") == f"{damaged}{right}"


@pytest.mark.parametrize("word", ["déjà vu", "répété", "Größenänderung", "Größe für alle Übungen"])
def test_words_that_are_shown_with_all_their_letters(word: str) -> None:
    """What is shown beside what it should be is shown however many of its letters were damaged."""
    shown = f"{damage('utf8-as-cp1252', word)} is {word}"
    assert mended(shown) == shown


SIDE_BY_SIDE = {
    "a legacy encoding after UTF-8": (("utf8-as-cp1252", "Größenänderung"), ("shift-jis-as-cp1252", "設定を保存しました")),
    "another legacy encoding": (("gbk-as-latin-1", "文件名称"), ("euc-kr-as-latin-1", "기록을 관리자")),
    "two legacy encodings": (("euc-kr-as-latin-1", "기록을 관리자"), ("shift-jis-as-cp1252", "設定を保存しました")),
    "Korean beside German": (("euc-kr-as-latin-1", "기록을 관리자"), ("utf8-as-cp1252", "Größenänderung")),
    "Chinese beside Russian": (("utf8-as-gbk", "默认名称"), ("utf8-as-koi8-r", "Привет")),
    "German beside Russian": (("utf8-as-cp1252", "Größenänderung"), ("utf8-as-cp1251", "Привет, мир")),
}
PAIRS = [(Part(*first), Part(*second)) for first, second in SIDE_BY_SIDE.values()]


@pytest.mark.parametrize(("first", "second"), PAIRS, ids=SIDE_BY_SIDE)
def test_two_channels_side_by_side(first: Part, second: Part) -> None:
    """Two parts of a line with a label before each, in either order: neither channel takes what the other one left."""
    for parts in (("a = ", first, "; b = ", second, " ok"), ("a = ", second, "; b = ", first, " ok")):
        assert mended(garbled(*parts)) == clean(*parts)


@pytest.mark.parametrize(("first", "second"), PAIRS, ids=SIDE_BY_SIDE)
def test_two_channels_in_two_lines(first: Part, second: Part) -> None:
    """The same two parts, a line each, come back."""
    parts = ("a = ", first, "\nb = ", second, " ok\n")
    assert mended(garbled(*parts)) == clean(*parts)


def test_clean_name_in_another_row() -> None:
    """A customer who is in two exports, one of them damaged, is no lesson on damage."""
    parts = ("1,", Part("utf8-as-cp1252", "José García"), ",Madrid\n2,Ann,Leeds\n3,José García,Lima\n")
    assert mended(garbled(*parts)) == clean(*parts)


# --- Evidence of the document

SHORT = [
    ("utf8-as-gbk", "нет", "они не знали, когда он вернётся домой"),
    ("gbk-as-latin-1", "讨论", "系统启动时会自动检查更新，然后提示用户下载新版本。"),
    ("euc-kr-as-latin-1", "새벽", "디스크 공간이 부족하면 오래된 파일을 먼저 삭제하세요."),
]


@pytest.mark.parametrize(("channel", "word", "line"), SHORT, ids=[word for _, word, _ in SHORT])
def test_document_speaks_for_a_word(channel: str, word: str, line: str) -> None:
    """A word that proves nothing alone comes back in a file that proves the channel, and not in one that proves another."""
    short = f"x: {damage(channel, word)}\n"
    assert mended(short) == short
    assert mended(f"{damage(channel, line)}\n" * 4 + short) == f"{line}\n" * 4 + f"x: {word}\n"
    other = damage("utf8-as-koi8-r", "Не удалось открыть файл")
    assert mended(f"{other}\n" * 4 + short).endswith(short)


# --- Rivals

EQUAL = [
    ("gbk-as-latin-1", "序会", "會氏"),  # GBK or Big5: two ordinary characters each
    ("big5-as-latin-1", "動備", "以各"),
    ("gbk-as-cp437", "误的", "列議"),
]


@pytest.mark.parametrize(("channel", "first", "second"), EQUAL, ids=[first for _, first, _ in EQUAL])
def test_of_two_readings_none_is_written(channel: str, first: str, second: str) -> None:
    """Where two readings are about as likely, the text stays, and both are named with what they gain."""
    text = damage(channel, first)
    assert mended(text) == text
    [span] = considered(text)
    assert {span.restored, *(rival.text for rival in span.rivals)} >= {first, second}
    assert not span.refused
    assert span.gain < span.needed


@pytest.mark.parametrize(
    ("channel", "text"),
    [
        ("euc-jp-as-latin-1", "してください"),  # which GBK has as well, where kana are no words; Big5 has rare Han there
        ("euc-jp-as-latin-1", "されることが"),
        ("euc-jp-as-latin-1", "ファイル"),
        ("euc-jp-as-cp1252", "ように"),
        ("gbk-as-latin-1", "Привет, мир"),
    ],
)
def test_nothing_else_is_written(channel: str, text: str) -> None:
    """What a channel left becomes what it was, or stays."""
    assert mended(damage(channel, text)) in (text, damage(channel, text))


@pytest.mark.parametrize("text", ["发送给管理员。", "显示错误的信息。"])
def test_character_with_two_codes(text: str) -> None:
    """A character of IBM's extensions to Shift-JIS, which NEC has too, is two pairs of bytes: the likelier one was there."""
    before = corrupt(channels_of("gbk-as-shift-jis"), text)
    result = mended(before)
    assert result == before or set(result) - set(before) <= set(text)


def test_code_of_another_maker() -> None:
    """PC-98s wrote ≒ as 87 90; the line around it is Japanese all the same."""
    text = "≒の値を求める計算"
    bytes_of_nec = text.encode("cp932").replace(b"\x81\xe0", b"\x87\x90")
    assert "の値を求める計算" in mended(bytes_of_nec.decode("latin-1"))


# --- What is said about a span


def test_evidence() -> None:
    """An edit says by which channel, with what gain, against which rivals, after what; a long span gains more."""
    short, long = (find(damage("gbk-as-latin-1", text))[0] for text in ("文件名称", "请先删除旧的文件，然后重新启动服务"))
    for edit in (short, long):
        assert edit.evidence
        assert edit.evidence.channel in ("gbk-as-latin-1", "gbk-as-cp1252")
        assert (edit.evidence.post, edit.evidence.notation, edit.evidence.splices) == ((), "", ())
        assert all(rival.text != edit.after and rival.gain < edit.evidence.gain for rival in edit.evidence.rivals)
    assert long.evidence
    assert short.evidence
    assert long.evidence.gain > short.evidence.gain > 0


def test_layers_need_more() -> None:
    """A channel upon another one needs more gain than one alone, and has its name, the first damage first."""
    [once] = considered(damage("utf8-as-cp1252", "Größe"))
    [twice] = considered(damage("utf8-as-cp1252+utf8-as-cp1252", "Größe"))
    assert (once.channel, twice.channel) == ("utf8-as-cp1252", "utf8-as-cp1252+utf8-as-cp1252")
    assert twice.restored == once.restored == "öß"


def test_considered_says_why_not() -> None:
    """What gains too little has no gate to blame; what a gate refuses names it, however much it gains."""
    [little] = considered(damage("utf8-as-gbk", "нет"))
    assert (little.refused, little.accepted, little.gain < little.needed) == ("", False, True)
    alphabet = damage("utf8-as-gbk", "αβγδεζη")
    [refused] = considered(alphabet)
    assert (refused.refused, refused.accepted, refused.gain >= refused.needed) == ("a code page in order", False, True)
    assert find(alphabet) == []


def test_a_path_is_looked_for_once() -> None:
    """The same opening gives the same spans; one that costs more than all units gain gives none."""
    found = Priced(Undone(Stretch(0, 3), "utf8-as-gbk", (), [Unit("鍥炬爣", "图标", sound=True)]), [9.0])
    assert [(span.start, span.gain) for span in found.spans(5.0)] == [(0, 4.0)]
    assert found.spans(5.0) is found.spans(5.0)
    assert found.spans(10.0) == ()


def test_spans_are_in_order() -> None:
    """Spans do not overlap, lie where they say, and restore what their units do."""
    text = garbled(*(part for _, parts in MIXED.values() for part in parts))
    end = 0
    for span in considered(text):
        assert end <= span.start < span.end <= len(text)
        assert "".join(unit.before for unit in span.units) == text[span.start : span.end]
        assert "".join(unit.after for unit in span.units) == span.restored
        end = span.end


# --- Any text


def _any_text() -> st.SearchStrategy[str]:
    everything = st.text(st.characters(exclude_categories=()), max_size=20)
    pieces = st.sampled_from([line for page in (*CJK.values(), *OTHERS.values()) for line in page.splitlines()])
    channels = st.sampled_from([name for name in CHANNELS if CHANNELS[name].written == "utf8"])
    broken = st.builds(
        lambda name, piece, start, end: corrupt(channels_of(name), piece)[start : start + end],
        channels,
        pieces,
        *(2 * [st.integers(0, 30)]),
    )
    return st.lists(st.one_of(everything, pieces, broken, st.sampled_from(["\n", " ", "\r\n", "?", "\ufffd"])), max_size=5).map(
        "".join
    )


@given(_any_text())
@example("")
@example("\ud800\udc00\udfff\ud83d\ude00")
@example("\x00\x1b[0m\x7f\x80\x9f\ufeff\ufffe")
@example("\U00010000𠮷😀" * 3)
@settings(max_examples=200, derandomize=True)
def test_any_text(text: str) -> None:
    """Whatever a text holds, nothing crashes, every edit proves itself, and the rest is as it was."""
    edits = find(text)
    result = Step("mojibake", tuple(edits)).apply(text)
    assert all(proves(edit) and edit.before != edit.after for edit in edits)
    assert (result == text) == (edits == [])


def test_rare_words_of_a_long_text_are_not_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    """One garbled line among hundreds of rare words comes back, and hardly any of these is looked at."""
    undone: list[str] = []
    undo = search.undo

    def noted(text: str, stretch: Stretch) -> list[Undone]:
        undone.append(text[stretch.start : stretch.end])
        return undo(text, stretch)

    monkeypatch.setattr(search, "undo", noted)
    verses = "".join(f"第{k}章：山节藻梲，何如其知也？\n" for k in range(300))
    garbled = "# 楠岃瘉璁″垝\n"  # mojibake-fix: ignore
    assert [edit.after for edit in search.find(f"{verses}{garbled}{verses}", 0.01)] == ["验证计划"]
    assert 0 < len(undone) < 20
