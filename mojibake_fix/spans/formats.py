"""Which formats there are, by the name of a file, and what in each of them is structure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..patterns import lazy_pattern
from ..records import NamedTuple
from .prose import protected
from .ranges import Joined, Spans

if TYPE_CHECKING:
    from ..model import Edit

__all__ = ["ALSO", "DOCUMENTS", "PROSE", "Format", "format_of"]

# What is only treated where it is asked for.
ALSO = {
    "data": "the values in JSON, YAML, TOML, CSV, INI and XML",
    "comments": "the comments in source code",
    "strings": "the strings in source code",
}


class Format(NamedTuple):
    """A kind of file.

    ``text_in`` finds its text among its structure, None says that prose is all it is; ``types_in`` returns what beside the
    structure has to stay, ``follows`` yields the edits by which the structure follows a text that changed. Markdown is
    ``parsed``: what patterns take for code or links in any other prose is not asked for.

    >>> known = format_of("a.json", ["data"])
    >>> [*known.protected('{"键": "值"}')], known.keeps('{"键": "值"}', '{"键":"值"}')
    ([(0, 7), (8, 10)], False)
    """

    text_in: Callable[[str], Iterable[tuple[int, int]]] | None = None
    types_in: Callable[[str], object] | None = None
    parsed: bool = False
    follows: Callable[[str, str], Iterable[Edit]] | None = None

    def protected(self, text: str) -> Spans:
        """Return what no rule may touch."""
        kept = protected(text, parsed=self.parsed)
        return kept if self.text_in is None else Joined(kept, Spans(self._structure(text)))

    def keeps(self, before: str, after: str) -> bool:
        """Tell whether two texts differ in nothing but their text and their line ends."""
        return (self.text_in is None and self.types_in is None) or self._shape(before) == self._shape(after)

    def following(self, before: str, after: str) -> tuple[Edit, ...]:
        """Return the edits of a changed text by which its structure follows."""
        return () if self.follows is None else tuple(self.follows(before, after))

    def _structure(self, text: str) -> Iterator[tuple[int, int]]:
        if self.text_in is not None:
            yield from Spans(self.text_in(text)).gaps(0, len(text))

    def _shape(self, text: str) -> object:
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        types = None if self.types_in is None else self.types_in(text)
        return [text[start:end] for start, end in self._structure(text)], types


def _lazily(module: str, name: str) -> Callable[..., Any]:
    """Return a function of a module beside this one, which is imported when it is first called: most files need none."""

    def call(*arguments: Any) -> Any:
        return getattr(import_module(f".{module}", __package__), name)(*arguments)

    return call


_of_data, _of_markup, _of_markdown = (partial(_lazily, module) for module in ("data", "markup", "markdown"))
_links_to_headings = _lazily("anchors", "followed")


_INDENTED = lazy_pattern(r"\n[ \t\r]*\n(?: {4}|\t)")
_OF_MARKDOWN = lazy_pattern(r"^(?:\#{1,6} |```|~~~)|\]\(", re.MULTILINE)
_PARSED_AT_MOST = 300_000  # characters, which take a second


def _in_prose(text: str) -> Iterable[tuple[int, int]]:
    """Return what is text in prose, which may be Markdown: what is indented there, only a parser knows."""
    if len(text) > _PARSED_AT_MOST or ("\n    " not in text and "\n\t" not in text):
        return ((0, len(text)),)
    if not _INDENTED.search(text) or not _OF_MARKDOWN.search(text):
        return ((0, len(text)),)
    from .markdown import indented_code

    return Spans(indented_code(text)).gaps(0, len(text))


PROSE = Format(_in_prose, follows=_links_to_headings)
MARKDOWN = Format(_of_markdown("in_markdown"), _of_markdown("structure_of_markdown"), parsed=True, follows=_links_to_headings)

# Text that people read, by the end of a file's name.
DOCUMENTS = {
    **dict.fromkeys((".txt", ".srt"), PROSE),
    ".vtt": Format(_of_markup("in_vtt")),
    **dict.fromkeys((".md", ".markdown"), MARKDOWN),
    **dict.fromkeys((".html", ".htm", ".xhtml"), Format(_of_markup("in_html"))),
    ".rst": Format(_of_markup("in_rst")),
    ".tex": Format(_of_markup("in_latex")),
    ".po": Format(_of_markup("in_po")),
    **dict.fromkeys((".ass", ".ssa"), Format(_of_markup("in_ass"))),
}
DATA = {
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), Format(_of_data("in_json"))),
    **dict.fromkeys((".yaml", ".yml"), Format(_of_data("in_yaml"), _of_data("types_in_yaml"))),
    ".toml": Format(_of_data("in_toml")),
    ".csv": Format(_of_data("in_csv")),
    ".tsv": Format(_of_data("in_tsv")),
    **dict.fromkeys((".ini", ".cfg", ".properties"), Format(_of_data("in_ini"))),
    ".xml": Format(_of_markup("in_xml")),
}


def format_of(name: str, also: Collection[str] = ()) -> Format | None:
    """Return the format of a file that is treated, ``also`` what is asked for beside documents; None for any other file.

    >>> format_of("Novel.TXT") is PROSE, format_of("a.json"), format_of("a.py")
    (True, None, None)
    """
    end = _end(name)
    if end in DOCUMENTS:
        return DOCUMENTS[end]
    if end in DATA:
        return DATA[end] if "data" in also else None
    return _of_code(name, also) if also else None


def _of_code(name: str, also: Collection[str]) -> Format | None:
    from .code import CODE, in_code, lexer_of

    asked = [what for what in also if what in CODE]
    lexer = lexer_of(name) if asked else None
    return Format(partial(in_code, lexer=lexer, asked=asked)) if lexer is not None else None


def _end(name: str) -> str:
    head, point, end = name.rpartition(".")
    return f".{end.lower()}" if point and head else ""
