"""A proof replays the evidence of an edit, and says how exact it is; what does not give the damage proves nothing."""

# What is damaged here is so on purpose. mojibake-fix: off

from __future__ import annotations

from dataclasses import asdict

import pytest
from plan_checker import grade as independent_grade

from mojibake_fix.model import Edit, Evidence, Splice
from mojibake_fix.restore.proof import EXACT, grade, proves


def edit(before: str, after: str, channel: str, *post: str, notation: str = "", splices: tuple[Splice, ...] = ()) -> Edit:
    return Edit(0, before, after, Evidence(channel, 20.0, splices=splices, post=post, notation=notation))


XUN = (Splice(1, "(xùn)".encode("gbk")),)

PROVEN = [
    (edit("鍥炬爣", "图标", "utf8-as-gbk"), EXACT),
    (edit("ÖÐÎÄ", "中文", "gbk-as-latin-1"), EXACT),
    (edit("盲赂颅", "中", "utf8-as-latin-1+utf8-as-gbk"), EXACT),
    (edit("盲赂颅", "中", "utf8-as-gbk+utf8-as-latin-1"), None),  # the order of the layers counts
    (edit("ÃƒÂ©", "é", "utf8-as-cp1252+utf8-as-cp1252"), EXACT),
    (edit("ÃƒÂ©", "Ã©", "utf8-as-cp1252"), EXACT),
    (edit("Ã ", "à", "utf8-as-latin-1"), None),
    (edit("Ã ", "à", "utf8-as-latin-1", "nbsp-to-space"), "modulo nbsp-to-space"),
    (edit("Ã ", "à", "utf8-as-latin-1", "c1-dropped"), None),
    (edit("a'Ã ", "a’Ã ", "utf8-as-latin-1", "nbsp-to-space"), None),
    (edit("涓枃", "中文", "utf8-as-gbk", "private-use-dropped"), "modulo private-use-dropped"),
    (edit('â€"', "–", "utf8-as-latin-1", "c1-to-cp1252", "quotes-straightened"), "modulo c1-to-cp1252, quotes-straightened"),
    (edit('â€"', "–", "utf8-as-latin-1", "quotes-straightened", "c1-to-cp1252"), None),  # the order counts
    (edit("&#206;&#xc4;", "&#25991;", "gbk-as-latin-1", notation="html-numbers"), EXACT),
    (edit("&#206;&#xc4;", "文", "gbk-as-latin-1", notation="html-numbers"), EXACT),
    (edit("&#206;&#xc4;", "&#25991;", "gbk-as-latin-1"), None),
    (edit("&#206;&#xc4;", "&#25991;", "gbk-as-latin-1", notation="backslash-escapes"), None),
    (edit("&#206;&#xc4;", "&#25992;", "gbk-as-latin-1", notation="html-numbers"), None),
    (edit("&Atilde;&copy;", "&eacute;", "utf8-as-latin-1", notation="html-names"), EXACT),
    (edit(r"\u00c3\u00A9", r"\u00e9", "utf8-as-latin-1", notation="backslash-escapes"), EXACT),
    (edit(r"\\u00c3\u00A9", r"\u00e9", "utf8-as-latin-1", notation="backslash-escapes"), None),
    (edit("?xùn)|", "東", "injected-pinyin", splices=XUN), EXACT),
    (edit("?xùn)|Ａ", "東Ａ", "injected-pinyin", splices=XUN), EXACT),
    (edit("?xùn)|A", "東Ａ", "injected-pinyin", splices=XUN), "modulo width-folded"),
    (edit("?xùn)|", "東\ue000", "injected-pinyin", splices=XUN), "modulo private-use-dropped"),
    (edit("?xùn)|A", "東Ａ\ue000", "injected-pinyin", splices=XUN), "modulo width-folded, private-use-dropped"),
    (edit("xùn)|", "東", "injected-pinyin", splices=XUN), "modulo stranded-byte-dropped"),
    (edit("?xùn)|", "西", "injected-pinyin", splices=XUN), None),
    (edit("?xùn)|", "東", "injected-pinyin"), None),
]


@pytest.mark.parametrize(("restored", "how"), PROVEN)
def test_grades(restored: Edit, how: str | None) -> None:
    """By hand: exact, modulo what a proof names, or nothing; an independent forward model says the same."""
    assert grade(restored) == how
    assert proves(restored) is (how is not None)
    assert independent_grade(asdict(restored)) == how


@pytest.mark.parametrize(
    "broken",
    [
        Edit(0, "鍥炬爣", "图标"),
        edit("a", "b", "no-such-channel"),
        edit("a", "a", "utf8-as-gbk", "no-such-step"),
        edit("a", "a", "utf8-as-gbk", notation="no-such-notation"),
        edit("鍥炬爣", "图标", ""),
        edit("鍥炬爣", "图\ud800", "utf8-as-gbk"),  # mojibake-fix: ignore
        edit("ÖÐ", "한", "gbk-as-latin-1"),
        edit("한", "한", "injected-pinyin", splices=XUN),
    ],
)
def test_what_is_no_evidence(broken: Edit) -> None:
    """No evidence, names that nobody knows, and text that the channel cannot write prove nothing, and raise nothing."""
    assert grade(broken) is None
    assert not proves(broken)
    assert independent_grade(asdict(broken)) is None
