"""Markdown: what in it is text, and that a reader is shown the same structure."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mojibake_fix import Config, fix_text
from mojibake_fix.normalise import RULES
from mojibake_fix.pipeline import repair_bytes
from mojibake_fix.spans.formats import DOCUMENTS
from mojibake_fix.spans.markdown import in_markdown, structure_of_markdown

EVERYTHING = Config(max_risk=0, script="tw", rules={rule.id: "on" for rule in RULES if rule.id != "corner-quotes"})

# What has commas of Chinese in it that are no text, beside nothing else.
HELD = {
    "indented code": "一段\n\n    甲,乙\n\n一段",
    "indented code in a list": "- 一项\n\n      甲,乙\n\n  一段",
    "indented code by tabs": "一段\n\n\t甲,乙\n",
    "code in a list": "1. 一项\n\n   ```\n   甲,乙\n   ```\n",
    "code of tildes": "~~~\n甲,乙\n~~~\n",
    "code in a quotation": "> ```\n> 甲,乙\n> ```\n",
    "a fence in code": "    ```\n\n    甲,乙\n",
    "code over two lines": "一段`甲,乙\n丙,丁`好",
    "code in a table": "| 一 | 二 |\n|---|---|\n| `甲,乙` | 三 |\n",
    "code behind a bar in a table": "| 一 | 二 |\n|---|---|\n| 三\\|四 | `甲,乙` |\n",
    "the target of a link": "[一段](甲,乙)",
    "the target of a link over two lines": '[一段](甲,乙\n "丙,丁")',
    "the target of a link in angle brackets": "[一段](<甲,乙 丙>)",
    "the target of an image": "![一段](甲,乙.png)",
    "the definition of a reference": "[甲,乙]: a.md\n\n一段",
    "a reference": "[甲,乙]和[甲,乙][]和[丙][甲,乙]\n\n[甲,乙]: a.md\n",
    "a tag": '一段<b title="甲,乙">好</b>',
    "a block of HTML": '<div title="甲,乙">\n好\n</div>\n',
    "a comment": "一段<!-- 甲,\n乙 -->好",
    "front matter": "---\ntitle: 甲,乙\n---\n\n一段",
    "front matter with code": "---\ntitle: |\n  ```\n  甲,乙\n---\n\n一段",
    "mathematics": "设$甲,乙$为",
    "mathematics in a block": "一段\n\n$$\n甲,乙\n\n- 丙,丁\n$$\n\n一段",
    "mathematics of LaTeX": "设\\\\(甲,乙\\\\)为\n\n\\begin{align}\n甲,乙\n\\end{align}\n",
    "the name of a footnote": "一段[^甲,乙]\n\n[^甲,乙]: 一段\n",
    "a link of a wiki": "见[[甲,乙]]吧",
    "attributes": "# 一段 {#甲,乙}",
    "behind an address, which a mark of Chinese would go on": "见 https://a.example/甲, 乙",
    "brackets around an address": "官网(https://a.example/b),好",
    "the blank that ends an address": "见 https://a.example/b ，好",
    "what would be the number of a list": "１. 一段",
}

# What is text, with what becomes of it.
FREE = {
    "money": ("要$5或$6,都行,好", "要$5或$6，都行，好"),
    "a paragraph that goes on": ("一段\n    甲,乙", "一段\n    甲，乙"),
    "a list": ("- 甲,乙\n  - 丙,丁\n1. 戊,己", "- 甲，乙\n  - 丙，丁\n1. 戊，己"),
    "a quotation": ("> 甲,乙\n> 丙,丁\n戊,己", "> 甲，乙\n> 丙，丁\n戊，己"),
    "headings": ("# 甲,乙 #\n\n丙,丁\n====\n", "# 甲，乙 #\n\n丙，丁\n====\n"),
    "a table": ("| 甲,乙 | 一\\|二 |\n|:--|---|\n| 丙 | 丁,戊 |\n", "| 甲，乙 | 一\\|二 |\n|:--|---|\n| 丙 | 丁，戊 |\n"),
    "a table without bars at its sides": ("甲,乙 | 一\n--- | ---\n丙 | 丁,戊\n", "甲，乙 | 一\n--- | ---\n丙 | 丁，戊\n"),
    "the words of a link": ("[甲,乙](a.md)和![丙,丁](b.png)", "[甲，乙](a.md)和![丙，丁](b.png)"),
    "a lonely backtick": ("甲,乙`丙,丁", "甲，乙`丙，丁"),
    "emphasis": ("**甲,乙**、*丙,丁*", "**甲，乙**、*丙，丁*"),
    "what becomes full-width behind an address and a blank": (
        "见 https://a.example/甲 (乙)吧",
        "见 https://a.example/甲 （乙）吧",
    ),
    "words in HTML": ("<div>\n甲,乙\n</div>\n", "<div>\n甲，乙\n</div>\n"),
    "line ends of Windows": ("- 甲,乙\r\n\r\n      丙,丁\r\n", "- 甲，乙\r\n\r\n      丙,丁\r\n"),
}


def treated(text: str, config: Config) -> str:
    """Return the text of a file after the rules."""
    return repair_bytes(text.encode(), config, DOCUMENTS[".md"]).text


@pytest.mark.parametrize("text", HELD.values(), ids=HELD)
def test_held(text: str) -> None:
    """What is no text stays, beside text that changes."""
    assert treated(text, Config()) == text
    assert treated(f"{text}\n\n零,一", Config()) == f"{text}\n\n零，一"


@pytest.mark.parametrize(("text", "expected"), FREE.values(), ids=FREE)
def test_free(text: str, expected: str) -> None:
    """What people read changes."""
    assert treated(text, Config()) == expected
    assert treated(expected, Config()) == expected


def test_structure_that_would_suffer() -> None:
    """A file stays as it is if a change of its words would change what is shown."""
    text = "这是<ｂ>甲</ｂ>,好\n"
    assert structure_of_markdown(text) != structure_of_markdown("这是<b>甲</b>,好\n")
    assert treated(text, Config()) == text


@pytest.mark.parametrize("piece", ["甲,\n", "[a]: b\n", "`甲`", "| 甲 |", "**甲", "$甲$", "[甲](a)", "> ", "- "])
def test_cost_grows_with_length_only(piece: str) -> None:
    """Sixteen times the length takes about sixteen times as many calls."""
    short, long = _calls(piece * 256), _calls(piece * 4096)
    assert long <= 20 * short


def _calls(text: str) -> int:
    """Return how many functions are called, of Python and of C, to read a document."""
    calls = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        list(in_markdown(text))
    finally:
        sys.setprofile(before)
    return calls


PIECES = st.sampled_from(
    [*"中,发:;!?()\"'\\[]<>#-*_~`|$^&{} \t\n\r１Ａ+", "    ", "\n\n", "- ", "1. ", "> ", "```", "~~~", "$$", "](", "[a]: ", "|-|"]
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=30).map("".join))
@example("| a\\|b,中 | 中,中 |\n|-|-|\n")
def test_any_markdown(text: str) -> None:
    """Stretches are in order and in the text; what is shown stays, and a second run finds nothing."""
    done = 0
    for start, end in in_markdown(text):
        assert done <= start < end <= len(text)
        done = end
    once = treated(text, EVERYTHING)
    assert structure_of_markdown(once) == structure_of_markdown(text)
    assert treated(once, EVERYTHING) == once


# Documents with links to their headings, and what becomes of them: the first ones stay, but for the heading.
LINKED = {
    "a mark that is in no anchor of GitHub": ("[一](#甲乙)\n\n# 甲,乙\n\n丙", "[一](#甲乙)\n\n# 甲，乙\n\n丙"),
    "a link in code": ("`[一](#软件)`\n\n# 软件\n", "`[一](#软件)`\n\n# 軟體\n"),
    "a link elsewhere": ("[一](#硬件) [二](a.md#软件)\n\n# 软件\n", "[一](#硬件) [二](a.md#软件)\n\n# 軟體\n"),
    "the words of a heading": ("[一](#软件-a) [二](#甲)\n\n# 软件 A\n\n# 甲\n", "[一](#軟體-a) [二](#甲)\n\n# 軟體 A\n\n# 甲\n"),
    "a heading that comes again": ("[一](#软件-1)\n\n# 软件\n\n# 软件\n", "[一](#軟體-1)\n\n# 軟體\n\n# 軟體\n"),
    "a link in HTML": ('<a href="#软件">一</a>\n\n# 软件\n', '<a href="#軟體">一</a>\n\n# 軟體\n'),
    "a definition": ("[一]\n\n[一]: #软件\n\n# `软件`软件\n\n# 软件\n", "[一]\n\n[一]: #軟體\n\n# `软件`軟體\n\n# 軟體\n"),
    "a link that is encoded": (
        "[一](#%E8%BD%AF)\n\n# 软\n\n软件\n",
        "[一](#%E8%BB%9F)\n\n# 軟\n\n軟體\n",
    ),
    "anchors of VuePress": (
        "[一](#_1-甲-乙-软)\n\n# 1. 甲/乙 (软)\n[二](#丙-丁)\n\n## 丙，丁\n",
        "[一](#_1-甲-乙-軟)\n\n# 1. 甲/乙 （軟）\n[二](#丙-丁)\n\n## 丙，丁\n",
    ),
}


@pytest.mark.parametrize(("text", "expected"), LINKED.values(), ids=LINKED)
def test_links_follow_headings(text: str, expected: str) -> None:
    """Where the words of a heading change, what links to it follows, in files and in text; a second run finds nothing."""
    config = Config(script="twp")
    made = repair_bytes(text.encode(), config, DOCUMENTS[".md"])
    assert made.text == expected
    assert made.plan.apply(text) == expected
    assert repair_bytes(expected.encode(), config, DOCUMENTS[".md"]).text == expected
    assert fix_text(text, config=config) == expected


CODE_IN_TEXT = {
    "indented code": "# 一\n\n    甲,乙\n",
    "indented code in a list": "[一](a.md)\n\n- 二\n\n      甲,乙\n\n      丙,丁\n",
    "by tabs": "```\n一\n```\n\n\t甲,乙\n",
}


@pytest.mark.parametrize("text", CODE_IN_TEXT.values(), ids=CODE_IN_TEXT)
def test_indented_code_in_text(text: str) -> None:
    """Text that the library is given may be Markdown, and then what is indented in it may be code."""
    assert fix_text(text) == text


@pytest.mark.parametrize("text", ["# 一\n\n- 二\n\n    甲,乙\n", "一\n\n    甲,乙\n", "# 一\n\n二\n    甲,乙\n"])
def test_indented_text(text: str) -> None:
    """A list goes on, a novel begins its paragraphs so, and a paragraph goes on."""
    assert fix_text(text) == text.replace(",", "，")
