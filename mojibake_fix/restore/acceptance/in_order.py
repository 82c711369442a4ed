"""What stands in the order of a code: an alphabet, a row of a chart, a code page. Nobody misread it, somebody listed it."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from ...encodings import codec
from ...patterns import lazy_pattern
from ..channels import channels_of
from .controls import CONTROLS
from .restored import Restored

__all__ = ["are_of_one_row", "is_in_chart", "is_in_order", "is_listed"]

_FEWEST_IN_ORDER = 3  # characters; fewer, each of two bytes, have to be neighbours, all of them
_ONE_BYTE = 0xFF
_ONE_OR_TWO = range(1, 3)  # a table may leave a code out


def is_in_order(before: str, channel: str) -> bool:
    """Tell whether the characters stand in the order of their reader's table: a table of it, or an alphabet, was not misread.

    Nor was a line drawn with one of them, unless question marks or other tokens stand between.

    >>> is_in_order("ááááá", "utf8-as-latin-1"), is_in_order("?á?á?á?á", "utf8-as-big5")
    (True, False)
    """
    last = channels_of(channel)[-1]
    reader, table = last.reader, last.reader.table
    if table in ("utf8", "utf-16-le"):
        return False
    if last.written != "utf8" and _is_row_of_han(before):
        return True
    codes = _codes(before, table)
    steps = _steps(codes)
    if channel in CONTROLS:  # quotation marks come in pairs, which are neighbours
        return len(codes) > _FEWEST_IN_ORDER and all(step in _ONE_OR_TWO for step in steps)
    if len(codes) <= _FEWEST_IN_ORDER:
        return set(steps) == {1} and min(codes) > _ONE_BYTE
    return _goes_on(codes) or not (any(steps) or _is_between(reader.token, before))


_FEWEST_OF_ROW = 5  # characters of UTF-8
_FEWEST_OF_LEGACY = 4  # of an encoding in which text has characters of all rows
_ROW = 94  # characters
_FIRST_OF_ROW = 0xA1  # second byte; what Windows and others added stands before it, and goes by no sound

_CHARTS = ("cp936", "cp950", "euc-jp", "cp949")
# The rows that go by sound: others go by radicals, as what Shift-JIS leaves of katakana in GBK does.
_BY_SOUND = {"cp936": range(0xB0, 0xD8), "euc-jp": range(0xB0, 0xD0), "cp949": range(0xCA, 0xFE)}


def _is_row_of_han(text: str) -> bool:
    """Tell whether the Han characters of a text are a row of one of the charts of CJK, whoever is said to have read it."""
    han = "".join(_HAN.findall(text))
    return bool(han) and any(_goes_on(_codes(han, chart)) for chart in _CHARTS)


def are_of_one_row(before: str, channel: str) -> bool:
    """Tell whether most of what was read as Han is rows of characters, each of one row of a chart: such as sound alike.

    Charts of Han go by sound, and lists of Han do. Damage has all rows. Of UTF-8 half the letters of an alphabet are one, but
    words have letters twice, or from the other half.

    >>> are_of_one_row("贸毛矛冒貌茂茅帽猫", "utf8-as-gbk"), are_of_one_row("锌褉懈胁械褌", "utf8-as-gbk")
    (True, False)
    """
    last = channels_of(channel)[-1]
    runs = [_HAN.findall(run) for run in _RUNS.findall(before)]
    if last.written != "utf8":
        rows = [run for run in runs if len(run) >= _FEWEST_OF_LEGACY and any(_are_near(run, chart, _ROW) for chart in _BY_SOUND)]
    elif last.reader.table in _BY_SOUND:
        rows = [run for run in runs if len(run) >= _FEWEST_OF_ROW and _are_near(run, last.reader.table, 0)]
    else:
        return False
    return 2 * sum(map(len, rows)) > sum(map(len, runs))


def _are_near(han: list[str], chart: str, apart: int) -> bool:
    """Tell whether all characters, none of which comes twice, are of one row of a chart, or less than so many apart."""
    codes = _codes("".join(han), chart)
    if len(set(codes)) != len(han) or any(code & _ONE_BYTE < _FIRST_OF_ROW for code in codes):
        return False
    (high, last), (low, first) = divmod(max(codes), 1 << 8), divmod(min(codes), 1 << 8)
    if low not in _BY_SOUND[chart] or high not in _BY_SOUND[chart]:
        return False
    return high == low or (high == low + 1 and last + _ROW - first < apart)


def _codes(text: str, table: str) -> list[int]:
    """Return the codes that characters beyond ASCII have in a table."""
    encoded = codec(table).encoded
    return [int.from_bytes(code, "big") for character in text if character > _ASCII and (code := encoded(character))]


def _steps(codes: list[int]) -> list[int]:
    return [second - first for first, second in pairwise(codes)]


def _goes_on(codes: list[int]) -> bool:
    """Tell whether of some codes most are the next one."""
    steps = _steps(codes)
    return len(codes) > _FEWEST_IN_ORDER and sum(step in _ONE_OR_TWO for step in steps) * 2 > len(steps)


def _is_between(token: str, before: str) -> bool:
    """Tell whether tokens stand between the characters beyond ASCII, or most of them."""
    others = sum(_ASCII < character != token for character in before)
    return bool(token) and 0 < others <= 2 * before.count(token)


_ASCII = "\x7f"

_CHART = 16  # characters on either side of a span
_FEWEST_IN_CHART = 8  # steps from one to the next
_RADICAL = 0x40  # code points that characters of one radical are apart
_PAGE = 96  # characters on either side of a span that may be a row of a page
_FEWEST_OF_PAGE = 40  # of them, none of which comes twice: in damage by a single-byte page the bytes that begin characters do

_LISTING = 400  # characters on either side of a span that may be a page with one character on each line

_HAN = lazy_pattern("[\u3400-\u9fff]")
_BEYOND_ASCII = lazy_pattern("[^\x00-\x7f]")
_RUNS = lazy_pattern("[^\x00-\x7f]+")


def is_in_chart(text: str, span: Restored) -> bool:
    """Tell whether the characters around a span go through a chart, radical by radical, or a page, each of them once."""
    reader = channels_of(span.channel)[-1].reader
    if reader.is_single_byte:
        run = _run_around(text, span)
        if len(run) == len(set(run)) >= _FEWEST_OF_PAGE or is_listed(text, span.start, span.end, reader.table):
            return True
    before = text[max(0, span.start - _CHART) : span.start].rpartition("\n")[2]
    behind = text[span.end : span.end + _CHART].partition("\n")[0]
    steps = [abs(ord(second) - ord(first)) for row in (before, behind) for first, second in pairwise(_HAN.findall(row))]
    return len(steps) >= _FEWEST_IN_CHART and 2 * sum(0 < step <= _RADICAL for step in steps) > len(steps)


def _run_around(text: str, span: Restored) -> str:
    """Return the characters beyond ASCII that a span stands among in its line, as far as a row of a page reaches.

    In pages of mainframes, letters and signs of ASCII stand among them.
    """
    before = text[max(0, span.start - _PAGE) : span.start].rpartition("\n")[2]
    behind = text[span.end : span.end + _PAGE].partition("\n")[0]
    return "".join(_BEYOND_ASCII.findall(before + span.before + behind))


def is_listed(text: str, start: int, end: int, table: str) -> bool:
    """Tell whether the characters beyond ASCII around a stretch, which stand apart from each other, go through a page.

    Before or behind it they do, where a list begins or ends, whatever else the text has on the other side.

    >>> chart = "".join(f"0x{byte:x}, // {chr(byte)}\\n" for byte in range(0x80, 0x90))
    >>> is_listed(chart, 9, 10, "iso-8859-1"), is_listed("é, à, ô, è, é, ç, à, ê, î, ù", 0, 1, "iso-8859-1")
    (True, False)
    """
    first, last = max(0, start - _LISTING), end + _LISTING
    return any(_goes_through(text[begin:stop], table) for begin, stop in ((first, last), (first, end), (start, last)))


@lru_cache(maxsize=1 << 8)  # each channel with the same reader asks
def _goes_through(part: str, table: str) -> bool:
    """Tell whether most of the characters beyond ASCII in a part of a text follow each other in a page."""
    codes = [
        int.from_bytes(code, "big") for character in _BEYOND_ASCII.findall(part) if (code := codec(table).encoded(character))
    ]
    steps = [second - first for first, second in pairwise(codes)]
    return len(steps) >= _FEWEST_IN_CHART and 2 * sum(step in _ONE_OR_TWO for step in steps) > len(steps)
