"""What a text costs in nats: how unlikely it is that somebody wrote it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import islice

from ..language.identify import languages
from ..language.mapped import NO_CODE
from ..language.model import Model
from ..language.models import chinese, japanese, korean, western
from ..language.tables import STEP
from ..patterns import lazy_pattern
from .sample import as_known, ascii_count
from .windows import CONTROLS, control_count

__all__ = [
    "ERROR",
    "LANGUAGES",
    "around",
    "behind",
    "in_any_language",
    "in_words",
    "in_words_of_latin",
    "likelihood",
    "likelihoods",
    "likelihoods_of_capitals",
    "mixed_alphabets",
    "outline",
    "unexplained",
    "whole",
]

ERROR = -24.0
"""Nats of a byte that has no character, and of a C1 control: what a byte beyond ASCII costs that nothing explains, and some more.
It rules a rival out, and leaves the encoding of a whole file with one damaged character what it is."""

_CONTROL_COST = round(ERROR * -STEP)

# Beyond ASCII, with the character behind, which some encodings make the second byte of a pair. What stands around is the same
# whatever the encoding.
_BEYOND = lazy_pattern(r"[^\x00-\x7f]+[\x00-\x7f]?")
_RUN = lazy_pattern(rb"[\x80-\xff](?:[\x00-\x7f]?[\x80-\xff])*")  # an ASCII byte may be the second of a pair
_AROUND = lazy_pattern(rb"(?<![\x80-\xff])[\x00-\x7f]+")
_CONTROL = lazy_pattern("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")

# Where nothing else is known: a byte beyond ASCII, one of ASCII between two such, and that bytes beyond ASCII begin and end.
_ANY_BYTE, _ANY_BETWEEN, _ANY_RUN = -6.3, -4.0, -16.0
_ANY_CONTROL = -5.5

_EAST = lazy_pattern("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]")
LANGUAGES = ("zh", "ja", "ko", "any")
"""What the models tell apart; in any of them UTF-8 and UTF-16 are written."""

_STRANGE = -8.0  # nats: text in an alphabet quotes such a character now and then; the model is counted from code, which has more

_POINTS = lazy_pattern(rb"(?<=[\xe0-\xfa])[\xc0-\xc9\xcb-\xcf\xd1\xd2\xd7\xd8]+")
_EACH_POINT = -6.0  # nats of a point, a hyphen or a sign of abbreviation of Hebrew behind a letter: the model has seen hardly any
_CAPITALS = -8.0  # nats: of texts, and of parts of long ones, one in some thousands is in capitals
_SECOND_ALPHABET = -4.0
_SIGN_IN_WORD = -8.0
# Signs that stand between words, or before or behind one; the middle dot and quotes for apostrophes stand in words, and dashes.
_SIGNS = "¡-¬®-³¶¸-¿×÷ˆ˜‘“”„†‡•‰‹›€™\u2190-\u25ff"
_IN_WORD = lazy_pattern(f"(?<=[^\\W\\d_])[{_SIGNS}](?=[^\\W\\d_])")
_WITHIN_LATIN = lazy_pattern("(?<=[a-z][a-z])[^\x00-\x7f](?=[a-z])")
_OUT_OF_PLACE = -4.0
_PLACES = lazy_pattern(
    "(?<=[a-z])[–—…](?=[a-z])"  # a dash or dots with a word on either side, and no blank
    "|(?<=[a-z])µ(?=[a-z])"
    "|(?<!\\w)[ª¦¨¬¶¼-¾](?=[^\\W\\d_])"  # a sign to which a word is written
    "|[¡¿](?!\\S)"  # which open what they stand before
    "|(?<=[бвгджзйклмнпрстфхцчшщ])ў"  # which is written behind vowels only
    "|(?<=\\s)–(?=[a-z])"  # or a blank on one side only
    "|(?<=[^\\W\\d_])[¤¦¨¬¯±¶¸÷¼-¾](?!\\w)"  # a sign that is written to no word
    "|[¸\u02d8-\u02dd]"  # an accent without its letter
)
# What no text has: a letter behind a digit, where signs are, but for 2è and 1é; the sign of micro in a word of another alphabet.
_NEVER = lazy_pattern(
    "(?<=[0-9])(?![èé])[À-ÖØ-öø-\u024f\u1e00-\u1eff](?![^\\W_]*[^\\W\\d_])|(?<=[\u0370-\u07ff])µ|µ(?=[\u0370-\u07ff])"
)
_CONSONANT = lazy_pattern("(?<![^\\W\\d_])[¯ßÇÐÑØÞĆČĎĐĢĶĹĽŁŃŅŇŒŔŘŚŞŠŢŤŹŻŽ](?![^\\W\\d_])")  # that is no word, unless in a list
# What a text without has none of all these.
_ANY_OF_THEM = lazy_pattern(f"[µўі\xa0{_SIGNS}–—…«\u02d8-\u02ddßÇÐÑØÞĆČĎĐĢĶĹĽŁŃŅŇŒŔŘŚŞŠŢŤŹŻŽ]|[0-9][À-\u024f\u1e00-\u1eff]")
_HELD = lazy_pattern("(?<=[a-z]{4})\xa0(?=[a-z])")  # by a blank that holds short words, and numbers: some texts have it anywhere
_UNPAIRED = -6.0  # a quotation mark that has no other one in the text
_BEHIND_WORD = lazy_pattern("(?<=[a-z])“(?![a-z])")  # which closes nothing where no „ has opened it
_OPENING = lazy_pattern("(?<!\\S)”(?=\\w)")  # as Swedes and Finns write it
_LATIN_I = lazy_pattern("[а-яё]i|i(?=[а-яё])")  # what is written for the і that a page lacks
_ACCENTED = lazy_pattern("[\xc0-\u024f]")
_OTHER_LETTERS = lazy_pattern("[\u0370-\u07ff\u0e00-\u0e7f]")

# The letters of ASCII behind the first one: what the longest n-grams know of them says more of a few letters than these do.
_BEHIND, _MOST_BEHIND = lazy_pattern("[^\x00-\x7f][A-Za-z]([A-Za-z]{1,3})"), 16

_CONTEXT = 4  # characters that the longest n-grams reach back


def likelihood(text: str, language: str) -> float:
    """Return log P of what is beyond ASCII in a text, in one language: ``zh``, ``zh-hant``, ``ja``, ``ko``, or ``any``, which is
    whatever is written in an alphabet.

    >>> likelihood("漢字", "ja") > likelihood("瞞檁", "ja"), likelihood("Я иду", "any") > likelihood("ъ ХДС", "any")
    (True, True)
    """
    model = _model(language)
    if (core := model.mapped) is not None:
        return core.beyond_ascii(text, _CONTROL_COST) / -STEP
    nats = (model.score(run[0], text[max(0, run.start() - _CONTEXT) : run.start()]) for run in _BEYOND.finditer(text))
    return (_CONTROL_COST * len(_CONTROL.findall(text)) + sum(map(_steps, nats))) / -STEP


def _steps(nats: float) -> int:
    """Return nats as the models hold them, in whole numbers, which the core adds: the sum is the same to the last bit."""
    return round(nats * -STEP)


def likelihoods(data: bytes, encodings: Sequence[str]) -> list[float]:
    """Return log P of what is beyond ASCII in each of some single-byte encodings, with ERROR for each byte without a character.

    >>> cyrillic, western = likelihoods("Я иду".encode("cp1251"), ["cp1251", "cp1252"])
    >>> cyrillic > western
    True
    """
    if "cp1255" in encodings and (points := _POINTS.findall(data)):
        without, place = _POINTS.sub(b"", data), encodings.index("cp1255")
        (pointed,) = _likelihoods(without, ["cp1255"], as_known)
        rest = _likelihoods(data, [encoding for encoding in encodings if encoding != "cp1255"], as_known)
        return [*rest[:place], pointed + _EACH_POINT * sum(map(len, points)), *rest[place:]]
    return _likelihoods(data, encodings, as_known)


def likelihoods_of_capitals(data: bytes, encodings: Sequence[str]) -> list[float]:
    """Return the same of text in capitals, which the models have hardly seen, but know in small letters.

    >>> capitals = "СОДЕРЖАНИЕ".encode("koi8-r")
    >>> likelihoods_of_capitals(capitals, ["koi8-r"]) > likelihoods(capitals, ["koi8-r"])
    True
    """
    return [_CAPITALS + nats for nats in _likelihoods(data, encodings, _in_small)]


@cache
def _in_small(encoding: str) -> tuple[str, ...]:
    """Return the character of each byte as the models know it, each capital as a small letter."""
    return tuple(character.lower()[:1] for character in as_known(encoding))  # that of İ is an i with a dot


def _likelihoods(data: bytes, encodings: Sequence[str], known: Callable[[str], tuple[str, ...]]) -> list[float]:
    if (core := _model("any").mapped) is not None:
        found = core.pages(data, [_code_points(known, encoding) for encoding in encodings], _CONTROL_COST)
        return [cost / -STEP + ERROR * errors for cost, errors in found]
    texts = ("".join(map(known(encoding).__getitem__, data)) for encoding in encodings)
    return [likelihood(text, "any") + ERROR * (len(data) - len(text)) for text in texts]


@cache
def _code_points(known: Callable[[str], tuple[str, ...]], encoding: str) -> bytes:
    """Return the code points of 256 bytes, as the compiled core wants them."""
    return array("I", (ord(character) if character else NO_CODE for character in known(encoding))).tobytes()


def behind(text: str) -> float:
    """Return by how many nats the second to fourth letter of ASCII behind some beyond ASCII are likelier than without these.

    That they are less likely says nothing: so they are in each language that the models have not seen.

    >>> behind("Interprète") > behind("Interpräte"), behind("à la") == 0
    (True, True)
    """
    model, nats = _model("any"), 0.0
    for found in islice(_BEHIND.finditer(text), _MOST_BEHIND):
        letters, start = found[1], found.start(1)
        nats += max(0.0, model.score(letters, text[max(0, start - _CONTEXT) : start]) - _of_ascii(letters, text[start - 1]))
    return nats


@lru_cache(maxsize=1 << 12)
def _of_ascii(letters: str, before: str) -> float:
    """Return log P of some letters of ASCII behind one: the same in every page."""
    return _model("any").score(letters, before)


def mixed_alphabets(text: str) -> float:
    """Return log P that a text has letters of Latin beyond ASCII beside those of another alphabet, as many as it has.

    The models see a few characters at once; a whole text hardly ever has both.

    >>> mixed_alphabets("déjà да"), mixed_alphabets("déjà") == mixed_alphabets("да") == 0
    (-8.0, True)
    """
    others = len(_OTHER_LETTERS.findall(text))
    return _SECOND_ALPHABET * min(others, len(_ACCENTED.findall(text))) if others else 0.0


def in_words(text: str) -> float:
    """Return log P of the signs that stand between two letters, or otherwise where none belong, and of consonants for words.

    >>> in_words("та│йир ║ мо"), in_words("ge•nd"), in_words("fil—sofo"), in_words("next Ż"), in_words("я │ он • «да»") == 0
    (-8.0, -8.0, -4.0, -4.0, True)
    """
    if not _ANY_OF_THEM.search(text):
        return 0.0
    signs = "".join(_IN_WORD.findall(text))
    if signs:  # what is quoted may have an ending behind it
        signs = signs.translate({ord(end): "" for begin, end in ("«»", "“”", "„”") if begin in text})
    nats = _SIGN_IN_WORD * (len(signs) + len(_NEVER.findall(text))) + _OUT_OF_PLACE * len(_PLACES.findall(text))
    if len(_CONSONANT.findall(text)) == 1:
        nats += _OUT_OF_PLACE
    if _HELD.search(text):
        nats += _OUT_OF_PLACE
    if "“" in text and "”" not in text and "„" not in text:
        nats += _UNPAIRED + _OUT_OF_PLACE * len(_BEHIND_WORD.findall(text))
    if "і" in text:
        nats += _OUT_OF_PLACE * min(len(_LATIN_I.findall(text)), text.count("і"))
    if ("«" in text and "»" not in text) or ("‘" in text and "’" not in text and "‚" not in text):
        nats += _UNPAIRED
    if "”" in text and "“" not in text and "„" not in text and not _OPENING.search(text):
        nats += _UNPAIRED
    return nats


def in_words_of_latin(text: str) -> float:
    """Return log P of the characters that stand alone within a word of ASCII, in a text of CJK.

    >>> in_words_of_latin("Gri譌nan"), in_words_of_latin("Java和Python 的") == 0
    (-8.0, True)
    """
    return _SIGN_IN_WORD * len(_WITHIN_LATIN.findall(text))


def in_any_language(text: str) -> tuple[float, str]:
    """Return log P of what is beyond ASCII in the language in which that is likeliest, and the language.

    >>> [in_any_language(text)[1] for text in ("中文", "はい", "네", "да")]
    ['zh', 'ja', 'ko', 'any']
    """
    east = len(_EAST.findall(text))
    if not east:
        return likelihood(text, "any"), "any"
    return max((likelihood(text, language) + (_STRANGE * east if language == "any" else 0.0), language) for language in LANGUAGES)


def whole(text: str) -> float:
    """Return log P of all of a text, with its ASCII, in the language in which it is likeliest.

    >>> whole("中文 text") > whole("涓枃 text")
    True
    """
    return max(languages(text).values()) + ERROR * len(_CONTROL.findall(text))


def unexplained(data: bytes) -> float:
    """Return log P of the bytes beyond ASCII, and of controls, if they are no text.

    >>> round(unexplained(b"\\xe9a"), 1)
    -22.3
    """
    runs = _RUN.findall(data)
    high = len(data) - ascii_count(data)
    between = sum(map(len, runs)) - high
    return _ANY_BYTE * high + _ANY_BETWEEN * between + _ANY_RUN * len(runs) + _ANY_CONTROL * control_count(data)


@lru_cache(maxsize=1)  # asked again for each encoding without ASCII
def around(data: bytes) -> float:
    """Return log P of the ASCII that ``likelihood`` leaves out, as text.

    >>> around(b"\\xe9.") == 0, around(b"plain text") < -10
    (True, True)
    """
    return sum(western().score(run.translate(None, CONTROLS).decode()) for run in _AROUND.findall(data))


@cache
def _model(language: str) -> Model:
    if language.startswith("zh"):
        return chinese("tw" if language == "zh-hant" else None)
    return {"ja": japanese, "ko": korean, "any": western}[language]()


def outline(text: str, language: str) -> float:
    """Return log P of the characters beyond ASCII, whatever stands around: quick, and good enough to see who is no rival.

    >>> outline("中文", "zh") > outline("涓枃", "zh")
    True
    """
    if (core := _model(language).mapped) is not None:
        return core.alone(text, _CONTROL_COST) / -STEP
    return sum(map(_alone(language).__getitem__, text)) / -STEP


class _Alone(dict[str, int]):
    """What characters beyond ASCII and controls cost, whatever stands around, in steps; other ASCII costs nothing."""

    def __init__(self, model: Model) -> None:
        super().__init__({character: 0 for character in map(chr, range(0x80)) if not _CONTROL.match(character)})
        self._model = model

    def __missing__(self, character: str) -> int:
        return self.setdefault(character, _CONTROL_COST if _CONTROL.match(character) else _steps(self._model.alone(character)))


@cache
def _alone(language: str) -> _Alone:
    return _Alone(_model(language))
