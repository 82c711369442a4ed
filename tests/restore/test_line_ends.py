"""What stands at the end of a line behind a token: nothing more, what closes a string, or the line end before an empty line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mojibake_fix import fix_text
from mojibake_fix.restore.channels import CHANNELS, UTF8_AS_GBK, corrupt
from mojibake_fix.restore.post_steps import POST_STEPS
from mojibake_fix.restore.risk import of_filling
from mojibake_fix.restore.search import considered

BODY = [
    "打开文件以后，可以在这里修改名称。",
    "如果没有权限，请联系系统管理员。",
    "所有的设置都会自动保存到本地磁盘中。",
    "重新启动程序，新的设置才会生效。",
    "请不要在升级的时候关闭电源。",
    "这个窗口显示当前用户的全部订单。",
]


def restored(damaged: str) -> str:
    return fix_text(damaged, profile="repair", max_risk=1.0)


def risks_at_line_ends(damaged: str) -> list[float]:
    found = []
    for span in considered(damaged):
        at = span.start
        for unit in span.units:
            at += len(unit.before)
            if unit.is_filled and damaged[at : at + 1] == "\n":
                found.append(of_filling(unit))
    return found


def without_returns(text: str) -> str:
    """Return what git and editors make of a damaged file with CRLF: the returns that are left are taken off."""
    return corrupt(UTF8_AS_GBK, text.replace("\n", "\r\n")).replace("\r", "")


def test_swallowed_returns_add_nothing() -> None:
    """Where tokens stand at the ends of lines, and no line goes on behind one, they have taken returns."""
    text = "".join(f"{line}\n" for line in BODY)
    damaged = without_returns(text)
    assert "?\n" in damaged
    assert restored(damaged) == text


def written_anew(damaged: str) -> str:
    """Return what PowerShell makes of damaged text, or git where it checks CRLF out: every line end becomes one."""
    return POST_STEPS["to-crlf"](damaged)


LINES_OF_A_PROGRAM = '"""\nAdmin MCP Server\nVue 3 + Element Plus 后台管理页面代码生成器\n"""\n\n__version__ = "0.2.0"\n\n'


@pytest.mark.parametrize("text", ["".join(f"{line}\n" for line in BODY), LINES_OF_A_PROGRAM], ids=["prose", "a program"])
def test_no_return_says_what_a_token_before_it_took(text: str) -> None:
    """The return behind a token may have been written later: the token is not known to have taken a colon, or a line end."""
    damaged = written_anew(without_returns(text))
    assert "?\r\n" in damaged
    assert restored(damaged) == written_anew(text)


@pytest.mark.parametrize("max_risk", [0.01, 1.0])
@pytest.mark.parametrize("channel", ["utf8-as-gbk", "utf8-as-cp1252", "gbk-as-latin-1"])
def test_returns_throughout_change_nothing(channel: str, max_risk: float) -> None:
    """What is found in a text is found where each of its line ends has a return, too."""
    damaged = corrupt(CHANNELS[channel], "".join(f"{line}\n\n# 系统说明\n" for line in BODY).replace("\n", "\r\n")).replace(
        "\r", ""
    )
    found = fix_text(damaged, profile="repair", max_risk=max_risk)
    assert found != damaged
    assert fix_text(written_anew(damaged), profile="repair", max_risk=max_risk) == written_anew(found)


def test_a_line_feed_alone_shows_what_was_taken() -> None:
    """Where some line ends are as the reader left them, a token before LF has taken a return, and one before CRLF none."""
    text = "".join(f"{line}\r\n# 系统说明\r\n" for line in BODY)
    damaged = corrupt(UTF8_AS_GBK, text)
    assert "?\n" in damaged
    assert restored(damaged) == text


def test_a_bracket_that_is_open_is_not_closed_for_that() -> None:
    """Brackets go over several lines, and so do quotation marks of prose."""
    text = "".join(f"call({line[:-1]}\n“{line}\n" for line in BODY)
    assert restored(without_returns(text)) == text


# A string of source code or data does not: the mark that closes it was swallowed, returns or not.
STRINGS = {
    "messages": 'msgid "Saved"\nmsgstr "所有的设置都会自动保存。"\n\nmsgid "Open"\nmsgstr "打开以后可以修改名称。"\n\n',
    "a program": "title = '这个窗口显示当前用户的订单'\nhint = '请不要在升级的时候关闭电源'\nshow(title, hint)\n",
    "data": '{\n "hint":\n  "请不要在升级的时候关闭电源。"\n,\n "title":\n  "重新启动程序"\n}\n',
}


@pytest.mark.parametrize("made", [without_returns, lambda text: corrupt(UTF8_AS_GBK, text)], ids=["CRLF", "LF"])
@pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS)
def test_a_string_is_closed(text: str, made: Callable[[str], str]) -> None:
    """Of a line that ends within a string, the token has swallowed the quotation mark."""
    damaged = made(text)
    assert "?\n" in damaged
    assert restored(damaged) == text


def test_an_empty_line_was_swallowed() -> None:
    """In a file with LF alone lines go on behind tokens, and a token at the end of one has taken the line end itself."""
    text = "".join(f"{first}\n{second}\n\n" for first, second in zip(BODY, reversed(BODY), strict=True)) * 2
    damaged = corrupt(UTF8_AS_GBK, text)
    assert "?\n" in damaged
    assert restored(damaged).rstrip("\n") == text.rstrip("\n")


def test_the_document_says_how_safe_it_is() -> None:
    """A full stop at the end of a line is safer where the document shows that returns were swallowed."""
    text = "".join(f"{line}\n" for line in BODY * 2)
    damaged = without_returns(text)
    alone = [risk for line in damaged.splitlines(keepends=True) for risk in risks_at_line_ends(f"{line}#\n")]
    together = risks_at_line_ends(damaged + "#\n")
    assert len(alone) == len(together)
    assert max(together) < max(alone)


# A manual: a heading, paragraphs, and a list of which one line goes on behind a token.
MANUAL = (
    "".join(f"## 系统说明\n\n{line}\n\n" for line in BODY)
    + "- 重新启动程序，新的设置才会生效。\n- 请不要在升级的时候关闭电源。\n\n## 安装步骤\n\n"
)
COMMENTS = "".join(f"    # {line}\n    load(name, mode='r')\n\n    # 系统说明\n    save(name)\n\n" for line in BODY)


def test_empty_lines_are_missing_behind_tokens_only() -> None:
    """Of a few lines that go on behind a token more is known if others have an empty line behind, and those with a token none."""
    damaged = corrupt(UTF8_AS_GBK, MANUAL)
    assert damaged.count("?\n") > 3 * damaged.count("?-")
    assert restored(damaged).rstrip("\n") == MANUAL.rstrip("\n")


@pytest.mark.parametrize("text", [MANUAL, COMMENTS], ids=["a manual", "comments"])
def test_swallowed_returns_leave_empty_lines(text: str) -> None:
    damaged = without_returns(text)
    assert "?\n" in damaged
    assert restored(damaged).rstrip("\n") == text.rstrip("\n")


@pytest.mark.parametrize("text", [MANUAL, COMMENTS], ids=["a manual", "comments"])
def test_a_swallowed_line_end_comes_back_as_the_others_are(text: str) -> None:
    """What was swallowed as LF, before a program wrote all line ends anew, is CRLF as well: the file is not mixed."""
    damaged = written_anew(corrupt(UTF8_AS_GBK, text))
    assert damaged.count("\n") < text.count("\n")
    assert restored(damaged).rstrip() == written_anew(text).rstrip()
    assert restored(restored(damaged)) == restored(damaged)


def test_lone_line_feeds_stay_beside_others() -> None:
    """Where line ends differ, they differed before: what comes back is what was swallowed."""
    damaged = written_anew(corrupt(UTF8_AS_GBK, MANUAL)) + "- one\n- two\n"
    assert "- one\n- two\n" in restored(damaged)
