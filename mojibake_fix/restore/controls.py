"""Tell what C1 controls are, and what is left of UTF-8 where they were dropped: Latin-1 has no text in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..patterns import lazy_pattern

if TYPE_CHECKING:
    from .restored import Restored

__all__ = ["CONTROLS", "LEAVE_LEADS", "are_controls", "has_controls", "is_left_of_utf8"]

CONTROLS = frozenset({"cp1252-as-latin-1", "cp850-as-latin-1", "mac-roman-as-latin-1"})
"""The channels that make C1 controls of marks and letters: one of them alone is enough to tell that it was one of these."""

LEAVE_LEADS = frozenset({"iso-8859-1", "iso-8859-2", "cp1250", "cp1252", "cp1254"})
"""The tables that have Ã, â and ã where UTF-8 begins characters; to the pages of DOS and of the Mac these are other bytes."""

_BESIDE = 400  # characters of a line that are looked at around a span
_FEWEST = 4  # characters beyond ASCII of a run that tells how it was written

# UTF-8 read as Latin-1, without the bytes that are C1 controls there. Four characters of text in a legacy encoding look like
# that once in 3,000 words, six never.
_WITHOUT_CONTROLS = lazy_pattern("(?:[\x00-\x7f]|[\xe2-\xef][\xa0-\xbf]{0,2}|[\xc3\xd0\xd1][\xa0-\xbf]?)*")
_LATIN_1_AT_END, _LATIN_1_AT_START = lazy_pattern("[\x80-\xff]*\\Z"), lazy_pattern("[\x80-\xff]*")

_CONTROL = lazy_pattern("[\x80-\x9f]")
_UNASSIGNED = lazy_pattern("[\x81\x8d\x8f\x90\x9d]")  # in Windows-1252
# What begins an escape to a terminal; but before an e alone, which no terminal asks for, it is õ in Mac Roman.
_NO_LATIN_1 = lazy_pattern("[\x00-\x08\x0b\x0e-\x1f\u0100-\u1fff\u2c00-\U0010ffff]|\x9b(?:[0-9;?]+[A-Za-z]|[A-Za-df-z])")
# A lead byte of UTF-8, and not all that follows it; or what follows it, behind what was made of the lead byte.
_CUT_SHORT = lazy_pattern("(?:[ÂÃâð]|(?<![A-Za-z])[ã-ï])[\x80-\x9f]|[A-Za-z]\x80[\x80-\x9f]")
_NEXT_LINE = lazy_pattern("\x85(?! )")  # what one ends is followed by the next line, and that begins with no blank


def has_controls(before: str) -> bool:
    """Tell whether a span has a C1 control.

    >>> has_controls("don\\x92t"), has_controls("donÕt")
    (True, False)
    """
    return bool(_CONTROL.search(before))


def are_controls(text: str, span: Restored) -> bool:
    """Tell whether the C1 controls of a span are what they are, or what is left of UTF-8.

    They are line ends where there are no others; and the line of an escape, or of what Latin-1 has not, was not misread.
    """
    if "\n" not in text and len(_NEXT_LINE.findall(text)) > 1:
        return True
    before = text[max(0, span.start - _BESIDE) : span.start].rpartition("\n")[2]
    behind = text[span.end : span.end + _BESIDE].partition("\n")[0]
    unassigned = span.channel == "cp1252-as-latin-1" and _UNASSIGNED.search(span.before)
    return bool(unassigned or _NO_LATIN_1.search(before + span.before + behind) or _CUT_SHORT.search(before[-2:] + span.before))


def is_left_of_utf8(text: str, span: Restored) -> bool:
    """Tell whether the run that a span stands in begins each character as UTF-8 does, and has lost controls, or none.

    It has lost none where the span begins within a character of UTF-8.
    """
    before = _LATIN_1_AT_END.search(text[max(0, span.start - _BESIDE) : span.start])
    behind = _LATIN_1_AT_START.match(text[span.end : span.end + _BESIDE])
    if before and _begins_within(before[0], span.before):
        return True
    run = (before[0] if before else "") + span.before + (behind[0] if behind else "")
    return sum(character > "\x7f" for character in run) >= _FEWEST and bool(_WITHOUT_CONTROLS.fullmatch(run))


_LEAD = lazy_pattern("(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\\Z")
_REST = lazy_pattern("[\x80-\xbf]{1,3}")


def _begins_within(before: str, span: str) -> bool:
    """Tell whether what stands before a span is the beginning of a character of UTF-8 that goes on in it."""
    lead, rest = _LEAD.search(before), _REST.match(span)
    if not lead or not rest:
        return False
    lacking = (2 if lead[0][0] < "\xe0" else 3 if lead[0][0] < "\xf0" else 4) - len(lead[0])
    return len(rest[0]) >= lacking
