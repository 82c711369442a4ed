"""Name the source code that the language model is measured on: files of Debian packages with Chinese, Japanese or Korean.

    python tools/held_out_code.py      fetch and say how large each kind is

None of it is used to train anything.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .sources import fetch, members
from .training_text import CJK

LARGEST = 400_000  # characters of a file; above it stand tables that programs wrote
LONGEST = 400_000  # characters in lines with CJK of one package and kind, so that none outweighs all others
ENDINGS = {
    "inc": "php",
    "rhtml": "html",
    "sample": "rb",
    "vim": "vim",
    "h": "c++",
    "cpp": "c++",
    "sty": "tex",
    "cls": "tex",
    "dtx": "tex",
    "wl": "el",
}
KNOWN = re.compile(r"\.(php|inc|json|js|rb|rhtml|sample|md|rst|el|vim|go|h|cpp|py|yml|tex|sty|cls|dtx|pod|wl)(?:\.gz)?$")
MADE = re.compile(r"chinese_variants|[Cc]onversion|romanization|keymap/|lazy_extractors|equivset")

SOURCES = (
    *("dokuwiki", "roundcube-core", "mediawiki", "tdiary-core", "ddskk", "wl", "yatex", "lookup-el", "vim-runtime"),
    *("golang-github-aliyun-aliyun-oss-go-sdk-dev", "golang-github-mozillazg-go-pinyin-dev", "libpeony-dev", "libdtkcore-dev"),
    *("libdtkwidget-dev", "libdtkgui-dev", "yt-dlp", "ruby-faker", "texlive-lang-chinese", "texlive-lang-korean"),
)


@dataclass(frozen=True)
class File:
    """Hold one file: its package, its name, its kind (``python``, ``php``, ...) and its text."""

    source: str
    name: str
    kind: str
    text: str


def files() -> Iterator[File]:
    """Yield the files with CJK that are UTF-8, whole, kind by kind no more of a package than LONGEST."""
    for source in SOURCES:
        taken: Counter[str] = Counter()
        for name, content in members(fetch(source)):
            ending = KNOWN.search(name)
            if not ending or MADE.search(name) or ".min." in name:
                continue
            kind = ENDINGS.get(ending[1], ending[1])
            text = decoded(gzip.decompress(content) if name.endswith(".gz") else content)
            beside = sum(len(line) for line in text.splitlines() if CJK.search(line))
            if beside and len(text) <= LARGEST and taken[kind] + beside <= LONGEST:
                taken[kind] += beside
                yield File(source, name, kind, text)


def decoded(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return ""


def main() -> int:
    sizes: Counter[tuple[str, str]] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    for file in files():
        counts[file.kind, file.source] += 1
        sizes[file.kind, file.source] += sum(len(line) for line in file.text.splitlines() if CJK.search(line))
    for (kind, source), size in sorted(sizes.items()):
        print(f"{kind}\t{source}\t{counts[kind, source]:,} files, {size:,} characters in lines with CJK")
    return 0


if __name__ == "__main__":
    sys.exit(main())
