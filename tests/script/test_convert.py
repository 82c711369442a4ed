"""Whole texts into one script."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mojibake_fix.config import SCRIPTS, Config
from mojibake_fix.model import Edit, Step
from mojibake_fix.normalise import Rule
from mojibake_fix.pipeline import _Task, repair_bytes
from mojibake_fix.script import dictionaries
from mojibake_fix.script.convert import exact, find, number_of_places
from mojibake_fix.spans import PROSE, Spans, protected

TRADITIONAL = ["hant", "tw", "twp", "hk"]


def converted(text: str, target: str) -> str:
    """Return a text in a script."""
    return Step("script", tuple(find(text, target, protected(text)))).apply(text)


@pytest.mark.parametrize("target", TRADITIONAL)
@pytest.mark.parametrize(
    "text",
    [
        "里長住在馬里蘭州",
        "里長\n皇后的頭髮\n李松仁\n馬里蘭州",
        "隨著資訊與軟體的發展，群眾在床上",
        "国会の会議は続く\n里長與學者們觀察後發現問題",
        "里程碑",
    ],
)
def test_traditional_stays(text: str, target: str) -> None:
    """Text in the target script gets no edits, in whatever regional habit."""
    assert find(text, target, protected(text)) == []


@pytest.mark.parametrize("text", ["里程碑", "着手著作，乾隆年间的问题", "国会の会議は続く", "서울은 大韓民國", "hello", ""])
def test_simplified_stays(text: str) -> None:
    """Simplified, Japanese, Korean and neutral text gets no edits towards Simplified."""
    assert find(text, "hans", protected(text)) == []


def test_keep() -> None:
    """`keep` keeps."""
    assert find("這個问题還沒有結論", "keep", protected("")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("隨著", "随着"),
        ("標志著", "标志着"),
        ("他的名著最著名，顯著影響土著", "他的名著最著名，显著影响土著"),
        ("資訊、軟體、滑鼠", "资讯、软体、滑鼠"),
        ("在這里，後續將", "在这里，后续将"),
        ("乾隆、乾燥、餅乾", "乾隆、干燥、饼干"),
        ("衞生與敍述", "卫生与叙述"),
        ("錢鍾書", "钱锺书"),
        ("這個問題\n看著\n", "这个问题\n看着\n"),
        ("用`標志著`說", "用`標志著`说"),
        ("国会の会議は続く\n這個問題很長", "国会の会議は続く\n这个问题很长"),
    ],
)
def test_to_simplified(text: str, expected: str) -> None:
    """Taiwan's, Hong Kong's and the mainland's Traditional become what the mainland writes."""
    assert converted(text, "hans") == expected


@pytest.mark.parametrize(
    ("target", "text", "expected"),
    [
        ("hant", "马里兰州的里长说头发", "馬里蘭州的里長說頭髮"),
        ("tw", "在这里为群众服务", "在這裡為群眾服務"),
        ("hk", "在这里为群众说话", "在這裏為羣眾説話"),
        ("twp", "这个软件的程序", "這個軟體的程式"),
        ("tw", "里长\n这些长官说头发", "里長\n這些長官說頭髮"),
        ("tw", "皇后\n這個長官说头发", "皇后\n這個長官說頭髮"),
        ("tw", "這個軟體在网络上說", "這個軟體在網絡上說"),
        ("tw", "消息将被发送，和面板", "消息將被發送，和面板"),
        ("hant", "此系统的东西", "此系統的東西"),
        ("hant", "他们常常说「の」,这是日语里面的助词", "他們常常說「の」,這是日語裏面的助詞"),
        ("twp", "将字符串表达式或数字表达式转换为十进制", "將字串表示式或數字表達式轉換為十進位制"),
        ("jp", "國會與學校的龍", "国会与学校的竜"),
        ("jp", "國語を學ぶ", "国語を学ぶ"),
        ("twp", "用`软件`的鼠标，这个软件", "用`软件`的滑鼠，這個軟體"),
    ],
)
def test_to_traditional(target: str, text: str, expected: str) -> None:
    """Simplified becomes the region's Traditional; in a Traditional line only strays and their words change."""
    assert converted(text, target) == expected


WORDS = st.sampled_from(
    [
        *(
            "马里兰州",
            "馬里蘭州",
            "里长",
            "里長",
            "皇后",
            "以後",
            "以后",
            "头发",
            "頭髮",
            "发现",
            "發現",
            "软件",
            "軟體",
            "鼠标",
        ),
        *(
            "随着",
            "隨著",
            "著作",
            "着手",
            "乾隆",
            "乾燥",
            "干净",
            "简体中文",
            "繁體中文",
            "闭環",
            "構建",
            "构建",
            "网络",
            "体",
        ),
        *("崖广", "類別模板", "类模板", "郭伟强", "毕昇", "钱鍾书", "群众", "羣眾", "衞生", "里", "后", "樊於期", "於"),
        *("の", "한", "，", "。", "「", "」", "`", "|", "\n", "\r\n", "a", "1", " "),
    ]
)
MIXTURES = st.lists(WORDS | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=25).map("".join)


@pytest.mark.parametrize("target", SCRIPTS)
@settings(max_examples=150)
@given(text=MIXTURES)
@example(text="马里兰州崖广崖广崖广")
@example(text="`国`")
@example(text="马里兰州\n馬里蘭州崖广\n崖广")
def test_idempotent(target: str, text: str) -> None:
    """A second run finds nothing, whatever is mixed with whatever."""
    once = converted(text, target)
    assert converted(once, target) == once


@pytest.mark.parametrize("target", SCRIPTS)
@settings(max_examples=100)
@given(text=MIXTURES | st.text(max_size=20))
def test_edits_fit(target: str, text: str) -> None:
    """Edits are in order, apart, real changes and outside protected spans."""
    spans = protected(text)
    done = 0
    for edit in find(text, target, spans):
        assert edit.start >= done
        assert text[edit.start : edit.end] == edit.before != edit.after
        assert not spans.covers(edit.start, edit.end)
        done = edit.end


@pytest.mark.parametrize("target", SCRIPTS)
@settings(max_examples=100)
@given(text=MIXTURES)
@example(text="着著\n将字符串表达式或数字表达式\n")
def test_exact_edits(target: str, text: str) -> None:
    """The edits that really change something make the same text, and in each of them every line is touched where it changes."""
    edits = find(text, target, protected(text))
    assert sum(map(number_of_places, edits)) == sum(1 for edit in edits for _ in exact(edit))
    fine = [change for edit in edits for change in exact(edit)]
    assert Step("script", tuple(fine)).apply(text) == Step("script", tuple(edits)).apply(text)
    for change in fine:
        assert "\n" not in change.before
        assert change.before != change.after
        if len(change.before) == len(change.after) and target != "twp":
            assert all(old != new for old, new in zip(change.before, change.after, strict=True))


def test_unspeakable_characters_pass() -> None:
    """NUL, lone surrogates and private use neither stop a conversion nor change."""
    assert converted("這個\ud800問題\x00還沒\ue000有結論", "hans") == "这个\ud800问题\x00还没\ue000有结论"


LONG = "这些长官说，里长将被发送的数据和面板上的头发整理好了。\n" * 400


def test_opencc_reads_a_text_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A conversion costs what OpenCC costs: of a text it sees each character once, and then a few words."""
    convert = dictionaries._converter("s2t")
    seen: list[int] = []

    def counted(name: str) -> Callable[[str], str]:
        return lambda text: seen.append(len(text)) or convert(text)  # type: ignore[func-returns-value]

    monkeypatch.setattr(dictionaries, "_converter", counted)
    assert "將被發送的數據" in converted(LONG, "hant")
    assert sum(seen) < 1.05 * len(LONG)


def test_rules_are_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a text that is set well, a conversion gives the rules nothing new to find."""
    asked: list[str] = []
    find = Rule.find

    def counted(rule: Rule, text: str, spans: Spans) -> Iterable[Edit]:
        asked.append(rule.id)
        return find(rule, text, spans)

    monkeypatch.setattr(Rule, "find", counted)
    _Task(Config(script="hant"), PROSE, damaged=False).steps(f"{LONG}用 (a/b) 算。")
    assert {"punctuation", "script"} <= set(asked)
    assert len(asked) == len(set(asked))


def test_places_are_counted_or_told() -> None:
    """A report that nobody asked for place by place has a finding for each stretch, and knows how many places there are."""
    data = "这些长官说，里长\n用`软件`说\n".encode()
    told = repair_bytes(data, Config(script="tw"))
    counted = repair_bytes(data, Config(script="tw"), one_by_one=False)
    assert counted.text == told.text
    assert len(counted.findings) == 2
    assert sum(finding.places for finding in counted.findings) == len(told.findings) == 5
