"""The report on detection says what was measured: what is right, what is sure, and of how many."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from detection_report.asking import OURS, Answer, is_right, ours
from detection_report.real_files import masked
from detection_report.real_sources import by_aspell, by_declaration, by_ispell, by_name, by_page_code, by_spelling, by_tex, by_vim
from detection_report.samples import Sample, noise
from detection_report.tables import report
from detection_report.web import in_references, web_page

from mojibake_fix.detection.declared import declaration


def sample(content: bytes, text: str | None) -> Sample:
    return Sample("CJK lines", "10 characters", "zh-hans gb18030", content, text)


@pytest.mark.parametrize(
    ("content", "text", "encoding", "right"),
    [
        ("中文".encode("gbk"), "中文", "big5", False),
        ("中文".encode("gbk"), "中文", None, False),
        ("中文".encode("gbk"), "中文", "no-such-encoding", False),
        ("中文".encode("gbk"), "中文", "GB2312", True),
        (b"\xc7\xea\xff", None, "gbk", False),
        (b"\xc7\xea\xff", None, None, True),
    ],
)
def test_right_is_what_gives_the_text(content: bytes, text: str | None, encoding: str | None, right: bool) -> None:
    assert is_right(sample(content, text), encoding) is right


def test_sure_and_wrong_is_counted_among_the_sure() -> None:
    one = sample("中文".encode("gbk"), "中文")
    answers = [Answer("big5", 0.96, 0.1, False), Answer("gb18030", 0.99, 0.1, True), Answer("big5", 0.5, 0.1, False)]
    text = report([(one, {OURS: answer}) for answer in answers], (OURS,))
    assert "33.33 %" in text  # right, of three
    assert "50.00 %" in text  # wrong, of the two that are sure


def test_noise_is_asked() -> None:
    samples = list(noise(6))
    assert len(samples) == 6
    assert all(ours(one).right == (ours(one).encoding is None) for one in samples)


def test_what_tells_the_encoding_of_a_real_file() -> None:
    files = {
        "a/pl.aff": b"# rules\nSET ISO8859-2\n",
        "a/pl.dic": b"2\n\xb1\n",
        "a/th_bg.dat": b"microsoft-cp1251\nx",
        "lang/awstats-gr.txt": b"PageCode=iso-8859-7\n",
        "lang/awstats-tr.txt": b"PageCode=iso-8859-1\n",
        "x/vim90/tutor/tutor.ja.euc": b"\xc6\xfc",
        "a.tex": b"% -*- coding: big5 -*-\n",
    }
    assert [by_spelling(files, f"a/{name}") for name in ("pl.aff", "pl.dic", "th_bg.dat")] == ["iso8859-2", "iso8859-2", "cp1251"]
    assert [by_page_code(files, f"lang/awstats-{name}.txt") for name in ("gr", "tr")] == ["iso-8859-7", None]
    assert by_vim(files, "x/vim90/tutor/tutor.ja.euc") == "euc_jp"
    assert by_declaration(files, "a.tex") == "big5"


def test_encodings_of_dictionaries_and_documents() -> None:
    """A dictionary of Aspell or Ispell says it in another file, a document in LaTeX in its preamble, others in their names."""
    files = {
        "lib/aspell/sv.dat": b"name sv\ncharset iso8859-1\n",
        "lib/ispell/svenska.aff": b"allaffixes off\n",
        "var/lib/dictionaries-common/ispell/iswedish": b"Language: svenska\nCoding-System: iso-8859-1\n",
        "a.tex": b"\\usepackage[koi8-r]{inputenc}\n",
        "b.tex": b"% \\usepackage[latin1]{inputenc}\n",
    }
    assert by_aspell(files, "lib/aspell/sv_phonet.dat") == "iso8859-1"
    assert by_ispell(files, "lib/ispell/svenska.aff") == "iso-8859-1"
    assert [by_tex(files, name) for name in ("a.tex", "b.tex")] == ["koi8_r", None]
    names = ("x/zh_TW.Big5/Text", "x/sample.cp1250.tex", "x/help.SJIS", "x/readme.txt", "x/cp1251.map")
    assert [by_name({}, name) for name in names] == ["big5", "cp1250", "cp932", None, None]


def test_a_page_of_the_web_is_mostly_markup_and_declares_nothing() -> None:
    page = web_page(random.Random(1), ["Title & more", "déjà vu", "<b>"])
    assert page.count("déjà vu") == 1
    assert "<title>Title &amp; more</title>" in page
    assert "&lt;b>" in page
    assert declaration(page.encode("cp1252")) is None
    assert in_references(page, str.isascii) == page.replace("é", "&#233;").replace("à", "&#224;")


@pytest.mark.parametrize(
    ("content", "covered"),
    [
        (b"SET ISO8859-2\nTRY", b"SET xxxxxxxxx\nTRY"),
        (b"ISO8859-2\nx|1", b"xxxxxxxxx\nx|1"),
        (b'<?xml version="1.0" encoding="EUC-KR"?>', b'<?xml version="1.0" encoding="xxxxxx"?>'),
        (b"# -*- coding: euc-jp -*-", b"# -*- coding: xxxxxx -*-"),
        (b'" scriptencoding latin1', b'" scriptencoding xxxxxx'),
        (b"PageCode=big5", b"PageCode=xxxx"),
    ],
)
def test_what_a_file_declares_is_covered_up(content: bytes, covered: bytes) -> None:
    assert masked(content) == covered
