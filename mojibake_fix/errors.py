"""What can go wrong, as one tree; each class owns its exit code.

* MojibakeFixError                   3   a file failed
  * UsageError                       2   the call itself is wrong: an unknown name, options that contradict
  * UndecodableError                 3   bytes that no encoding explains
  * NotTextError                     0   bytes that are no text at all: nothing to repair
  * FileError                        3   a file that cannot be read or written
    * FileChangedError               3   a file that changed while it was being repaired
  * PlanError                        3   a plan that does not fit the text it is applied to

Every message is one sentence for a person: what happened, to which file, what was left untouched, what to do next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

__all__ = [
    "FileChangedError",
    "FileError",
    "MojibakeFixError",
    "NotTextError",
    "PlanError",
    "UndecodableError",
    "UsageError",
    "unknown_name",
]


class MojibakeFixError(Exception):
    """Say in one sentence what happened and what to do next."""

    exit_code = 3


class UsageError(MojibakeFixError, ValueError):
    """The call itself is wrong; nothing was read or written."""

    exit_code = 2


class UndecodableError(MojibakeFixError, ValueError):
    """Bytes that the encoding in question cannot explain; nothing was replaced.

    ``encoding`` is the encoding that came nearest, ``offset`` the first byte it could not explain (counted from 0).
    """

    def __init__(self, message: str, *, encoding: str, offset: int) -> None:
        super().__init__(message)
        self.encoding = encoding
        self.offset = offset

    def __reduce__(self) -> tuple[Callable[..., UndecodableError], tuple[str]]:
        # Exceptions are pickled with their positional arguments only, and a pool hangs on one that does not come through.
        return partial(UndecodableError, encoding=self.encoding, offset=self.offset), (str(self),)


class NotTextError(MojibakeFixError, ValueError):
    """Bytes that are no text at all (an image, an archive); there is nothing to repair, which is no failure."""

    exit_code = 0


class FileError(MojibakeFixError):
    """A file that cannot be read or written; it was left as it was."""


class FileChangedError(FileError):
    """A file that changed while it was being repaired; the newer content was left as it was."""


class PlanError(MojibakeFixError, ValueError):
    """A plan that does not fit the text it is applied to; nothing was changed."""


_LISTED = 12  # names that fit into a sentence


def unknown_name(kind: str, name: str, known: Iterable[str]) -> UsageError:
    """Return the error for a name nobody knows, with the nearest known one.

    >>> print(unknown_name("profile", "repare", ["clean", "repair"]))
    unknown profile 'repare'; did you mean 'repair'?
    >>> print(unknown_name("script", "elvish", ["hans", "hant"]))
    unknown script 'elvish'; known are hans, hant
    """
    from difflib import get_close_matches  # which only a mistake needs

    names = sorted(known)
    near = get_close_matches(name.lower(), names, n=1)
    if near:
        hint = f"did you mean {near[0]!r}?"
    else:
        hint = f"known are {', '.join(names)}" if len(names) <= _LISTED else "no similar name is known"
    return UsageError(f"unknown {kind} {name!r}; {hint}")
