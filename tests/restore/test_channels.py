"""The channels do to text what the world did to it, for every text, and lossless ones can be walked back."""

from __future__ import annotations

import doctest
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mojibake_fix.encodings import codec
from mojibake_fix.restore.channels import CHANNELS, UTF8_AS_GBK, channels_of, corrupt, written
from mojibake_fix.restore.post_steps import POST_STEPS

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "channels.md"
OBSERVED = ROOT / "tests" / "vectors" / "observed.jsonl"
CASES = [json.loads(line) for line in (ROOT / "tests" / "cases" / "channels.jsonl").read_text("utf-8").splitlines()]

# The names that other projects' vectors, evidence in plans and users' reports go by.
FAMILIES = ("gbk", "gb18030", "big5", "big5-hkscs", "shift-jis", "euc-jp", "euc-kr")
IMPLEMENTATIONS = ("whatwg", "java", "python", "python-ignore", "iconv")
PAGES = ("latin-1", "iso-8859-2", *(f"cp{page}" for page in range(1250, 1259)), "cp437", "cp850", "cp866", "mac-roman", "koi8-r")
LEGACY_AS = ("latin-1", "cp1252", "cp1250", "cp1251", "cp1254", "cp437", "cp850", "cp866", "koi8-r", "mac-roman")

CYRILLIC = ("cp1251", "koi8-r", "cp866")
OTHER_ALPHABETS = (*CYRILLIC, "cp1253", "cp1255", "cp1256", "cp874")

channels = st.sampled_from(sorted(CHANNELS))
texts = st.text(st.characters(exclude_categories=["Cs"]))
utf8 = st.sampled_from([name for name in CHANNELS if name.startswith("utf8-")])


@pytest.mark.parametrize("channel", ["utf8-as-gbk", "gbk-as-cp1252", "cesu8-as-utf8", "shift-jis-as-gbk"])
def test_what_cannot_be_written_is_refused(channel: str) -> None:
    """A lone surrogate, and in a legacy encoding a character that it does not have, never got into any file."""
    for text in ("\ud800", "a\udc00b", *([] if channel == "utf8-as-gbk" or channel.startswith("cesu8") else ["한\U0001f600"])):
        with pytest.raises(UnicodeEncodeError):
            corrupt(CHANNELS[channel], text)


def test_unknown_names() -> None:
    """A name that is not in the table is no channel."""
    for name in ("utf8-as-gbk+", "utf8", "gbk-as-utf8/java", ""):
        with pytest.raises(KeyError):
            channels_of(name)


def test_every_row_is_there() -> None:
    """Each pair of what is written and who reads it that the design asks for."""
    wanted = {f"utf8-as-{family}" for family in FAMILIES}
    wanted |= {f"utf8-as-{family}/{implementation}" for family in FAMILIES for implementation in IMPLEMENTATIONS}
    wanted |= {
        f"utf8-as-{page}/{implementation}" for page in ("cp932", "cp949", "cp950") for implementation in ("java", "python")
    }
    wanted |= {f"utf8-as-{page}" for page in (*PAGES, "utf-16-le")}
    wanted |= {f"{legacy}-as-{page}" for legacy in ("gbk", "big5", "shift-jis", "euc-jp", "euc-kr") for page in LEGACY_AS}
    wanted |= {"gbk-as-big5", "big5-as-gbk", "shift-jis-as-gbk", "gbk-as-shift-jis", "euc-kr-as-gbk", "gbk-as-euc-kr"}
    wanted |= {f"euc-jp-as-{read}" for read in ("gbk", "big5", "shift-jis", "euc-kr")}
    wanted |= {f"euc-kr-as-{read}" for read in ("big5", "shift-jis", "euc-jp")} | {"gbk-as-euc-jp"}
    wanted |= {"big5-as-shift-jis", "big5-as-euc-kr", "shift-jis-as-big5", "shift-jis-as-euc-kr"}
    wanted |= {"cesu8-as-utf8", "cesu8-as-cp1252", "cesu8-as-latin-1"}
    wanted |= {f"{page}-as-latin-1" for page in ("cp1252", "cp850", "mac-roman")}
    wanted |= {f"{page}-as-cp1252" for page in ("cp1250", "iso-8859-2", "cp850", "mac-roman")}
    wanted |= {f"{page}-as-{read}" for page in OTHER_ALPHABETS for read in ("latin-1", "cp1252")}
    wanted |= {f"{page}-as-{read}" for page in CYRILLIC for read in CYRILLIC if page != read} - {"koi8-r-as-cp866"}
    assert wanted == set(CHANNELS)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['channel']} {case['path']}:{case['line']}" for case in CASES])
def test_real_damage_is_reproduced(case: dict[str, str]) -> None:
    """What authors put right, damaged again, is what they found."""
    assert corrupt(channels_of(case["channel"]), case["gold"]) == case["garbled"]


@pytest.mark.parametrize(
    ("channel", "text", "garbled"),
    [
        ("utf8-as-gbk", "“图标”", "鈥滃浘鏍団€?"),  # the last byte of the quotation mark begins a pair that never comes
        ("utf8-as-gbk/java", "好 a", "濂� a"),
        ("utf8-as-gbk/iconv", "好 a", "濂 a"),
        ("utf8-as-gbk/python-ignore", "好 a", "濂 a"),
        ("utf8-as-shift-jis", "秒 a", "遘・a"),
        ("utf8-as-cp1252", "“中”", "â€œä¸\xadâ€\x9d"),
        ("utf8-as-cp1253", "中", "δΈ\xad"),
        ("gbk-as-latin-1", "中文", "ÖÐÎÄ"),
        ("gbk-as-cp1252", "中文", "ÖÐÎÄ"),
        ("big5-as-gbk", "中文", "いゅ"),
        ("shift-jis-as-euc-kr", "東京", "뱦떈"),
        ("euc-jp-as-shift-jis", "ファ", "･ﾕ･｡"),
        ("cesu8-as-utf8", "a😀", "a\ud83d\ude00"),
        ("cesu8-as-cp1252", "😀", "í\xa0½í¸€"),
        ("utf8-as-utf-16-le", "ab", "扡"),
        ("utf8-as-utf-16-le", "abc", "扡\ufffd"),
        ("utf8-as-cp1252+utf8-as-cp1252", "é", "ÃƒÂ©"),
    ],
)
def test_worked_out_by_hand(channel: str, text: str, garbled: str) -> None:
    """Each kind of channel on a text short enough to follow byte by byte."""
    assert corrupt(channels_of(channel), text) == garbled


@given(st.sampled_from(["gbk", "gb18030", "big5hkscs", "euc_jp", "euc_kr"]), texts)
def test_python_ignores(charset: str, text: str) -> None:
    """What Python makes of UTF-8 if it is told to ignore errors, its own decoders say."""
    family = {"big5hkscs": "big5-hkscs"}.get(charset, charset.replace("_", "-"))
    data = text.encode("utf-8")
    assert corrupt(CHANNELS[f"utf8-as-{family}/python-ignore"], text) == data.decode(charset, "ignore")


@pytest.mark.parametrize(
    ("step", "text", "after"),
    [
        ("nbsp-to-space", "a\xa0b", "a b"),
        ("c1-dropped", "ä¸\x81­\xa0", "ä¸­\xa0"),
        ("c1-replaced", "ä\x81b", "ä\N{REPLACEMENT CHARACTER}b"),
        ("blanks-collapsed", "Ã\xa0 la  b", "Ã la b"),
        ("private-use-dropped", "涓\ue15f枃\uf8ff豈", "涓枃豈"),
        ("replacements-to-question-marks", "濂� a", "濂? a"),
        ("c1-to-cp1252", "â\x80\x9c\x81", "â€œ\x81"),
        ("width-folded", "（２）！\u3000～", "(2)!\u3000~"),
        ("nfc", "e\u0301\uf900", "é\u8c48"),  # a compatibility ideograph has no way back
        ("nfkc", "㎏（ﾟ", "kg(゚"),
        ("quotes-straightened", "“a”‘b’", "\"a\"'b'"),
        ("html-escaped", 'a<b>&"', "a&lt;b&gt;&amp;&quot;"),
        ("html-numbers", "aÎÄ", "a&#206;&#196;"),
        ("html-names", "ä¸\xad\x80<", "&auml;&cedil;&shy;\x80<"),
        ("backslash-escapes", "a\xe6\x96\x87😀", "a\\u00e6\\u0096\\u0087\\ud83d\\ude00"),
        ("crlf-to-lf", "a\r\nb\rc\n", "a\nb\rc\n"),
        ("to-lf", "a\r\nb\rc\n", "a\nb\nc\n"),
        ("to-crlf", "a\r\nb\rc\n", "a\r\nb\r\nc\r\n"),
        ("cr-dropped", "a\r\nb\rc\n", "a\nbc\n"),
    ],
)
def test_post_steps(step: str, text: str, after: str) -> None:
    """Each post-step does what its name says."""
    assert POST_STEPS[step](text) == after


def test_every_post_step_is_tested() -> None:
    """No step is without an example above."""
    (mark,) = (mark for mark in test_post_steps.pytestmark if mark.name == "parametrize")  # type: ignore[attr-defined]
    assert {case[0] for case in mark.args[1]} == set(POST_STEPS)


@given(st.sampled_from(sorted(POST_STEPS)), st.text())
def test_post_steps_are_total(step: str, text: str) -> None:
    """Damaged text may hold anything, surrogates too."""
    assert isinstance(POST_STEPS[step](text), str)


@given(utf8, texts, st.lists(st.sampled_from(sorted(POST_STEPS)), max_size=3))
def test_utf8_can_be_read_as_anything(channel: str, text: str, post: list[str]) -> None:
    """No text without surrogates is too strange to be damaged, and ASCII goes through most readers as it is."""
    garbled = corrupt(CHANNELS[channel], text, post)
    assert isinstance(garbled, str)
    if text.isascii() and not post and channel not in ("utf8-as-utf-16-le", "utf8-as-shift-jis/iconv"):
        assert garbled == text


@given(st.sampled_from([name for name in CHANNELS if name.split("-as-")[1] in PAGES]), texts)
def test_lossless_channels_give_the_bytes_back(name: str, text: str) -> None:
    """A single-byte page keeps every byte: encoding the garbled text gives what was written."""
    channel = CHANNELS[name]
    try:
        code = written(channel.written, text)
    except UnicodeEncodeError:
        return  # nothing that the encoding could write
    assert codec(channel.reader.table).encode(corrupt(channel, text)) == code


@given(st.sampled_from(["gbk", "big5", "shift-jis", "euc-kr"]), texts)
def test_what_lost_nothing_can_be_walked_back(family: str, text: str) -> None:
    """Where no token stands, the page of Windows gives the bytes back, unless a character has two codes."""
    channel = CHANNELS[f"utf8-as-{family}"]
    garbled = corrupt(channel, text)
    page = codec(channel.reader.table)
    if channel.reader.token not in garbled and all(len(page.encode_all(character)) == 1 for character in garbled):
        assert page.encode(garbled) == text.encode("utf-8")


def test_layers_are_one_channel_after_the_other() -> None:
    """Damage upon damage is the second channel of what the first one gave."""
    once = corrupt(UTF8_AS_GBK, "创建")
    assert corrupt(channels_of("utf8-as-gbk+utf8-as-gbk"), "创建") == corrupt(UTF8_AS_GBK, once)
    assert corrupt([], "创建") == "创建"


def test_document_tells_the_truth() -> None:
    """The examples of docs/channels.md run."""
    results = doctest.testfile(str(DOCUMENT), module_relative=False, encoding="utf-8")
    assert (results.failed, results.attempted) == (0, 4)


def test_document_counts_what_was_observed() -> None:
    """Its table has as many lines of each channel as tests/vectors/observed.jsonl, where all of them are reproduced."""
    channels = [json.loads(line)["channel"] for line in OBSERVED.read_text("utf-8").split("\n")[1:-1]]
    counted = Counter(each if isinstance(each, str) else "+".join(each) for each in channels)
    rows = re.findall(r"^\| (\S+) \| (\d+) \| (\d+) \|$", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    assert [(name, int(lines), int(reproduced)) for name, lines, reproduced in rows] == [
        (name, counted[name], counted[name]) for name, *_ in rows
    ]
    assert counted.keys() == {name for name, *_ in rows}


def test_culprits_speak() -> None:
    """A person is told what was written and who read it."""
    assert CHANNELS["utf8-as-shift-jis/java"].culprit == "UTF-8 read as Shift-JIS by Java"
    assert CHANNELS["utf8-as-cp932/java"].culprit == "UTF-8 read as Windows code page 932 by Java"
    assert len({channel.culprit for channel in CHANNELS.values()}) == len(CHANNELS)
