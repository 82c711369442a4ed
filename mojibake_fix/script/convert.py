"""Convert what is in the other script, and only that; a second run finds nothing.

OpenCC takes its input for the other script whatever it is, so running it twice spoils text (马里兰州, 馬里蘭州,
馬裡蘭州). Here it is shown only lines that the characters of one script alone prove to be in the other, and, in lines
that are in the target script already, single strays. Its results never hold a character that would prove the same
again, so nothing is converted twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ..model import Edit
from ..spans import HAN, Spans, is_chinese, other_languages
from . import strays
from .choices import reconsidered
from .decide import Counts, Script, by_majority, chinese_lines, counts, marked, only_in, total
from .dictionaries import converted
from .zhe import settle

__all__ = ["find"]

# Target -> the script it is in, OpenCC's conversion for a line, and its conversions for a stray, by way of the script
# whose phrases it knows. Simplified comes from t2s, which keeps words as they are (資訊 is 资讯; tw2sp would say 信息).
_TARGETS = {
    "hans": (Script.HANS, "t2s", ("s2t", "t2s")),
    "hant": (Script.HANT, "s2t", ("t2s", "s2t")),
    "tw": (Script.HANT, "s2tw", ("t2s", "s2tw")),
    "twp": (Script.HANT, "s2twp", ("t2s", "s2tw")),
    "hk": (Script.HANT, "s2hk", ("t2s", "s2hk")),
}

# Hong Kong's forms that t2s does not know, as OpenCC's standard writes them.
_HONG_KONG = str.maketrans("敍枱粧糭衞", "敘檯妝粽衛")

# Where a conversion changed the length, what lies between marks is compared; a longer stretch is one edit.
_COMPARABLE = 400
_HAN = re.compile(f"[{HAN}]")
_BETWEEN_MARKS = re.compile(r"([^\w]+)")


def find(text: str, target: str, spans: Spans) -> list[Edit]:
    """Return the edits that bring a text into a script; ``target`` is a key of ``mojibake_fix.config.SCRIPTS``.

    Japanese and Korean passages stay, except where Japanese is asked for, and so does everything protected.

    >>> [(edit.before, edit.after) for edit in find("隨著他的著作", "hans", Spans())]
    [('隨著', '随着')]
    >>> find("里長住在馬里蘭州", "tw", Spans())
    []
    """
    if target == "jp":
        return list(_to_japanese(text, spans))
    if target == "keep" or not is_chinese(text):
        return []
    if target == "auto":
        return list(strays.find(text, spans))
    script, conversion, around = _TARGETS[target]
    if not only_in(script.other).search(text):
        return []
    spans = Spans([*spans, *other_languages(text)])
    lines = [[*spans.gaps(*line)] for line in chinese_lines(text)]
    marks = marked(text)
    seen = [total(counts(marks, *piece) for piece in pieces) for pieces in lines]
    document = by_majority(total(seen))
    foreign: list[tuple[int, int]] = []
    edits: list[Edit] = []
    for pieces, line in zip(lines, seen, strict=True):
        if _is_foreign(script, line, document):
            foreign += pieces
        elif line[script.other]:
            edits += _strays(text, pieces, script, around)
    edits += _whole(text, foreign, script, conversion)
    return sorted(edits, key=lambda edit: edit.start)


def _to_japanese(text: str, spans: Spans) -> Iterator[Edit]:
    """Yield the edits that write Traditional characters as Japan does; Simplified ones, which may be Japan's, stay."""
    if not _HAN.search(text):
        return
    if not (places := [*spans.gaps(0, len(text))]):
        return
    before = [text[start:end] for start, end in places]
    for (start, _), old, new in zip(places, before, converted("t2jp", before), strict=True):
        yield from _difference(start, old, new)


def _is_foreign(script: Script, line: Counts, document: Script) -> bool:
    """Tell whether a line is in the other script; one without characters that tell is in the document's."""
    if line[script] or line[script.other]:
        return by_majority(line) is script.other
    return document is script.other


def _strays(text: str, pieces: list[tuple[int, int]], script: Script, around: tuple[str, ...]) -> Iterator[Edit]:
    for start, end in pieces:
        piece = text[start:end]
        if only_in(script.other).search(piece):
            phrase = strays.rephrased(piece, around)
            positions = _with_neighbours(piece, phrase, script)
            yield from strays.changed_runs(start, piece, strays.mended(piece, phrase, positions, script))


def _with_neighbours(piece: str, phrase: str, script: Script) -> list[int]:
    """Return where strays stand, and the characters of both scripts that change with them: the 网 of 网络."""
    positions: set[int] = set()
    for match in only_in(script.other).finditer(piece):
        positions.add(match.start())
        for step in (-1, 1):
            k = match.start() + step
            while 0 <= k < len(piece) and piece[k] != phrase[k] and not only_in(script).match(piece[k]):
                if k in positions:
                    break
                positions.add(k)
                k += step
    return sorted(positions)


def _whole(text: str, pieces: list[tuple[int, int]], script: Script, conversion: str) -> Iterator[Edit]:
    before = [text[start:end] for start, end in pieces]
    if not pieces:
        return
    readied = [settle(piece).translate(_HONG_KONG) for piece in before] if conversion == "t2s" else before
    after = converted(conversion, readied)
    if script is Script.HANT:
        after = reconsidered(before, after, conversion)
    after = [_completed(piece, script, conversion) for piece in after]
    for (start, _), old, new in zip(pieces, before, after, strict=True):
        yield from _difference(start, old, new)


def _completed(piece: str, script: Script, conversion: str) -> str:
    """Return a converted piece without what a rare phrase left (the 广 of 崖广), which would prove it foreign again."""
    left = only_in(script.other)
    return left.sub(lambda match: converted(conversion, [match[0]])[0], piece) if left.search(piece) else piece


def _difference(start: int, before: str, after: str) -> Iterator[Edit]:
    """Yield the edits between a piece and its conversion, aligned at the marks that both have."""
    if len(before) == len(after):
        yield from strays.changed_runs(start, before, after)
        return
    old, new = _BETWEEN_MARKS.split(before), _BETWEEN_MARKS.split(after)
    if old[1::2] != new[1::2]:
        yield Edit(start, before, after)
        return
    for part, other in zip(old, new, strict=True):
        if len(part) == len(other):
            yield from strays.changed_runs(start, part, other)
        elif len(part) > _COMPARABLE:
            yield Edit(start, part, other)
        else:
            for tag, a, b, c, d in SequenceMatcher(None, part, other, autojunk=False).get_opcodes():
                if tag != "equal":
                    yield Edit(start + a, part[a:b], other[c:d])
        start += len(part)
