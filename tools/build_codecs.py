"""Build the tables of mojibake_fix/encodings/data from what real decoders say, and hold them against other decoders.

    python tools/build_codecs.py           write the tables, their README and the digests for the tests
    python tools/build_codecs.py --check   only compare them with what the decoders say

Each table comes from the program that it is named after: Windows' pages from Java's charsets and arithmetic, the others from
Java, Python, glibc's iconv and a browser. Needs Java 17, glibc, chromium, and ICU's uconv and Wine's tables to compare with.
Nothing is written while a difference is left that codec_differences.py does not explain.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from unicodedata import category

from codec_differences import AGAINST, Difference, differences, unexplained
from codec_preferences import preferences
from codec_sources import ORIGINS, Codes, planes_of_euc_tw, source
from vectors.decoders import DECODERS

from mojibake_fix.encodings.layout import Layout
from mojibake_fix.encodings.tables import TABLES, packed

TOOLS = Path(__file__).resolve().parent
ROOT = TOOLS.parent
DATA = ROOT / "mojibake_fix" / "encodings" / "data"
DIGESTS = ROOT / "tests" / "encodings" / "digests.tsv"

HOLE = "\uffff"
HEADER = """\
# What the codes of each table are beyond its base and its file of pairs; built by tools/build_codecs.py.
# table, then: "is", a code, the characters from it on; "none", the first and the last code without a character;
# "sequence", a code, two code points; "prefer", of several codes of a character, the one to go back to.
"""


def place(layout: Layout, code: bytes) -> tuple[int, bytes, int]:
    """Return where a code stands in its layout: codes of one kind that follow each other differ by one in the last number."""
    return len(code), *layout.place(code)


def runs(layout: Layout, codes: list[bytes]) -> Iterator[list[bytes]]:
    """Yield codes in stretches that follow each other without a gap."""
    ordered = sorted(codes, key=lambda code: place(layout, code))
    for _, run in groupby(enumerate(ordered), key=lambda item: _stretch(place(layout, item[1]), item[0])):
        yield [code for _, code in run]


def _stretch(where: tuple[int, bytes, int], k: int) -> tuple[int, bytes, int]:
    return where[0], where[1], where[2] - k


def written(text: str) -> str:
    """Return characters as the rows have them: what cannot be seen, or would join its neighbour, by its number."""
    return "".join(
        character if category(character)[0] in "LNPS" and character != "\\" else f"\\u{ord(character):04x}" for character in text
    )


def rows(name: str, codes: Codes, base: Codes, preferred: list[bytes]) -> Iterator[str]:
    """Yield the rows that make ``codes`` of ``base``."""
    layout = TABLES[name][1]
    base = {code: text for code, text in base.items() if text or code in codes}
    gone = [code for code in base if code not in codes] + [
        code for code, text in codes.items() if not text and base.get(code) != ""
    ]
    codes = {code: text for code, text in codes.items() if text}
    absent = [code for code in layout.pairs if code not in base and code not in codes] if gone else []  # they join stretches
    for run in runs(layout, gone + absent):
        lost = [code for code in run if code in base or len(code) == 4]
        if lost:
            yield f"{name}\tnone\t{lost[0].hex()}\t{lost[-1].hex()}"
    changed = [code for code, text in codes.items() if base.get(code) != text]
    for run in runs(layout, [code for code in changed if len(codes[code]) == 1]):
        yield f"{name}\tis\t{run[0].hex()}\t{written(''.join(codes[code] for code in run))}"
    for code in changed:
        if len(codes[code]) > 1:
            yield f"{name}\tsequence\t{code.hex()}\t{codes[code]}"
    for code in preferred:
        yield f"{name}\tprefer\t{code.hex()}\t"


def pairs_file(name: str, codes: Codes) -> bytes:
    """Return the file of pairs of a base."""
    layout = TABLES[name][1]
    every = layout.pairs + [bytes([layout.prefix]) + pair for pair in layout.pairs if layout.prefix]
    return packed("".join(text if len(text := codes.get(code, HOLE)) == 1 else HOLE for code in every))


def built(tables: dict[str, Codes]) -> dict[str, bytes]:
    """Return the files that hold some tables, by name."""
    files: dict[str, bytes] = {}
    lines: list[str] = []
    preferred: dict[str | None, list[bytes]] = {None: []}
    for name, (base, layout) in TABLES.items():
        start = tables[base] if base is not None else {bytes([byte]): chr(byte) for byte in range(0x80)}
        if base is None and layout.leads:
            files[f"{name}.bin"] = pairs_file(name, tables[name])
            start |= {code: text for code, text in tables[name].items() if is_in_file(layout, code, text)}
        own = preferences(name, tables[name], preferred[base])
        preferred[name] = [*preferred[base], *own]
        lines += rows(name, tables[name], start, own)
    files["euc-tw.bin"] = packed(planes_of_euc_tw())
    files["codes.tsv"] = (HEADER + "".join(f"{line}\n" for line in lines)).encode("utf-8")
    return files


def is_in_file(layout: Layout, code: bytes, text: str) -> bool:
    """Tell whether the file of pairs holds a code."""
    return len(code) in (2, 3) and code[0] != layout.kana and len(text) == 1


def digest(codes: Codes) -> str:
    """Return a hash over every code of a table and its characters, as the tests take it again."""
    lines = "".join(f"{code.hex()} {codes[code]}\n" for code in sorted(codes) if codes[code])
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()


def digests(tables: dict[str, Codes]) -> bytes:
    """Return the file for the tests."""
    head = "# table, origin, codes, SHA-256 over all of them; built by tools/build_codecs.py from what the decoders say\n"
    rows = (f"{name}\t{origin(name)}\t{count(codes)}\t{digest(codes)}\n" for name, codes in tables.items())
    return (head + "".join(rows)).encode("utf-8")


def count(codes: Codes) -> int:
    return sum(map(bool, codes.values()))


def origin(name: str) -> str:
    return ORIGINS.get(name, f"python:{name}").partition(" ")[0]


def readme(tables: dict[str, Codes], found: list[Difference]) -> bytes:
    """Return README with the versions, the origins and the differences in their places."""
    text = (TOOLS / "codecs.md").read_text(encoding="utf-8")
    differing = {each.table for each in found}
    programs = [DECODERS[name] for name in ("java", "python", "iconv", "browser", "uconv", "wine")]
    places = {
        "versions": ", ".join(program.version() for program in programs),
        "origins": "\n".join(f"| {name} | {origin(name)} | {count(tables[name]):,} |" for name in ORIGINS),
        "differences": "\n".join(each.row() for each in found),
        "agreeing": ", ".join(
            f"{name} ({', '.join(AGAINST[name])})" for name in AGAINST if AGAINST[name] and name not in differing
        ),
    }
    for place, content in places.items():
        text = text.replace(f"<!-- {place} -->", content)
    return text.encode("utf-8")


def lasting(content: bytes) -> bytes:
    """Return a file without the line of versions: the same answers from a newer decoder are the same tables."""
    return re.sub(rb"\*\*Versions:\*\*.*", b"", content)


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the tables of the codecs from what real decoders say.")
    parser.add_argument("--check", action="store_true", help="only compare the committed files")
    check = parser.parse_args().check
    tables = {name: source(name) for name in TABLES}
    found = [each for name, codes in tables.items() for each in differences(name, codes)]
    if faults := unexplained(found):
        print(*faults, "nothing was written", sep="\n", file=sys.stderr)
        return 1
    files = {DATA / name: content for name, content in built(tables).items()}
    files |= {DIGESTS: digests(tables), DATA / "README.md": readme(tables, found)}
    if check:
        stale = [
            path.name for path, content in files.items() if not path.exists() or lasting(path.read_bytes()) != lasting(content)
        ]
        print(f"not what the decoders say: {', '.join(stale)}" if stale else f"all {len(files)} files are up to date")
        return 1 if stale else 0
    for path, content in files.items():
        path.write_bytes(content)
        print(f"{path.relative_to(ROOT)}: {len(content):,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
