"""Encodings are known by the names that users, programs and pages give them."""

from __future__ import annotations

import pytest

from mojibake_fix import Config, fix_bytes
from mojibake_fix.encodings.names import codec_of, table_of
from mojibake_fix.errors import UsageError


@pytest.mark.parametrize("name", ["", "big6", "gbkk", "rot13", "nonsense", "utf-8\0", "cp93x"])
def test_unknown_names(name: str) -> None:
    """What nobody knows is refused, by files and by tables."""
    with pytest.raises(UsageError, match="unknown encoding"):
        codec_of(name)
    with pytest.raises(UsageError, match="unknown encoding"):
        table_of(name)


@pytest.mark.parametrize("name", ["ANSI", "ansi", " OEM "])
def test_ansi_is_no_encoding(name: str) -> None:
    """It is another one on every computer; the sentence names those that it could be."""
    with pytest.raises(UsageError, match="cp936 in China"):
        codec_of(name)
    with pytest.raises(UsageError, match="cp936 in China"):
        table_of(name)


@pytest.mark.parametrize(
    ("names", "codec", "table"),
    [
        ("GB2312,gbk,x-gbk, GBK\n,x_gbk,gb 2312,GB_2312-80,euc_cn,EUC-CN,csGB2312", "gb18030", "cp936"),
        ("936,cp936,CP-936,Windows 936,windows_936,MS936,windows-936,x-mswin-936", "cp936", "cp936"),
        ("GB18030,GB-18030,gb18030_2005", "gb18030", "gb18030-2005"),
        ("GB18030-2022,gb18030:2022", "gb18030", "gb18030-2022"),
        ("950,cp950,ms950,Windows-950,x-windows-950", "cp950", "cp950"),
        ("Big5", "big5", "cp950"),
        ("Big5-HKSCS,big5hkscs", "big5hkscs", "big5-hkscs"),
        ("Shift_JIS,Shift-JIS,SJIS,x-sjis,shift jis,csWindows31J,windows-31j,ms932,932,cp932", "cp932", "cp932"),
        ("EUC-JP,eucjp,ujis", "euc_jp", "euc-jp"),
        ("ms949,korean,uhc,windows-949,949", "cp949", "cp949"),
        ("EUC-KR,euckr,euc_kr", "cp949", "euc-kr"),
        ("windows-1252,cp1252,1252,windows1252,Win-1252,mysql latin1", "cp1252", "cp1252"),
        ("windows-874,874", "cp874", "cp874"),
        ("macintosh,mac-roman,x-mac-roman", "mac-roman", "mac-roman"),
        ("KOI8-R,koi8r", "koi8-r", "koi8-r"),
        ("ISO-8859-2,ISO_8859-2:1987,latin2,iso8859_2", "iso8859-2", "iso-8859-2"),
        ("IBM437,437,cp437", "cp437", "cp437"),
    ],
)
def test_names(names: str, codec: str, table: str) -> None:
    """By one name a file is read as widely as files are written; a table is exactly the one that is named."""
    for name in names.split(","):
        assert codec_of(name) == codec, name
        assert table_of(name) == table, name


def test_latin_1_of_files_is_windows() -> None:
    """MySQL and browsers mean Windows-1252 by it; as a table it is ISO-8859-1."""
    assert (codec_of("latin1"), codec_of("iso-8859-1")) == ("cp1252", "cp1252")
    assert (table_of("latin1"), table_of("mysql-latin1")) == ("iso-8859-1", "cp1252")


def test_user_defined_characters_of_files() -> None:
    """A file named as cp950 keeps Microsoft's private use, and has ETEN's kana; a byte that is neither is an error."""
    assert fix_bytes(b"\xfa\x40\xa4\xa4\xc6\xe7", config=Config(encoding="cp950", profile="repair")).text == "\ue000中ぁ"
    assert fix_bytes(b"\xad\xce\xd6\xd0\x80", config=Config(encoding="ms936", profile="repair")).text == "\ue147中€"
