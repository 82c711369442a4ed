"""The text that is damaged: passages of texts and source code that the models have not seen, by source and register."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import held_out_code, held_out_text
from corpus.held_out_text import TEXTS
from corpus.training_text import Lines
from restoration_report.store import kept
from restoration_report.texts import CJK, is_plain

from mojibake_fix.restore.likelihood.languages import language_of_document

__all__ = ["FITTED", "Source", "sources"]

FITTED = frozenset(
    {
        *("programs", "handbook", "installation", "man", "faq", "aptitude"),
        *("dokuwiki", "yt-dlp", "tdiary-core", "texlive-lang-korean", "libpeony-dev", "libdtkcore-dev", "yatex"),
        *("golang-github-mozillazg-go-pinyin-dev", "roundcube-core", "ruby-faker", "vim-runtime"),
    }
)
"""The sources that the risk is fitted to. What others have is measured; each language and register is on both sides."""

_LINES = 12  # of a passage, at most
_CHARACTERS = 600
_LONGEST = 300  # characters of a line: a longer one would outweigh many


@dataclass(frozen=True)
class Source:
    """Hold what one package has in one language: texts whose lines follow one another."""

    name: str
    language: str
    register: str
    texts: Sequence[Sequence[str]]

    @property
    def is_fitted(self) -> bool:
        """Tell whether the risk may be fitted to it."""
        return self.name in FITTED

    def passage(self, dice: random.Random) -> list[str]:
        """Return some lines in a row, as the dice have it."""
        text = dice.choices(self.texts, [len(text) for text in self.texts])[0]
        start = dice.randrange(len(text))
        taken: list[str] = []
        for line in text[start : start + _LINES]:
            if taken and sum(map(len, taken)) + len(line) > _CHARACTERS:
                break
            taken.append(line)
        return taken


def sources() -> list[Source]:
    """Return what is damaged, prose first."""
    prose = [
        Source(text.name.removesuffix(f"-{text.language}"), text.language, text.register, [_kept(text)])
        for text in TEXTS
        if text.language in CJK
    ]
    code = kept("code", _MAKERS, _code, FOLDER)
    return [*prose, *(Source(name, language, "source code", texts) for name, language, texts in code)]


FOLDER = Path(__file__).resolve().parents[2] / "build/risk"
"""Where what takes long to make is kept."""

_MAKERS = (__file__, held_out_text.__file__, held_out_code.__file__)


def _kept(text: Lines) -> list[str]:
    return kept(text.name, _MAKERS, lambda: list(_lines(text)), FOLDER)


def _lines(text: Lines) -> Iterator[str]:
    lines = (line.strip() for paragraph in text.read() for line in paragraph.split("\n"))
    return (line for line in lines if line and len(line) <= _LONGEST and is_plain(line))


def _code() -> list[tuple[str, str, list[list[str]]]]:
    """Return the files of each package by language, as lines."""
    found: dict[tuple[str, str], list[list[str]]] = {}
    for file in held_out_code.files():
        language = _LANGUAGES.get(language_of_document(file.text) or "")
        lines = [line.rstrip() for line in file.text.splitlines() if len(line) <= _LONGEST]
        if lines and language and all(is_plain(line.replace("\t", "")) for line in lines):
            found.setdefault((file.source, language), []).append(lines)
    return [(name, language, texts) for (name, language), texts in found.items()]


_LANGUAGES = {"hans": "zh-hans", "tw": "zh-hant", "hk": "zh-hant", "ja": "ja", "ko": "ko"}
