"""Read the strings out of message catalogues: JSON, gettext (.po and .mo), Java properties, JavaScript arrays of strings."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator

MO_MAGIC = 0x950412DE  # the first word of a .mo file, in the byte order of the rest
MNEMONIC = re.compile(r"\s?\(&&?\w\)|&&")  # `(&&F)` or `&&File`: the key that opens a menu
JAVASCRIPT_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\(.)", re.DOTALL)
CONTROL = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}


def in_json(content: bytes) -> Iterator[str]:
    """Yield each string value of a JSON document, keys left out.

    >>> list(in_json(b'{"a": {"b": "one"}, "c": ["two", 3]}'))
    ['one', 'two']
    """
    yield from _strings(json.loads(content.decode("utf-8-sig")))


def _strings(value: object) -> Iterator[str]:
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield MNEMONIC.sub("", value)
        elif isinstance(value, dict):
            waiting += reversed([part for key, part in value.items() if key != ""])  # the empty key holds a copyright notice
        elif isinstance(value, list):
            waiting += reversed(value)


def in_javascript(content: bytes) -> Iterator[str]:
    """Yield each double-quoted string of a JavaScript file that is nothing but a list of them.

    >>> list(in_javascript(b'var c = [undefined, "one", "t\\\\"wo"]'))
    ['one', 't"wo']
    """
    for literal in JAVASCRIPT_STRING.findall(content.decode()):
        yield MNEMONIC.sub("", json.loads(literal, strict=False))


def in_properties(content: bytes) -> Iterator[str]:
    """Yield the values of a Java properties file.

    >>> list(in_properties(b"# note\\nkey=a \\\\u4e2d\\n"))
    ['a 中']
    """
    text = content.decode("utf-8-sig")
    for line in re.sub(r"\\\n\s*", "", text).splitlines():
        key, equals, value = line.partition("=")
        if equals and not key.lstrip().startswith(("#", "!")):
            yield ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else CONTROL.get(found[2], found[2]), value.strip())


def in_mo(content: bytes) -> Iterator[str]:
    """Yield each translation of a compiled gettext catalogue, plural forms one by one, the header left out.

    Format: GNU gettext manual, "The Format of GNU MO Files".
    """
    order = "<" if struct.unpack_from("<I", content)[0] == MO_MAGIC else ">"
    count, originals, translations = struct.unpack_from(f"{order}8xIII", content)
    for index in range(count):
        length, _ = struct.unpack_from(f"{order}II", content, originals + 8 * index)
        size, start = struct.unpack_from(f"{order}II", content, translations + 8 * index)
        if length:  # the header translates the empty string
            yield from content[start : start + size].decode("utf-8", "strict").split("\0")


PO_ENTRY = re.compile(r'^(msgid|msgid_plural|msgstr(?:\[\d+\])?|msgctxt)\s+((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)
PO_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')


def in_po(content: bytes) -> Iterator[str]:
    """Yield each translation of a gettext catalogue, the header and what is not translated left out.

    >>> list(in_po(b'msgid ""\\nmsgstr "Header"\\n\\nmsgid "one"\\nmsgstr ""\\n"un"\\n"o"\\n'))
    ['uno']
    """
    original = ""
    text = re.sub(r"^#.*\n", "", content.decode("utf-8-sig").replace("\r\n", "\n"), flags=re.MULTILINE)
    for keyword, literals in PO_ENTRY.findall(text):
        value = "".join(PO_LITERAL.findall(literals))
        if keyword == "msgid":
            original = value
        elif keyword.startswith("msgstr") and value and original:
            yield ESCAPE.sub(lambda found: CONTROL.get(found[2], found[2]) if found[2] else chr(int(found[1], 16)), value)
