"""Run the command line in a process of its own: ``python -m mojibake_fix``, and the command that is installed."""

from __future__ import annotations

import gc

__all__ = ["main"]

_RARELY = 100_000  # new objects between two looks for garbage: a run on a few files has none


def main() -> int:
    """Run the command line and return the exit code.

    What is imported stays to the end; to look through it for garbage, again and again and once more at the end, is a sixth of
    what the check of a small file takes.
    """
    gc.set_threshold(_RARELY)
    from .cli import main as run

    try:
        return run()
    finally:
        gc.freeze()


if __name__ == "__main__":
    raise SystemExit(main())
