"""Which letters beyond ASCII a language writes: what tells its pages where no model has seen its words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache, reduce
from operator import add
from typing import NamedTuple

from ..patterns import lazy_pattern

_Nats = tuple[float, ...]

__all__ = ["ALPHABETS", "DENSE", "INNER_CAPITAL", "at_most", "inventory", "is_alphabet", "is_list", "unlike", "writers"]

# The letters of each language beyond a-z, the frequent ones first.
_LETTERS = {
    **{"af": "êëéôïîèû", "br": "ñùêèâûüî", "ca": "óàèéíçúòïü·", "cs": "íáěéýžčřšůúňťóď", "cy": "ôŵâêîŷûïëöáàé", "da": "øåæé"},
    **{
        "de": "üäößé",
        "en": "éïèöñ",
        "eo": "ĉŭĝŝĵĥ",
        "es": "óáíéñú¿¡ü",
        "et": "äõüöšž",
        "eu": "ñç",
        "fi": "äöåé",
        "fo": "áðíóøúæýå",
    },
    **{
        "fr": "éèàêçôâîùûëïœ",
        "fy": "ûâêúôëéïö",
        "hsb": "ěóčšłžńćřź",
        "lb": "éëäüöèê",
        "oc": "èòóàéíçïúü",
        "ga": "áéíóúḃċḋḟġṁṗṡṫ",
        "gd": "àìòùèáéó",
        "gl": "óáéíñúü",
        "hr": "čšžćđ",
        "hu": "áéöóőíüúű",
        "id": "é",
    },
    **{"is": "áðíóéöúþýæ", "it": "èàòùéì", "lt": "ėšųįąžūčę", "ms": "é", "lv": "āīēšūņžķģļč", "mt": "ħġżċàòùì", "nb": "åøæéòôè"},
    **{"nl": "ëéïèöüóç", "nn": "åøæéòôè", "no": "åøæéòôè", "pl": "ąężśłóćńź", "pt": "ãçáéóíêõàâúôü", "ro": "ăîâșț"},
    **{"sk": "áíýéčžúšťľôňďäóŕĺ", "sl": "čšž", "sq": "ëç", "sv": "äåöéü", "tr": "ıüşçöğâî"},
}
# All letters of the languages that are not written with a-z, the frequent ones first.
_ALPHABETS = {
    "ar": "اليمونرتبةعدسفهكقأحجشطصىخإذثئزضغظآءؤ\u064b\u0651",
    "be": "аноелрстквыдпумяшзьбгцчўйжхіфюэёґ",
    "bg": "аоеитнрсвлкдпмзъубгячжщшюцйфхьѝ",
    "el": "αοιετσνηυρπκμλςγδωχθφβξζψάέίόήύώϊϋΐΰ",
    "fa": "ايرندهموتبسشكک\u200cلزفگعخقجآپحطصغچضذثظئژء",
    "he": "יוהלאתםרבשנמקדחפעטכסזגצךףץן",
    "kk": "аеныітлрдсқоғмйбуушкпзүгңяжөыәұхфвцчэюьъщёһи",
    "mk": "аоеитнрсвкдлпмузјгбчшцжќхљњѓџфѕѐѝ",
    "ru": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "sr": "аоиенртсјдвкупмлзгбчшћжцђњљхџф",
    "tg": "аоидирнтмшеуҳквбсялгзпфйхчқҷғӯӣюэёжъцщыь",
    "uk": "оаниіветрслкудмпязьгчбхцюжйїєфшщґ",
    "ur": "اےرنيکوںلستبہمھپگدٹشچعقڑجفخآحذصئطزغضڈءثظ",
    "yi": "אעירןנטדו\u05b8סלג\u05b7מבשהפקז\u05bcצכװײםחױך\u05bfףתץ\u05b4\u05be",
}
# Those of a language that the models know, so that it is told by its words: they say which letters are foreign to it.
_SEEN = {"vi": "đàáưểộốạảóôệêịếợớờọìấậủềíụựâầơặổữùãửồẫứúởắéẽỉòăỏừỗằýẩỷẻũõĩỡẹỳèẳễẵỹ"}
_WRITTEN = _LETTERS | _ALPHABETS | _SEEN
_ASCII = bytes(range(0x80))
_POINTS = "\u0591-\u05c7"
_VOWELS = "\u064b-\u0652\u200c"  # of Arabic, which stand within words as well, and what keeps letters of Persian apart there
_WORD = lazy_pattern(rf"(?:[^\W\d_\x00-\x7f]|[{_POINTS}{_VOWELS}])+")
_TOUCHING = lazy_pattern(
    r"[A-Za-z][^\W\d_\x00-\x7f]|[^\W\d_\x00-\x7f](?=[A-Za-z])|(?<=[A-Za-z])[^\x00-\x7f](?=[A-Za-z])"
    f"|(?<![\u05d0-\u05f2{_POINTS}])[{_POINTS}]"  # points without their letter
)
ALPHABETS = frozenset(_ALPHABETS)
"""The languages that are not written with a-z: their letters, whatever they are in, say what a text is."""

DENSE = ALPHABETS | {"th", "vi"}
"""The languages that have letters beyond ASCII in nearly every word."""

_BEYOND = lazy_pattern("[^\x00-\x7f]")
_CONTROLS = lazy_pattern("[\x80-\x9f]")


class _Cases(dict[int, str]):
    """A letter for the case of each character, "a" or "A", and a blank for what has none."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        return self.setdefault(point, "a" if character.islower() else "A" if character.isupper() else " ")


_CASES = _Cases()

_ACCENT = -8.0  # nats of a letter beyond a-z among those, whichever it is
_LETTER = -1.0  # nats of a letter of an alphabet, whichever it is, beside its share
_BEGIN = -10.0  # nats of a word in an alphabet: a text of a-z has few, and short ones
_STRANGE = -16.0  # nats of any other character beyond ASCII
_CONTROL, _FEW = -8.0, 4  # nats of a C1 control, beside that, and how many count: it has no character, but tables have all
_MARK = -10.5  # nats of the marks that are written in all languages: more than of any letter
_MARKS = "«»„“”‘’´–—…\xa0°§µ€©®™•·"
_NO_LETTERS = "ªµº"  # which are signs, whatever Unicode says
_FOREIGN = -8.0  # nats of a letter among those of a language that does not have it: names and quotations have some
_APART = 1 << 20  # nats of a foreign letter, to tell how many there are: more than all shares in a text come to
_UNEVEN = -12.0  # nats at the most: letters that few words have again and again; what is no text of a language has foreign ones
_UNLIKE = 0.3  # nats a letter: how much the shares of letters in a text differ from those of its language, or of Zipf
INNER_CAPITAL = -8.0
"""Nats of a capital behind a small letter: what is no text has one letter in two of them."""


def _small(text: str) -> str:
    """Return a text in small letters; that of İ is to Python an i with a dot of its own."""
    return (text.replace("İ", "ı") if "İ" in text else text).lower()


def _counted(letters: Sequence[str]) -> dict[str, int]:
    """Count letters, of which a text that is looked at so often has few: a Counter takes longer to make than to fill."""
    counts: dict[str, int] = {}
    for letter in letters:
        counts[letter] = counts.get(letter, 0) + 1
    return counts


@lru_cache(maxsize=4)  # what the likeliest page says is asked again
def inventory(text: str, languages: frozenset[str]) -> float:
    """Return log P of what is beyond ASCII in a text, in the likeliest of some languages, by no more than its letters.

    >>> albanian, lithuanian = frozenset({"sq"}), frozenset({"lt"})
    >>> inventory("të gjitha", albanian) > inventory("tė gjitha", lithuanian) > inventory("të gjitha", lithuanian)
    True
    """
    table = _table(languages.difference(_SEEN))
    if not table.strange:
        return -math.inf
    capitals = text.translate(_CASES).count("aA")
    counts = _counted(_BEYOND.findall(_small(text)))
    rows = [(table.costs.get(character, table.strange), count) for character, count in counts.items()]
    if languages & ALPHABETS:
        rows += [(table.touching, len(_TOUCHING.findall(text))), (table.word, len(_WORD.findall(text)))]
    return max(_sums(rows), default=0.0) + INNER_CAPITAL * capitals + _CONTROL * min(_FEW, len(_CONTROLS.findall(text)))


def at_most(character: str, languages: frozenset[str]) -> tuple[float, float]:
    """Return what a character beyond ASCII adds to ``inventory`` at the most, alone, and behind a letter of ASCII.

    >>> russian = frozenset({"ru"})
    >>> at_most("д", russian) > at_most("é", russian), at_most("д", russian)[0] - at_most("д", russian)[1]
    (True, 26.0)
    """
    table = _table(languages.difference(_SEEN))
    rows = [table.costs.get(letter, table.strange) for letter in character.lower() if letter > "\x7f"]
    alone = max(_sums([(row, 1) for row in rows]), default=0.0 if table.strange else -math.inf)
    if character.isalpha():
        rows += [table.touching, table.word]
    return alone, max(_sums([(row, 1) for row in rows]), default=alone)


def _sums(rows: list[tuple[_Nats, int]]) -> list[float]:
    """Return the sum of each column, each row so many times."""
    each = [[nats * count for nats in row] if count > 1 else row for row, count in rows if count]
    return [*reduce(_added, each)] if each else []


def _added(total: Sequence[float], row: Sequence[float]) -> list[float]:
    return [*map(add, total, row)]


def unlike(text: str, languages: frozenset[str]) -> float:
    """Return log P of how often each letter beyond ASCII occurs, in the likeliest of some languages, to what would be usual.

    The models see a few characters at once, of any language; a whole text is in one.

    >>> unlike("të gjitha çështjet", frozenset({"sq"})), unlike("tė gjitha ēėshtjet", frozenset({"lt", "lv"})) < -1
    (0.0, True)
    """
    counts = _counted([letter for letter in _BEYOND.findall(_small(text)) if letter.isalpha() and letter not in _NO_LETTERS])
    table, every = _table(languages), sum(counts.values())
    if not table.strange:  # languages without such letters, or whose letters are not known here
        return 0.0
    sums = _sums([(table.shares.get(letter, table.foreign), count) for letter, count in counts.items()])
    usual = sum(count * math.log(count / every) for count in counts.values()) - _UNLIKE * every
    nats = max(sums, default=usual)
    foreign = nats // -_APART
    return _FOREIGN * foreign + min(0.0, max(_UNEVEN, nats + _APART * foreign - usual))


@cache
def _shares(language: str) -> dict[str, float]:
    """Return the logarithm of the share of each letter, as Zipf has it: the second half as frequent as the first."""
    letters = _WRITTEN[language]
    every = math.fsum(1 / rank for rank in range(1, len(letters) + 1))
    return {letter: -math.log(rank * every) for rank, letter in enumerate(letters, 1)}


class _Table(NamedTuple):
    """What some languages write, each in its place.

    log P of each character, of one that none has, of one beside a letter of ASCII, and of a new word; the logarithm of the share
    of each letter, and of one that none has.
    """

    costs: dict[str, _Nats]
    strange: _Nats
    touching: _Nats
    word: _Nats
    shares: dict[str, _Nats]
    foreign: _Nats


@cache
def _table(languages: frozenset[str]) -> _Table:
    names = sorted(languages & _WRITTEN.keys())
    touching, word = (tuple(nats if name in ALPHABETS else 0.0 for name in names) for nats in (_STRANGE, _BEGIN))
    costs, shares = _together([*map(_costs, names)], _STRANGE), _together([*map(_shares, names)], -_APART)
    return _Table(costs, (_STRANGE,) * len(names), touching, word, shares, (-_APART,) * len(names))


def _together(each: list[dict[str, float]], otherwise: float) -> dict[str, _Nats]:
    """Return what each of some tables has for each character that one of them has."""
    characters = {character for costs in each for character in costs}
    return {character: tuple(costs.get(character, otherwise) for costs in each) for character in characters}


@cache
def _costs(language: str) -> dict[str, float]:
    """Return log P of each character."""
    each = _ACCENT if language in _LETTERS else _LETTER
    return {**dict.fromkeys(_MARKS, _MARK), **{letter: each + share for letter, share in _shares(language).items()}}


@cache
def writers() -> dict[str, frozenset[str]]:
    """Return the letters beyond a-z of each language.

    >>> sorted(writers()["de"])
    ['ß', 'ä', 'é', 'ö', 'ü']
    """
    return {language: frozenset(letters) for language, letters in _WRITTEN.items()}


_FEWEST_LISTED = 16  # different letters: a text with so many has some of them much more often than others
_FEWEST_EVER = 24  # letters: of fewer a few words may have each once
_EVENLY = 0.98  # of the entropy that letters have if each is as frequent: text has 0.97 at the most


def is_list(data: bytes) -> bool:
    """Tell whether bytes beyond ASCII are many, and each about as frequent as any other: lists and tables of letters, no text.

    >>> is_list(bytes(range(0xC0, 0x100))), is_list("Я список всех букв, которые есть в этом тексте".encode("cp1251"))
    (True, False)
    """
    counts = Counter(data.translate(None, _ASCII))
    every = counts.total()
    if len(counts) < _FEWEST_LISTED or every < _FEWEST_EVER:
        return False
    entropy = math.log(every) - sum(count * math.log(count) for count in counts.values()) / every
    return entropy > _EVENLY * math.log(len(counts))


_MOST_OF = 0.9  # of the letters


def is_alphabet(text: str, languages: frozenset[str]) -> bool:
    """Tell whether the letters beyond ASCII in a text are those of one of some languages, nearly all and hardly any other.

    >>> is_alphabet("[a-zāčēģīķļņšūž]", frozenset({"lv"})), is_alphabet("[а-яжшбйртх]", frozenset({"ru"}))
    (True, False)
    """
    found = {letter for letter in text.lower() if letter > "\x7f" and letter.isalpha()}
    alphabets = (set(_WRITTEN[language]) for language in languages & _WRITTEN.keys())
    return any(len(found & letters) >= _MOST_OF * max(len(found), len(letters)) for letters in alphabets)
