"""Lines that a channel left whole are restored at once: the same as the search finds, and nothing that a gate would look at."""

# What is damaged here is so on purpose. mojibake-fix: off

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mojibake_fix import fix_text
from mojibake_fix.model import Step
from mojibake_fix.restore import search
from mojibake_fix.restore.channels import CHANNELS, corrupt
from mojibake_fix.restore.considered import Considered, blanked
from mojibake_fix.restore.parts import parts
from mojibake_fix.restore.search import considered, find
from mojibake_fix.restore.whole import can_be_whole, whole_lines

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"
REPEATED = "最后一行文字。\n最后。\n"


def clean(language: str) -> str:
    """Return a page of clean text in many lines."""
    return (SAMPLES / f"clean.{language}.txt").read_text(encoding="utf-8")


def encodable(channel: str, text: str) -> str:
    """Return the lines of a text that a channel can be written with, damaged."""
    damaged = []
    for line in text.splitlines():
        try:
            damaged.append(corrupt(CHANNELS[channel], line))
        except UnicodeEncodeError:
            continue
    return "\n".join(damaged) + "\n"


def restored(text: str, spans: list[Considered]) -> str:
    """Return a text with spans restored, unit by unit."""
    parts, at = [], 0
    for span in spans:
        assert at <= span.start < span.end
        assert "".join(unit.before for unit in span.units) == text[span.start : span.end]
        assert "".join(unit.after for unit in span.units) == span.restored
        parts += [text[at : span.start], span.restored]
        at = span.end
    return "".join([*parts, text[at:]])


# The channel, the damaged line, and why it is left to the search.
LEFT = [
    ("utf8-as-gbk", "系统通讯的目前投影片", "clean text, of which a part is UTF-8 in GBK"),
    ("utf8-as-gbk", "鍥炬爣鍥炬爣 and 图标", "clean words beside damaged ones"),
    ("utf8-as-gbk", "鍥炬爣鍥炬爣鐘舵€?", "a token for a lost byte"),
    ("utf8-as-shift-jis", "譛蠕後・譛蠕後・", "a middle dot, which may be a token"),
    ("utf8-as-gbk", "鍥", "half a character"),
    ("utf8-as-gbk", "鍥綼", "one character, which may be chance"),
    ("utf8-as-gbk", "婕╂丁", "two characters that gain little by themselves"),
    ("utf8-as-gbk", "韪㈠嚮", "two characters, of which one is not ordinary"),
    ("utf8-as-gbk", "璋氭枃", "two characters, of which one is rare"),
    ("gbk-as-latin-1", "Í¼±ê", "two characters of a legacy encoding, which may be chance"),
    ("utf8-as-gbk", "`鍥炬爣鍥炬爣鍥炬爣`", "quoted by marks that damage leaves as they are"),
    ("utf8-as-gbk", "mojibake: 鍥炬爣鍥炬爣鍥炬爣", "damage called by its name"),
    ("utf8-as-cp1252", "cafÃ©", "one letter"),
    ("utf8-as-cp1252", "Ã©Ã©Ã©Ã©Ã©Ã©Ã©Ã© £ £", "characters that are not UTF-8"),
    ("utf8-as-cp1252", "xÂ² + yÂ² + zÂ² = 1", "superscripts, which a gate looks at"),
    ("utf8-as-latin-1", "Ð\x9fÑ\x80Ð¸Ð²ÐµÑ\x82aÐ¿Ñ\x80Ð¸Ð²ÐµÑ\x82", "a Latin letter beside Cyrillic ones"),
    ("utf8-as-cp1252", "".join(map(chr, range(0xC0, 0x100))), "a table in order"),
    ("gbk-as-latin-1", "Ã©Ã©Ã©Ã©Ã©Ã©", "a line drawn with one character"),
    ("gbk-as-latin-1", "àâãçèéêëîïôöûüýÿ", "letters of an alphabet"),
    ("gbk-as-cp1252", "Grüße aus Köln, schöne Grüße", "German, of which pairs of letters are no pairs of bytes"),
    ("shift-jis-as-cp1252", "“Ça va, déjà vu”", "French"),
]


@pytest.mark.parametrize(("channel", "line", "_reason"), LEFT, ids=[reason for *_, reason in LEFT])
def test_left_to_the_search(channel: str, line: str, _reason: str) -> None:
    assert list(whole_lines(line, CHANNELS[channel])) == []
    assert list(whole_lines(f"{line}\n", CHANNELS[channel])) == []


@pytest.mark.parametrize("word", ["填充", "圆盘", "重试", "浏览", "捕捉", "膨胀", "橙色: 1", "浏览..."])
def test_words_of_rare_characters(word: str) -> None:
    """Two characters of which one is rare, or both, are a word together: that is no worse known of them than by the search."""
    damaged = corrupt(CHANNELS["utf8-as-gbk"], word)
    assert ["".join(unit.after for unit in span.units) for span in whole_lines(f"{damaged}\n", CHANNELS["utf8-as-gbk"])] == [
        word.rstrip(": 1.")
    ]


@pytest.mark.parametrize(("others", "found"), [("中文字符图标", True), ("图标名称", False), ("系统通讯", False)])
def test_words_that_no_gate_lets_through(others: str, found: bool) -> None:
    """They are restored where nine of ten lines are, and left to the search where half of the lines are something else."""
    line = corrupt(CHANNELS["utf8-as-gbk"], "中文字符图标\n")
    text = line * 30 + (corrupt(CHANNELS["utf8-as-gbk"], f"{others}\n") if found else f"{others}\n") * 30
    spans = list(whole_lines(text + corrupt(CHANNELS["utf8-as-gbk"], "踢击\n谚文\n"), CHANNELS["utf8-as-gbk"]))
    assert [span.restored for span in spans[-2:]] == (["踢击", "谚文"] if found else ["中文字符图标"] * 2)


def test_a_question_mark_amid_whole_characters() -> None:
    """What GBK loses is a part of a character, so that such a mark is one."""
    assert [span.restored for span in whole_lines("鍥炬爣鍥炬爣? 鍥炬爣", CHANNELS["utf8-as-gbk"])] == ["图标图标? 图标"]


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "ja", "ko"])
def test_clean_pages_have_no_whole_lines(language: str) -> None:
    text = clean(language)
    found = {name: list(whole_lines(text, channel)) for name, channel in CHANNELS.items() if can_be_whole(channel)}
    assert {name: spans for name, spans in found.items() if spans} == {}


def test_no_arrays_for_a_line_of_megabytes() -> None:
    """A line without a mark that is longer than any line is left to the search, and the lines around it are not."""
    damaged = corrupt(CHANNELS["utf8-as-cp1252"], "中文字符图标\n")
    text = damaged + damaged.strip() * (1 << 16) + "\n" + damaged * 5000
    found = list(whole_lines(text, CHANNELS["utf8-as-cp1252"]))
    assert max(len(span.units[0].before) for span in found) < len(damaged)
    assert len(found) > 4000


@pytest.mark.parametrize("channel", ["utf8-as-latin-1", "utf8-as-gbk", "gbk-as-cp1252", "big5-as-gbk", "shift-jis-as-mac-roman"])
def test_lines_of_dumps(channel: str) -> None:
    """Of a line with many records, what is damaged comes back piece by piece, and a record that is clean stays as it is."""
    lost = "INSERT (0, 'ÿþ 图标', '图标');"
    records = [f"({number}, '文字文字文字', '中文文件'), " for number in range(3000)]
    text = corrupt(CHANNELS[channel], "".join(records)) + lost + corrupt(CHANNELS[channel], "".join(records))
    spans = list(whole_lines(text, CHANNELS[channel]))
    was = restored(text, spans)
    assert lost in was
    assert sum(record in was for record in records) >= 0.98 * len(records)


@pytest.mark.parametrize("neighbour", ["乱码", "文字化け", "mojibake"])
def test_lines_around_a_name_for_damage_are_left(neighbour: str) -> None:
    damaged = corrupt(CHANNELS["utf8-as-gbk"], "中文字符图标\n" * 3)
    found = list(whole_lines(f"{damaged}{neighbour}\n{damaged}", CHANNELS["utf8-as-gbk"]))
    assert [span.start // len(damaged) for span in found] == [0, 0, 1, 1]


WHOLE = [
    ("utf8-as-cp1252", "zh-hans"),
    ("utf8-as-latin-1", "ko"),
    ("utf8-as-cp437", "zh-hant"),
    ("utf8-as-cp1251", "ja"),
    ("utf8-as-koi8-r", "zh-hans"),
    ("utf8-as-mac-roman", "ko"),
    ("gbk-as-latin-1", "zh-hans"),
    ("gbk-as-cp1252", "zh-hans"),
    ("big5-as-cp1252", "zh-hant"),
    ("big5-as-gbk", "zh-hant"),
    ("gbk-as-big5", "zh-hans"),
    ("shift-jis-as-cp1252", "ja"),
    ("euc-jp-as-latin-1", "ja"),
    ("euc-kr-as-latin-1", "ko"),
]


@pytest.mark.parametrize(("channel", "language"), WHOLE, ids=[f"{channel}-{language}" for channel, language in WHOLE])
def test_pages_come_back_and_hardly_a_line_is_searched(channel: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many lines are searched of a page of 20 times the length."""
    searched: list[str] = []
    undo = search.undo
    monkeypatch.setattr(search, "undo", lambda text, *rest: searched.append(text) or undo(text, *rest))
    lines = [line for line in clean(language).splitlines() if "`" not in line]
    text = encodable(channel, "\n".join(lines * (12000 // len("\n".join(lines)))))
    was = [line for line in lines if len(line) > 3 and encodable(channel, line).count("?") == line.count("?")]
    was_restored = fix_text(text).splitlines()
    assert len(was_restored) == text.count("\n")
    assert set(was) <= set(was_restored)
    assert len(searched) < text.count("\n") / 3


@pytest.mark.parametrize(("channel", "language"), [("utf8-as-cp1252", "zh-hans"), ("gbk-as-latin-1", "zh-hans"), WHOLE[-1]])
def test_few_damaged_lines_prove_a_channel(channel: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long text in which one line of twenty is damaged, few lines are searched: not most of those that are damaged."""
    searched: list[str] = []
    undo = search.undo
    monkeypatch.setattr(search, "undo", lambda text, stretch: searched.append(text[slice(*stretch)]) or undo(text, stretch))
    lines = [line for line in clean(language).splitlines() if not line.isascii()] * 200
    shown = [encodable(channel, line)[:-1] if k % 20 == 7 else line for k, line in enumerate(lines)]
    assert fix_text("\n".join(shown), profile="repair") == "\n".join(lines)
    damaged = set(shown) - set(lines)
    assert sum(line in damaged for line in searched) < sum(line in damaged for line in shown) / 4


def test_what_lost_bytes_proves_nothing_beforehand() -> None:
    """A part that is made of odd lines has none in which a token stands: which channel lost them, the search is to tell."""
    lines = ["这里是一段没有损坏的文字，写得很普通。"] * 400
    lines[100::9] = [corrupt(CHANNELS["utf8-as-gbk"], "这是一段损坏的文字，写得很普通的句子。")] * len(lines[100::9])
    assert "?" in lines[100]
    assert not any(corrupt(CHANNELS["utf8-as-gbk"], "损坏") in part for part in parts("\n".join(lines)))


@pytest.mark.parametrize(("channel", "language"), [WHOLE[0], WHOLE[6], ("utf8-as-gbk", "zh-hans"), ("utf8-as-shift-jis", "ja")])
def test_the_search_finds_the_same(channel: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a page of which some lines are clean."""
    lines = clean(language).splitlines() * 2
    text = "".join(line + "\n" if k % 7 == 3 else encodable(channel, line) for k, line in enumerate(lines))
    text += corrupt(CHANNELS[channel], REPEATED * 5)
    monkeypatch.setattr("mojibake_fix.restore.parts._FEWEST", 50)
    at_once = find(text)
    assert any(span.needed == 5.0 for span in considered(text))
    search._found.cache_clear()
    search._chosen.cache_clear()
    monkeypatch.setattr(search, "parts", lambda text: iter(()))
    line_by_line = find(text)
    search._found.cache_clear()
    search._chosen.cache_clear()
    assert [(edit.start, edit.before, edit.after) for edit in at_once] == [
        (edit.start, edit.before, edit.after) for edit in line_by_line
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", " ", ", "], ids=["lines", "lines of Windows", "words", "records"])
def test_spans_do_not_overlap(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left between whole pieces, tokens and clean words among it, is searched by itself; the text comes back in order."""
    monkeypatch.setattr("mojibake_fix.restore.parts._FEWEST", 50)
    words = [*["中文字符图标", "用户名和密码", "新的文件", "保存文档", "Clean"] * 12, "打开文件夹", "当前状态"]
    text = end.join([corrupt(CHANNELS["utf8-as-gbk"], word) for word in words] * 6 + ["图标"])
    spans = considered(text)
    assert any(span.needed == 5.0 for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert fix_text(text, profile="repair", max_risk=1.0).count("保存文档") >= 50


@settings(max_examples=200)
@given(
    st.sampled_from(sorted(name for name, channel in CHANNELS.items() if can_be_whole(channel))),
    st.lists(
        st.text(st.sampled_from("中文字符经济发展한국어ひらがなカタカナéüПривет，。「」…`?? ab.12\u3000\xa0²😀")), max_size=8
    ),
    st.lists(st.integers(0, 200), max_size=3),
)
def test_what_is_found_is_reproduced(channel: str, lines: list[str], cuts: list[int]) -> None:
    """Whatever was damaged, and whatever was cut out of it afterwards."""
    text = encodable(channel, "\n".join(lines))
    for cut in cuts:
        text = text[:cut] + text[cut + 1 :]
    spans = list(whole_lines(text, CHANNELS[channel]))
    was = restored(text, spans).split("\n")
    assert len(was) == len(text.split("\n"))
    for before, after in zip(text.split("\n"), was, strict=True):
        assert before == after or corrupt(CHANNELS[channel], after) == before
    rest = blanked(text, [span.start for span in spans], [span.end for span in spans])
    assert len(rest) == len(text)
    inside = {place for span in spans for place in range(span.start, span.end)}
    for place, (shown, left) in enumerate(zip(text, rest, strict=True)):
        assert left in "\r\n " if place in inside else left == shown


@pytest.mark.parametrize("max_risk", [0.0, 0.01, 1.0])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_text_alone(line_end: str, max_risk: float) -> None:
    """Where nobody asks for the edits, the text comes back as they make it: whole lines and others, filled in or left."""
    lines = [corrupt(CHANNELS["utf8-as-gbk"], line) for line in clean("zh-hans").splitlines()]
    text = line_end.join([*lines, "图标", "# 鍥炬爣 (icon), l'Ã©tÃ©", "鐘舵€? 鏂囦欢"])
    assert any("?" in line for line in lines)
    assert search.restored(text, max_risk) == Step("mojibake", tuple(find(text, max_risk))).apply(text)


def test_units_of_a_line() -> None:
    """The units of a line are made when they are asked for, the same each time: they are what stands there and what it was."""
    line = "# 鍥炬爣 and 鏂囦欢, 鍥炬爣"
    [span] = whole_lines(f"{line}\n图标", CHANNELS["utf8-as-gbk"])
    units = list(span.units)
    assert [unit.after for unit in units] == ["图标", " and ", "文件", ", ", "图标"]
    assert ("".join(unit.before for unit in units), len(span.units), span.units[-1]) == (line[2:], 5, units[4])
    assert list(span.units) == units
