"""One Simplified character with several Traditional forms: which are taken, and which could be."""

from __future__ import annotations

import pytest

from mojibake_fix import Config, fix_text
from mojibake_fix.script.choices import alternatives, reconsider
from mojibake_fix.script.made import Made


def reconsidered(before: str, converted: str) -> str:
    """Return a converted text with the forms that the words on the right ask for."""
    made = Made(before, converted)
    reconsider(made, "s2t")
    return made.after


@pytest.mark.parametrize(
    ("before", "converted"),
    [
        ("头发", "頭髮"),
        ("理发师", "理髮師"),
        ("里长", "里長"),
        ("皇后", "皇后"),
        ("形单只影", "形單隻影"),
        ("形只影单", "形隻影單"),
        ("中国", "中國"),
        ("关系", "關係"),
        ("妈祖是天后，", "媽祖是天后，"),
        ("走5公里路", "走5公里路"),
        ("5分钟后来", "5分鐘後來"),
        ("这三只狗", "這三隻狗"),
        ("一条船只在", "一條船隻在"),
        ("会合并为一", "會合併為一"),
        ("经济体制改革", "經濟體制改革"),
        ("皇太后的", "皇太后的"),
        ("洲美里达美", "洲美里達美"),
        ("我要了解他", "我要了解他"),
        ("右控制杆的长度", "右控制桿的長度"),
        ("这是只有一次", "這是只有一次"),
        ("不只猫喜欢", "不只貓喜歡"),
        ("十几只能用", "十幾只能用"),
        ("这是只猫", "這是隻貓"),
        ("有好多只羊", "有好多隻羊"),
        ("还是只小鸟，", "還是隻小鳥，"),
        ("那是只可爱的猫", "那是隻可愛的貓"),
        ("", ""),
    ],
)
def test_stays(before: str, converted: str) -> None:
    """What a word on the left says stays where no word on the right says otherwise."""
    assert reconsidered(before, converted) == converted


@pytest.mark.parametrize(
    ("before", "converted", "expected"),
    [
        ("被发送", "被髮送", "被發送"),
        ("此系统", "此係統", "此系統"),
        ("不是只有发", "不是隻有發", "不是只有發"),
        ("只影响他", "隻影響他", "只影響他"),
        ("字母后的字", "字母后的字", "字母後的字"),
        ("最多只能有", "最多隻能有", "最多只能有"),
        ("更复杂的问题", "更復雜的問題", "更複雜的問題"),
        ("硬体制造商", "硬體制造商", "硬體製造商"),
        ("等了5天后才来", "等了5天后纔來", "等了5天後纔來"),
        ("等 5 天后，", "等 5 天后，", "等 5 天後，"),
        ("但不复制文件", "但不復制文件", "但不複製文件"),
        ("不会合并文件", "不會合並文件", "不會合併文件"),
        ("还是只取样", "還是隻取樣", "還是只取樣"),
        ("清单只存放", "清單隻存放", "清單只存放"),
        ("好多只是听说", "好多隻是聽說", "好多只是聽說"),
        ("还是只能走", "還是隻能走", "還是只能走"),
        ("还是只狗粮", "還是隻狗糧", "還是只狗糧"),
        ("还是只鸟瞰一下", "還是隻鳥瞰一下", "還是只鳥瞰一下"),
        ("要是只鸡蛋可以", "要是隻雞蛋可以", "要是只雞蛋可以"),
        ("好几只。", "好幾只。", "好幾隻。"),
        ("上千只鸡", "上千只雞", "上千隻雞"),
        ("下一步，并为您", "下一步，併為您", "下一步，並為您"),
    ],
)
def test_changes(before: str, converted: str, expected: str) -> None:
    """A character belongs to the word that it holds to more."""
    assert reconsidered(before, converted) == expected


def test_alternatives() -> None:
    """Every other form is listed, one at a time."""
    assert alternatives("干", "乾") == ["幹", "干", "榦"]
    assert alternatives("头发", "頭髮") == ["頭發"]
    assert alternatives("国", "國") == []
    assert alternatives("打印机", "印表機器") == []


def test_glossary() -> None:
    """A word of the glossary is converted nowhere, whatever stands around it."""
    config = Config(script="tw", glossary=("李松仁", "马里兰"))
    assert fix_text("李松仁说，马里兰的头发", config=config) == "李松仁說，马里兰的頭髮"
    assert fix_text("李松仁說，马里兰的頭髮", config=config) == "李松仁說，马里兰的頭髮"
