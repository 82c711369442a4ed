"""Whose Chinese a text is, and what a region does not write."""

from __future__ import annotations

import pytest

from mojibake_fix.config import Config
from mojibake_fix.model import Finding
from mojibake_fix.pipeline import is_settled, repair_bytes
from mojibake_fix.script import REGIONS, habit, strangers
from mojibake_fix.spans import protected

TAIWAN = (
    "這個軟體透過網路把檔案儲存在伺服器裡，使用者可以在螢幕上檢視資料夾，用滑鼠點選圖示開啟程式。"
    "記憶體、硬體與韌體的資訊，字元、位元組和字串的變數，預設由模組載入。"
)
HONG_KONG = "佢哋喺網絡上面搵到咗呢個軟件，嗰啲打印機嘅嘢唔使裝，啲人話係咁啦，冇得揀。的士司機着衫，羣組裏面有人説嚟緊。"
MAINLAND = (
    "這個軟件通過網絡把文件保存在服務器裏，用戶可以在屏幕上查看文件夾，用鼠標點擊圖標打開程序。內存、硬件與固件的信息，"
    "字符、字節和字符串的變量，默認由模塊加載，設置界面，項目的數據庫爲集羣調度。"
    "爲了優化性能，啓用緩存，這纔是衆人的選擇，着手激活視頻與音頻的接口，進程和線程調用函數，鏈接在線的端口。"
)


@pytest.mark.parametrize("text", ["", "hello", "里程碑", "国会の会議は続く", "서울은 大韓民國의 수도", "简体 繁體"])
def test_no_region(text: str) -> None:
    """What is not Chinese, or in neither script, is nobody's."""
    assert habit(text) is None


@pytest.mark.parametrize("text", ["這個問題還沒有結論", "他在家裏學習", "軟體"])
def test_not_known(text: str) -> None:
    """A word, or a form that two regions write, decides nothing."""
    found = habit(text)
    assert found is not None
    assert found.region is None
    assert sum(found.probabilities) == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "region"),
    [(TAIWAN, "Taiwan"), (HONG_KONG, "Hong Kong"), (MAINLAND, "the mainland"), ("这个问题还没有结论", "the mainland")],
)
def test_region(text: str, region: str) -> None:
    """Many words and forms together tell."""
    found = habit(text)
    assert found is not None
    assert found.region == region
    assert max(found.probabilities) == found.probabilities[REGIONS.index(region)]


def test_simplified_is_never_hong_kong() -> None:
    """Words that Hong Kong shares with Taiwan do not make Simplified text Hong Kong's."""
    found = habit("这个窗口的设定、传送与档案")
    assert found is not None
    assert found.probabilities[REGIONS.index("Hong Kong")] == 0


@pytest.mark.parametrize("target", ["keep", "auto", "hans", "hant", "jp"])
def test_no_region_is_asked_for(target: str) -> None:
    """Only Taiwan's and Hong Kong's characters have strangers."""
    assert not list(strangers("他在家裏用户説", target, protected("")))


@pytest.mark.parametrize("text", [TAIWAN, "污染與洩漏，里長在台北的臺灣大學，著作", "国会の説明は裏で行う", "`裏`"])
def test_no_strangers(text: str) -> None:
    """What Taiwan writes, what is another language, and code."""
    assert not list(strangers(text, "tw", protected(text)))


def reported(text: str, config: Config) -> list[Finding]:
    """Return what is reported of a text."""
    outcome = repair_bytes(text.encode(), config)
    assert all(finding.only_reported == (finding.message != "") for finding in outcome.findings)
    return [finding for finding in outcome.findings if finding.only_reported]


def test_strangers_are_reported_and_stay() -> None:
    """A form outside the region's habit is one finding, with how many there are; what OpenCC converts is not among them."""
    text = "他在家裏說\n那裏的用户和群眾，`裏`\n這个软件\n"
    first, second = reported(text, Config(script="tw"))
    assert (first.line, first.column, first.before, first.after, first.places) == (1, 4, "裏", "裡", 2)
    assert (second.before, second.after, second.message) == ("户", "戶", "Taiwan writes 戶")
    assert "家裏" in repair_bytes(text.encode(), Config(script="tw")).text
    assert not is_settled("他在家裏說\n", Config(script="tw"))


def test_strangers_can_be_kept_quiet() -> None:
    """A glossary, an ignore comment and the rule's own switch hold here, too."""
    assert not reported("他在家裏說\n", Config(script="tw", glossary=("家裏",)))
    assert not reported("他在家裏說  # mojibake-fix: ignore[script]\n", Config(script="tw"))
    assert not reported("他在家裏說\n", Config(script="tw", rules={"script": "off"}))
    assert not reported("他在家裏說\n", Config())
