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

from mojibake_fix.encodings import codec
from mojibake_fix.encodings.alike import read
from mojibake_fix.encodings.tables import TABLES
from mojibake_fix.restore.channels import CHANNELS, table_written
from mojibake_fix.restore.evidence.gains import LOST, NO_CHARACTER, places, possible
from mojibake_fix.restore.evidence.legacy_gains import in_bytes, tables
from mojibake_fix.restore.evidence.utf8_shapes import BMP, SHAPED

TARGET = Path(__file__).resolve().parent.parent / "mojibake_fix" / "restore" / "evidence" / "data" / "legacy.bin"
PAGES = ("cp936", "cp950", "cp932", "euc-jp", "cp949")
NONE, ASK = 0, 1
PREFIX = 0x8F  # of codes of three bytes in EUC-JP
UNICODE = "utf-16-le"
OF_BYTES = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("cp437", "cp850", "cp866", "cp874", "iso-8859-1", "iso-8859-2", "koi8-r", "mac-roman"),
)
IN_ORDER = (*PAGES, UNICODE, *OF_BYTES)
MOST_SHAPED, MOST_CHANNELS, MOST_APART, MOST_SEVERAL, MOST_CODES = 32, 16, 2, 406, 3
ALIKE = {"gb18030-2005": "cp936"}  # what is in GBK, the other one has as that has it
APART_OF_BYTES = "\u05ba"  # which Python's codec of Hebrew lacks
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


def data_of(page: str, code: int) -> bytes:
    """Return the bytes of a code, given its number."""
    first, last = divmod(code, 0x100)
    if TABLES[page][1].prefix == PREFIX and first and last < 0x80:
        return bytes([PREFIX, first, last | 0x80])
    return bytes([first, last] if first else [last])


def points_of(page: str) -> Iterator[int]:
    """Yield the character of each code of a page, by its number; U+FFFD where there is none.

    For the sign that Windows has in place of a control, and no text in the encoding, the control stands.
    """
    for code in range(1 << 16):
        data = data_of(page, code)
        restored = read(page, data, NO_CHARACTER)
        if restored == NO_CHARACTER:
            known, length = codec(page).at(data, 0)
            restored = (known if is_strange(known) else chr(code)) if known and length == len(data) else NO_CHARACTER
        yield ord(restored) if len(restored) == 1 else ord(NO_CHARACTER)


def codes_written(page: str) -> bytes:
    """Return of each code whether its character is written with it, a bit for each, the first one's the lowest."""
    found = bytearray(0x10000 // 8)
    for code in range(0x10000):
        data = data_of(page, code)
        character, length = codec(page).at(data, 0)
        if character and length == len(data) and codec(page).encoded(character) == data:
            found[code >> 3] |= 1 << (code & 7)
    return bytes(found)


def is_strange(character: str) -> bool:
    """Tell whether a character is a control, or of private use: text has none."""
    return "\x80" <= character < "\xa0" or "\ue000" <= character < "\uf900"


def several() -> bytes:
    """Return the characters of pages that have several codes, by page and character, each with what it is not written with."""
    found = []
    for page in PAGES:
        every = ((code, codec(page).encode_all(chr(code))) for code in range(0x80, BMP) if not is_strange(chr(code)))
        found += [(PAGES.index(page) << 16 | code, *map(number_of, codes[1:])) for code, codes in every if len(codes) > 1]
    assert len(found) == MOST_SEVERAL
    return b"".join(struct.pack(f"<{MOST_CODES}I", *each, *[0] * (MOST_CODES - len(each))) for each in found)


def number_of(code: bytes) -> int:
    return number((code,))


def in_table(table: str) -> bytes:
    """Return the character of each byte of a table of bytes; its characters have no other codes than these."""
    points = [ord(read(table, bytes([byte]), NO_CHARACTER)) for byte in range(0x100)]
    others = apart(table, points)
    assert set(map(chr, others)) <= {APART_OF_BYTES}, others
    return struct.pack("<256I", *points)


def reader(table: str, points: list[int]) -> bytes:
    """Return who reads by a table, and what for."""
    found = next((each for each in tables() if each.table == table), None)
    written = [IN_ORDER.index(table_written(channel.written)) for channel in found.channels] if found and points else []
    channels = len(written), *written, *[0] * (MOST_CHANNELS - len(written))
    others = apart(table, points) if table in PAGES else []
    asked = [*others, 0, 0][:MOST_APART]
    assert set(others) <= set(asked)
    return struct.pack("<21I", *(found.readers, found.has_pairs) if found else (0, 0), *channels, *asked)


def built() -> bytes:
    """Return what the file has."""
    points = {page: [*points_of(page)] for page in PAGES}
    parts = [bytes(point >> shift & 0xFF for point in points[page]) for shift in (0, 8) for page in PAGES]
    parts += [codes_written(page) for page in PAGES]
    parts += [bytes(byte in TABLES[page][1].openers for byte in range(0x100)) for page in PAGES]
    parts.append(in_bytes())
    parts.append(several())
    parts += map(in_table, OF_BYTES)
    assert {each.table for each in tables()} <= set(IN_ORDER)
    parts += [reader(table, [] if table == UNICODE else points.get(table, [0])) for table in IN_ORDER]
    names = [sum(1 << place for place in places(reader)) for reader in SHAPED]
    read_by = [CHANNELS[f"utf8-as-{reader}"].reader.table for reader in SHAPED]
    of_table = [IN_ORDER.index(table) if (table := ALIKE.get(name, name)) in IN_ORDER else len(IN_ORDER) for name in read_by]
    for column in (names, of_table, [name in ALIKE for name in read_by]):
        parts.append(struct.pack(f"<{MOST_SHAPED}I", *column, *[0] * (MOST_SHAPED - len(column))))
    islands = (sum(1 << SHAPED.index(reader) for reader in readers) for readers in ISLANDS)
    parts.append(struct.pack("<3I", len(names), *islands))
    return b"".join(parts)


def main() -> int:
    return write_or_compare("Build the tables of legacy encodings.", TARGET, built, lambda _: f"{len(PAGES)} pages")


if __name__ == "__main__":
    raise SystemExit(main())
