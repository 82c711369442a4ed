"""The rules, in the order they run: lines, what cannot be seen, single characters, then marks among their neighbours."""

from __future__ import annotations

from . import (
    composition,
    corner_quotes,
    curly_quotes,
    dashes,
    declarations,
    direction,
    ellipsis,
    full_stop,
    half_width_hangul,
    half_width_kana,
    ideographs,
    invisible,
    ligatures,
    newlines,
    odd_spaces,
    private_use,
    punctuation,
    quotes,
    repeated_marks,
    soft_hyphens,
    spaces,
    spacing,
    trailing_space,
    width,
    windows_controls,
)
from .rule import Rule
from .signs import possible

__all__ = ["RULES", "Rule", "declarations", "possible"]

CLEAN = frozenset({"clean"})
CORPUS = frozenset({"corpus"})
UNASKED = CLEAN | CORPUS
ASKED: frozenset[str] = frozenset()  # a matter of taste: only where it is switched on

RULES: tuple[Rule, ...] = (
    Rule("newlines", CORPUS, "end every line with LF", newlines.find, newlines.SIGN),
    Rule("invisible", UNASKED, "remove characters that show nothing and mean nothing", invisible.find, invisible.SIGN),
    Rule(
        "direction",
        UNASKED,
        "find direction marks that hide what a line says",
        direction.find,
        direction.SIGN,
        reports=True,
        everywhere=True,
    ),
    Rule(
        "windows-controls",
        CLEAN,
        "controls where Windows has marks become the marks",
        windows_controls.find,
        windows_controls.SIGN,
    ),
    Rule("soft-hyphens", CORPUS, "remove soft hyphens in words", soft_hyphens.find, soft_hyphens.SIGN),
    Rule("composition", UNASKED, "letters and their marks become one character (NFC)", composition.find, composition.SIGN),
    Rule("ideographs", CLEAN, "compatibility ideographs and radicals become the Han they are", ideographs.find, ideographs.SIGN),
    Rule(
        "private-use", CLEAN, "private characters of GBK and HKSCS become the standard ones", private_use.find, private_use.SIGN
    ),
    Rule("ligatures", CLEAN, "Latin ligatures become letters", ligatures.find, ligatures.SIGN),
    Rule("width", CLEAN, "full-width Latin letters and digits become ASCII", width.find, width.SIGN),
    Rule("half-width-kana", ASKED, "half-width katakana become full-width", half_width_kana.find, half_width_kana.SIGN),
    Rule(
        "half-width-hangul", CLEAN, "half-width Hangul letters become full-width", half_width_hangul.find, half_width_hangul.SIGN
    ),
    Rule("odd-spaces", CLEAN, "no-break and thin spaces beside full-width marks become plain", odd_spaces.find, odd_spaces.SIGN),
    Rule("punctuation", CLEAN, "half-width marks in Chinese become full-width", punctuation.find, chinese=True),
    Rule("full-stop", CLEAN, "the half-width full stop of a Chinese sentence becomes full-width", full_stop.find, chinese=True),
    Rule("ellipsis", CLEAN, "three points in a Chinese sentence become the Chinese ellipsis", ellipsis.find, chinese=True),
    Rule("dashes", CLEAN, "two hyphens between Chinese words become the Chinese dash", dashes.find, chinese=True),
    Rule("quotes", CLEAN, "straight quotation marks around Chinese become the text's own", quotes.find, chinese=True),
    Rule("curly-quotes", ASKED, "corner brackets become the mainland's quotation marks", curly_quotes.find, chinese=True),
    Rule("corner-quotes", ASKED, "the mainland's quotation marks become corner brackets", corner_quotes.find, chinese=True),
    Rule("repeated-marks", CLEAN, "a mark that was typed twice becomes one", repeated_marks.find, chinese=True),
    Rule("spaces", CLEAN, "spaces beside full-width marks go", spaces.find, chinese=True),
    Rule("spacing", ASKED, "a space between Han and Latin", spacing.find, chinese=True),
    Rule("trailing-space", ASKED, "blanks at the end of a line go", trailing_space.find),
)
