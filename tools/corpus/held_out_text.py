"""Name the texts that the language model is measured on, by language and register.

    python tools/held_out_text.py [NAME...]      fetch and say how large each is

None of them is used to train anything.
"""

from __future__ import annotations

import functools
import gzip
import html
import lzma
import re
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from .catalogues import in_mo
from .sources import fetch, members
from .training_messages import in_html
from .training_text import CJK, LETTERS, Lines, sizes

# How Debian's packages call the languages that are not called by their own code.
LOCALES = {"zh-hans": "zh_CN", "zh-hant": "zh_TW", "zh-hk": "zh_HK"}
EAST = ("zh-hans", "zh-hant", "zh-hk", "ja", "ko")
OTHERS = (
    *("ar", "bg", "ca", "cs", "da", "de", "el", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it"),
    *("lt", "nb", "nl", "pl", "pt", "ro", "ru", "sl", "sr", "sv", "th", "tr", "uk", "vi"),
)
RARE = ("be", "eo", "et", "ga", "gl", "hr", "is", "kk", "lv", "mk", "mt", "sk", "sq", "tg", "yi")  # for detection only
HANDBOOK = {"zh-hans": "zh-CN", "zh-hant": "zh-TW", "ja": "ja-JP", "ko": "ko-KR"}  # the others are half in English
GUIDE = ("zh-hans", "ja", "ko", "ca", "cs", "da", "de", "el", "es", "fr", "id", "it", "nl", "pt", "ro", "ru", "sv", "vi")
HELP = (
    *("zh-hans", "ja", "ko", "ca", "cs", "da", "de", "el", "es", "fa", "fi", "fr", "hu", "id", "it", "nl", "pl", "pt", "ru"),
    *("sl", "sr", "sv", "uk", "vi"),
)
PROGRAMS = (
    *("evolution-common", "libgtk-3-common", "gimp-data", "libglib2.0-data", "gnome-control-center-data", "nautilus-data"),
    "epiphany-browser-data",
)
MALLARD = re.compile(r"<(title|p|desc)(?:\s[^>]*)?>(.*?)</\1>", re.DOTALL)
CREDITS = re.compile(r"<info>.*?</info>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
ROFF = re.compile(r"\\f(?:[A-Z]|\(..|\[\w*\])|\\\((?:co|bu|em)|\\[&|^]|\\m\[\w*\]")
COLOUR = re.compile(r"\x1b\[[\d;]*m")


def written_in(language: str, paragraph: str) -> bool:
    """Return whether a paragraph that should be in a language was translated: half its letters are Han, kana or Hangul.

    >>> written_in("ja", "apt とは"), written_in("ja", "the apt tool とは"), written_in("de", "the tool")
    (False, False, True)
    """
    return language not in EAST or 2 * len(CJK.findall(paragraph)) >= len(LETTERS.findall(paragraph))


def clean(folder: Path, name: str) -> Iterator[str]:
    """Yield the lines of a clean text, which is not part of the repository."""
    with lzma.open(folder / f"{name}.txt.xz", "rt", encoding="utf-8") as lines:
        yield from (line.rstrip("\n") for line in lines)


@functools.cache
def catalogue(source: str) -> dict[str, list[str]]:
    """Return the messages of a package by locale, all of them read in one go."""
    found: dict[str, dict[str, None]] = {}
    wanted = {LOCALES.get(language, language) for language in (*EAST, *OTHERS, *RARE)}
    for name, content in members(fetch(source), "*/LC_MESSAGES/*.mo"):
        locale = name.split("/")[-3]
        if locale in wanted:
            found.setdefault(locale, {}).update(dict.fromkeys(in_mo(content)))
    return {locale: list(messages) for locale, messages in found.items()}


def messages(sources: tuple[str, ...], language: str) -> Iterator[str]:
    """Yield the messages of some packages, without the key that opens a menu (`開く(_O)`, `_Open`)."""
    for source in sources:
        for message in catalogue(source).get(LOCALES.get(language, language), []):
            yield re.sub(r"\s?\(_\w\)|_(?=\w)", "", TAG.sub("", html.unescape(message)))


def gnome_help(language: str) -> Iterator[str]:
    """Yield the translated paragraphs of GNOME's help."""
    english = set(_help("C"))
    yield from (paragraph for paragraph in _help(LOCALES.get(language, language)) if paragraph not in english)


def _help(locale: str) -> Iterator[str]:
    for _, content in members(fetch("gnome-user-docs"), f"usr/share/help/{locale}/*.page"):
        for _, inner in MALLARD.findall(CREDITS.sub("", content.decode())):
            yield " ".join(html.unescape(TAG.sub("", inner)).split())


def pages(source: str, pattern: str) -> Iterator[str]:
    for _, content in members(fetch(source), pattern):
        yield from in_html(content)


def manual_pages(source: str, locale: str) -> Iterator[str]:
    """Yield the lines of text of manual pages, without their macros."""
    for _, content in members(fetch(source), f"usr/share/man/{locale}/*.gz"):
        for line in gzip.decompress(content).decode(errors="strict").splitlines():
            if line and line[0] not in ".'":
                yield ROFF.sub("", line).replace("\\-", "-").replace("\\e", "\\").strip()


def fortunes() -> Iterator[str]:
    for _, content in members(fetch("fortunes-zh"), "*/fortunes/chinese"):
        for line in content.decode().splitlines():
            yield COLOUR.sub("", line).strip("%\t ")


def _translated(text: Lines) -> Lines:
    def read() -> Iterator[str]:
        yield from (paragraph for paragraph in text.read() if paragraph and written_in(text.language, paragraph))

    return Lines(text.name, text.language, text.register, read)


TEXTS: tuple[Lines, ...] = tuple(
    _translated(text)
    for text in (
        *(
            Lines(f"programs-{language}", language, "messages", partial(messages, PROGRAMS, language))
            for language in (*EAST, *OTHERS)
        ),
        *(
            Lines(f"wesnoth-{language}", language, "story", partial(messages, ("wesnoth-1.16-data",), language))
            for language in ("zh-hans", "zh-hant", "ja", "ko")
        ),
        *(Lines(f"gnome-help-{language}", language, "help", partial(gnome_help, language)) for language in HELP),
        *(
            Lines(
                f"installation-{language}",
                language,
                "manual",
                partial(pages, "installation-guide-amd64", f"*-amd64/{LOCALES.get(language, language)}/*.html"),
            )
            for language in GUIDE
        ),
        *(
            Lines(f"handbook-{language}", language, "manual", partial(pages, "debian-handbook", f"*/html/{locale}/*.html"))
            for language, locale in HANDBOOK.items()
        ),
        Lines("reference-zh-hans", "zh-hans", "manual", partial(pages, "debian-reference-zh-cn", "*.html")),
        Lines("reference-zh-hant", "zh-hant", "manual", partial(pages, "debian-reference-zh-tw", "*.html")),
        Lines("reference-ja", "ja", "manual", partial(pages, "debian-reference-ja", "*.html")),
        Lines("aptitude-ja", "ja", "manual", partial(pages, "aptitude-doc-ja", "*.html")),
        Lines("faq-ko", "ko", "manual", partial(pages, "debian-faq-ko", "*.html")),
        Lines("man-zh-hans", "zh-hans", "manual pages", partial(manual_pages, "manpages-zh", "zh_CN")),
        Lines("man-zh-hant", "zh-hant", "manual pages", partial(manual_pages, "manpages-zh", "zh_TW")),
        Lines("man-ja", "ja", "manual pages", partial(manual_pages, "manpages-ja", "ja")),
        Lines("fortunes-zh-hans", "zh-hans", "jokes", fortunes),
    )
)


def main() -> int:
    for text in TEXTS:
        if not sys.argv[1:] or text.name in sys.argv[1:]:
            print(f"{text.name}\t{text.language}\t{text.register}\t{sizes(text.read())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
