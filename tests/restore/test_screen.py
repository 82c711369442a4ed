"""What passes as clean without a search, and what must not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prose import PROSE

from mojibake_fix import fix_text, native
from mojibake_fix.language import STEP, models
from mojibake_fix.language.misreadings import READERS, garbled
from mojibake_fix.restore import screen, search
from mojibake_fix.restore.channels import CHANNELS, corrupt
from mojibake_fix.restore.evidence import characters, compiled_rows, oddity, utf8_shapes
from mojibake_fix.restore.screen import is_clean

CASES = Path(__file__).resolve().parent.parent / "cases"
SAMPLES = CASES.parent.parent / "samples"
CLEAN = [(SAMPLES / f"clean.{name}.txt").read_text(encoding="utf-8") for name in ("en", "fr", "ja", "ko", "zh-hans", "zh-hant")]
CLEAN += [PROSE, (SAMPLES / "article.hans.txt").read_text(encoding="utf-8")]

# mojibake-fix: off
# Damage that stands out by itself or in its line, however much clean text there is around it.
DAMAGE = [
    ("UTF-8 as GBK", "璁剧疆"),
    ("UTF-8 as GBK with lost bytes", "鐘舵€佹爮锛?"),
    ("the only mark of a line", "在这里銆?"),
    ("UTF-8 as Windows-1252", "Le garÃ§on"),
    ("a quotation mark", "donâ€™t"),
    ("GBK as Latin-1", "ÖÐÎÄ±àÂë"),
    ("GBK as Big5", "恅趼晤鎢恀枙"),
    ("UTF-8 as Shift-JIS", "譁�ｭ怜喧縺"),
    ("UTF-8 as EUC-KR", "?쒓뎅?댁엯?덈떎"),
    ("UTF-8 as UTF-16", "楡嵲⌨"),
    ("U+FFFD", "内容 \N{REPLACEMENT CHARACTER} 结束"),
    ("U+FFFD as GBK", "这里是锟斤拷锟斤拷。"),
    ("U+FFFD as EUC-JP", "ここは鐃緒申鐃緒申です"),
    ("memory that nobody wrote to", "名称：烫烫烫烫"),
    ("a C1 control", "caf\x82"),
    ("question marks for words", "name: '?????? ?? ???????????'"),
    ("references", "<b>&#37733;&#28844;&#29219;</b>"),
    ("escapes in data", '{"name": "\\u00e6\\u0096\\u0087\\u00e4\\u00bb\\u00b6"}'),
    ("halves of characters", "emoji \ud83d\ude00"),
    ("injected pinyin", "柯橋經(jīng)開區(qū)創(chuàng)新產(chǎn)業(yè)發(fā)展"),
]
ALONE = [
    ("UTF-8 as code page 437, in one word", "unterst├╝tzt"),
    ("UTF-8 as code page 850, around a word", "derartige Schnittstelle ┬╗%s┬½"),
    ("UTF-8 as code page 866, in two words", "vol├║menes l├│gicos"),
    ("UTF-8 as Windows-1250, in two words", "fĂĽr die TĂĽr"),
    ("an apostrophe of Mac Roman as Latin-1", "It isnÕt what you think."),
    ("a word of code page 850 as Latin-1", "la secci¢n Visi¢n"),
]
# mojibake-fix: on


@pytest.mark.parametrize("text", CLEAN, ids=lambda text: text[:12])
def test_clean_text_is_not_searched(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of a clean text reaches the search, as a whole or line by line, and the same object comes back."""

    def searched(*_: object) -> None:
        raise AssertionError("a clean text was searched")

    monkeypatch.setattr(search, "_looked_at", searched)
    assert fix_text(text, profile="repair") is text
    assert is_clean(text * 50)


@pytest.mark.parametrize(("label", "text"), ALONE, ids=[label for label, _ in ALONE])
def test_a_word_of_damage_is_seen(label: str, text: str) -> None:
    """What signs for drawing, or one capital, show is seen in a line by itself; in a long text it takes more."""
    assert not is_clean(text)


@pytest.mark.parametrize(("label", "text"), DAMAGE)
def test_damage_is_seen(label: str, text: str) -> None:
    """Damage does not pass, alone and amid clean text that is short, long, or of another language."""
    assert not is_clean(text), label
    if label not in ALONE:
        for clean in CLEAN:
            assert not is_clean(f"{clean}\n{text}\n{clean}")
            assert not is_clean(f"{clean * 20}\n{text}\n{clean * 20}")


RESTORED = [json.loads(line) for line in (CASES / "restored.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", RESTORED, ids=lambda case: case["label"])
def test_what_is_restored_is_seen(case: dict[str, str]) -> None:
    """No case that is restored passes as clean."""
    assert not is_clean(case["before"])


ALONE = (
    "injected pinyin",  # a habit, of which a text is full
    "escapes in data",  # all of which is data
    "the only mark of a line",  # a character and a token are a rare word and a question, unless there is hardly anything else
    "UTF-8 as UTF-16",  # two characters, too
)

CHARACTERS = st.one_of(
    st.sampled_from("的一是 \n中文ab,。é©Ãã“？?・鍥炬爣锛銆\ue000\ufffd\x85😀烫锟가힣ｱ"),  # mojibake-fix: ignore
    st.characters(codec="utf-8"),
)


@pytest.mark.skipif(native.core() is None, reason="the core is not compiled")
@given(st.text(CHARACTERS, max_size=200), st.integers(oddity.FEWEST, screen.ENOUGH), st.integers(0, 3))
@settings(max_examples=300)
def test_rows_are_the_same_by_the_core(text: str, enough: int, most: int) -> None:
    """What is found character by character the compiled core finds, too, for the same readers, and nothing else."""
    assert list(compiled_rows.rows_by_core(text, enough, most)) == list(oddity.rows(text, enough, most))


NOTES = ("中(wén)", "中(wén )", "中(wenwen)")


@pytest.mark.skipif(native.core() is None, reason="the core is not compiled")
@pytest.mark.parametrize("clean", ["x" * 200, "中文" * 100, "x中" * 100, CLEAN[4] * 4])
def test_places_are_the_same_by_the_core(clean: str) -> None:
    """Wherever it stands among characters that are looked at together, or in a text that is copied and not encoded."""
    for piece in (*NOTES, "é(wén)", "中(wenwenw)", "中()", "锛銆", "\ufffd", "烫烫烫"):  # mojibake-fix: ignore
        for before in range(0, 140, 9):
            for text in (clean[:before] + piece, clean[:before] + piece + clean):
                found = list(compiled_rows.rows_by_core(text, oddity.FEWEST, len(text)))
                assert found == list(oddity.rows(text, oddity.FEWEST, len(text)))
                assert (oddity.NOTE in found) == (piece in NOTES)


def test_ascii_is_ordinary() -> None:
    """No row begins in ASCII, which the core steps over."""
    assert min(oddity.table()[:0x80]) >= oddity.ORDINARY


@given(st.text(CHARACTERS, max_size=60))
@settings(max_examples=300)
def test_shapes_are_the_same_without_numpy(text: str) -> None:
    """The shape of UTF-8 in a few characters is what numpy finds in many."""
    codes = np.array([min(ord(character), utf8_shapes.BMP - 1) for character in text], np.intp)
    assert utf8_shapes.shapes_of(text) == (utf8_shapes.shapes(codes).tolist() if text else [])


RARE = [
    *("山节藻梲，何如其知也？", "-- 张孝祥《浣溪纱》", "拉姆卡姆汉,坦通德,沃壤玛尔丁", "北方娜迦"),
    *("蒹葭萋萋，白露未晞。", "式遏寇虐，無俾民憂。", "到今犹恨轻离别。"),  # UTF-8 that ends within a character
    *("周邦彦《玉楼春·桃溪不作从容住》", "雪洗虏尘静，风约楚云留。"),  # EUC-KR, of which the half is Chinese
    "亚洲/坤甸",  # four letters of ASCII, read as UTF-16
]


@pytest.mark.parametrize("verse", RARE)
def test_rare_words_are_no_traces(verse: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is odd in its context and no bytes of other text passes, alone and in a long text."""
    monkeypatch.setattr(screen, "_is_damaged", pytest.fail)
    assert is_clean(verse)
    assert is_clean(f"{PROSE * 20}\n{verse}\n{PROSE * 20}")


def test_bytes_that_are_none_are_no_traces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters of which code pages have codes that no encoding gives a character pass in a long text, however many they are."""
    monkeypatch.setattr(screen, "_is_damaged", pytest.fail)
    assert is_clean(f'{CLEAN[0] * 20}\nReplaceChar("àâãçèéêëîïôöûüýÿ", "aaaceeeeiioouuyy")\n{CLEAN[0] * 20}')


@pytest.mark.parametrize("channel", ["utf8-as-gbk", "gbk-as-cp1252", "utf8-as-cp1252", "utf8-as-shift-jis", "utf8-as-cp437"])
def test_a_word_in_a_long_text(channel: str) -> None:
    """One damaged word of four characters is seen in any length of clean text."""
    word = corrupt(CHANNELS[channel], "设置文件")
    assert not is_clean(f"{PROSE * 40}\n{word}\n{PROSE * 40}")


@pytest.mark.parametrize("channel", ["utf8-as-gbk", "utf8-as-latin-1", "utf8-as-cp437"])
def test_what_is_beyond_doubt_is_not_searched_twice(channel: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of damage sends its text to the search, and is not searched by itself before."""
    monkeypatch.setattr(screen, "_is_damaged", pytest.fail)
    line = corrupt(CHANNELS[channel], "设置文件中的编码")
    assert not is_clean(f"{PROSE * 20}\n{line}\n{PROSE * 20}")


def test_what_is_shown_is_looked_at_where_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sign that a long text shows in a table passes, and no more than the lines around it are looked at."""
    looked_at: list[str] = []
    is_damaged = screen._is_damaged

    def noted(lines: str) -> bool:
        looked_at.append(lines)
        return is_damaged(lines)

    monkeypatch.setattr(screen, "_is_damaged", noted)
    assert is_clean(f"{PROSE * 20}\n\t4665 => '\ufffc',\n\t4666 => '\ufffd',\n{PROSE * 20}")  # mojibake-fix: ignore
    assert len(looked_at) == 1
    assert len(looked_at[0]) <= 2 * screen._AROUND + 1


def test_little_beyond_ascii_is_looked_at_where_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long text with a curly quote now and then, hardly any other character is looked at one by one."""
    looked_at: list[int] = []
    seen_in = screen._seen_in
    monkeypatch.setattr(screen, "_glance", lambda _: None)  # the core looks at none of it
    monkeypatch.setattr(screen, "_seen_in", lambda part, *rest: looked_at.append(len(part)) or seen_in(part, *rest))
    text = "".join(f"It’s {'plain ' * 1000}\n" for _ in range(100))
    assert is_clean(text)
    assert len(looked_at) >= 100
    assert sum(looked_at) < len(text) / 2


def test_parts_overlap() -> None:
    """A row is seen wherever a long text is cut into parts."""
    least, _ = screen._PART
    for shift in range(-6, 7):
        text = "x" * (least + shift) + "楠岃瘉璁″垝" + "x" * least  # mojibake-fix: ignore
        assert not is_clean(text)


def test_numpy_is_not_needed() -> None:
    """A clean file is seen to be clean without numpy, which takes longer to import than all of that, rare words or not."""
    code = "import sys, mojibake_fix; mojibake_fix.fix_text(sys.argv[1], profile='repair'); assert 'numpy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code, CLEAN[4] * 5 + "山节藻梲，何如其知也？"], check=True)


@pytest.mark.parametrize("written", ["utf8-as-gbk", "utf8-as-gbk/whatwg", "gbk-as-big5+utf8-as-gbk", "cesu8-as-gbk"])
def test_little_is_enough_for_the_channel_that_the_document_proves(written: str) -> None:
    """By whomever of its kind, and in layers; for others that the document says nothing of, as much is asked as without it."""
    line = "涓枃"  # of 中文, without the private-use character  # mojibake-fix: ignore
    proven = frozenset(written.split("+"))
    assert [screen.has_traces(line, names) for names in (frozenset[str](), proven, frozenset({"utf8-as-big5"}))] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize("character", [*"a\xe9的釙経한♞\ue000\ufffd\ud800", "\U0001f600", "\U00020000", "\U0010ffff"])
def test_characters_cost_what_the_models_say(character: str) -> None:
    """Steps are read from the tables as they are, without a way over nats."""
    languages = (models.chinese(), models.japanese(), models.korean(), models.western())
    assert characters.in_language(character) == min(round(-model.alone(character) * STEP) for model in languages)
    assert characters.left(character) == tuple(round(-garbled(reader).alone(character) * STEP) for reader in READERS)
