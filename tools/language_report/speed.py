"""How long the model takes: to open, for a line, for an array. The best of some runs, since other work only adds."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

__all__ = ["best_of", "in_new_process"]


def best_of(work: Callable[[], object], runs: int) -> float:
    """Return the seconds of the fastest of some runs.

    >>> best_of(lambda: None, 3) < 1
    True
    """
    fastest = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        work()
        fastest = min(fastest, time.perf_counter() - start)
    return fastest


def in_new_process(setup: str, statement: str, runs: int) -> float:
    """Return the seconds of a statement in a fresh interpreter, where nothing is loaded yet; the best of some processes.

    >>> in_new_process("import math", "math.sqrt(2)", 1) < 1
    True
    """
    script = f"import time\n{setup}\nstart = time.perf_counter()\n{statement}\nprint(time.perf_counter() - start)"
    return min(
        float(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout)
        for _ in range(runs)
    )
