"""What the rules must not touch, and what they may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mojibake_fix.spans import FOREIGN, HAN, Spans, is_chinese, protected
from mojibake_fix.spans.languages import FOREIGN_SHARE
from mojibake_fix.spans.ranges import Joined, OfLines

FREE = {
    "prose": "他说,今天(星期一)不来。",
    "a slash between words": "和/或、是/否、TCP/IP协议、2026/1/9、3/4",
    "a table in Markdown": "| 名 | 值 |\n|---|:--:|\n| 甲 | 1 |",
    "a rule at the top of an article": "---\n这里是正文,没有元数据\n---\n后面",
    "an ornament of tildes": "一段\n~~~\n另一段\n",
    "a comparison": "若 a<b 则 c>d",
    "a lone backtick": "it`s 中文,没有代码",
    "two backticks on two lines": "甲`乙\n丙`丁",
    "the words of a link": "[链接,文字]",
    "an at sign": "@某人,你好 @ 三点",
    "money": "$5和$6,都行",
}

PROTECTED = {
    "an address behind Han": (
        "见https://zh.wikipedia.org/wiki/中文?action=edit。",
        ["https://zh.wikipedia.org/wiki/中文?action=edit"],
    ),
    "an address before a comma": ("见https://a.example/b,然后", ["https://a.example/b"]),
    "an address in brackets": ("(https://a.example/c_(d))。", ["https://a.example/c_(d)"]),
    "words glued to an address": ("访问https://a.example/foo的人", ["https://a.example/foo"]),
    "an address without scheme": ("去www.example.com吧", ["www.example.com"]),
    "mail": ("写信到li.si@mail.example.cn，谢谢", ["li.si@mail.example.cn"]),
    "a Windows path": ("在C:\\Users\\张三,然后", ["C:\\Users\\张三"]),
    "a share": ("在\\\\server\\共享 里", ["\\\\server\\共享"]),
    "a Unix path": ("改/usr/share/中文/a.txt里的字", ["/usr/share/中文/a.txt"]),
    "a home folder": ("看~/文档/笔记", ["~/文档/笔记"]),
    "a relative path": ("看src/中文/a.txt，再说", ["src/中文/a.txt"]),
    "inline code": ("用`a,b`和``c`d``吧", ["`a,b`", "``c`d``"]),
    "fenced code": ("前\n```py\n中,文\n```\n后", ["```py\n中,文\n```"]),
    "fenced code of tildes": ("前\n~~~\n中,文\n~~~\n后", ["~~~\n中,文\n~~~"]),
    "a fence within a fence": ("````\n```\n中,文\n```\n````\n后", ["````\n```\n中,文\n```\n````"]),
    "a fence that never ends": ("前\n```\n中,文", ["```\n中,文"]),
    "a tag, not its text": ('<a href="中,文">中,文</a>', ['<a href="中,文">', "</a>"]),
    "the content of code": ("<p><code>中,文</code>", ["<p><code>中,文</code>"]),
    "a style sheet": ("<STYLE>a,b{}</style>中", ["<STYLE>a,b{}</style>"]),
    "a comment": ("中<!-- 甲,乙 -->文", ["<!-- 甲,乙 -->"]),
    "front matter in YAML": ("---\ntitle: 中,文\n---\n正文", ["---\ntitle: 中,文\n---"]),
    "front matter in TOML": ('+++\ntitle = "中,文"\n+++\n正文', ['+++\ntitle = "中,文"\n+++']),
    "the time of a subtitle": ("1\n00:01:02,345 --> 00:01:04,000\n你好", ["00:01:02,345 --> 00:01:04,000"]),
    "the target of a link": ("[链接](甲(乙).md)后", ["](甲(乙).md)"]),
    "a region": (
        "前\n<!-- mojibake-fix: off -->\n中,文\n# mojibake-fix: on\n后",
        ["<!-- mojibake-fix: off -->\n中,文\n# mojibake-fix: on\n"],
    ),
    "a region that never ends": ("前\n; mojibake-fix: off\n中,文", ["; mojibake-fix: off\n中,文"]),
    "the next line": ("// mojibake-fix: ignore-next-line\n中,文\n后", ["// mojibake-fix: ignore-next-line\n中,文\n"]),
    "this line": ("前\n中,文 # mojibake-fix: ignore\n后", ["中,文 # mojibake-fix: ignore\n"]),
}


@pytest.mark.parametrize("text", FREE.values(), ids=FREE)
def test_prose_is_free(text: str) -> None:
    """Nothing in ordinary writing is protected."""
    assert [text[start:end] for start, end in protected(text)] == []


@pytest.mark.parametrize(("text", "expected"), PROTECTED.values(), ids=PROTECTED)
def test_protected(text: str, expected: list[str]) -> None:
    """Exactly the code, address, path or markup is protected, not its surroundings."""
    assert [text[start:end] for start, end in protected(text)] == expected


# Pieces that a careless pattern starts at again and again, or runs through from every one of them to the end.
ADVERSARIAL = [
    *("a", "中", "a/", "中a/", "/", "\\", ".", "a.", "C:\\", "~/"),
    *("`", "` `` ", "<a", "<a ", "<a x ", "<pre>", "<code><", "<!--", "](", "](a(b)", "(", "[a]("),
    *(
        "https://",
        "http://a/,",
        "http://a/)",
        "www.",
        "a@",
        "a@a.",
        "1:",
        "00:00,0 ",
        "mojibake-fix: off ",
        "```\n",
        "---\n",
    ),
]


@pytest.mark.parametrize("piece", ADVERSARIAL)
def test_cost_grows_with_length_only(piece: str) -> None:
    """Sixteen times the length costs about sixteen times as much; a pattern that starts over would cost 256 times."""
    short, long = _cost(piece * 512), _cost(piece * 8192)
    assert long <= 80 * max(short, 1e-4)


def _cost(text: str) -> float:
    """Return the processor seconds of the fastest of three runs; only ever compared with another one."""
    fastest = float("inf")
    for _ in range(3):
        begun = process_time()
        protected(text)
        fastest = min(fastest, process_time() - begun)
    return fastest


PIECES = st.sampled_from([*"中文,.:()[]<>`~/\\a1 \n@-", "https://a.b/", "```", "](", "</", "<code>", "mojibake-fix: off", "www."])
TEXTS = st.lists(PIECES, max_size=40).map("".join)
RANGES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: (min(pair), max(pair))))


@given(TEXTS)
def test_ranges_lie_in_the_text(text: str) -> None:
    """Spans are sorted, apart from each other, not empty, and inside the text."""
    done = -1
    for start, end in protected(text):
        assert done < start < end <= len(text)
        done = end


@given(RANGES, st.integers(0, 30), st.integers(0, 30))
def test_covers_and_gaps_agree_with_counting(ranges: list[tuple[int, int]], a: int, b: int) -> None:
    """`covers` and `gaps` say what looking at every code point says."""
    spans = Spans(ranges)
    inside = {k for start, end in ranges for k in range(start, end)}
    start, end = min(a, b), max(a, b)
    assert spans.covers(a) == (a in inside)
    assert start == end or spans.covers(start, end) == any(k in inside for k in range(start, end))
    free = [k for left, right in spans.gaps(start, end) for k in range(left, right)]
    assert free == [k for k in range(start, end) if k not in inside]


def joined(text: str, few: int) -> Joined:
    """Return what is protected, line by line in so many lines."""
    found = protected(text)
    assert isinstance(found, Joined)
    for part in found._parts:
        if isinstance(part, OfLines):
            part._left = few
    return found


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_lines_by_themselves(text: str, a: int, b: int) -> None:
    """What is protected in a line is the same, whether it is looked for there or in the whole text."""
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    whole = Spans(list(protected(text)))
    for few in (0, 2, 99):
        spans = joined(text, few)
        assert start == end or spans.covers(start, end) == whole.covers(start, end)
        assert [*spans.gaps(start, end)] == [*whole.gaps(start, end)]
        assert [spans.covers(k) for k in range(len(text))] == [whole.covers(k) for k in range(len(text))]
        assert [*spans] == [*whole]


def test_spans_are_read_when_asked() -> None:
    """What the ranges come from does no work before somebody asks."""
    asked: list[str] = []

    def ranges() -> Iterator[tuple[int, int]]:
        asked.append("now")
        yield 1, 2

    spans = Spans(ranges())
    assert asked == []
    assert spans.covers(1)
    assert [*spans] == [(1, 2)]
    assert asked == ["now"]


@given(st.text(st.sampled_from("中々〇\u4dbf\u4dc0\uf900\U00020000\U0001f600のアｱ한글・ーaé。\ud840\n"), max_size=40))
def test_is_chinese_counts(text: str) -> None:
    """The way that is quick for long texts counts every Han and every letter of Japanese and Korean."""
    han, foreign = len(re.findall(f"[{HAN}]", text)), len(FOREIGN.findall(text))
    assert is_chinese(text) is (han > 0 and foreign <= FOREIGN_SHARE * han)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain English", False),
        ("東京都は日本の首都であり、世界最大の都市圏を有する。", False),
        ("서울特別市는 大韓民國의 수도이다.", False),
        ("中文里引用一句ありがとう，其余的全部都是中文，这样仍然是一篇中文文章，不会变成日文，读者都看得懂。", True),
        ("·ー中文", True),
    ],
)
def test_is_chinese(text: str, expected: bool) -> None:
    """A text is Chinese by its mass, not by its first line."""
    assert is_chinese(text) is expected
