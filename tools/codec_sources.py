"""What decoders say: every code of a charset, asked one by one, and the tables of Windows as Wine has them."""

from __future__ import annotations

import re
import struct
import subprocess
from functools import cache
from itertools import product
from pathlib import Path

from vectors.decoders import DECODERS

from mojibake_fix.encodings.euc_tw import CELLS, HOLE, PLANES
from mojibake_fix.encodings.tables import SINGLE_BYTE

__all__ = ["Codes", "asked", "page_of_windows", "planes_of_euc_tw", "source", "without_arithmetic"]

Codes = dict[bytes, str]

NLS = Path("/usr/share/wine/nls")  # of Debian's libwine
MARKS = "\u0304\u030c"  # the second code points of the four codes of Big5-HKSCS that are two

_BEYOND = range(0x80, 0x100)
SINGLES = [bytes([byte]) for byte in range(0x20, 0x100)]
PAIRS = [bytes(code) for code in product(_BEYOND, range(0x100))]
THREES = [bytes([0x8F, *code]) for code in product(range(0xA1, 0xFF), repeat=2)]


def four_byte_codes(first: int, count: int) -> list[bytes]:
    """Return ``count`` codes of four bytes of GB18030, in their order from number ``first`` on."""
    found = []
    for number in range(first, first + count):
        number, fourth = divmod(number, 10)
        number, third = divmod(number, 126)
        lead, second = divmod(number, 10)
        found.append(bytes((0x81 + lead, 0x30 + second, 0x81 + third, 0x30 + fourth)))
    return found


BMP = four_byte_codes(0, 39_420)


@cache
def asked(decoder: str, charset: str, kind: str = "") -> Codes:
    """Return what a decoder makes of every code that it reads: of one byte, of two, and of three or four as ``kind`` says."""
    ask = {"iconv": _iconv, "uconv": _uconv}.get(decoder) or (lambda name, codes: _each(decoder, name, codes))
    found = {code: text for code, text in zip(SINGLES, ask(charset, SINGLES), strict=True) if _is_character(text)}
    single = {code[0] for code in found}
    longer = PAIRS + {"three": THREES, "four": BMP, "": []}[kind]
    wanted = [code for code in longer if code[0] not in single]
    for code, text in zip(wanted, ask(charset, wanted), strict=True):
        alone = found.get(code[1:2]) or (chr(code[1]) if code[1:2].isascii() else None)
        if _is_character(text) and text not in ("\x1c", "\x7f", alone, found.get(code[1:3])):  # IBM's pages turn controls around
            found[code] = text
    return {code: text for code, text in found.items() if len(code) < 3 or code[:2] not in found}


def _is_character(text: str) -> bool:
    return bool(text) and "\N{REPLACEMENT CHARACTER}" not in text and (len(text) == 1 or (len(text) == 2 and text[1] in MARKS))


def _each(decoder: str, charset: str, codes: list[bytes]) -> list[str]:
    return DECODERS[decoder].decode([(charset, code) for code in codes])


def _iconv(charset: str, codes: list[bytes]) -> list[str]:
    return _lines(["iconv", "-c", "-f", charset, "-t", "UTF-8"], codes)


def _uconv(charset: str, codes: list[bytes]) -> list[str]:
    return _lines(["uconv", "-f", charset, "-t", "UTF-8", "--from-callback", "skip"], codes)


def _lines(command: list[str], codes: list[bytes]) -> list[str]:
    """Return what a converter makes of each code: "" where it leaves one out.

    Four marks stand behind each code, since a byte that begins a character may take the line end and one of them with it.
    """
    kept = [code for code in codes if not code.endswith((b"\n", b"!"))]
    data = b"".join(code + b"\n!!!!\n" for code in kept)
    made = subprocess.run(command, input=data, capture_output=True, check=False).stdout.decode("utf-8")
    parts = re.split("\n?!{3,}\n", made)[:-1]
    if len(parts) != len(kept):
        raise ValueError(f"{' '.join(command)}: {len(kept)} codes, {len(parts)} answers")
    answers = dict(zip(kept, parts, strict=True))
    return [answers.get(code, code.decode("ascii") if code == b"!" else "") for code in codes]


def planes_of_euc_tw() -> str:
    """Return the characters of EUC-TW, cell by cell and plane by plane, as glibc has them.

    Of a code that has none it leaves out one byte and reads the others, so only what goes back to its code counts.
    """
    codes = [code if plane == 1 else bytes((0x8E, 0xA0 + plane)) + code for plane in PLANES for code in CELLS]
    texts = _iconv("EUC-TW", codes)
    written = "\n".join(dict.fromkeys(texts))
    back = subprocess.run(
        ["iconv", "-f", "UTF-8", "-t", "EUC-TW"], input=written.encode(), capture_output=True, check=True
    ).stdout
    code_of = dict(zip(written.split("\n"), back.split(b"\n"), strict=True))
    return "".join(text if code_of[text] == code else HOLE for code, text in zip(codes, texts, strict=True))


def page_of_windows(page: int) -> Codes | None:
    """Return what Windows' code page has beyond ASCII, as Wine ships Microsoft's table, or None if it does not.

    The file is 16-bit words: the length of the header, the page, ...; then the place of the table back, 256 characters, a flag
    and perhaps 256 more of pictures, a flag and for each lead byte the place of its row.
    """
    path = NLS / f"c_{page}.nls"
    if not path.exists():
        return None
    raw = path.read_bytes()
    words = struct.unpack(f"<{len(raw) // 2}H", raw)
    start = words[0] + 1
    default = words[4]  # what stands for pairs without a character
    behind = start + 256
    rows = behind + (257 if words[behind] else 1)
    codes: Codes = {}
    for byte in _BEYOND:
        row = words[rows + 1 + byte] if words[rows] else 0
        if row:
            codes.update(
                (bytes((byte, trail)), chr(words[rows + 1 + row + trail]))
                for trail in range(0x100)
                if words[rows + 1 + row + trail] != default
            )
        else:
            codes[bytes([byte])] = chr(words[start + byte])
    return codes


# The program that each table is taken from, and the name it has there; for the codes of three or four bytes, behind a blank.
ORIGINS = {
    "cp936": "java:x-mswin-936",
    "gb18030-2005": "python:gb18030 four",
    "gb18030-2000": "python:gb18030 four",
    "gb18030-2022": "java:GB18030 four",
    "gbk/whatwg": "browser:gbk four",
    "gbk/java": "java:GBK",
    "gbk/python": "python:gbk",
    "gbk/iconv": "iconv:GBK",
    "gb18030/java": "java:GB18030 four",
    "gb18030/python": "python:gb18030 four",
    "gb18030/iconv": "iconv:GB18030 four",
    "cp950": "java:x-windows-950",
    "big5-eten": "java:x-windows-950",
    "cp950/java": "java:x-windows-950",
    "cp950/python": "python:cp950",
    "big5/java": "java:Big5",
    "big5/python": "python:big5",
    "big5/iconv": "iconv:BIG5",
    "big5-hkscs": "java:Big5-HKSCS",
    "big5/whatwg": "browser:big5",
    "big5-hkscs/java": "java:Big5-HKSCS",
    "big5-hkscs/python": "python:big5hkscs",
    "big5-hkscs/iconv": "iconv:BIG5-HKSCS",
    "cp932": "java:windows-31j",
    "cp932/java": "java:windows-31j",
    "cp932/python": "python:cp932",
    "shift-jis/whatwg": "browser:shift_jis",
    "shift-jis/java": "java:Shift_JIS",
    "shift-jis/python": "python:shift_jis",
    "shift_jis": "iconv:SHIFT_JIS",
    "euc-jp": "python:euc_jp three",
    "euc-jp/whatwg": "browser:euc-jp three",
    "euc-jp/java": "java:EUC-JP three",
    "euc-jp/python": "python:euc_jp three",
    "euc-jp/iconv": "iconv:EUC-JP three",
    "cp949": "java:x-windows-949",
    "euc-kr/whatwg": "browser:euc-kr",
    "cp949/java": "java:x-windows-949",
    "cp949/python": "python:cp949",
    "euc-kr": "java:EUC-KR",
    "euc-kr/java": "java:EUC-KR",
    "euc-kr/python": "python:euc_kr",
    "euc-kr/iconv": "iconv:EUC-KR",
    "viscii": "iconv:VISCII",
    "tcvn": "iconv:TCVN",
}

# The codes of Big5-HKSCS that are two code points, as the Encoding Standard, glibc and Python have them.
SEQUENCES = {
    b"\x88\x62": "\u00ca\u0304",
    b"\x88\x64": "\u00ca\u030c",
    b"\x88\xa3": "\u00ea\u0304",
    b"\x88\xa5": "\u00ea\u030c",
}

# What Windows reads single bytes as that no other program has; Wine's and ICU's tables agree.
WINDOWS_SINGLES: dict[str, Codes] = {
    "cp936": {b"\xff": "\uf8f5"},  # 80 is the euro sign in Java, too
    "cp950": {b"\x80": "\x80", b"\xff": "\uf8f8"},
    "cp949": {b"\x80": "\x80", b"\xff": "\uf8f7"},
    "cp932": {b"\x80": "\x80", b"\xa0": "\uf8f0", b"\xfd": "\uf8f1", b"\xfe": "\uf8f2", b"\xff": "\uf8f3"},
}
WINDOWS_SINGLES["big5-eten"] = WINDOWS_SINGLES["cp950"]


def _span(first: int, last: int) -> str:
    return "".join(map(chr, range(first, last + 1)))


# What Microsoft's pages give to the bytes from A0 on that the standards leave unassigned, in order: private use, but for one
# Hebrew point. Published as bestfit*.txt; ISO-8859-11 and TIS-620 have no page of their own and go with 874.
BEST_FIT = {
    "cp857": _span(0xF8BB, 0xF8BD),
    "cp864": _span(0xF8BE, 0xF8C0),
    **dict.fromkeys(("cp874", "iso-8859-11", "tis-620"), _span(0xF8C1, 0xF8C8)),
    "cp1253": _span(0xF8F9, 0xF8FB),
    "cp1255": "\u05ba" + _span(0xF88D, 0xF896),
    "cp1257": _span(0xF8FC, 0xF8FD),
    "iso-8859-3": _span(0xF7F5, 0xF7FB),
    "iso-8859-6": _span(0xF7C8, 0xF7F4),
    "iso-8859-7": _span(0xF7C5, 0xF7C7),
    "iso-8859-8": _span(0xF79C, 0xF7BE) + "\uf7c1",
}


def source(name: str) -> Codes:
    """Return a table as its source has it."""
    if name in SINGLE_BYTE:
        return _single_byte(name)
    decoder, _, rest = ORIGINS[name].partition(":")
    charset, _, kind = rest.partition(" ")
    codes = {bytes([byte]): chr(byte) for byte in range(0x20)} | asked(decoder, charset, kind) | WINDOWS_SINGLES.get(name, {})
    if kind == "four":
        codes = without_arithmetic(codes)
    return codes | _changes(name)


def _single_byte(name: str) -> Codes:
    """Return a page as Python has it; what is left unassigned there are C1 controls, and from A0 on what Microsoft gave."""
    if name in ORIGINS:  # one that Python does not have
        every = [bytes([byte]) for byte in range(0x100)]
        return {code: text or code.decode("latin-1") for code, text in zip(every, _iconv(name, every), strict=True)}
    codes = {bytes([byte]): bytes([byte]).decode(name, "replace") for byte in range(0x100)}
    given = iter(BEST_FIT.get(name, ""))
    for code, text in codes.items():
        if text == "\N{REPLACEMENT CHARACTER}":
            codes[code] = chr(code[0]) if code[0] <= 0xA0 else next(given)
    if name == "tis-620":
        codes[b"\xa0"] = "\xa0"
    return codes


def _changes(name: str) -> Codes:
    """Return what no program has as it is meant here."""
    if name == "gb18030-2005":  # of the three editions, the one between: only this pair had changed
        return {b"\xa8\xbc": "\u1e3f", bytes.fromhex("8135f437"): "\ue7c7"}
    if name == "big5-eten":  # Microsoft's page, with ETEN's characters where Microsoft has user-defined ones or none
        areas = ((b"\xa3\xc0", b"\xa3\xe0"), (b"\xc6\xa1", b"\xc7\xf2"))
        standard = asked("browser", "big5").items()
        return {code: text for code, text in standard if any(first <= code <= last for first, last in areas)}
    if name in ("big5-hkscs", "big5/whatwg"):  # Java leaves these out, and Chromium 88A5 is wrong
        return SEQUENCES
    if name == "euc-jp":  # C1 controls and the tilde as glibc and ICU have them
        return {bytes([byte]): chr(byte) for byte in (*range(0x80, 0x8E), *range(0x90, 0xA0))} | {b"\x8f\xa2\xb7": "\uff5e"}
    return {}


def without_arithmetic(codes: Codes) -> Codes:
    """Return the codes less those of four bytes that arithmetic gives; "" stands for one that the source does not have."""
    paired = {text for code, text in asked("python", "gb18030", "four").items() if len(code) < 3}
    plane = map(chr, (*range(0x80, 0xD800), *range(0xE000, 0x10000)))
    unpaired = [character for character in plane if character not in paired]
    rest = {code: text for code, text in codes.items() if len(code) < 3}
    for code, text in zip(BMP, unpaired, strict=True):
        if text != "\N{REPLACEMENT CHARACTER}" and codes.get(code, "") != text:
            rest[code] = codes.get(code, "")
    return rest
