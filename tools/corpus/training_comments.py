"""Yield what is written in Traditional Chinese in the source code and the descriptions of packages from Taiwan, line by line.

    cd tools; python -m corpus.training_comments [NAME...]      fetch and say how large each is

Few translate the messages of software, and source code from the mainland has other words: 程式碼, 檔案, 設定, 連線 are
written by those who write in Big5. Only the model of Chinese learns from these lines; what stands around them, the others know
from whole files.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from .sources import fetch, members
from .training_code import CJK, readable
from .training_text import sizes

PACKAGES = (
    *("adhd-copilot", "ai-mcp-server", "ai-pptx-generator", "array-chunk-split", "auto-doc-gen", "blog-pro-max"),
    *("bluelovers-string-natural-compare", "bwai-workshop-tools", "changelogkit", "cwa-mcp-server", "da2-xiaozhi-tunnel"),
    *("dash-devtools", "einvoice-tw", "env-bool", "etl-concurrent-framework", "findjobstw", "finmind-mcp", "fjud-mcp"),
    *("flowpillars", "fs-stream-sync", "fubon-api-mcp-server", "hackmd-mcp", "iconv-jschardet"),
    *("iflow-mcp-healthymind-tech-taiwan-health-mcp", "job104-mcp", "lazy-node-is-writeable-path"),
    *("lazy-node-semver-ampersand", "llm-smart-route", "lymcp", "maamcp-cc", "mathalgo2", "mcp-case-server"),
    *("mcp-media-analyzer", "mcp-taiwan-legal-db", "mcp-tdcc", "mcp-tw-ly", "nlpfaker", "npust-py-checker"),
    *("openfoam-postprocess", "promptex-py", "qml01c", "session-to-obsidian", "taipower-tou", "taiwan-asr-toolkit"),
    *("taiwan-id-validator2", "taiwan-laboratory-mcp", "taiwan-law-mcp", "taiwan-payroll", "taiwanlottery", "tanli"),
    *("tbacktest", "ts-type-predicates", "tw-finreport-scraper", "tw-jobs-mcp", "twlaw", "twmarket"),
    *("twmarketdata", "twmops", "vibeharness-mas", "yarn-tool-find-root", "yarn-tool-require-resolve"),
    *("yarn-tool-update-notifier", "yt-community-post-rebuilder"),
)
"""The keys of the packages in the table of sources."""


def name_of(package: str) -> str:
    """Return what the lines of a package are called in recipes.

    >>> name_of("dash-devtools")
    'comments-dash-devtools-zh-taiwan'
    """
    return f"comments-{package}-zh-taiwan"


def comments(package: str) -> Iterator[str]:
    """Yield each line of a package that has Chinese once, as it is indented: of its code, of its documents."""
    seen: dict[str, None] = {}
    for name, content in members(fetch(package)):
        text = readable(f"{name}.md" if name.endswith(".dist-info/METADATA") else name, content)
        seen.update(dict.fromkeys(line.rstrip() for line in text.splitlines() if CJK.search(line)))
    yield from seen


def main() -> int:
    for package in sys.argv[1:] or PACKAGES:
        print(f"{package}\t{sizes(comments(package))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
