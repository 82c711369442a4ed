"""What language the words in ASCII are in, which tells what letters the others have."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from ..patterns import lazy_pattern

__all__ = ["Spoken", "spoken"]

# Words that every text has, without the letters beyond ASCII, and none that English or programs have: these stand in files of
# all languages.
_WORDS = {
    "af": "van nie het vir wat dit hierdie word",
    "br": "da eo ur gant evit ne hag ober ar an eus",
    "ca": "de la els amb que una dels aquest aquesta aquests",
    "cs": "na se je pro jako nebo jsou byl podle",
    "cy": "yn yr ar wedi gan ddim hwn eich gyda mae neu fel nid wrth",
    "da": "og det til af er som ikke med kan",
    "de": "der und das nicht ist mit von eine werden",
    "eo": "de la kaj estas ne kun oni estis kiu povas tiu",
    "es": "de la los que para una del las este esta",
    "et": "ja ei see ning oma kui selle",
    "eu": "eta da ez bat ere edo dira duen dago hau",
    "fi": "ja ei se oli kun joka tai jos",
    "fo": "og at eru ikki av frá til",
    "fr": "de la les des et une pour dans est vous que",
    "fy": "de dat fan it net foar mei ek binne",
    "ga": "agus na ar le ag leis nach seo",
    "gd": "agus na gu chan seo leis airson tha",
    "gl": "de que os da na se para unha non dos das por ao polo seu",
    "hr": "je se na za da koji su ili nije",
    "hu": "az egy nem hogy meg van ez vagy",
    "id": "yang dan untuk dengan ini tidak dari pada akan dapat",
    "is": "og er sem ekki til vi",
    "it": "la il di che non una del della sono questo",
    "lb": "der ass net mat fir eng vun",
    "lt": "ir yra kad su kaip tai jei",
    "lv": "un ir ar uz vai kas nav",
    "nb": "og det som er til ikke med av kan",
    "nl": "de het een van niet voor met zijn dat",
    "oc": "de la los las que es per amb una",
    "pl": "nie jest jak oraz lub przez dla tego",
    "pt": "de que os da na se para uma dos das por este esta ao pelo seu",
    "ro": "de la nu pentru din cu este sau care pe",
    "sk": "sa na je nie ako alebo pre sme",
    "sl": "je se za ni ali na da ki",
    "sq": "dhe nuk nga apo kur juaj duke ky",
    "sv": "och att det som inte med av kan",
    "tr": "bir ve bu ile olarak gibi daha",
}
_SPEAKERS = {
    word: [language for language, words in _WORDS.items() if word in words.split()] for word in " ".join(_WORDS.values()).split()
}

_WORD = lazy_pattern(rb"(?<![A-Za-z\x80-\xff])[a-z]{2,8}(?![A-Za-z\x80-\xff])")
_LOOKED_AT = 1 << 16  # bytes
_KINDS = 3  # different ones of a language: one that is met again and again is of another one, or a name
_OWN, _SHARED = 2, 4  # of these, so many that no more than so many languages have
_FEWEST = 4  # such words: fewer are names, abbreviations, keywords
_LEAST = 0.02  # of all words: a tenth of what text has; English says "word" and "com", too, now and then
_NEXT = 0.75  # of the hits of the best: languages that are near to it


class Spoken(NamedTuple):
    """The languages that words are of, of related ones all, and how many say so."""

    languages: frozenset[str] = frozenset()
    words: int = 0


def spoken(data: bytes) -> Spoken:
    """Return what the words of ASCII in a text tell of its language.

    >>> spoken(b"Anda dapat memilih yang akan dipakai untuk ini, dan tidak dari ini")
    Spoken(languages=frozenset({'id'}), words=9)
    >>> spoken(b"the quick brown fox jumps over the lazy dog").words
    0
    """
    words = _WORD.findall(data[:_LOOKED_AT])
    if len(words) < _FEWEST:
        return Spoken()
    hits = dict.fromkeys(_WORDS, 0)
    kinds = dict.fromkeys(_WORDS, 0)
    own = dict.fromkeys(_WORDS, 0)
    for word, count in Counter(words).items():
        speakers = _SPEAKERS.get(word.decode(), ())
        for language in speakers:
            hits[language] += count
            kinds[language] += 1
            own[language] += len(speakers) <= _SHARED
    for language in hits:
        if kinds[language] < _KINDS or own[language] < _OWN:
            hits[language] = 0
    most = max(hits.values())
    if most < max(_FEWEST, _LEAST * len(words)):
        return Spoken()
    return Spoken(frozenset(language for language, count in hits.items() if count >= _NEXT * most), most)
