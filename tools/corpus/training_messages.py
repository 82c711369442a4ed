"""Yield the translated messages and documentation of software, by language."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from .catalogues import in_javascript, in_json, in_po
from .sources import fetch, members

TAG = re.compile(r"<[^>]*>")
BLOCK = re.compile(r"</?(?:p|li|ul|ol|h\d|td|th|tr|dt|dd|dl|div|br|pre|blockquote|table|script)\b[^>]*>|\n")


def in_html(content: bytes) -> Iterator[str]:
    """Yield the paragraphs of HTML, without its tags.

    >>> list(in_html(b"<p>one <b>&amp;</b></p><p>two</p>"))
    ['one &', 'two']
    """
    for block in BLOCK.split(content.decode()):
        if text := html.unescape(TAG.sub("", block)).strip():
            yield text


READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    ".js": in_javascript,
    ".json": in_json,
    ".po": in_po,
    ".html": in_html,
}

PLAIN = ("cs", "de", "es", "fr", "it", "ja", "ko", "pl", "ru", "tr")  # called so nearly everywhere
MORE = ("bg", "ca", "da", "el", "et", "fi", "he", "hu", "id", "lt", "lv", "nb", "nl", "ro", "sk", "sl", "sr", "sv", "uk", "vi")
# Languages of other letters than Latin, Greek and Cyrillic, of which the packages have less.
AFAR = ("ar", "bn", "fa", "gu", "he", "hi", "hy", "ka", "km", "kn", "ml", "mr", "my", "ne", "pa", "ta", "te", "th", "ur")
# Languages in Latin letters, beyond ASCII for the most part, that short damaged text is written in.
LATIN = (
    *("ca", "cs", "da", "de", "es", "et", "fi", "fr", "hr", "hu", "id", "is", "it", "lt", "lv", "nb", "nl", "pl", "pt", "ro"),
    *("sk", "sl", "sv", "tr", "vi"),
)
TERRITORIES = {"pt": "pt_BR"}
WEB = {language: language for language in PLAIN} | {"pt": "pt-br", "zh-hans": "zh-hans", "zh-hant": "zh-hant"}
POSIX = {language: language for language in (*PLAIN, *MORE)} | {"pt": "pt_BR", "zh-hans": "zh_Hans", "zh-hant": "zh_Hant"}
HOME = {
    language: language
    for language in (*PLAIN, *MORE, "ar", "bn", "en", "fa", "hi", "hr", "hy", "is", "ka", "ml", "ne", "pt", "th", "ur")
} | {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


@dataclass(frozen=True)
class Catalogue:
    """Say where a package keeps its messages: ``{}`` in the patterns stands for what it calls the language."""

    source: str
    patterns: tuple[str, ...]
    languages: dict[str, str] = field(default_factory=dict)

    def read(self, language: str) -> Iterator[str]:
        """Yield each message of a language once, in the order of the package; what is as in English was not translated."""
        english = set() if language == "en" or "en" not in self.languages else self.messages("en").keys()
        yield from (message for message in self.messages(language) if message not in english)

    def messages(self, language: str) -> dict[str, None]:
        """Return the messages of a language, each once."""
        name = self.languages[language]
        found: dict[str, None] = {}
        for file, content in members(fetch(self.source.format(name)), *(pattern.format(name) for pattern in self.patterns)):
            reader = READERS[file[file.rindex(".") :]]
            found.update(dict.fromkeys(reader(content)))
        return found


CATALOGUES: dict[str, Catalogue] = {
    "vscode": Catalogue("vscode-{}", ("*.i18n.json", "*.i18n.json.js"), WEB),
    "typescript": Catalogue(
        "typescript", ("*/lib/{}/diagnosticMessages.generated.json",), WEB | {"zh-hans": "zh-cn", "zh-hant": "zh-tw"}
    ),
    "home-assistant": Catalogue("home-assistant", ("*/translations/{}.json",), HOME),
    "home-assistant-frontend": Catalogue(
        "home-assistant-frontend",
        ("*/static/translations/{}-????????????????*.json", "*/static/translations/*/{}-????????????????*.json"),
        HOME,
    ),
    "jupyterlab": Catalogue("jupyterlab-{}", ("*.json",), {"ja": "ja-jp", "ko": "ko-kr", "zh-hans": "zh-cn", "zh-hant": "zh-tw"}),
    "django": Catalogue(
        "django", ("*/locale/{}/LC_MESSAGES/*.po",), POSIX | {language: language for language in AFAR if language != "gu"}
    ),
    "horizon": Catalogue(
        "horizon",
        ("*/locale/{}/LC_MESSAGES/*.po",),
        {
            "ar": "ar",
            "bn": "bn_IN",
            "de": "de",
            "es": "es",
            "fr": "fr",
            "gu": "gu",
            "hi": "hi",
            "id": "id",
            "it": "it",
            "ja": "ja",
            "ka": "ka_GE",
            "kn": "kn",
            "ko": "ko_KR",
            "mr": "mr",
            "ne": "ne",
            "pl": "pl_PL",
            "pt": "pt_BR",
            "ru": "ru",
            "ta": "ta",
            "tr": "tr_TR",
            "ur": "ur",
        }
        | {"zh-hans": "zh_Hans", "zh-hant": "zh_Hant"},
    ),
    "superset": Catalogue(
        "superset",
        ("*/translations/{}/LC_MESSAGES/messages.po",),
        {language: language for language in ("ar", "de", "es", "fa", "fr", "ja", "ko", "nl", "ru", "sk", "sl", "uk")}
        | {"pt": "pt_BR"}
        | {"zh-hans": "zh", "zh-hant": "zh_TW"},
    ),
    "node-red": Catalogue(
        "node-red",
        ("*/locales/{}/*",),
        {"de": "de", "fr": "fr", "ja": "ja", "ko": "ko", "ru": "ru", "zh-hans": "zh-CN", "zh-hant": "zh-TW"},
    ),
    "airflow": Catalogue(
        "airflow",
        ("*/i18n/locales/{}/*.json",),
        {language: language for language in ("ar", "ca", "de", "es", "fr", "he", "hi", "hu", "it", "nl", "pl", "pt", "th", "tr")},
    ),
    "kolibri": Catalogue(
        "kolibri",
        ("kolibri/locale/{}/LC_MESSAGES/*.json",),
        {
            language: language
            for language in ("ar", "de", "el", "en", "fa", "id", "it", "ka", "km", "mr", "my", "pa", "te", "uk", "vi")
        }
        | {"bg": "bg_BG", "bn": "bn_BD", "es": "es_ES", "fr": "fr_FR", "gu": "gu_IN", "hi": "hi_IN", "pt": "pt_BR"}
        | {"ur": "ur_PK"},
    ),
    "wagtail": Catalogue(
        "wagtail",
        ("*/locale/{}/LC_MESSAGES/django.po",),
        {language: language for language in (*LATIN, "bg", "el", "ru", "uk")}
        | TERRITORIES
        | {"hr": "hr_HR", "id": "id_ID", "is": "is_IS", "sk": "sk_SK"},
    ),
    "matrix-react-sdk": Catalogue(
        "matrix-react-sdk",
        ("*/src/i18n/strings/{}.json",),
        {language: language for language in (*LATIN, "bg", "el", "ru", "uk")}
        | TERRITORIES
        | {"de": "de_DE", "en": "en_EN", "nb": "nb_NO"},
    ),
}

ELECTRON = {"ja": "ja-JP", "es": "es-ES", "zh-hans": "zh-CN", "fr": "fr-FR", "ru": "ru-RU", "pt": "pt-BR", "de": "de-DE"}


def electron(language: str) -> Iterator[str]:
    """Yield the paragraphs of Electron's documentation and blog."""
    for name, content in members(fetch("electron"), "*/docs.json", "*/blogs.json", "*/glossary.json", "*/website.json"):
        translated = json.loads(content)[ELECTRON[language]]
        if name.endswith("/docs.json"):
            for page in translated.values():
                yield from in_html(page["html"].encode())
        else:
            for message in in_json(json.dumps(translated).encode()):
                yield from message.splitlines()
