"""Run the command line: ``python -m mojibake_fix``."""

from __future__ import annotations

from .cli import main

if __name__ == "__main__":
    raise SystemExit(main())
