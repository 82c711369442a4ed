"""CJK encodings read as one another: text that looks like it stays, and what lost nothing comes back."""

from __future__ import annotations

import pytest

from mojibake_fix import fix_text
from mojibake_fix.restore.channels import CHANNELS, corrupt
from mojibake_fix.restore.screen import is_clean

# mojibake-fix: off
STAYS = {
    "kanji that Hangul are read as": "艦隊の司令官が欠陥を認め、聖人の衣を縫い、杯を交わす。嬢、覗、獣、尻、艦、陥",
    "kanji that Chinese is read as": "日蝕と月蝕の議事録、芝生の頁、購入と返却、辛い料理、梓の弓、永遠",
    "Hanja that Hangul are read as": "閨秀 작가, 檜木, 盜賊, 晦日, 地獄, 遊戲, 熱氣, 紫色, 棲息, 蝗蟲",
    "rare Hangul": "뷁, 쀍, 궻, 갂, 돱: 잘 쓰지 않는 글자",
    "a chart of Hangul": "가각간갇갈갉갊감갑값갓갔강갖갗같갚갛개객갠갤갬갭갯갰갱갸갹갼걀걋걍걔걘걜거걱건걷걸걺검겁",
    "letters of Hangul in a chat": "ㅋㅋㅋㅋ ㅎㅎ ㅠㅠ ㅜㅜ ㄱㄴㄷㄹ",
    "letters of Hangul amid words": "ㅋㅋㅋㅋ 뭐야 ㅠㅠ ㄹㅇ ㅇㅈ, 헐 ㄷㄷ ㅎㄷㄷ 대박 ㅊㅋㅊㅋ ㄱㅅㄱㅅ",
    "letters of Hangul on a keyboard": "ㅁㄴㅇㄹ ㅁㄴㅇㄹ",
    "brackets of Chinese": "〖注释〗办理手续，〖例〗玻璃。",
    "Chinese quoted in Japanese": "これは「办公室」と書く。简体字の「击」「药」「绩」も参照。",
    "half-width katakana": "ﾃｽﾄ･ﾃﾞｰﾀ､ﾌｧｲﾙ･ｻｲｽﾞ ﾊﾝｶｸ",
    "names of fish": "鯉、鮭、鰯、鱒、鯖、鰻、鮎、鱈、鰹、鯛",
    "names of elements": "鋰鈹硼碳氮氧氟氖鈉鎂鋁矽磷硫氯氬鉀鈣鈧鈦釩鉻錳",
}
# mojibake-fix: on


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_stays(text: str) -> None:
    """Alone, down a file, and whatever the risk."""
    for whole in (text, f"{text}\n" * 20, "\n".join([*STAYS.values(), text])):
        assert fix_text(whole, profile="repair", max_risk=1.0) == whole


LOSSLESS = [
    ("euc-jp-as-gbk", "画面を右クリックして集用の設定を表示します"),
    ("euc-jp-as-big5", "古いファイルを削除してください"),
    ("euc-jp-as-shift-jis", "いいえ、またあとで"),
    ("euc-jp-as-euc-kr", "もう一度起動してください"),
    ("euc-kr-as-big5", "다시 시작하세요"),
    ("euc-kr-as-euc-jp", "기록을 관리자에게 보냅니다"),
    ("euc-kr-as-shift-jis", "있습니다. 다시 보냅니다"),
    ("gbk-as-euc-jp", "请先删除旧的文件"),
    ("big5-as-shift-jis", "請先刪除舊的檔案"),
    ("big5-as-euc-kr", "的問題是使用者的類型"),
    ("shift-jis-as-euc-kr", "エイリアスドメインの設定について"),
    ("shift-jis-as-big5", "もう一度起動"),
]


@pytest.mark.parametrize(("channel", "text"), LOSSLESS, ids=[channel for channel, _ in LOSSLESS])
def test_comes_back(channel: str, text: str) -> None:
    """A line alone, and amid other text; the first look sees it."""
    shown = corrupt(CHANNELS[channel], text)
    assert not is_clean(shown)
    assert fix_text(shown, profile="repair") == text
    assert fix_text(f"# {shown} (v1.2)", profile="repair") == f"# {text} (v1.2)"


def test_what_lost_bytes_keeps_them() -> None:
    """Of a line that has lost some, the rest comes back, and where they were it stays as it is."""
    text = "기록을 관리자에게 보냅니다"
    shown = corrupt(CHANNELS["euc-kr-as-shift-jis"], text)
    assert fix_text(shown, profile="repair") == "기록을 ｰ・ｮ자에게 보냅니다"
