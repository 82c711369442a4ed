"""Make damaged texts of clean ones, by the forward models of the package."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from restoration_report.damage import is_lossless

from mojibake_fix.encodings import codec
from mojibake_fix.restore.channels import CHANNELS, UTF8_AS_GBK, Channel, corrupt
from mojibake_fix.restore.injected.injection import inject
from mojibake_fix.restore.injected.readings import readings

from .texts import fresh

__all__ = ["DAMAGED", "Damaged", "with_damage"]


@dataclass(frozen=True, slots=True)
class Damaged:
    """Damaged texts, and the clean lines that they should become."""

    texts: list[str]
    clean: list[str]

    @property
    def size(self) -> int:
        """Return the bytes of UTF-8 in the texts."""
        return sum(len(text.encode()) for text in self.texts)


def _in_lines(lines: list[str], channel: Channel) -> Damaged:
    return Damaged(["\n".join(corrupt(channel, line) for line in lines)], lines)


def _lossless(size: int) -> Damaged:
    lines = [line for line in fresh("Chinese", size).splitlines() if is_lossless((UTF8_AS_GBK,), line)]
    return _in_lines(lines, UTF8_AS_GBK)


_RATE = 0.027  # holes for each character


def _lossy(size: int) -> Damaged:
    return _in_lines(list(_with_holes(fresh("Chinese", size).splitlines())), UTF8_AS_GBK)


def _with_holes(lines: list[str]) -> Iterator[str]:
    """Yield such lines that the holes of GBK have the rate: lossless ones, and others while there are too few holes."""
    holes = characters = 0
    for line in lines:
        lost = corrupt(UTF8_AS_GBK, line).count("?") - line.count("?")
        if not lost or holes < _RATE * characters:
            holes, characters = holes + lost, characters + len(line)
            yield line


def _dense(name: str, channel: str) -> Callable[[int], Damaged]:
    """Return what damages lines in which hardly a character survives as it was."""
    return lambda size: _in_lines(fresh(name, size).splitlines(), CHANNELS[channel])


_PAGE = 100  # lines
_NOTES = 70  # characters that a page has annotated wherever they stand, about as many as real pages


def _injected(size: int) -> Damaged:
    """Return pages that were annotated, each by a list of its own."""
    lines = [line for line in fresh("Traditional Chinese", size).splitlines() if _in_gbk(line)]
    pages = ["\n".join(lines[start : start + _PAGE]) for start in range(0, len(lines), _PAGE)]
    seen = [(reading.character, reading.sound) for reading in readings().values() if reading.seen]
    return Damaged([inject(page, random.Random(page).sample(seen, _NOTES)) for page in pages], lines)


def _in_gbk(line: str) -> bool:
    try:
        codec("cp936").encode(line)
    except UnicodeEncodeError:
        return False
    return True


DAMAGED: dict[str, Callable[[int], Damaged]] = {
    "UTF-8 as GBK, nothing lost": _lossless,
    "UTF-8 as GBK, 27 holes in 1,000 characters": _lossy,
    "UTF-8 as Big5, dense holes": _dense("Traditional Chinese", "utf8-as-big5"),
    "UTF-8 as EUC-KR, dense holes": _dense("Korean", "utf8-as-euc-kr"),
    "UTF-8 as Shift-JIS, dense holes": _dense("Japanese", "utf8-as-shift-jis"),
    "pages with injected pinyin": _injected,
}
"""What makes each damage of some bytes of clean text."""


def with_damage(text: str, share: float, channel: Channel, *, lossless: bool) -> str:
    """Return a text with a share of its lines damaged; where nothing must be lost, such lines are taken that lose nothing."""
    lines = text.splitlines()
    suitable = [k for k, line in enumerate(lines) if not lossless or is_lossless((channel,), line)]
    wanted = round(share * len(lines))
    for k in random.Random(f"{share} {text}").sample(suitable, min(wanted, len(suitable))):
        lines[k] = corrupt(channel, lines[k])
    return "\n".join(lines)
