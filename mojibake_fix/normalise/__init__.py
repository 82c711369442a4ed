"""The rules, in the order they run: lines, what cannot be seen, single characters, then marks among their neighbours."""

from __future__ import annotations

from . import signs
from .neighbours import questions_of
from .possible import possible
from .rule import Rule

__all__ = ["RULES", "Rule", "possible"]

CLEAN = frozenset({"clean"})
CORPUS = frozenset({"corpus"})
UNASKED = CLEAN | CORPUS
ASKED: frozenset[str] = frozenset()  # a matter of taste: only where it is switched on

_HALF_WIDTH = (",", ":", ";", "!", "?", "(", ")")
_DOUBLED = ("，，", "、、", "；；", "。。")
_SPACED = (*(f" {mark}" for mark in "，。、；：！？"), *(f"{mark} " for mark in "，。、；！？"))


def _of_chinese(name: str, profiles: frozenset[str], description: str, *marks: str) -> Rule:
    return Rule(name, profiles, description, marks=marks, neighbours=questions_of(name), chinese=True)


RULES: tuple[Rule, ...] = (
    Rule("newlines", CORPUS, "end every line with LF", signs.NEWLINES),
    Rule("invisible", UNASKED, "remove characters that show nothing and mean nothing", signs.INVISIBLE),
    Rule("direction", UNASKED, "find direction marks that hide what a line says", signs.DIRECTION, reports=True, everywhere=True),
    Rule("windows-controls", CLEAN, "controls where Windows has marks become the marks", signs.WINDOWS_CONTROLS),
    Rule("soft-hyphens", CORPUS, "remove soft hyphens in words", signs.SOFT_HYPHENS),
    Rule("composition", UNASKED, "letters and their marks become one character (NFC)", signs.COMPOSITION),
    Rule("ideographs", CLEAN, "compatibility ideographs and radicals become the Han they are", signs.IDEOGRAPHS),
    Rule("private-use", CLEAN, "private characters of GBK and HKSCS become the standard ones", signs.PRIVATE_USE),
    Rule("ligatures", CLEAN, "Latin ligatures become letters", signs.LIGATURES),
    Rule("width", CLEAN, "full-width Latin letters and digits become ASCII", signs.WIDTH),
    Rule("half-width-kana", ASKED, "half-width katakana become full-width", signs.HALF_WIDTH_KANA),
    Rule("half-width-hangul", CLEAN, "half-width Hangul letters become full-width", signs.HALF_WIDTH_HANGUL),
    Rule(
        "odd-spaces",
        CLEAN,
        "no-break and thin spaces beside full-width marks become plain",
        signs.ODD_SPACES,
        neighbours=questions_of("odd-spaces"),
    ),
    _of_chinese("punctuation", CLEAN, "half-width marks in Chinese become full-width", *_HALF_WIDTH),
    _of_chinese("full-stop", CLEAN, "the half-width full stop of a Chinese sentence becomes full-width", "."),
    _of_chinese("ellipsis", CLEAN, "three points in a Chinese sentence become the Chinese ellipsis", "...", "。。。"),
    _of_chinese("dashes", CLEAN, "two hyphens between Chinese words become the Chinese dash", "--"),
    _of_chinese("quotes", CLEAN, "straight quotation marks around Chinese become the text's own", '"'),
    _of_chinese("curly-quotes", ASKED, "corner brackets become the mainland's quotation marks", *"「」『』"),
    _of_chinese("corner-quotes", ASKED, "the mainland's quotation marks become corner brackets", *"“”‘’"),
    _of_chinese("repeated-marks", CLEAN, "a mark that was typed twice becomes one", *_DOUBLED),
    _of_chinese("spaces", CLEAN, "spaces beside full-width marks go", *_SPACED),
    _of_chinese("spacing", ASKED, "a space between Han and Latin"),
    Rule("trailing-space", ASKED, "blanks at the end of a line go"),
)
