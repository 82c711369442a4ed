"""Full-width letters and digits: which become ASCII."""

from __future__ import annotations

import pytest

from mojibake_fix.model import Step
from mojibake_fix.normalise.width import find
from mojibake_fix.spans import protected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ABC 123 中文", id="nothing full-width"),
        pytest.param("！？（）～￥－", id="other full-width forms"),
        pytest.param("Ｔシャツを１つ", id="single characters in Japanese"),
        pytest.param("ＮＨＫでＷ杯を見る", id="words beside single characters in Japanese"),
        pytest.param("１０歳のとき、１２：３０に", id="digits in Japanese"),
        pytest.param("Ｔシャツ\n第３章", id="a line of kanji in Japanese"),
        pytest.param("字体是 ＭＳ 明朝 和 ＭＳ Ｐゴシック", id="the names of fonts"),
        pytest.param("甲：乙，丙＝丁", id="signs without letters"),
        pytest.param("│Ａ│Ｂ│", id="a drawing"),
        pytest.param("`Ａ`", id="code"),
        pytest.param("ｱｲｳ", id="half-width kana"),
        pytest.param("ＡＢＣ -> ABC，A/Ａ", id="beside ASCII, which is what is meant"),
    ],
)
def test_unchanged(text: str) -> None:
    """Other forms, conventions of Japanese and drawings stay."""
    assert list(find(text, protected(text))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ＡＺａｚ０９", "AZaz09"),
        ("第３章，共１２页", "第3章，共12页"),
        ("ＩＢＭのパソコン", "IBMのパソコン"),
        ("从－１到－２０", "从-1到-20"),
        ("时间１２：３０，约１．５％", "时间12:30，约1.5%"),
        ("Ｔシャツ\n这一本书的第３章写得很有意思", "Ｔシャツ\n这一本书的第3章写得很有意思"),
    ],
)
def test_changed(text: str, expected: str) -> None:
    """Full-width letters and digits become ASCII, once and for all."""
    assert Step("width", tuple(find(text, protected(text)))).apply(text) == expected
    assert list(find(expected, protected(expected))) == []
