"""Comments and strings of source code, for those who ask; code itself never."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

__all__ = ["CODE", "in_code", "lexer_of"]

# What of a program can be asked for, and the kinds of tokens that it is for Pygments. A documentation string is a comment.
CODE = {
    "comments": ("Token.Comment", "Token.Comment.Single", "Token.Comment.Multiline", "Token.Literal.String.Doc"),
    "strings": ("Token.Literal.String", "Token.Literal.String.Single", "Token.Literal.String.Double"),
}


def lexer_of(name: str) -> Any:
    """Return the lexer for a file of a name, or None if it is no source code that anybody knows."""
    from pygments.lexers import find_lexer_class_for_filename  # heavy

    known = find_lexer_class_for_filename(name)
    return known() if known is not None else None


def in_code(text: str, lexer: Any, asked: Collection[str]) -> Iterator[tuple[int, int]]:
    r"""Yield the comments, the strings, or both of a program.

    >>> [*in_code('x = "甲"  # 乙\n', lexer_of("a.py"), ["comments"])]
    [(9, 12)]
    """
    kinds = {kind for what in asked for kind in CODE.get(what, ())}
    for start, kind, token in lexer.get_tokens_unprocessed(text):
        if str(kind) in kinds:
            yield start, start + len(token)
