"""What a text costs in nats: how unlikely it is that somebody wrote it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import islice
from operator import add

from ..language.identify import languages
from ..language.mapped import NO_CODE
from ..language.model import Model
from ..language.models import chinese, japanese, korean, western
from ..language.tables import STEP
from ..patterns import lazy_pattern
from .sample import as_known, ascii_count, characters_of
from .windows import CONTROLS, control_count

__all__ = [
    "CAPITALS",
    "ERROR",
    "LANGUAGES",
    "around",
    "behind",
    "in_any_language",
    "likelihood",
    "likelihoods",
    "likelihoods_of_capitals",
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
CAPITALS = -8.0
"""Nats: of texts, and of parts of long ones, one in some thousands is in capitals."""

_DOTTED = -8.0  # nats of an İ among capitals: what a letter beyond a-z costs, whichever it is

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
    dotted = (_DOTTED * sum(data.count(byte) for byte in _places_of_dotted(encoding)) for encoding in encodings)
    return [*map(add, dotted, (CAPITALS + nats for nats in _likelihoods(data, encodings, _in_small)))]


@cache
def _places_of_dotted(encoding: str) -> bytes:
    """Return the bytes of İ, of which the small letter is one of ASCII, which costs nothing."""
    return bytes(byte for byte, character in enumerate(characters_of(encoding)) if character == "İ")


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
