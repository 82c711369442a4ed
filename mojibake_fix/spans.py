"""What the rules must not touch: code, addresses, paths, markup, and what a person marked with an ignore comment.

Everything is recognised in one pass per kind, over prose, Markdown, HTML and subtitles alike. A span too many costs a
correction, a span too few costs a user's link, so doubt protects. Every pattern either starts at a place that nothing
before it can start at, or stops where the next one starts; that keeps one line of 10 MB linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

__all__ = ["FOREIGN", "HAN", "Spans", "ignored", "is_chinese", "other_languages", "protected"]

# Character classes, for use inside [...]: Han with its repetition mark and zero, kana (not the middle dot and the long
# mark, which Chinese names borrow), Hangul.
HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\uff66-\uff9d"
HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"

# A line with one of these is Japanese or Korean: its punctuation and its characters follow other habits.
FOREIGN = re.compile(f"[{KANA}{HANGUL}]")

# Japanese prose, dense as it may be with Han, has a kana to every two of them; Chinese that quotes some has fewer.
FOREIGN_SHARE = 0.3

_FOREIGN_RUN = re.compile(f"[{KANA}{HANGUL}]+")
_HAN_RUN = re.compile(f"[{HAN}]+")


class Spans:
    """Protected stretches of a text, as code point ranges; overlapping ones are merged.

    >>> spans = Spans([(3, 5), (4, 8)])
    >>> spans.covers(7), spans.covers(8), spans.covers(0, 4)
    (True, False, True)
    """

    __slots__ = ("_ends", "_starts")

    def __init__(self, ranges: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(ranges):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            elif start < end:
                self._starts.append(start)
                self._ends.append(end)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._starts, self._ends, strict=True)

    def covers(self, start: int, end: int | None = None) -> bool:
        """Tell whether any code point from ``start`` up to ``end`` (by default one code point) is protected."""
        last = start if end is None else end - 1
        k = bisect_right(self._starts, last) - 1
        return k >= 0 and self._ends[k] > start

    def gaps(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield what is free between ``start`` and ``end``, in order.

        >>> list(Spans([(3, 5)]).gaps(0, 9))
        [(0, 3), (5, 9)]
        """
        k = bisect_right(self._ends, start)
        while k < len(self._starts) and self._starts[k] < end:
            if start < self._starts[k]:
                yield start, self._starts[k]
            start = self._ends[k]
            k += 1
        if start < end:
            yield start, end


def is_chinese(text: str) -> bool:
    """Tell whether a text has Han and is neither Japanese nor Korean as a whole.

    >>> is_chinese("東京都（とうきょうと）は、日本の首都。")
    False
    >>> is_chinese("《千と千尋》是一部日本動畫電影，二〇〇一年七月上映。")
    True
    """
    if text.isascii() or not (han := sum(map(len, _HAN_RUN.findall(text)))):
        return False
    return not FOREIGN.search(text) or sum(map(len, _FOREIGN_RUN.findall(text))) <= FOREIGN_SHARE * han


_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_LINE = re.compile(r"[^\n]+")
# A clause with the mark that ends it, which follows the habits of what stands before.
_CLAUSE = re.compile(r"[^，。、！？；：…「」『』“”《》（）(),.:;!?\s]+[，。、！？；：…,.:;!?]*")


@lru_cache(maxsize=2)
def other_languages(text: str) -> Spans:
    r"""Return what is Japanese or Korean in a text: paragraphs and lines as a whole, in a Chinese line only clauses.

    >>> [*other_languages("他说的（ありがとう）就是谢谢的意思，我们都知道这个词\n\n東京,はい、そうです")]
    [(4, 9), (28, 38)]
    """
    return Spans(_other_languages(text) if FOREIGN.search(text) else ())


def _other_languages(text: str) -> Iterator[tuple[int, int]]:
    blank = Spans(match.span() for match in _BLANK_LINE.finditer(text))
    for start, end in blank.gaps(0, len(text)):
        if not FOREIGN.search(text, start, end):
            continue
        if is_chinese(text[start:end]):
            yield from _in_chinese(text, start, end)
        else:
            yield start, end


def _in_chinese(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what is in another language within a Chinese paragraph: lines, or clauses of a Chinese line."""
    for line in _LINE.finditer(text, start, end):
        if not FOREIGN.search(line[0]):
            continue
        if is_chinese(line[0]):
            yield from (clause.span() for clause in _CLAUSE.finditer(text, *line.span()) if FOREIGN.search(clause[0]))
        else:
            yield line.span()


def protected(text: str) -> Spans:
    """Return what no rule may touch in a text of any kind.

    >>> [*protected("见https://zh.wikipedia.org/wiki/中文?action=edit。")]
    [(1, 45)]
    """
    return Spans(span for kind in _KINDS for span in kind(text))


def ignored(text: str, rule: str = "mojibake") -> Spans:
    """Return what a person exempted by a comment from a rule; ``mojibake`` stands for all restoration.

    >>> [*ignored("鍥炬爣  # mojibake-fix: ignore")]
    [(0, 27)]
    >>> [*ignored("你好,  # mojibake-fix: ignore[width, quotes]", "punctuation")]
    []
    """
    return Spans(_ignored(text, rule))


_COMMENT = re.compile(r"mojibake-fix:[ \t]*(off|on|ignore-next-line|ignore)\b(?:\[([\w, -]*)\])?")


def _ignored(text: str, rule: str = "") -> Iterator[tuple[int, int]]:
    """Lines and regions that a comment, in whatever syntax, exempts from all rules, or from the one that it names."""
    if "mojibake-fix:" not in text:
        return
    off: int | None = None
    line = end = 0
    for match in _COMMENT.finditer(text):
        if match[2] is not None and rule not in re.split(r"[, ]+", match[2]):
            continue
        if match.start() >= end:
            line, end = _line(text, match.start())
        word = match[1]
        if word == "off" and off is None:
            off = line
        elif word == "on" and off is not None:
            yield off, end
            off = None
        elif word == "ignore-next-line":
            yield line, _line(text, end)[1]
        elif word == "ignore":
            yield line, end
    if off is not None:
        yield off, len(text)


def _line(text: str, position: int) -> tuple[int, int]:
    """Return where the line of a position begins, and where the next one does."""
    end = text.find("\n", position)
    return text.rfind("\n", 0, position) + 1, len(text) if end < 0 else end + 1


# A rule line at the top of an article is no front matter: the line behind it has to be a key (or a TOML table).
_YAML = re.compile(r"\ufeff?---[ \t]*\r?\n(?=[\w\"' -]+:)")
_YAML_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*\r?\n(?=[\w\"'. -]+=|\[)")
_TOML_END = re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE)


def _front_matter(text: str) -> Iterator[tuple[int, int]]:
    for opening, closing in ((_YAML, _YAML_END), (_TOML, _TOML_END)):
        if (match := opening.match(text)) and (last := closing.search(text, match.end())):
            yield 0, last.end()


_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})([^\n]*)$", re.MULTILINE)


def _fences(text: str) -> Iterator[tuple[int, int]]:
    """Fenced code. An unclosed fence of backticks runs to the end; one of tildes is an ornament between paragraphs."""
    if "```" not in text and "~~~" not in text:
        return
    opening: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opening is None:
            if "`" not in match[2]:
                opening = match
        elif match[1].startswith(opening[1]) and not match[2].strip():
            yield opening.start(), match.end()
            opening = None
    if opening is not None and opening[1].startswith("`"):
        yield opening.start(), len(text)


_TIMES = re.compile(r"^[ \t]*(?:\d+:)?\d+:\d\d[.,]\d+[ \t]*-->[^\n]*$", re.MULTILINE)


def _subtitle_times(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _TIMES.finditer(text)) if "-->" in text else iter(())


_TICKS = re.compile(r"`+")


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
_TAG = re.compile(
    r"<(?:(?P<comment>!--)"
    r"|/?(?P<name>[A-Za-z][A-Za-z0-9:_-]*)(?=\s*/?>|\s+[A-Za-z_:@*#{(\[])[^<>]*>"
    r"|[!?][A-Za-z][^<>]*>)"
)
_VERBATIM = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("code", "pre", "script", "style", "kbd")}


def _markup(text: str) -> Iterator[tuple[int, int]]:
    """Tags with their attributes, comments, and the content of elements that hold code."""
    position = 0
    unclosed: set[str] = set()
    while match := _TAG.search(text, position):
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


_LINK_TARGET = re.compile(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")


def _link_targets(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _LINK_TARGET.finditer(text)) if "](" in text else iter(())


# Full-width letters count as letters before an address, for the width rule makes them so. It may follow a Han character
# directly and may have Han behind its first slash, but a comma ends it unless ASCII follows. Trailing points and
# unbalanced brackets belong to the sentence.
_URL = re.compile(
    r"(?:(?:https?|ftps?|file|wss?|git|ssh|magnet)://|(?<![A-Za-z0-9Ａ-Ｚａ-ｚ０-９.])www\.)"
    r"[A-Za-z0-9._~%@:\[\]-]*"
    r"(?:[/?#][\w%~@$&'*+=./?#:()\[\]{}-]*(?:[,;!][A-Za-z0-9][\w%~@$&'*+=./?#:()\[\]{}-]*)*)?"
)
_MAIL = re.compile(r"(?<![A-Za-z0-9Ａ-Ｚａ-ｚ０-９._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    if "://" in text or "www." in text:
        for match in _URL.finditer(text):
            yield match.start(), match.start() + len(_without_tail(match[0]))
    if "@" in text:
        yield from (match.span() for match in _MAIL.finditer(text))


# Words behind an address or a path that ends in ASCII (`…/a.txt里的`) are the sentence's; behind `/` or `=`, its own.
_GLUED_WORDS = re.compile(r"(?<=[A-Za-z0-9])[^\x00-\x7f]+$")


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


_SLASHED = re.compile(r"(?<![\w.~:%+@-])[\w.~:%+@-]*[/\\][\w.~:%+@/\\-]*")
# A drive, a share, or a root with at least one folder below it starts a path wherever it stands ...
_ROOT = re.compile(
    r"(?<![A-Za-z0-9Ａ-Ｚａ-ｚ０-９])[A-Za-z]:[\\/](?!/)|\\\\\w|(?<![A-Za-z0-9Ａ-Ｚａ-ｚ０-９_.~%+@/-])(?:~|\.{1,2})?/[\w.-]+[/.]"
)
# ... anything else with a slash is one only if it ends like a file: `src/中文/a.txt`, but not `TCP/IP协议` or `和/或`.
_FILE_END = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,7}$")
_ASCII_HEAD = re.compile(r"[A-Za-z0-9_.~-]+$")


def _paths(text: str) -> Iterator[tuple[int, int]]:
    if "/" not in text and "\\" not in text:
        return
    for match in _SLASHED.finditer(text):
        token = _without_tail(match[0])
        slash = max(0, token.replace("\\", "/").find("/"))
        root = _ROOT.search(token)
        if root and root.start() <= slash:
            yield match.start() + root.start(), match.start() + len(token)
        elif _FILE_END.search(token, max(0, len(token) - 9)):
            head = _ASCII_HEAD.search(token, max(0, slash - 64), slash)
            yield match.start() + (head.start() if head else slash), match.start() + len(token)


_KINDS = (
    _ignored,
    _front_matter,
    _fences,
    _subtitle_times,
    _inline_code,
    _markup,
    _link_targets,
    _addresses,
    _paths,
)
