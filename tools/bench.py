#!/usr/bin/env python3
"""Measure speed as ratios against named peers, all in one run.

    python tools/bench.py [SIZE]
    python tools/bench.py detect [OPTION...]    what tools/report_detection.py measures

SIZE is in millions of characters (default 1). The texts are the clean and damaged samples of this repository, repeated.
Each figure is the best of five; a ratio of 2.0 means twice the time of the peer named.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import charset_normalizer
import ftfy
import report_detection

from mojibake_fix import fix_bytes, fix_text
from mojibake_fix.encodings import codec
from mojibake_fix.language.arrays import arrays
from mojibake_fix.language.models import chinese, japanese, korean
from mojibake_fix.restore.channels import CHANNELS, corrupt

SAMPLES = Path(__file__).parent.parent / "samples"
ROUNDS = 5


def best(job: Callable[[], object]) -> float:
    """Return the seconds of the fastest of five runs."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        job()
        times.append(time.perf_counter() - began)
    return min(times)


def text_of(name: str, size: int) -> str:
    """Return a sample repeated until it has ``size`` characters."""
    text = (SAMPLES / name).read_text(encoding="utf-8")
    return text * (size // len(text) + 1)


def row(what: str, ours: float, peer: str, theirs: float, size: int) -> None:
    """Print one comparison."""
    print(f"{what:34} {size / ours / 1e6:8.2f} Mchar/s   {ours / theirs:8.1f} x {peer}")


def repair(size: int) -> None:
    """Compare the repair of clean and damaged text with decoding it, and with ftfy."""
    for name in (
        "clean.en.txt",
        "clean.zh-hans.txt",
        "clean.zh-hant.txt",
        "clean.ja.txt",
        "clean.ko.txt",
        "thousand.powershell.md",
    ):
        text = text_of(name, size)
        encoded = text.encode("utf-8")
        ours = best(lambda text=text: fix_text(text, profile="repair"))  # type: ignore[misc]
        row(f"repair {name}", ours, "decode", best(lambda encoded=encoded: encoded.decode("utf-8")), len(text))  # type: ignore[misc]
        row(f"repair {name}", ours, "ftfy.fix_encoding", best(lambda text=text: ftfy.fix_encoding(text)), len(text))  # type: ignore[misc]


# What a reader makes of a sample: losing a byte here and there, or some of nearly every character.
LOSSY = (
    ("utf8-as-gbk", "clean.zh-hans.txt"),
    ("utf8-as-shift-jis", "clean.ja.txt"),
    ("utf8-as-big5", "clean.zh-hant.txt"),
    ("utf8-as-euc-kr", "clean.ko.txt"),
)
LINES = 12


def filling() -> None:
    """Compare filling in what was lost, all guesses made, with what ftfy does about it, which is nothing; once, as it is slow."""
    for name, sample in LOSSY:
        damaged = corrupt(CHANNELS[name], "\n".join(text_of(sample, 1).splitlines()[:LINES]))
        began = time.perf_counter()
        fix_text(damaged, profile="repair", max_risk=1.0)
        ours = time.perf_counter() - began
        theirs = best(lambda: ftfy.fix_encoding(damaged))  # noqa: B023
        print(
            f"{f'fill in {name}':34} {len(damaged.encode()) / ours / 1e3:8.1f} KB/s      {ours / theirs:8.0f} x ftfy.fix_encoding"
        )


def codecs(size: int) -> None:
    """Compare our own codecs with Python's, which have smaller tables, on text that both can read."""
    for name, ours_named, theirs_named in (
        ("clean.zh-hans.txt", "cp936", "gbk"),
        ("clean.zh-hant.txt", "cp950", "cp950"),
        ("clean.ja.txt", "cp932", "cp932"),
        ("clean.ko.txt", "cp949", "cp949"),
    ):
        text = text_of(name, size).encode(theirs_named, "ignore").decode(theirs_named)
        ours, encoded = codec(ours_named), text.encode(theirs_named)
        decoding, encoding = best(lambda: ours.decode(encoded)), best(lambda: ours.encode(text))  # noqa: B023
        row(f"decode {ours_named}", decoding, f"Python's {theirs_named}", best(lambda: encoded.decode(theirs_named)), len(text))  # noqa: B023
        row(f"encode {ours_named}", encoding, f"Python's {theirs_named}", best(lambda: text.encode(theirs_named)), len(text))  # noqa: B023


def detection(size: int) -> None:
    """Compare detection with charset-normalizer's."""
    encoded = text_of("clean.zh-hans.txt", size).encode("gb18030")
    ours = best(lambda: fix_bytes(encoded))
    row(
        "detect and repair GB18030",
        ours,
        "charset-normalizer",
        best(lambda: charset_normalizer.from_bytes(encoded).best()),
        size,
    )


def scoring(size: int) -> None:
    """Compare weighing text by the language model, all at once, with decoding it."""
    for name, model in (("clean.zh-hans.txt", chinese("hans")), ("clean.ja.txt", japanese()), ("clean.ko.txt", korean())):
        text = text_of(name, size)
        encoded = text.encode("utf-8")
        ours = best(lambda: arrays(model).score(text))  # noqa: B023
        row(f"score {name}", ours, "decode", best(lambda: encoded.decode("utf-8")), len(text))  # noqa: B023


def start() -> None:
    """Compare the start of the command with that of Python."""
    ours = best(lambda: subprocess.run([sys.executable, "-m", "mojibake_fix", "--version"], check=True, capture_output=True))
    python = best(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
    print(f"{'start: --version':34} {ours * 1000:8.0f} ms        {ours / python:8.1f} x python -c pass")


def main() -> int:
    """Run everything."""
    if sys.argv[1:2] == ["detect"]:
        return report_detection.main(sys.argv[2:])
    size = int(float(sys.argv[1]) * 1e6) if len(sys.argv) > 1 else 1_000_000
    repair(size)
    filling()
    detection(size)
    codecs(size)
    scoring(size)
    start()
    return 0


if __name__ == "__main__":
    sys.exit(main())
