"""Call a function in several processes; results come back in order, and never more of them than are soon needed."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from .errors import MojibakeFixError

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.context import BaseContext

__all__ = ["available", "in_order"]

_T = TypeVar("_T")
_R = TypeVar("_R")

_AHEAD = 4  # calls for each process that are under way or wait to be fetched


def available() -> int:
    """Return how many processors this process may use.

    >>> available() >= 1
    True
    """
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def in_order(function: Callable[[_T], _R], arguments: Iterable[_T], jobs: int) -> Iterator[_R]:
    """Yield ``function(argument)`` for each argument, computed in ``jobs`` processes.

    Raises what the function raises, and MojibakeFixError if a process was killed. Ctrl-C stops what waits; what is under way in
    the processes comes to its end.
    """
    from concurrent.futures import ProcessPoolExecutor  # which, with all it needs, takes longer to import than a file to repair
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(jobs, _context(), _leave_interrupts_to_parent)
    waiting = iter(arguments)
    under_way: deque[Future[_R]] = deque()
    try:
        while True:
            room = _AHEAD * jobs - len(under_way)
            under_way.extend(pool.submit(function, argument) for argument in islice(waiting, room))
            if not under_way:
                return
            yield under_way.popleft().result()
    except BrokenProcessPool as error:
        raise MojibakeFixError("a worker process was killed, perhaps for want of memory; try --jobs 1") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _context() -> BaseContext:
    """Return how processes are started: a fork costs least, and is safe while there are no threads."""
    import multiprocessing
    import threading

    forks = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")


def _leave_interrupts_to_parent() -> None:
    """Ignore Ctrl-C, which a terminal sends to all processes: the parent says what becomes of it."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
