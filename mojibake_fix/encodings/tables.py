"""The tables of the codecs: which bytes are which characters, in every variant of a family.

A base has its pairs in ``data/<base>.bin``, in the order of its layout. ``data/codes.tsv`` has the rest, row by row: single
bytes, what a variant has otherwise than its base, and which of two codes a character goes back to. ``tools/build_codecs.py``
makes all of it.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator
from functools import cache, cached_property, lru_cache

from ..patterns import lazy_pattern
from .four_bytes import four_byte_character
from .layout import ASCII, BIG5, CP932, CP949, EUC_JP, GB18030, GBK, SINGLE, Layout

__all__ = [
    "HOLE",
    "NO_CHARACTER",
    "NO_CODE",
    "SINGLE_BYTE",
    "TABLES",
    "Table",
    "deflated",
    "packed",
    "stored",
    "table",
    "unpacked",
]

NO_CHARACTER = "no character has these bytes"
"""The reason in errors of decoding."""

NO_CODE = "character is not in this encoding"
"""The reason in errors of encoding."""

# Each table: the one that it is based on, if any, and its layout. A name without a stroke is a page or a standard; a name with
# one is a family as one implementation has it.
TABLES: dict[str, tuple[str | None, Layout]] = {
    "cp936": (None, GBK),
    "gb18030-2000": ("cp936", GB18030),
    "gb18030-2005": ("gb18030-2000", GB18030),
    "gb18030-2022": ("gb18030-2005", GB18030),
    "gbk/whatwg": ("gb18030-2005", GB18030),
    "gbk/java": ("cp936", GBK),
    "gbk/python": ("cp936", GBK),
    "gbk/iconv": ("gbk/python", GBK),
    "gb18030/java": ("gb18030-2022", GB18030),
    "gb18030/python": ("gb18030-2000", GB18030),
    "gb18030/iconv": ("gb18030-2022", GB18030),
    "cp950": (None, BIG5),
    "big5-eten": ("cp950", BIG5),
    "cp950/java": ("cp950", BIG5),
    "cp950/python": ("cp950", BIG5),
    "big5/java": ("cp950/python", BIG5),
    "big5/python": ("big5/java", BIG5),
    "big5/iconv": ("cp950/python", BIG5),
    "big5-hkscs": (None, BIG5),
    "big5/whatwg": ("big5-hkscs", BIG5),
    "big5-hkscs/java": ("big5-hkscs", BIG5),
    "big5-hkscs/python": ("big5-hkscs", BIG5),
    "big5-hkscs/iconv": ("big5-hkscs", BIG5),
    "cp932": (None, CP932),
    "cp932/java": ("cp932", CP932),
    "cp932/python": ("cp932", CP932),
    "shift-jis/whatwg": ("cp932", CP932),
    "shift-jis/java": ("cp932", CP932),
    "shift-jis/python": ("shift-jis/java", CP932),
    "shift_jis": ("shift-jis/python", CP932),
    "euc-jp": (None, EUC_JP),
    "euc-jp/whatwg": ("euc-jp", EUC_JP),
    "euc-jp/java": ("euc-jp", EUC_JP),
    "euc-jp/python": ("euc-jp", EUC_JP),
    "euc-jp/iconv": ("euc-jp", EUC_JP),
    "cp949": (None, CP949),
    "euc-kr/whatwg": ("cp949", CP949),
    "cp949/java": ("cp949", CP949),
    "cp949/python": ("euc-kr/whatwg", CP949),
    "euc-kr": ("euc-kr/whatwg", CP949),
    "euc-kr/java": ("euc-kr", CP949),
    "euc-kr/python": ("euc-kr", CP949),
    "euc-kr/iconv": ("euc-kr", CP949),
}
SINGLE_BYTE = (
    *("cp437", "cp737", "cp775", "cp850", "cp852", "cp855", "cp857", "cp858"),
    *("cp860", "cp861", "cp862", "cp863", "cp864", "cp865", "cp866", "cp869", "cp874"),
    *(f"cp{page}" for page in range(1250, 1259)),
    *(f"iso-8859-{part}" for part in range(1, 17) if part != 12),  # there is no part 12
    *("koi8-r", "koi8-u", "tis-620", "viscii", "tcvn"),
    *("mac-roman", "mac-centeuro", "mac-croatian", "mac-cyrillic", "mac-greek", "mac-iceland", "mac-romanian", "mac-turkish"),
)
TABLES.update((name, (None, SINGLE)) for name in SINGLE_BYTE)

HOLE = "\uffff"
"""What stands for a pair in a file, and in the cells of a table, that nothing is assigned to."""

_ESCAPED = lazy_pattern(r"\\u([0-9a-f]{4})")  # how rows write what cannot be seen


class Table:
    """What the codes of one encoding mean, and which code a character has.

    The characters of pairs are ``cells`` in the order of the layout, then those behind its prefix; of single bytes, of a katakana
    behind its byte, of two code points and of those four bytes that an edition of GB18030 moved, they are in ``others``. To make
    a dictionary of all of them takes as long as hundreds of lookups, of which most processes need a few only.
    """

    def __init__(
        self, name: str, layout: Layout, cells: str, others: dict[bytes, str], preferred: tuple[bytes, ...] = ()
    ) -> None:
        self.name = name
        self.layout = layout
        self.cells = cells
        self.others = others
        self.preferred = preferred
        """Codes to go back to where a character has several; of two for one character, the later one; without any, the lowest."""
        self.known = _Known(self.character)
        """What codes of up to three bytes mean, as far as they were asked for; None, if nothing."""
        self.codes = lru_cache(maxsize=_REMEMBERED)(self._codes)
        """Returns all codes of a character, the one to go back to first."""

    def character(self, code: bytes) -> str | None:
        """Return what a code means; "" if four bytes mean nothing that arithmetic gives them."""
        character = self.others.get(code)
        if character is None and (cell := self.layout.cell(code)) < len(self.cells):
            character = self.cells[cell]
        return None if character == HOLE else character

    def _codes(self, character: str) -> tuple[bytes, ...]:
        codes = list(self._beside.get(character, ()))
        cell = self.cells.find(character) if len(character) == 1 and character != HOLE else -1
        while cell >= 0:
            codes.append(self.layout.code(cell))
            cell = self.cells.find(character, cell + 1)
        if len(codes) > 1:
            codes.sort(key=lambda code: (-self._ranks.get(code, -1), len(code), code))
        return tuple(codes)

    @cached_property
    def _beside(self) -> dict[str, list[bytes]]:
        """Return the codes of the characters beside the cells."""
        found: dict[str, list[bytes]] = {}
        for code, character in self.others.items():
            if character:
                found.setdefault(character, []).append(code)
        return found

    @cached_property
    def _ranks(self) -> dict[bytes, int]:
        return {code: rank for rank, code in enumerate(self.preferred)}

    @cached_property
    def characters(self) -> dict[bytes, str]:
        """Return every code of one, two or three bytes, and those of four bytes that are among ``others``."""
        layout = self.layout
        codes = layout.pairs + [bytes([layout.prefix]) + pair for pair in layout.pairs if layout.prefix] if self.cells else []
        return {code: character for code, character in zip(codes, self.cells, strict=True) if character != HOLE} | self.others

    @cached_property
    def leads(self) -> frozenset[int]:
        """Return the bytes with which some character begins that is longer than one byte."""
        return frozenset(code[0] for code in self.characters if len(code) > 1)

    @cached_property
    def written(self) -> dict[str, bytes]:
        """Return the code of each character that is gone back to."""
        characters = self.characters
        written = dict(zip(characters.values(), characters, strict=True))  # the last of several, which few have
        if len(written) < len(characters):
            last = [character for code, character in characters.items() if written[character] is not code]
            written.update((character, self.codes(character)[0]) for character in last if character)
        written.pop("", None)
        return written

    @cached_property
    def sequences(self) -> tuple[str, ...]:
        """Return the characters that are two code points together: Big5-HKSCS has four."""
        return tuple(dict.fromkeys(character for character in self.others.values() if len(character) > 1))

    def at(self, data: bytes, place: int) -> tuple[str | None, int]:
        """Return the character that begins at ``place`` and the number of its bytes, or None and 0.

        No code is the beginning of another one.
        """
        for length in range(1, 4 if data[place : place + 1] == self._prefix else 3):
            character = self.known[data[place : place + length]]
            if character is not None:
                return character, length
        character = self._of_four(data[place : place + 4]) if self.layout.four else None
        return character, 4 if character else 0

    @cached_property
    def _prefix(self) -> bytes | None:
        return None if self.layout.prefix is None else bytes([self.layout.prefix])

    def _of_four(self, code: bytes) -> str | None:
        known = self.others.get(code)
        return four_byte_character(code) if known is None else known or None


_REMEMBERED = 1 << 14  # characters


class _Known(dict[bytes, "str | None"]):
    """What codes mean, looked up once each."""

    def __init__(self, character: Callable[[bytes], str | None]) -> None:
        super().__init__()
        self._character = character

    def __missing__(self, code: bytes) -> str | None:
        self[code] = found = self._character(code)
        return found


@cache
def table(name: str) -> Table:
    """Return the table of that name.

    >>> table("cp950").known[b"\\xa4\\xa4"], table("cp932").codes("≒")
    ('中', (b'\\x81\\xe0', b'\\x87\\x90'))
    """
    base, layout = TABLES[name]
    of_base = table(base) if base is not None else None
    cells = list(of_base.cells if of_base else unpacked(f"{name}.bin") if layout.leads else "")
    others = dict(of_base.others) if of_base else {bytes([byte]): chr(byte) for byte in ASCII}
    preferred = list(of_base.preferred) if of_base else []
    for verb, first, rest in _rows(name):
        _apply(verb, bytes.fromhex(first), rest, layout, cells, others, preferred)
    return Table(name, layout, "".join(cells), others, tuple(preferred))


def _apply(
    verb: str, code: bytes, rest: str, layout: Layout, cells: list[str], others: dict[bytes, str], preferred: list[bytes]
) -> None:
    """Let one row change a table."""
    if verb == "is":
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), rest)
        for each, character in zip(layout.follow(code, len(text)), text, strict=True):
            _put(each, character, layout, cells, others)
    elif verb == "sequence":
        others[code] = rest
    elif verb == "none":
        for empty in layout.between(code, bytes.fromhex(rest)):
            _put(empty, HOLE, layout, cells, others)
            if len(empty) == 4:
                others[empty] = ""  # or arithmetic would give it one
    else:
        preferred.append(code)


def _put(code: bytes, character: str, layout: Layout, cells: list[str], others: dict[bytes, str]) -> None:
    """Let a code mean a character, or nothing."""
    others.pop(code, None)
    if (cell := layout.cell(code)) < len(cells):
        cells[cell] = character
    elif character != HOLE:
        others[code] = character


def _rows(name: str) -> Iterator[tuple[str, str, str]]:
    for line in _lines().get(name, ()):
        _, verb, code, rest = line.split("\t")
        yield verb, code, rest


@cache
def _lines() -> dict[str, list[str]]:
    """Return the lines of each table."""
    found: dict[str, list[str]] = {}
    for line in stored("codes.tsv").decode("utf-8").split("\n"):
        if line and not line.startswith("#"):
            found.setdefault(line.partition("\t")[0], []).append(line)
    return found


def unpacked(name: str) -> str:
    """Return the characters of a file of ``data``, which has the lower byte of each unit of UTF-16 first, then the higher ones.

    >>> "啊" in unpacked("cp936.bin")
    True
    """
    halves = zlib.decompress(stored(name))
    units = bytearray(len(halves))
    units[::2], units[1::2] = halves[: len(halves) // 2], halves[len(halves) // 2 :]
    return units.decode("utf-16-le", "surrogatepass")


def packed(characters: str) -> bytes:
    """Return what such a file holds: apart, the bytes take half of the room that they take in turn.

    >>> len(packed("中文" * 100)) < 200
    True
    """
    units = characters.encode("utf-16-le", "surrogatepass")
    return deflated(units[::2] + units[1::2])


def deflated(data: bytes) -> bytes:
    """Return data as short as zlib makes them: the less memory it has, the more often a new code begins.

    >>> zlib.decompress(deflated(b"abc"))
    b'abc'
    """
    compressors = (zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS, memory) for memory in range(4, 10))
    return min((each.compress(data) + each.flush() for each in compressors), key=len)


def stored(name: str) -> bytes:
    """Return what a file of ``data`` holds.

    >>> len(stored("codes.tsv")) > 1000
    True
    """
    with open(os.path.join(os.path.dirname(__file__), "data", name), "rb") as file:
        return file.read()
