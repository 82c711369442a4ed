"""Build mojibake_fix/restore/injected/data/readings.tsv: the reading that an injecting script would write behind a character.

    python tools/build_readings.py           write the file
    python tools/build_readings.py --check   only compare

Needs pypinyin (the version below).
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from pathlib import Path

import pypinyin

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mojibake_fix.encodings import codec

TOOLS = Path(__file__).resolve().parent
SEEN = TOOLS / "data" / "injected_table.json"
TARGET = TOOLS.parent / "mojibake_fix" / "restore" / "injected" / "data" / "readings.tsv"
PYPINYIN = "0.55.0"

HEADER = "# reading\tcharacters\tthose of them that were seen annotated on a real page\n"
IN_GB2312 = "著"  # the one character of GB2312 seen annotated


def has_reading_injected(character: str) -> bool:
    """Tell whether a character is of the kind that gets annotated: Han, and outside GB2312 (but for ``IN_GB2312``)."""
    if not unicodedata.name(character, "").startswith("CJK "):  # UNIFIED or COMPATIBILITY IDEOGRAPH
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return character in IN_GB2312


def usual_reading(character: str) -> str:
    """Return pypinyin's first reading with its tone mark, "" if it has none."""
    found = pypinyin.pinyin(character, style=pypinyin.Style.TONE, heteronym=False, errors="ignore")
    return found[0][0] if found else ""


def encodable(reading: str) -> bool:
    """Tell whether a GBK page can hold a reading (``ḿ`` and ``ǹ`` have no code there)."""
    return all(codec("cp936").encoded(letter) for letter in reading)


def rows() -> list[str]:
    """Return the lines of the table, readings and their characters in the order of cp936."""
    seen: dict[str, str] = json.loads(SEEN.read_text(encoding="utf-8"))["reading"]
    read: dict[str, str] = {}
    for character in filter(has_reading_injected, (character for _, character in codec("cp936").pairs())):
        reading = seen.get(character) or usual_reading(character)
        if reading and encodable(reading):
            read[reading] = read.get(reading, "") + character
    return [
        f"{reading}\t{characters}\t{''.join(filter(seen.__contains__, characters))}\n" for reading, characters in read.items()
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the table of injected readings.")
    parser.add_argument("--check", action="store_true", help="only compare the committed file")
    check = parser.parse_args().check
    if pypinyin.__version__ != PYPINYIN:
        print(f"pypinyin {pypinyin.__version__} found, {PYPINYIN} needed; nothing was written", file=sys.stderr)
        return 1
    text = HEADER + "".join(rows())
    if check:
        return 0 if TARGET.read_text(encoding="utf-8") == text else 1
    TARGET.write_bytes(text.encode("utf-8"))
    print(f"{TARGET.name}: {text.count(chr(10)) - 1} readings, {TARGET.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
