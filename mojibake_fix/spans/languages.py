"""What is Chinese in a text, and what is Japanese or Korean: by paragraphs, by lines, by clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..patterns import lazy_pattern
from .ranges import Spans
from .search import one_is_in

__all__ = ["FOREIGN", "HAN", "HANGUL", "KANA", "count_of_han", "is_chinese", "is_mostly_ascii", "other_languages"]

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
_HAN_ELSEWHERE = lazy_pattern("[\u4d00-\u4dbf\U00020000-\U0003ffff]")
_STRETCH = 250  # characters that are counted at once, and then twice as many, and so on
_BLOCKS_ELSEWHERE = (b"\x4d", b"\xd8")


@lru_cache(maxsize=2)
def is_chinese(text: str) -> bool:
    """Tell whether a text has Han and is neither Japanese nor Korean as a whole.

    >>> is_chinese("東京都（とうきょうと）は、日本の首都。")
    False
    >>> is_chinese("《千と千尋》是一部日本動畫電影，二〇〇一年七月上映。")
    True
    """
    return _is_chinese(text, foreign=_has_foreign(text))


@lru_cache(maxsize=2)
def _has_foreign(text: str) -> bool:
    return one_is_in(text, KANA + HANGUL)


def _is_chinese(text: str, *, foreign: bool = True) -> bool:
    if not foreign:
        return one_is_in(text, HAN)
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


def count_of_han(text: str) -> int:
    """Return how many characters of a text are Han.

    >>> count_of_han("人々は、𠀀。")
    3
    """
    blocks = text.encode("utf-16-le", "surrogatepass")[1::2]
    count = len(blocks) - len(blocks.translate(None, _HAN_BLOCKS)) + text.count("々") + text.count("〇")
    if any(block in blocks for block in _BLOCKS_ELSEWHERE):
        count += len(_HAN_ELSEWHERE.findall(text))
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
_LINE = lazy_pattern(r"[^\n]+")
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
    declared = {match.start(): match[1].lower() for match in _DECLARED.finditer(text)}
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
    blank = Spans(match.span() for match in _BLANK_LINE.finditer(text))
    for start, end in blank.gaps(0, len(text)):
        if not FOREIGN.search(text, start, end):
            continue
        if _is_chinese(text[start:end]):
            yield from _in_chinese(text, start, end)
        else:
            yield start, end


def _in_chinese(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what is in another language within a Chinese paragraph: lines, or clauses of a Chinese line."""
    for line in _LINE.finditer(text, start, end):
        if not FOREIGN.search(line[0]):
            continue
        if _is_chinese(line[0]):
            yield from (clause.span() for clause in _CLAUSE.finditer(text, *line.span()) if FOREIGN.search(clause[0]))
        else:
            yield line.span()
