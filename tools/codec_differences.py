"""Hold the tables against decoders that they were not taken from, and explain every difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import groupby

from codec_sources import ORIGINS, Codes, asked, page_of_windows, without_arithmetic

from mojibake_fix.encodings.tables import SINGLE_BYTE, TABLES

__all__ = ["AGAINST", "Difference", "differences", "unexplained"]

Test = Callable[[bytes, str, str], bool]  # a code, what it is here, and what it is there: "" for no character


@dataclass(frozen=True)
class Difference:
    """The codes of a table that another decoder has otherwise, for one reason; without a reason, nobody has explained them."""

    table: str
    decoder: str
    codes: tuple[bytes, ...]
    reason: str

    def row(self) -> str:
        """Return it as a row of README."""
        return f"| {self.table} | {self.decoder} | {len(self.codes):,} | {spans(self.codes)} | {self.reason} |"


_PAGES = {"cp936": 936, "cp950": 950, "cp932": 932, "cp949": 949, "koi8-r": 20866, "koi8-u": 21866}
_PAGES |= {f"iso-8859-{part}": 28590 + part for part in (1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 15)}
_PAGES |= {f"mac-{name}": page for name, page in (("roman", 10000), ("greek", 10006), ("cyrillic", 10007), ("romanian", 10010))}
_PAGES |= {
    f"mac-{name}": page for name, page in (("centeuro", 10029), ("iceland", 10079), ("turkish", 10081), ("croatian", 10082))
}
_PAGES |= {name: int(name[2:]) for name in SINGLE_BYTE if name.startswith("cp") and name != "cp858"}

_OTHERS = {
    "cp936": "uconv:windows-936-2000 iconv:CP936 python:gbk",
    "gb18030-2000": "java:x-mswin-936",
    "gb18030-2005": "uconv:gb18030 iconv:GB18030",
    "gb18030-2022": "iconv:GB18030 browser:gb18030",
    "cp950": "uconv:windows-950-2000 python:cp950",
    "big5-eten": "iconv:BIG5 browser:big5",
    "big5-hkscs": "iconv:BIG5-HKSCS python:big5hkscs uconv:ibm-1375_P100-2008 browser:big5",
    "cp932": "uconv:ibm-943_P15A-2003 iconv:CP932 python:cp932 browser:shift_jis",
    "shift_jis": "python:shift_jis java:Shift_JIS uconv:ibm-943_P130-1999",
    "euc-jp": "java:EUC-JP iconv:EUC-JP uconv:euc-jp-2007 browser:euc-jp",
    "cp949": "uconv:windows-949-2000 iconv:CP949 python:cp949 browser:euc-kr",
    "euc-kr": "iconv:EUC-KR python:euc_kr",
    "mac-roman": "iconv:MACINTOSH java:x-MacRoman",
    "mac-cyrillic": "iconv:MAC-CYRILLIC",
    "mac-centeuro": "iconv:MAC-CENTRALEUROPE",
}
AGAINST = {
    name: [
        *(["wine:c_" + str(_PAGES[name])] if name in _PAGES else []),
        *_OTHERS.get(name, "" if name.startswith("mac") or name not in SINGLE_BYTE else f"iconv:{name.upper()}").split(),
    ]
    for name in TABLES
    if name in _OTHERS or name in SINGLE_BYTE
}
"""The decoders that each table is held against; the tables of one implementation are taken from it and have no second one."""


def is_private(text: str) -> bool:
    return "\ue000" <= text <= "\uf8ff"


def _private_here(code: bytes, here: str, there: str) -> bool:
    return is_private(here) and not there


def _private(code: bytes, here: str, there: str) -> bool:
    return is_private(here)


def _private_there(code: bytes, here: str, there: str) -> bool:
    return is_private(there)


def _c1(code: bytes, here: str, there: str) -> bool:
    return len(code) == 1 and "\x80" <= here <= "\xa0" and not there


def _c1_there(code: bytes, here: str, there: str) -> bool:
    return len(code) == 1 and not here and "\x80" <= there <= "\x9f"


def _only_here(code: bytes, here: str, there: str) -> bool:
    return not there


def _only_there(code: bytes, here: str, there: str) -> bool:
    return not here


def _four(code: bytes, here: str, there: str) -> bool:
    return len(code) == 4


def _any(code: bytes, here: str, there: str) -> bool:
    return True


def _of(codes: str) -> Test:
    """Return the test for codes such as "80 a6d9-a6df"."""
    limits = [tuple(bytes.fromhex(end) for end in (span.split("-") * 2)[:2]) for span in codes.split()]
    return lambda code, here, there: any(len(code) == len(first) and first <= code <= last for first, last in limits)


_FULLWIDTH = _of("a1c1-a1c2 a1dd a1f1-a1f2 a2cc 8191-8192 81ca 815c")

# Tables, decoders, which codes, why. The first that fits explains.
EXPLAINED: tuple[tuple[str, str, Test, str], ...] = (
    ("cp932", "wine:*", _of("8145"), "the file of Windows has it for everything without a character, too"),
    ("*", "iconv:*", _private_here, "private use, which glibc leaves out"),
    ("*", "python:*", _private_here, "private use, which Python leaves out"),
    ("cp949", "browser:*", _private_here, "private use, which the Encoding Standard leaves out here"),
    ("cp932", "browser:*", _private_here, "single bytes in private use, which the Encoding Standard leaves out"),
    ("cp932", "uconv:*", _of("80 a0 fd-ff"), "single bytes that ICU's page, which is IBM's, leaves out"),
    ("cp1255", "*", _of("ca"), "a Hebrew point that Microsoft added"),
    ("cp936", "python:*", _of("80"), "the euro sign, which Python leaves out"),
    ("*", "*", _c1, "unassigned single bytes, C1 controls in Windows"),
    ("euc-kr", "*", _c1_there, "unassigned single bytes, C1 controls in glibc"),
    ("gb18030-2000", "java:*", _any, "assigned in GB18030, or the euro sign at 80; code page 936 keeps private use"),
    ("gb18030-*", "iconv:*", _of("fe51-fe53 fe6c fe76 fe91"), "in glibc characters of Plane 2, which have four bytes"),
    ("gb18030-2005", "iconv:*", _any, "glibc has the edition of 2022"),
    ("gb18030-2022", "browser:*", _four, "the Encoding Standard reads what had these codes in the edition of 2005"),
    ("gb18030-2022", "browser:*", _of("80 a3a0"), "the Encoding Standard adds the euro sign, and a second ideographic space"),
    ("cp950", "python:*", _of("c6a1-c7fc"), "Python has kana and Cyrillic letters, otherwise than ETEN"),
    ("big5-eten", "iconv:*", _private_there, "glibc has private use, as Windows"),
    ("big5-eten", "browser:*", _private, "HKSCS, where Windows has private use"),
    ("big5-eten", "iconv:*", _only_here, "ETEN's pictures of control characters, which glibc leaves out"),
    ("big5-eten", "browser:*", _of("80 ff a1c3 a1c5 a3e1 a2cc a2ce f9fe"), "as Windows has it"),
    ("big5-hkscs", "iconv:*", _of("80"), "C1 control in glibc"),
    ("big5-hkscs", "*", _of("c6cf c6d3 c6d5 c6d7 c6de-c6df"), "characters at codes that Java alone keeps"),
    ("big5-hkscs", "*", _of("a15a a1fe a240 a2cc a2ce"), "signs that Big5 has twice, or that are drawn alike"),
    ("big5-hkscs", "python:*", _of("877a-87df"), "Python has the edition of 2004"),
    ("big5-hkscs", "*", _of("a1c3 a1c5"), "two signs that Java leaves out"),
    ("big5-hkscs", "uconv:*", _private_there, "ICU's page, which is IBM's, has user-defined characters and an older edition"),
    ("big5-hkscs", "uconv:*", _any, "as IBM's page has it"),
    ("big5-hkscs", "browser:*", _of("8862 8864 88a3 88a5"), "two code points each, which Chromium gets wrong"),
    ("big5-hkscs", "browser:*", _only_there, "characters at their old codes, which the Encoding Standard reads"),
    ("big5-hkscs", "browser:*", _any, "signs that the Encoding Standard has as Windows"),
    ("shift_jis", "python:* java:*", _of("5c 7e"), "yen and overline, which are ASCII there"),
    ("shift_jis", "uconv:*", _only_there, "ICU's page has the characters of NEC and IBM, and private use"),
    ("shift_jis", "*", _FULLWIDTH, "signs that have a full-width form, or two dashes, in Unicode"),
    ("euc-jp", "*", _of("a1bd"), "one of two dashes"),
    ("euc-jp", "*", _FULLWIDTH, "signs that have a full-width form, as Windows reads them"),
    ("euc-jp", "uconv:* browser:*", _only_there, "the characters of NEC and IBM"),
    ("euc-kr", "python:*", _of("a2e8 a4d4"), "a postal mark of 2002, and what begins made-up syllables"),
    ("mac-*", "iconv:* wine:* java:*", _any, "Apple's changes of 1998: the euro sign, and look-alikes"),
    ("iso-8859-7", "wine:*", _any, "the edition of 1987"),
    ("iso-8859-8", "wine:*", _any, "the edition of 1988"),
    ("koi8-u", "wine:*", _any, "Windows' page has the Belarusian letter"),
)  # fmt: skip


def differences(name: str, codes: Codes) -> Iterator[Difference]:
    """Yield how a table differs from each decoder that it is held against."""
    for decoder in AGAINST.get(name, ()):
        there = _there(name, decoder)
        if there is None:
            continue
        here = {code: text for code, text in codes.items() if _is_compared(code, decoder)}
        differing = [code for code in sorted({*here, *there}) if here.get(code) != there.get(code)]
        reasons = [(_reason(name, decoder, code, here.get(code, ""), there.get(code, "")), code) for code in differing]
        for reason in dict.fromkeys(reason for reason, _ in reasons):
            yield Difference(name, decoder, tuple(code for why, code in reasons if why == reason), reason)


def unexplained(found: list[Difference]) -> list[str]:
    """Return a sentence for each difference without a reason."""
    return [f"{each.table} against {each.decoder}: {spans(each.codes)}" for each in found if not each.reason]


def _there(name: str, decoder: str) -> Codes | None:
    program, _, charset = decoder.partition(":")
    if program == "wine":
        return page_of_windows(int(charset.removeprefix("c_")))
    kind = ORIGINS.get(name, "").partition(" ")[2]
    found = asked(program, charset, kind)
    if kind == "four":
        found = without_arithmetic(found)
    return {code: text for code, text in found.items() if _is_compared(code, decoder)}


def _is_compared(code: bytes, decoder: str) -> bool:
    """Tell whether a code is one that converters can be asked: control characters are theirs, and four bytes are GB18030's."""
    if len(code) == 4:
        return decoder.lower().endswith("gb18030")
    return (b"\x80" if decoder.startswith("wine") else b" ") <= code and code != b"\x7f"


def _reason(name: str, decoder: str, code: bytes, here: str, there: str) -> str:
    for tables, decoders, test, reason in EXPLAINED:
        if fnmatchcase(name, tables) and any(fnmatchcase(decoder, each) for each in decoders.split()) and test(code, here, there):
            return reason
    return ""


_SHOWN = 6  # stretches of codes in a row of README


def spans(codes: tuple[bytes, ...]) -> str:
    """Return codes in stretches, the first few of them."""
    numbers = [(int.from_bytes(code, "big"), len(code)) for code in codes]
    found = []
    for _, run in groupby(enumerate(numbers), key=lambda item: (item[1][0] - item[0], item[1][1])):
        stretch = [f"{number:0{2 * length}X}" for _, (number, length) in run]
        found.append(stretch[0] if len(stretch) == 1 else f"{stretch[0]}–{stretch[-1]}")
    return ", ".join(found[:_SHOWN]) + (", ..." if len(found) > _SHOWN else "")
