"""What is text in files with markup of their own: reStructuredText, LaTeX, XML, translations (PO), subtitles (ASS)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..patterns import lazy_pattern
from .ranges import Spans

__all__ = ["in_ass", "in_html", "in_latex", "in_po", "in_rst"]

Stretches = Iterator[tuple[int, int]]

_REFERENCE = lazy_pattern(r"&(?:#\d+|#[xX][0-9A-Fa-f]+|\w+);")
_NOT_TEXT = lazy_pattern(r"<!\[CDATA\[.*?\]\]>|<(svg|math|textarea)\b.*?</\1>", re.DOTALL | re.IGNORECASE)


def in_html(text: str) -> Stretches:
    """Yield what is no reference, no section of raw characters, no formula; tags are known from prose.

    >>> [*in_html("甲&nbsp;乙")]
    [(0, 1), (7, 8)]
    """
    held = [match.span() for pattern in (_REFERENCE, _NOT_TEXT) for match in pattern.finditer(text)]
    return Spans(held).gaps(0, len(text))


def _lexed(text: str, lexer: str, *kinds: str) -> Stretches:
    """Yield the tokens of some kinds; kinds below them are not meant."""
    from pygments.lexers import get_lexer_by_name  # heavy

    # The last block of a file is one for its lexer only if a blank line follows.
    for start, kind, token in get_lexer_by_name(lexer).get_tokens_unprocessed(text + "\n\n"):
        if str(kind) in kinds and not token.isspace():
            yield start, min(start + len(token), len(text))


def in_rst(text: str) -> Stretches:
    r"""Yield the text of reStructuredText: no directives, literals, roles, targets or titles, which their lines have to fit.

    >>> [*in_rst("``甲`` 乙 :ref:`丙`")]
    [(5, 8)]
    """
    return _lexed(text, "rst", "Token.Text", "Token.Generic.Emph", "Token.Generic.Strong")


# Commands whose argument is a name, a path or code, and environments whose content is code or mathematics.
_ARGUMENT = lazy_pattern(
    r"\\(?:\w*ref|\w*cite\w*|label|include\w*|input|usepackage|documentclass|begin|end|url|href|bibliography\w*|path"
    r"|newcommand|renewcommand|def|hypersetup|setlength|setcounter|addbibresource|graphicspath)\*?(?:\[[^\]]*\])*\{[^{}]*\}"
)
_ENVIRONMENT = lazy_pattern(
    r"\\begin\{((?:equation|align|gather|multline|eqnarray|displaymath|math|verbatim|lstlisting|minted|tikzpicture|comment)\*?)\}"
    r".*?\\end\{\1\}",
    re.DOTALL,
)
_VERB = lazy_pattern(r"\\(?:verb|lstinline)\*?([^\w\s*])[^\n]*?\1")
_LIGATURE = lazy_pattern(r"--+|``|''")  # dashes and quotation marks of TeX


def in_latex(text: str) -> Stretches:
    r"""Yield the text of a LaTeX document: no commands, mathematics, comments, labels or code.

    >>> [(start, end) for start, end in in_latex("甲\\ref{乙}丙$丁$")]
    [(0, 1), (8, 9)]
    """
    held = [match.span() for pattern in (_ARGUMENT, _ENVIRONMENT, _VERB, _LIGATURE) for match in pattern.finditer(text)]
    spans = Spans(held)
    for start, end in _lexed(text, "latex", "Token.Text"):
        yield from spans.gaps(start, end)


_PO_LINE = lazy_pattern(r'^[ \t]*(?:(msg\w+)(?:\[\d+\])?[ \t]+)?"((?:[^"\\\n]|\\.)*)"[ \t]*\r?$|^[ \t]*(\S)', re.MULTILINE)
_PLACE = lazy_pattern(r"\\.|%(?:\([\w.]+\)|\d+\$)?[-+ #0-9.*]*[a-zA-Z%]|\$?\{[^{}]*\}|</?\w[^<>]*>")


def in_po(text: str) -> Stretches:
    r"""Yield the translations of a catalogue, without its head, escapes, and the places where values go.

    >>> [*in_po('msgid "a, b"\nmsgstr "甲%s乙"\n')]
    [(21, 22), (24, 25)]
    """
    original = ""
    keyword = ""
    for match in _PO_LINE.finditer(text):
        if match[3] is not None:
            keyword = ""  # a comment or an obsolete entry
            continue
        keyword = match[1] or keyword
        if match[1] == "msgid":
            original = ""
        if keyword == "msgid":
            original += match[2]
        elif keyword == "msgstr" and original:
            yield from Spans(place.span() for place in _PLACE.finditer(text, *match.span(2))).gaps(*match.span(2))


# The text is the last of ten fields, the only one in which a comma is no border.
_DIALOGUE = lazy_pattern(r"^(?:Dialogue|Comment):(?:[^,\n]*,){9}([^\n]*)", re.MULTILINE)
_OVERRIDE = lazy_pattern(r"\{[^{}\n]*\}|\\[Nnh]")


def in_ass(text: str) -> Stretches:
    r"""Yield what the lines of a subtitle file say, without their overrides.

    >>> [*in_ass("Title: 甲\nDialogue: 0,0:01,0:02,D,,0,0,0,,乙\\N丙")]
    [(41, 42), (44, 45)]
    """
    for line in _DIALOGUE.finditer(text):
        yield from Spans(match.span() for match in _OVERRIDE.finditer(text, *line.span(1))).gaps(*line.span(1))
