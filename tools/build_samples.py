"""Build the damaged files in samples/ from their originals in samples/expected/.

    python tools/build_samples.py           write the files
    python tools/build_samples.py --check   name the files that are not what would be written

Every file is the original, encoded or damaged by the real codecs; nothing depends on the repair.
"""

from __future__ import annotations

import argparse
import codecs
import json
import random
import re
import struct
import sys
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mojibake_fix.encodings import codec
from mojibake_fix.restore.injected.readings import sounds

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
ORIGINALS = SAMPLES / "expected"
SEEN = ROOT / "tools" / "data" / "injected_table.json"

# Marks before which the decoder of an injecting script starts anew (as bytes, at any offset), and how often it does.
RESTART_MARKS = re.compile(b"(?=" + b"|".join(codec("cp936").encode(mark) for mark in "！？；，、") + b")")
RESTART_SHARE = 0.6


def encoded(codec: str, text: str) -> bytes:
    """Save a text in another encoding."""
    return text.encode(codec)


def utf_16_of_windows(text: str) -> bytes:
    """Save a text as Notepad's "Unicode"."""
    return codecs.BOM_UTF16_LE + text.encode("utf-16-le")


def alternating(text: str) -> bytes:
    """Save the even lines of a text as GBK, the odd ones as UTF-8."""
    lines = text.splitlines(keepends=True)
    return b"".join(line.encode("gbk" if number % 2 else "utf-8") for number, line in enumerate(lines))


def read_as_cp936(text: str) -> str:
    """Read UTF-8 as Windows does that speaks Simplified Chinese."""
    return codec("cp936").decode(text.encode("utf-8"))


def garbled_by_cp936(times: int, text: str) -> bytes:
    """Save, read as cp936, and save again."""
    for _ in range(times):
        text = read_as_cp936(text)
    return text.encode("utf-8")


def garbled_by(codec: str, text: str) -> bytes:
    """Save as UTF-8, read byte by byte in a Windows code page (C1 controls where it has nothing), and save again."""
    return "".join(read_byte(codec, byte) for byte in text.encode("utf-8")).encode("utf-8")


def read_byte(codec: str, byte: int) -> str:
    """Return the character of one byte."""
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)


def gbk_read_as_latin_1(text: str) -> bytes:
    """Save as GBK, read as Latin-1, and save as UTF-8."""
    return text.encode("gbk").decode("latin-1").encode("utf-8")


def injected(last: str, more: str, seed: int, text: str) -> bytes:
    """Annotate a GBK page with pinyin byte by byte, decode it with restarts, and save it as UTF-8.

    The page annotates the list of characters seen on real pages up to ``last``, and then ``more``, which none of them
    happens to annotate.
    """
    page = codec("cp936").encode(text)
    for character, reading in annotated(last, more):
        code = codec("cp936").encode(character)
        page = page.replace(code, code + codec("cp936").encode(f"({reading})"))
    coin = random.Random(seed)
    pieces, start = [], 0
    for mark in RESTART_MARKS.finditer(page):
        if coin.random() < RESTART_SHARE:
            pieces.append(page[start : mark.start()])
            start = mark.start()
    pieces.append(page[start:])
    return "".join(map(codec("cp936").decode, pieces)).encode("utf-8")


def annotated(last: str, more: str) -> list[tuple[str, str]]:
    """Return the characters that the page annotates with their readings, in the order of replacement."""
    order = json.loads(SEEN.read_text(encoding="utf-8"))["order"]
    return [(character, sounds()[character]) for character in order[: order.index(last) + 1] + more]


def pixel(_: str) -> bytes:
    """Return a PNG of one white pixel."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    scanline = zlib.compress(b"\x00\xff", 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", scanline) + chunk(b"IEND", b"")


RECIPES: dict[str, Callable[[str], bytes]] = {
    "analects.utf-16.txt": utf_16_of_windows,
    "empty.txt": lambda _: b"",
    "father.latin-1.txt": gbk_read_as_latin_1,
    "hugo.cp1252.txt": partial(garbled_by, "cp1252"),
    "letter.euc-kr.txt": partial(encoded, "euc-kr"),
    "note.twice.txt": partial(garbled_by_cp936, 2),
    "novel.gbk.txt": partial(encoded, "gbk"),
    "pixel.png": pixel,
    "poets.gbk.csv": partial(encoded, "gbk"),
    "pushkin.cp1251.txt": partial(garbled_by, "cp1251"),
    "pushkin.cp1252.txt": partial(garbled_by, "cp1252"),
    "subtitles.big5.srt": partial(encoded, "cp950"),
    "subtitles.shift-jis.srt": partial(encoded, "cp932"),
    "thousand.powershell.md": partial(garbled_by_cp936, 1),
    "village.mixed.txt": alternating,
    "war.powershell.md": partial(garbled_by_cp936, 1),
    "work.injected.txt": partial(injected, "說", "", 0),
    "youth.injected.txt": partial(injected, "簡", "試歐", 88),
}


def made(name: str) -> bytes:
    """Return the bytes of a sample."""
    original = ORIGINALS / name
    text = original.read_bytes().decode("utf-8") if original.exists() else ""
    return RECIPES[name](text)


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the damaged samples from their originals.")
    parser.add_argument("--check", action="store_true", help="only compare the committed files")
    stale = [name for name in RECIPES if not (SAMPLES / name).exists() or (SAMPLES / name).read_bytes() != made(name)]
    if parser.parse_args().check:
        print(f"not what the tool makes: {', '.join(stale)}" if stale else f"all {len(RECIPES)} samples are up to date")
        return 1 if stale else 0
    for name in stale:
        (SAMPLES / name).write_bytes(made(name))
    print(f"{len(stale)} of {len(RECIPES)} samples written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
