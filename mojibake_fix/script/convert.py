"""Convert what is in the other script, and only that; a second run finds nothing.

OpenCC takes its input for the other script whatever it is, so running it twice spoils text (马里兰州, 馬里蘭州,
馬裡蘭州). Here it is shown only lines that the characters of one script alone prove to be in the other, and, in lines
that are in the target script already, single strays. Its results never hold a character that would prove the same
again, so nothing is converted twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import accumulate, chain, pairwise

from .. import model
from ..patterns import lazy_pattern
from ..spans import HAN, Spans, is_chinese, other_languages
from . import strays
from .choices import reconsider
from .decide import Script, counts_of, only_in, proven
from .dictionaries import converted
from .habits import Habits
from .kanji import kanji_lines
from .made import Made, keeps_lines
from .zhe import settle

__all__ = ["exact", "find", "number_of_places"]

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
_HONG_KONG = tuple(zip("敍枱粧糭衞", "敘檯妝粽衛", strict=True))

# Where a conversion changed the length, what lies between marks is compared; a longer stretch is one edit.
_COMPARABLE = 400
_HAN = lazy_pattern(f"[{HAN}]")
_BETWEEN_MARKS = lazy_pattern(r"([^\w]+)")

_Pieces = list[tuple[int, int]]


def find(text: str, target: str, spans: Spans) -> list[model.Edit]:
    """Return the edits that bring a text into a script; ``target`` is a key of ``mojibake_fix.config.SCRIPTS``.

    What is converted as a whole is one edit for each stretch that is not protected; see ``exact``. Japanese and Korean
    passages stay, except where Japanese is asked for, and so does everything protected.

    >>> [(edit.before, edit.after) for edit in find("隨著他的著作", "hans", Spans())]
    [('隨著他的著作', '随着他的著作')]
    >>> find("里長住在馬里蘭州", "tw", Spans())
    []
    """
    if target == "jp":
        return list(_to_japanese(text, spans))
    if target == "keep":
        return []
    if target == "auto":
        return list(strays.find_strays(text, spans))
    script, conversion, around = _TARGETS[target]
    if not only_in(script.other).search(text) or not is_chinese(text):
        return []
    others = other_languages(text)
    held = Spans(chain(spans, others, kanji_lines(text, others)))  # all of it will be asked for
    foreign, mixed = _foreign(text, held, script)
    habits = Habits(text, Spans(chain(held, foreign, *mixed)), target) if script is Script.HANT else None
    edits = [*_whole(text, foreign, script, conversion, habits)]
    for pieces in mixed:
        edits += _strays(text, pieces, script, around, habits)
    return sorted(edits, key=lambda edit: edit.start)


def exact(edit: model.Edit) -> Iterator[model.Edit]:
    r"""Yield the edits of the characters that really change in an edit, line by line.

    >>> [(edit.start, edit.after) for edit in exact(model.Edit(0, "随着他\n问题", "隨著他\n問題"))]
    [(0, '隨著'), (4, '問題')]
    """
    if keeps_lines(edit.before, edit.after):
        yield from strays.changed_runs(edit.start, edit.before, edit.after)
        return
    start = edit.start
    for before, after in zip(edit.before.split("\n"), edit.after.split("\n"), strict=True):
        yield from _difference(start, before, after)
        start += len(before) + 1


def number_of_places(edit: model.Edit) -> int:
    r"""Return how many edits ``exact`` yields.

    >>> number_of_places(model.Edit(0, "随着他\n问题", "隨著他\n問題"))
    2
    """
    if keeps_lines(edit.before, edit.after):
        return strays.number_of_runs(edit.before, edit.after)
    return sum(1 for _ in exact(edit))


def _to_japanese(text: str, spans: Spans) -> Iterator[model.Edit]:
    """Yield the edits that write Traditional characters as Japan does; Simplified ones, which may be Japan's, stay."""
    if _HAN.search(text):
        places = [*spans.gaps(0, len(text))]
        before = [text[start:end] for start, end in places]
        yield from _changed(places, before, converted("t2jp", before))


def _foreign(text: str, held: Spans, script: Script) -> tuple[_Pieces, list[_Pieces]]:
    """Return what is in the other script, and the pieces of each line that is not but has characters of it.

    A line is in the script that more of its characters tell; one without characters that tell is in the document's, so
    only lines with characters of the script that the document is not in have to be looked at.
    """
    other = script.other
    in_other = proven(text, held, factor=1, least=1) is other
    kept: _Pieces = []
    foreign: _Pieces = []
    mixed: list[_Pieces] = []
    for line in _lines_with(text, script if in_other else other):
        pieces = [*held.gaps(*line)]
        seen = counts_of(text, pieces)
        if seen[other] > seen[script]:
            foreign += pieces
            continue
        if seen[script]:
            kept.append(line)
        if seen[other]:
            mixed.append(pieces)
    return [*Spans(chain(held, kept)).gaps(0, len(text))] if in_other else foreign, mixed


def _lines_with(text: str, script: Script) -> Iterator[tuple[int, int]]:
    """Yield the lines, without their line feeds, that have a character that only a Chinese script uses."""
    telling, end = only_in(script), 0
    while match := telling.search(text, end):
        start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.start())
        end = len(text) if end < 0 else end
        yield start, end


def _strays(text: str, pieces: _Pieces, script: Script, around: tuple[str, str], habits: Habits | None) -> Iterator[model.Edit]:
    for start, end in pieces:
        piece = text[start:end]
        if only_in(script.other).search(piece):
            phrase = strays.rephrased(piece, around)
            positions = _with_neighbours(piece, phrase.own, script)
            yield from strays.changed_runs(start, piece, strays.mended(piece, phrase, positions, script, habits))


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


def _whole(text: str, pieces: _Pieces, script: Script, conversion: str, habits: Habits | None) -> Iterator[model.Edit]:
    before = [text[start:end] for start, end in pieces]
    if not pieces:
        return
    after = converted(conversion, [*map(_readied, before)] if conversion == "t2s" else before)
    if habits is not None:
        # No word goes on in another line, so all pieces are looked at as one text.
        made = Made("\n".join(before), "\n".join(after))
        reconsider(made, conversion)
        habits.follow(made, conversion)
        after = _cut(made.after, map(len, after))
    if any(map(only_in(script.other).search, after)):
        after = [_completed(piece, script, conversion) for piece in after]
    yield from _changed(pieces, before, after)


def _cut(text: str, lengths: Iterable[int]) -> list[str]:
    """Return the pieces of a text that line feeds part."""
    starts = accumulate((length + 1 for length in lengths), initial=0)
    return [text[start : end - 1] for start, end in pairwise(starts)]


def _readied(piece: str) -> str:
    """Return Traditional text with what OpenCC would not make Simplified as it should."""
    piece = settle(piece)
    for old, new in _HONG_KONG:
        piece = piece.replace(old, new)
    return piece


def _changed(pieces: _Pieces, before: list[str], after: list[str]) -> Iterator[model.Edit]:
    """Yield an edit for each piece in which a conversion changes anything."""
    for (start, _), old, new in zip(pieces, before, after, strict=True):
        if old != new:
            yield model.Edit(start, old, new)


def _completed(piece: str, script: Script, conversion: str) -> str:
    """Return a converted piece without what a rare phrase left (the 广 of 崖广), which would prove it foreign again."""
    return only_in(script.other).sub(lambda match: converted(conversion, [match[0]])[0], piece)


def _difference(start: int, before: str, after: str) -> Iterator[model.Edit]:
    """Yield the edits between a piece and its conversion, aligned at the marks that both have."""
    if len(before) == len(after):
        yield from strays.changed_runs(start, before, after)
        return
    old, new = _BETWEEN_MARKS.split(before), _BETWEEN_MARKS.split(after)
    if old[1::2] != new[1::2]:
        yield model.Edit(start, before, after)
        return
    for part, other in zip(old, new, strict=True):
        if len(part) == len(other):
            yield from strays.changed_runs(start, part, other)
        elif len(part) > _COMPARABLE:
            yield model.Edit(start, part, other)
        else:
            for tag, a, b, c, d in SequenceMatcher(None, part, other, autojunk=False).get_opcodes():
                if tag != "equal":
                    yield model.Edit(start + a, part[a:b], other[c:d])
        start += len(part)
