"""What is not damaged comes back as the same object, and nothing is said against it."""

from __future__ import annotations

import json
import random
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest

from mojibake_fix import explain
from mojibake_fix.restore.channels import channels_of, corrupt

PROJECT = Path(__file__).resolve().parent.parent.parent
CASES = PROJECT / "tests/cases"
SAMPLES = PROJECT / "samples"


def cases(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]


NEGATIVE = cases("negative.jsonl")
MINED = cases("mined_negatives.jsonl")
UNDONE = cases("known_failures.jsonl")
RISKS = (0.0, 0.01, 1.0)


def untouched(text: str) -> None:
    """Hold that no risk makes anything of a text."""
    for risk in RISKS:
        outcome = explain(text, profile="repair", max_risk=risk)
        assert [(finding.rule, finding.before, finding.after) for finding in outcome.findings] == []
        assert (outcome.text is text) is True  # the comparison, not two long texts, is what a failure shows


def is_untouched(text: str) -> bool:
    """Tell whether nothing is made of a text, for those of which there are many: all that fail are shown.

    All risk is allowed: what a smaller one allows, it allows, too.
    """
    outcome = explain(text, profile="repair", max_risk=1.0)
    return outcome.text is text and not outcome.findings


def is_unchanged(text: str) -> bool:
    """Tell whether a text stays as it is, all risk allowed, where something may be said against it."""
    return explain(text, profile="repair", max_risk=1.0).text is text


def test_labels_are_unique() -> None:
    """A failing case can be found by its label."""
    labels = [case["label"] for case in (*NEGATIVE, *MINED)]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("case", NEGATIVE, ids=[case["label"] for case in NEGATIVE])
def test_case(case: dict[str, Any]) -> None:
    """No case is touched or suspected, whatever the risk."""
    untouched(case["text"])


BY_LINE = [case for case in NEGATIVE if not case.get("whole")]  # the others say in one line what another one shows


@pytest.mark.parametrize("case", BY_LINE, ids=[case["label"] for case in BY_LINE])
def test_line_of_a_case(case: dict[str, Any]) -> None:
    """No line of a case is either, on its own."""
    for line in set(case["text"].split("\n")):
        untouched(line)


def test_all_cases_together() -> None:
    """One document of all cases is left alone: what one of them says does not convict another."""
    untouched("\n".join(case["text"] for case in NEGATIVE))


SPEAKS_OF_DAMAGE = (
    *("*.md", "docs/*.md", "samples/README.md", "samples/expected/*", "mojibake_fix/**/*.py"),
    *("tools/*.md", "tools/**/*.py", "tests/**/*.py", "tests/*/*.md", "tests/cases/*.jsonl", "mojibake_fix/**/*.tsv"),
)
FOUND = {path for pattern in SPEAKS_OF_DAMAGE for path in PROJECT.glob(pattern)}
PROJECT_FILES = sorted(path.relative_to(PROJECT).as_posix() for path in FOUND if path.name != "mined_negatives.jsonl")  # by line


@pytest.mark.parametrize("name", PROJECT_FILES)
def test_file_of_this_project(name: str) -> None:
    """Nothing in what this project says about damage, its tables and its tests, is restored."""
    assert is_unchanged((PROJECT / name).read_bytes().decode("utf-8"))


@pytest.mark.parametrize("case", UNDONE, ids=[case["label"] for case in UNDONE])
@pytest.mark.xfail(strict=True, reason="a known failure")
def test_known_failure(case: dict[str, Any]) -> None:
    """What is known to fail still fails; an accidental improvement is noticed."""
    outcome = explain(case["before"], profile="repair", max_risk=1.0)
    assert outcome.text == case["after"]
    assert case["before"] != case["after"] or not outcome.findings


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("clean.*")))
def test_clean_sample(name: str) -> None:
    """The clean samples are clean, whole and line by line."""
    text = (SAMPLES / name).read_bytes().decode("utf-8")
    untouched(text)
    for line in text.split("\n"):
        untouched(line)


HAN = [chr(code) for code in range(0x4E00, 0xA000)]
GBK = [character for character in HAN if len(character.encode("gbk", "ignore")) == 2]
RARE = [character for character in GBK if not character.encode("gb2312", "ignore")]


def lines(characters: list[str], width: int) -> str:
    return "\n".join("".join(characters[k : k + width]) for k in range(0, len(characters), width))


def in_order(codec: str, leads: range, trails: list[int]) -> list[str]:
    """Return the Han characters of a double-byte code in its own order."""
    pairs = (bytes([lead, trail]).decode(codec, "ignore") for lead in leads for trail in trails)
    return [character for character in pairs if len(character) == 1 and "\u4e00" <= character <= "\u9fff"]


TABLES = {
    "Unicode": HAN,
    "GBK": in_order("gbk", range(0x81, 0xFF), [*range(0x40, 0x7F), *range(0x80, 0xFF)]),
    "GB2312": in_order("gb2312", range(0xB0, 0xF8), [*range(0xA1, 0xFF)]),
    "Big5": in_order("big5", range(0xA4, 0xFA), [*range(0x40, 0x7F), *range(0xA1, 0xFF)]),
    "Shift-JIS": in_order("cp932", range(0x88, 0xFD), [*range(0x40, 0x7F), *range(0x80, 0xFD)]),
    "EUC-KR": in_order("cp949", range(0xCA, 0xFE), [*range(0xA1, 0xFF)]),
}


@pytest.mark.parametrize("width", [16, 94])
@pytest.mark.parametrize("name", TABLES)
def test_characters_in_code_order(name: str, width: int) -> None:
    """A table of all Han characters of a code is no damage, though rare neighbours abound in it."""
    untouched(lines(TABLES[name], width))


LEVEL_1 = {  # the part of a chart that goes by sound
    "GB2312": in_order("gb2312", range(0xB0, 0xD8), [*range(0xA1, 0xFF)]),
    "JIS": in_order("euc_jp", range(0xB0, 0xD0), [*range(0xA1, 0xFF)]),
    "KS X 1001": in_order("euc_kr", range(0xCA, 0xFE), [*range(0xA1, 0xFF)]),
}


@pytest.mark.parametrize("name", LEVEL_1)
def test_homophones(name: str) -> None:
    """Characters that sound alike, in any order, are no damage, neither row by row nor in a dictionary of them."""
    chance = random.Random(20)
    starts = (chance.randrange(len(LEVEL_1[name]) - 32) for _ in range(150))
    near = [LEVEL_1[name][start : start + chance.choice((8, 14, 22, 32))] for start in starts]
    rows = ["".join(chance.sample(each, chance.randint(4, min(len(each), 18)))) for each in near]
    assert [row for row in rows if not is_unchanged(row)] == []
    assert is_unchanged("\n".join(f'  "{k}": "{row}",' for k, row in enumerate(rows)))


@pytest.mark.parametrize("name", LEVEL_1)
def test_characters_in_no_order(name: str) -> None:
    """Common characters in any other order, by how often they are written, hardly ever are damage, nor is a list of them."""
    chance = random.Random(20)
    rows = ["".join(chance.sample(LEVEL_1[name], chance.randint(6, 40))) for _ in range(150)]
    assert len([row for row in rows if not is_unchanged(row)]) <= 1
    findings = explain("\n".join(rows), profile="repair", max_risk=1.0).findings
    assert len([finding for finding in findings if finding.after is not None]) <= 1


def outline(chance: random.Random, longest: int) -> str:
    """Return the outline of a region as maps for web pages have it: of each step in either direction a character, from @ on."""
    steps = (round(chance.choice((-1, 1)) * chance.expovariate(4 / longest)) for _ in range(400))
    return "".join(chr(0x40 + (step << 1 if step >= 0 else -step * 2 - 1)) for step in steps)


@pytest.mark.parametrize("longest", [60, 120])
def test_outlines_on_a_map(longest: int) -> None:
    """Numbers that are written as characters are no text, however much of them would be in some encoding."""
    chance = random.Random(longest)
    regions = [f"{{name:'新疆', coordinates:['@@{outline(chance, longest)}']}}" for _ in range(8)]
    assert [region for region in regions if not is_unchanged(region)] == []
    assert is_unchanged(",".join(regions))
    assert is_unchanged("\n".join(regions))


@pytest.mark.parametrize("pool", [HAN, GBK, RARE], ids=["Unicode", "GBK", "outside GB2312"])
def test_random_characters(pool: list[str]) -> None:
    """Twenty thousand characters drawn at random, in lines and in one, are no damage: by chance some decode as UTF-8."""
    drawn = random.Random(20).choices(pool, k=20_000)
    untouched(lines(drawn, 24))
    untouched("".join(drawn[:8_000]))


def pairs(*ranges: tuple[str, str]) -> list[str]:
    """Return every two characters, in any order, out of some ranges of Unicode."""
    pool = [chr(code) for first, last in ranges for code in range(ord(first), ord(last) + 1)]
    return ["".join(pair) for pair in product(pool, repeat=2)]


def neighbours(characters: list[str]) -> list[str]:
    return ["".join(pair) for pair in pairwise(characters)]


SIGNS_AND_CAPITALS = [chr(code) for code in range(0xA1, 0xDF) if chr(code) != "Ã"]  # which UTF-8 leaves of ß, and nothing else
FAMILIES = {
    "GB2312 and ?": [character + "?" for character in TABLES["GB2312"]],
    "GB2312 and ？": [character + "？" for character in TABLES["GB2312"]],
    **{f"neighbours in {name}": neighbours(TABLES[name]) for name in TABLES},
    "half-width katakana": pairs(("｡", "ﾟ")),
    "box drawing": pairs(("─", "╿")),
    "box drawing in words": [f"wo{pair}rd" for pair in pairs(("─", "╿"))],
    "signs and capitals in words": [f"sec{character}on" for character in SIGNS_AND_CAPITALS],
    "signs and capitals between words": [f"foo{each}bar{each}baz{each}qux" for each in SIGNS_AND_CAPITALS],
    "block elements": pairs(("▀", "▟")),
    "letters of Latin-1": pairs(("À", "Ö"), ("Ø", "ö"), ("ø", "ÿ")),
    "Cyrillic": pairs(("Ё", "Ё"), ("А", "я"), ("ё", "ё")),
    "Cyrillic beyond Russian": pairs(("Ѐ", "Џ"), ("Р", "С")),
    "Greek": pairs(("Ά", "Ά"), ("Έ", "Ί"), ("Ό", "Ό"), ("Ύ", "Ρ"), ("Σ", "Ω")),
}
FORMS = {
    "alone": "{0}",
    "in a line": "名称 {0} name",
    "CSV cell": "1,{0},a\n",
    "repeated down a file": "{0}\n" * 40,
}
DRAWN = 200


def drawn(spans: list[str]) -> list[str]:
    """Return some spans of a family, the same ones each time."""
    return random.Random(20).sample(spans, min(DRAWN, len(spans)))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("family", FAMILIES)
def test_span_of_a_family(family: str, form: str) -> None:
    """No span of a family is damage, as the only one in a text."""
    assert [span for span in drawn(FAMILIES[family]) if not is_untouched(FORMS[form].format(span))] == []


@pytest.mark.parametrize("form", ["{}\n", "1,{},a\n"], ids=["one a line", "a column of CSV"])
@pytest.mark.parametrize("family", FAMILIES)
def test_whole_family(family: str, form: str) -> None:
    """All spans of a family in one text are no damage either: what one does not prove, thousands do not prove together."""
    assert is_untouched("".join(map(form.format, FAMILIES[family])))


@pytest.mark.parametrize("mark", ["?", "？", "\ufffd"])
@pytest.mark.parametrize("form", FORMS)
def test_hanzi_before_a_mark(mark: str, form: str) -> None:
    """Any Han character may stand before a mark that lost bytes leave too; nothing is put in their place."""
    assert [character for character in drawn(HAN) if not is_unchanged(FORMS[form].format(character + mark))] == []


@pytest.mark.parametrize("mark", ["?", "？", "\ufffd"])
def test_every_hanzi_before_a_mark(mark: str) -> None:
    """All of them, one a line, are no reason to fill in anything."""
    assert is_unchanged("".join(f"{character}{mark}\n" for character in HAN))


@pytest.mark.parametrize("mark", ["?", "・"])
def test_every_syllable_before_a_mark(mark: str) -> None:
    """Nor are all Hangul syllables, in a row: of some and a mark, four bytes are an emoji."""
    assert is_unchanged("".join(f"{chr(syllable)}{mark}" for syllable in range(0xAC00, 0xCAF0)))


@pytest.mark.parametrize("form", FORMS)
def test_replacement_character_behind_a_hanzi(form: str) -> None:
    """Said to be lost is U+FFFD, not the character before it."""
    text = FORMS[form].format("中\ufffd")
    assert {finding.before for finding in explain(text, profile="repair").findings} == {"\ufffd"}


# Tokens that somebody wrote, in a document of which a channel has damaged other lines: what it did there, it did not do here.
DAMAGED = {
    "gbk": [
        "// 打开阀门的开关，然后等待水泵启动",
        "// 检查温度传感器的状态 是否正常",
        "// 如果没有找到“配置”，就使用默认的设置（可选）。",
    ],
    "shift-jis": [
        "// 設定を保存してから、もう一度お試しください。",
        "// ファイルが見つかりませんでした。",
        "// 値を返す（省略可）",
    ],
    "euc-kr": [
        "// 파일을 찾을 수 없습니다. 다시 시도해 주세요.",
        "// 사용자 이름과 비밀번호를 입력하세요!",
        "// 기본값을 반환한다",
    ],
    "cp949/java": ["// 파일을 찾을 수 없습니다. 다시 시도해 주세요.", "// 사용자 이름과 비밀번호를 입력하세요!"],
}
LETTERS = {
    "hanzi": "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年也而二",
    "kana": "あいうえおかきくけこさしすせそたちつてとなにのはひふまみむもやよらりるれろわをんアイウエオカキク",
    "hangul": "가나다라마바사아자차카타파하이그저것수있을를은는에의로도만한고지기대일정시인해어왜뭐네응",
}
HONEST = [
    *("SELECT ?,? FROM t WHERE a = ?", "x ? y : z // 条件? 真 : 假", "// 为什么?? 不知道", "if (a?.b ?? c) // 空值合并 ??"),
    *("url?a=1&b=2 地址", "Really??", "妞?", "妞? 来玩", "왜??", "ㅋㅋ??", "뭐?? 진짜??", "맞아? 응?", "何??", "真的?!"),
    *("ほんと・・・", "え・・・まあ", "A・B・C", "ﾃｽﾄ・ﾊﾝｶｸ", "東京・大阪・京都", "※・・・※", "なに？？"),
    *("김?수 씨", "가격: ???원", "이름 ????", "姓名：???", "未知 ???", "????", "??"),
]
TAKEN = {  # by a guess that only someone makes who bears all risk
    ("euc-kr", "hanzi", "?"): "a Han character and a token are by chance what is left of a Hangul syllable",
}


def amid_damage(reader: str, lines: list[str]) -> str:
    """Return a document with some lines between damaged ones."""
    damaged = [corrupt(channels_of(f"utf8-as-{reader}"), line) for line in DAMAGED[reader]]
    return "\n".join([*damaged, *lines, *damaged, ""])


def not_in(lines: list[str], text: str, risk: float) -> list[str]:
    """Return the lines that a repaired text does not have any more."""
    kept = set(explain(text, profile="repair", max_risk=risk).text.split("\n"))
    return [line for line in lines if line not in kept]


@pytest.mark.parametrize("reader", DAMAGED)
def test_honest_lines_amid_damage(reader: str) -> None:
    """What code, chats and forms write with tokens in it stays, whatever happened to the lines around."""
    text = amid_damage(reader, HONEST)
    assert explain(text, profile="repair", max_risk=1.0).text != text
    assert not_in(HONEST, text, 1.0) == []


def token_rows() -> list[Any]:
    marks = {"gbk": ("?", "\ufffd"), "shift-jis": ("・", "・・・"), "euc-kr": ("?",), "cp949/java": ("\ufffd",)}
    rows = [(reader, letters, mark) for reader in DAMAGED for letters in LETTERS for mark in marks[reader]]
    return [pytest.param(*row, marks=[pytest.mark.xfail(strict=True, reason=TAKEN[row])] if row in TAKEN else []) for row in rows]


def lines_with(letters: str, mark: str) -> list[str]:
    """Return sentences in which each letter is followed by a mark, once or twice, within a line and at its end."""
    forms = ("他说的是{0}{1} 对吗", "이것은 {0}{1} 맞나", "それは{0}{1}{1}", "왜{0}{1}")
    return [form.format(letter, mark) for letter in LETTERS[letters] for form in forms]


@pytest.mark.parametrize(("reader", "letters", "mark"), token_rows())
def test_letters_before_a_token_amid_damage(reader: str, letters: str, mark: str) -> None:
    """Any letter may stand before what lost bytes leave too, in a document that has lost some."""
    lines = lines_with(letters, mark)
    assert not_in(lines, amid_damage(reader, lines), 1.0) == []


@pytest.mark.parametrize(("reader", "letters", "mark"), [row[:3] for row in TAKEN])
def test_letters_before_a_token_by_default(reader: str, letters: str, mark: str) -> None:
    """Where all risk would take some, the default takes none."""
    lines = lines_with(letters, mark)
    assert not_in(lines, amid_damage(reader, lines), 0.01) == []


@pytest.mark.parametrize("case", MINED, ids=[case["label"] for case in MINED])
def test_mined_case_proves(case: dict[str, Any]) -> None:
    """A mined line holds a span that a channel explains: without that it would be no hard negative."""
    assert case["span"] in case["text"]
    assert case["restored"] != case["span"]
    assert corrupt(channels_of(case["family"]), case["restored"]) == case["span"]


MINED_FAMILIES = sorted({case["family"] for case in MINED})
REPEATED = 15  # of a family: those that come first gain most


def changed(cases: list[dict[str, Any]], form: str) -> list[str]:
    """Return the labels of the cases that are changed in some form."""
    return [case["label"] for case in cases if not is_unchanged(form.format(case["text"]))]


@pytest.mark.parametrize("family", MINED_FAMILIES)
def test_mined_lines(family: str) -> None:
    """No mined line is changed: alone, as a cell, or down a file."""
    cases = [case for case in MINED if case["family"] == family]
    assert changed(cases, "{0}") == []
    assert changed(cases, "1,{0},a\n") == []
    assert changed(cases[:REPEATED], "{0}\n" * 40) == []
