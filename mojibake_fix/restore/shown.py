"""Tell damage that a text shows on purpose from damage that it has: restored, it would no longer show anything."""

from __future__ import annotations

import re

from ..patterns import lazy_pattern
from .mention import SHOWN_WITHIN, around, is_in_session, is_searched, says_how_it_shows, speaks_of_damage

__all__ = ["is_shown", "is_spoken_of"]

_BESIDE = 400  # characters in the same line that are still beside a span
_MARKS = lazy_pattern(r"(?:(?![^\x00-\u218f])[\W\d_])*")  # no letters, no pictures
_LITERAL = lazy_pattern(r"[\"'`/|].*[\"'`/|\\]")  # or behind it what escapes its end
_PART_OF_A_WORD = lazy_pattern(r"[^\W\d_]+")
_SPELLED = r"[^\W\d_\u2e80-\ud7ff\uf900-\uffef]"  # a letter of an alphabet: where these end, a word does
_PART_OF_A_SPELLED_WORD = lazy_pattern(r"[A-Za-z]+|[^\W\d_\x00-\u036f\u2e80-\ud7ff\uf900-\uffef]+")  # whole, not damaged as well
_SPELLED_WORD = lazy_pattern(f"(?:{_SPELLED})*")
_FEW = 1  # characters beyond ASCII that are no word by themselves

_BEYOND_ASCII = lazy_pattern(r"[^\x00-\x7f]+")
_ASCII_LETTER = lazy_pattern("[A-Za-z]")
_LONG = 4  # characters that do not stand a few lines away by chance

# Marks around a quotation that damage would have destroyed with the rest, and those that it leaves as they are.
_OPENING, _CLOSING = "“‘«„「『《〈【（［`", "”’»“」』》〉】）］`"
_PAIRS = tuple(zip(_OPENING, _CLOSING, strict=True))
_ASCII_QUOTES = "\"'`|/"


def is_shown(text: str, start: int, end: int, restored: str, *, proven: bool) -> bool:
    """Tell whether ``text[start:end]`` is shown on purpose, given what it would be, and whether the document proves its channel.

    So it is if what it would be stands near it, if the lines around call damage by a name, if it stands in quotation marks
    that damage would not have left, or, as a single letter or in code that looks for it, in any, or in an interactive session.
    Of 856 damaged spans in real repositories, none has what it should be in the same line.

    >>> is_shown("鍥炬爣 is what 图标 looks like", 0, 3, "图标", proven=False), is_shown("# 鍥炬爣", 2, 5, "图标", proven=False)
    (True, False)
    >>> is_shown('["Ã©", "Ã¨"]', 2, 4, "é", proven=False), is_shown("un garÃ§on, ça va", 6, 8, "ç", proven=False)
    (True, False)
    """
    return (
        _is_beside(text, start, end, restored, lines=0 if proven else SHOWN_WITHIN)
        or speaks_of_damage(text, start, end, lines=1 if proven else SHOWN_WITHIN)
        or _is_quoted(text, start, end, any_marks=not proven and (_is_short(restored) or is_searched(text, start)))
        or (not proven and (is_in_session(text, start) or _is_block(text, start, end, restored)))
        or is_spoken_of(text, start, end, restored, proven=proven)
    )


def is_spoken_of(text: str, start: int, end: int, restored: str, *, proven: bool) -> bool:
    """Tell whether the line around a word, or a part of one, says how it shows, or what to do to a character that does.

    >>> is_spoken_of("it appears as JÃ¶rg", 15, 17, "ö", proven=False), is_spoken_of("JÃ¶rg appears", 1, 3, "ö", proven=False)
    (True, False)
    """
    before, behind = text[max(0, start - _BESIDE) : start].rpartition("\n")[2], text[end : end + _BESIDE].partition("\n")[0]
    head = _letters(before[::-1])[::-1] if re.match(_SPELLED, restored) else ""
    tail = _letters(behind) if re.match(_SPELLED, restored[-1:]) else ""
    return says_how_it_shows(before.removesuffix(head), head + restored + tail, behind.removeprefix(tail), proven=proven)


def _letters(text: str) -> str:
    """Return the letters of an alphabet that a text begins with."""
    found = _SPELLED_WORD.match(text)
    return found[0] if found else ""


def _is_short(restored: str) -> bool:
    return sum(character > "\x7f" for character in restored) <= _FEW


def _is_beside(text: str, start: int, end: int, restored: str, lines: int) -> bool:
    """Tell whether the same line has what a span would be, with the rest of the words that it begins and ends in.

    Words of some length are looked for in the lines around, too: there, a table or a lesson has them. A mark is no word: any
    line has it more than once, but as the whole of a literal only if that is meant.
    """
    before = text[max(0, start - _BESIDE) : start].rpartition("\n")[2]
    behind = text[end : end + _BESIDE].partition("\n")[0]
    if _MARKS.fullmatch(restored):
        literal = before[-1:] + restored + behind[:1]
        if _LITERAL.fullmatch(literal):
            return literal in before or literal in behind
        return bool(re.search(_quoted_word(before, restored, behind), f"{before}\n{behind}"))
    if lines and len(restored) >= _LONG and restored in around(text, start, end, lines):
        return True
    is_short = _is_short(restored)
    part = _PART_OF_A_WORD if is_short else _PART_OF_A_SPELLED_WORD
    head = part.match(before[::-1]) if is_short or re.match(_SPELLED, restored) else None
    tail = part.match(behind) if is_short or re.match(_SPELLED, restored[-1:]) else None
    before, head_of_word = (before[: -head.end()], head[0][::-1]) if head else (before, "")
    behind, tail_of_word = (behind[tail.end() :], tail[0]) if tail else (behind, "")
    if head_of_word + restored + tail_of_word not in f"{before}\n{behind}":
        return False
    word = re.compile(_begins(restored, before) + re.escape(head_of_word + restored + tail_of_word) + _ends(restored, behind))
    return bool(word.search(before) or word.search(behind))


def _quoted_word(before: str, mark: str, behind: str) -> str:
    """Return a pattern for the word that a mark stands in, in quotation marks."""
    head, tail = _PART_OF_A_WORD.match(before[::-1]), _PART_OF_A_WORD.match(behind)
    if not head or not tail or not head[0] or not tail[0]:
        return "(?!)"
    opening, closing = (f"[{re.escape(marks + _ASCII_QUOTES)}]" for marks in (_OPENING, _CLOSING))
    return opening + re.escape(head[0][::-1] + mark + tail[0]) + closing


def _begins(restored: str, before: str) -> str:
    """Return what the beginning of a word looks like; of one that may go on in other damage, anything."""
    return f"(?<!{_SPELLED})" if re.match(_SPELLED, restored) and before[-1:].isascii() else ""


def _ends(restored: str, behind: str) -> str:
    return f"(?!{_SPELLED})" if re.match(_SPELLED, restored[-1:]) and behind[:1].isascii() else ""


def _is_block(text: str, start: int, end: int, restored: str) -> bool:
    """Tell whether a span stands in a line that is shown as a whole: the line, or its only word in quotation marks, is near it.

    In that line other characters may have been damaged, too.
    """
    before, behind = text[max(0, start - _BESIDE) : start].rpartition("\n")[2], text[end : end + _BESIDE].partition("\n")[0]
    head, tail = before.lstrip(), behind.rstrip()
    near = around(text, start, end, SHOWN_WITHIN)
    if not head and not tail and any(opening + restored + closing in near for opening, closing in _PAIRS):
        return True
    if restored not in near or len(_ASCII_LETTER.findall(head + tail)) < _LONG:
        return False
    return bool(re.search(_spelled(head) + re.escape(restored) + _spelled(tail), near))


def _spelled(observed: str) -> str:
    """Return a pattern for what observed text may have been: ASCII as it is, and anything else for each run that is none."""
    return _BEYOND_ASCII.sub(lambda _: _BEYOND_ASCII.pattern, re.escape(observed))


def _is_quoted(text: str, start: int, end: int, *, any_marks: bool) -> bool:
    opening, closing = text[start - 1 : start], text[end : end + 1]
    if not opening or not closing:
        return False
    return (opening in _OPENING and closing in _CLOSING) or (any_marks and opening == closing and opening in _ASCII_QUOTES)
