"""A parser of Markdown that notes where in a paragraph code, links and other marks stand, which others keep to themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

    Reader = Callable[[StateInline, bool], bool]

__all__ = ["NOTES", "parser"]

NOTES = "notes"
"""Under this name the ``meta`` of a token ``inline`` has the stretches of its content that are no text."""


@cache
def parser() -> MarkdownIt:
    """Return a parser for CommonMark with the tables of GitHub.

    >>> [_, paragraph, _] = parser().parse("甲`乙`[丙](丁)")
    >>> paragraph.meta[NOTES]
    [(1, 4), (6, 10)]
    """
    from markdown_it import MarkdownIt  # heavy
    from markdown_it import rules_inline as rules

    made = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for name, reader in (
        ("newline", rules.newline),
        ("escape", rules.escape),
        ("backticks", rules.backtick),
        ("link", rules.link),
        ("image", rules.image),
        ("autolink", rules.autolink),
        ("html_inline", rules.html_inline),
        ("entity", rules.entity),
    ):
        made.inline.ruler.at(name, _noting(name, reader))
    made.core.ruler.at("inline", _read_paragraphs)
    return made


def _read_paragraphs(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            token.children = token.children or []
            token.meta[NOTES] = state.env[NOTES] = []
            state.env["content"] = token.content
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _noting(name: str, reader: Reader) -> Reader:
    """Return a reader of marks that notes what it has read and is no text."""

    def noting(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not reader(state, silent):
            return False
        # The words of an image are read once more by themselves, with places of their own.
        if not silent and state.src is state.env["content"]:
            first = _NO_TEXT_FROM.get(name, _all)(state, start)
            if name != "newline" or first < start:
                state.env[NOTES].append((first, state.pos))
        return True

    return noting


def _all(state: StateInline, start: int) -> int:
    return start


def _blanks(state: StateInline, start: int) -> int:
    """Return where the blanks before a line end begin, which make a break if there are two."""
    while start and state.src[start - 1] == " ":
        start -= 1
    return start


def _behind_label(state: StateInline, start: int, marks: int = 1) -> int:
    """Return where the target of a link begins; words by which the target is found are none of its text."""
    end = state.pos
    label = state.md.helpers.parseLinkLabel(state, start + marks - 1, marks == 1)
    named = label + 1 == end or state.src[label + 1 : end] == "[]"
    return start if label < 0 or named else label


def _behind_image(state: StateInline, start: int) -> int:
    return _behind_label(state, start, len("!["))


_NO_TEXT_FROM = {"newline": _blanks, "link": _behind_label, "image": _behind_image}
