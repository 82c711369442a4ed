"""The signs of the rules, without one of which they find nothing: classes of characters, for use inside [...]."""

from __future__ import annotations

__all__ = [
    "ALL",
    "COMPATIBLE",
    "COMPOSITION",
    "CONTROLS",
    "DIRECTION",
    "HALF_WIDTH_HANGUL",
    "HALF_WIDTH_KANA",
    "IDEOGRAPHS",
    "INVISIBLE",
    "ISOLATES",
    "LIGATURES",
    "NEWLINES",
    "ODD_SPACES",
    "POP",
    "POP_ISOLATE",
    "PRIVATE_USE",
    "RADICAL",
    "SOFT_HYPHENS",
    "WIDTH",
    "WINDOWS_CONTROLS",
]

NEWLINES = "\r"
CONTROLS = "\x00-\x08\x0e-\x1a\x1c-\x1f\x7f"
INVISIBLE = f"{CONTROLS}\N{ZERO WIDTH NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{WORD JOINER}"
ISOLATES, POP, POP_ISOLATE = "\u2066\u2067\u2068", "\u202c", "\u2069"
DIRECTION = f"\u202a\u202b\u202d\u202e{ISOLATES}{POP}{POP_ISOLATE}"  # embeddings and overrides first
WINDOWS_CONTROLS = "\x80\x82\x84\x86\x87\x89\x8b\x91-\x97\x99\x9b"
SOFT_HYPHENS = "\N{SOFT HYPHEN}"
# Marks, and what composes with or decomposes into others: by blocks, in which there are others, too.
COMPOSITION = (
    "\u0300-\u036f\u0374\u037e\u0387\u0483-\u0487\u0590-\u1dff\u1f00-\u1fff"  # letters
    "\u2000\u2001\u20d0-\u20ff\u2126\u212a\u212b\u2329\u232a\u2adc"  # spaces, signs
    "\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\ua6ff\ua800-\uabff"  # marks
    "\uf900-\ufaff\ufb1d-\ufb4f\ufe20-\ufe2f\U00010000-\U0010ffff"  # compatibility forms, and all beyond the first plane
)
COMPATIBLE, RADICAL = "\uf900-\ufaff\U0002f800-\U0002fa1f", "\u2f00-\u2fd5"
IDEOGRAPHS = COMPATIBLE + RADICAL
PRIVATE_USE = "\ue000-\uf848"
LIGATURES = "\ufb00-\ufb06"
WIDTH = "０-９Ａ-Ｚａ-ｚ"
HALF_WIDTH_KANA = "\uff61-\uff9f"
HALF_WIDTH_HANGUL = "\uffa1-\uffbe\uffc2-\uffc7\uffca-\uffcf\uffd2-\uffd7\uffda-\uffdc"
ODD_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}\N{THIN SPACE}\N{HAIR SPACE}"

ALL = (
    *(NEWLINES, INVISIBLE, DIRECTION, WINDOWS_CONTROLS, SOFT_HYPHENS, COMPOSITION, IDEOGRAPHS, PRIVATE_USE, LIGATURES, WIDTH),
    *(HALF_WIDTH_KANA, HALF_WIDTH_HANGUL, ODD_SPACES),
)
