"""The half-width full stop at the end of a Chinese sentence."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.full_stop import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "a heading": "第一章.\n",
    "a label": "甲. 项目",
    "a name": "他是作家，让.雅克的朋友",
    "a number": "大约，是3.14",
    "a file": "打开文件，名为说明.txt",
    "without a comma": "这是句子.",
    "Japanese": "これは,テストです.",
    "Korean": "그는,왔다.",
    "English": "He came, 他来了.",
    "behind a bracket without a comma": "第一章（上）.",
    "dots": "他来了,然后..",
    "a row": "甲,乙,丙丁.\n丁,戊,己庚.",
    "code": "你来了，用`很好.`",
    "a string that goes on": "你来了，'很好.' + 名",
    "a label in a cell": "| 你来了，好 | 备注. |",
    "a label in an element": "<td>你来了，好</td><td>备注.</td>",
    "a label in a string": "甲: '你来了，好', 乙: '备注.',",
}

CHANGED = {
    "at the end of a line": ("你来了，我很高兴.\n", "你来了，我很高兴。\n"),
    "at the end of the text": ("你来了,我很高兴.", "你来了,我很高兴。"),
    "before a quotation mark": ("他说：“你来了，很高兴.”", "他说：“你来了，很高兴。”"),
    "behind a bracket": ("你来了，很高兴（真的）.", "你来了，很高兴（真的）。"),
    "in a quotation": ("他说“好的，我知道了.”然后走了", "他说“好的，我知道了。”然后走了"),
    "behind two that close": ("参见第三节，（即“不挂载磁盘”）.", "参见第三节，（即“不挂载磁盘”）。"),
    "behind another sentence": ("你来了？我很高兴.", "你来了？我很高兴。"),
    "at the end of an element": ("<li>你来了，我很高兴.</li>", "<li>你来了，我很高兴。</li>"),
    "at the end of a cell": ("| 你来了，我很高兴. | 好 |", "| 你来了，我很高兴。 | 好 |"),
    "at the end of a comment": ("/* 你来了，我很高兴. */", "/* 你来了，我很高兴。 */"),
    "at the end of a string": ("    甲: '你来了，我很高兴.',\n", "    甲: '你来了，我很高兴。',\n"),
    "before an escape": ("'你来了，我很高兴.\\n'", "'你来了，我很高兴。\\n'"),
    "before a blank and Han": ("你来了，很高兴. 我们走吧", "你来了，很高兴。我们走吧"),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("full-stop", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """Headings, labels, names, numbers, code and other languages keep their point."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """Where it surely ends a sentence it becomes full-width, once and for all."""
    assert made_of(text) == expected
    assert made_of(expected) == expected
