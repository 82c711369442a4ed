"""UTF-8 read as GBK: what lost no byte comes back exactly; of what did, a beginning, and nothing around it changes."""

from __future__ import annotations

import random
import re

import pytest

from mojibake_fix import explain, fix_bytes, fix_text
from mojibake_fix.restore.channels import UTF8_AS_GBK, corrupt
from mojibake_fix.restore.proof import proves

TEXTS = {
    "Simplified": [
        "系统启动时会自动检查更新，如果发现新版本，就会提示用户下载。",
        "请在设置页面中填写用户名和密码，然后点击保存按钮。",
        "数据库连接失败：请检查网络配置或者联系管理员。",
        "今天天气很好，我们一起去公园散步吧！",
        "这个函数返回列表中最大的元素；如果列表为空，则返回空值。",
        "孩子们在院子里跑来跑去，老人坐在树下喝茶聊天。",
    ],
    "Traditional": [
        "系統啟動時會自動檢查更新，如果發現新版本，就會提示使用者下載。",
        "請在設定頁面中填寫使用者名稱和密碼，然後點選儲存按鈕。",
        "圖書館的閱覽室在二樓，借書請帶學生證。",
        "颱風過後，山上的路斷了，村民只好繞道而行。",
    ],
    "Japanese": [
        "設定を保存してから、もう一度お試しください。",
        "吾輩は猫である。名前はまだ無い。",
        "ファイルが見つかりませんでした。",
        "明日の天気は晴れのち曇りでしょう。",
    ],
    "Korean": ["파일을 찾을 수 없습니다", "다시 시도해 주세요", "오늘은 날씨가 좋습니다", "사용자 이름과 비밀번호를 입력하세요"],
    "Russian": ["когда не в шутку занемог", "он уважать себя заставил", "и лучше выдумать не мог"],
    "symbols": ["✅ 完成", "⚠️ 警告：磁盘空间不足", "🚀 部署到生产环境", "❌ 失败 ❌", "→ 下一步", "【重要】通知"],
}
LINES = [(language, line) for language, found in TEXTS.items() for line in found]
AROUND = [
    ("", ""),
    ('print("', '")  # ok'),
    ("<p>", "</p>"),
    ("這一行是乾淨的，", "，後面也是。"),
    ("这一行是干净的，", "，后面也是。"),
    ("1. ", "\t-- a, b"),
]


def damage(text: str) -> str:
    return corrupt(UTF8_AS_GBK, text)


def is_lossless(text: str) -> bool:
    return damage(text).count("?") == text.count("?")


def pieces(length: int) -> list[tuple[str, str]]:
    """Return all pieces of so many characters beyond ASCII of which the channel keeps every byte."""
    return [
        (language, line[k : k + length])
        for language, line in LINES
        for k in range(len(line) - length + 1)
        if all(character > "\x7f" for character in line[k : k + length]) and is_lossless(line[k : k + length])
    ]


def lossless_parts(line: str, least: int = 4) -> list[str]:
    """Cut a line into parts, as long as they keep every byte, dropping what is shorter than ``least``."""
    parts, start = [], 0
    while start < len(line):
        end = next((end for end in range(len(line), start + least - 1, -1) if is_lossless(line[start:end])), start)
        parts += [line[start:end]] if end > start else []
        start = max(end, start + 1)
    return [part for part in parts if len(part.encode()) > 2 * len(part)]


@pytest.mark.parametrize("length", [4, 6, 8, 12, 16])
def test_piece(length: int) -> None:
    """Any piece of four characters and more comes back exactly, alone and in code, but for Korean and Russian of four."""
    found = [piece for language, piece in pieces(length) if length >= 8 or language not in ("Korean", "Russian")]
    assert len(found) > 5
    for piece in found:
        assert fix_text(damage(piece), profile="repair") == piece
        assert fix_text(f'x = "{damage(piece)}"\n', profile="repair") == f'x = "{piece}"\n'


@pytest.mark.parametrize(("length", "least"), [(2, 0.9), (3, 0.97)])
def test_short_piece(length: int, least: float) -> None:
    """Nine of ten pieces of two Chinese characters come back, nearly all of three, and none comes back wrong."""
    found = [piece for language, piece in pieces(length) if language in ("Simplified", "Traditional")]
    results = [(fix_text(damage(piece), profile="repair"), damage(piece), piece) for piece in found]
    assert all(result in (garbled, piece) for result, garbled, piece in results)
    assert sum(result == piece for result, _, piece in results) >= least * len(found)


@pytest.mark.parametrize(("before", "behind"), AROUND, ids=["alone", "code", "tag", "Traditional", "Simplified", "list"])
@pytest.mark.parametrize("language", ["Simplified", "Traditional", "Japanese"])
def test_part_of_a_line(language: str, before: str, behind: str) -> None:
    """A damaged part of a clean line comes back, and the clean part stays."""
    for line in TEXTS[language]:
        for piece in re.findall(r"[^，：；。！\s]{4,}", line):
            if is_lossless(piece + '"'):
                assert fix_text(before + damage(piece) + behind, profile="repair") == before + piece + behind


@pytest.mark.parametrize("language", ["Simplified", "Traditional", "Japanese", "symbols"])
def test_document(language: str) -> None:
    """A document of lossless lines comes back whole, with the line ends of Windows too."""
    lines = [part for line in TEXTS[language] for part in lossless_parts(line)]
    assert len(lines) >= 3
    for newline in ("\n", "\r\n"):
        garbled = newline.join(map(damage, lines)) + newline
        assert fix_text(garbled, profile="repair") == newline.join(lines) + newline


def test_korean() -> None:
    """Korean words of three syllables come back; shorter ones may stay, exactly as they were."""
    for line in TEXTS["Korean"]:
        for word in line.split():
            if is_lossless(word + " "):
                result = fix_text(damage(word), profile="repair")
                assert result == word or (result == damage(word) and len(word) < 4)


@pytest.mark.parametrize("word", ["заставил", "выдумать", "правил", "Пушкин", "Россия", "привет"])
def test_russian_word(word: str) -> None:
    """A Russian word of six letters proves itself; shorter ones wait for a document that does."""
    assert fix_text(damage(word), profile="repair") == word


def test_languages_mixed() -> None:
    """Lines of all languages, some damaged, some not, come back in one document."""
    dice = random.Random(4)
    lines = [part for language, line in LINES if language not in ("Korean", "Russian") for part in lossless_parts(line)]
    assert len(lines) >= 15
    chosen = [dice.choice(lines) for _ in range(40)]
    garbled = [damage(line) if dice.random() < 0.5 else line for line in chosen]
    assert fix_text("\n".join(garbled), profile="repair") == "\n".join(chosen)


@pytest.mark.parametrize("language", ["Simplified", "Traditional"])
def test_twice(language: str) -> None:
    """Text that went through the channel twice without losing a byte comes back through two layers."""
    found = [
        piece
        for line in TEXTS[language]
        for piece in re.findall(r"[^，：；。！\s]{4,}", line)
        if is_lossless(piece) and is_lossless(damage(piece))
    ]
    assert len(found) >= 3
    for piece in found:
        assert fix_text(damage(damage(piece)), profile="repair") == piece


@pytest.mark.parametrize(("language", "line"), LINES, ids=[line for _, line in LINES])
def test_lossy(language: str, line: str) -> None:
    """Whatever is done to a lossy line is proven; at little risk, only characters that stood there come back, in their order."""
    for before, behind in AROUND:
        garbled = damage(before + line + behind)
        for risk in (0.0, 0.001, 1.0):
            outcome = explain(garbled, profile="repair", max_risk=risk)
            edits = [edit for step in outcome.plan.steps for edit in step.edits]
            assert all(proves(edit) for edit in edits)
            assert risk == 1.0 or [edit.after for edit in edits if edit.after not in before + line + behind] == []


def test_whole_file() -> None:
    """A file read as GBK and saved as UTF-8 with the line ends of Windows: every line that kept its bytes is itself again."""
    lines = ["标题", "测试", "def main():", "    pass  # 空的函数", "", "结束"]
    assert all(is_lossless(line + "\r\n") for line in lines)
    content = damage("\r\n".join(lines) + "\r\n").encode("utf-8")
    outcome = fix_bytes(content, profile="repair")
    assert outcome.encoded == ("\r\n".join(lines) + "\r\n").encode("utf-8")
    assert outcome.encoding == "utf-8"


def test_absorbed_letter() -> None:
    """A letter that the damage took into a character comes out again."""
    assert damage("，event") == "锛宔vent"
    assert fix_text("// 鍒濆鍖栵紝event", profile="repair").endswith("event")  # mojibake-fix: ignore
    assert fix_text(damage("初始化系统，event"), profile="repair") == "初始化系统，event"


@pytest.mark.parametrize(
    "line",
    [
        "鍥炬爣 | 图标",
        "娴嬭瘯鏂囦欢 -> 测试文件",
        "`涓枃` 就是 `中文`",
        'assert fix("楠岃瘉璁″垝") == "验证计划"',
        "系统通讯",
    ],
)
def test_examples_stay(line: str) -> None:
    """Damage beside what it should be is an example, also between damaged lines."""
    assert fix_text(line, profile="repair") is line
    document = f"{damage('测试文件已经写好')}\n{line}\n"
    assert fix_text(document, profile="repair") == f"测试文件已经写好\n{line}\n"
