"""What the rules must not touch in prose: code, addresses, paths, markup.

Everything is recognised in one pass per kind, over prose, Markdown, HTML and subtitles alike. A span too many costs a
correction, a span too few costs a user's link, so doubt protects. Every pattern either starts at a place that nothing
before it can start at, or stops where the next one starts; that keeps one line of 10 MB linear. What is searched for is the
rarest mark of a kind, and only around that is looked closer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain

from ..patterns import lazy_pattern
from .exempt import ignored
from .ranges import Joined, OfLines, Spans
from .search import found, places_of_each

__all__ = ["code_in", "front_matter", "protected"]


def protected(text: str, *, parsed: bool = False) -> Spans:
    """Return what no rule may touch in a text of any kind, but for what a parser of Markdown finds if it is ``parsed``.

    >>> [*protected("见https://zh.wikipedia.org/wiki/中文?action=edit。")]
    [(1, 45)]
    """
    kinds, in_line = (_KINDS, _IN_A_LINE) if not parsed else (_KINDS - _OF_MARKDOWN, _IN_A_LINE - _OF_MARKDOWN)
    across = Spans(chain.from_iterable(kind(text) for kind in kinds))
    return Joined(ignored(text, ""), across, OfLines(text, partial(_found_by, in_line), _IN_A_LINE_SIGNS))


def _found_by(kinds: Iterable[_Kind], text: str) -> Iterator[tuple[int, int]]:
    return chain.from_iterable(kind(text) for kind in kinds)


_Kind = Callable[[str], Iterator[tuple[int, int]]]


# A rule line at the top of an article is no front matter: the line behind it has to be a key (or a TOML table).
_YAML = lazy_pattern(r"\ufeff?---[ \t]*\r?\n(?=[\w\"' -]+:)")
_YAML_END = lazy_pattern(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_TOML = lazy_pattern(r"\ufeff?\+\+\+[ \t]*\r?\n(?=[\w\"'. -]+=|\[)")
_TOML_END = lazy_pattern(r"^\+\+\+[ \t]*\r?$", re.MULTILINE)


def front_matter(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a head in YAML or TOML stands, if a text has one."""
    for opening, closing in ((_YAML, _YAML_END), (_TOML, _TOML_END)):
        if (match := opening.match(text)) and (last := closing.search(text, match.end())):
            yield 0, last.end()


_FENCE = lazy_pattern(r"[ \t>]*(`{3,}|~{3,})([^\n]*)")
_FENCE_MARKS = {"```": lazy_pattern("`(?=``)"), "~~~": lazy_pattern("~(?=~~)")}


def _fences(text: str) -> Iterator[tuple[int, int]]:
    """Fenced code. An unclosed fence of backticks runs to the end; one of tildes is an ornament between paragraphs."""
    start, end, marks = 0, -1, ""
    for place in found(text, _FENCE_MARKS):
        if place.start() < end:
            continue
        match = _FENCE.match(text, text.rfind("\n", 0, place.start()) + 1)
        end = text.find("\n", place.start())
        end = len(text) if end < 0 else end
        if match is None:
            continue
        if not marks:
            if "`" not in match[2]:
                start, marks = match.start(), match[1]
        elif match[1].startswith(marks) and not match[2].strip():
            yield start, match.end()
            marks = ""
    if marks.startswith("`"):
        yield start, len(text)


_ARROW = lazy_pattern("-(?=->)")
_TIMES = lazy_pattern(r"[ \t]*(?:\d+:)?\d+:\d\d[.,]\d+[ \t]*-->[^\n]*")


def _subtitle_times(text: str) -> Iterator[tuple[int, int]]:
    for arrow in _ARROW.finditer(text):
        if match := _TIMES.match(text, text.rfind("\n", 0, arrow.start()) + 1):
            yield match.span()


_TICKS = lazy_pattern("``*")


def _inline_code(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between two runs of equally many backticks on one line."""
    if "`" not in text:
        return
    runs = [match.span() for match in _TICKS.finditer(text)]
    partner: list[int] = [0] * len(runs)
    nearest: dict[int, int] = {}
    for k in range(len(runs) - 1, -1, -1):
        width = runs[k][1] - runs[k][0]
        partner[k] = nearest.get(width, 0)
        nearest[width] = k
    k = 0
    while k < len(runs):
        close = partner[k]
        if close and text.find("\n", runs[k][1], runs[close][0]) < 0:
            yield runs[k][0], runs[close][1]
            k = close
        k += 1


# `<b 则 c>` is a comparison: behind its name a tag ends, or an attribute begins.
_TAG = lazy_pattern(
    r"<(?:(?P<comment>!--)"
    r"|/?(?P<name>[A-Za-z][A-Za-z0-9:_-]*)(?=\s*/?>|\s+[A-Za-z_:@*#{(\[])[^<>]*>"
    r"|[!?][A-Za-z][^<>]*>)"
)
_CODE = ("code", "pre", "script", "style", "kbd", "samp", "var", "tt")
_VERBATIM = {name: lazy_pattern(rf"</{name}\s*>", re.IGNORECASE) for name in _CODE}


def _markup(text: str) -> Iterator[tuple[int, int]]:
    """Tags with their attributes, comments, and the content of elements that hold code."""
    position = 0
    unclosed: set[str] = set()
    for place in places_of_each(text, "<"):
        if place < position or not (match := _TAG.match(text, place)):
            continue
        start, position = match.span()
        name = (match["name"] or "").lower()
        if match["comment"]:
            end = text.find("-->", position)
            position = len(text) if end < 0 else end + 3
        elif name in _VERBATIM and name not in unclosed and text[start + 1] != "/" and text[position - 2] != "/":
            if closing := _VERBATIM[name].search(text, position):
                position = closing.end()
            else:
                unclosed.add(name)
        yield start, position


_TEMPLATE_ENDS = {"{{": "}}", "{%": "%}", "<%": "%>"}
_PLACE = lazy_pattern(
    # Of Python, C#, Rust: {名:>5}; but \section{甲:乙} is text of LaTeX.
    r"\{(?<![A-Za-z*\]}\\].)[\w.]*(?:\[[^\[\]{}\s]*\])?(?:![rsa]|:)[^{}\s]*\}"
    r"|\{\s*\w+\s*,\s*(?:plural|select|selectordinal|number|date|time)\b\s*,?"  # the head of a message of ICU
)


def _templates(text: str) -> Iterator[tuple[int, int]]:
    """What a template puts its values into, and the places for values in messages."""
    for start in places_of_each(text, "{"):
        if text.startswith(("{{", "{%"), start) or text.startswith("${", start - 1, start + 1):
            yield from _template(text, start)
        if match := _PLACE.match(text, start):
            yield match.span()
    for start in places_of_each(text, "<"):
        if text.startswith("<%", start):
            yield from _template(text, start)


def _template(text: str, start: int) -> Iterator[tuple[int, int]]:
    closing = _TEMPLATE_ENDS.get(text[start : start + 2], "}")
    if (end := text.find(closing, start + 2, start + _LONGEST_TEMPLATE)) >= 0:
        yield start, end + len(closing)


_LINK_TARGET = lazy_pattern(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")


def _link_targets(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _LINK_TARGET.finditer(text))


# Full-width letters count as letters before an address, for the width rule makes them so. It may follow a Han character
# directly and may have Han behind its first slash, but a comma ends it unless ASCII follows. Trailing points and
# unbalanced brackets belong to the sentence.
_URL_MARKS = {":": lazy_pattern(":(?=//)"), "w": lazy_pattern(r"w(?=ww\.)")}
_SCHEME = lazy_pattern(r"(?:https?|ftps?|file|wss?|git|ssh|magnet)\Z")
_URL = lazy_pattern(
    r"(?:(?:https?|ftps?|file|wss?|git|ssh|magnet)://|(?<![A-Za-z0-9Ａ-Ｚａ-ｚ０-９.])www\.)"
    r"(?:[A-Za-z0-9._~%@:\[\]-]+|[^\W_]+(?:[.-][^\W_]+)+(?::\d+)?)?"  # the name of a host has letters of one kind
    r"(?:[/?#][\w%~@$&'*+=./?#:()\[\]{}-]*(?:[,;!](?=[A-Za-z0-9]|\w+[&=])[\w%~@$&'*+=./?#:()\[\]{}-]*)*)?"
)
_AT = lazy_pattern("@")
_MAILBOX = lazy_pattern(r"[A-Za-z0-9._%+-]{1,64}\Z")
_MAIL = lazy_pattern(
    r"(?<![A-Za-z0-9Ａ-Ｚａ-ｚ０-９._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
)
_LONGEST_TEMPLATE = 400  # characters
_LONGEST = 64  # characters of a scheme or the name of a mailbox


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    for match in _around(text, found(text, _URL_MARKS), _SCHEME, _URL):
        yield match.start(), match.start() + len(_without_tail(match[0]))
    yield from (match.span() for match in _around(text, _AT.finditer(text), _MAILBOX, _MAIL))


def _around(text: str, marks: Iterable[re.Match[str]], head: re.Pattern[str], whole: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches of ``whole`` that have one of the marks in them, behind a ``head`` or at their beginning."""
    done = 0
    for mark in marks:
        place = mark.start()
        if place < done:
            continue
        before = head.search(text, max(done, place - _LONGEST), place)
        if match := whole.match(text, before.start() if before else place):
            yield match
            done = match.end()


# Words behind an address or a path that ends in ASCII (`…/a.txt里的`) are the sentence's; behind `/` or `=`, its own.
_GLUED_WORDS = lazy_pattern(r"(?<=[A-Za-z0-9])[^\x00-\x7f]+$")


def _without_tail(address: str) -> str:
    """Return an address or a path without the marks and words of the sentence around it."""
    if glued := _GLUED_WORDS.search(address):
        address = address[: glued.start()]
    end = len(address)
    surplus = address.count(")") - address.count("(")
    while end and (address[end - 1] in ".,:;!?'*" or (address[end - 1] == ")" and surplus > 0)):
        surplus -= address[end - 1] == ")"
        end -= 1
    return address[:end]


def code_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield the code of a Markdown document, in fences and in lines."""
    yield from _fences(text)
    yield from _inline_code(text)


_SLASHES = {"/": lazy_pattern("/"), "\\": lazy_pattern(r"\\")}
_TOKEN = lazy_pattern(r"[\w.~:%+@-]*")
_TOKENS = lazy_pattern(r"(?:[\w.~:%+@/\\-]|\([\w.-]{1,20}\)(?=[/\\]|\.[A-Za-z]))*")
# A drive, a share, or a root with at least one folder below it starts a path wherever it stands ...
_ROOT = lazy_pattern(
    r"(?<![A-Za-z0-9Ａ-Ｚａ-ｚ０-９])[A-Za-z]:[\\/](?!/)|\\\\\w|(?<![A-Za-z0-9Ａ-Ｚａ-ｚ０-９_.~%+@/-])(?:~|\.{1,2})?/[\w.-]+[/.]"
)
# ... anything else with a slash is one only if it ends like a file: `src/中文/a.txt`, but not `TCP/IP协议` or `和/或`.
_FILE_END = lazy_pattern(r"\.[A-Za-z][A-Za-z0-9]{0,7}$")
_OF_A_ROOT = 2  # slashes
_ASCII_HEAD = lazy_pattern(r"[A-Za-z0-9_.~-]+$")


def _paths(text: str) -> Iterator[tuple[int, int]]:
    for start, end in _slashed(text):
        word = text[start:end]
        if "." not in word and word.count("/") < _OF_A_ROOT and ":" not in word and "\\\\" not in word:
            continue  # `和/或`, `\fB粗体`
        token = _without_tail(word)
        slash = max(0, token.replace("\\", "/").find("/"))
        root = _ROOT.search(token)
        if root and root.start() <= slash:
            yield start + root.start(), start + len(token)
        elif _FILE_END.search(token, max(0, len(token) - 9)):
            head = _ASCII_HEAD.search(token, max(0, slash - 64), slash)
            yield start + (head.start() if head else slash), start + len(token)


def _slashed(text: str) -> Iterator[tuple[int, int]]:
    """Yield the words with a slash in them, whole."""
    done = 0
    for mark in found(text, _SLASHES):
        slash = mark.start()
        if slash < done:
            continue
        start, reach = slash, _LONGEST
        while head := _TOKEN.match(text[max(done, start - reach) : start][::-1]):
            start -= head.end()
            if head.end() < reach:
                break
            reach *= 2
        if tail := _TOKENS.match(text, slash):
            yield start, (done := tail.end())


_KINDS: frozenset[_Kind] = frozenset({front_matter, _fences, _markup, _templates})
_IN_A_LINE: frozenset[_Kind] = frozenset({_subtitle_times, _inline_code, _link_targets, _addresses, _paths})
_IN_A_LINE_SIGNS = lazy_pattern(r"[/\\`@]|\](?=\()|-(?=->)|w(?=ww\.)")
_OF_MARKDOWN: frozenset[_Kind] = frozenset({_fences, _inline_code, _link_targets})
