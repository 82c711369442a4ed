"""Lines of Japanese that have no kana: a title, a station, a line of a song, known by the lines beside them."""

from __future__ import annotations

from collections.abc import Iterator

from ..language.identify import languages
from ..patterns import lazy_pattern
from ..spans import HAN, HANGUL, KANA, Spans
from .decide import lines_of

__all__ = ["is_kanji", "kanji_lines"]

# How much likelier a line must be in Japanese than in Chinese, in nats, beside one Japanese line, and between two. Of messages
# of Japanese programs that are kanji and not written alike in Chinese, 61 % are likelier by 1 and 94 % by -3; of those of Chinese
# programs, 0.5 and 2.6 % in Traditional characters, 0.0 and 0.6 % in Simplified ones.
BESIDE, BETWEEN = 1.0, -3.0

_VISIBLE = lazy_pattern(r"\S")
_HAN = lazy_pattern(f"[{HAN}]")
_KANA = lazy_pattern(f"[{KANA}]")
_ALPHABET = lazy_pattern(f"[{KANA}{HANGUL}]")

_Line = tuple[int, int]


def kanji_lines(text: str, foreign: Spans) -> Iterator[tuple[int, int]]:
    r"""Yield the lines that are Japanese as the lines beside them are, blank lines left out; ``foreign`` has those with kana.

    >>> text = "歌词：\n君の名は\n国民的英雄伝説\n会議\n我们说\n"
    >>> [text[start:end] for start, end in kanji_lines(text, Spans([(4, 9)]))]
    ['国民的英雄伝説', '会議']
    """
    japanese = {line[0]: line for line in _lines_with_kana(text, foreign) if _is_japanese(text, line, foreign)}
    found: set[_Line] = set()
    for beside in (_below, _above):
        for line in sorted(japanese.values(), reverse=beside is _above):
            neighbour = beside(text, line)
            while neighbour is not None and neighbour[0] not in japanese:
                other = beside(text, neighbour)
                least = BETWEEN if other is not None and other[0] in japanese else BESIDE
                if _lead_of_japanese(text[slice(*neighbour)]) <= least:
                    break
                japanese[neighbour[0]] = neighbour
                found.add(neighbour)
                neighbour = other
    yield from sorted(found)


def is_kanji(line: str) -> bool:
    """Tell whether a line without kana is likelier Japanese than Chinese.

    >>> is_kanji("新潟県、長野県、静岡県"), is_kanji("門窗都緊緊闭著")
    (True, False)
    """
    return _lead_of_japanese(line) > BESIDE


def _lines_with_kana(text: str, foreign: Spans) -> Iterator[_Line]:
    yield from lines_of(text, (kana.start() for stretch in foreign for kana in _KANA.finditer(text, *stretch)))


def _below(text: str, line: _Line) -> _Line | None:
    """Return the next line that is not blank."""
    seen = _VISIBLE.search(text, line[1])
    return next(lines_of(text, [seen.start()])) if seen else None


def _above(text: str, line: _Line) -> _Line | None:
    """Return the last line before that is not blank."""
    end = line[0] - 1
    while end >= 0:
        start = text.rfind("\n", 0, end) + 1
        if _VISIBLE.search(text, start, end):
            return start, end
        end = start - 1
    return None


def _is_japanese(text: str, line: _Line, foreign: Spans) -> bool:
    """Tell whether a line with kana is another language as a whole."""
    return _KANA.search(text, *line) is not None and not any(_HAN.search(text, *gap) for gap in foreign.gaps(*line))


def _lead_of_japanese(line: str) -> float:
    """Return how much likelier the Han of a line are in Japanese than in Chinese, in nats; less than nothing if it has none."""
    if _ALPHABET.search(line) or not (han := "".join(_HAN.findall(line))):
        return float("-inf")
    nats = languages(han)
    return nats["ja"] - nats["zh"] if "ja" in nats else float("-inf")  # which neither is of Han beyond the first plane
