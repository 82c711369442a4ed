"""The files beside a file that are likely to be in its encoding."""

from __future__ import annotations

import os
from heapq import nsmallest

__all__ = ["siblings"]

_MOST = 50  # files: what they do not tell, more of them do not


def siblings(path: str) -> list[str]:
    """Return the paths of the files in the folder of a file that have its ending, in order, so many at the most.

    They are spelled as ``path`` is; hidden files and symbolic links are left out. None for what cannot be listed.
    """
    folder, name = os.path.split(path)
    ending = os.path.splitext(name)[1].lower()
    try:
        with os.scandir(folder or os.curdir) as listing:
            beside = (
                entry.name
                for entry in listing
                if os.path.splitext(entry.name)[1].lower() == ending
                and entry.name != name
                and not entry.name.startswith(".")
                and entry.is_file(follow_symlinks=False)
            )
            return [os.path.join(folder, other) for other in nsmallest(_MOST, beside)]
    except OSError:
        return []
