"""What is text in Markdown, as a parser of CommonMark with the tables of GitHub sees it.

Blocks of code, also indented and in lists, code in a line, the targets of links, references and their definitions, HTML
and escapes are none; nor is what the dialects add: mathematics, names of footnotes, links of wikis, attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from ..patterns import lazy_pattern
from .commonmark import NOTES, parser
from .markup import in_html
from .prose import front_matter
from .ranges import Spans

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["headings", "in_markdown", "indented_code", "structure_of_markdown"]

Stretches = Iterator[tuple[int, int]]

_LINE_END = lazy_pattern(r"\r\n|\r|\n")
_CODE = frozenset({"fence", "code_block"})
_TO_THE_LETTER = _CODE | {"code_inline", "html_inline"}
_WORDS = frozenset({"text", "code_inline"})
_CELLS = frozenset({"td_open", "th_open"})
_TAG = lazy_pattern(r"<[^<>]*>")

_OF_DIALECTS = lazy_pattern(
    r"\$\$.+?\$\$"  # mathematics; in a line no blank stands inside of its marks, and no digit behind
    r"|(?<![\\$])\$(?![\s$])[^$\n]*?(?<![\s\\])\$(?![$\d])"
    r"|\\\\\(.+?\\\\\)|\\\\\[.+?\\\\\]"
    r"|\\begin\{(\w+\*?)\}.*?\\end\{\1\}"
    r"|\[\^[^\]\n]+\]"  # the name of a footnote
    r"|\[\[[^\]\n]+\]\]"  # a link of a wiki
    r"|\{[#.:][^{}\n]*\}"  # attributes, as behind a heading
    r"|^[０-９]+(?=[.)])",  # in ASCII it would be the number of a list
    re.DOTALL | re.MULTILINE,
)
# What GitHub makes a link without being asked goes on to a blank or `<`, Han and full-width marks included, but for ASCII marks
# at its end: so these must not become full-width, and the blank behind it must stay, whatever what follows it becomes.
_ADDRESS = lazy_pattern(r"(?:https?://|www\.)[^\s<\]\u3001-\u303f\uff01-\uff65]+[ \t]*")
_MATHEMATICS = lazy_pattern(r"^\$\$(?!.*\$\$)", re.MULTILINE)  # begins or ends it, in lines of its own


def in_markdown(text: str) -> Stretches:
    r"""Yield what is text in a Markdown document.

    >>> [*in_markdown("- 甲\n\n      乙,丙\n")]
    [(2, 5), (14, 15)]
    """
    return Spans(_read(text).held).gaps(0, len(text))


def structure_of_markdown(text: str) -> object:
    """Return what a reader is shown of a Markdown document, but for its words.

    >>> structure_of_markdown("**甲:**乙") == structure_of_markdown("**甲**乙")
    False
    """
    return _read(text).structure


def headings(text: str) -> list[str]:
    """Return the words of the headings of a Markdown document.

    >>> headings("# 甲`乙` [丙](丁)")
    ['甲乙 丙']
    """
    return _read(text).headings


def indented_code(text: str) -> list[tuple[int, int]]:
    r"""Return the code of a Markdown document that nothing but its indentation tells.

    >>> indented_code("- 甲\n\n      乙\n\n      丙\n")
    [(5, 21)]
    """
    return _read(text).code


class _Document(NamedTuple):
    held: list[tuple[int, int]]
    structure: object
    headings: list[str]
    code: list[tuple[int, int]]


@lru_cache(maxsize=4)  # before and after a rule, and again when what it made is compared
def _read(text: str) -> _Document:
    visible = text
    for _, end in front_matter(text):
        visible = "\n" * len(_LINE_END.findall(text, 0, end)) + text[end:]
    environment: dict[str, Any] = {}
    tokens = parser().parse(visible, environment)
    known, others = environment.get("references", {}), environment.get("duplicate_refs", ())
    lines = _Lines(text)
    held = [lines.span(*reference["map"]) for reference in (*known.values(), *others)]
    held += _held(tokens, lines)
    structure = ([*_skeleton(tokens)], {label: reference["href"] for label, reference in known.items()})
    code = [lines.span(*token.map) for token in tokens if token.map is not None and token.type == "code_block"]
    return _Document(held, structure, [*_headings(tokens)], code)


def _headings(tokens: list[Token]) -> Iterator[str]:
    for opening, words in pairwise(tokens):
        if opening.type == "heading_open":
            yield "".join(part.content for part in words.children or () if part.type in _WORDS)


class _Lines:
    """The lines of a text, which the parser counts, and where they lie."""

    def __init__(self, text: str) -> None:
        self.text = text
        ends = [match.span() for match in _LINE_END.finditer(text)]
        self._starts = [0, *(end for _, end in ends)]
        self._ends = [*(start for start, _ in ends), len(text)]

    def span(self, first: int, behind: int) -> tuple[int, int]:
        """Return where some lines lie, without the last line end."""
        return self._starts[first], self._ends[min(behind, len(self._ends)) - 1]


def _held(tokens: list[Token], lines: _Lines) -> Stretches:
    """Yield what is no text in the blocks of a document, and in their lines."""
    in_mathematics = False
    before = ""
    row = end_of_cell = -1  # the line of the last cell, and where it ends
    for token in tokens:
        if token.map is not None and token.type in _CODE:
            yield lines.span(*token.map)
        elif token.map is not None and token.type == "html_block":
            yield from _in_html(lines.text, *lines.span(*token.map))
        elif token.map is not None and token.type == "inline":
            turns = len(_MATHEMATICS.findall(token.content)) % 2 == 1
            start, end = lines.span(*token.map)
            if in_mathematics or turns:
                yield start, end
            elif before in _CELLS:
                place, end_of_cell = _cell(token.content, lines.text, end_of_cell if row == token.map[0] else start, end)
                row = token.map[0]
                yield from _in_line(_notes(token), 0, len(token.content), place, end_of_cell)
            else:
                yield from _in_paragraph(token, lines)
            in_mathematics ^= turns
        before = token.type


def _cell(content: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the next cell of a row lies, of which the parser has the content without the escapes of bars."""
    content = content.replace("|", "\\|")
    place = text.find(content, start, end)
    return (place, place + len(content)) if place >= 0 else (start, end)


def _in_html(text: str, start: int, end: int) -> Stretches:
    block = text[start:end]
    for first, last in Spans(in_html(block)).gaps(0, len(block)):
        yield start + first, start + last


def _in_paragraph(token: Token, lines: _Lines) -> Stretches:
    """Yield what is no text in the lines of a paragraph or a heading, among it the marks before each.

    The parser takes away the marks before a line, and blanks around it: it lies as far to the right as it can.
    """
    assert token.map is not None
    notes = _notes(token)
    contents = token.content.split("\n")
    offsets = accumulate((len(content) + 1 for content in contents), initial=0)
    for number, (content, offset) in enumerate(zip(contents, offsets, strict=False), token.map[0]):
        words = content.strip(" \t")
        start, end = lines.span(number, number + 1)
        place = lines.text.rfind(words, start, end)
        first = offset + content.find(words)
        yield start, end if place < 0 else place
        if place >= 0:
            yield from _in_line(notes, first, first + len(words), place, place + len(words))


def _in_line(notes: Spans, first: int, last: int, start: int, end: int) -> Stretches:
    """Yield what is no text in a line or cell from ``start`` to ``end``, of the notes on its content from ``first`` to ``last``.

    Where the content is not as long as what it was taken from nobody knows which is which.
    """
    if end - start != last - first:
        yield start, end
        return
    done = first
    for begin, stop in notes.gaps(first, last):
        if done < begin:
            yield done + start - first, begin + start - first
        done = stop
    if done < last:
        yield done + start - first, end


def _notes(token: Token) -> Spans:
    """Return what is no text in the content of a paragraph; in code and in tags there is no mathematics."""
    noted: list[tuple[int, int]] = token.meta[NOTES]
    parts: list[str] = []
    done = 0
    for start, end in Spans(noted):
        if token.content[start] in "`<":
            parts += (token.content[done:start], " " * (end - start))
            done = end
    content = "".join(parts) + token.content[done:]
    read = Spans(noted)
    addresses = (match.span() for match in _ADDRESS.finditer(content) if not read.covers(match.start()))
    return Spans([*noted, *(match.span() for match in _OF_DIALECTS.finditer(content)), *addresses])


def _skeleton(tokens: Iterable[Token]) -> Iterator[object]:
    for token in tokens:
        if token.type == "inline":
            yield from _skeleton(token.children or ())
        elif token.type == "html_block":
            yield _TAG.findall(token.content)
        elif token.type != "text":
            content = token.content if token.type in _TO_THE_LETTER else ""
            yield token.type, token.markup, token.info, content, sorted(token.attrs.items(), key=str)
