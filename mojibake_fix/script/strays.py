"""Single characters of the other script in a text whose own script is proven."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from .. import model
from ..patterns import lazy_pattern
from ..records import NamedTuple
from ..spans import Joined, Spans, is_chinese, is_word_list, other_languages
from .decide import (
    MAJORITY,
    PROOF,
    Counts,
    Script,
    counts,
    counts_of,
    lines_of,
    lines_of_both,
    marked,
    only_in,
    places_outside,
    proven,
)
from .kanji import is_kanji, kanji_lines

if TYPE_CHECKING:
    from .habits import Habits

__all__ = ["changed_runs", "find_strays", "mended", "number_of_runs", "rephrased"]

# The name of a language or a script is written in that script, on purpose.
_LANGUAGE = lazy_pattern(
    "[简簡繁正][体體](?:中文|汉字|漢字|字|版)?|[简繁]中|中文版?"
    "|[汉漢华華国國粤粵闽閩吴吳][语語]|日本[语語]|[英法德俄韩韓][语語文]"
)
_LINK_TEXT = lazy_pattern(r"\[[^\[\]\n]{1,200}\](?=\(|\[)|<[Aa]\b[^<>]*>[^<]{1,200}</[Aa]>")

# A quotation, a title, a bracket, a cell of a table or a sentence is read for itself, and so is each clause in it.
_SENTENCE = lazy_pattern(r"[^「」『』“”‘’《》〈〉（）()\[\]【】|｜/／\t。！？!?；;]+")
_CLAUSE = lazy_pattern(r"[^，、：,:\s]+")

# Into the script of a text; by way of the other script, whose phrases OpenCC knows: 理发師 is 理发师 is 理髮師.
_AROUND = {Script.HANT: ("t2s", "s2tw"), Script.HANS: ("s2t", "t2s")}


def find_strays(text: str, spans: Spans) -> Iterator[model.Edit]:
    """Yield an edit for every stray of a text whose script is proven.

    >>> [(edit.before, edit.after) for edit in find_strays("門窗都緊緊闭著，屋裏沒有聲音", Spans())]
    [('闭', '閉')]
    """
    if not is_chinese(text) or is_word_list(text) or not (mixed := [*lines_of_both(text)]):
        return
    others = other_languages(text)
    held = Joined(spans, others, Spans(kanji_lines(text, others)))
    found = ((line, [*held.gaps(*line)]) for line in mixed)
    readable = [(line, pieces, counts_of(text, pieces)) for line, pieces in found]
    if not any(all(seen.values()) for _, _, seen in readable):
        return
    script = proven(text, held, MAJORITY, PROOF)
    if script is Script.EITHER:
        return
    habits = _habits(text, Spans(chain(held, _strange(text, script, held)))) if script is Script.HANT else None
    names = (match for line in _strange(text, script, held) for match in _LANGUAGE.finditer(text, *line))
    exempt = Spans(match.span() for match in chain(_LINK_TEXT.finditer(text), names))
    for line, pieces, seen in readable:  # addresses may be all of a text that is Japanese
        if seen[script.other] <= seen[script] and not is_kanji(text[slice(*line)]):
            for start, end in pieces:
                piece = text[start:end]
                yield from changed_runs(start, piece, _mended(piece, start, script, exempt, habits))


def _habits(text: str, held: Spans) -> Habits:
    from .habits import Habits  # and with it the regions, which Simplified text has no need of

    return Habits(text, held)


def _strange(text: str, script: Script, held: Spans) -> Iterator[tuple[int, int]]:
    """Yield the lines that have strays; nobody asks for them where nothing is to be mended."""
    yield from lines_of(text, places_outside(text, script.other, held))


def _mended(piece: str, start: int, script: Script, exempt: Spans, habits: Habits | None) -> str:
    """Return one stretch without strays; it is read again while mended clauses make others readable."""
    before, after = "", piece
    while after != before:
        before = after
        if movable := [k for k in _movable(after, script) if not exempt.covers(start + k)]:
            after = mended(after, rephrased(after, _AROUND[script]), movable, script, habits)
    return after


def _movable(piece: str, script: Script) -> Iterator[int]:
    """Yield where the strays stand that have the text's own script around them."""
    marks = marked(piece)
    for sentence in _SENTENCE.finditer(piece):
        around = counts(marks, *sentence.span())
        if not around[script.other]:
            continue
        for clause in _CLAUSE.finditer(piece, *sentence.span()):
            if _is_in(script, counts(marks, *clause.span()), around):
                yield from (match.start() for match in only_in(script.other).finditer(piece, *clause.span()))


def _is_in(script: Script, clause: Counts, sentence: Counts) -> bool:
    """Tell whether a clause is in a script for all its strays: by itself, or by its sentence if it has but one."""
    if clause[script] >= clause[script.other]:
        return clause[script] > 0
    return clause[script.other] == 1 and sentence[script] > sentence[script.other]


class Phrase(NamedTuple):
    """A piece of text in the other script, and back in its own: what its words say its strays are."""

    other: str
    own: str


def rephrased(piece: str, around: tuple[str, str]) -> Phrase:
    """Return a piece after the two conversions in ``around``; twice the piece itself should they change its length."""
    from .dictionaries import converted

    other = converted(around[0], [piece])[0]
    own = converted(around[1], [other])[0]
    return Phrase(other, own) if len(other) == len(own) == len(piece) else Phrase(piece, piece)


def mended(piece: str, phrase: Phrase, positions: list[int], script: Script, habits: Habits | None) -> str:
    """Return a piece with the characters at some positions as they are in ``phrase``, where that is in the script.

    In a document with ``habits``, as it writes them.
    """
    own = phrase.own if habits is None else habits.at(positions, phrase.other, phrase.own)
    characters = list(piece)
    for k in positions:
        if not only_in(script.other).match(own[k]):
            characters[k] = own[k]
    return "".join(characters)


def changed_runs(start: int, before: str, after: str) -> Iterator[model.Edit]:
    """Yield an edit for every run of characters in which two texts of one length differ.

    >>> [*changed_runs(10, "abcd", "aXYd")]
    [Edit(start=11, before='bc', after='XY', evidence=None)]
    """
    for run in _RUN.finditer(_differing(before, after)):
        first, last = run.span()
        yield model.Edit(start + first, before[first:last], after[first:last])


def number_of_runs(before: str, after: str) -> int:
    """Return how many edits ``changed_runs`` yields.

    >>> number_of_runs("abcd", "aXYd")
    1
    """
    marks = _differing(before, after)
    return marks.count(b"\x00\x01") + marks.startswith(b"\x01")


_UNIT = 4  # bytes of a character
_IS_ANY = bytes([0]) + bytes([1]) * 255
_RUN = lazy_pattern(rb"\x01+")


def _differing(before: str, after: str) -> bytes:
    """Return a byte for each character of two texts of one length, 1 where they differ; all are compared at once."""
    one, other = (int.from_bytes(text.encode("utf-32-le", "surrogatepass"), "little") for text in (before, after))
    bits = one ^ other
    bits |= bits >> 16
    bits |= bits >> 8  # now the lowest byte of a character tells; what came from the next one is in its other bytes
    return bits.to_bytes(_UNIT * len(before), "little")[::_UNIT].translate(_IS_ANY)
