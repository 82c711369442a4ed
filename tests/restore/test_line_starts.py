"""Whether what stands behind a lost character begins a line, by how the lines of its document begin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mojibake_fix.restore.channels import UTF8_AS_GBK, corrupt
from mojibake_fix.restore.inverse.alignment import align
from mojibake_fix.restore.likelihood.line_starts import begins_line
from mojibake_fix.restore.lost_bytes import holes

SETTINGS = "title=系统的设置\nhint=请先保存，再关闭窗口\nok=确定 并且关闭\ncancel=取消\nname=名称\n"
PROSE = "系统会自动保存 所有的设置。\n请先保存，再关闭窗口。\n窗口关闭以后，设置才会生效。\n"
CODE = "    # 保存所有的设置 然后关闭\n    save(name)\n    # 关闭窗口\n    close(window)\n"


@pytest.mark.parametrize(
    ("document", "rest"),
    [
        ("", "ok=确定"),
        (SETTINGS, ""),
        (SETTINGS, "\n"),
        (SETTINGS, "\r\nok=确定"),
    ],
)
def test_nothing_is_said(document: str, rest: str) -> None:
    """Without a document, or where nothing stands behind."""
    assert begins_line(document, rest) == 0


@pytest.mark.parametrize(
    ("document", "rest"),
    [
        (SETTINGS, "并且关闭"),
        (SETTINGS, "。"),
        (CODE, "然后关闭"),
        (CODE, "save(name)"),
    ],
)
def test_lines_do_not_begin_so(document: str, rest: str) -> None:
    assert begins_line(document * 5, rest) <= 0


@pytest.mark.parametrize(
    ("document", "rest"),
    [
        (SETTINGS, "ok=确定"),
        (SETTINGS, "width = 10"),
        (CODE, "    # 关闭窗口"),
        (CODE, "    close(window)"),
    ],
)
def test_lines_begin_so(document: str, rest: str) -> None:
    assert begins_line(document * 5, rest) > 1


def test_prose_says_little() -> None:
    """Its lines begin as its clauses do."""
    assert abs(begins_line(PROSE * 5, "窗口")) < 1


def test_two_lines_that_are_one_count_for_neither() -> None:
    """Behind a token, and behind blanks, an unresolved line is no evidence against itself."""
    joined = "    # 关闭窗口?    close(window)\n    # 保存设置     save(name)\n"
    assert begins_line(CODE * 5 + joined * 20, "    close(window)") > 1


@given(st.text("名称a1=:#* \t\n", max_size=60), st.text("名a1=: \t\n", max_size=8))
def test_it_never_decides_alone(document: str, rest: str) -> None:
    assert abs(begins_line(document, rest)) <= 4


def test_a_line_end_that_was_lost_is_surer_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "    # 和 UA 相关的属性\n    read(path)"

    def lead() -> float:
        units = align([UTF8_AS_GBK], corrupt(UTF8_AS_GBK, text), "\n", CODE * 5)
        assert "".join(unit.after for unit in units) == text
        return next(unit.lead for unit in units if unit.is_filled and unit.after.endswith("\n"))

    told = lead()
    monkeypatch.setattr(holes, "begins_line", lambda document, rest: 0.0)
    assert told > lead()
