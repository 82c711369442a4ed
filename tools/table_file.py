"""Write a table that was built, or only compare it with the committed one: what all builders of tables do."""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # for the builders as well, which import this first

from mojibake_fix.encodings.tables import deflated

__all__ = ["write_or_compare"]


def write_or_compare(
    description: str, target: Path, built: Callable[[], bytes], told: Callable[[bytes], str], *, is_deflated: bool = False
) -> int:
    """Write what is built to a file and print what is told of it; with ``--check``, return 1 if the file has anything else.

    What is deflated is compared as it was before, since versions of zlib differ.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--check", action="store_true", help="only compare the committed file")
    check = parser.parse_args().check
    table = built()
    if check:
        committed = target.read_bytes()
        return int((zlib.decompress(committed) if is_deflated else committed) != table)
    target.write_bytes(deflated(table) if is_deflated else table)
    print(f"{target.name}: {told(table)}, {target.stat().st_size} bytes")
    return 0
