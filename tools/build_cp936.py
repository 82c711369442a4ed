"""Build mojibake_fix/encodings/data/cp936.bin and the test vectors from Java's x-mswin-936.

    python tools/build_cp936.py           write both files
    python tools/build_cp936.py --check   only compare them with what Java says

Needs Java 17 or later; iconv and uconv (ICU) are asked too where they are installed. Nothing is written unless every
check below holds.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import zlib
from itertools import product
from pathlib import Path

TOOLS = Path(__file__).resolve().parent
TABLE = TOOLS.parent / "mojibake_fix" / "encodings" / "data" / "cp936.bin"
VECTORS = TOOLS.parent / "tests" / "encodings" / "cp936_vectors.tsv"

CODES = [bytes(code) for code in product(range(0x81, 0xFF), [trail for trail in range(0x40, 0xFF) if trail != 0x7F])]

# The user-defined areas: first and last lead byte, first trail byte, last one, first private-use character.
AREAS = (
    (0xAA, 0xAF, 0xA1, 0xFE, 0xE000),
    (0xF8, 0xFE, 0xA1, 0xFE, 0xE234),
    (0xA1, 0xA7, 0x40, 0xA0, 0xE4C6),
)
GAPS = range(0xE766, 0xE865)  # the pairs that GBK leaves unassigned outside these areas, in code order
SINGLES = {b"\x80": "€", b"\xff": "\uf8f5"}  # Java reports FF as malformed, Windows and ICU map it


def java() -> list[str]:
    """Return the lines that Cp936.java prints: version, pairs, hash, vectors."""
    run = subprocess.run(["java", str(TOOLS / "Cp936.java")], capture_output=True, check=True)
    return run.stdout.decode("utf-8").splitlines()


def user_defined() -> dict[bytes, str]:
    """Return the private-use characters that arithmetic gives."""
    table: dict[bytes, str] = {}
    for first, last, low, high, start in AREAS:
        trails = [trail for trail in range(low, high + 1) if trail != 0x7F]
        for index, code in enumerate(product(range(first, last + 1), trails)):
            table[bytes(code)] = chr(start + index)
    gaps = [code for code in CODES if code not in table and gbk(code) is None]
    table.update(zip(gaps, map(chr, GAPS), strict=True))
    return table


def gbk(code: bytes) -> str | None:
    """Return what Python's gbk decodes a pair to."""
    try:
        return code.decode("gbk")
    except UnicodeDecodeError:
        return None


def converter(command: list[str]) -> list[str]:
    """Return what a command-line converter makes of every pair; "" where it leaves one out."""
    return piped(command, b"".join(code + b"\n" for code in CODES)).split("\n")[:-1]


def piped(command: list[str], data: bytes) -> str:
    """Return what a command writes, whatever it thinks of the input."""
    return subprocess.run(command, input=data, capture_output=True, check=False).stdout.decode("utf-8")


def differences(table: dict[bytes, str]) -> list[str]:
    """Return every difference from the other sources that is not explained, as sentences."""
    private = user_defined()
    found = [f"arithmetic: {code.hex()}" for code, character in private.items() if table[code] != character]
    found += [f"gbk: {code.hex()}" for code in CODES if code not in private and gbk(code) != table[code]]
    if len(set(table.values()) | set(SINGLES.values())) != len(table) + len(SINGLES):
        found.append("a character has two codes")
    if shutil.which("iconv"):
        made = converter(["iconv", "-c", "-f", "CP936", "-t", "UTF-8"])
        expected = ["" if code in private else table[code] for code in CODES]  # glibc leaves private use out
        found += [f"iconv: {code.hex()}" for code, a, b in zip(CODES, made, expected, strict=True) if a != b]
    if shutil.which("uconv"):
        command = ["uconv", "-f", "windows-936", "-t", "UTF-8"]
        made = converter(command)
        found += [f"uconv: {code.hex()}" for code, a in zip(CODES, made, strict=True) if a != table[code]]
        found += [f"uconv: {byte.hex()}" for byte, character in SINGLES.items() if piped(command, byte) != character]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the table of cp936 from Java's x-mswin-936.")
    parser.add_argument("--check", action="store_true", help="only compare the committed files")
    check = parser.parse_args().check
    version, pairs, digest, *vectors = java()
    table = dict(zip(CODES, pairs, strict=True))
    found = differences(table)
    if found:
        print("\n".join(found), "nothing was written", sep="\n", file=sys.stderr)
        return 1
    header = f"# Java {version}, x-mswin-936: SHA-256 over every two-byte sequence, then bytes and text"
    text = "".join(row + "\n" for row in (header, digest, *vectors)).encode("utf-8")
    if check:
        same = zlib.decompress(TABLE.read_bytes()).decode("utf-16-le") == pairs
        return 0 if same and VECTORS.read_bytes().split(b"\n", 1)[1] == text.split(b"\n", 1)[1] else 1
    TABLE.write_bytes(zlib.compress(pairs.encode("utf-16-le"), 9))
    VECTORS.write_bytes(text)
    print(f"{TABLE.name}: {len(pairs)} pairs, {TABLE.stat().st_size} bytes; {VECTORS.name}: {len(vectors)} vectors")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
