"""Gates for restored spans: what a good score does not make true.

Long texts, and lists of rare characters above all, hold spans that are UTF-8 by accident. Restored, they give characters
that belong to nobody's language.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from unicodedata import category

from ...encodings import codec
from ...patterns import lazy_pattern
from ...spans import Spans
from ..channels import CYRILLIC, channels_of, table_written
from ..likelihood import prices
from . import observed
from .controls import CONTROLS, SIGNS, are_controls, has_controls, is_left_of_utf8, is_utf8
from .in_order import are_of_one_row, is_in_chart, is_in_order
from .ornament import is_ornament
from .out_of_place import are_out_of_place
from .rarity import are_strangers, count_han, discount_of_rare, is_rare
from .restored import Restored
from .writing import FEW, FOREIGN, STRANGERS, are_signs, are_spelled, is_writing

__all__ = ["LEAST", "NEVER_CLEAN", "NO_CONTROLS", "NO_WORDS", "TWO_SCRIPTS", "Gate", "is_text", "own_script"]

NO_CONTROLS = "no controls"
"""The gate that says that what leaves controls, or letters where no text has them, has left none."""

NO_WORDS = frozenset({"no words", "no writing"})
"""The gates that say that what is restored is not what its language looks like, rather than that it is no damage."""

NEVER_CLEAN = frozenset({"cesu8-as-utf8"})
"""Channels whose damage no clean text looks like: halves of characters."""

# Nats that a span must gain over "nothing happened", by what it gives.
_MARGIN = 3.0
_MARGIN_OF_ONE = 8.0  # one character, with a letter that its last byte absorbed: two rare Han in a row often give that
_MARGIN_OF_FOREIGN = 25.0  # a script that the model does not know word by word: half a dozen letters

_MARGIN_OUT_OF_PLACE = 4.0  # for each letter of what no control speaks for: signs stand between words as well, where a word fits

# Of an alphabet: four signs in a row are soon a word in some page, and abbreviations, and letters in no order, gain one or two
# nats each by chance, words three or four.
_MARGIN_OF_LETTER = 1.2
_MARGIN_OF_CYRILLIC = 1.8  # where Cyrillic is observed, too: a word in capitals of a language that no model knows gains as much

_SHORT = 4  # characters of a legacy encoding below which each one that lacks asks for more gain
_MARGIN_OF_SHORT = 9.0
_TWO = 2  # observed characters that are one by chance more often than three are

# Nats of a restored character beyond ASCII, on average: names and rare words are dearer than prose, but not that dear.
LEAST = -12.0
_RARER = 3.0  # where the document proves the channel and nothing was lost: chance gives no two characters then, however rare
_RARER_IN_CONTROLS = 5.0  # where controls say so too, which no text has
_LEAST_OF_LEGACY = -10.5  # where nothing but the language speaks for the channel
_LEAST_OF_MIRRORED = -8.0  # what UTF-8 that is its own mirror has more than, if it is words

_RARE_SYLLABLES = 5  # one in so many is more than words have
_FEWEST_ALIKE = 3  # characters
_WORDS_OF_TWO_SCRIPTS = 10  # letters beyond ASCII for each: authors mistake the `С` of one alphabet for that of another

_HAN_LETTERS = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff"

# Runs of what a legacy encoding was made for.
_LETTERS = {
    "gbk": lazy_pattern(f"[{_HAN_LETTERS}]+"),
    "big5": lazy_pattern(f"[{_HAN_LETTERS}]+"),
    "shift-jis": lazy_pattern(f"[{_HAN_LETTERS}\u3041-\u30ff]+"),
    "euc-jp": lazy_pattern(f"[{_HAN_LETTERS}\u3041-\u30ff]+"),
    "euc-kr": lazy_pattern("[\uac00-\ud7a3]+"),
}
_ALPHABETS = {
    **dict.fromkeys(CYRILLIC, lazy_pattern("[\u0400-\u045f\u0490\u0491]+")),
    "cp1253": lazy_pattern("[\u0386-\u03ce]+"),
    "cp1255": lazy_pattern("[\u05b0-\u05f4]+"),
    "cp1256": lazy_pattern("[\u0620-\u06ff]+"),
    "cp874": lazy_pattern("[\u0e01-\u0e5b]+"),
}
_LETTERS |= _ALPHABETS
_BEYOND_ASCII = lazy_pattern("[^\x00-\x7f]")
_DRAWN_IN_TURN = lazy_pattern("([\u2500-\u257f]{1,2}[a-z])\\1{2}")  # signs for drawing and a letter, three times
_BESIDE_ASCII = lazy_pattern("[\x00-\x7f]+")
_NO_TEXT_AGAIN = lazy_pattern("[\x80-\x9f\ue000-\uf8ff\ufdd0-\ufdef]")
_LATIN = lazy_pattern("[\u00c0-\u024f]")
_BESIDE_LETTERS = lazy_pattern("(?<=[A-Za-z])[\u00c0-\u024f]|[\u00c0-\u024f](?=[A-Za-z])")
_AMID_LETTERS = lazy_pattern("(?<=[A-Za-z])[\u00c0-\u024f](?=[A-Za-z])")
_CJK = lazy_pattern("[\u3040-\u9fff\uac00-\ud7a3]")
_WIDE_BLANK = "\N{IDEOGRAPHIC SPACE}"
_LONE_SUPERSCRIPT = lazy_pattern(r"(?<![\w)\]])[²³]")

_LATIN_LETTER, _OTHER_LETTER = (
    "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]",
    "(?![\u0387\u0589\u05be\u060c\u061b\u061f\u066a-\u066d])[\u0370-\u06ff\u1f00-\u1fff]",
)
TWO_SCRIPTS = lazy_pattern(f"{_LATIN_LETTER}{_OTHER_LETTER}|{_OTHER_LETTER}{_LATIN_LETTER}")
"""A Latin letter beside one of another alphabet: no word has both. Marks are no letters: Hebrew has a hyphen of its own."""


_NO_TEXT = frozenset({"Cn", "Cs", "Cc"})  # unassigned, surrogate, control


@lru_cache(maxsize=1 << 14)
def is_text(character: str) -> bool:
    """Tell whether a character may stand in text at all, or in a layer of damage, as private-use characters do.

    >>> is_text("中"), is_text("\\n"), is_text("\\ue000"), is_text("\\u03a2"), is_text("\\ufffd")
    (True, True, True, False, False)
    """
    return (category(character) not in _NO_TEXT and character != "\N{REPLACEMENT CHARACTER}") or character in "\t\n\r"


@lru_cache(maxsize=1 << 14)
def _is_rare_syllable(character: str) -> bool:
    """Tell whether a character is one of the 8,822 Hangul syllables that KS X 1001 left out since words hardly have them."""
    return "\uac00" <= character <= "\ud7a3" and codec("euc-kr").encoded(character) is None


class Gate:
    """What a restored span must pass beside its gain, in one document, of which ``spans`` may be damage.

    It knows how rare characters are in the rest of the document, and what the channels in ``proven`` gave elsewhere in it.
    """

    def __init__(self, text: str, spans: list[tuple[int, int]], proven: Mapping[str, str]) -> None:
        self._text = text
        self._spans = Spans(spans)
        restored = "".join(proven.values())
        self._document = text + restored
        self._proven = proven
        self._discount = discount_of_rare(text, "".join(text[start:end] for start, end in spans), restored)

    def margin(self, span: Restored) -> float:
        """Return how many nats a span must gain beyond the opening of its channel."""
        written, wide = _ends(span.channel)
        beyond = sum(character > "\x7f" for character in span.after)
        if span.channel in NEVER_CLEAN:
            return 0.0
        if span.channel in SIGNS:
            return _MARGIN if span.channel in self._proven else _MARGIN_OUT_OF_PLACE * beyond
        if span.channel in CONTROLS:
            return 0.0 if has_controls(span.before) or span.channel in self._proven else _MARGIN_OUT_OF_PLACE * beyond
        if span.channel not in self._proven:
            if wide and written not in _LETTERS and self._is_foreign(span):
                return _MARGIN_OF_FOREIGN
            if written in _ALPHABETS:
                return max(_MARGIN_OF_ONE, (_MARGIN_OF_CYRILLIC if _is_of_cyrillic(span) else _MARGIN_OF_LETTER) * beyond)
            if written in _LETTERS and beyond < _SHORT:
                return _MARGIN + _MARGIN_OF_SHORT * (_SHORT - beyond)
        if (
            beyond > 1
            or len(span.before) > _TWO
            or span.channel in self._proven
            or observed.is_capital_out_of_place(self._text, span)
        ):
            return _MARGIN
        return _MARGIN_OF_ONE

    def net(self, gain: float, span: Restored) -> float:
        """Return what a span gains in this document, in which rare characters may be nothing special."""
        return gain - self._discount * count_han(span.before)[0] if self._discount else gain

    def prepare(self, spans: Iterable[Restored]) -> None:
        """Look up at once how likely spans are, which ``refuses`` asks for one by one."""
        _of_a_character.look_up({(self._in_words(span), _ends(span.channel)[0]) for span in spans if _is_all_text(span.after)})

    def refuses(self, span: Restored) -> str:
        """Return the name of the gate that a span does not pass, or nothing."""
        written, wide = _ends(span.channel)
        proven = span.channel in self._proven
        if not _is_all_text(span.after):
            return "no text"
        least = LEAST if written not in _LETTERS or len(span.after) < _SHORT else _LEAST_OF_LEGACY
        is_known = proven and written not in _LETTERS and not _has_lost(span)
        least -= _RARER if is_known else 0.0
        least -= _RARER_IN_CONTROLS if written not in _LETTERS and is_utf8(span.before) else 0.0
        if _of_a_character(self._in_words(span), written) < least and not (is_known and are_signs(span.after)):
            return "no language"
        if written in _LETTERS and not _has_words(span.after, _LETTERS[written]):
            return "no words"
        if written in _ALPHABETS and not proven and not (_has_long_word(span.after, written) and are_spelled(span.after)):
            return "no words"
        if span.channel in CONTROLS and not (has_controls(span.before) or are_out_of_place(self._text, span, proven=proven)):
            return NO_CONTROLS
        if span.channel in SIGNS and not are_out_of_place(self._text, span, proven=proven):
            return NO_CONTROLS
        if (written in _ALPHABETS or span.channel.partition("+")[0] in SIGNS) and _is_utf8_as_well(span.after, written):
            return "left of UTF-8"
        if written in _LETTERS and (is_left_of_utf8(self._text, span) or self._is_utf8_below(span)):
            return "left of UTF-8"
        if sum(map(_is_rare_syllable, span.after)) * _RARE_SYLLABLES > len(span.after) or self._is_lone_mark(span):
            return "no words"
        if span.channel in CONTROLS and not proven and are_controls(self._text, span):
            return "a control"
        if self._is_word(span, proven=proven):
            return "a word"
        if len(TWO_SCRIPTS.findall(self._in_place(span))) * _WORDS_OF_TWO_SCRIPTS > len(_BEYOND_ASCII.findall(span.after)):
            return "two scripts in a word"
        if is_in_order(span.before, span.channel) or is_in_chart(self._text, span):
            return "a code page in order"
        if not proven and (_is_one_all_along(span) or are_of_one_row(span.before, span.channel)):
            return "a code page in order"
        if _DRAWN_IN_TURN.search(span.before) or (not proven and self._is_ornament(span)):
            return "an ornament"
        strangers = STRANGERS.findall(span.after)
        is_told = len(strangers) == FEW and is_utf8(span.before)
        if not proven and 0 < len(strangers) <= FEW and not (is_told or all(letter in self._document for letter in strangers)):
            return "no writing"
        if wide and not is_writing(self._unexpected(span), self._document, own=own_script(span.channel), proven=proven):
            return "no writing"
        if written in _LETTERS and not proven and (is_rare(span.after) or self._is_list(span.after, written)):
            return "no words"
        return ""

    def _is_utf8_below(self, span: Restored) -> bool:
        """Tell whether the document proves that below the layers over a legacy encoding there was UTF-8 instead."""
        layers = "+" + span.channel.partition("+")[2]
        return layers != "+" and any(channel.endswith(layers) and _ends(channel)[0] not in _LETTERS for channel in self._proven)

    def _is_word(self, span: Restored, *, proven: bool) -> bool:
        """Tell whether what is observed is a word as it stands, or what is restored is none."""
        text = self._text
        if observed.breaks_capitals(text, span, proven=proven):
            return True
        if not proven and (observed.is_end_of_capitals(text, span) or observed.is_numeral(span.before)):
            return True
        written, wide = _ends(span.channel)
        if written in _ALPHABETS:  # whose letters must gain more instead
            is_list = observed.has_no_letters(span.before) or observed.is_amid_accents(text, span, self._spans)
            return not proven and (is_list or _is_in_wrong_case(span, written))
        if proven or written not in _LETTERS:
            return False
        if wide and observed.are_marks(span.before):
            return True
        return observed.is_word(span.before) or observed.are_initials(span.before) or observed.is_amid_its_like(text, span)

    def _is_list(self, restored: str, written: str) -> bool:
        """Tell whether characters are no likelier beside each other than alone: some were listed, and these are their bytes."""
        return written not in _ALPHABETS and are_strangers(restored, _of_a_character(restored, written))

    def _is_ornament(self, span: Restored) -> bool:
        """Tell whether a span is its own mirror; UTF-8 may be: words such as мама, in which each letter begins alike, or ¢¢¢¢."""
        written = _ends(span.channel)[0]
        if written not in _LETTERS:
            is_likely = _of_a_character(self._in_words(span), written) > _LEAST_OF_MIRRORED
            if is_likely or len(set(_BEYOND_ASCII.findall(span.after))) == 1:
                return False
        return is_ornament(self._text, span.start, span.end)

    def _is_lone_mark(self, span: Restored) -> bool:
        """Tell whether a span gives a superscript behind nothing, or nothing but a wide blank where nobody writes CJK."""
        if set(_BEYOND_ASCII.findall(span.after)) == {_WIDE_BLANK}:
            return not _CJK.search(self._document)
        return bool(_LONE_SUPERSCRIPT.search(self._in_place(span)))

    def _in_place(self, span: Restored) -> str:
        """Return what a span gives, with one character on either side."""
        return self._text[max(0, span.start - 1) : span.start] + span.after + self._text[span.end : span.end + 1]

    def _in_words(self, span: Restored) -> str:
        """Return what a span gives, with the letters of ASCII on either side: what it means depends on the word it is in.

        No word goes on in another line, and what stands there may have been blanked.
        """
        before = self._text[max(0, span.start - _TWO) : span.start].rpartition("\n")[2]
        behind = self._text[span.end : span.end + _TWO].partition("\n")[0]
        return f"{before if before.isascii() else ''}{span.after}{behind if behind.isascii() else ''}"

    def _is_foreign(self, span: Restored) -> bool:
        own = own_script(span.channel)
        return any(pattern.search(self._unexpected(span)) for name, pattern in FOREIGN if name != own)

    def _unexpected(self, span: Restored) -> str:
        """Return what a span gives but for letters of words that are ASCII otherwise: where CJK cannot stand, they can."""
        whole = self._in_place(span)
        letters, beside = len(_LATIN.findall(span.after)), len(_BESIDE_LETTERS.findall(whole))
        if beside > 1 and 2 * beside >= letters:
            return _LATIN.sub("", span.after)
        kept = _AMID_LETTERS.sub("", whole)
        return kept if kept != whole else span.after


class _OfACharacter:
    """Log P of a character of texts, each written in some encoding, on average: many cost less at once than one by one.

    They are remembered: the same span is judged again once a channel is proven, and what was filled in is known.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], float] = {}

    def __call__(self, restored: str, written: str) -> float:
        return self.look_up({(restored, written)})[restored, written]

    def cache_clear(self) -> None:
        """Forget them."""
        self._known = {}

    def look_up(self, texts: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], float]:
        """Look up those of some texts that are not known, and return what is known then."""
        known = self._known
        if len(known) > _REMEMBERED:
            known = self._known = {}  # another thread may ask the one before
        new = [text for text in texts if text not in known]
        if new:
            languages = [prices.languages_of(written) for _, written in new]
            known.update(zip(new, prices.of_a_character([restored for restored, _ in new], languages), strict=True))
        return known


_REMEMBERED = 1 << 13  # texts
_of_a_character = _OfACharacter()


def _is_all_text(restored: str) -> bool:
    return not _NO_TEXT_AGAIN.search(restored) and all(map(is_text, restored))


@cache
def _ends(channel: str) -> tuple[str, bool]:
    """Return what a channel begins with, and whether the last reader takes two bytes for a character."""
    channels = channels_of(channel)
    return channels[0].written, channels[-1].reader.is_wide


def _has_lost(span: Restored) -> bool:
    """Tell whether something may have been lost of a span: a token stands in it, or its reader drops what it cannot read."""
    token = channels_of(span.channel)[-1].reader.token
    return not token or token in span.before


# The script of those who read in an encoding: to find it behind their misreadings proves nothing, but is no surprise either.
_OWN_SCRIPTS = {"cp949": "Hangul"}


def own_script(channel: str) -> str:
    """Return the script of those who read in the encoding of the last reader; nothing if several have it."""
    return _OWN_SCRIPTS.get(channels_of(channel)[-1].reader.table.partition("/")[0], "")


_HALF_WIDTH = lazy_pattern("[\uff61-\uff9f]")  # any byte between is one in Shift-JIS
_FEWER_HALF_WIDTH = 8  # letters for each, in text


def _has_words(restored: str, letters: re.Pattern[str]) -> bool:
    """Tell whether half of what is not ASCII is letters, and half of these next to another one: chance gives single ones."""
    runs = letters.findall(restored)
    known = sum(map(len, runs))
    if len(_HALF_WIDTH.findall(restored)) * _FEWER_HALF_WIDTH > known:
        return False
    together = sum(len(run) for run in runs if len(run) > 1)
    return 2 * known >= len(_BEYOND_ASCII.findall(restored)) and (2 * together >= known or known == 1)


def _is_utf8_as_well(restored: str, written: str) -> bool:
    """Tell whether the bytes of text in a page are UTF-8 as well: no words are."""
    try:
        codec(table_written(written)).encode(restored).decode("utf-8")
    except UnicodeError:
        return False
    return True


def _has_long_word(restored: str, written: str) -> bool:
    """Tell whether a word has four letters: any two are a word in some page."""
    return any(len(word) >= _SHORT for word in _ALPHABETS[written].findall(restored))


def _is_in_wrong_case(span: Restored, written: str) -> bool:
    """Tell whether what is observed is likelier in small letters: `пРИВЕТ` was typed so, and is no `Опхбер`."""
    return _is_of_cyrillic(span) and _of_a_character(span.before.lower(), written) >= _of_a_character(span.after.lower(), written)


def _is_of_cyrillic(span: Restored) -> bool:
    """Tell whether what is observed is Cyrillic as well."""
    return channels_of(span.channel)[-1].reader.table in CYRILLIC


def _is_one_all_along(span: Restored) -> bool:
    """Tell whether a legacy encoding gives one character again and again, or each twice: two bytes that repeat are one."""
    beyond = _BEYOND_ASCII.findall(span.after)
    if _ends(span.channel)[0] not in _LETTERS or len(beyond) < _FEWEST_ALIKE:
        return False
    return len(set(beyond)) == 1 or all(len(row) > 1 and len(set(row)) == 1 for row in _BESIDE_ASCII.split(span.before) if row)
