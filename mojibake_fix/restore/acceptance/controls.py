"""Tell what C1 controls are, and what is left of UTF-8 where they were dropped: Latin-1 has no text in their place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...encodings import codec
from ...patterns import lazy_pattern
from ..channels import channels_of

if TYPE_CHECKING:
    from .restored import Restored

__all__ = ["CONTROLS", "SIGNS", "are_controls", "has_controls", "is_labelled", "is_left_of_utf8", "is_utf8"]

SIGNS = frozenset({"cp1250-as-cp1252", "iso-8859-2-as-cp1252", "cp850-as-cp1252", "mac-roman-as-cp1252"})
"""The channels that make signs of letters: several of them amid letters are enough to tell that it was one of these."""

CONTROLS = frozenset({"cp1252-as-latin-1", "cp850-as-latin-1", "mac-roman-as-latin-1"})
"""The channels that make C1 controls of marks and letters: one of them alone is enough to tell that it was one of these."""

# The tables that have â and ã where UTF-8 begins characters; to the pages of DOS and of the Mac these are other bytes.
_LEAVE_LEADS = frozenset({"iso-8859-1", "iso-8859-2", "cp1250", "cp1252", "cp1254"})
_USUAL = "cp1252"  # whatever else could have shown the same

_BESIDE = 400  # characters of a line that are looked at around a span
_FEWEST = 4  # characters beyond ASCII of a run that tells how it was written

# Bytes of UTF-8, of which some may be gone that continue a character. Two characters of text in a legacy encoding look like that
# once in 300 to 3,000 words, three once in 4,000, four never.
_WITHOUT_CONTROLS = lazy_pattern("(?:[\x00-\x7f]|[\xe0-\xef][\x80-\xbf]{0,2}|[\xc3\xd0\xd1\xd7-\xdb][\x80-\xbf]?)*")
_AT_END, _AT_START = lazy_pattern("[^\x00-\x7f]*\\Z"), lazy_pattern("[^\x00-\x7f]*")
_LEADING, _CONTINUATION = lazy_pattern("[\xc0-\xff]"), lazy_pattern("[\x80-\xbf]")
_NO_BYTE = "\xff"  # of UTF-8

_CONTROL = lazy_pattern("[\x80-\x9f]")
_CODE = lazy_pattern(r"(?:0x|U\+|&#x|\\[xu])0*([89][0-9A-F])(?![0-9A-F])", re.IGNORECASE)
_UNASSIGNED = lazy_pattern("[\x81\x8d\x8f\x90\x9d]")  # in Windows-1252
# What begins an escape to a terminal; but before an e alone, which no terminal asks for, it is õ in Mac Roman.
_NO_LATIN_1 = lazy_pattern("[^\t\n\f\r -\xff\u2000-\u2bff]|\x9b(?:[0-9;?]+[A-Za-z]|[A-Za-df-z])")
# A lead byte of UTF-8, and not all that follows it; or what follows it, behind what was made of the lead byte: readers of two
# bytes lose it, and leave 80 as it is.
_CUT_SHORT = lazy_pattern("(?:[ÂÃâð]|(?<![A-Za-z])[ã-ï])[\x80-\x9f]|[A-Za-z]\x80[\x80-\x9f]|[?\u30fb\ufffd]\x80(?![0-9])")
_CHARACTER = lazy_pattern("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")  # of UTF-8
_LINE_SEPARATOR = lazy_pattern(r"[\u2028\u2029]|(?:0x|U\+|&#x|\\u)202[89]", re.IGNORECASE)  # what names others names it
_NEXT_LINE = lazy_pattern("\x85(?! )")  # what one ends is followed by the next line, and that begins with no blank


def has_controls(before: str) -> bool:
    """Tell whether a span has a C1 control.

    >>> has_controls("don\\x92t"), has_controls("donÕt")
    (True, False)
    """
    return bool(_CONTROL.search(before))


def are_controls(text: str, span: Restored) -> bool:
    """Tell whether the C1 controls of a span are what they are, or what is left of UTF-8.

    They are line ends where there are no others, and beside the separators of lines that Unicode has. A line with an escape,
    their own code, or what Latin-1 has not, was not misread.
    """
    if "\n" not in text and len(_NEXT_LINE.findall(text)) > 1:
        return True
    before = text[max(0, span.start - _BESIDE) : span.start].rpartition("\n")[2]
    behind = text[span.end : span.end + _BESIDE].partition("\n")[0]
    if is_labelled(before + behind, span.before) or ("\x85" in span.before and _LINE_SEPARATOR.search(before + behind)):
        return True
    shown = before[-2:] + span.before + behind[:1]
    unassigned = span.channel == "cp1252-as-latin-1" and _UNASSIGNED.search(span.before)
    return bool(unassigned or _NO_LATIN_1.search(before + span.before + behind) or _CUT_SHORT.search(shown)) or is_utf8(shown)


def is_labelled(line: str, span: str) -> bool:
    """Tell whether the rest of a line has the code of a control in a span: a font, or a table of characters, says what it is.

    >>> is_labelled("0x0096 ", "\\x96"), is_labelled("pages 150  200", "\\x96")
    (True, False)
    """
    codes = {int(code, 16) for code in _CODE.findall(line)}
    return any(ord(control) in codes for control in _CONTROL.findall(span))


def is_utf8(shown: str) -> bool:
    """Tell whether most of what Latin-1 shows beyond ASCII is two or more whole characters of UTF-8, and one has a control.

    >>> is_utf8("Ù\x87Ù\x88"), is_utf8("été\x94"), is_utf8("AMANHÃ\x94")
    (True, False, False)
    """
    whole, share = _whole(shown)
    return len(whole) > 1 and share > 1 / 2 and any(map(has_controls, whole))


def is_left_of_utf8(text: str, span: Restored) -> bool:
    """Tell whether the run that a span stands in begins each character as UTF-8 does, and has lost controls, or none.

    It has lost none where the span begins within a character of UTF-8, or is UTF-8 that went through more than one reader.
    """
    last = channels_of(span.channel)[-1]
    if last.written == "utf8" or not last.reader.is_single_byte:
        return False
    before = _AT_END.search(text[max(0, span.start - _BESIDE) : span.start])
    behind = _AT_START.match(text[span.end : span.end + _BESIDE])
    is_own = last.reader.table in _LEAVE_LEADS
    table = last.reader.table if is_own else _USUAL
    shown = _bytes(span.before, table)
    ahead = _bytes(before[0] if before else "", table).rpartition(_NO_BYTE)[2]
    if _begins_within(ahead, shown):
        return True
    run = ahead + shown + _bytes(behind[0] if behind else "", table).partition(_NO_BYTE)[0]
    if _is_whole_utf8(run):
        return True
    if not is_own and 2 * len(_CONTINUATION.findall(run)) < len(_LEADING.findall(run)):
        return False  # â between letters of ASCII is katakana in a page of DOS
    return sum(byte > "\x7f" for byte in run) >= _FEWEST and bool(_WITHOUT_CONTROLS.fullmatch(run))


def _is_whole_utf8(run: str) -> bool:
    """Tell whether nearly all bytes beyond ASCII are whole characters of UTF-8: of legacy text hardly three are by chance."""
    whole, share = _whole(run)
    return len(whole) >= _FEWEST_WHOLE and share >= _NEARLY


_FEWEST_WHOLE, _NEARLY = 3, 0.8


def _whole(run: str) -> tuple[list[str], float]:
    """Return the whole characters of UTF-8 among bytes, and their share of those beyond ASCII."""
    whole = _CHARACTER.findall(run)
    return whole, sum(map(len, whole)) / max(1, sum(byte > "\x7f" for byte in run))


def _bytes(shown: str, table: str) -> str:
    """Return the bytes that a page shows like that, each as a character."""
    codes = (codec(table).encoded(character) for character in shown)
    return "".join(code.decode("latin-1") if code else _NO_BYTE for code in codes)


_LEAD = lazy_pattern("(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\\Z")
_REST = lazy_pattern("[\x80-\xbf]{1,3}")


def _begins_within(before: str, span: str) -> bool:
    """Tell whether what stands before a span is the beginning of a character of UTF-8 that goes on in it."""
    lead, rest = _LEAD.search(before), _REST.match(span)
    if not lead or not rest:
        return False
    lacking = (2 if lead[0][0] < "\xe0" else 3 if lead[0][0] < "\xf0" else 4) - len(lead[0])
    return len(rest[0]) >= lacking
