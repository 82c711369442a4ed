"""Time the peers. This file runs by itself, in an environment that has nothing but them.

It reads ``<function> <size>``, a line, then so many bytes, and answers with the seconds that the function took for them.
"""

import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

WIDTH = 30  # characters of a line where lines are asked about


def whole(function: Callable[[str], object], content: bytes) -> Callable[[], object]:
    text = content.decode()
    return lambda: function(text)


def by_line(function: Callable[[str], object], content: bytes) -> Callable[[], object]:
    text = content.decode()
    lines = [text[start : start + WIDTH] for start in range(0, len(text), WIDTH)]
    return lambda: [function(line) for line in lines]


def of_bytes(function: Callable[[bytes], Any], content: bytes) -> Callable[[], object]:
    return lambda: str(function(content).best())


Way = Callable[[Callable[[Any], Any], bytes], Callable[[], object]]

# Of which module what is called, and in which way.
ASKED: dict[str, tuple[str, Callable[[Any], Callable[[Any], Any]], Way]] = {
    "plsfix": ("plsfix", lambda peer: peer.fix_text, whole),
    "plsfix-by-line": ("plsfix", lambda peer: peer.fix_text, by_line),
    "ftfy": ("ftfy", lambda peer: peer.fix_encoding, whole),
    "ftfy-by-line": ("ftfy", lambda peer: peer.fix_encoding, by_line),
    "opencc": ("opencc", lambda peer: peer.OpenCC("s2t").convert, whole),
    "charset-normalizer": ("charset_normalizer", lambda peer: peer.from_bytes, of_bytes),
}


def main() -> None:
    while question := sys.stdin.buffer.readline().decode():
        name, size = question.split()
        module, function, way = ASKED[name]
        job = way(function(import_module(module)), sys.stdin.buffer.read(int(size)))
        began = time.perf_counter()
        job()
        print(time.perf_counter() - began, flush=True)


if __name__ == "__main__":
    main()
