"""How long whole files take."""

from __future__ import annotations

from collections.abc import Iterator

from language_report.markdown import rows

from .asking import asked
from .samples import Sample, lines

__all__ = ["throughput"]

_SIZE = 5_000_000  # bytes
_TURNS = 3


def throughput(*, alone: bool) -> str:
    """Return a table of megabytes a second, for 5 MB each, the best of some turns."""
    samples = list(_files())
    turns = [asked(samples, alone=alone) for _ in range(_TURNS)]
    names = list(turns[0][0][1])
    body = []
    for k, sample in enumerate(samples):
        fastest = {name: min(turn[k][1][name].seconds for turn in turns) for name in names}
        body.append((sample.case, *(f"{len(sample.content) / 1e6 / fastest[name]:,.0f} MB/s" for name in names)))
    return rows(("5 MB of", *names), body)


def _files() -> Iterator[Sample]:
    for language, encoding in (("zh-hans", "gb18030"), ("ja", "cp932"), ("fr", "cp1252"), ("zh-hans", "utf-8")):
        parts, size = [], 0
        for line in lines(language, "throughput"):
            try:
                parts.append(line.encode(encoding))
            except UnicodeEncodeError:
                continue
            size += len(parts[-1]) + 1
            if size > _SIZE:
                break
        content = b"\n".join(parts)
        yield Sample("throughput", "5 MB", f"{language} {encoding}", content, content.decode(encoding))
