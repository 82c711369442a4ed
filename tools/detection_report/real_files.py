"""Real files whose encoding is known: what declares it is a name, a line, or another file."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from itertools import islice

from corpus.sources import fetch, members

from mojibake_fix.detection.sample import text_of
from mojibake_fix.encodings.names import codec_of
from mojibake_fix.errors import UsageError

from .real_sources import Known, by_vim

__all__ = ["masked", "real_files"]

_MOST = 40  # files of one package, so that none outweighs the others
_LARGEST = 400_000  # bytes of a file
_DECLARED = re.compile(rb"(?i)(\b(?:script|page)?(?:encoding|coding|charset|code|set)[ \t]*[=: \t][ \t]*[\"']?)([a-z][\w-]+)")
_INPUT = re.compile(rb"(\[)([\w-]+)(?=\]\s*\{inputenc\})")
_FIRST_LINE = re.compile(rb"([A-Za-z][\w-]+)\r?\n")


def real_files(sources: Mapping[str, Known]) -> Iterator[tuple[str, bytes, str]]:
    """Yield the name of each file of some packages, its bytes with what declares their encoding covered up, and their text.

    Files that are UTF-8 are left out, and those that are not what they say.
    """
    for source, known in sources.items():
        yield from islice(_of(source, known), _MOST if known is not by_vim else None)


def _of(source: str, known: Known) -> Iterator[tuple[str, bytes, str]]:
    files = {name: gzip.decompress(content) if name.endswith(".gz") else content for name, content in members(fetch(source))}
    for name, content in files.items():
        encoding = None if _is_utf8(content) else known(files, name)
        if encoding is None:
            continue
        end = content.rfind(b"\n", 0, _LARGEST) + 1 if len(content) > _LARGEST else len(content)
        covered = masked(content[:end])
        try:
            yield f"{source}/{name.rsplit('/', 1)[-1]}", covered, text_of(covered, codec_of(encoding))
        except (UnicodeDecodeError, UsageError):
            continue


def masked(content: bytes) -> bytes:
    """Return some bytes with the names of encodings covered up that they declare.

    >>> masked(b"# -*- coding: euc-jp -*-"), masked(b"SET ISO8859-2"), masked(b"[latin1]{inputenc}")
    (b'# -*- coding: xxxxxx -*-', b'SET xxxxxxxxx', b'[xxxxxx]{inputenc}')
    """
    covered = content
    for declared in (_DECLARED, _INPUT):
        covered = declared.sub(lambda found: found[1] + b"x" * len(found[2]), covered)
    first = _FIRST_LINE.match(covered)
    return b"x" * len(first[1]) + covered[first.end(1) :] if first else covered


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
