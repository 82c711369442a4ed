"""What the references of a page in HTML, ``&#1072;`` or ``&eacute;``, tell of the letters that stand beside them as bytes."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from ..patterns import lazy_pattern
from .letters import ALPHABETS, writers

__all__ = ["Referenced", "referenced"]

_REFERENCE = rb"&(?:#(\d{3,5})|#[xX]([0-9A-Fa-f]{2,4})|([A-Za-z]{2,8}));"
_EACH = lazy_pattern(_REFERENCE)
_TOUCHING = lazy_pattern(rb"[\x80-\xff](?=&#)|&#\w{2,6};(?=[\x80-\xff])")
_LOOKED_AT = 1 << 16  # bytes
_FEWEST = 3  # letters: fewer are those of a name
_NEXT = 0.9  # of the letters of the best: languages that may have written the others as well
_AS = {"sr": "mk"}  # Serbian is written in pages of Latin, too; those of its Cyrillic are the pages of Macedonian


class Referenced(NamedTuple):
    """The languages that letters in references may be of, whether these have an alphabet of their own, and how often one of
    these letters stands beside a byte beyond ASCII.
    """

    languages: frozenset[str] = frozenset()
    is_alphabet: bool = False
    touching: int = 0


def referenced(data: bytes) -> Referenced:
    """Return what the references in some bytes tell of their language.

    >>> referenced(b"&#1076;&#1077;\\xed&#1100; &#1076;&#1085;\\xff").touching
    3
    >>> referenced(b"d&eacute;j&agrave; &eacute;t&eacute;").is_alphabet, referenced(b"&copy; 1999 &nbsp;")
    (False, Referenced(languages=frozenset(), is_alphabet=False, touching=0))
    """
    letters = Counter(letter for each in _EACH.findall(data[:_LOOKED_AT]) if (letter := _letter(*each)))
    if letters.total() < _FEWEST:
        return Referenced()
    counts = {language: sum(letters[letter] for letter in letters.keys() & written) for language, written in writers().items()}
    most = max(counts.values())
    if most < _NEXT * letters.total():
        return Referenced()
    languages = frozenset(_AS.get(language, language) for language, count in counts.items() if count >= _NEXT * most)
    return Referenced(languages, bool(languages & ALPHABETS), len(_TOUCHING.findall(data[:_LOOKED_AT])))


def _letter(decimal: bytes, hexadecimal: bytes, name: bytes) -> str:
    """Return the small letter beyond ASCII that a reference means, if it means one."""
    from html.entities import name2codepoint  # all names take longer to import than a page to weigh

    point = int(decimal or b"0") or int(hexadecimal or b"0", 16) or name2codepoint.get(name.decode(), 0)
    character = chr(point).lower()
    return character if character > "\x7f" and character.isalpha() and len(character) == 1 else ""
