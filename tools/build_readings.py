"""Build mojibake_fix/restore/injected/data/readings.bin: the reading that an injecting script would write behind a character.

    python tools/build_readings.py           write the file
    python tools/build_readings.py --check   only compare

Needs pypinyin (the version below).
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pypinyin
from table_file import write_or_compare

from mojibake_fix.encodings import codec
from mojibake_fix.restore.injected.readings import CODES

TOOLS = Path(__file__).resolve().parent
SEEN = TOOLS / "data" / "injected_table.json"
TARGET = TOOLS.parent / "mojibake_fix" / "restore" / "injected" / "data" / "readings.bin"
PYPINYIN = "0.55.0"


def usual_reading(character: str) -> str:
    """Return pypinyin's first reading with its tone mark, "" if it has none; it reads private-use characters, too."""
    found = pypinyin.pinyin(character, style=pypinyin.Style.TONE, heteronym=False, errors="ignore")
    is_han = unicodedata.name(character, "").startswith("CJK ")  # UNIFIED or COMPATIBILITY IDEOGRAPH
    return found[0][0] if found and is_han else ""


def encodable(reading: str) -> bool:
    """Tell whether a GBK page can hold a reading (``ḿ`` and ``ǹ`` have no code there)."""
    return all(codec("cp936").encoded(letter) for letter in reading)


def reading_of(code: bytes, seen: dict[str, str]) -> str:
    """Return what is written behind a character: what was ``seen`` there, or else the usual; "" if a page cannot hold that."""
    character = codec("cp936").decode(code)
    reading = seen.get(character) or usual_reading(character)
    return reading if encodable(reading) else ""


def table() -> bytes:
    """Return what the file holds, as data/README.md describes it: the more characters have a reading, the lower its number."""
    seen: dict[str, str] = json.loads(SEEN.read_text(encoding="utf-8"))["reading"]
    read = [reading_of(code, seen) for code in CODES]
    names = [name for name, _ in Counter(filter(None, read)).most_common()]
    number = {"": 0, **{name: k for k, name in enumerate(names, 1)}}
    halves = bytes(number[name] & 255 for name in read) + bytes(number[name] >> 8 for name in read)
    return "\t".join(names).encode() + b"\n" + "".join(sorted(seen)).encode() + b"\n" + halves


def main() -> int:
    if pypinyin.__version__ != PYPINYIN:
        print(f"pypinyin {pypinyin.__version__} found, {PYPINYIN} needed; nothing was written", file=sys.stderr)
        return 1
    told = f"{len(CODES)} codes"
    return write_or_compare("Build the table of injected readings.", TARGET, table, lambda _: told, is_deflated=True)


if __name__ == "__main__":
    raise SystemExit(main())
