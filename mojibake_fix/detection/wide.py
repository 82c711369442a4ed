"""UTF-32 and UTF-16 without a byte order mark, by the NULs that they cannot do without."""

from __future__ import annotations

from unicodedata import category

from ..patterns import lazy_pattern

__all__ = ["wide"]

_CONTROL = lazy_pattern(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_ASCII_SHARE = 0.3  # of the pairs that have a NUL on one side, and none on the other, in text with much ASCII
_NO_TEXT = frozenset({"Cn", "Co", "Cs"})
_TWO_LETTERS = lazy_pattern(rb"[\x20-\x2f\x31-\x7e][\x20-\x7e]")
_LOOKED_AT = 1 << 16  # bytes


def wide(data: bytes) -> tuple[str, str] | None:
    """Return the encoding of some bytes with NULs, and why, or None if they are no text or NULs do not tell.

    >>> wide("text".encode("utf-16-le"))[0], wide("文".encode("utf-32-be"))[0]
    ('utf-16-le', 'utf-32-be')
    >>> wide(bytes(range(64))) is None, wide(b"abc\\0def\\0") is None  # words with NULs between them
    (True, True)
    """
    head = data[:_LOOKED_AT]
    if len(data) % 4 == 0:
        for encoding, planes in (("utf-32-le", head[3::4]), ("utf-32-be", head[0::4])):
            if not any(planes) and _is_text(head, encoding):
                return encoding, "every fourth byte is NUL"
    pairs = head[: len(head) // 2 * 2]
    for encoding, zeros, others in (("utf-16-le", pairs[1::2], pairs[0::2]), ("utf-16-be", pairs[0::2], pairs[1::2])):
        if zeros.count(0) > _ASCII_SHARE * len(zeros) and not others.count(0) and _is_text(pairs, encoding):
            if _is_of_words(pairs.decode(encoding, "ignore")):
                return None
            return encoding, "every second byte is NUL where the text is ASCII"
    return None


def _is_of_words(text: str) -> bool:
    """Tell whether all that is beyond ASCII are two letters of ASCII each, and no kana: words of three letters, and NULs."""
    beyond = [character for character in text if character > "\x7f"]
    return len(beyond) > 1 and all(_TWO_LETTERS.fullmatch(character.encode("utf-16-be")) for character in beyond)


def _is_text(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if len(data) - error.start > 2:
            return False
        text = data[: error.start].decode(encoding)
    return not _CONTROL.search(text) and not any(category(character) in _NO_TEXT for character in set(text))
