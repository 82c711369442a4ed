"""Build restore/evidence/data/legacy.bin: what characters are to readers that take two bytes for one, and what these bytes were.

    python tools/build_legacy.py           write the file
    python tools/build_legacy.py --check   only compare

To be run again when a table or a channel changes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from table_file import write_or_compare

from mojibake_fix.encodings.alike import read
from mojibake_fix.encodings.tables import TABLES
from mojibake_fix.restore.channels import table_written
from mojibake_fix.restore.evidence.gains import LOST, NO_CHARACTER, places, possible
from mojibake_fix.restore.evidence.legacy_gains import in_bytes, tables_of_pairs
from mojibake_fix.restore.evidence.utf8_shapes import BMP, SHAPED

TARGET = Path(__file__).resolve().parent.parent / "mojibake_fix" / "restore" / "evidence" / "data" / "legacy.bin"
PAGES = ("cp936", "cp950", "cp932", "euc-jp", "cp949")
NONE, ASK = 0, 1
PREFIX = 0x8F  # of codes of three bytes in EUC-JP
UNICODE = "utf-16-le"
MOST_SHAPED, MOST_CHANNELS, MOST_APART = 32, 4, 2
ISLANDS = ("cp437", "cp850", "mac-roman"), ("gbk", "big5", "euc-kr", "shift-jis", "euc-jp")  # whose there are


def number(codes: tuple[bytes, ...]) -> int:
    """Return a code as a number; of three bytes the last two, the lower one without its highest bit; or what stands for others.

    >>> [hex(number(codes)) for codes in ((), (b"\\xd6\\xd0",), (b"\\x8f\\xb0\\xa1",), (b"\\x81\\xe0", b"\\x87\\x90"))]
    ['0x0', '0xd6d0', '0xb021', '0x1']
    """
    if not codes:
        return NONE
    if len(codes) > 1 or len(codes[0]) > 3:
        return ASK
    [code] = codes
    if len(code) == 3:
        return code[1] << 8 | code[2] & 0x7F if code[0] == PREFIX else ASK
    return int.from_bytes(code, "big")


def apart(page: str, points: list[int]) -> list[int]:
    """Return the characters, but for tokens, that have other codes in a page than those whose characters they are."""
    found: dict[int, int] = {}
    for code, point in enumerate(points):
        if code > 0x7F and chr(point) != NO_CHARACTER:
            found[point] = ASK if point in found else code
    others = [code for code in range(0x80, BMP) if not (code < 0xA0 or 0xD800 <= code < 0xF900) and chr(code) not in LOST]
    return [code for code in others if number(possible(page, chr(code))) != found.get(code, NONE)]


def points_of(page: str) -> Iterator[int]:
    """Yield the character of each code of a page, by its number; U+FFFD where there is none."""
    for code in range(1 << 16):
        first, last = divmod(code, 0x100)
        data = bytes([first, last] if first else [last])
        if TABLES[page][1].prefix == PREFIX and first and last < 0x80:
            data = bytes([PREFIX, first, last | 0x80])
        restored = read(page, data, NO_CHARACTER)
        yield ord(restored) if len(restored) == 1 else ord(NO_CHARACTER)


def built() -> bytes:
    """Return what the file has."""
    points = {page: [*points_of(page)] for page in PAGES}
    parts = [bytes(point >> shift & 0xFF for point in points[page]) for shift in (0, 8) for page in PAGES]
    parts += [bytes(byte in TABLES[page][1].openers for byte in range(0x100)) for page in PAGES]
    parts.append(in_bytes())
    found = {each.table: each for each in tables_of_pairs()}
    assert set(found) == {*PAGES, UNICODE}
    for page in PAGES:
        written = [PAGES.index(table_written(channel.written)) for channel in found[page].channels]
        channels = len(written), *written, *[0] * (MOST_CHANNELS - len(written))
        asked = [*apart(page, points[page]), 0, 0][:MOST_APART]
        assert set(apart(page, points[page])) <= set(asked)
        parts.append(struct.pack("<9I", found[page].readers, found[page].has_pairs, *channels, *asked))
    names = [sum(1 << place for place in places(reader)) for reader in SHAPED]
    parts.append(struct.pack(f"<{MOST_SHAPED}I", *names, *[0] * (MOST_SHAPED - len(names))))
    islands = (sum(1 << SHAPED.index(reader) for reader in readers) for readers in ISLANDS)
    parts.append(struct.pack("<4I", len(names), found[UNICODE].readers, *islands))
    return b"".join(parts)


def main() -> int:
    return write_or_compare("Build the tables of legacy encodings.", TARGET, built, lambda _: f"{len(PAGES)} pages")


if __name__ == "__main__":
    raise SystemExit(main())
