"""Build restore/evidence/data/utf8_shapes.bin: what the bytes of each character, in each reader's table, can be in UTF-8.

    python tools/build_utf8_shapes.py           write the file
    python tools/build_utf8_shapes.py --check   only compare

To be run again when a table or a channel changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from table_file import write_or_compare

from mojibake_fix.encodings import codec
from mojibake_fix.restore.channels import CHANNELS
from mojibake_fix.restore.evidence.utf8_shapes import BMP, SHAPED, Shapes

TARGET = Path(__file__).resolve().parent.parent / "mojibake_fix" / "restore" / "evidence" / "data" / "utf8_shapes.bin"
LACKING = {1: "lacks_one", 2: "lacks_two", 3: "lacks_three"}


def continues(byte: int) -> bool:
    """Tell whether a byte is one that continues a character of UTF-8."""
    return 0x80 <= byte <= 0xBF


def length(lead: int) -> int:
    """Return how many bytes a character of UTF-8 has that begins with a byte, 0 if none does.

    >>> [length(lead) for lead in b"A\\xc3\\xe4\\xf0\\xff"]
    [0, 2, 3, 4, 0]
    """
    return 2 if 0xC2 <= lead <= 0xDF else 3 if 0xE0 <= lead <= 0xEF else 4 if 0xF0 <= lead <= 0xF4 else 0


def shape(code: bytes) -> Iterator[str]:
    """Yield what a code can be in UTF-8, as the columns of ``Shapes`` name it.

    >>> list(shape(bytes.fromhex("e5 9b"))), list(shape(bytes.fromhex("c3 a9"))), list(shape(bytes.fromhex("be a7")))
    (['lacks_one'], ['whole'], ['continues', 'continues_twice'])
    """
    if continues(code[0]):
        yield "continues"
        if len(code) > 1 and continues(code[1]):
            yield "continues_twice"
        if len(code) == 2 and 0xE1 <= code[1] <= 0xEF:
            yield "goes_on"
    needed = length(code[0])
    if needed and all(map(continues, code[1:needed])):
        yield LACKING.get(needed - len(code), "whole")


def columns() -> bytes:
    """Return the table, column by column."""
    table = Shapes(*(np.zeros(BMP, "<u4") for _ in Shapes._fields))
    for k, reader in enumerate(SHAPED):
        for character, codes in codec(CHANNELS[f"utf8-as-{reader}"].reader.table).codes():
            if len(character) == 1 and "\x80" <= character < "\U00010000":
                for name in (name for code in codes for name in shape(code)):
                    getattr(table, name)[ord(character)] |= np.uint32(1 << k)
    return b"".join(column.view(np.uint8).reshape(BMP, 4).T.tobytes() for column in table)


def main() -> int:
    told = f"{len(SHAPED)} readers"
    return write_or_compare("Build the table of shapes.", TARGET, columns, lambda _: told, is_deflated=True)


if __name__ == "__main__":
    raise SystemExit(main())
