"""Yield files of source code and documentation with Chinese, Japanese or Korean comments, or with drawings, whole.

    cd tools; python -m corpus.training_code [NAME...]      fetch and say how large each is

They teach which ASCII character stands beside CJK text: the quote, the space, the bracket, the line end that a misreading
swallows. Drawings are made of characters: tables, trees, progress bars.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from .sources import fetch, members

CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
DRAWN = re.compile(r"[\u2460-\u24ff\u2500-\u25ff]")  # numbers in circles, boxes, blocks, shapes
WRITTEN = re.compile(  # by people: programs, their settings, their documents
    r"\.(?:pyi?|[cm]?js|tsx?|jsx|vue|wxs|wxml|java|kt|swift|m|h|c|cc|cpp|go|sh|sql"
    r"|jsonl?|ya?ml|toml|properties|xml|html|css|less|scss|md|rst|csv)$",
    re.IGNORECASE,
)
LONGEST = 3_000_000  # characters of one package, so that none outweighs all others
FULL_LINES = 400  # characters of a line on average: above it a file was written by a machine for a machine
REPEATED = 0.5  # of the lines that a file is read for: one that has more of them from files before it is a bundle of these


@dataclass(frozen=True)
class Files:
    """Name the files of a package, by the language of their comments; those without any of ``wanted`` are left out."""

    source: str
    language: str
    patterns: tuple[str, ...] = ("*",)
    wanted: re.Pattern[str] = CJK

    def read(self) -> Iterator[tuple[str, str]]:
        """Yield (name, text) of each file with what is wanted, in the order of the package, line ends as they are."""
        seen: set[str] = set()
        room = LONGEST
        for name, content in members(fetch(self.source), *self.patterns):
            text = readable(name, content)
            lines = {line.strip() for line in text.splitlines() if self.wanted.search(line)}
            if not lines or len(lines & seen) > REPEATED * len(lines) or len(text) > room:
                continue
            seen |= lines
            room -= len(text)
            yield name, text


def readable(name: str, content: bytes) -> str:
    """Return the text of a file that people write, or nothing.

    >>> readable("a.py", "# 注\\n".encode()), readable("a.min.js", b"x"), readable("a.png", b"x")
    ('# 注\\n', '', '')
    """
    if not WRITTEN.search(name) or ".min." in name:
        return ""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return ""
    return text if len(text) <= FULL_LINES * (text.count("\n") + 1) else ""


DRAWING = (
    *("archy", "asciichart", "boxen", "cli-progress", "cli-spinners", "cli-table3", "console-table-printer", "figures"),
    *("sparkly", "table", "tree-node-cli"),
)

FILES: tuple[Files, ...] = (
    Files("miniprogram-api-typings", "zh-hans"),
    Files("dcloudio-types", "zh-hans"),
    Files("taro", "zh-hans"),
    Files("arco", "zh-hans", ("*.ts", "*.tsx", "*.less", "*.md", "*/locale/*.js")),
    Files("mdui", "zh-hans"),
    Files("vditor", "zh-hans", ("*.ts", "*.md", "*.json", "*.less")),
    Files("xe-utils", "zh-hans"),
    Files("lunar-javascript", "zh-hans"),
    Files("uview-plus", "zh-hans"),
    Files("wot-design-uni", "zh-hans"),
    Files("z-paging", "zh-hans"),
    Files("cnchar", "zh-hans"),
    Files("jpush-react-native", "zh-hans"),
    Files("china-division", "zh-hans", ("*/cities.csv", "*/areas.csv", "*/provinces.csv", "*.md", "*/pc.json", "*.js")),
    Files("akshare", "zh-hans"),
    Files("efinance", "zh-hans"),
    Files("mootdx", "zh-hans"),
    Files("nonebot2", "zh-hans"),
    Files("tushare", "zh-hans"),
    Files("vnpy", "zh-hans"),
    Files("wechatpayv3", "zh-hans"),
    Files("wechatpy", "zh-hans"),
    Files("cn2an", "zh-hans"),
    Files("paddlex", "zh-hans"),
    Files("pyecharts", "zh-hans"),
    Files("jionlp", "zh-hans", ("*.py",)),
    Files("jieba", "zh-hans", ("*.py", "*.md")),
    Files("pypinyin", "zh-hans", ("pypinyin/*.py",)),
    Files(
        "tencentcloud", "zh-hans", ("*/cvm/*/models.py", "*/asr/*.py", "*/ocr/*/ocr_client.py", "*/sms/*.py", "*/cdn/*/models.py")
    ),
    Files("switch-chinese", "zh-hant"),
    Files("ts-type", "zh-hant"),
    Files("array-hyper-unique", "zh-hant"),
    Files("taiwan-id-validator", "zh-hant"),
    Files("akashic-engine", "ja"),
    Files("akashic-game-driver", "ja", ("*.ts", "*.md", "*/lib/*.js")),
    Files("akashic-headless-driver", "ja"),
    Files("akashic-pdi-types", "ja"),
    Files("abr-geocoder", "ja"),
    Files("normalize-japanese-addresses", "ja"),
    Files("smarthr-ui", "ja"),
    Files("katashiro-collector", "ja"),
    Files("textlint-preset-smarthr", "ja"),
    Files("textlint-preset-ja-technical-writing", "ja"),
    Files("textlint-no-mix-dearu-desumasu", "ja"),
    Files("ja-timex", "ja"),
    Files("jaconv", "ja"),
    Files("things-factory-shell", "ja", ("*.ja.md", "*/ja.json")),
    Files("things-factory-shell", "ko", ("*.ko.md", "*/ko.json")),
    Files("things-factory-shell", "zh-hans", ("*.zh.md", "*/zh.json")),
    Files("dartlab", "ko", ("*.md",)),
    Files("dartlab", "ko", ("*.py",)),
    Files("python-kis", "ko"),
    Files("pykrx", "ko"),
    Files("koalanlp", "ko"),
    Files("lawdangle-kr", "ko"),
    Files("safety-law-mapper", "ko", ("*.py", "*.md")),
    Files("finance-datareader", "ko"),
    Files("es-hangul", "ko"),
    Files("koroman", "ko"),
    Files("hwpxjs", "ko"),
    *(Files(source, "en", wanted=DRAWN) for source in DRAWING),
)


def main() -> int:
    for files in FILES:
        if sys.argv[1:] and files.source not in sys.argv[1:]:
            continue
        texts = [text for _, text in files.read()]
        lines = [line for text in texts for line in text.splitlines() if CJK.search(line)]
        total, beside = sum(map(len, texts)), sum(len(line.encode()) for line in lines)
        cjk = sum(len(CJK.findall(line)) for line in lines)
        size = f"{len(texts):,} files, {total:,} characters; {beside:,} bytes in lines with {cjk:,} CJK"
        print(f"{files.source}\t{files.language}\t{size}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
