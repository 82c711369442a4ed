"""Which letters beyond ASCII a language writes: what tells its pages where no model has seen its words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import cache

from ..patterns import lazy_pattern

__all__ = ["inventory"]

# The letters of each language beyond a-z, the frequent ones first.
_LETTERS = {
    **{"af": "êëéôïîèû", "br": "ñùêèâûüî", "ca": "óàèéíçúòïü·", "cs": "íáěéýžčřšůúňťóď", "cy": "ôŵâêîŷûïëöáàé", "da": "øåæé"},
    **{"de": "üäößé", "en": "éïèöñ", "eo": "ĉŭĝŝĵĥ", "es": "óáíéñú¿¡ü", "et": "äõüöšž", "eu": "ñç", "fi": "äöåé"},
    **{"fr": "éèàêçôâîùûëïœ", "ga": "áéíóúḃċḋḟġṁṗṡṫ", "gd": "àìòùèáéó", "gl": "óáéíñúü", "hr": "čšžćđ", "hu": "áéöóőíüúű"},
    **{"is": "áðíóéöúþýæ", "it": "èàòùéì", "lt": "ėšųįąžūčę", "lv": "āīēšūņžķģļč", "mt": "ħġżċàòùì", "nb": "åøæéòôè"},
    **{"nl": "ëéïèöüóç", "nn": "åøæéòôè", "no": "åøæéòôè", "pl": "ąężśłóćńź", "pt": "ãçáéóíêõàâúôü", "ro": "ăîâșțşţ"},
    **{"sk": "áíýéčžúšťľôňďäóŕĺ", "sl": "čšž", "sq": "ëç", "sv": "äåöéü", "tr": "ıüşçöğiâî"},
}
_ACCENT = -8.0  # nats of a letter beyond a-z among those, whichever it is
_STRANGE = -16.0  # nats of any other character beyond ASCII
_MARK = -10.5  # nats of the marks that are written in all languages: more than of any letter
_MARKS = "«»„“”‘’–—…\xa0°§€©®™•·"
_INNER_CAPITAL = -8.0  # nats of a capital behind a small letter: what is no text has one letter in two of them


_LETTER_PAIR = lazy_pattern(r"[^\W\d_](?=([^\W\d_]))")


def inventory(text: str, languages: Iterable[str]) -> float:
    """Return log P of what is beyond ASCII in a text, in the likeliest of some languages, by no more than its letters.

    >>> inventory("të gjitha", ["sq"]) > inventory("tė gjitha", ["lt"]) > inventory("të gjitha", ["lt"])
    True
    """
    counts = Counter(character for character in text.lower() if character > "\x7f")
    capitals = sum(1 for pair in _LETTER_PAIR.finditer(text) if pair[0].islower() and pair[1].isupper())
    each = (_costs(language) for language in languages if language in _LETTERS)
    nats = [sum(costs.get(letter, _STRANGE) * count for letter, count in counts.items()) for costs in each]
    return max(nats, default=-math.inf) + _INNER_CAPITAL * capitals


@cache
def _costs(language: str) -> dict[str, float]:
    """Return log P of each character: of letters, as Zipf has it, the second half as frequent as the first."""
    letters = _LETTERS[language]
    every = math.fsum(1 / rank for rank in range(1, len(letters) + 1))
    costs = {letter: _ACCENT - math.log(rank * every) for rank, letter in enumerate(letters, 1)}
    return {**dict.fromkeys(_MARKS, _MARK), **costs}
