"""What language the words in ASCII are in, which tells what letters the others have."""

from __future__ import annotations

import re

__all__ = ["spoken"]

# Words that every text has, without the letters beyond ASCII. English has none here: it stands in files of all languages.
_WORDS = {
    "af": "die van nie het vir met wat om dit hierdie",
    "ca": "els amb per que una dels aquest aquesta del els",
    "cs": "na se je do pro jako nebo jsou byl podle",
    "da": "og det til af er som den ikke med kan",
    "de": "der die und das nicht ist mit den von eine",
    "es": "el los que para una con del por las se",
    "et": "ja on ei see ning oma kui selle",
    "fi": "ja on ei se sen oli kun joka tai",
    "fr": "le la les des et une pour dans est vous",
    "hr": "je se na za da koji su ili nije",
    "hu": "az egy nem hogy meg van ez vagy",
    "id": "yang dan untuk dengan ini tidak dari pada akan dapat",
    "is": "og er sem ekki til og vi",
    "it": "il di che per non una con del della sono",
    "lt": "ir yra kad su kaip tai jei",
    "lv": "un ir ar no uz vai kas",
    "nb": "og det som er til ikke med av kan",
    "nl": "de het een van niet voor met zijn dat op",
    "pl": "nie na jest do to jak oraz lub przez",
    "pt": "os que para uma com dos das por se ou",
    "ro": "nu pentru din cu este sau care pe",
    "sk": "sa na je nie ako alebo pre sme",
    "sl": "je in se za ni ali na da",
    "sv": "och att det som inte med till av kan",
    "tr": "bir ve bu ile olarak gibi daha",
}
_SPEAKERS = {
    word: [language for language, words in _WORDS.items() if word in words.split()] for word in " ".join(_WORDS.values()).split()
}

_WORD = re.compile(rb"(?<![A-Za-z\x80-\xff])[a-z]{2,8}(?![A-Za-z\x80-\xff])")
_LOOKED_AT = 1 << 16  # bytes
_FEWEST = 4  # such words: fewer are names, abbreviations, keywords
_NEXT = 0.6  # of the hits of the best: languages that are near to it


def spoken(data: bytes) -> frozenset[str]:
    """Return the languages that the words of ASCII in a text are of, as far as these tell; of related ones, all.

    >>> sorted(spoken(b"Anda dapat memilih yang akan dipakai untuk ini, dan tidak dari ini"))
    ['id']
    >>> spoken(b"the quick brown fox jumps over the lazy dog")
    frozenset()
    """
    hits = dict.fromkeys(_WORDS, 0)
    for word in _WORD.findall(data[:_LOOKED_AT]):
        for language in _SPEAKERS.get(word.decode(), ()):
            hits[language] += 1
    most = max(hits.values())
    return frozenset(language for language, count in hits.items() if count >= _NEXT * most) if most >= _FEWEST else frozenset()
