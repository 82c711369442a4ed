"""Where signs and letters beyond ASCII stand in text in an alphabet, and what they cost there, in nats."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..language.models import western
from ..patterns import lazy_pattern

__all__ = ["IN_PLACE", "nats"]

IN_PLACE = -10.0
"""What each character costs at most where all stand in their places, in nats."""

_ELSEWHERE = -11.5  # what anything in text may cost, for something always is where nobody expects it
_AMID = -9.0  # a letter between small letters, in a language that the model hardly knows
_PICTURE = -9.0  # an arrow, a tick, an emoji: each is rare, and ordinary
_PICTURES = lazy_pattern("[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
_BEHIND_NO_PICTURE = lazy_pattern("[A-Za-z`]")
_JOINED, _JOINERS = -3.0, "\ufe0f\u200d"  # what follows one
_LAST = "\u017f"  # of the letters that languages of Europe have
_USUAL = -2.5  # nats: a letter that follows another in a word
_SIGNS = "ªºµμ"  # letters that are signs
_REACH = 4
_BESIDE = 100  # characters on either side that may say something of a sign


class _Place(NamedTuple):
    """What stands before some signs, at its end, and behind them, at its beginning, and what a sign costs there."""

    signs: str
    before: re.Pattern[str]
    behind: re.Pattern[str]
    nats: float


def _place(signs: str, before: str, behind: str, nats: float) -> _Place:
    return _Place(signs, lazy_pattern(f"(?:{before})\\Z"), lazy_pattern(behind), nats)


_HOLDER = r"(?:Copyright|\([cC]\)|MIT|ISC|BSD|Apache|GPL|CC[-\w .]*|[Ll]icen[cs]e[ds]?|[Rr]ights [Rr]eserved)\W{0,3}"
_YEAR = r"[^\n]{0,60}?\b(?:19|20)\d\d\b|[^\n]{0,80}?(?:[Rr]ights [Rr]eserved|\b(?:Inc|Ltd|LLC|GmbH|Foundation|[Cc]ontributors)\b)"
_ANY = ""

_OPENS = r"^|[\s(\[>*]"

_PLACES = (
    _place("’", "[A-Za-z]", "[a-z]", -3.0),
    _place("’", "s", r"\s", -5.0),
    _place("“‘", _OPENS, "\\w", -5.0),
    _place("”’", r"[\w.,;:!?)]", r"[\s.,;:!?)*\]\"'<]|$", -5.0),
    _place("–—", r"[\s\w)\"”]", r"[\s\w(\"“]", -5.0),
    _place("…", r"\w", _ANY, -5.0),
    _place("…", r"^|[\s(\[]", _ANY, -7.0),
    _place("•", r"^\s*", r"\s", -4.0),
    _place("•", r"\s", r"\s", -7.0),
    _place("™", r"[A-Za-z)\]]", r"\W|$", -5.0),
    _place("€", r"\d\s?", r"\W|$", -5.0),
    _place("€", r"^|[\s(]", r"\d", -5.0),
    _place("©", _HOLDER, r"\s?\S", -3.0),
    _place("©", r"^|\W", _YEAR, -4.0),
    _place("®", r"[A-Za-z)\]]", r"[\s.,;:!)'\"/-]|$", -5.0),
    _place("\xa0", "[\\w\xa0]", "[!-~\xa0]", -5.0),
    _place("\xa0", "[!-~\xa0]", "[\\w\xa0]", -5.0),
    _place("\xad", "[a-z]{2}", "[a-z]{2}", -7.0),
    _place("±", r"\d\s?|[\s(=~]", r"\s?\d", -4.0),
    _place("°", r"\d\s?", r"[CFK]\b", -3.0),
    _place("×", r"\d\s?", r"\s?\d", -4.0),
    _place("µμ", r"[\d\s(`]", r"[msglAVFW]\b", -4.0),
    _place("£¥", r"^|[\s(\"'>/-]", r"\d", -4.0),
    _place("§", r"^|[\s(]", r"\s?\d", -4.0),
    _place("·", r"\S ", r" \S[^·]*·", -10.0),
    _place("·", r"·[^·]*\S ", r" \S", -10.0),
    _place("«", r"^|[\s(>]", r"\s?[^\s»][^»\n]*»", -5.0),
    _place("»", r"«[^«\n]*[^\s«]\s?", r"", -5.0),
    _place("¼½¾", r"(?:^|[\s(])\d", r"\W|$", -8.0),
    _place("²³", r"\b(?:[kcm]?m|ft|in|[a-zR]|\))", r"\W|$", -6.0),
    _place("¿", r"^|\W", r"[A-Z\u00c0-\u00de][^\n]*\?", -5.0),
    _place("¡", r"^|\W", r"[A-Z\u00c0-\u00de][^\n]*!", -5.0),
    _place("ªº", r"\d", r"\W|$", -6.0),
)


def nats(line: str, start: int, end: int) -> float:
    """Return log P of the characters beyond ASCII in a part of a line.

    >>> nats("Copyright © 2017", 10, 11) > nats("the © is", 4, 5), nats("café", 3, 4) > nats("getû", 3, 4)
    (True, True)
    """
    return sum(_in_place(line, at) for at in range(start, end) if not line[at].isascii())


def _in_place(line: str, at: int) -> float:
    character = line[at]
    if character.isalpha() and character not in _SIGNS:
        return _in_word(line, at)
    if character in _JOINERS:
        return _JOINED
    if _PICTURES.match(character):
        return _ELSEWHERE if _BEHIND_NO_PICTURE.match(line, at + 1) else _PICTURE
    fitting = (place.nats for place in _PLACES if character in place.signs and _fits(place, line, at))
    return max(fitting, default=_ELSEWHERE)


def _fits(place: _Place, line: str, at: int) -> bool:
    return bool(place.before.search(line, max(0, at - _BESIDE), at) and place.behind.match(line, at + 1, at + _BESIDE))


_SMALL_LETTERS = lazy_pattern("[a-z\u00df-\u00f6\u00f8-\u00ff]*")


def _in_word(line: str, at: int) -> float:
    """Return log P of a letter, and of those behind it as far as it makes them more or less likely than letters are."""
    behind = _SMALL_LETTERS.match(line, at + 1)
    letters = behind[0][: _REACH - 1] if behind else ""
    known = western().score(line[at] + letters, line[max(0, at - _REACH) : at]) - _USUAL * len(letters)
    if not letters and not line[at - 1 : at].isalpha():
        return min(known, _ELSEWHERE)
    return max(known, _AMID) if letters and line[at].islower() and line[at] <= _LAST and line[at - 1 : at].islower() else known
