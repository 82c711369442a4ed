"""Look for text that a second run of the rules changes again: every rule, every two of them, every script.

    python tools/report_idempotence.py FILE...               whole texts, as they are and with marks and widths spoiled
    python tools/report_idempotence.py --every 20 FILE...     one paragraph in twenty

Nothing may be found. `tests/rules/test_at_rest.py` does the same with the samples.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from rules.at_rest import CONFIGURATIONS, changed_again, spoiled

SHOWN = 3  # lines of each text that changes again


def main() -> int:
    arguments = argparse.ArgumentParser(description="Look for text that a second run of the rules changes again.")
    arguments.add_argument("files", nargs="+", type=Path, metavar="FILE", help="texts in UTF-8")
    arguments.add_argument("--every", type=int, default=1, metavar="N", help="take one line in N only")
    options = arguments.parse_args()
    found = 0
    texts: dict[str, str] = {}
    for path in options.files:
        text = "\n".join(path.read_text(encoding="utf-8").split("\n")[:: options.every])
        texts |= {f"{path.name}": text, f"{path.name}, spoiled": spoiled(text)}
    for name, config in CONFIGURATIONS.items():
        for title, text in texts.items():
            if lines := changed_again(text, config):
                found += 1
                print(f"{name}: {title}: {len(lines)} lines", *lines[:SHOWN], sep="\n    ", flush=True)
    size = sum(len(text) for text in texts.values())
    print(f"{len(CONFIGURATIONS)} configurations, {len(texts)} texts, {size:,} characters: {found} change")
    return found > 0


if __name__ == "__main__":
    raise SystemExit(main())
