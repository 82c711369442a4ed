"""Which letters beyond ASCII a language writes: what tells its pages where no model has seen its words."""

from __future__ import annotations

import math
from functools import cache
from operator import and_

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


def inventory(text: str, languages: frozenset[str]) -> float:
    """Return log P of what is beyond ASCII in a text, in the likeliest of some languages, by no more than its letters.

    >>> albanian, lithuanian = frozenset({"sq"}), frozenset({"lt"})
    >>> inventory("të gjitha", albanian) > inventory("tė gjitha", lithuanian) > inventory("të gjitha", lithuanian)
    True
    """
    known, strange = _table(languages)
    if not strange:
        return -math.inf
    capitals: int = sum(map(and_, map(str.islower, text), map(str.isupper, text[1:])))
    letters = [known.get(character, strange) for character in text.lower() if character > "\x7f"]
    return max(map(sum, zip(*letters, strict=True)), default=0.0) + _INNER_CAPITAL * capitals


@cache
def _table(languages: frozenset[str]) -> tuple[dict[str, tuple[float, ...]], tuple[float, ...]]:
    """Return log P of each character in each of some languages, and of any that none of them has."""
    each = [_costs(language) for language in sorted(languages & _LETTERS.keys())]
    characters = {character for costs in each for character in costs}
    return {character: tuple(costs.get(character, _STRANGE) for costs in each) for character in characters}, (_STRANGE,) * len(
        each
    )


@cache
def _costs(language: str) -> dict[str, float]:
    """Return log P of each character: of letters, as Zipf has it, the second half as frequent as the first."""
    letters = _LETTERS[language]
    every = math.fsum(1 / rank for rank in range(1, len(letters) + 1))
    costs = {letter: _ACCENT - math.log(rank * every) for rank, letter in enumerate(letters, 1)}
    return {**dict.fromkeys(_MARKS, _MARK), **costs}
