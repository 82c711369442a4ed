"""What is text in files with markup of their own: reStructuredText, LaTeX, XML, translations (PO), subtitles (ASS)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from ..patterns import lazy_pattern
from .data import is_notation
from .ranges import Spans

__all__ = ["in_ass", "in_html", "in_latex", "in_po", "in_rst", "in_vtt", "in_xml"]

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


_TEXT_NODE = lazy_pattern(r">([^<>]*)(?=<)")


def in_xml(text: str) -> Stretches:
    """Yield what is text in XML, as in HTML, but for elements that hold an address, a path or the like.

    >>> [*in_xml("<a>甲,乙</a><b>丙/丁,戊.png</b>")]
    [(0, 13), (22, 26)]
    """
    held = [node.span(1) for node in _TEXT_NODE.finditer(text) if is_notation(node[1].strip())]
    return Spans(chain(Spans(in_html(text)).gaps(0, len(text)), held)).gaps(0, len(text))


def _lexed(text: str, lexer: str, *kinds: str) -> Stretches:
    """Yield the tokens of some kinds; kinds below them are not meant."""
    from pygments.lexers import get_lexer_by_name  # heavy

    # The last block of a file is one for its lexer only if a blank line follows.
    for start, kind, token in get_lexer_by_name(lexer).get_tokens_unprocessed(text + "\n\n"):
        if str(kind) in kinds and not token.isspace():
            yield start, min(start + len(token), len(text))


# Directives whose first line is text, those of whose content nothing is, and what else keeps its place in a line or its name.
_TEXT_OF_RST = (
    "note|warning|attention|caution|danger|error|hint|important|tip|admonition|seealso|todo|deprecated|version(?:added|changed)"
    "|topic|rubric|centered|sidebar|epigraph|pull-quote|highlights|compound|title|replace|list-table|table"
)
_VERBATIM_OF_RST = (
    "code(?:-block)?|sourcecode|highlight|parsed-literal|math|raw|toctree|csv-table|literalinclude|include|productionlist|doctest"
    "|test(?:code|output|setup)|graphviz|digraph|graph|mermaid|uml|plantuml|index|meta|tabularcolumns|ipython|prompt|console"
)
_NAMES_OF_RST = lazy_pattern(
    rf"^([ \t]*)\.\. (?:\|[^|\n]+\| )?(?:{_VERBATIM_OF_RST})::[^\n]*(?:\n[ \t]*$|\n\1[ \t]+[^\n]*)*"
    rf"|^[ \t]*\.\. (?:\|[^|\n]+\|(?! replace)|(?!(?:{_TEXT_OF_RST})::)[\w:+.-]+::)[^\n]*"  # other directives
    r"|^[ \t]+:[A-Za-z][\w -]*:[^\n]*"  # options of directives
    r"|\|[^|\s](?:[^|\n]*[^|\s])?\|"  # a substitution
    r"|^[ \t]*>>> [^\n]*(?:\n[ \t]*[^\s][^\n]*)*"  # a session, to the next blank line
    r"|^[ \t]*[|+][^\n]*[|+][ \t]*$"  # a row of a table that is drawn
    r"|^[ \t]*=+(?:[ ]+=+)+[ \t]*$[\s\S]{0,9999}?\n[ \t]*=+(?:[ ]+=+)+[ \t]*(?=\n[ \t]*(?:\n|\Z)|\Z)",  # a table between lines
    re.MULTILINE,
)


def in_rst(text: str) -> Stretches:
    r"""Yield the text of reStructuredText: no directives, literals, roles, targets; no titles and tables, which have to fit.

    >>> [*in_rst("``甲`` 乙 :ref:`丙`")]
    [(5, 8)]
    """
    names = Spans(match.span() for match in _NAMES_OF_RST.finditer(text))
    for start, end in _lexed(text, "rst", "Token.Text", "Token.Generic.Emph", "Token.Generic.Strong"):
        yield from names.gaps(start, end)


# Commands whose argument is a name, a path or code, and environments whose content is code or mathematics.
_ARGUMENT = lazy_pattern(
    r"\\(?:\w*ref|\w*cite\w*|label|include\w*|input|usepackage|documentclass|begin|end|url|href|bibliography\w*|bibitem|path"
    r"|newcommand|renewcommand|def|hypersetup|setlength|setcounter|addbibresource|graphicspath|hyper(?:target|link)|index|gls\w*"
    r"|ac[slf]?p?|\w*set|set\w*font|textcolor|color|definecolor|newtheorem|theoremstyle|use\w*library|RequirePackage|LoadClass)"
    r"\*?(?:\[[^\]]*\])*\{(?:[^{}]|\{[^{}]*\})*\}"
    r"|\\(?:hyperref)\[[^\]]*\]"
    r"|\[[^\[\]\n]*=[^\[\]\n]*\]"  # options
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
_PLACE = lazy_pattern(r"\\.|%(?:\([^()\n]+\)|\d+\$)?[-+ #0-9.*]*[a-zA-Z%]|\$?\{[^{}]*\}|</?\w[^<>]*>")


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


_VTT = lazy_pattern(
    r"\A\ufeff?WEBVTT[^\n]*(?:\n[^\n]+)*"  # the head; blocks of styles and notes
    r"|^(?:STYLE|REGION|NOTE)\b[^\n]*(?:\n[^\n]+)*"
    r"|</?(?:[cvbiu]|lang|ruby|rt)(?:[.\s][^<>\n]*)?>",  # the name of who speaks, classes
    re.MULTILINE,
)


def in_vtt(text: str) -> Stretches:
    r"""Yield what the cues of WebVTT say, without the names of voices and classes; times are known from prose.

    >>> [*in_vtt("WEBVTT 甲\n\n<v 乙>丙")]
    [(8, 10), (15, 16)]
    """
    return Spans(match.span() for match in _VTT.finditer(text)).gaps(0, len(text))
