#!/usr/bin/env python3
"""Build the models in mojibake_fix/language/data/ from the packages of tools/data/sources.tsv.

    python tools/build_language_model.py [--check] [NAME...]

NAME is a file of that folder without its ending; all are built otherwise. The same sources give the same bytes; --check
compares. The format is described in mojibake_fix/language/data/README.md; docs/language-model.md says how good they are.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from language_model import misreadings
from language_model.build import built
from language_model.recipes import RECIPES

TARGET = Path(__file__).parent.parent / "mojibake_fix/language/data"


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the language models.")
    parser.add_argument("--check", action="store_true", help="only compare the committed files")
    parser.add_argument("names", nargs="*", metavar="NAME", help="the models to build; all if none is named")
    options = parser.parse_args()
    builders: dict[str, Callable[[], bytes]] = {recipe.file: partial(built, recipe) for recipe in RECIPES}
    builders[misreadings.FILE] = misreadings.misreadings
    different = 0
    for file, build in builders.items():
        path = TARGET / file
        if options.names and path.stem not in options.names:
            continue
        made = build()
        if options.check:
            different += path.read_bytes() != made
        else:
            path.write_bytes(made)
            print(f"{path.name}: {len(made):,} bytes")
    return 1 if different else 0


if __name__ == "__main__":
    raise SystemExit(main())
