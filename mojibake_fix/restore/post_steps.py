"""What was done to damaged text afterwards: named maps from text to text, which a proof may have to redo."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import normalize

from ..encodings import codec
from ..patterns import lazy_pattern

__all__ = ["POST_STEPS", "drop_private", "narrow"]

_C1 = range(0x80, 0xA0)
_QUOTES = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_PRIVATE_USE = dict.fromkeys(range(0xE000, 0xF900))
_BLANKS = lazy_pattern("[ \xa0]+")
_LINE_END = lazy_pattern("\r\n|\r|\n")


def narrow(text: str) -> str:
    """Return the text with full-width forms narrowed to ASCII, as some sites show it.

    >>> narrow("（金柯橋）：２")
    '(金柯橋):2'
    """
    return text.translate(_NARROW)


def drop_private(text: str) -> str:
    """Return the text without private-use characters, as some sites show it."""
    return text.translate(_PRIVATE_USE)


def _c1_to_cp1252(text: str) -> str:
    """Return C1 controls as Windows-1252 reads their bytes, as HTML has it; five of them are nothing else there."""
    return text.translate({code: codec("cp1252").decode(bytes([code])) for code in _C1})


def _by_number(text: str) -> str:
    return "".join(character if character < "\x80" else f"&#{ord(character)};" for character in text)


def _escaped(text: str) -> str:
    from html import escape  # and with it all names, which take as long to import as all steps

    return escape(text)


def _by_name(text: str) -> str:
    from html.entities import codepoint2name

    return "".join(
        f"&{codepoint2name[ord(character)]};" if character > "\x7f" and ord(character) in codepoint2name else character
        for character in text
    )


def _by_escape(text: str) -> str:
    """Return everything beyond ASCII as JSON and Java write it, in units of UTF-16."""
    units = text.encode("utf-16-be", "surrogatepass").hex()
    each = (int(units[k : k + 4], 16) for k in range(0, len(units), 4))
    return "".join(chr(unit) if unit < 0x80 else f"\\u{unit:04x}" for unit in each)


POST_STEPS: dict[str, Callable[[str], str]] = {
    # What programs clean away that think it is nothing.
    "nbsp-to-space": lambda text: text.replace("\xa0", " "),
    "blanks-collapsed": lambda text: _BLANKS.sub(" ", text),
    "c1-dropped": lambda text: text.translate(dict.fromkeys(_C1)),
    "c1-replaced": lambda text: text.translate(dict.fromkeys(_C1, "\N{REPLACEMENT CHARACTER}")),  # by readers without them
    "private-use-dropped": drop_private,
    "replacements-to-question-marks": lambda text: text.replace("\N{REPLACEMENT CHARACTER}", "?"),  # saved in a legacy encoding
    # What they make uniform.
    "c1-to-cp1252": _c1_to_cp1252,
    "width-folded": narrow,
    "nfc": lambda text: normalize("NFC", text),
    "nfkc": lambda text: normalize("NFKC", text),
    "quotes-straightened": lambda text: text.translate(_QUOTES),
    # How they write what is not ASCII, or not text.
    "html-escaped": _escaped,
    "html-numbers": _by_number,
    "html-names": _by_name,
    "backslash-escapes": _by_escape,
    # Line ends.
    "crlf-to-lf": lambda text: text.replace("\r\n", "\n"),
    "to-lf": lambda text: _LINE_END.sub("\n", text),
    "to-crlf": lambda text: _LINE_END.sub("\r\n", text),
    "cr-dropped": lambda text: text.replace("\r", ""),
}
"""Every post-step by name; each is total, and most leave a text alone in which there is nothing for them to do.

>>> POST_STEPS["html-numbers"]("ÎÄ"), POST_STEPS["html-names"]("ä¸\\xad"), POST_STEPS["backslash-escapes"]("æ\\x96\\x87")
('&#206;&#196;', '&auml;&cedil;&shy;', '\\\\u00e6\\\\u0096\\\\u0087')
"""
