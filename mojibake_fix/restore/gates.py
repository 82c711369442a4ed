"""Gates for restored spans: what a good score does not make true.

Long texts, and lists of rare characters above all, hold spans that are UTF-8 by accident. Restored, they give characters
that belong to nobody's language.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import Protocol
from unicodedata import category

from ..encodings import codec
from ..language.mixture import any_language
from ..patterns import lazy_pattern
from . import prices
from .channels import channels_of
from .controls import CONTROLS, LEAVE_LEADS, are_controls, has_controls, is_left_of_utf8
from .out_of_place import are_out_of_place
from .writing import FEW, FOREIGN, is_writing

__all__ = ["NEVER_CLEAN", "NO_WORDS", "TWO_SCRIPTS", "Gate", "is_text"]

# Nats that a span must gain over "nothing happened", by what it gives.
_MARGIN = 3.0
_MARGIN_OF_ONE = 8.0  # one character, with a letter that its last byte absorbed: two rare Han in a row often give that
_MARGIN_OF_FOREIGN = 25.0  # a script that the model does not know word by word: half a dozen letters

_MARGIN_OUT_OF_PLACE = 4.0  # for each letter of what no control speaks for: signs stand between words as well, where a word fits

_NO_TEXT = frozenset({"Cn", "Cs", "Cc"})  # unassigned, surrogate, control


@lru_cache(maxsize=1 << 14)
def is_text(character: str) -> bool:
    """Tell whether a character may stand in text at all, or in a layer of damage, as private-use characters do.

    >>> is_text("中"), is_text("\\n"), is_text("\\ue000"), is_text("\\u03a2"), is_text("\\ufffd")
    (True, True, True, False, False)
    """
    return (category(character) not in _NO_TEXT and character != "\N{REPLACEMENT CHARACTER}") or character in "\t\n\r"


@lru_cache(maxsize=1 << 14)
def _is_rare_syllable(character: str) -> bool:
    """Tell whether a character is one of the 8,822 Hangul syllables that KS X 1001 left out since words hardly have them."""
    return "\uac00" <= character <= "\ud7a3" and codec("euc-kr").encoded(character) is None


class Gate:
    """What a restored span must pass beside its gain, in one document, of which ``spans`` may be damage.

    It knows how rare characters are in the rest of the document, and what the channels in ``proven`` gave elsewhere in it.
    """

    def __init__(self, text: str, spans: list[tuple[int, int]], proven: Mapping[str, str]) -> None:
        self._text = text
        self._document = text + "".join(proven.values())
        self._proven = proven
        self._discount = _discount(text, "".join(text[start:end] for start, end in spans))

    def margin(self, span: Restored) -> float:
        """Return how many nats a span must gain beyond the opening of its channel."""
        written, wide = _ends(span.channel)
        beyond = sum(character > "\x7f" for character in span.after)
        if span.channel in NEVER_CLEAN:
            return 0.0
        if span.channel in CONTROLS:
            return 0.0 if has_controls(span.before) or span.channel in self._proven else _MARGIN_OUT_OF_PLACE * beyond
        if span.channel not in self._proven:
            if wide and written not in _LETTERS and self._is_foreign(span):
                return _MARGIN_OF_FOREIGN
            if written in _LETTERS and beyond < _SHORT and "+" not in span.channel:
                return _MARGIN + _MARGIN_OF_SHORT * (_SHORT - beyond)
        if beyond > 1 or len(span.before) > _TWO or span.channel in self._proven or self._is_capital_out_of_place(span):
            return _MARGIN
        return _MARGIN_OF_ONE

    def net(self, gain: float, span: Restored) -> float:
        """Return what a span gains in this document, in which rare characters may be nothing special."""
        return gain - self._discount * _han(span.before)[0]

    def refuses(self, span: Restored) -> str:
        """Return the name of the gate that a span does not pass, or nothing."""
        written, wide = _ends(span.channel)
        proven = span.channel in self._proven
        if _NO_TEXT_AGAIN.search(span.after) or not all(map(is_text, span.after)):
            return "no text"
        least = _LEAST if written not in _LETTERS or len(span.after) < _SHORT else _LEAST_OF_LEGACY
        if _of_a_character(self._in_words(span), written) < least:
            return "no language"
        if written in _LETTERS and not _has_words(span.after, _LETTERS[written]):
            return "no words"
        if span.channel in CONTROLS and not (has_controls(span.before) or are_out_of_place(self._text, span, proven=proven)):
            return "no controls"
        if (
            written in _LETTERS
            and channels_of(span.channel)[-1].reader.table in LEAVE_LEADS
            and is_left_of_utf8(self._text, span)
        ):
            return "left of UTF-8"
        if sum(map(_is_rare_syllable, span.after)) * _RARE_SYLLABLES > len(span.after) or self._is_lone_mark(span):
            return "no words"
        if span.channel in CONTROLS and not proven and are_controls(self._text, span):
            return "a control"
        if self._is_word(span, proven=proven):
            return "a word"
        if TWO_SCRIPTS.search(self._in_place(span)):
            return "two scripts in a word"
        if _is_in_order(span.before, span.channel) or (not proven and _is_one_all_along(span)) or self._is_in_chart(span):
            return "a code page in order"
        strangers = _STRANGERS.findall(span.after)
        if not proven and 0 < len(strangers) <= FEW and not all(letter in self._document for letter in strangers):
            return "no writing"
        if wide and not is_writing(self._unexpected(span), self._document, own=_own_script(span.channel), proven=proven):
            return "no writing"
        return ""

    def _is_word(self, span: Restored, *, proven: bool) -> bool:
        """Tell whether what is observed is a word as it stands, or what is restored is none."""
        if self._breaks_capitals(span, proven=proven) or (not proven and self._is_end_of_capitals(span)):
            return True
        return not proven and _ends(span.channel)[0] in _LETTERS and (_is_word(span.before) or self._is_amid_its_like(span))

    def _breaks_capitals(self, span: Restored, *, proven: bool) -> bool:
        """Tell whether small letters would stand amid capitals, as `LIBERTÉ»` has them only if it is misread.

        In a document that proves the channel, only phonetic ones are none.
        """
        before = self._text[max(0, span.start - _TWO) : span.start]
        whole = before + span.after + self._text[span.end : span.end + 1]
        letters = [
            k
            for k, letter in enumerate(span.after, len(before))
            if letter > "\x7f" and (_is_small(letter) or letter.isupper()) and (not proven or _STRANGERS.match(letter))
        ]
        return 2 * sum(_is_small(whole[k]) and _is_amid_capitals(whole, k) for k in letters) > len(letters)

    def _is_end_of_capitals(self, span: Restored) -> bool:
        """Tell whether a word in capitals ends in an observed capital, with a mark behind it or with one in the place of both."""
        first, before = span.before[0], self._text[max(0, span.start - _TWO) : span.start]
        if not (_LATIN.match(first) and first.isupper()) or first == _BEFORE_MARKS:
            return False
        if _is_capitals(before) and not any(map(str.isalpha, _BEYOND_ASCII.findall(span.after))):
            return True
        closes = _CLOSING_MARK.fullmatch(span.before[1:]) and not self._text[span.end : span.end + 1].isalpha()
        return bool(closes and _CAPITAL_BEFORE.search(before))

    def _is_amid_its_like(self, span: Restored) -> bool:
        """Tell whether a span, or the line, has more words, spelled as words are, in the alphabet that is observed in it."""
        observed = _OTHER_ALPHABET.findall(span.before)
        spelled = [word for word in _LONG_WORD_IN_OTHER_ALPHABET.findall(span.before) if _is_word(word)]
        if spelled and 2 * sum(map(len, spelled)) > len(observed):
            return True
        before = self._text[max(0, span.start - _BESIDE) : span.start].rpartition("\n")[2]
        behind = self._text[span.end : span.end + _BESIDE].partition("\n")[0]
        words = [word for word in _WORD_IN_OTHER_ALPHABET.findall(f"{before} {behind}") if _is_word(word)]
        return bool(observed) and sum(map(len, words)) > len(observed)

    def _is_in_chart(self, span: Restored) -> bool:
        """Tell whether the characters around a span go through a chart, radical by radical, or a page, each of them once."""
        run = self._run_around(span) if channels_of(span.channel)[-1].reader.is_single_byte else ""
        if len(run) == len(set(run)) >= _FEWEST_OF_PAGE:
            return True
        before = self._text[max(0, span.start - _CHART) : span.start].rpartition("\n")[2]
        behind = self._text[span.end : span.end + _CHART].partition("\n")[0]
        steps = [abs(ord(second) - ord(first)) for row in (before, behind) for first, second in pairwise(_HAN.findall(row))]
        return len(steps) >= _FEWEST_IN_CHART and 2 * sum(0 < step <= _RADICAL for step in steps) > len(steps)

    def _run_around(self, span: Restored) -> str:
        """Return the characters beyond ASCII that a span stands among, as far as a row of a chart reaches."""
        start, end = max(0, span.start - _PAGE), span.end + _PAGE
        before, behind = _AT_END.search(self._text[start : span.start]), _AT_START.match(self._text[span.end : end])
        return (before[0] if before else "") + span.before + (behind[0] if behind else "")

    def _is_lone_mark(self, span: Restored) -> bool:
        """Tell whether a span gives a superscript behind nothing, or nothing but a wide blank where nobody writes CJK."""
        if set(_BEYOND_ASCII.findall(span.after)) == {_WIDE_BLANK}:
            return not _CJK.search(self._document)
        return bool(_LONE_SUPERSCRIPT.search(self._in_place(span)))

    def _is_capital_out_of_place(self, span: Restored) -> bool:
        """Tell whether a capital that stands in no word in capitals has a sign behind it, and ASCII behind that."""
        first, second = span.before[0], span.before[1:2]
        behind = self._text[span.end : span.end + 1]
        in_capitals = _CAPITAL_BEFORE.search(self._text[max(0, span.start - _TWO) : span.start])
        return first.isupper() and not second.isalpha() and behind.isascii() and not in_capitals

    def _in_place(self, span: Restored) -> str:
        """Return what a span gives, with one character on either side."""
        return self._text[max(0, span.start - 1) : span.start] + span.after + self._text[span.end : span.end + 1]

    def _in_words(self, span: Restored) -> str:
        """Return what a span gives, with the letters of ASCII on either side: what it means depends on the word it is in."""
        before, behind = self._text[max(0, span.start - _TWO) : span.start], self._text[span.end : span.end + _TWO]
        return f"{before if before.isascii() else ''}{span.after}{behind if behind.isascii() else ''}"

    def _is_foreign(self, span: Restored) -> bool:
        own = _own_script(span.channel)
        return any(pattern.search(self._unexpected(span)) for name, pattern in FOREIGN if name != own)

    def _unexpected(self, span: Restored) -> str:
        """Return what a span gives but for letters of words that are ASCII otherwise: where CJK cannot stand, they can."""
        whole = self._in_place(span)
        letters, beside = len(_LATIN.findall(span.after)), len(_BESIDE_LETTERS.findall(whole))
        if beside > 1 and 2 * beside >= letters:
            return _LATIN.sub("", span.after)
        kept = _AMID_LETTERS.sub("", whole)
        return kept if kept != whole else span.after


@lru_cache(maxsize=1 << 12)  # the same span is judged again once a channel is proven, and what was filled in is known
def _of_a_character(restored: str, written: str) -> float:
    """Return log P of a character that was written in an encoding, on average."""
    return prices.of_a_character(restored, prices.languages_of(written))


NO_WORDS = frozenset({"no words", "no writing"})
"""The gates that say that what is restored is not what its language looks like, rather than that it is no damage."""

NEVER_CLEAN = frozenset({"cesu8-as-utf8"})
"""Channels whose damage no clean text looks like: halves of characters."""


class Restored(Protocol):
    """What the gates ask of a span: ``text[start:end]`` is ``before``, and ``after`` what it was before the channel."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...
    @property
    def channel(self) -> str: ...


_CAPITAL_BEFORE = lazy_pattern("[A-Z\u00c0-\u00d6\u00d8-\u00de]['’-]?$")
_CLOSING_MARK = lazy_pattern("[’”»›–—…®¹²³]")
_AMID_LETTERS = lazy_pattern("(?<=[A-Za-z])[\u00c0-\u024f](?=[A-Za-z])")

_HAN_LETTERS = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff"

# Runs of what a legacy encoding was made for.
_LETTERS = {
    "gbk": lazy_pattern(f"[{_HAN_LETTERS}]+"),
    "big5": lazy_pattern(f"[{_HAN_LETTERS}]+"),
    "shift-jis": lazy_pattern(f"[{_HAN_LETTERS}\u3041-\u30ff]+"),
    "euc-jp": lazy_pattern(f"[{_HAN_LETTERS}\u3041-\u30ff]+"),
    "euc-kr": lazy_pattern("[\uac00-\ud7a3]+"),
}
_BEYOND_ASCII = lazy_pattern("[^\x00-\x7f]")


_HALF_WIDTH = lazy_pattern("[\uff61-\uff9f]")  # any byte between is one in Shift-JIS
_FEWER_HALF_WIDTH = 8  # letters for each, in text


def _has_words(restored: str, letters: re.Pattern[str]) -> bool:
    """Tell whether half of what is not ASCII is letters, and half of these next to another one: chance gives single ones."""
    runs = letters.findall(restored)
    known = sum(map(len, runs))
    if len(_HALF_WIDTH.findall(restored)) * _FEWER_HALF_WIDTH > known:
        return False
    together = sum(len(run) for run in runs if len(run) > 1)
    return 2 * known >= len(_BEYOND_ASCII.findall(restored)) and (2 * together >= known or known == 1)


_LATIN = lazy_pattern("[\u00c0-\u024f]")
_BESIDE_LETTERS = lazy_pattern("(?<=[A-Za-z])[\u00c0-\u024f]|[\u00c0-\u024f](?=[A-Za-z])")

_LATIN_LETTER, _OTHER_LETTER = (
    "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]",
    "(?![\u0387\u0589\u05be\u060c\u061b\u061f\u066a-\u066d])[\u0370-\u06ff\u1f00-\u1fff]",
)
TWO_SCRIPTS = lazy_pattern(f"{_LATIN_LETTER}{_OTHER_LETTER}|{_OTHER_LETTER}{_LATIN_LETTER}")
"""A Latin letter beside one of another alphabet: no word has both. Marks are no letters: Hebrew has a hyphen of its own."""

_TWO = 2  # observed characters that are one by chance more often than three are

# The script of those who read in an encoding: to find it behind their misreadings proves nothing, but is no surprise either.
_OWN_SCRIPTS = {"cp949": "Hangul"}


def _own_script(channel: str) -> str:
    return _OWN_SCRIPTS.get(channels_of(channel)[-1].reader.table.partition("/")[0], "")


_NO_TEXT_AGAIN = lazy_pattern("[\x80-\x9f\ue000-\uf8ff\ufdd0-\ufdef]")

# Nats of a restored character beyond ASCII, on average: names and rare words are dearer than prose, but not that dear.
_LEAST = -12.0
_LEAST_OF_LEGACY = -10.5  # where nothing but the language speaks for the channel

_RARE_SYLLABLES = 5  # one in so many is more than words have
_STRANGERS = lazy_pattern(
    "[\u0180-\u019f\u01a2-\u01ae\u01b1-\u01c3\u0250-\u02ff\u0370-\u0373\u0460-\u1dff\u2c00-\u2dff\ua000-\uabff]"
)  # one proves no script
_SHORT = 4  # characters of a legacy encoding below which each one that lacks asks for more gain
_MARGIN_OF_SHORT = 9.0


@cache
def _ends(channel: str) -> tuple[str, bool]:
    """Return what a channel begins with, and whether the last reader takes two bytes for a character."""
    channels = channels_of(channel)
    return channels[0].written, channels[-1].reader.is_wide


def _is_word(before: str) -> bool:
    """Tell whether what is observed is one word in marks, in capitals, small letters or both as names have them.

    Half of it has to be the word: signs for drawing with a letter amid them are none.
    """
    word = _MARKS_AROUND.sub("", before)
    return (
        2 * len(word) > len(before)
        and word.isalpha()
        and not _OF_TWO_BYTES.search(word)
        and (word.isupper() or word.islower() or word.istitle())
    )


_MARKS_AROUND = lazy_pattern(r"^\W+|\W+$")
_BEFORE_MARKS = "Â"  # what stands before `®` and `²` in UTF-8 read as Windows-1252, and hardly ever ends a word in capitals


def _is_capitals(letters: str) -> bool:
    return len(letters) == _TWO and letters.isalpha() and letters.isupper()


def _is_small(letter: str) -> bool:
    return letter.islower() or (letter.istitle() and not letter.isupper())


def _is_amid_capitals(text: str, k: int) -> bool:
    """Tell whether a letter stands behind two capitals or between two; phonetic letters behind one."""
    before, behind = text[k - 1 : k], text[k + 1 : k + 2]
    if not before.isupper():
        return False
    return _is_capitals(text[max(0, k - _TWO) : k]) or behind.isupper() or bool(_STRANGERS.match(text[k]))


_BESIDE = 400  # characters of a line that are looked at around a span
_OTHER_ALPHABET = lazy_pattern("[\u0370-\u052f]")
_LONG_WORD_IN_OTHER_ALPHABET = lazy_pattern("[\u0370-\u052f]{5,}")  # by chance one of fifty is spelled like a word
_WORD_IN_OTHER_ALPHABET = lazy_pattern("[\u0370-\u052f]{3,}")
_WIDE_BLANK = "\N{IDEOGRAPHIC SPACE}"
_CJK = lazy_pattern("[\u3040-\u9fff\uac00-\ud7a3]")
_OF_TWO_BYTES = lazy_pattern("[\u2e80-\uffdc]")  # or half as wide: no letters that have capitals
_LONE_SUPERSCRIPT = lazy_pattern(r"(?<![\w)\]])[²³]")
_CHART = 16  # characters on either side of a span
_FEWEST_IN_CHART = 8  # steps from one to the next
_PAGE = 48  # characters on either side of a span that may be a row of a page
_FEWEST_OF_PAGE = 40  # of them, none of which comes twice: in damage by a single-byte page the bytes that begin characters do
_AT_END, _AT_START = lazy_pattern("[^\x00-\x7f]*\\Z"), lazy_pattern("[^\x00-\x7f]*")
_RADICAL = 0x40  # code points that characters of one radical are apart


def _is_in_order(before: str, channel: str) -> bool:
    """Tell whether the characters stand in the order of their reader's table: a table of it, or an alphabet, was not misread.

    Nor was a line drawn with one of them.
    """
    table = channels_of(channel)[-1].reader.table
    if table in ("utf8", "utf-16-le"):
        return False
    codes = [
        int.from_bytes(code, "big") for character in before if character > "\x7f" and (code := codec(table).encoded(character))
    ]
    steps = [second - first for first, second in pairwise(codes)]
    if channel in CONTROLS:  # quotation marks come in pairs, which are neighbours
        return len(codes) > _FEWEST_IN_ORDER and all(1 <= step <= _TWO for step in steps)
    if len(codes) <= _FEWEST_IN_ORDER:
        return set(steps) == {1} and min(codes) > _ONE_BYTE
    return sum(1 <= step <= _TWO for step in steps) * 2 > len(steps) or not any(steps)


def _is_one_all_along(span: Restored) -> bool:
    """Tell whether a legacy encoding gives one character again and again: two bytes that repeat are one in each of them."""
    beyond = _BEYOND_ASCII.findall(span.after)
    return _ends(span.channel)[0] in _LETTERS and len(beyond) >= _FEWEST_IN_ORDER and len(set(beyond)) == 1


_FEWEST_IN_ORDER = 3  # characters; fewer, each of two bytes, have to be neighbours, all of them
_ONE_BYTE = 0xFF

# Clean text of a document that is full of rare characters anyway: a dictionary, a table. Rare ones cost less there.
_RARE = -15.0  # nats: what a character that the model does not know costs in ordinary text, or nearly
_ANY_HAN = -9.6  # one of some 15,000 rare characters, given that it is a rare one
_ORDINARY_SHARE = 0.003  # of rare characters in ordinary Chinese
_ORDINARY_WEIGHT = 30.0  # characters of a document that weigh as much as what is known of ordinary ones


def _discount(text: str, inside: str) -> float:
    """Return by how many nats a rare character is likelier in this document than in an ordinary one.

    That is judged by what stands outside the spans.
    """
    (rare, every), (rare_inside, every_inside) = _of_document(text), _han(inside)
    share = (rare - rare_inside + _ORDINARY_SHARE * _ORDINARY_WEIGHT) / (every - every_inside + _ORDINARY_WEIGHT)
    return max(0.0, math.log(share) + _ANY_HAN - _RARE)


_HAN = lazy_pattern("[\u3400-\u9fff]")


@lru_cache(maxsize=1)  # the same document is judged more than once
def _of_document(text: str) -> tuple[int, int]:
    return _han(text)


def _han(text: str) -> tuple[int, int]:
    """Count the Han characters that the language model does not know, and all of them."""
    alone, counts = any_language().alone, Counter(_HAN.findall(text))
    return sum(count for character, count in counts.items() if alone(character) <= _RARE), counts.total()
