"""Lines of Japanese that have no kana: a title, a station, a line of a song, known by the lines beside them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..patterns import lazy_pattern
from ..spans import HAN, HANGUL, KANA, Spans
from .decide import Script, counts, marked

__all__ = ["kanji_lines"]

_LINE = lazy_pattern(r"[^\n]*\S[^\n]*")
_HAN = lazy_pattern(f"[{HAN}]")
_KANA = lazy_pattern(f"[{KANA}]")
_ALPHABET = lazy_pattern(f"[{KANA}{HANGUL}]")


def kanji_lines(text: str, foreign: Spans) -> Iterator[tuple[int, int]]:
    r"""Yield the lines that are Japanese as the lines beside them are, blank lines left out; ``foreign`` has those with kana.

    All their Han are Japan's. Between two Japanese lines that is enough; beside one, they must have what Chinese in one script
    has not: a character that Japan alone writes (伝, 駅), or characters of both scripts (会議).

    >>> text = "歌词：\n君の名は\n国民的英雄伝説\n会議\n我们说\n"
    >>> [text[start:end] for start, end in kanji_lines(text, Spans([(4, 9)]))]
    ['国民的英雄伝説', '会議']
    """
    if not any(_KANA.search(text, start, end) for start, end in foreign):
        return
    lines = [match.span() for match in _LINE.finditer(text)]
    japanese = [_is_japanese(text, line, foreign) for line in lines]
    found: set[int] = set()
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        step = order.step
        for k in order:
            before, behind = k - step, k + step
            if japanese[k] or not 0 <= before < len(lines) or not japanese[before]:
                continue
            between = 0 <= behind < len(lines) and japanese[behind]
            if _may_be_kanji(text[slice(*lines[k])], between=between):
                japanese[k] = True
                found.add(k)
    yield from (lines[k] for k in sorted(found))


def _is_japanese(text: str, line: tuple[int, int], foreign: Spans) -> bool:
    """Tell whether a line with kana is another language as a whole."""
    return _KANA.search(text, *line) is not None and not any(_HAN.search(text, *gap) for gap in foreign.gaps(*line))


def _may_be_kanji(line: str, *, between: bool) -> bool:
    han = _HAN.findall(line)
    if not han or _ALPHABET.search(line) or not all(_is_in(character, "shift_jis") for character in han):
        return False
    if between or any(not _is_in(character, "gb2312") and not _is_in(character, "big5") for character in han):
        return True
    seen = counts(marked(line))
    return bool(seen[Script.HANS] and seen[Script.HANT])


@lru_cache(maxsize=1 << 14)
def _is_in(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
