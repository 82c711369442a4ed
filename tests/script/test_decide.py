"""Which script a text is in."""

from __future__ import annotations

import pytest

from mojibake_fix.script.decide import Script, of_line, of_text, only_in
from mojibake_fix.spans import protected


@pytest.mark.parametrize("character", "床群峰并后里于着云台面复准布")
def test_shared_characters_prove_nothing(character: str) -> None:
    """What both scripts write is in neither table, whatever OpenCC makes of it."""
    assert not only_in(Script.HANS).match(character)


@pytest.mark.parametrize("character", "温税户卧强悦")
def test_regional_standards_are_not_simplified(character: str) -> None:
    """What Hong Kong's standard writes is no Simplified stray, though Big5 lacks it."""
    assert not only_in(Script.HANS).match(character)


@pytest.mark.parametrize("character", "乾瞭徵藉著昇陞祕後於")
def test_names_and_readings_are_not_traditional(character: str) -> None:
    """What the mainland keeps in some words or names is no Traditional stray."""
    assert not only_in(Script.HANT).match(character)


def test_tables() -> None:
    """The tables hold the thousands, are apart, and know the plainest examples."""
    han = [chr(code) for code in range(0x4E00, 0xA000)]
    hans = {c for c in han if only_in(Script.HANS).match(c)}
    hant = {c for c in han if only_in(Script.HANT).match(c)}
    assert not hans & hant
    assert len(hans) > 2000
    assert len(hant) > 2000
    assert hans >= set("闭这们说时书东车马门广国")
    assert hant >= set("閉這們說時書東車馬門廣國裏裡爲為")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", Script.EITHER),
        ("hello", Script.EITHER),
        ("里程碑", Script.EITHER),
        ("简体 繁體", Script.EITHER),
        ("在第九届大赛上", Script.HANS),
        ("在第九屆大賽上", Script.HANT),
        ("国際会議の開催", Script.JAPANESE),
        ("大韓民國의 首都", Script.KOREAN),
    ],
)
def test_of_line(line: str, expected: Script) -> None:
    """A line is in the script of the characters that tell."""
    assert of_line(line) is expected


def test_of_text_leaves_out_code_and_other_languages() -> None:
    """Protected spans and lines in Japanese do not vote."""
    text = "這是說明\n`这们说时书东车马门`\n国会は会議を開く\n"
    assert of_text(text, protected(text)) is Script.HANT
    assert of_text("国会はこれから会議を開くでしょう\n国会議事堂\n") is Script.JAPANESE
    assert of_text("서울은 大韓民國의 수도") is Script.KOREAN
