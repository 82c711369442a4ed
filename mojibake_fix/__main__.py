"""Run the command line in a process of its own: ``python -m mojibake_fix``, and the command that is installed."""

from __future__ import annotations

import gc

__all__ = ["main"]

_INTERRUPTED = 130  # what a shell expects of a program that Ctrl-C stopped
_RARELY = 100_000  # new objects between two looks for garbage: a run on a few files has none


def main() -> int:
    """Run the command line and return the exit code.

    What is imported stays to the end; to look through it for garbage, again and again and once more at the end, is a sixth of
    what the check of a small file takes.
    """
    gc.set_threshold(_RARELY)
    try:
        from .cli import main as run

        code = run()
    except KeyboardInterrupt:  # before anything was done, or while it was said what was
        code = _INTERRUPTED
    if code == _INTERRUPTED:
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)  # there is nothing left to stop
    gc.freeze()
    return code


if __name__ == "__main__":
    raise SystemExit(main())
