"""How the decoders of one family differ: in what they map, and in what they do with bytes that they cannot read."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from itertools import product

from .decoders import DECODERS
from .rows import Reader

__all__ = ["table"]

# Each family's readers, the reference first, and byte strings that show what becomes of a lead byte without a partner.
FAMILIES = {
    "gbk": (
        "wine:936 uconv:windows-936 java:x-mswin-936 java:GBK firefox:gbk browser:gbk node:gbk python:gbk iconv:GBK",
        "80 ff ac28 ac0a8d ac80 acff d7fa aca9ff a140",
    ),
    "gb18030": (
        "python:gb18030 java:GB18030 firefox:gb18030 browser:gb18030 node:gb18030 uconv:gb18030 iconv:GB18030",
        "80 ff ac28 ac30 ac308130 8130813f8130 e3329a36 8135f437 a140",
    ),
    "big5": (
        "wine:950 uconv:windows-950 java:x-windows-950 java:Big5 java:Big5-HKSCS firefox:big5 browser:big5 "
        "node:big5 python:big5 python:cp950 "
        "python:big5hkscs iconv:BIG5 iconv:CP950 iconv:BIG5-HKSCS",
        "80 ff e522 e50a e580 e5ff 8140 8862 c6a1 fa40",
    ),
    "shift-jis": (
        "wine:932 uconv:windows-932 java:windows-31j java:Shift_JIS firefox:shift_jis browser:shift_jis "
        "node:shift_jis python:shift_jis python:cp932 "
        "iconv:SHIFT_JIS iconv:CP932",
        "80 a0 fd ff 5c 7e 8522 8540 850a e50a efff f040 8160",
    ),
    "euc-jp": (
        "firefox:euc-jp browser:euc-jp node:euc-jp java:EUC-JP python:euc_jp iconv:EUC-JP uconv:euc-jp wine:20932",
        "80 ff ad41 ada1 ad0a a922 8e41 8ee0 8fa2 8fa241 8fa2af a1c0",
    ),
    "euc-kr": (
        "wine:949 uconv:windows-949 java:x-windows-949 java:EUC-KR firefox:euc-kr browser:euc-kr node:euc-kr "
        "python:euc_kr python:cp949 "
        "iconv:EUC-KR iconv:UHC",
        "80 ff ec20 ec0a ec80 ec84 ec84b4 c8ff c9a1 8141",
    ),
}
SINGLE = {
    "cp437": "wine:437 python:cp437 java:IBM437 uconv:ibm-437 iconv:CP437",
    "cp866": "wine:866 python:cp866 java:IBM866 browser:ibm866 iconv:CP866",
    "mac-roman": "wine:10000 python:mac_roman java:x-MacRoman browser:macintosh iconv:MACINTOSH",
    "koi8-r": "wine:20866 python:koi8_r java:KOI8-R browser:koi8-r iconv:KOI8-R",
} | {
    f"cp125{page}": f"wine:125{page} python:cp125{page} java:windows-125{page} firefox:windows-125{page} "
    f"browser:windows-125{page} node:windows-125{page} iconv:CP125{page}"
    for page in range(9)
}

KATAKANA_DOT = "\u30fb"
MIDDLE_DOTS = (b"\x81\x45", b"\xa1\xa6")  # in Shift_JIS and EUC-JP, which Windows' token is too
SHOWN = 4  # examples in a cell
Codes = dict[bytes, str]


def table() -> str:
    """Return Markdown: a table of mapped codes and one of habits for each family, and one of single bytes."""
    parts = [part for family, (named, samples) in FAMILIES.items() for part in _family(family, _readers(named), samples.split())]
    return "\n".join([*parts, *_singles()])


def _readers(named: str) -> list[Reader]:
    return [Reader(*word.split(":", 1)) for word in named.split()]


def _family(family: str, readers: Sequence[Reader], samples: Sequence[str]) -> Iterator[str]:
    tails = range(0xA1, 0xFF) if family == "euc-jp" else [tail for tail in range(0x40, 0xFF) if tail != 0x7F]
    codes = [bytes(code) for code in product(range(0x81, 0xFF), tails)]
    mapped = {reader: _mapped(reader, codes) for reader in readers}
    first = mapped[readers[0]]
    yield f"\n## {family}: two-byte codes, against {_name(readers[0])}\n"
    yield "| decoder | codes | it has, the first has not | it has not | differs |\n|---|---:|---|---|---|"
    for reader, own in mapped.items():
        more = [code for code in own if code not in first]
        fewer = [code for code in first if code not in own]
        other = [code for code in own if code in first and own[code] != first[code]]
        cells = (_some(more, own), _some(fewer, first), _some(other, own))
        yield f"| {_name(reader)} | {len(own)} | {' | '.join(cells)} |"
    yield f"\n## {family}: what becomes of\n"
    yield f"| decoder | {' | '.join(f'`{sample}`' for sample in samples)} |\n|---|{'---|' * len(samples)}"
    for reader in readers:
        texts = DECODERS[reader.decoder].decode([(reader.charset, bytes.fromhex(sample)) for sample in samples])
        yield f"| {_name(reader)} | {' | '.join(map(_shown, texts))} |"


def _singles() -> Iterator[str]:
    yield "\n## Single bytes, against the first decoder of each page\n"
    yield "| page | decoder | bytes that it reads differently |\n|---|---|---|"
    for page, named in SINGLE.items():
        first, *others = _readers(named)
        reference = _bytewise(first)
        for reader in others:
            both = enumerate(zip(reference, _bytewise(reader), strict=True))
            unlike = [(f"{byte:02x}", one, other) for byte, (one, other) in both if one != other]
            unread = [code for code, _, other in unlike if other in ("", "\ufffd")]
            said = [f"`{code}` {_shown(other)} instead of {_shown(one)}" for code, one, other in unlike if code not in unread]
            said += [f"unread: `{' '.join(unread)}`"] if unread else []
            yield f"| {page}, {_name(first)} | {_name(reader)} | {', '.join(said) or 'none'} |"


def _name(reader: Reader) -> str:
    return f"{DECODERS[reader.decoder].version().split()[0].rstrip(',')} `{reader.charset}`"


def _mapped(reader: Reader, codes: Sequence[bytes]) -> Codes:
    """Return the codes that a decoder has a character for: one that is none of its own tokens."""
    texts = _by_lines(reader, codes) if reader.decoder in ("iconv", "uconv") else None
    texts = texts or DECODERS[reader.decoder].decode([(reader.charset, code) for code in codes])
    single = {bytes([byte]): text for byte, text in enumerate(_bytewise(reader))}
    tokens = {"", "?"} | ({KATAKANA_DOT} if reader.decoder == "wine" else set())

    def pair(code: bytes, text: str) -> bool:
        """Tell whether a text is a character of both bytes, not a token, nor what each gives alone, nor glibc's empty buffer."""
        if code in MIDDLE_DOTS and text == KATAKANA_DOT:
            return True
        return not (text in tokens or text == single[code[:1]] + single[code[1:]] or set(text) & set("\0\x1a\ufffd"))

    return {code: text for code, text in zip(codes, texts, strict=True) if pair(code, text)}


def _bytewise(reader: Reader) -> list[str]:
    """Return what becomes of each byte alone."""
    return DECODERS[reader.decoder].decode([(reader.charset, bytes([byte])) for byte in range(256)])


def _by_lines(reader: Reader, codes: Sequence[bytes]) -> list[str] | None:
    """Return what a converter of streams makes of codes in lines of their own; None if it takes line ends into characters."""
    command = {"iconv": ["iconv", "-c"], "uconv": ["uconv", "--from-callback", "substitute"]}[reader.decoder]
    data = b"".join(code + b"\n" for code in codes)
    run = subprocess.run([*command, "-f", reader.charset, "-t", "UTF-8"], input=data, capture_output=True, check=False)
    lines = run.stdout.decode("utf-8").split("\n")[:-1]
    return lines if len(lines) == len(codes) else None


def _some(codes: Sequence[bytes], texts: Codes) -> str:
    """Return how many, and a few of them."""
    if not codes:
        return "none"
    step = max(1, len(codes) // SHOWN)
    return f"{len(codes)}: " + ", ".join(f"`{code.hex()}` {_shown(texts[code])}" for code in list(codes)[::step][:SHOWN])


def _shown(text: str) -> str:
    """Return a text with everything that is not plainly visible by number."""
    return "".join(character if _visible(character) else f"U+{ord(character):04X}" for character in text) or "nothing"


def _visible(character: str) -> bool:
    return character.isprintable() and not "\ue000" <= character <= "\uf8ff" and character not in "\ufffd| "
