"""The values in files of data: JSON, YAML, TOML, CSV, INI. Keys, numbers, delimiters, escapes and comments are none.

Each function yields the stretches that are text for people; a file that its parser refuses has none.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

from ..patterns import lazy_pattern
from .ranges import Spans

__all__ = ["in_csv", "in_ini", "in_json", "in_toml", "in_tsv", "in_yaml", "is_for_programs", "is_notation", "types_in_yaml"]

Stretches = Iterator[tuple[int, int]]

_ESCAPE = lazy_pattern(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|.)", re.DOTALL)


# A value that is one address, path, pattern or statement is for programs. So is one without a letter, which parts others, and one
# letter that is no Han: it stands in a table of characters, or means itself.
_NOTATION = lazy_pattern(
    r"[A-Za-z][\w+.-]*://\S*\Z"
    r"|(?:[A-Za-z]:[\\/]|~?/|\.{1,2}/|\\\\)\S*\Z|[^\s/\\]*[/\\]\S*\.[A-Za-z0-9]{1,8}\Z"
    r"|\^|.*(?:\(\?[:=!<]|\[\^|\[[^\[\]\n]*[0-9A-Za-z]-[0-9A-Za-z][^\[\]\n]*\]|\.\*|\\[dwsb]|\$\Z|\([^()\s]*\|[^()\s]*\))"
    r"|(?i:SELECT\b.*\bFROM|INSERT INTO|UPDATE\b.*\bSET|DELETE FROM)\b",
    re.DOTALL,
)
_SIGN = lazy_pattern("\\W*|[^\u3400-\u9fff\U00020000-\U0003ffff]")


def is_for_programs(value: str) -> bool:
    """Tell whether a value is one address, path, regular expression, statement of SQL or sign, by what it is written with.

    >>> [is_for_programs(value) for value in ("图片/甲,乙.png", "。。。", "Ａ", "和/或,都行", "时")]
    [True, True, True, False, False]
    """
    return _SIGN.fullmatch(value) is not None or is_notation(value)


def is_notation(value: str) -> bool:
    """Tell whether a value, or a part of one, is an address, a path, a regular expression or a statement of SQL."""
    return _NOTATION.match(value) is not None


def _without_escapes(text: str, start: int, end: int) -> Stretches:
    if is_for_programs(text[start:end]):
        return iter(())
    return Spans(match.span() for match in _ESCAPE.finditer(text, start, end)).gaps(start, end)


_JSON_STRING = lazy_pattern(r'"((?:[^"\\]|\\.)*)"(?!\s*:)|"(?:[^"\\]|\\.)*"', re.DOTALL)


def in_json(text: str) -> Stretches:
    r"""Yield the string values of a JSON document, or of JSON lines.

    >>> [*in_json('{"键": ["值", 1]}')]
    [(8, 9)]
    """
    if not _is_json(text) and not all(_is_json(line) for line in text.splitlines() if line.strip()):
        return
    for match in _JSON_STRING.finditer(text):
        if match[1] is not None:
            yield from _without_escapes(text, *match.span(1))


def _is_json(text: str) -> bool:
    import json

    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


_TOML_TOKEN = lazy_pattern(
    r"#[^\n]*"
    r"|^[ \t]*\[\[?(?:[^\[\]\"'\n]|\"[^\"\n]*\"|'[^'\n]*')*\]\]?[ \t]*(?=[\r\n#]|\Z)"  # the name of a table
    r'|"""(?P<block>(?:[^\\]|\\.)*?)"""(?!")'
    r"|'''(?P<raw_block>.*?)'''(?!')"
    r'|"(?P<basic>(?:[^"\\\n]|\\.)*)"(?P<key>[ \t]*[=.\]])?'
    r"|'(?P<raw>[^'\n]*)'(?P<raw_key>[ \t]*[=.\]])?",
    re.DOTALL | re.MULTILINE,
)
_TOML_KINDS = ("block", "raw_block", "basic", "raw")


def in_toml(text: str) -> Stretches:
    """Yield the strings of a TOML document that are no keys.

    >>> [*in_toml('"键" = "值"  # 注')]
    [(7, 8)]
    """
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    for match in _TOML_TOKEN.finditer(text):
        for kind in _TOML_KINDS:
            if match[kind] is None or (match["key"] or match["raw_key"] or "").strip() in ("=", "."):
                continue
            if kind.startswith("raw"):
                if not is_for_programs(match[kind]):
                    yield match.span(kind)
            else:
                yield from _without_escapes(text, *match.span(kind))


_COMMANDS = frozenset({"run", "script", "before_script", "after_script", "command", "entrypoint", "args", "shell", "cmd"})


def _yaml_scalars(text: str) -> list[tuple[Any, bool]]:
    """Return the scalars of a YAML stream as nodes, and whether each is a value; nothing if it is not valid."""
    import yaml  # heavy

    found: list[tuple[Any, bool]] = []
    seen: set[int] = set()  # an alias is the node that its anchor names
    try:
        waiting = [(document, True) for document in yaml.compose_all(text, Loader=yaml.SafeLoader) if document]
    except (yaml.YAMLError, RecursionError, ValueError):
        return []
    while waiting:
        node, is_value = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            waiting += ((key, False) for key, _ in node.value)
            waiting += ((value, str(key.value) not in _COMMANDS) for key, value in node.value)
        elif isinstance(node, yaml.SequenceNode):
            waiting += [(entry, is_value) for entry in node.value]
        else:
            found.append((node, is_value))
    return sorted(found, key=lambda pair: pair[0].start_mark.index)


_YAML_TEXT = "tag:yaml.org,2002:str"


def in_yaml(text: str) -> Stretches:
    r"""Yield the text values of a YAML stream.

    >>> [*in_yaml("键: 值\n列: [1, '甲']\n")]
    [(3, 4), (13, 14)]
    """
    for node, is_value in _yaml_scalars(text):
        start, end = node.start_mark.index, node.end_mark.index
        if not is_value or node.tag != _YAML_TEXT or text[:1] == "\ufeff" or is_for_programs(node.value):
            continue
        if node.style == '"':
            yield from _without_escapes(text, start + 1, end - 1)
        elif node.style == "'":
            yield start + 1, end - 1
        elif node.style in ("|", ">"):
            yield text.find("\n", start, end) + 1 or end, end
        else:
            yield start, end


def types_in_yaml(text: str) -> tuple[str, ...]:
    """Return the types of all scalars: `８０` is text, and 80 would be a number.

    >>> types_in_yaml("甲: 80")
    ('tag:yaml.org,2002:str', 'tag:yaml.org,2002:int')
    """
    return tuple(node.tag for node, _ in _yaml_scalars(text))


_DOUBLED_QUOTE = lazy_pattern('""')


def in_csv(text: str) -> Stretches:
    r"""Yield the cells of a table whose columns are parted by commas, or by semicolons where those are more.

    The first row has the names of columns, if it is not the only one.

    >>> [*in_csv('一,二\n甲,"乙,丙"')]
    [(4, 5), (7, 10)]
    """
    first = text.partition("\n")[0]
    yield from _cells(text, ";" if first.count(";") > first.count(",") else ",")


def in_tsv(text: str) -> Stretches:
    """Yield the cells of a table whose columns are parted by tabs."""
    yield from _cells(text, "\t")


def _cells(text: str, delimiter: str) -> Stretches:
    import csv

    try:
        for _ in csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True):
            pass
    except csv.Error:
        return
    cell = re.compile(rf'(?:(?<=[{delimiter}\r\n])|\A)(?:"((?:[^"]|"")*)"|([^{delimiter}"\r\n][^{delimiter}\r\n]*))')
    for match in cell.finditer(text, _end_of_names(text, delimiter)):
        if is_for_programs(match[match.lastindex or 0]):
            continue
        if match[1] is None:
            yield match.span(2)
        else:
            quotes = Spans(quote.span() for quote in _DOUBLED_QUOTE.finditer(text, *match.span(1)))
            yield from quotes.gaps(*match.span(1))


def _end_of_names(text: str, delimiter: str) -> int:
    """Return where the row ends that has the names of columns, by which programs know them: the first of several."""
    import csv

    lines = text.splitlines(keepends=True)
    rows = csv.reader(lines, delimiter=delimiter)
    next(rows, None)
    first = rows.line_num
    return sum(map(len, lines[:first])) if any(rows) else 0


_INI_VALUE = lazy_pattern(r"^[^\n#;\[=:][^\n=:]*[=:][ \t]*(\S[^\n]*?)[ \t]*\r?$", re.MULTILINE)


def in_ini(text: str) -> Stretches:
    r"""Yield the values of an INI file, or of Java properties; a value stays on its line.

    >>> [*in_ini("[节]\n键 = 值\n; 注\n")]
    [(8, 9)]
    """
    for match in _INI_VALUE.finditer(text):
        yield from _without_escapes(text, *match.span(1))
