"""What a file says about its encoding, and the mark that it begins with."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_LE

import pytest

from mojibake_fix import Config, fix_bytes, revert_plan
from mojibake_fix.pipeline import repair_bytes

TEXT = "这是用另一种编码写成的文字，后来改成了新的编码。"

UNCHANGED = {
    "UTF-8 already": '<meta charset="utf-8">',
    "an encoding nobody knows": '<meta charset="mine">',
    "a form": '<form accept-charset="gbk">',
    "shown to others": "在网页里写 charset=gbk 就行",
    "a third line": "#!/usr/bin/python\n#\n# coding: gbk",
    "code": "encoding = 'gbk'",
    "XML that does not begin the file": 'a\n<?xml version="1.0" encoding="gbk"?>',
}

CHANGED = {
    "HTML 5": ('<meta charset="gbk">', '<meta charset="utf-8">'),
    "HTML 4": (
        "<META http-equiv=Content-Type content='text/html; charset=GB2312'>",
        "<META http-equiv=Content-Type content='text/html; charset=UTF-8'>",
    ),
    "XML": ('<?xml version="1.0" encoding="gb18030"?>', '<?xml version="1.0" encoding="utf-8"?>'),
    "CSS": ('@charset "gbk";', '@charset "utf-8";'),
    "Python": ("# -*- coding: gbk -*-", "# -*- coding: utf-8 -*-"),
    "Python, second line": ("#!/usr/bin/python\n# coding=cp936", "#!/usr/bin/python\n# coding=utf-8"),
    "PO": (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=GBK\\n"',
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"',
    ),
}


@pytest.mark.parametrize("head", UNCHANGED.values(), ids=UNCHANGED)
def test_stays(head: str) -> None:
    """What is no declaration of another encoding stays."""
    assert fix_bytes(f"{head}\n{TEXT}".encode("gbk"), profile="repair").text == f"{head}\n{TEXT}"


@pytest.mark.parametrize(("head", "expected"), CHANGED.values(), ids=CHANGED)
def test_follows(head: str, expected: str) -> None:
    """A declaration follows the encoding, can be undone, and is left alone in a file that stays as it is."""
    outcome = fix_bytes(f"{head}\n{TEXT}".encode("gbk"), profile="repair")
    assert outcome.text == f"{expected}\n{TEXT}"
    assert revert_plan(outcome.text, outcome.plan) == f"{head}\n{TEXT}"
    assert not fix_bytes(outcome.encoded, profile="repair").changed
    assert not fix_bytes(f"{head}\n{TEXT}".encode(), profile="repair").changed


@pytest.mark.parametrize(
    ("name", "bom", "before", "after"),
    [
        ("a.csv", None, BOM_UTF8, BOM_UTF8),
        ("a.ps1", None, BOM_UTF8, BOM_UTF8),
        ("a.csv", None, b"", b""),
        ("a.txt", None, BOM_UTF8, BOM_UTF8),
        ("a.json", None, BOM_UTF8, b""),
        ("A.PY", None, BOM_UTF8, b""),
        ("a.sh", None, b"", b""),
        ("a.json", "keep", BOM_UTF8, BOM_UTF8),
        ("a.csv", "add", b"", BOM_UTF8),
        ("a.csv", "add", BOM_UTF8, BOM_UTF8),
        ("a.txt", "remove", BOM_UTF8, b""),
    ],
)
def test_byte_order_mark(name: str, bom: str | None, before: bytes, after: bytes) -> None:
    """Who reads the file decides, unless somebody says otherwise; a second run finds nothing."""
    config = Config(bom=bom)
    outcome = repair_bytes(before + TEXT.encode(), config, None, name)
    assert outcome.encoded == after + TEXT.encode()
    assert outcome.changed == (before != after)
    assert [finding.rule for finding in outcome.findings] == ["bom"] * (before != after)
    assert not repair_bytes(outcome.encoded, config, None, name).changed


def test_byte_order_mark_of_others() -> None:
    """ASCII needs none, that of UTF-16 goes, and the profile `repair` leaves all as they are."""
    assert repair_bytes(b"a,b\n", Config(bom="add"), None, "a.csv").encoded == b"a,b\n"
    assert repair_bytes(BOM_UTF16_LE + TEXT.encode("utf-16-le"), Config(), None, "a.txt").encoded == TEXT.encode()
    assert not repair_bytes(BOM_UTF8 + TEXT.encode(), Config("repair"), None, "a.json").changed
