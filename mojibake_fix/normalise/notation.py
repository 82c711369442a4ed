"""What is written with the marks of prose and is none: faces, lists, literals, calls, formulas, intervals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..patterns import lazy_pattern
from ..spans import HAN, Spans

__all__ = [
    "DOUBLED",
    "FACE_END",
    "NO_PUNCTUATION",
    "NUMBERS",
    "SAD_FACE",
    "SPOKEN_OF",
    "is_of_code",
    "lists",
    "literals",
    "may_have_lists_or_literals",
]

# What is written with these marks but is no punctuation, matched from the last mark of a run.
NO_PUNCTUATION = lazy_pattern(
    r":(?=[/\\=])"  # file://, C:\, := and the face :/
    r"|[!?]="  # operators
    r"|!\["  # a picture in Markdown
    r"|:(?:[+-]1|100):"  # the name of an emoji; others begin with a letter
    r"|[:;]-?\)"  # a smiling face
    r"""|,[ \t]*(?:"[^"\n]{1,40}"[ \t]*:|[{\[]["'{\[])"""  # in JSON
)
# Between these a mark is spoken of: 以,分隔.
SPOKEN_OF = lazy_pattern("[,:;!?](?<=[以用按].)(?=号|分[隔割]|隔开|隔開|相隔|[连連]接|[开開][头頭]|[结結]尾|拆分|切[分割])")
# Names between brackets, as programs write lists, and tuples; but \section{甲:乙} is text, and so is what refers to a target
# behind it.
_LIST = lazy_pattern(
    r"\[[^\[\]\n。！？；]{1,60}\](?![(\[:])|(?<![A-Za-z*\]}\\])\{[^{}\n。！？；]{1,120}\}"
    r"|<[^<>\s/，。！？；：,:=\"']{1,20}(?:, ?[^<>\s/，。！？；：,:=\"']{1,20})+>"
)
# Values, accounts and addresses whose parts colons join: 时:分:秒, 支出:日常:交通, 主机:端口. Prose has no two so near, but where
# it counts: 注意:第一:吃饭. And what a format is said to be: 格式:甲,乙, 格式为甲,乙,丙, 以甲,乙,丙的格式.
_PART = f"[{HAN}A-Za-z]{{1,4}}"
_NUMERAL = "[第其]?[一二三四五六七八九十]+"
_COUNTING = f"(?:{_NUMERAL}|首先|其次|最[后後]):(?!{_NUMERAL}(?![{HAN}]))"  # but 一:二:三 is a ratio
_HOST = ":(?:(?<=主[机機]:|[网網]域:|域名:|[地位]址:|名[称稱]:|[务服]器:)(?=端口|埠|通訊埠|連接埠))"
# What may be one, which compiles at once, and what is; for hardly any text has two colons so near.
_JOINED = (
    (lazy_pattern(":[^\x00-\x7f]{1,4}:"), lazy_pattern(f":(?<=[{HAN}]:)(?!{_COUNTING})[{HAN}]{{1,4}}(?::[{HAN}]{{1,4}})+")),
    (lazy_pattern(":[端埠通連]"), lazy_pattern(_HOST)),
    (
        lazy_pattern("格式"),
        lazy_pattern(
            f"(?:(?<=格式[:：])|(?<=格式[为為是如][:：\"'“‘「])|(?<=格式[为為是]){_PART},){_PART}(?:,{_PART})+(?![{HAN}])"
            f"|,{_PART},{_PART}(?=的格式)"
        ),
    ),
)
SAD_FACE = lazy_pattern(r"[:;]-?\(")
FACE_END = lazy_pattern(r"[:;]-?\Z")
# A scope in C++, a literal block in reStructuredText; what parts filters of files, 文本 (*.txt);;所有文件 (*).
DOUBLED = lazy_pattern("::|;;")
_KEY_AND_VALUE = lazy_pattern(
    r'"[^"\n]*"[ \t]*:[ \t]*"[^"\n]*"|=[ \t]*"[^"\n]*"'
    r'| --?[A-Za-z][\w-]*[ ]"[^"\n]*"'  # of a command: -m "..."
    # of a call: f("..."), f({a: "..."})
    r"""|(?P<call>[A-Za-z0-9_])\((?:\w+=)?[fru]?(?:"[^"\n]*"|'[^'\n]*'|/[^/\n]+/[a-z]*,|\{[ ]?["']?\w+["']?[ ]?:)"""
    r"[^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
)

# A call in a call, and one of conditions, which no prose has: Base64(IV(12字节) + 密文), AND(甲>80, 乙>80). What stands in the
# brackets of the outer one are its arguments.
_CALL = lazy_pattern(
    r"\((?<=(?P<call>[A-Za-z0-9_])\()(?:"
    r"(?:[^()\n]*[-+*/,= ])?[A-Za-z_]\w*\([^()\n]*\)[^()\n]*(?:\([^()\n]*\)[^()\n]*)*"
    r"|[^(),\n]*[<>=] ?-?[0-9.]+,[^()\n]*[<>=] ?-?[0-9.]+"
    r")\)"
)

NUMBERS = lazy_pattern(
    r" ?[-+\u2212]?(?:[0-9.]+|[A-Za-z]|\u221e)(?:[,;] ?[-+\u2212]?(?:[0-9.]+|[A-Za-z]|\u221e))+ ?"
)  # an interval, a point
_OPERATION = lazy_pattern(r"[^()（）\n]* [-+*/\u00d7\u00f7\u2212] [^()（）\n]*")
_OPERATOR_BEFORE, _OPERATOR_BEHIND = (
    lazy_pattern(r"[-+*/=<>\u00d7\u00f7\u2212] ?\Z"),
    lazy_pattern(r" ?[-+*/=<>\u00d7\u00f7\u2212] "),
)
_METHOD = lazy_pattern(r"[A-Za-z_]\w*\.\w+\Z")  # of an object: obj.方法(参数)
_NAME = 40  # characters of such a name that are looked at
_QUOTE = lazy_pattern("[\"']")


def literals(text: str, start: int, end: int, spans: Spans) -> Spans:
    """Return the keys with their values, and the calls with a literal or a call, of a line, but where their mark is protected."""
    found = (match for pattern in _of_literals(text, start, end) for match in pattern.finditer(text, start, end))
    return Spans((_start_of(match), match.end()) for match in found if not spans.covers(_mark_of(match)))


def _of_literals(text: str, start: int, end: int) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of literals that may be in a line."""
    if _QUOTE.search(text, start, end):
        yield _KEY_AND_VALUE
    if text.find("(", start, end) >= 0:
        yield _CALL


def _mark_of(literal: re.Match[str]) -> int:
    """Return where the mark stands that makes a literal one; the name of what is called may itself be protected."""
    return literal.end() - 1 if literal["call"] else literal.start()


def _start_of(literal: re.Match[str]) -> int:
    """Return where a literal begins: what is called, at its last letter."""
    return literal.start("call") if literal["call"] else literal.start()


def lists(text: str, start: int, end: int, spans: Spans) -> Spans:
    """Return the lists of a line between brackets, but for those whose bracket is protected, which belongs to the format.

    And what colons join.
    """
    return Spans(_found_lists(text, start, end, spans))


def _found_lists(text: str, start: int, end: int, spans: Spans) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _LIST.finditer(text, start, end) if not spans.covers(match.start()))
    for like, pattern in _JOINED:
        if like.search(text, start, end):
            yield from (match.span() for match in pattern.finditer(text, start, end))


def may_have_lists_or_literals(text: str, start: int, end: int) -> bool:
    """Tell whether a line has any of these, whatever of it is protected."""
    if _LIST.search(text, start, end) is not None:
        return True
    return any(pattern.search(text, start, end) for pattern in _of_literals(text, start, end))


def is_of_code(text: str, opening: int, closing: int, start: int, end: int) -> bool:
    """Tell whether the brackets in a line from ``start`` to ``end`` are those of a method, or hold a part of a formula.

    >>> is_of_code("正确率 = (总数 - 错误数) / 2", 6, 15, 0, 20), is_of_code("节目 (甲 - 乙)", 3, 9, 0, 10)
    (True, False)
    """
    head = max(start, opening - _NAME)
    if text.find(".", head, opening) >= 0 and _METHOD.search(text, head, opening):
        return True
    return _OPERATION.fullmatch(text, opening + 1, closing) is not None and (
        _OPERATOR_BEFORE.search(text, max(start, opening - 2), opening) is not None
        or _OPERATOR_BEHIND.match(text, closing + 1, end) is not None
    )
