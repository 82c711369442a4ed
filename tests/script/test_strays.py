"""Strays of the other script: what stays, and what is converted."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mojibake_fix.model import Step
from mojibake_fix.script import sign_of_strays
from mojibake_fix.script.convert import find
from mojibake_fix.spans import protected

# A paragraph that proves each script, set before the line in question.
HANT = "這個問題還沒有結論，學者們認為應該繼續觀察。\n"
HANS = "这个问题还没有结论，学者们认为应该继续观察。\n"

UNCHANGED = {
    "shared characters": HANT + "皇后在這里，并于云中復習",
    "the names of scripts": HANT + "简体中文 | 繁體中文",
    "the name of a script in a sentence": HANT + "請選擇简体中文這個選項",
    "a line in the other script": HANT + "这个问题还没有结论",
    "a quotation in the other script": HANT + "他說「闭环系统」這個詞來自對岸",
    "a title in the other script": HANT + "他讀過《红楼梦》這本書",
    "one character that is spoken of": HANT + "這個「闭」字與門有關",
    "both forms side by side": HANT + "閉/闭、國（国）",
    "the text of a link": HANT + "請見[说明](a.md)與文檔",
    "the text of a link in HTML": HANT + '請見<a href="a">说明</a>與文檔',
    "code": HANT + "請用`说明`這個詞",
    "an address": HANT + "請見https://zh.example.org/wiki/说明",
    "Hong Kong's standard": HANT + "溫度與税務、户口",
    "Japanese": HANT + "国会の会議は続く",
    "Japanese in kanji alone, where there is Japanese": HANT
    + "国会のこと\n"
    + HANT
    + "8: (36.0, 138.5),  # 新潟県、長野県、山梨県、静岡県",
    "addresses in Japan": "長野県長野市東町\n静岡県富士市新町\n千葉県東金市東金\n宮崎県東臼杵郡\n" * 3,
    "a Japanese document": "国会の会議は続く。東京都では学者が観察した。\n国際会議場 學會\n",
    "half and half": "这个问题\n這個問題\n",
    "too little to prove anything": "闭環",
    "Simplified that stays Simplified": HANS + "乾隆、著作、瞭望、宫商角徵羽、毕昇、慰藉",
    "a title in a Simplified text": HANS + "他读过《後漢書》这本书",
    "a name of a script in a Simplified text": HANS + "请选择繁體中文这个选项",
    "Traditional in full in a Simplified text": HANS + "這個問題還沒有結論",
}

CHANGED = {
    "闭 among Traditional": (HANT + "構建起闭環高效的創新服務生態", HANT + "構建起閉環高效的創新服務生態"),
    "the phrase decides: hair": (HANT + "理发師說這個問題", HANT + "理髮師說這個問題"),
    "the phrase decides: to discover": (HANT + "學者发現這個問題", HANT + "學者發現這個問題"),
    "the phrase decides: a clock": (HANT + "這個鐘表與时钟的聲響", HANT + "這個鐘表與時鐘的聲響"),
    "beside a quotation": (HANT + "學者們認為這個说法屬於「闭环系统」", HANT + "學者們認為這個說法屬於「闭环系统」"),
    "within a quotation": (HANT + "他說「這個闭環」很長", HANT + "他說「這個閉環」很長"),
    "beside a link": (HANT + "[简体中文](a.md)與闭環系統", HANT + "[简体中文](a.md)與閉環系統"),
    "a Traditional stray": (HANS + "在这裡学习，说過再说", HANS + "在这里学习，说过再说"),
    "a name": (HANS + "钱鍾书说这个问题", HANS + "钱锺书说这个问题"),
}


@given(
    st.lists(st.sampled_from([*"闭閉后後的着著，。\n𠀾𫝈の", "門窗都緊緊", "门窗都紧紧", "`", "[a](b)"]), max_size=30).map(
        "".join
    )
)
def test_sign(text: str) -> None:
    """A text in which strays are found has their sign."""
    if find(text, "auto", protected(text)):
        assert re.search(f"[{sign_of_strays(text)}]", text)


def mended(text: str) -> str:
    """Return a text without its strays."""
    return Step("script", tuple(find(text, "auto", protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """Whatever could be meant stays."""
    assert mended(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """A stray becomes what the words around it want, once and for all."""
    assert mended(text) == expected
    assert mended(expected) == expected
