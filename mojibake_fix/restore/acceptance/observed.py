"""What is observed is a word as it stands: in capitals, or in an alphabet that the line is written in."""

from __future__ import annotations

from unicodedata import category

from ...patterns import lazy_pattern
from ...spans import Spans
from .restored import Restored
from .writing import STRANGERS

__all__ = [
    "are_initials",
    "are_marks",
    "breaks_capitals",
    "has_no_letters",
    "is_amid_accents",
    "is_amid_its_like",
    "is_capital_out_of_place",
    "is_end_of_capitals",
    "is_numeral",
    "is_word",
]

_TWO = 2  # letters that make a word in capitals

_BEYOND_ASCII = lazy_pattern("[^\x00-\x7f]")
_LATIN = lazy_pattern("[\u00c0-\u024f]")
_CAPITAL_BEFORE = lazy_pattern("[A-Z\u00c0-\u00d6\u00d8-\u00de]['’-]?$")
_CLOSING_MARK = lazy_pattern("[’”»›–—…®¹²³]")
_BEFORE_MARKS = "Â"  # what stands before `®` and `²` in UTF-8 read as Windows-1252, and hardly ever ends a word in capitals


def breaks_capitals(text: str, span: Restored, *, proven: bool) -> bool:
    """Tell whether small letters would stand amid capitals, as `LIBERTÉ»` has them only if it is misread.

    In a document that proves the channel, only phonetic ones are none.
    """
    before = text[max(0, span.start - _TWO) : span.start]
    whole = before + span.after + text[span.end : span.end + 1]
    letters = [
        k
        for k, letter in enumerate(span.after, len(before))
        if letter > "\x7f" and (_is_small(letter) or letter.isupper()) and (not proven or STRANGERS.match(letter))
    ]
    return 2 * sum(_is_small(whole[k]) and _is_amid_capitals(whole, k) for k in letters) > len(letters)


def _is_small(letter: str) -> bool:
    return letter.islower() or (letter.istitle() and not letter.isupper())


def _is_amid_capitals(text: str, k: int) -> bool:
    """Tell whether a letter stands behind two capitals or between two; phonetic letters behind one."""
    before, behind = text[k - 1 : k], text[k + 1 : k + 2]
    if not before.isupper():
        return False
    return _is_capitals(text[max(0, k - _TWO) : k]) or behind.isupper() or bool(STRANGERS.match(text[k]))


def _is_capitals(letters: str) -> bool:
    return len(letters) == _TWO and letters.isalpha() and letters.isupper()


def is_end_of_capitals(text: str, span: Restored) -> bool:
    """Tell whether a word in capitals ends in an observed capital, with a mark behind it or with one in the place of both."""
    first, before = span.before[0], text[max(0, span.start - _TWO) : span.start]
    if not (_LATIN.match(first) and first.isupper()) or first == _BEFORE_MARKS:
        return False
    if _is_capitals(before) and not any(map(str.isalpha, _BEYOND_ASCII.findall(span.after))):
        return True
    closes = _CLOSING_MARK.fullmatch(span.before[1:]) and not text[span.end : span.end + 1].isalpha()
    return bool(closes and _CAPITAL_BEFORE.search(before))


def is_capital_out_of_place(text: str, span: Restored) -> bool:
    """Tell whether a capital that stands in no word in capitals has a sign behind it, and ASCII behind that."""
    first, second = span.before[0], span.before[1:2]
    behind = text[span.end : span.end + 1]
    in_capitals = _CAPITAL_BEFORE.search(text[max(0, span.start - _TWO) : span.start])
    return first.isupper() and not second.isalpha() and behind.isascii() and not in_capitals


# Letters of Hangul that stand for words in chats, or for a row of keys, and those that nobody writes any more, one of which
# nearly all that is misread has.
_LETTERS_OF_HANGUL = lazy_pattern("[\u3131-\u3163]")
_OLD_LETTERS_OF_HANGUL = lazy_pattern("[\u3164-\u318e]")


def are_initials(before: str) -> bool:
    """Tell whether an observed text is for the most part letters of Hangul that make no syllables, and are all in use.

    >>> are_initials("ㅋㅋ ㅁㄴㅇㄹ"), are_initials("ㅲㄶ곗텐")
    (True, False)
    >>> are_initials("'ㄱR슴', 'ㄱㅐㅅㅑ'"), are_initials("ㄳㅬ곗텐")
    (True, False)
    """
    letters = len(_LETTERS_OF_HANGUL.findall(before))
    return 3 * letters > 2 * len(_BEYOND_ASCII.findall(before)) and not _OLD_LETTERS_OF_HANGUL.search(before)


_NUMERAL = lazy_pattern("[\u0391-\u03a9]\u0384")


def is_numeral(before: str) -> bool:
    """Tell whether what is observed is a number in Greek, a letter with a mark behind it.

    >>> is_numeral("Β΄"), is_numeral("Β°")
    (True, False)
    """
    return bool(_NUMERAL.fullmatch(before))


_MARKS_AROUND = lazy_pattern(r"^\W+|\W+$")
_OF_TWO_BYTES = lazy_pattern("[^\x00-\u2e7f\uffdd-\U0010ffff]")  # or half as wide: no letters that have capitals


def is_word(before: str) -> bool:
    """Tell whether what is observed is one word in marks, in capitals, small letters or both as names have them.

    Half of it has to be the word: signs for drawing with a letter amid them are none.

    >>> is_word("«Привет»"), is_word("прИВЕт")
    (True, False)
    """
    word = _MARKS_AROUND.sub("", before)
    return (
        2 * len(word) > len(before)
        and word.isalpha()
        and not _OF_TWO_BYTES.search(word)
        and (word.isupper() or word.islower() or word.istitle())
    )


_BESIDE = 400  # characters of a line that are looked at around a span
_OTHER_ALPHABET = lazy_pattern("[\u0370-\u052f]")
_LONG_WORD_IN_OTHER_ALPHABET = lazy_pattern("[\u0370-\u052f]{5,}")  # by chance one of fifty is spelled like a word
_WORD_IN_OTHER_ALPHABET = lazy_pattern("[\u0370-\u052f]{3,}")
_LONG = 8  # letters of words that are all of it
_RUN_OF_OTHER_ALPHABET = lazy_pattern("[\u0370-\u052f]+")
_SEVERAL = 3  # words of which chance does not spell all, or marks of which it does not make as many


def is_amid_its_like(text: str, span: Restored) -> bool:
    """Tell whether a span, or the line, has more words, spelled as words are, in the alphabet that is observed in it.

    Of a span that is nothing but such words, as abbreviations in capitals are, the lines around it are asked as well.
    """
    observed = _OTHER_ALPHABET.findall(span.before)
    for pattern, fewest in ((_LONG_WORD_IN_OTHER_ALPHABET, 1), (_WORD_IN_OTHER_ALPHABET, _SEVERAL)):
        spelled = [word for word in pattern.findall(span.before) if is_word(word)]
        letters = sum(map(len, spelled))
        if (len(spelled) >= fewest and 2 * letters > len(observed)) or letters == len(observed) >= _LONG:
            return True
    before, behind = text[max(0, span.start - _BESIDE) : span.start], text[span.end : span.end + _BESIDE]
    if not all(map(is_word, _RUN_OF_OTHER_ALPHABET.findall(span.before))):
        before, behind = before.rpartition("\n")[2], behind.partition("\n")[0]
    words = [word for word in _WORD_IN_OTHER_ALPHABET.findall(f"{before} {behind}") if is_word(word)]
    return bool(observed) and sum(map(len, words)) > len(observed)


def are_marks(before: str) -> bool:
    """Tell whether all that is observed beyond ASCII are several marks and signs, as those who look for such list them.

    >>> are_marks("「」【】︵︷︿︹︽"), are_marks("「藪「藪")
    (True, False)
    """
    beyond = _BEYOND_ASCII.findall(before)
    return len(beyond) >= _SEVERAL and all(category(character)[0] in "PS" for character in beyond)


def is_amid_accents(text: str, span: Restored, spans: Spans) -> bool:
    """Tell whether the line has as many accented letters in rows in none of the ``spans``: of a list, a part is soon a word."""
    begin = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    near = max(begin, span.start - _BESIDE), min(len(text) if end < 0 else end, span.end + _BESIDE)
    beside = sum(len(row[0]) for row in _ACCENTS.finditer(text, *near) if not spans.covers(*row.span()))
    return beside > 0 and beside >= sum(map(len, _ACCENTS.findall(span.before)))


_ACCENTS = lazy_pattern("[\u00c0-\u017f]{3,}")


def has_no_letters(before: str) -> bool:
    """Tell whether an observed text has no letters beyond ASCII: in no alphabet's page are all letters of a word among the signs.

    >>> has_no_letters("¢ £5 ¥"), has_no_letters("¯à¨¢¥â")
    (True, False)
    """
    return bool(_SIGNS.fullmatch(before))


_SIGNS = lazy_pattern("[\x00-\x7f\xa1-\xbf\u2010-\u20cf]+")
