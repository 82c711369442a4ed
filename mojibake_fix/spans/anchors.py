"""Links to the headings of a Markdown document: where the words of a heading change, the links to it follow.

Which program makes anchors of headings nobody says, but the links do: a program whose anchors they are not is not it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from unicodedata import combining, normalize
from urllib.parse import quote, unquote

from ..model import Edit
from ..patterns import lazy_pattern
from .markdown import headings
from .prose import code_in
from .ranges import Spans

__all__ = ["followed"]

_LINK = lazy_pattern(r"""\#(?:(?<=\]\(\#)|(?<=\]\(<\#)|(?<=\]:[ ]\#)|(?<=\bhref=["']\#))((?:[^()\s<>"']|\([^()\s<>"']*\))+)""")

_NO_WORD = lazy_pattern(r"[^\w\- ]")
_SPECIAL = lazy_pattern(r"""[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:"'“”‘’<>,.?/]+""")


def _of_github(heading: str) -> str:
    return _NO_WORD.sub("", heading.lower()).replace(" ", "-")


def _of_markdown_it(heading: str) -> str:
    return "-".join(heading.lower().split())


def _of_vuepress(heading: str) -> str:
    plain = "".join(letter for letter in normalize("NFKD", heading) if not combining(letter))
    words = _SPECIAL.sub("-", plain).strip("-").lower()
    return f"_{words}" if words[:1].isdigit() else words


# The more of them use a style, the earlier it stands: with nothing to tell them apart the first is taken.
_STYLES: tuple[Callable[[str], str], ...] = (_of_github, _of_vuepress, _of_markdown_it)


def followed(before: str, after: str) -> Iterator[Edit]:
    r"""Yield the edits of a document after the rules, in which links that led to a heading before lead there again.

    >>> [edit.after for edit in followed("[甲](#软件)\n\n# 软件", "[甲](#软件)\n\n# 軟件")]
    ['軟件']
    """
    links = [*_links(after)]
    if not links:
        return
    old, new = headings(before), headings(after)
    if old == new or len(old) != len(new):
        return
    made = {style: dict(zip(_anchors(old, style), _anchors(new, style), strict=True)) for style in _STYLES}
    known = Counter(style for _, anchor in links for style in _STYLES if unquote(anchor) in made[style])
    style = max(_STYLES, key=known.__getitem__)
    for place, anchor in links:
        target = made[style].get(unquote(anchor), unquote(anchor))
        if target != unquote(anchor):
            yield Edit(place, anchor, quote(target) if "%" in anchor else target)


def _links(text: str) -> Iterator[tuple[int, str]]:
    """Yield where the links to places in the document itself stand, outside of code, and these places."""
    links = [*_LINK.finditer(text)]
    code = Spans(code_in(text) if links else ())
    yield from ((link.start(1), link[1]) for link in links if not code.covers(link.start()))


def _anchors(words: Iterable[str], style: Callable[[str], str]) -> Iterator[str]:
    """Yield the anchors of headings; one that comes again is numbered."""
    seen: Counter[str] = Counter()
    for heading in words:
        anchor = style(heading)
        yield f"{anchor}-{seen[anchor]}" if seen[anchor] else anchor
        seen[anchor] += 1
