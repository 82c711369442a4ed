r"""Restore damage that stands in a notation for characters: ``&#206;&#196;``, ``&auml;&cedil;&shy;``, ``\u00e6\u0096\u0087``.

A text is read as its references spell it, searched like any other, and what is found goes back in the notation that it was
found in. Only characters beyond ASCII are spelled: what is ASCII behind a reference, such as ``&lt;``, is syntax and stays.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html.entities import codepoint2name, html5
from itertools import islice, pairwise
from string import ascii_letters

from ..model import Edit, Evidence, Step
from ..patterns import lazy_pattern

__all__ = ["find", "readings", "spelled", "spells"]

Search = Callable[[str], list[Edit]]


def find(text: str, search: Search) -> list[Edit]:
    """Return the edits that undo damage behind references or escapes, given the ``search`` for damage in text.

    >>> from .search import find as search
    >>> [edit.after for edit in find("<b>&#37733;&#28844;&#29219;</b>", search)]
    ['&#22270;&#26631;']
    >>> find("<b>&eacute;t&eacute; &#22270;&#26631;</b>", search)
    []
    """
    return next(filter(None, (_found(text, notation, search) for notation in _NOTATIONS)), [])


def readings(text: str) -> Iterator[str]:
    r"""Yield what the lines of a text spell that spell anything, in each notation that it has.

    >>> list(readings("&lt;&#206;&#xc4;\nclean")), list(readings("clean"))
    (['&lt;ÎÄ'], [])
    """
    for notation in _NOTATIONS:
        if lines := [notation.read(line) for line in _lines(text, notation)]:
            yield "\n".join(lines)


def _lines(text: str, notation: _Notation) -> Iterator[str]:
    """Yield the lines that spell anything; no escape reaches from one into the next but for a backslash before the line end."""
    end = 0
    while match := notation.hint.search(text, end):
        start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        end = len(text) if end < 0 else end
        if any(True for _ in notation.found(text, start, end)):
            yield text[start:end]


def spells(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a text spells anything; where it begins amid an escape, this may be answered wrongly with yes.

    >>> spells("&lt;&#206;&#xc4;", 0, 4), spells("&lt;&#206;&#xc4;", 4, 8)
    (False, True)
    """
    return any(True for notation in _NOTATIONS for _ in notation.found(text, start, end))


def spelled(text: str, notation: str) -> str:
    r"""Return what a text spells in the notation that a post-step of that name writes. Raises KeyError for another name.

    >>> spelled("&lt;&#206;&#xc4;&eacute;", "html-numbers"), spelled(r"\u6587\\u6587\ud83d\ude00\n", "backslash-escapes")
    ('&lt;ÎÄé', '文\\\\u6587😀\\n')
    """
    return _BY_NAME[notation].read(text)


@dataclass(frozen=True)
class _Notation:
    """A way to write characters beyond ASCII: how it looks, what it spells, and how a text is written like another one."""

    sign: str  # that it begins with
    second: str  # what can follow that, if it is to be looked at
    hint: re.Pattern[str]  # what is searched for at the speed of C, and is in all that spells anything
    pattern: re.Pattern[str]
    spells: Callable[[re.Match[str]], str]  # empty for what is not beyond ASCII
    write: Callable[[str, str], str]
    name: Callable[[str], str]  # of the post-step that writes so
    holds: Callable[[str], bool]  # whether a text is of a kind in which the notation is how people write

    def found(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[tuple[re.Match[str], str]]:
        """Yield what begins in a stretch and is beyond ASCII, with what it spells; between signs at the speed of memory."""
        at = text.find(self.sign, start, end)
        while at >= 0:
            match = self.pattern.match(text, at) if text[at + 1 : at + 2] in self.second else None
            if match and (character := self.spells(match)):
                yield match, character
            at = text.find(self.sign, match.end() if match else at + 1, end)

    def read(self, text: str) -> str:
        """Return what a text spells, the same object if it is what it spells."""
        parts, at = [], 0
        for match, character in self.found(text):
            parts += [text[at : match.start()], character]
            at = match.end()
        return "".join([*parts, text[at:]]) if parts else text

    def reading(self, text: str) -> Step:
        """Return the step from a text to what it spells."""
        return Step("spelled", tuple(Edit(match.start(), match[0], character) for match, character in self.found(text)))


_REFERENCE = lazy_pattern(r"&(?:#([0-9]{3,7})|#[xX]([0-9A-Fa-f]{2,6})|([A-Za-z][A-Za-z0-9]{1,30}));")
_HEXADECIMAL = lazy_pattern(r"&#([xX])")
_NAMED = lazy_pattern(r"&[A-Za-z]")


def _referred(reference: re.Match[str]) -> str:
    decimal, hexadecimal, name = reference.groups()
    code = int(decimal or "0") or int(hexadecimal or "0", 16)
    character = html5.get(f"{name};", "") if name else _character(code)
    return character if len(character) == 1 and character > "\x7f" else ""


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else ""


def _by_reference(text: str, like: str) -> str:
    """Write a text in references as ``like`` has them: by name, where there is one, and by numbers of the same kind."""
    sign = _HEXADECIMAL.search(like)
    digits = _digits(like)

    def reference(character: str) -> str:
        code = ord(character)
        if _NAMED.search(like) and code in codepoint2name:
            return f"&{codepoint2name[code]};"
        return f"&#{sign[1]}{code:{digits}};" if sign else f"&#{code};"

    return _beyond_ascii(text, reference)


# An escaped backslash is one, too: behind it, "u00e6" is text.
_ESCAPE = lazy_pattern(r"\\(?:u([Dd][89ABab][0-9A-Fa-f]{2})\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|.)", flags=re.DOTALL)


def _escaped(escape: re.Match[str]) -> str:
    high, low, code = escape.groups()
    if high:
        return bytes.fromhex(high + low).decode("utf-16-be")
    return _character(int(code, 16)) if code and int(code, 16) > 0x7F else ""


def _by_escape(text: str, like: str) -> str:
    """Write a text in units of UTF-16, with digits as ``like`` has them."""
    digits = _digits(like)

    def escape(character: str) -> str:
        code = character.encode("utf-16-be")
        return "".join(f"\\u{int.from_bytes(code[k : k + 2], 'big'):04{digits}}" for k in range(0, len(code), 2))

    return _beyond_ascii(text, escape)


_CAPITAL_DIGIT = lazy_pattern(r"(?:&#[xX]|\\u)[0-9a-f]*[A-F]")


def _digits(like: str) -> str:
    """Return the format of hexadecimal digits, with capitals if ``like`` has any."""
    return "X" if _CAPITAL_DIGIT.search(like) else "x"


def _beyond_ascii(text: str, write: Callable[[str], str]) -> str:
    return "".join(write(character) if character > "\x7f" else character for character in text)


_PAIR = lazy_pattern(r"[ \t]*[\w.$/-]+[ \t]*[=:].*")
_COMMENT = lazy_pattern(r"[ \t]*(?:[#!].*)?")
_LITERAL = lazy_pattern(r"[\"`]|(?<![\w'])[BRUbru]?'")  # what opens a string in source code, and hardly a word in a message


def _is_data(text: str) -> bool:
    """Tell whether a text is JSON, JSON Lines or properties: in source code people escape what they mean to show."""
    lines = [line for line in text.splitlines() if line.strip()]
    return _is_json(text) or all(map(_is_json, lines)) or _is_properties(lines)


def _is_json(text: str) -> bool:
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_properties(lines: list[str]) -> bool:
    """Tell whether lines are keys with values, and comments, none with an escape inside a string of source code."""
    if not any(map(_PAIR.fullmatch, lines)) or any("\\u" in line and _LITERAL.search(line) for line in lines):
        return False
    return all(
        before.endswith("\\") or _PAIR.fullmatch(line) or _COMMENT.fullmatch(line) for before, line in pairwise(["", *lines])
    )


def _html_name(like: str) -> str:
    return "html-names" if _NAMED.search(like) else "html-numbers"


_HTML = _Notation(
    "&", "#" + ascii_letters, lazy_pattern("&[#A-Za-z]"), _REFERENCE, _referred, _by_reference, _html_name, lambda text: True
)
_ESCAPES = _Notation(
    "\\", "u\\", lazy_pattern(r"\\u[0-9A-Fa-f]{4}"), _ESCAPE, _escaped, _by_escape, lambda like: "backslash-escapes", _is_data
)
_NOTATIONS = (_HTML, _ESCAPES)
_BY_NAME = {"html-numbers": _HTML, "html-names": _HTML, "backslash-escapes": _ESCAPES}

_FEWEST = 2  # references in a span: a character beyond ASCII became at least as many, if all of it is written so


def _found(text: str, notation: _Notation, search: Search) -> list[Edit]:
    """Return the edits to what one notation spells, written in it."""
    enough = sum(1 for _ in islice(notation.found(text), _FEWEST)) == _FEWEST
    if not enough or _ABOUT.search(text) or not notation.holds(text):
        return []
    meant = notation.read(text)
    damage = Step("mojibake", tuple(search(meant)))  # which takes longer than all else
    if not damage.edits:
        return []
    shown = _Shown(text, notation, damage, meant)
    return [
        Edit(start, text[start:end], _written(edit.after, text[start:end], notation), _noted(edit, text[start:end], notation))
        for edit, restored, (start, end) in zip(
            damage.edits, damage.inverse().edits, _origins(notation.reading(text), damage), strict=True
        )
        if len(notation.reading(text[start:end]).edits) >= _FEWEST
        and not _adds_syntax(edit)
        and not shown.on_purpose(edit, restored, start, end)
    ]


def _origins(reading: Step, damage: Step) -> Iterator[tuple[int, int]]:
    """Yield where the text of each edit stood before it was spelled."""
    places = reading.origins(place for edit in damage.edits for place in (edit.start, edit.end))
    return zip(places[::2], places[1::2], strict=True)


def _written(after: str, like: str, notation: _Notation) -> str:
    """Return restored text as the first character of the damage was written: in the notation, or as it is."""
    return after if like[0] > "\x7f" else notation.write(after, like)


def _noted(edit: Edit, like: str, notation: _Notation) -> Evidence | None:
    return edit.evidence and replace(edit.evidence, notation=notation.name(like))


_SYNTAX = lazy_pattern(r"[\x00-\x1f\"&'<>\\\x7f]")


def _adds_syntax(edit: Edit) -> bool:
    """Tell whether restored text has marks that would mean something else among references: quotes, brackets, line ends."""
    return bool(Counter(_SYNTAX.findall(edit.after)) - Counter(_SYNTAX.findall(edit.before)))


_ABOUT = lazy_pattern("mojibake|garbled|乱码|亂碼|文字化け|кракозябр", re.IGNORECASE)  # what a text about damage calls it
_BESIDE = 400  # characters, within the line, the one before and the one behind


class _Shown:
    """What damage a text shows on purpose: beside what it should be, or beside itself in another notation."""

    def __init__(self, text: str, notation: _Notation, damage: Step, meant: str) -> None:
        self._text = text
        self._meant = meant
        self._restored = damage.apply(meant)
        self._others = [other for other in _NOTATIONS if other is not notation]

    def on_purpose(self, edit: Edit, restored: Edit, start: int, end: int) -> bool:
        """Tell whether an edit would spoil an example."""
        beside = [other.read(part) for part in _beside(self._text, start, end) for other in self._others]
        if any(edit.before in part for part in beside):
            return True
        word = re.compile(rf"(?<!\w){re.escape(_word(self._restored, restored.start, restored.end))}(?!\w)")
        return any(map(word.search, _beside(self._meant, edit.start, edit.end)))


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and behind a place."""
    before = text[max(0, start - _BESIDE) : start].split("\n")
    behind = text[end : end + _BESIDE].split("\n")
    return "\n".join(before[-2:]), "\n".join(behind[:2])


_WORD_BEFORE = lazy_pattern(r"\w*\Z")
_WORD_BEHIND = lazy_pattern(r"\w*")


def _word(text: str, start: int, end: int) -> str:
    """Return the word around a place, within reason."""
    head = _WORD_BEFORE.search(text[max(0, start - _BESIDE) : start])
    tail = _WORD_BEHIND.match(text[end : end + _BESIDE])
    return (head[0] if head else "") + text[start:end] + (tail[0] if tail else "")
