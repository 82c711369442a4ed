"""Name the clean texts that are mined: prose, messages, manuals, code, poems, dictionaries, words in capitals and between marks.

Each has a name that says where it is from. What cannot be read in the encoding that it declares is left out.
"""

from __future__ import annotations

import json
import pickletools
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from corpus import held_out_code
from corpus.catalogues import in_mo
from corpus.held_out_text import PROGRAMS, TEXTS, clean
from corpus.sources import fetch, members, table
from corpus.training_words import jieba_words

__all__ = ["Corpus", "corpora"]

SOURCES = table(Path(__file__).resolve().parent / "sources.tsv")

_CLEAN = ("zh_hans", "zh_hant", "ja", "ko", "en")
_WORDS = 12_000  # of a list, drawn by chance; Mongolian's has a million
_POEMS = 60_000  # of 300,000
_ABOUT_POEMS = re.compile("/strains/|/rank/")  # their tones, and how often they are quoted
_AFFIXES = re.compile(r"[/\s].*")

# How a word stands in headlines, titles and quotations of several countries, with marks that continue UTF-8 in some code page.
_MARKS = ("«{}»", "„{}“", "“{}”", "‘{}’", "„{}”", "»{}«", "{}…", "{}®", "{}™", "{}²", "—{}—", "{}–", "({})", "║{}║")
_MARKED = 2  # marks tried on a word, and on it in capitals


@dataclass(frozen=True)
class Corpus:
    """Hold a body of clean text; ``read`` yields its lines."""

    name: str
    read: Callable[[], Iterator[str]]


def corpora(folder: Path | None) -> tuple[Corpus, ...]:
    """Return all corpora; ``folder`` is where clean texts lie that are not part of the repository, if there is one."""
    given = [Corpus(f"clean-{name}", partial(clean, folder, name)) for name in _CLEAN] if folder else []
    return (
        *given,
        *(Corpus(text.name, text.read) for text in TEXTS),
        *(Corpus(f"catalogues-{locale}", partial(_messages, locale)) for locale in _locales()),
        *(Corpus(f"code-{source}", partial(_code, source)) for source in held_out_code.SOURCES),
        *(Corpus(key, partial(_sayings, key)) for key in SOURCES if key.startswith("fortunes-")),
        *(Corpus(f"words-{key}", partial(_dressed, key)) for key in SOURCES if "spell-" in key),
        Corpus("words-jieba", lambda: (word for word, _ in jieba_words())),
        Corpus("chinese-poetry", _poems),
        Corpus("cedict", _cedict),
        Corpus("edict", _edict),
    )


@cache
def _catalogues() -> dict[str, list[str]]:
    """Return the messages of desktop programs by locale, for those that the language model is not measured on."""
    known = {text.name.removeprefix("programs-").replace("zh-hans", "zh_CN").replace("zh-hant", "zh_TW") for text in TEXTS}
    found: dict[str, dict[str, None]] = {}
    for source in PROGRAMS:
        for name, content in members(fetch(source), "*/LC_MESSAGES/*.mo"):
            locale = name.split("/")[-3]
            if locale not in known:
                found.setdefault(locale, {}).update(dict.fromkeys(_decoded(in_mo, content)))
    return {locale: list(messages) for locale, messages in found.items()}


def _decoded(read: Callable[[bytes], Iterator[str]], content: bytes) -> list[str]:
    try:
        return list(read(content))
    except UnicodeDecodeError:
        return []


def _locales() -> list[str]:
    return sorted(_catalogues())


def _messages(locale: str) -> Iterator[str]:
    yield from _catalogues()[locale]


@cache
def _files() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {source: [] for source in held_out_code.SOURCES}
    for file in held_out_code.files():
        found[file.source] += file.text.splitlines()
    return found


def _code(source: str) -> Iterator[str]:
    yield from _files()[source]


def _sayings(key: str) -> Iterator[str]:
    for name, content in members(fetch(key, SOURCES), "usr/share/games/fortunes/*"):
        if not name.endswith((".dat", ".u8")):
            yield from _decoded(lambda raw: iter(raw.decode().splitlines()), content)


def _dressed(key: str) -> Iterator[str]:
    """Yield words of a spelling dictionary, one a line: plain, in capitals, and either between some marks."""
    words = sorted(_words(key))
    chance = random.Random(20)
    for word in chance.sample(words, min(_WORDS, len(words))):
        for cased in dict.fromkeys((word, word.upper())):
            yield cased
            yield from (marks.format(cased) for marks in chance.sample(_MARKS, _MARKED))


def _words(key: str) -> set[str]:
    files = dict(members(fetch(key, SOURCES), "*.dic", "*.aff"))
    found = set()
    for name, content in files.items():
        if name.endswith(".dic"):
            declared = re.search(rb"^SET\s+(\S+)", files.get(name[:-4] + ".aff", b""), re.MULTILINE)
            encoding = declared[1].decode().replace("microsoft-", "") if declared else "utf-8"
            lines = content.decode(encoding, "ignore").splitlines()[1:]
            found |= {word for line in lines if not (word := _AFFIXES.sub("", line)).isascii()}
    return found


def _poems() -> Iterator[str]:
    """Yield the lines of poems drawn by chance."""
    poems: list[list[str]] = []
    for name, content in members(fetch("chinese-poetry", SOURCES), "*.json"):
        if not _ABOUT_POEMS.search(name):
            poems += _paragraphs(json.loads(content))
    for poem in random.Random(20).sample(poems, min(_POEMS, len(poems))):
        yield from poem


def _paragraphs(value: object) -> Iterator[list[str]]:
    """Yield every list of strings in a JSON document."""
    if isinstance(value, dict):
        for part in value.values():
            yield from _paragraphs(part)
    elif isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _paragraphs(part)


def _cedict() -> Iterator[str]:
    """Yield the entries of a pickle without running it."""
    for _, content in members(fetch("cedict", SOURCES), "*/dump.dat"):
        for _, argument, _ in pickletools.genops(content):
            if isinstance(argument, str) and "/" in argument:
                yield argument


def _edict() -> Iterator[str]:
    for _, content in members(fetch("edict", SOURCES), "usr/share/edict/*"):
        for line in content.splitlines():
            yield from _decoded(lambda raw: iter([raw.decode("euc_jp")]), line)
