"""Formats: what in a file is text, and that its structure stays."""

from __future__ import annotations

import csv
import json
import sys
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mojibake_fix import Config
from mojibake_fix.normalise import RULES
from mojibake_fix.pipeline import repair_bytes
from mojibake_fix.runner import format_of
from mojibake_fix.spans import ALSO, DOCUMENTS
from mojibake_fix.spans.formats import DATA

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

yaml = pytest.importorskip("yaml")
EVERYTHING = Config(
    max_risk=0, also=tuple(ALSO), script="tw", rules={rule.id: "on" for rule in RULES if rule.id != "corner-quotes"}
)

# A file's name, what stands in it, and what becomes of that.
CASES = {
    "keys and numbers of JSON": ("a.json", '{"键,一": ["值,二", 1.5, true]}', '{"键,一": ["值，二", 1.5, true]}'),
    "escapes of JSON": ("a.json", '{"a": "甲\\n,乙\\u4e2d,丙,丁"}', '{"a": "甲\\n,乙\\u4e2d,丙，丁"}'),
    "lines of JSON": ("a.jsonl", '{"a": "甲,乙"}\n{"a": "丙!"}\n', '{"a": "甲，乙"}\n{"a": "丙！"}\n'),
    "JSON with comments": ("a.json", '{"a": "甲,乙"} // 注', '{"a": "甲,乙"} // 注'),
    "keys of YAML": ("a.yaml", "键,一: 值,二  # 注,三\n", "键,一: 值，二  # 注,三\n"),
    "a block of YAML": ("a.yml", "a: |\n  甲,乙\n  丙!\nb: 1\n", "a: |\n  甲，乙\n  丙！\nb: 1\n"),
    "text of YAML that would become a number": ("a.yaml", "甲: ８０\n乙: 丙,丁\n", "甲: ８０\n乙: 丙,丁\n"),
    "a list of YAML": ("a.yaml", "- 甲,乙\n- '丙,丁'\n- [甲, 乙]\n", "- 甲，乙\n- '丙，丁'\n- [甲, 乙]\n"),
    "invalid YAML": ("a.yaml", "甲: [乙,丙\n", "甲: [乙,丙\n"),
    "TOML": ("a.toml", '"键,一" = "值,二" # 注,三\nb = \'丙,丁\'\n', '"键,一" = "值，二" # 注,三\nb = \'丙，丁\'\n'),
    "the cells of CSV": ("a.csv", '甲,"乙,丙",丁!\n', '甲,"乙，丙",丁！\n'),
    "the names of columns of CSV": (
        "a.csv",
        '"名,一",金额(元)\n"甲,乙",丙(丁)\n"戊,己",好\n',
        '"名,一",金额(元)\n"甲，乙",丙（丁）\n"戊，己",好\n',
    ),
    "CSV between tabs": ("a.tsv", "甲,乙\t丙!\n", "甲，乙\t丙！\n"),
    "INI": ("a.ini", "[节,一]\n键,二 = 值,三\n; 注,四\n", "[节,一]\n键,二 = 值，三\n; 注,四\n"),
    "XML": ("a.xml", '<a b="甲,乙">丙,丁</a><![CDATA[戊,己]]>', '<a b="甲,乙">丙，丁</a><![CDATA[戊,己]]>'),
    "translations": (
        "a.po",
        'msgid ""\nmsgstr "头,一\\n"\n\n#. 注,二\nmsgid "a,中,b"\nmsgstr "甲%(名,字)s,乙\\n"\n"丙,丁"\n',
        'msgid ""\nmsgstr "头,一\\n"\n\n#. 注,二\nmsgid "a,中,b"\nmsgstr "甲%(名,字)s,乙\\n"\n"丙，丁"\n',
    ),
    "subtitles": (
        "a.ass",
        "[Events]\nTitle: 甲,乙\nDialogue: 0,0:00:01.00,0:00:02.00,默认,,0,0,0,,{\\fn宋体,乙}好,的\\N再见!\n",
        "[Events]\nTitle: 甲,乙\nDialogue: 0,0:00:01.00,0:00:02.00,默认,,0,0,0,,{\\fn宋体,乙}好，的\\N再见！\n",
    ),
    "reStructuredText": (
        "a.rst",
        "标题(一)\n========\n\n甲,乙 ``丙,丁`` :ref:`戊,己`\n\n.. code-block:: py\n\n   甲,乙\n\n代码::\n\n   甲,乙\n",
        "标题(一)\n========\n\n甲，乙 ``丙,丁`` :ref:`戊,己`\n\n.. code-block:: py\n\n   甲,乙\n\n代码::\n\n   甲,乙\n",
    ),
    "LaTeX": (
        "a.tex",
        "\\section{甲,乙}\\label{丙,丁} $戊,己$ % 注,一\n\\begin{equation}甲,乙\\end{equation}他--她\n",
        "\\section{甲，乙}\\label{丙,丁} $戊,己$ % 注,一\n\\begin{equation}甲,乙\\end{equation}他--她\n",
    ),
    "addresses, paths, patterns and statements in JSON": (
        "a.json",
        '{"a": ["http://例.com/甲,乙", "图/甲,乙.png", "^甲,乙$", "甲(?:乙)?", "SELECT 甲,乙 FROM 丙", "甲,乙"]}',
        '{"a": ["http://例.com/甲,乙", "图/甲,乙.png", "^甲,乙$", "甲(?:乙)?", "SELECT 甲,乙 FROM 丙", "甲，乙"]}',
    ),
    "commands in YAML": ("a.yml", "run: |\n  echo 甲,乙\nname: 甲,乙\n", "run: |\n  echo 甲,乙\nname: 甲，乙\n"),
    "the names of tables in TOML": ("a.toml", '["甲,乙".b]\nc = ["丙,丁"]\n', '["甲,乙".b]\nc = ["丙，丁"]\n'),
    "a path in XML": ("a.xml", "<a>图/甲,乙(1).png</a><b>丙,丁</b>", "<a>图/甲,乙(1).png</a><b>丙，丁</b>"),
    "voices of WebVTT": (
        "a.vtt",
        "WEBVTT 甲,乙\n\nSTYLE\n甲,乙\n\n00:01.000 --> 00:02.000\n<v 甲,乙>丙,丁</v><c.甲,乙>戊</c>\n",
        "WEBVTT 甲,乙\n\nSTYLE\n甲,乙\n\n00:01.000 --> 00:02.000\n<v 甲,乙>丙，丁</v><c.甲,乙>戊</c>\n",
    ),
    "names and tables of reStructuredText": (
        "a.rst",
        "甲,乙 |丙,丁|\n\n.. |丙,丁| replace:: 戊,己\n\n.. image:: 甲,乙.png\n   :name: 甲,乙\n\n"
        ".. note:: 甲,乙\n\n   丙,丁\n\n.. toctree::\n\n   甲,乙\n\n戊,己\n",
        "甲，乙 |丙,丁|\n\n.. |丙,丁| replace:: 戊，己\n\n.. image:: 甲,乙.png\n   :name: 甲,乙\n\n"
        ".. note:: 甲，乙\n\n   丙，丁\n\n.. toctree::\n\n   甲,乙\n\n戊，己\n",
    ),
    "tables and sessions of reStructuredText": (
        "a.rst",
        "+------+\n| 甲,乙|\n+------+\n\n=====  ==\n甲,乙  丙\n=====  ==\n\n>>> f('甲,乙')\n甲,乙\n\n戊,己\n",
        "+------+\n| 甲,乙|\n+------+\n\n=====  ==\n甲,乙  丙\n=====  ==\n\n>>> f('甲,乙')\n甲,乙\n\n戊，己\n",
    ),
    "names in LaTeX": (
        "a.tex",
        "甲,乙\\bibitem{丙:1}\\index{丁!戊}\\hyperref[己:1]{庚}\\ctexset{名={甲,乙}}\n",
        "甲，乙\\bibitem{丙:1}\\index{丁!戊}\\hyperref[己:1]{庚}\\ctexset{名={甲,乙}}\n",
    ),
    "code and templates in HTML": (
        "a.html",
        "<samp>甲,乙</samp><var>甲,乙</var>{{ 甲,乙 }}{% if 甲,乙 %}<%= 甲,乙 %>\n<p>丙,丁</p>",
        "<samp>甲,乙</samp><var>甲,乙</var>{{ 甲,乙 }}{% if 甲,乙 %}<%= 甲,乙 %>\n<p>丙，丁</p>",
    ),
    "what says that it is Japanese": (
        "a.html",
        '<p>甲,乙</p><div lang="ja"><div>東京都,大阪府</div>京都府,奈良県</div><p xml:lang="ko-KR">甲,乙</p>丙,丁',
        '<p>甲，乙</p><div lang="ja"><div>東京都,大阪府</div>京都府,奈良県</div><p xml:lang="ko-KR">甲,乙</p>丙，丁',
    ),
    "what is no word in JSON": ("a.json", '{"a": ["。。", "\ufeff"], "b": "甲,乙"}', '{"a": ["。。", "\ufeff"], "b": "甲，乙"}'),
    "a place for a value in a translation": (
        "a.po",
        'msgid "a"\nmsgstr "甲%(名,字)s乙,丙"\n',
        'msgid "a"\nmsgstr "甲%(名,字)s乙，丙"\n',
    ),
    "references of HTML": ("a.html", "<p>甲&nbsp;,乙,丙&#20013;!</p>", "<p>甲&nbsp;,乙，丙&#20013;!</p>"),
}


def treated(name: str, text: str, config: Config) -> str:
    """Return the text of a file after the rules."""
    return repair_bytes(text.encode(), config, format_of(name, config)).text


@pytest.mark.parametrize(("name", "text", "expected"), CASES.values(), ids=CASES)
def test_text_changes(name: str, text: str, expected: str) -> None:
    """What people read changes, structure stays, and a second run finds nothing."""
    config = Config(also=("data",))
    assert treated(name, text, config) == expected
    assert treated(name, expected, config) == expected


@pytest.mark.parametrize("name", [f"a{end}" for end in DATA] + ["a.py", "a.c", "a", "Makefile"])
def test_unasked(name: str) -> None:
    """Data and code are left alone unless somebody asks."""
    text = '{"a": "甲,乙"}  # 丙,丁'
    assert treated(name, text, Config()) == text


STRINGS = {
    "what is no word": ("a.js", "x = ['\ufeff' + csv, '。。']\n", "x = ['\ufeff' + csv, '。。']\n"),
    "a pattern": (
        "a.py",
        "x = re.compile(r'个(多)?季')\ny = '[k万萬]元[0-9]'\n",
        "x = re.compile(r'个(多)?季')\ny = '[k万萬]元[0-9]'\n",
    ),
    "strings in rows": ("a.js", "x = {\n    a: '甲(乙)',\n    b: '丙',\n};\n", "x = {\n    a: '甲（乙）',\n    b: '丙',\n};\n"),
    "a list that is parted": (
        "a.js",
        "week: '一,二,三,四,五,六,日',\nb: '甲,乙',\n",
        "week: '一,二,三,四,五,六,日',\nb: '甲，乙',\n",
    ),
    "a key that stands elsewhere": (
        "a.py",
        "x.columns = ['甲(乙)', \"丙(丁)\"]\ny = x[\"甲(乙)\"]\nz = {'是,否': '是,否'}\n",
        "x.columns = ['甲(乙)', \"丙（丁）\"]\ny = x[\"甲(乙)\"]\nz = {'是,否': '是，否'}\n",
    ),
    "a table of characters": ("a.py", "x = ['Ａ', \"Ｂ\", '⽤', 'Ａ甲']\n", "x = ['Ａ', \"Ｂ\", '⽤', 'A甲']\n"),
    "brackets around a value": ("a.py", 'x = f"甲 (乙: {b})"\n', 'x = f"甲（乙： {b}）"\n'),
}


@pytest.mark.parametrize(("name", "text", "expected"), STRINGS.values(), ids=STRINGS)
def test_strings(name: str, text: str, expected: str) -> None:
    """Each string is read by itself: what stands between strings parts nothing, and a sign alone is for programs."""
    assert treated(name, text, Config(also=("strings",))) == expected


SOURCE = {
    "a.py": '# 注,一\n键 = "值,二"\ndef f(甲,乙):\n    """说,明"""\n',
    "a.c": '// 注,一\nchar *键 = "值,二"; /* 说,明 */\n',
    "a.js": "// 注,一\nlet 键 = '值,二'; /* 说,明 */\n",
    "a.go": '// 注,一\nvar 键 = "值,二" /* 说,明 */\n',
}


@pytest.mark.parametrize("name", SOURCE)
def test_source_code(name: str) -> None:
    """Comments, strings, or both change where they are asked for; code never."""
    text = SOURCE[name]
    commented = text.replace("注,一", "注，一").replace("说,明", "说，明")
    assert treated(name, text, Config(also=("comments",))) == commented
    assert treated(name, text, Config(also=("strings",))) == text.replace("值,二", "值，二")
    assert treated(name, text, Config(also=("comments", "strings"))) == commented.replace("值,二", "值，二")


# Comments and strings that programs read.
FOR_PROGRAMS = {
    "a.py": '# type: 甲,乙\n# TODO(甲): 乙,丙\ndef f():\n    """说,明\n\n    >>> f("甲,乙")\n    甲,乙\n\n'
    '    :甲 乙: 丙\n    """\nx = {"甲,乙": 1, \'丙:丁\': y["甲,乙"]}\nif x == "甲,乙" or "甲,乙" == x:\n'
    '    _("甲,乙"), "甲,乙".split(","), "图/甲,乙.png"\n',
    "a.js": "//nolint:甲,乙\n/** 说,明\n * @example f('甲,乙')\n */\nx = {'甲:乙': 1}; t('甲:乙');\n"
    "x === '甲,乙'; switch (x) { case '甲:乙': }\nexpect(x).toBe('甲,乙'); x.includes('甲:乙');\n",
}


@pytest.mark.parametrize("name", FOR_PROGRAMS)
def test_comments_and_strings_for_programs(name: str) -> None:
    """Instructions, sessions, keys and what is compared stay; what people read beside them changes."""
    text = FOR_PROGRAMS[name]
    expected = text.replace("说,明", "说，明").replace("乙,丙\n", "乙，丙\n")
    assert treated(name, text, Config(also=("comments", "strings"))) == expected


def test_hidden_code_is_reported() -> None:
    """A direction mark that hides what code says is found in every file."""
    config = Config()
    outcome = repair_bytes("if x: # \u202e y\n".encode(), config, format_of("a.py", config))
    assert [finding.rule for finding in outcome.findings] == ["direction"]
    assert not outcome.changed


WORDS = st.sampled_from(
    [
        *"中文简体發后，,:;!?()\"'\\/{}[]%&<>=#-_.~$@`|* \n\tA1Ａ１あ한",
        "...",
        "--",
        "::",
        "\u00a0",
        "\\n",
        "<b>",
        "{x}",
        "%s",
        "8０",
    ]
)
TEXTS = st.lists(WORDS, max_size=14).map("".join)
VALUES = st.recursive(
    TEXTS | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


def bare(value: Any) -> Any:
    """Return a tree with its texts, not its keys, taken out."""
    if isinstance(value, dict):
        return {key: bare(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [bare(inner) for inner in value]
    return str if isinstance(value, str) else value


@settings(max_examples=60)
@given(VALUES, st.booleans())
def test_json_stays(value: Any, escaped: bool) -> None:
    """A document of JSON parses to the same tree but for its texts."""
    text = json.dumps(value, ensure_ascii=escaped)
    assert bare(json.loads(treated("a.json", text, EVERYTHING))) == bare(value)


@settings(max_examples=60)
@given(VALUES, st.sampled_from([None, '"', "'", "|"]))
@example({"甲": "８０"}, None)
def test_yaml_stays(value: Any, style: str | None) -> None:
    """A document of YAML has the same tree but for its texts."""
    text = yaml.safe_dump(value, allow_unicode=True, default_style=style)
    before = yaml.safe_load(text)  # what a dump cannot say, such as a tab in some places, is not our matter
    assert bare(yaml.safe_load(treated("a.yaml", text, EVERYTHING))) == bare(before)


@settings(max_examples=60)
@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_csv_stays(rows: list[list[str]]) -> None:
    """A table has the same cells."""
    text = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)
    after = treated("a.csv", text, EVERYTHING)
    assert [len(row) for row in csv.reader(after.splitlines(keepends=True))] == [len(row) for row in rows]


@settings(max_examples=60)
@given(st.dictionaries(TEXTS.map(lambda key: json.dumps(key, ensure_ascii=False)), TEXTS, max_size=4))
def test_toml_stays(table: dict[str, str]) -> None:
    """A document of TOML has the same keys."""
    text = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in table.items())
    assert list(tomllib.loads(treated("a.toml", text, EVERYTHING))) == list(tomllib.loads(text))


@settings(max_examples=150)
@given(st.sampled_from([f"a{end}" for end in (*DOCUMENTS, *DATA)] + ["a.py", "a.c"]), TEXTS)
def test_any_text(name: str, text: str) -> None:
    """Whatever stands in a file of whatever name: nothing crashes, and a second run finds nothing."""
    once = treated(name, text, EVERYTHING)
    assert treated(name, once, EVERYTHING) == once
