"""Make characters visible that a terminal would act on, or show as nothing."""

from __future__ import annotations

from ..patterns import lazy_pattern

__all__ = ["visible", "visible_json"]

_HIDDEN = lazy_pattern(
    "["
    "\\x00-\\x1f\\x7f-\\x9f"  # control characters: they move the cursor, ring, and start escape sequences
    "\\xad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff"  # no width, or another direction
    "\\u2028\\u2029"  # line ends that are no line ends
    "\\ud800-\\udfff"  # surrogates: the bytes of a file name that are not UTF-8
    "\\ue000-\\uf8ff\\U000f0000-\\U0010ffff"  # private use: every font draws something else
    "\\ufff9-\\ufffb\\ufffe\\uffff\\U000e0000-\\U000e007f"  # annotations, non-characters and tags
    "]"
)


def visible(text: str) -> str:
    r"""Return ``text`` on one line, with escapes for what cannot be seen.

    >>> print(visible("a\x1b[2J\ue045"))
    a\u001b[2J\ue045
    """
    return _HIDDEN.sub(lambda match: _escape(match[0]), text)


def visible_json(text: str) -> str:
    r"""Return JSON text with the same escapes, as JSON has them: a character beyond U+FFFF is two.

    >>> print(visible_json('"\U000f0000"'))
    "\udb80\udc00"
    """
    return _HIDDEN.sub(lambda match: _escape_utf16(match[0]), text)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _escape_utf16(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2))
