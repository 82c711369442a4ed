"""Call a function in several processes; results come back in order, and never more of them than are soon needed."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from .errors import MojibakeFixError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.context import BaseContext
    from multiprocessing.synchronize import Event

__all__ = ["available", "in_order"]

_T = TypeVar("_T")
_R = TypeVar("_R")

# Calls that a process is given together: no more than these, and none more once they have so many bytes to read. To hand a call
# over takes a tenth of what a small file takes, and what comes back of large ones has to be kept until its turn.
_AT_ONCE, _BYTES_AT_ONCE = 50, 1 << 19
_AHEAD = 4  # times as many for each process are under way or wait to be fetched


def available() -> int:
    """Return how many processors this process may use.

    >>> available() >= 1
    True
    """
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def in_order(
    function: Callable[[_T], _R], arguments: Iterable[_T], jobs: int, size: Callable[[_T], int] = lambda _: 0
) -> Iterator[_R]:
    """Yield ``function(argument)`` for each argument, which has a ``size`` in bytes, computed in ``jobs`` processes.

    Each process is given the function once, and may keep something in it from call to call; where there is no memory that
    processes share, as in some containers, this one does it all. Raises what the function raises, and MojibakeFixError if a
    process was killed or cannot be started. Ctrl-C stops what waits; a call that is under way comes to its end. If this process
    is killed, the others end.
    """
    from concurrent.futures import ProcessPoolExecutor  # which, with all it needs, takes longer to import than a file to repair
    from concurrent.futures.process import BrokenProcessPool

    context = _context()
    try:
        with _interrupts_held():
            stop = context.Event()
            pool = ProcessPoolExecutor(jobs, context, _begin, (function, stop))
    except (OSError, ImportError, NotImplementedError):
        yield from map(function, arguments)
        return
    groups = _groups(arguments, size)
    under_way: deque[Future[list[_R]]] = deque()
    try:
        while True:
            for group in islice(groups, _AHEAD * jobs - len(under_way)):
                under_way.append(_submitted(pool, group))
            if not under_way:
                return
            yield from under_way.popleft().result()
    except BrokenProcessPool as error:
        raise MojibakeFixError("a worker process was killed, perhaps for want of memory; try --jobs 1") from error
    finally:
        with _interrupts_held():  # or the processes would wait for more, and this one for their end
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, group: list[_T]) -> Future[list[Any]]:
    try:
        with _interrupts_held():  # this may start a process
            return pool.submit(_call, group)
    except OSError as error:
        from multiprocessing import active_children

        for child in active_children():  # which nobody would ever tell to end
            child.terminate()
        raise MojibakeFixError(f"no other process can be started ({error.strerror}); try --jobs 1") from error


def _groups(arguments: Iterable[_T], size: Callable[[_T], int]) -> Iterator[list[_T]]:
    """Yield the arguments that a process is given together.

    >>> [len(group) for group in _groups([1, 2, 3], lambda argument: argument << 18)]
    [2, 1]
    """
    group: list[_T] = []
    bytes_ = 0
    for argument in arguments:
        group.append(argument)
        bytes_ += size(argument)
        if len(group) == _AT_ONCE or bytes_ >= _BYTES_AT_ONCE:
            yield group
            group, bytes_ = [], 0
    if group:
        yield group


def _context() -> BaseContext:
    """Return how processes are started: a fork costs least, and is safe while there are no threads."""
    import multiprocessing
    import threading

    forks = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let a Ctrl-C wait, which a terminal sends to all processes: one that is started meanwhile never hears of it.

    What becomes of it, the first process says, and it does so once it goes on. To hold it back from this thread is not enough:
    any other thread, such as the one that looks after the pool, takes it then, and Python raises it here.
    """
    import signal
    import threading

    if not hasattr(signal, "pthread_sigmask"):  # on Windows, where a process shuts its ears itself as soon as it can
        yield
        return
    came: list[int] = []
    before = signal.getsignal(signal.SIGINT)
    is_ours = before is not None and threading.current_thread() is threading.main_thread()  # or nobody can say what it does
    if is_ours:
        signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        if is_ours:
            signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)


class _Work:
    """What this process does, if it is one of several."""

    function: Callable[[Any], Any]
    stop: Event


def _begin(function: Callable[[Any], Any], stop: Event) -> None:
    """Remember in a new process what it is to call, and what tells it to end."""
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Work.function, _Work.stop = function, stop


def _end_with_parent() -> None:
    """Wait until the process that started this one is no more, and end: it may have been killed, and said nothing."""
    from multiprocessing import parent_process

    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _call(arguments: list[Any]) -> list[Any]:
    """Return what the function returns for each argument; for some of them only if nobody asks for the others any more."""
    found = []
    for argument in arguments:
        if _Work.stop.is_set():
            break
        found.append(_Work.function(argument))
    return found
