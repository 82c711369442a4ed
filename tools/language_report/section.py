"""A section of the report, and how much of it is measured."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from corpus.held_out_text import TEXTS, clean

__all__ = ["CLEAN", "Section", "Settings", "joined"]

CLEAN = {"zh_hans": "zh-hans", "zh_hant": "zh-hant", "ja": "ja", "ko": "ko"}
"""The clean texts, and the language of each."""


@dataclass(frozen=True)
class Settings:
    """Say where the clean texts are and how much is measured; 1 is the whole report, 0.01 a look at it."""

    folder: Path
    share: float = 1.0
    seed: int = 20261124

    def count(self, cases: int) -> int:
        """Return how many of so many cases are taken.

        >>> Settings(Path(), 0.01).count(5000)
        50
        """
        return max(10, round(cases * self.share))

    @cached_property
    def lines(self) -> dict[str, list[str]]:
        """Return the lines of each clean text."""
        return {name: list(clean(self.folder, name)) for name in CLEAN}


@dataclass
class Section:
    """Hold the text of a section, and its row of the summary: what is measured, what must be reached, and what was."""

    title: str
    text: str = ""
    summary: list[tuple[str, str, str, str]] = field(default_factory=list)

    def claim(self, what: str, must: str, found: str, reached: bool) -> None:
        """Add a row to the summary."""
        self.summary.append((what, must, found, "yes" if reached else "**no**"))


@cache
def joined(name: str) -> str:
    """Return one of the test texts, its paragraphs joined by line ends."""
    return "\n".join(next(text for text in TEXTS if text.name == name).read())
