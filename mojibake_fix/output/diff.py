"""Show what changed as a unified diff of the decoded texts, without comparing every line with every other."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby

from ..runner import Report
from .human import written_encoding
from .visible import visible

__all__ = ["unified"]

_CONTEXT = 3

Block = tuple[int, int, int, int]  # old lines from, to; new lines from, to: one stretch that differs


def unified(report: Report) -> Iterator[str]:
    """Yield the lines of the diff without line ends of their own; none if the text and its encoding stay as they are.

    Lines end at LF alone, so a CR shows as part of its line. Names are as the user spelled them, for ``patch -p0``.
    """
    outcome = report.outcome
    if outcome is None or not outcome.changed:
        return
    old, new = _lines(outcome.original), _lines(outcome.text)
    name = visible(report.source.path)
    encoding = written_encoding(outcome.encoding)
    recoded = f"\t({encoding} -> UTF-8)" if encoding != "UTF-8" else ""
    yield f"--- {name}"
    yield f"+++ {name}{recoded}"
    for hunk in _hunks(_blocks(old, new)):
        yield from _rendered(hunk, old, new)


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    last = lines.pop()
    return [line + "\n" for line in lines] + ([last] if last else [])


def _blocks(old: list[str], new: list[str]) -> list[Block]:
    """Return the stretches that differ. Repairs hardly ever add or remove a line, and then no search is needed."""
    if len(old) == len(new):
        return _changed_in_place(old, new)
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle = SequenceMatcher(None, old[start : len(old) - end], new[start : len(new) - end])
    return [(a + start, b + start, c + start, d + start) for tag, a, b, c, d in middle.get_opcodes() if tag != "equal"]


def _changed_in_place(old: list[str], new: list[str]) -> list[Block]:
    changed = [number for number, (before, after) in enumerate(zip(old, new, strict=True)) if before != after]
    blocks: list[Block] = []
    for _, group in groupby(enumerate(changed), lambda item: item[1] - item[0]):
        numbers = [number for _, number in group]
        blocks.append((numbers[0], numbers[-1] + 1, numbers[0], numbers[-1] + 1))
    return blocks


def _hunks(blocks: list[Block]) -> Iterator[list[Block]]:
    """Group the stretches whose context lines would touch."""
    hunk: list[Block] = []
    for block in blocks:
        if hunk and block[0] - hunk[-1][1] > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(block)
    if hunk:
        yield hunk


def _rendered(hunk: list[Block], old: list[str], new: list[str]) -> Iterator[str]:
    """Yield the lines of one hunk."""
    first, last = hunk[0], hunk[-1]
    lead = min(_CONTEXT, first[0])
    end = min(last[1] + _CONTEXT, len(old))
    old_start, new_start = first[0] - lead, first[2] - lead
    yield f"@@ -{_range(old_start, end)} +{_range(new_start, last[3] + end - last[1])} @@"
    position = old_start
    for old_from, old_to, new_from, new_to in hunk:
        yield from _marked(" ", old[position:old_from])
        yield from _marked("-", old[old_from:old_to])
        yield from _marked("+", new[new_from:new_to])
        position = old_to
    yield from _marked(" ", old[position:end])


def _range(start: int, end: int) -> str:
    length = end - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"


def _marked(mark: str, lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield mark + line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"
