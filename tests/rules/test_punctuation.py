"""Half-width marks in Chinese: what stays, and what becomes full-width."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mojibake_fix.model import Step
from mojibake_fix.normalise import punctuation
from mojibake_fix.normalise.punctuation import find
from mojibake_fix.spans import protected

UNCHANGED = {
    "a Latin letter behind": "你好,world",
    "a Latin word behind that is no clause": "参数有名称,name,后缀,suffix值",
    "times, ratios and numbers": "比例3:2、时间12:30、共1,234人",
    "English with a word of Chinese": "The word 中文, which means Chinese (中国话), is short.",
    "English that says what its words are in Chinese": "- **Heavenly Stem (天干)**: 10 elements (甲乙丙丁戊己庚辛壬癸)",
    "Japanese": "これは例です,よね?(東京)",
    "a heading in a Japanese text": "概要:\n東京都は日本の首都であり、世界最大の都市圏を有するのです。\n",
    "Korean": "漢字:한국(韓國),끝",
    "a comma in the query of an address": "见https://example.org/?q=中文,英文&x=1",
    "an address with Han": "见https://zh.wikipedia.org/wiki/中文?a,b,甲=c",
    "inline code": "用`函数(值,值)`",
    "a link and a picture": "[链接](说明.md)![图](图.png)",
    "a picture behind Han": "图![说明](图.png)",
    "a list head": "(1) 项\n1) 项\n- [ ] 项\n[^1]: 注",
    "a table": "| 甲 | 乙 |\n|:---|---:|",
    "a call": "函数f(x)的值、sin(θ)的图",
    "an empty call": "调用主函数()即可",
    "a group of a regular expression": "写成(?:中文)就行",
    "a mark of ownership": "版权(C)所有",
    "strings of roff": "使用\\*(C`名称\\*(C'的\\*(lq值\\*(rq。",
    "LaTeX and shell": "写\\(中\\)和$(命令)",
    "faces": "好:) 坏:( 行;-)",
    "the name of an emoji": "赞:+1:",
    "a literal block": "示例::",
    "what parts filters of files": "文本;;所有文件",
    "parts that colons join": "时:分:秒，「支出:日常:交通」，路径:行:列",
    "parts that are numerals": "比例为一:二:三",
    "a host and its port": "请填写主机:端口，或位址:連接埠",
    "what a format is": "格式为：账号,密码。请按姓名,年龄,城市的格式填写，格式是年,月,日",
    "a format in quotation marks": "返回格式如'经度,纬度'的字符串",
    "a call of Python with a literal": '# print(f"第 {甲} 次失败：")',
    "a long list in braces": "参数 { mute_end_timestamp:禁言结束时间戳, mute_seconds:禁言时长, user_ids:用户id数组 } 必须传一个",
    "values of which the last is a number": "New Year,元旦,1",
    "points of a list": "数据是[(属性, 值), ...]的样子",
    "a condition in Python": "    if 甲 not in 所有字典:",
    "a definition in Python": "def 取值(甲,乙):",
    "a call in Python, and what it gives": "# 甲, 乙 = str(丙)\n甲.append(乙)\nraise 不合法(甲,乙)\nprint(甲, 乙)",
    "an operator": "值!=空、值:=空",
    "a key and its value": '"名称": "甲,乙"，好',
    "an assignment": 'key="值,值"，好',
    "comma-separated values": "姓名,年龄,城市\n张三,30,北京\n李四,25,上海\n",
    "two columns of values": "姓名,年龄\n张三,30\n",
    "keywords": "图像;设计;绘画;",
    "some names of two characters": "小红,小明,小刚,小丽",
    "many names": "戈姆,德林,戈姆德,利斯,洛尔,希尔,杜利斯",
    "many names, one with a point": "纳赛尔·阿勒丁,纳曼,纳米尔,纳吉,纳吉布,戈姆德洛尔姆班德鲁姆，纳贾尔",
    "another group of a regular expression": "(?[+-]数字必须接着 )",
    "values in a table": "INSERT INTO page VALUES (1,'中文的标题',NULL),(2,'另一个标题',NULL);",
    "brackets that are spoken of": "左括号「(」和右括号「)」",
    "a statement": "if(条件){执行();}else{返回!真;}",
    "a statement of SQL": "SELECT 姓名,年龄 FROM 用户表 WHERE 年龄>30 AND (城市='北京');",
    "an entry of a bibliography": "张三,李四.论标点[J].中国语文,2020,3(2):1-5.",
    "a call with a literal": "写成print('你好,世界')或f(\"中文(一)\")即可",
    "a call in a call": "密文为Base64(IV(12字节) + 密文, 盐)，即f(甲, g(乙), h(丙))",
    "a call of conditions": "例如AND(语文成绩>80, 数学成绩>= 80)",
    "a call of a method": "写成obj.方法(参数1,参数2)即可",
    "an argument of a command": '运行git commit -m "修复:问题(一)"即可',
    "a letter that a key stands for": "打开(_O)...、文件(&F)",
    "a host in Chinese": "见http://例子.中国:8080/路径?键=值",
    "brackets in a path": "在C:\\文档\\新建文件夹(2)\\说明.txt里",
    "a template": "{{ 名称,后缀 }}和{% if 甲,乙 %}和${甲,乙}和<%= 甲,乙 %>",
    "a place for a value": "共{金额:,.2f}元、{名!r:>5}、{数, plural, other{个}}",
    "a table in SQL": "CREATE TABLE 用户(姓名 TEXT,年龄 INT)",
    "unbalanced brackets": "甲)乙(丙",
    "a full stop and quotation marks": '他说"好".',
    "a mark at the start": ",好\n:好",
    "a mark behind a space": "好 ,好",
    "a comma behind a word without Han before it": "甲、MySQL,乙",
    "a comma behind a word, and a word behind it": "使用Rust,Go和C",
    "a comma in code": "写成\\(甲x,乙\\)和$(命令a,乙)",
    "a comma behind code that is no clause of Chinese": "`甲a`,乙",
    "a list of a program in quotation marks": "返回'一,二,三,四,五,六,日'，好",
    "a list in square brackets": "参数是[上下间距, 左右间距]，好",
    "tuples": "如<起步晚,发展快>和<名称, 值>，好",
    "a list in braces": "参数{名称: 甲,后缀: 乙}，好",
    "an object of JSON": '写成{"分数": 整数, "总结": "字串"}，好',
    "an object of JSON in which a word is missing": '{"rubric": 0到4的整数, "summary": "字串"，',
    "a mark that parts others": "每行以,分隔，或者用;隔开",
    "a call that may be a path, with a literal": "//.loadDict('字典/(甲)')",
    "a call with a literal and more": "写成print('触发'+str(数))即可",
    "a call with a pattern": "//甲.replace(/儿/g, '兒')",
    "a call with an object": "修复 Plugin({ 按钮: '取消' }) 的问题，好",
    "a name with variants": "要绕过toolbar-(left|right)那一层",
    "marks that are markup": "如 !!#ff0000 这里!!有一段、 ::高亮::的字",
    "a call with a named argument": "写成Validator(error='太长，不行')即可",
    "intervals and points": "在(0,1)内有点(x, y)和(-1, +∞)吗",
    "a formula": "正确率 = (总数 - 错误数) / (2 / 甲 - 1)",
}

CHANGED = {
    "a heading with a word of Python": ("for 循环:\nif 条件成立,就这样做:", "for 循环：\nif 条件成立，就这样做："),
    "a clause about a format": ("修改格式,内容和样式都变", "修改格式，内容和样式都变"),
    "each mark": ("一,二:三;四!五?", "一，二：三；四！五？"),
    "what is counted behind a label": ("注意:第一:吃饭,第二:睡觉", "注意：第一：吃饭，第二：睡觉"),
    "brackets in brackets behind words": ("系统(含NT(内核)等)", "系统（含NT（内核）等）"),
    "a date behind a label": ("時間:2026-01-09", "時間：2026-01-09"),
    "a number behind a label": ("号:1", "号：1"),
    "a label before a ratio": ("比例:3:2", "比例：3:2"),
    "a run of marks": ("真的?!", "真的？！"),
    "a run of marks twice": ("真的!!太好了!!", "真的！！太好了！！"),
    "a run that has begun": ("真的！?", "真的！？"),
    "a space behind": ("你好, 世界", "你好， 世界"),
    "a closing mark before": ("「甲」,《乙》:（丙）;", "「甲」，《乙》：（丙）；"),
    "a quotation mark before": ("“建设”“引领”,党的", "“建设”“引领”，党的"),
    "a quotation that ends in a mark": ("“好!”,他说", "“好！”，他说"),
    "brackets around Han": ("经开区(科技城)", "经开区（科技城）"),
    "brackets behind Han": ("电话(010)", "电话（010）"),
    "brackets before Han": ("(1)项", "（1）项"),
    "brackets around Han behind Latin": ("C++(语言)", "C++（语言）"),
    "brackets that have just been made": ("城(一),好", "城（一），好"),
    "brackets around a string of roff": ('(见\\*(L"名称\\*(R")好', '（见\\*(L"名称\\*(R"）好'),
    "nested brackets": ("甲((乙)(b))", "甲（（乙）(b)）"),
    "brackets beside a broken one": ("甲(乙(丙)", "甲(乙（丙）"),
    "a bracket behind a colon is no face": ("如下:(一)甲", "如下：（一）甲"),
    "a Japanese word in a Chinese line": ("他们常常说「の」,这是日语的助词", "他们常常说「の」，这是日语的助词"),
    "a Japanese paragraph elsewhere": (
        "这是中文的一段文字,很长\n\n東京都,大阪府\n日本の首都と,その次です",
        "这是中文的一段文字，很长\n\n東京都,大阪府\n日本の首都と,その次です",
    ),
    "one row is a sentence": ("姓名,年龄,城市", "姓名，年龄，城市"),
    "a verse is no list": ("人之初,性本善,性相近,习相远", "人之初，性本善，性相近，习相远"),
    "lines that end in a comma are no table": ("他从北京来,\n到上海去,\n明天再回来", "他从北京来，\n到上海去，\n明天再回来"),
    "a couplet is no table": (
        "床前明月光,疑是地上霜\n举头望明月,低头思故乡",
        "床前明月光，疑是地上霜\n举头望明月，低头思故乡",
    ),
    "a comma behind a word": ("生产中使用Rust,以达到目的", "生产中使用Rust，以达到目的"),
    "a comma and a blank behind an address": ("请看 https://a.example/b, 谢谢你们", "请看 https://a.example/b， 谢谢你们"),
    "a comma behind a link": ("阅读[文档](a.md), 再用", "阅读[文档](a.md)， 再用"),
    "a comma behind emphasis": ("这很**重要**, 请看", "这很**重要**， 请看"),
    "a comma behind brackets": ("打开设置 (Settings), 然后关上", "打开设置 (Settings)， 然后关上"),
    "a comma before a word that begins a clause": ("修改完成,app会重启", "修改完成，app会重启"),
    "a comma behind code": ("安装`npm`,然后运行`npm i`, 就好", "安装`npm`，然后运行`npm i`， 就好"),
    "a colon before an address": ("参考: https://example.org/a/long/path", "参考： https://example.org/a/long/path"),
    "a line with many tags": (
        '<p class="a b c d"><b id="e f">甲</b>乙:丙</p>',
        '<p class="a b c d"><b id="e f">甲</b>乙：丙</p>',
    ),
    "a colon before an object of JSON": ('返回: {"code": 0}', '返回： {"code": 0}'),
    "brackets beside an operator that hold none": ("甲 (乙) - 丙", "甲（乙） - 丙"),
    "brackets that hold a dash": ("节目 (甲 - 乙)，好", "节目（甲 - 乙），好"),
    "spaces of half-width brackets": ("输出(风险) 表, 见 (下) 文", "输出（风险）表， 见（下）文"),
    "the space of a half-width colon": ("姓名: 张三, 版本: 1.2", "姓名：张三， 版本： 1.2"),
    "the spaces of a heading": ("# 一 (二) 三: 四, 五", "# 一 （二） 三： 四， 五"),
    "spaces that align something": ("姓名:  张三", "姓名：  张三"),
    "a comma behind a number": ("年龄30, 城市北京,共5%,好", "年龄30， 城市北京，共5%，好"),
    "behind an address that is most of a line": ("见https://example.org/a/b/中文,后", "见https://example.org/a/b/中文，后"),
    "behind an address": ("(见https://a.example/中文),好", "（见https://a.example/中文），好"),
    "the text of a link": ("[甲,乙](a.md)", "[甲，乙](a.md)"),
    "the text of a tag": ('<a title="甲,乙">甲,乙</a>', '<a title="甲,乙">甲，乙</a>'),
    "a Japanese line elsewhere": (
        "这是第一行,很长很长的一行中文,还有很多很多字\nはい,そう",
        "这是第一行，很长很长的一行中文，还有很多很多字\nはい,そう",
    ),
}


def made_of(text: str) -> str:
    """Return a text after the rule."""
    return Step("punctuation", tuple(find(text, protected(text)))).apply(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(text: str) -> None:
    """What a careful editor would leave stays."""
    assert made_of(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_changed(text: str, expected: str) -> None:
    """Marks and pairs of brackets in Chinese become full-width, once and for all."""
    assert made_of(text) == expected
    assert made_of(expected) == expected


ALONE = tuple("中文字()（）()f` ，。$=+-\"'“”:,")
PIECES = st.sampled_from([*ALONE, "(3)", "(中)", "`(`", "`）`", "](u)", "https://a.b/（x", "<b>", "</b>", "<a （>", ":)", "\\*("])


@given(st.lists(PIECES, max_size=16).map("".join))
@example("(:)中)")
def test_what_is_settled_at_a_glance(text: str) -> None:
    """A line that is right at a glance is right on a closer look."""
    text = f"{text}，这是中文。"
    if punctuation._is_settled(text, 0, len(text)):
        with pytest.MonkeyPatch.context() as monkeypatch:
            monkeypatch.setattr(punctuation, "_is_settled", lambda *line: False)
            assert made_of(text) == text


@pytest.mark.parametrize("piece", ["(a", "（a", "a)", "\\(a", "a1,乙", "(a)(", '"甲":', "甲,", "`(", "(a)（"])
def test_cost_grows_with_length_only(piece: str) -> None:
    """Sixteen times the length of a line costs about sixteen times as much."""
    short, long = _cost(piece * 256), _cost(piece * 4096)
    assert long <= 80 * max(short, 1e-3)


def _cost(piece: str) -> float:
    """Return the processor seconds that a line takes in the fastest of three runs; only ever compared with another one."""
    text = f"这是中文{piece}"
    fastest = float("inf")
    for _ in range(3):
        begun = process_time()
        list(find(text, protected(text)))
        fastest = min(fastest, process_time() - begun)
    return fastest
