"""What a text costs where it has signs and letters that nobody writes there: between two letters, before a year, alone."""

from __future__ import annotations

from functools import lru_cache

from ..patterns import lazy_pattern

__all__ = ["expected", "in_words", "in_words_of_latin", "mixed_alphabets"]

_RIVALS = 32  # texts that are asked about more than once, by the models and by the letters of their languages
_BEYOND = "(?=[^\x00-\x7f])"  # what begins beyond ASCII: to look there only takes a third of the time
_SECOND_ALPHABET = -4.0
_SIGN_IN_WORD = -8.0
# Signs that stand between words, or before or behind one; the middle dot and quotes for apostrophes stand in words, and dashes.
_SIGNS = "¡-¬®-³¶¸-¿×÷ˆ˜‘“”„†‡•‰‹›€™\u2190-\u25ff"
_IN_WORD = lazy_pattern(f"{_BEYOND}(?<=[^\\W\\d_])[{_SIGNS}](?=[^\\W\\d_])")
_WITHIN_LATIN = lazy_pattern("(?<=[a-z][a-z])[^\x00-\x7f](?=[a-z])")
_FOR_A_WORD = -12.0  # nats of a character of CJK where Latin has a word, in a text that has no two beside each other
_LONE = lazy_pattern("(?<=[A-Za-z]{2} )[^\\W\\d_\x00-\x7f](?=[\\s,.])|(?<=[A-Z][A-Z])[^\x00-\x7f](?=[A-Z])")
_TOGETHER = lazy_pattern("[^\x00-\x7f]{2}")
_OUT_OF_PLACE = -4.0
_CAPITALS = "".join(filter(str.isupper, map(chr, range(0xC0, 0x250))))
_PLACES = lazy_pattern(
    f"{_BEYOND}(?:"
    "(?<=[a-z])[–—…](?=[a-z])"  # a dash or dots with a word on either side, and no blank
    "|(?<=[a-z])µ(?=[a-z])"
    "|(?<!\\w)[ª¦¨¬¶¼-¾](?=[^\\W\\d_])"  # a sign to which a word is written
    "|[¡¿](?!\\S)"  # which open what they stand before
    "|(?<=[бвгджзйклмнпрстфхцчшщ])ў"  # which is written behind vowels only
    "|(?<=\\s)–(?=[a-z])|(?<=[a-z])[—•§▀-▓■](?=[ ,;:)])|[©®](?=[^\\W\\d_])"  # or a blank on one side only
    "|(?<=[^\\W\\d_])[¤¦¨¬¯±µ¶¸÷¼-¾](?!\\w)"  # a sign that is written to no word
    "|µ(?=[a-z]{3})|¥(?=[A-Za-z]{2})"  # nor before one: units are short, and sums have digits
    # The blank of DOS that holds a number and its title together, as ISO-8859-13 has it: Italian elides before capitals, too.
    "|(?<=[.;>])’(?=\\w)|(?<=[;>])’(?=[\\s<])|(?<=[a-z][a-km-oq-su-z])’(?=[A-Z0-9])"
    f"|[{_CAPITALS}](?=[A-Z][a-z])"  # a capital before another one that begins a word: the same blank of other pages
    "|(?<=[a-z.,:] )[ąęėųčžšěřůďťňľĺŕćźżłñþðħġċğşţ](?= [A-Za-z])"  # a small letter for a word, where a dash may be
    "|[¸\u02d8-\u02dd]"  # an accent without its letter
    "|(?<!\\S)[‘’](?!\\S)"  # a mark that stands alone
    "|(?<=[^\\W\\d_])[„‚](?!\\w)"  # which opens, too
    "|(?<=[^\\W\\d_])[─┌┐└┘├┤┬┴┼═╒-╬](?=\\s)"  # a line that begins or ends at a word, with nothing behind
    ")"
)
_WORDS_OF_ONE = "àáäåæèéêíîòóöø"
_NO_WORD = "".join(letter for letter in map(chr, range(0xC0, 0x250)) if letter.isalpha() and letter not in _WORDS_OF_ONE)
# What no text has: a letter behind a digit, where signs are, but for 2è and 1é; the sign of micro in a word of another alphabet;
# a corner with no line to it.
_NEVER = lazy_pattern(
    f"{_BEYOND}(?:"
    "(?<![\u2500-\u257f])[┌┐└┘├┤┬┴┼╒-╬](?![\u2500-\u257f])|"
    "(?<=[0-9])(?![èé])[À-ÖØ-öø-\u024f\u1e00-\u1eff](?![^\\W_]*[^\\W\\d_])|(?<=[\u0370-\u07ff])µ|µ(?=[\u0370-\u07ff]))"
)
_SMALL_OF_LATIN = "".join(filter(str.islower, map(chr, range(0xE0, 0x250))))
_SMALL_IN_CAPITALS = lazy_pattern(
    f"{_BEYOND}(?:(?<=[A-Z]{{2}})[{_SMALL_OF_LATIN}](?![^\\W\\d_A-Z])|(?<=[А-ЯЁІЇЄҐЎ]{{2}})[а-яё](?![а-яё]))"
)
# A letter where a year says that a sign of copyright stands, and that is no word: "de 1998 à 1999".
_BEFORE_YEAR = lazy_pattern(f"{_BEYOND}(?<![^\\W_])[{_NO_WORD}] ?(?=(?:19|20)[0-9]{{2}})")
_CONSONANT = lazy_pattern(
    f"{_BEYOND}(?<![^\\W\\d_])[¯ßÇÐÑØÞĆČĎĐĢĶĹĽŁŃŅŇŒŔŘŚŞŠŢŤŹŻŽ](?![^\\W\\d_])"
)  # that is no word, unless in a list
# What a text without has none of all these.
_ANY_OF_THEM = lazy_pattern(
    f"[ąęėųčžšěřůďťňľĺŕćźżłñþðħġċğşţµўі\xa0{_SIGNS}{_CAPITALS}–—…«\u02d8-\u02ddßÇÐÑØÞĆČĎĐĢĶĹĽŁŃŅŇŒŔŘŚŞŠŢŤŹŻŽ]|[0-9][À-\u024f\u1e00-\u1eff]"
    "|[À-\u024f] ?[12]|[A-Z]{2}[à-\u024f]|[А-ЯЁ]{2}[а-яё]|\\s’\\s|[.;>]’|[a-z]’[A-Z0-9]"
)
_HELD = lazy_pattern("(?<=[a-z]{4})\xa0(?=[a-z])")  # by a blank that holds short words, and numbers: some texts have it anywhere
_UNPAIRED = -6.0  # a quotation mark that has no other one in the text
_BEHIND_WORD = lazy_pattern("(?<=[a-z])“(?![a-z])")  # which closes nothing where no „ has opened it
_CLOSING = lazy_pattern("(?<=[a-zß-\u024f])»(?!\\w)")  # which closes nothing either
_OPENING = lazy_pattern("(?<!\\S)”(?=\\w)")  # as Swedes and Finns write it
# Marks that belong together: where one opens, the other one is no surprise; nor is an apostrophe in English, French and Italian.
_PAIRS = tuple(
    (lazy_pattern(f"(?<!\\w)[{begin}](?=\\S)"), lazy_pattern(f"(?<=\\S)[{end}](?!\\w)"))
    for begin, end in (("„“", "“”"), ("«", "»"), ("‘", "’"))
)
_APOSTROPHE = lazy_pattern(
    "(?<=[a-z])’(?=(?:[dmst]|ll|re|ve)(?![^\\W_]))|(?<![^\\W_])(?:[cdjlmnst]|qu|dell|nell|all)’(?=[^\\W_])"
)
_IN_CELL = lazy_pattern("(?<=>)\xa0+(?=<)|(?<=>)\xa0|\xa0(?=</)")
_EXPECTED, _MOST_EXPECTED = 3.0, 8  # nats of each, and how many count: letters hardly ever look like so many
_LATIN_I = lazy_pattern("[а-яё]i|i(?=[а-яё])")  # what is written for the і that a page lacks
_ACCENTED = lazy_pattern("[\xc0-\u024f]")
_OTHER_LETTERS = lazy_pattern("[\u0370-\u07ff\u0e00-\u0e7f]")


def mixed_alphabets(text: str) -> float:
    """Return log P that a text has letters of Latin beyond ASCII beside those of another alphabet, as many as it has.

    The models see a few characters at once; a whole text hardly ever has both.

    >>> mixed_alphabets("déjà да"), mixed_alphabets("déjà") == mixed_alphabets("да") == 0
    (-8.0, True)
    """
    others = len(_OTHER_LETTERS.findall(text))
    return _SECOND_ALPHABET * min(others, len(_ACCENTED.findall(text))) if others else 0.0


@lru_cache(maxsize=_RIVALS)
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
    nats += _OUT_OF_PLACE * (len(_BEFORE_YEAR.findall(text)) + len(_SMALL_IN_CAPITALS.findall(text)))
    if _HELD.search(text):
        nats += _OUT_OF_PLACE
    if "“" in text and "”" not in text and "„" not in text:
        nats += _UNPAIRED + _OUT_OF_PLACE * len(_BEHIND_WORD.findall(text))
    if "і" in text:
        nats += _OUT_OF_PLACE * min(len(_LATIN_I.findall(text)), text.count("і"))
    if ("«" in text and "»" not in text) or ("‘" in text and "’" not in text and "‚" not in text):
        nats += _UNPAIRED
    if "»" in text and "«" not in text:
        nats += _OUT_OF_PLACE * len(_CLOSING.findall(text))
    if "”" in text and "“" not in text and "„" not in text and not _OPENING.search(text):
        nats += _UNPAIRED
    return nats


@lru_cache(maxsize=_RIVALS)
def expected(text: str) -> float:
    """Return by how many nats marks are likelier that close what others open, and apostrophes, than marks anywhere.

    Nor is the blank that does not break beside a tag, which keeps cells of HTML open that have nothing else.

    >>> expected("one “word” and “more”"), expected("don’t"), expected("ęwordė donšt 5’"), expected("<td>\\xa0</td>")
    (6.0, 3.0, 0.0, 3.0)
    """
    if "\xa0" not in text and "”" not in text and "“" not in text and "»" not in text and "’" not in text:
        return 0.0
    found = sum(min(len(begin.findall(text)), len(end.findall(text))) for begin, end in _PAIRS)
    found += len(_APOSTROPHE.findall(text)) + len(_IN_CELL.findall(text))
    return _EXPECTED * min(_MOST_EXPECTED, found)


def in_words_of_latin(text: str) -> float:
    """Return log P of the characters that stand alone within a word of ASCII, or for one, in a text of CJK.

    >>> in_words_of_latin("Gri譌nan"), in_words_of_latin("spyt ω, mar"), in_words_of_latin("Java和Python 的用") == 0
    (-8.0, -12.0, True)
    """
    nats = _SIGN_IN_WORD * len(_WITHIN_LATIN.findall(text))
    return nats if _TOGETHER.search(text) else nats + _FOR_A_WORD * len(_LONE.findall(text))
