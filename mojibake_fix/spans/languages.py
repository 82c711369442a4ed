"""What is Chinese in a text, and what is Japanese or Korean: by paragraphs, by lines, by clauses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from ..patterns import lazy_pattern
from ..records import NamedTuple
from .notes import noted
from .ranges import Spans
from .search import one_is_in, places_of_each

__all__ = [
    "FOREIGN",
    "HAN",
    "HANGUL",
    "KANA",
    "Letters",
    "count_of_han",
    "is_chinese",
    "is_han",
    "is_mostly_ascii",
    "other_languages",
]

# Character classes, for use inside [...]: Han with its repetition mark and zero, kana (not the middle dot and the long
# mark, which Chinese names borrow), Hangul.
HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\uff66-\uff9d"
HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"

# A line with one of these is Japanese or Korean: its punctuation and its characters follow other habits.
FOREIGN = lazy_pattern(f"[{KANA}{HANGUL}]")

# Japanese prose, dense as it may be with Han, has a kana to every two of them; Chinese that quotes some has fewer.
FOREIGN_SHARE = 0.3

_FOREIGN_RUN = lazy_pattern(f"[{KANA}{HANGUL}][{KANA}{HANGUL}]*")

# The blocks of 256 characters that Han fill, by the upper byte that their characters have in UTF-16; and Han beside them.
_HAN_BLOCKS = bytes([*range(0x34, 0x4D), *range(0x4E, 0xA0), 0xF9, 0xFA])
_HAN_ELSEWHERE = {0x4D: range(0xC0), 0xD8: range(0x40, 0xC0)}  # by their lower byte, of what is beyond as surrogates
_LOW_SURROGATES = (b"\xdc", b"\xdd", b"\xde", b"\xdf")
_ENOUGH = 8  # characters for each letter of another language, among which there are enough Han in most Chinese
_STRETCH = 250  # characters that are counted at once, and then twice as many, and so on


@lru_cache(maxsize=2)
def is_chinese(text: str) -> bool:
    """Tell whether a text has Han and is neither Japanese nor Korean as a whole.

    >>> is_chinese("東京都（とうきょうと）は、日本の首都。")
    False
    >>> is_chinese("《千と千尋》是一部日本動畫電影，二〇〇一年七月上映。")
    True
    """
    letters = noted(text, Letters)
    if letters is not None and letters.han is not None:
        return letters.han > 0 and letters.foreign <= FOREIGN_SHARE * letters.han
    return _is_chinese(text, foreign=_has_foreign(text))


class Letters(NamedTuple):
    """How many characters of a text are Han, and how many are letters of Japanese and Korean; None if nobody counted.

    ``lines`` is where the lines begin that have such letters, if it is known.
    """

    han: int | None
    foreign: int
    lines: list[int] | None = None


@lru_cache(maxsize=2)
def _has_foreign(text: str) -> bool:
    letters = noted(text, Letters)
    return letters.foreign > 0 if letters is not None else one_is_in(text, KANA + HANGUL)


def _is_chinese(text: str, *, foreign: bool = True, at_most: int | None = None) -> bool:
    """Tell whether a text is Chinese that has any ``foreign`` letters, and ``at_most`` so many, if that is known."""
    if not foreign:
        return one_is_in(text, HAN)
    if at_most is not None and at_most <= FOREIGN_SHARE * count_of_han(text[: at_most * _ENOUGH]):
        return at_most > 0 or one_is_in(text, HAN)
    if not (han := count_of_han(text)):
        return False
    most = FOREIGN_SHARE * han
    start = count = 0
    stretch = _STRETCH
    while start < len(text):
        count += sum(map(len, _FOREIGN_RUN.findall(text, start, start + stretch)))
        if count > most:  # as in most text that is not Chinese, soon
            return False
        start, stretch = start + stretch, 2 * stretch
    return True


def is_han(character: str) -> bool:
    """Tell whether a character is Han; no character is none.

    No pattern says so: its classes of Han take longer to compile than a small file takes to be checked.

    >>> is_han("人"), is_han("𠀀"), is_han("。"), is_han("")
    (True, True, False, False)
    """
    return "\u4e00" <= character <= "\u9fff" or (character >= "\u3005" and count_of_han(character) == 1)


def count_of_han(text: str) -> int:
    """Return how many characters of a text are Han.

    >>> count_of_han("人々は、𠀀。")
    3
    """
    units = text.encode("utf-16-le", "surrogatepass")
    blocks = units[1::2]
    count = len(blocks) - len(blocks.translate(None, _HAN_BLOCKS)) + text.count("々") + text.count("〇")
    for block, lower in _HAN_ELSEWHERE.items():
        place = blocks.find(block)
        while place >= 0:
            count += units[2 * place] in lower and (block == 0x4D or blocks[place + 1 : place + 2] in _LOW_SURROGATES)
            place = blocks.find(block, place + 1)
    return count


_SAMPLE = 1000  # characters, all over the text
_MOSTLY = 0.7


def is_mostly_ascii(text: str) -> bool:
    """Tell by a sample whether most of a text is ASCII: then other ways are quick than in a text of letters beyond.

    >>> is_mostly_ascii("print('你好')"), is_mostly_ascii("打印：print")
    (True, False)
    """
    sample = text[:: len(text) // _SAMPLE + 1]
    return len(sample.encode("ascii", "ignore")) > _MOSTLY * len(sample)


_BLANK_LINE = lazy_pattern(r"\n[^\S\n]*\n")
# A clause with the mark that ends it, which follows the habits of what stands before.
_CLAUSE = lazy_pattern(r"[^，。、！？；：…「」『』“”《》（）(),.:;!?\s]+[，。、！？；：…,.:;!?]*")


@lru_cache(maxsize=2)
def other_languages(text: str) -> Spans:
    r"""Return what is Japanese or Korean in a text: paragraphs and lines as a whole, in a Chinese line only clauses.

    >>> [*other_languages("他说的（ありがとう）就是谢谢的意思，我们都知道这个词\n\n東京,はい、そうです")]
    [(4, 9), (28, 38)]
    """
    return Spans(_other_languages(text))


_DECLARED = lazy_pattern(r"<([A-Za-z][\w-]*)(?:\s[^<>]*)?\s(?:xml:)?lang\s*=\s*[\"']?(?:ja|ko)\b[^<>]*>", re.IGNORECASE)


def _declared(text: str) -> Iterator[tuple[int, int]]:
    """Yield the elements of HTML and XML that say that they are Japanese or Korean; an open one, to the end of its line."""
    if "lang" not in text:
        return
    found = (_DECLARED.match(text, place) for place in places_of_each(text, "<"))
    declared = {match.start(): match[1].lower() for match in found if match}
    for name in sorted({*declared.values()}):
        open_: list[int] = []
        for tag in re.finditer(rf"<(/?){name}\b", text, re.IGNORECASE):
            if not tag[1]:
                open_.append(tag.start())
            elif open_ and (start := open_.pop()) in declared:
                yield start, tag.start()
        for start in declared.keys() & open_:
            end = text.find("\n", start)
            yield start, len(text) if end < 0 else end


def _other_languages(text: str) -> Iterator[tuple[int, int]]:
    yield from _declared(text)
    if not _has_foreign(text):
        return
    letters = noted(text, Letters)
    at_most = letters.foreign if letters is not None else None
    blank = [match.span() for match in _BLANK_LINE.finditer(text)]
    begins, ends = [0, *(end for _, end in blank)], [*(start for start, _ in blank), len(text)]
    end = 0
    chinese = False
    for place in _foreign_by_line(text):
        if place >= end:
            k = bisect_right(begins, place) - 1
            start, end = begins[k], ends[k]
            chinese = _is_chinese(text[start:end], at_most=at_most)
            if not chinese:
                yield start, end
        if chinese:
            yield from _in_chinese(text, place, end)


def _foreign_by_line(text: str) -> Iterator[int]:
    """Yield where the first letter of Japanese or Korean stands in each line that has any."""
    letters = noted(text, Letters)
    if letters is not None and letters.lines is not None:
        yield from (match.start() for line in letters.lines if (match := FOREIGN.search(text, line)))
        return
    end = 0
    while end >= 0 and (match := FOREIGN.search(text, end)):
        yield match.start()
        end = text.find("\n", match.start())


def _in_chinese(text: str, place: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what is in another language in a line of a Chinese paragraph: all of it, or clauses if the line is Chinese, too."""
    first, last = text.rfind("\n", 0, place) + 1, text.find("\n", place, end)
    last = end if last < 0 else last
    if _is_chinese(text[first:last]):
        yield from (clause.span() for clause in _CLAUSE.finditer(text, first, last) if FOREIGN.search(clause[0]))
    else:
        yield first, last
